"""The content of a record, put together: the round, its reports and bearings, what was said, who signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils import translation

from pejl import __version__
from pejl.design.signs import sign_of
from pejl.effects.bearings import Bearing
from pejl.effects.queries.bearings import bearings
from pejl.followup import suggesting
from pejl.followup.canonical import canonical
from pejl.followup.frozen import meeting
from pejl.followup.frozen.figures import Plain, bearing_of, day, indicators_of
from pejl.followup.frozen.people import Confirmers, person
from pejl.followup.models import Report, Round
from pejl.organisation.actors import Actor
from pejl.strategy.models import FocusArea, Objective
from pejl.strategy.queries import focus_areas

FORMAT = 1
"""Raised when the fields of a record change, so that a reader knows what to expect."""
LANGUAGE = "da"
"""The language of the words in a record: that of the minutes of a Danish municipality, whoever signs."""
KINDS = (Report.Kind.FOCUS_AREA, Report.Kind.OBJECTIVE, Report.Kind.INITIATIVE)


def at(moment: datetime) -> str:
    """A moment as a record has it: “2014-04-03T08:15:00Z”, without parts of a second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def content_of_round(round: Round, *, by: Actor, number: int, moment: datetime) -> Plain:
    """The content of the record with which a round is signed. About twenty SQL queries, however large it is."""
    with translation.override(LANGUAGE):
        areas = focus_areas(round.strategy, with_questions=False)
        found = bearings(by, [aim for area in areas for aim in area.aims], today=round.figures_day)
        reports = list(_reports(round))
        told = _Reports(round, reports, round.closing_day)
        return {
            **_frame(round, "round", by, number, moment),
            "round": _round(round),
            "strategy": _strategy(round),
            "focus_areas": [_focus_area(area, told, found) for area in areas],
            "initiatives": [_initiative(one, told) for one in reports if one.initiative],
            "indicators": indicators_of(found.values()),
            "meetings": meeting.meetings_of(round),
            "decisions": meeting.decisions_of(round),
            "units": meeting.units_of(round, reports),
            "counts": told.counts(),
        }


def content_of_addition(
    round: Round, *, by: Actor, number: int, moment: datetime, corrects: int, about: Plain | None,
    text: str,
) -> Plain:  # fmt: skip
    """The content of a record that adds to an earlier one: what it is about, and what is to be known of it."""
    with translation.override(LANGUAGE):
        return {
            **_frame(round, "addition", by, number, moment),
            "round": {"id": str(round.pk), "slug": round.slug, "title": round.title},
            "corrects": corrects,
            "about": about,
            "text": text,
        }


def matter(content: Plain) -> str:
    """A digest of what is signed, without who, when and at which number: the same until something changes."""
    what = {name: one for name, one in content.items() if name not in {"signed", "number"}}
    return sha256(canonical(what).encode()).hexdigest()


def _frame(round: Round, kind: str, by: Actor, number: int, moment: datetime) -> Plain:
    """What every record has: which program wrote it in which shape, where it belongs, who signed it when."""
    municipality = round.municipality
    return {
        "format": FORMAT,
        "program": f"Pejl {__version__}",
        "kind": kind,
        "number": number,
        "municipality": {
            "id": str(municipality.pk),
            "slug": municipality.slug,
            "name": municipality.name,
            "code": municipality.dst_code,
            "words": municipality.vocabulary.get(LANGUAGE, {}),
        },
        "signed": {
            "at": at(moment),
            "by": {
                "id": str(by.person_id) if by.person_id else None,
                "name": by.person_name,
                "title": by.person.title if by.person else "",
            },
        },
    }


def _round(round: Round) -> Plain:
    return {
        "id": str(round.pk),
        "slug": round.slug,
        "title": round.title,
        "is_example": round.is_example,
        "starts_on": day(round.starts_on),
        "ends_on": day(round.ends_on),
        "initiatives_due_on": day(round.initiatives_due_on),
        "objectives_due_on": day(round.objectives_due_on),
        "focus_areas_due_on": day(round.focus_areas_due_on),
        "stale_after_days": round.stale_after_days,
        "opened_at": at(round.opened_at) if round.opened_at else None,
        "closed_at": at(round.closed_at) if round.closed_at else None,
        "message": round.message,
    }


def _strategy(round: Round) -> Plain:
    strategy = round.strategy
    return {
        "id": str(strategy.pk),
        "slug": strategy.slug,
        "title": strategy.title,
        "theme": strategy.theme,
        "starts_on": day(strategy.starts_on),
        "ends_on": day(strategy.ends_on),
        "adopted_on": day(strategy.adopted_on),
    }


def _reports(round: Round) -> Iterable[Report]:
    """Every report of the round in the order of the numbers people say. Three SQL queries."""
    served = Objective.objects.filter(strategy=round.strategy_id).select_related("focus_area")
    return (
        Report.objects.filter(round=round)
        .select_related("initiative__unit", "focus_area", "unit", "owner", "confirmed_by")
        .prefetch_related(
            Prefetch(
                "initiative__objectives",
                served.order_by("focus_area__number", "number"),
                to_attr="served",
            )
        )
        .order_by("initiative__number", "due_on", "id")
    )


class _Reports:
    """The reports of a round, found by what they are on, and told as plain data."""

    def __init__(self, round: Round, reports: list[Report], today: date) -> None:
        self.limit, self.today = round.stale_after_days, today
        self.reports = reports
        self.confirmers = Confirmers(round, reports)
        self.by_thing = {self._thing(one): one for one in reports}

    @staticmethod
    def _thing(report: Report) -> UUID | None:
        of_kind: dict[str, UUID | None] = {
            Report.Kind.INITIATIVE: report.initiative_id,
            Report.Kind.OBJECTIVE: report.objective_id,
            Report.Kind.FOCUS_AREA: report.focus_area_id,
        }
        return of_kind[report.kind]

    def on(self, thing: UUID) -> Plain | None:
        """The report on something; nothing where the round asked for none."""
        report = self.by_thing.get(thing)
        return None if report is None else self.told(report)

    def stands(self, report: Report) -> str:
        return suggesting.shown(report.status, report.confirmed_at, self.limit, self.today)

    def told(self, report: Report) -> Plain:
        """What was said in this round; of what nobody stood by in it only how it stood last."""
        stands, is_said = self.stands(report), report.is_confirmed
        return {
            "status": report.status,
            "status_word": str(sign_of(report.status).word) if report.status else "",
            "shown": stands,
            "shown_word": str(sign_of(stands).word),
            "fact": report.fact if is_said else "",
            "cause": report.cause if is_said else "",
            "remedy": report.remedy if is_said else "",
            "forecast_on": day(report.forecast_on) if is_said else None,
            "next_milestone": report.next_milestone if is_said else "",
            "decision_wanted": report.decision_wanted if is_said else "",
            "suggestion": _suggestion(report),
            "disagrees": is_said and suggesting.disagrees(report.status, report.suggested),
            "disagreement": report.disagreement if is_said else "",
            "due_on": day(report.due_on),
            "unit": report.unit.name if report.unit else None,
            "owner": person(report.owner),
            "confirmed": None
            if report.confirmed_at is None
            else {"at": at(report.confirmed_at), "by": self.confirmers.of(report)},
        }

    def counts(self) -> Plain:
        """How many reports there are, how many of them nobody confirmed, are stale, or are nobody's."""
        return {kind.value: self._count(kind) for kind in KINDS}

    def _count(self, kind: Report.Kind) -> Plain:
        of_kind = [one for one in self.reports if one.kind == kind]
        stands = Counter(self.stands(one) for one in of_kind)
        return {
            "reports": len(of_kind),
            "confirmed": sum(one.is_confirmed for one in of_kind),
            "stale": stands["stale"],
            "unowned": sum(one.owner_id is None for one in of_kind),
            "disagreeing": sum(suggesting.disagrees(one.status, one.suggested) for one in of_kind),
            "stand": [
                {"status": status, "word": str(sign_of(status).word), "count": count}
                for status, count in sorted(stands.items())
            ],
        }


def _suggestion(report: Report) -> Plain | None:
    if not report.suggested:
        return None
    return {
        "status": report.suggested,
        "word": str(sign_of(report.suggested).word),
        "why": [{"code": one, "words": suggesting.reason(one)} for one in report.suggested_why],
    }


def _focus_area(area: FocusArea, told: _Reports, found: dict[UUID, Bearing]) -> Plain:
    return {
        "id": str(area.pk),
        "label": str(area.number),
        "title": area.title,
        "is_example": area.is_example,
        "responsible": person(area.responsible),
        "report": told.on(area.pk),
        "objectives": [
            {
                "id": str(aim.pk),
                "label": aim.label,
                "title": aim.title,
                "is_example": aim.is_example,
                "responsible": person(aim.responsible),
                "report": told.on(aim.pk),
                "bearing": bearing_of(found[aim.pk]),
            }
            for aim in area.aims
        ],
    }


def _initiative(report: Report, told: _Reports) -> Plain:
    one: Any = report.initiative
    return {
        "id": str(one.pk),
        "label": one.label,
        "title": one.title,
        "kind": one.kind,
        "kind_word": str(one.get_kind_display()),
        "state": one.state,
        "state_word": str(one.get_state_display()),
        "unit": one.unit.name,
        "is_public": one.is_public,
        "is_example": one.is_example,
        "focus_area": str(report.focus_area.number) if report.focus_area else None,
        "objectives": [aim.label for aim in one.served],
        "report": told.told(report),
    }
