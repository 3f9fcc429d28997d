"""What the figures suggest for reports: one at a time, or a whole round in a bounded number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from pejl.effects.bearings import effect_of
from pejl.effects.queries.bearings import work_for
from pejl.followup.models import Report
from pejl.followup.suggesting import Plan, Suggestion, of_focus_area, of_initiative, of_objective
from pejl.indicators.queries.standings import standings_of_objectives
from pejl.initiatives.models import Initiative, Milestone
from pejl.organisation.actors import Actor

Kind = Report.Kind


def suggestion_for(actor: Actor, report: Report, *, day: date | None = None) -> Suggestion:
    """What the figures suggest for one report, today or on a day. At most seven SQL queries."""
    beside: list[Report] = []
    if report.kind == Kind.FOCUS_AREA:
        beside = list(
            Report.objects.filter(
                round=report.round_id, kind=Kind.OBJECTIVE, focus_area=report.focus_area_id
            )
        )
    return suggestions(actor, [report], beside, day=day)[report.pk]


def suggestions(
    actor: Actor,
    reports: Iterable[Report],
    beside: Iterable[Report] = (),
    *,
    day: date | None = None,
) -> dict[UUID, Suggestion]:
    """What the figures suggest for each report. At most seven SQL queries for any number of them.

    Initiatives and objectives are expected to be at hand on the reports. ``beside``: reports on objectives from
    which those on focus areas are judged, where they are not among ``reports``.
    """
    asked = list(reports)
    if not asked:
        return {}
    today = day or asked[0].round.figures_day
    found = _of_initiatives([one for one in asked if one.kind == Kind.INITIATIVE], today)
    found |= _of_objectives(actor, [one for one in asked if one.kind == Kind.OBJECTIVE], today)
    of_aims: dict[UUID | None, list[str]] = defaultdict(list)
    for one in {one.pk: one for one in [*beside, *asked]}.values():
        if one.kind == Kind.OBJECTIVE:
            of_aims[one.focus_area_id].append(one.status if one.confirmed_at else "")
    for one in asked:
        if one.kind == Kind.FOCUS_AREA:
            found[one.pk] = of_focus_area(of_aims[one.focus_area_id])
    return found


def _of_initiatives(reports: Sequence[Report], today: date) -> dict[UUID, Suggestion]:
    """One SQL query."""
    if not reports:
        return {}
    late: dict[UUID, list[date]] = defaultdict(list)
    overdue = Milestone.objects.filter(
        initiative__in=[one.initiative_id for one in reports],
        state__in=[Milestone.State.WAITING, Milestone.State.UNDER_WAY],
        due_on__lt=today,
    )
    for key, day in overdue.values_list("initiative_id", "due_on"):
        late[key].append(day)
    return {
        one.pk: of_initiative(_plan(one.initiative, late[one.initiative.pk]), today)
        for one in reports
        if one.initiative is not None
    }


def _plan(initiative: Initiative, overdue: list[date]) -> Plan:
    return Plan(
        state=initiative.state,
        is_exploring=initiative.kind == Initiative.Kind.PREJEKT,
        ends_on=initiative.ends_on,
        overdue=tuple(overdue),
        has_owner=initiative.owner_id is not None,
    )


def _of_objectives(actor: Actor, reports: Sequence[Report], today: date) -> dict[UUID, Suggestion]:
    if not reports:
        return {}
    said = suggested_for(actor, [one.objective_id for one in reports if one.objective_id], today)
    return {one.pk: said[one.objective_id] for one in reports if one.objective_id}


def suggested_for(
    actor: Actor, objectives: Collection[UUID], today: date
) -> dict[UUID, Suggestion]:
    """What the figures suggest for each objective. One SQL query, one more where some of them say nothing.

    Nothing is reckoned: how figures stand is kept with them. Up to four more queries where it is not.
    """
    stands = standings_of_objectives(actor, objectives, today)
    silent = [key for key in objectives if effect_of(stands[key]) in {"no_data", "no_target"}]
    work = work_for(actor, silent, today) if silent else {}
    return {
        key: of_objective(stands[key], work[key].state if key in work else "no_data")
        for key in objectives
    }
