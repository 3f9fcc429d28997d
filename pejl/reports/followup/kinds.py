"""Which reports of a round there are, what is in each, in which formats; and the name a file gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pejl.followup.models import Round
from pejl.organisation.actors import Actor
from pejl.organisation.addresses import address_of
from pejl.reports.followup.content import content_of, round_report
from pejl.reports.followup.document import docx
from pejl.reports.followup.paper import pdf
from pejl.reports.followup.parts import RoundReport
from pejl.reports.followup.picking import Plain, units_in
from pejl.reports.followup.slides import pptx
from pejl.reports.followup.workbook import xlsx

WHOLE, SUMMARY, PUBLIC, AREA, UNIT = "hele", "kort", "offentlig", "fokusomraade-", "enhed-"
"""How an address names a report; the last two go on with a number and a unit's short name."""


@dataclass(frozen=True)
class Format:
    """A format: the ending of its files, what programs call it, how it is made."""

    ending: str
    name: str
    content_type: str
    made: Callable[[RoundReport], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = {
    one.ending: one
    for one in (
        Format("pdf", "PDF", "application/pdf", pdf),
        Format("docx", "Word", f"{_OFFICE}wordprocessingml.document", docx),
        Format("pptx", "PowerPoint", f"{_OFFICE}presentationml.presentation", pptx),
        Format("xlsx", "Excel", f"{_OFFICE}spreadsheetml.sheet", xlsx),
    )
}


@dataclass(frozen=True)
class Offer:
    """A report that can be fetched: its part of the address, its title, what is in it."""

    part: str
    title: str
    about: str
    endings: tuple[str, ...] = tuple(FORMATS)

    @property
    def formats(self) -> list[Format]:
        return [FORMATS[one] for one in self.endings]


def offers(actor: Actor, round: Round) -> tuple[list[Offer], list[Offer], list[Offer]]:
    """The reports of the whole round, those per focus area, and those per unit, that a reader may fetch."""
    whole = _public(round) if round.is_public and round.is_signed else []
    if not actor.is_member:
        return whole, [], []
    content = content_of(actor, round)
    areas = [
        Offer(f"{AREA}{one['label']}", f"{one['label']}. {one['title']}", "")
        for one in content["focus_areas"]
    ]
    units = [Offer(f"{UNIT}{address_of(name)}", name, "") for name in units_in(content)]
    return [*_internal(content), *whole], areas, units


def _internal(content: Plain) -> list[Offer]:
    group = content["words"]["executive_group"]
    return [
        Offer(
            WHOLE,
            _("The whole round, for %(group)s") % {"group": group},
            _(
                "Everything: how it stands, each focus area with texts and figures, initiatives, "
                "decisions and minutes."
            ),
        ),
        Offer(
            SUMMARY,
            _("Summary"),
            _(
                "On one page: objectives with effort and effect, decisions wanted and what was decided."
            ),
            ("pdf", "docx", "pptx"),
        ),
    ]


def _public(round: Round) -> list[Offer]:
    about = _(
        "What everyone may read: how it stands, what is the case, public initiatives and public figures."
    )
    return [Offer(PUBLIC, _("Public version"), about)]


def report_named(actor: Actor, round: Round, part: str) -> RoundReport | None:
    """The report that an address names; nothing where there is none for this reader."""
    plain: dict[str, dict[str, Any]] = {
        WHOLE: {},
        SUMMARY: {"summary": True},
        PUBLIC: {"public": True},
    }
    if part in plain:
        return round_report(actor, round, **plain[part])
    if not actor.is_member:
        return None
    if part.startswith(AREA):
        return round_report(actor, round, focus_area=part.removeprefix(AREA))
    if part.startswith(UNIT):
        return round_report(actor, round, unit=part.removeprefix(UNIT))
    return None


def file_name(round: Round, part: str, ending: str) -> str:
    """Such as “greve-opfoelgning-2014-1-kort.pdf”."""
    return f"{round.municipality.slug}-opfoelgning-{round.slug}-{part}.{ending}"
