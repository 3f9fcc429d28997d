"""What a report of a round says, put together once for every format.

A signed round is told from its record and from nothing else; one that is not signed yet, as its record would read
if it were signed now. So a report of an earlier round says today what it said then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.followup.models import Round
from pejl.followup.queries.records import (
    RecordPage,
    preview,
    public_page,
    record_page,
    record_that_signed,
)
from pejl.history.refusals import Refusal
from pejl.organisation.actors import Actor
from pejl.organisation.addresses import address_of
from pejl.organisation.models import Municipality, Unit
from pejl.organisation.queries import logo_png
from pejl.organisation.rules import require
from pejl.reports.followup.building import Builder
from pejl.reports.followup.parts import RoundReport, Seal
from pejl.reports.followup.picking import Plain, of_focus_area, of_unit, units_in


class RecordDoesNotHold(Refusal):
    """What stands in the record is not what was signed, so no report is made of it."""

    sentence = _(
        "The record of this round was changed after it was signed. No report is made of it. "
        "Tell whoever operates Pejl."
    )


def round_report(
    actor: Actor,
    round: Round,
    *,
    focus_area: str | None = None,
    unit: str | None = None,
    public: bool = False,
    summary: bool = False,
) -> RoundReport | None:
    """The whole round, a focus area (by its number), a unit (by its name or as an address writes it), the public
    version, or the summary.

    Nothing where there is no such report, such as a public version of a round that is not signed. At most eight
    SQL queries of a signed round, and some twenty-five of one that is not signed, however large it is.
    """
    require(actor, "followup.read_round", round)
    page = public_page(actor, round) if public else told(actor, round)
    if page is None or not (public or actor.is_member):
        return None
    content = _content(page)
    if focus_area is not None:
        content, part = of_focus_area(content, focus_area), "focus_area"
    elif unit is not None:
        unit = next((one for one in units_in(content) if unit in {one, address_of(one)}), "")
        content, part = of_unit(content, _with_those_below(round.municipality, unit)), "unit"
    else:
        part = "summary" if summary else "public" if public else "whole"
    if part in {"focus_area", "unit"} and not (content["focus_areas"] or content["elsewhere"]):
        return None
    return _report(part, round, content, page, unit or "")


def told(actor: Actor, round: Round) -> RecordPage | Plain:
    """What is told of a round: the record of a signed one, the content of one that is not signed yet."""
    signed = record_that_signed(round) if round.is_signed else None
    return record_page(signed) if signed else preview(actor, round).content


def _content(page: RecordPage | Plain) -> Plain:
    content = page.content if isinstance(page, RecordPage) else page
    if content is None:
        raise RecordDoesNotHold()
    return content


def content_of(actor: Actor, round: Round) -> Plain:
    """The whole content, for those who work here."""
    return _content(told(actor, round))


def _with_those_below(municipality: Municipality, name: str) -> set[str]:
    """The unit's name, and those of the units that are below it today. One SQL query."""
    rows = list(Unit.objects.filter(municipality=municipality).values_list("pk", "name", "parent"))
    found: set[UUID] = set()
    grown = {key for key, called, _above in rows if called == name}
    while grown - found:
        found |= grown
        grown = {key for key, _called, above in rows if above in found}
    return {name, *(called for key, called, _above in rows if key in found)}


def _report(
    kind: str, round: Round, content: Plain, page: RecordPage | Plain, unit: str
) -> RoundReport:
    is_public = kind == "public"
    built = Builder(content, is_public=is_public)
    about = content["round"]
    areas = built.areas()
    report = RoundReport(
        kind=kind,
        municipality=content["municipality"]["name"],
        colour=round.municipality.accent_colour,
        strategy=content["strategy"]["title"],
        title=about["title"],
        part=unit,
        starts_on=about["starts_on"],
        ends_on=about["ends_on"],
        told_on=timezone.localdate(),
        is_example=about["is_example"],
        words=content["words"],
        areas=areas,
        elsewhere=built.undertakings(content["elsewhere"]),
        counts=built.counts(),
        logo=logo_png(round.municipality) if round.municipality.has_logo else None,
    )
    if kind == "focus_area":
        report = replace(report, part=f"{areas[0].label}. {areas[0].title}")
    if not is_public:
        report = replace(
            report,
            wanted=built.wanted(),
            decisions=built.decisions(),
            meetings=built.meetings(),
        )
    return _sealed(report, page) if isinstance(page, RecordPage) else report


def _sealed(report: RoundReport, page: RecordPage) -> RoundReport:
    """The report with who signed, where the record stands, and what was added later."""
    content: Any = page.content
    public = report.is_public
    signed: date = content["signed_on"] if public else _day(content["signed"]["at"])
    by = (
        ""
        if public
        else ", ".join(filter(None, map(content["signed"]["by"].get, ("name", "title"))))
    )
    return replace(
        report,
        told_on=signed,
        seal=Seal(signed, by, page.record.number, page.record.digest_words),
        additions=() if public else tuple(map(Builder.addition, page.additions)),
        added_later=len(page.additions),
    )


def _day(moment: Any) -> date:
    return timezone.localdate(moment)
