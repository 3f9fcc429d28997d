"""What was said and decided, and which units were ready, as plain data for a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from pejl.followup.frozen.figures import Plain, day
from pejl.followup.frozen.people import person
from pejl.followup.models import AgendaItem, Decision, Readiness, Report, Round


def meetings_of(round: Round) -> list[Plain]:
    """Each meeting with its points in order; what waits for a meeting comes last, without one. Two SQL queries."""
    points: dict[UUID | None, list[Plain]] = defaultdict(list)
    asked = AgendaItem.objects.filter(round=round).select_related(
        "report__initiative", "report__objective__focus_area", "report__focus_area", "decision"
    )
    for one in asked.order_by("number", "id"):
        points[one.meeting_id].append(_point(one))
    held = [
        {
            "held_on": day(one.held_on),
            "place": one.place,
            "title": one.title,
            "points": points.pop(one.pk, []),
        }
        for one in round.meetings.order_by("held_on", "id")
    ]
    waiting = [point for left in points.values() for point in left]
    if waiting:
        held.append({"held_on": None, "place": "", "title": "", "points": waiting})
    return held


def _point(one: AgendaItem) -> Plain:
    earlier = one.decision
    return {
        "number": one.number,
        "why": one.why,
        "why_word": str(one.get_why_display()),
        "title": one.title,
        "details": one.details,
        "about": _about(one.report) if one.report else None,
        "earlier_decision": None
        if earlier is None
        else {
            "label": earlier.label,
            "text": earlier.text,
            "state": earlier.state,
            "state_word": str(earlier.get_state_display()),
            "outcome": earlier.outcome,
        },
        "minutes": one.minutes,
        "is_treated": one.is_treated,
    }


def decisions_of(round: Round) -> list[Plain]:
    """What was decided in the round, in the order of the numbers. One SQL query."""
    asked = Decision.objects.filter(round=round).select_related(
        "initiative", "objective__focus_area", "focus_area", "responsible", "recorded_by",
        "replaces", "point",
    )  # fmt: skip
    return [_decision(one) for one in asked.order_by("number")]


def _decision(one: Decision) -> Plain:
    return {
        "label": one.label,
        "text": one.text,
        "reason": one.reason,
        "about": _about(one),
        "point": one.point.number if one.point else None,
        "decided_on": day(one.decided_on),
        "responsible": person(one.responsible),
        "due_on": day(one.due_on),
        "state": one.state,
        "state_word": str(one.get_state_display()),
        "outcome": one.outcome,
        "ended_on": day(one.ended_on),
        "replaces": one.replaces.label if one.replaces else None,
        "recorded_by": person(one.recorded_by),
    }


def _about(thing: Any) -> Plain | None:
    """What a report or a decision is on, by the number people say aloud: the nearest that it names."""
    if thing.initiative:
        return {"label": thing.initiative.label, "title": thing.initiative.title}
    if thing.objective:
        return {"label": thing.objective.label, "title": thing.objective.title}
    if thing.focus_area:
        return {"label": str(thing.focus_area.number), "title": thing.focus_area.title}
    return None


def units_of(round: Round, reports: Iterable[Report]) -> list[Plain]:
    """Every unit that owed reports: how many, how many are confirmed, and whether it was said to be ready.

    One SQL query.
    """
    owed: dict[UUID, list[Report]] = defaultdict(list)
    units: dict[UUID, Any] = {}
    for report in reports:
        if report.unit:
            owed[report.unit.pk].append(report)
            units[report.unit.pk] = report.unit
    said = {
        one.unit_id: one
        for one in Readiness.objects.filter(round=round).select_related("unit", "marked_by")
    }
    units |= {key: one.unit for key, one in said.items()}
    ordered = sorted(units.values(), key=lambda unit: (unit.name, str(unit.pk)))
    return [_unit(unit, owed[unit.pk], said.get(unit.pk)) for unit in ordered]


def _unit(unit: Any, reports: list[Report], said: Readiness | None) -> Plain:
    return {
        "name": unit.name,
        "reports": len(reports),
        "confirmed": sum(one.is_confirmed for one in reports),
        "is_ready": said is not None and said.is_ready,
        "note": said.note if said else "",
        "marked_by": person(said.marked_by) if said else None,
        "marked_on": day(timezone.localdate(said.marked_at)) if said else None,
    }
