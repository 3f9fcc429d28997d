"""How everything in a round stands, as light rows: for the executive group's overview and for the agenda.

Read as plain columns and not as models, because a round may have eight hundred initiatives and its page must
stay as quick as a short one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Min, OuterRef, QuerySet, Subquery
from django.utils import timezone

from pejl.effects.queries.bearings import known_bearings
from pejl.followup.models import Report, Round
from pejl.followup.suggesting import (
    Plan,
    Suggestion,
    disagrees,
    of_focus_area,
    of_initiative,
    of_objective,
    reason,
    shown,
)
from pejl.initiatives.models import Initiative, Milestone
from pejl.organisation.actors import Actor
from pejl.strategy.queries import objectives

Kind = Report.Kind
NO_FIGURES = Suggestion("no_data", ("no_values",))
WORST_FIRST = (
    "off_course", "stale", "no_data", "needs_attention", "paused", "stopped", "not_started", "on_course",
    "done",
)  # fmt: skip
"""In which order a list shows things: what the executive group must see comes first."""


class _Columns(NamedTuple):
    """What is read of each report. A name with two underscores follows a link."""

    pk: UUID
    kind: str
    status: str
    confirmed_at: datetime | None
    previous__confirmed_at: datetime | None
    due_on: date
    decision_wanted: str
    suggested: str
    suggested_why: list[str]
    owner_id: UUID | None
    owner__name: str | None
    unit_id: UUID | None
    unit__name: str | None
    unit__slug: str | None
    initiative_id: UUID | None
    initiative__number: int | None
    initiative__title: str | None
    initiative__kind: str | None
    initiative__state: str | None
    initiative__ends_on: date | None
    initiative__owner_id: UUID | None
    initiative__is_example: bool | None
    objective_id: UUID | None
    objective__number: int | None
    objective__title: str | None
    objective__is_example: bool | None
    objective__focus_area__number: int | None
    focus_area_id: UUID | None
    focus_area__number: int | None
    focus_area__title: str | None
    focus_area__is_example: bool | None
    late_since: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a round: how it is judged, what the figures suggest, who owes it."""

    report_id: UUID
    kind: str
    label: str
    """The number people say: “P12”, “2.3”, “2”."""
    title: str
    is_example: bool
    stands: str
    """What is shown: the judgement, unless it has grown old or there is none."""
    status: str
    suggestion: Suggestion
    owner: str
    """Empty where nobody owns it."""
    unit: str
    unit_slug: str
    confirmed_at: datetime | None
    due_on: date
    wants_decision: bool
    area: int | None
    aim: str
    """The label of the objective that an initiative is read under, or of the objective itself."""
    objective_id: UUID | None = None

    @property
    def disagrees(self) -> bool:
        """Judged better or worse than the figures suggest."""
        return disagrees(self.status, self.suggestion.status)

    @property
    def is_unowned(self) -> bool:
        return not self.owner

    @property
    def is_missing(self) -> bool:
        """Nobody has confirmed it in this round."""
        return self.confirmed_at is None

    @property
    def is_exception(self) -> bool:
        """The executive group must look at it."""
        return (
            self.stands in {"off_course", "stale", "no_data"}
            or self.disagrees
            or self.wants_decision
            or self.is_unowned
        )

    @property
    def reasons(self) -> list[str]:
        return [reason(code) for code in self.suggestion.why]

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in a list: the worst first, then by its number."""
        return WORST_FIRST.index(self.stands), len(self.label), self.label


def rows_of(actor: Actor, round: Round) -> list[Row]:
    """Everything that is reported on in a round, in the order of areas. At most ten SQL queries.

    While a round is open, last time's judgement stands until it has grown old; once it is closed, what nobody
    confirmed is stale. What the figures suggest is reckoned today until the round is signed, and then as kept.
    """
    read = [_Columns(*one) for one in _reports(round).values_list(*_Columns._fields)]
    suggested = _kept(read) if round.is_signed else _reckoned(actor, round, read)
    day = timezone.localdate(round.signed_at) if round.signed_at else timezone.localdate()
    return [_row(round, one, suggested.get(one.pk, NO_FIGURES), day) for one in read]


def _reports(round: Round) -> QuerySet[Any]:
    late = (
        Milestone.objects.filter(
            initiative=OuterRef("initiative_id"),
            state__in=[Milestone.State.WAITING, Milestone.State.UNDER_WAY],
            due_on__lt=timezone.localdate(),
        )
        .order_by()
        .values("initiative")
        .annotate(first=Min("due_on"))
        .values("first")
    )
    return (
        Report.objects.filter(round=round)
        .annotate(late_since=Subquery(late))
        .order_by(
            F("focus_area__number").asc(nulls_last=True),
            F("objective__number").asc(nulls_first=True),
            "initiative__number",
        )
    )


def _kept(read: Iterable[_Columns]) -> dict[UUID, Suggestion]:
    return {one.pk: Suggestion(one.suggested, tuple(one.suggested_why)) for one in read}


def _reckoned(actor: Actor, round: Round, read: Iterable[_Columns]) -> dict[UUID, Suggestion]:
    """What the figures suggest today. At most nine SQL queries, two where the bearings are known."""
    today = timezone.localdate()
    found: dict[UUID, Suggestion] = {}
    aims: list[_Columns] = []
    said: dict[UUID | None, list[str]] = defaultdict(list)
    for one in read:
        if one.kind == Kind.INITIATIVE:
            found[one.pk] = of_initiative(_plan(one), today)
        elif one.kind == Kind.OBJECTIVE:
            aims.append(one)
            said[one.focus_area_id].append(one.status if one.confirmed_at else "")
    found |= _of_objectives(actor, round, aims)
    for one in read:
        if one.kind == Kind.FOCUS_AREA:
            found[one.pk] = of_focus_area(said[one.focus_area_id])
    return found


def _of_objectives(actor: Actor, round: Round, aims: Iterable[_Columns]) -> dict[UUID, Suggestion]:
    taken = known_bearings(actor, round.strategy, objectives(round.strategy))
    return {
        one.pk: of_objective(taken[one.objective_id])
        for one in aims
        if one.objective_id and one.objective_id in taken
    }


def _plan(one: _Columns) -> Plan:
    return Plan(
        state=one.initiative__state or "",
        is_exploring=one.initiative__kind == Initiative.Kind.PREJEKT,
        ends_on=one.initiative__ends_on,
        overdue=(one.late_since,) if one.late_since else (),
        has_owner=one.initiative__owner_id is not None,
    )


def _row(round: Round, one: _Columns, suggestion: Suggestion, today: date) -> Row:
    before = one.previous__confirmed_at if round.is_open else None
    stands = shown(one.status, one.confirmed_at or before, round.stale_after_days, today)
    aim = f"{one.objective__focus_area__number}.{one.objective__number}" if one.objective_id else ""
    label, title, is_example = {
        "initiative": (f"P{one.initiative__number}", one.initiative__title, one.initiative__is_example),
        "objective": (aim, one.objective__title, one.objective__is_example),
        "focus_area": (str(one.focus_area__number), one.focus_area__title, one.focus_area__is_example),
    }[one.kind]  # fmt: skip
    return Row(
        report_id=one.pk, kind=one.kind, label=label, title=title or "", is_example=bool(is_example),
        stands=stands, status=one.status, suggestion=suggestion, owner=one.owner__name or "",
        unit=one.unit__name or "", unit_slug=one.unit__slug or "", confirmed_at=one.confirmed_at,
        due_on=one.due_on, wants_decision=bool(one.decision_wanted.strip()),
        area=one.focus_area__number, aim=aim, objective_id=one.objective_id,
    )  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """How many things there are and how they stand; how much of it cannot be leaned on."""

    all: int
    by_state: Mapping[str, int]
    """What stands on the page, state by state, only those that occur, worst first."""
    missing: int
    unowned: int
    disagreeing: int
    wanting: int

    @property
    def stale(self) -> int:
        return self.by_state.get("stale", 0)


def counts_of(rows: Iterable[Row]) -> Counts:
    """The roll-up of some rows."""
    found = list(rows)
    states: dict[str, int] = defaultdict(int)
    for one in found:
        states[one.stands] += 1
    return Counts(
        all=len(found),
        by_state={state: states[state] for state in WORST_FIRST if state in states},
        missing=sum(one.is_missing for one in found),
        unowned=sum(one.is_unowned for one in found),
        disagreeing=sum(one.disagrees for one in found),
        wanting=sum(one.wants_decision for one in found),
    )
