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

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from pejl.followup.models import Report, Round
from pejl.followup.queries.known import known_suggestions
from pejl.followup.queries.suggestions import figures_day
from pejl.followup.suggesting import (
    Plan,
    Suggestion,
    disagrees,
    of_focus_area,
    of_initiative,
    reason,
    shown,
)
from pejl.initiatives.models import Initiative, Milestone
from pejl.organisation.actors import Actor

Kind = Report.Kind
NO_FIGURES = Suggestion("no_data", ("no_values",))
WORST_FIRST = (
    "off_course", "stale", "no_data", "needs_attention", "paused", "stopped", "not_started", "on_course",
    "done",
)  # fmt: skip
"""In which order a list shows things: what the executive group must see comes first."""
ALARMING = frozenset({"off_course", "stale", "no_data"})


class _Columns(NamedTuple):
    """What is read of each report, and no more: every column costs, eight hundred times.

    A name with two underscores follows a link; the last two are reckoned by the database.
    """

    pk: UUID
    kind: str
    status: str
    confirmed_at: datetime | None
    previous__confirmed_at: datetime | None
    due_on: date
    decision_wanted: str
    owner__name: str | None
    unit__name: str | None
    unit__slug: str | None
    initiative__number: int | None
    initiative__title: str | None
    initiative__kind: str | None
    initiative__state: str | None
    initiative__ends_on: date | None
    initiative__is_example: bool | None
    objective_id: UUID | None
    objective__number: int | None
    objective__title: str | None
    objective__is_example: bool | None
    objective__focus_area__number: int | None
    focus_area__number: int | None
    focus_area__title: str | None
    focus_area__is_example: bool | None
    is_carried: bool
    """Of an initiative: somebody owns it."""
    late_since: date | None
    """The day of the first milestone that has passed unreached."""


@dataclass(slots=True)
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
    disagrees: bool
    """Judged better or worse than the figures suggest."""
    is_exception: bool
    """The executive group must look at it."""

    @property
    def is_unowned(self) -> bool:
        return not self.owner

    @property
    def is_missing(self) -> bool:
        """Nobody has confirmed it in this round."""
        return self.confirmed_at is None

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
    confirmed is stale. What the figures suggest is reckoned anew until the round is signed, and then as kept.
    """
    read = [_Columns(*one) for one in _reports(round).values_list(*_Columns._fields)]
    suggested = _kept(round) if round.is_signed else _reckoned(actor, round, read)
    ended = round.closed_at or round.signed_at
    day = timezone.localdate(ended) if ended else timezone.localdate()
    return [_row(round, one, suggested.get(one.pk, NO_FIGURES), day) for one in read]


def _reports(round: Round) -> QuerySet[Any]:
    late = (
        Milestone.objects.filter(
            initiative=OuterRef("initiative_id"),
            state__in=[Milestone.State.WAITING, Milestone.State.UNDER_WAY],
            due_on__lt=figures_day(round),
        )
        .order_by("due_on")
        .values("due_on")[:1]
    )
    return (
        Report.objects.filter(round=round)
        .annotate(
            is_carried=Q(initiative__owner__isnull=False),
            late_since=Subquery(late),
        )
        .order_by(
            F("focus_area__number").asc(nulls_last=True),
            F("objective__number").asc(nulls_first=True),
            "initiative__number",
        )
    )


def _kept(round: Round) -> dict[UUID, Suggestion]:
    """What the figures suggested when each report was confirmed. One SQL query."""
    kept = Report.objects.filter(round=round).values_list("pk", "suggested", "suggested_why")
    return {key: Suggestion(status, tuple(why)) for key, status, why in kept}


def _reckoned(actor: Actor, round: Round, read: Iterable[_Columns]) -> dict[UUID, Suggestion]:
    """What the figures suggest today. At most nine SQL queries, one where they are known."""
    today = figures_day(round)
    of_aims = known_suggestions(actor, round)
    found: dict[UUID, Suggestion] = {}
    said: dict[int | None, list[str]] = defaultdict(list)
    for one in read:
        if one.kind == Kind.INITIATIVE:
            found[one.pk] = of_initiative(_plan(one), today)
        elif one.kind == Kind.OBJECTIVE:
            said[one.focus_area__number].append(one.status if one.confirmed_at else "")
            if one.objective_id in of_aims:
                found[one.pk] = of_aims[one.objective_id]
    for one in read:
        if one.kind == Kind.FOCUS_AREA:
            found[one.pk] = of_focus_area(said[one.focus_area__number])
    return found


def _plan(one: _Columns) -> Plan:
    return Plan(
        state=one.initiative__state or "",
        is_exploring=one.initiative__kind == Initiative.Kind.PREJEKT,
        ends_on=one.initiative__ends_on,
        overdue=(one.late_since,) if one.late_since else (),
        has_owner=one.is_carried,
    )


def _named(one: _Columns) -> tuple[str, str, bool]:
    """The number people say, the title, and whether it is an example."""
    if one.kind == Kind.INITIATIVE:
        label, title, is_example = (
            f"P{one.initiative__number}", one.initiative__title, one.initiative__is_example,
        )  # fmt: skip
    elif one.kind == Kind.OBJECTIVE:
        label, title, is_example = _aim(one), one.objective__title, one.objective__is_example
    else:
        label, title, is_example = (
            str(one.focus_area__number), one.focus_area__title, one.focus_area__is_example,
        )  # fmt: skip
    return label, title or "", bool(is_example)


def _aim(one: _Columns) -> str:
    if one.objective_id is None:
        return ""
    return f"{one.objective__focus_area__number}.{one.objective__number}"


def _row(round: Round, one: _Columns, suggestion: Suggestion, today: date) -> Row:
    before = one.previous__confirmed_at if round.is_open else None
    stands = shown(one.status, one.confirmed_at or before, round.stale_after_days, today)
    label, title, is_example = _named(one)
    differs = disagrees(one.status, suggestion.status)
    wants = bool(one.decision_wanted.strip())
    return Row(
        report_id=one.pk, kind=one.kind, label=label, title=title, is_example=is_example,
        stands=stands, status=one.status, suggestion=suggestion, owner=one.owner__name or "",
        unit=one.unit__name or "", unit_slug=one.unit__slug or "", confirmed_at=one.confirmed_at,
        due_on=one.due_on, wants_decision=wants, area=one.focus_area__number, aim=_aim(one),
        disagrees=differs,
        is_exception=stands in ALARMING or differs or wants or not one.owner__name,
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
    """The roll-up of some rows, in one pass: a page has a dozen of them."""
    states: dict[str, int] = defaultdict(int)
    missing = unowned = disagreeing = wanting = 0
    for one in rows:
        states[one.stands] += 1
        missing += one.confirmed_at is None
        unowned += not one.owner
        disagreeing += one.disagrees
        wanting += one.wants_decision
    return Counts(
        all=sum(states.values()),
        by_state={state: states[state] for state in WORST_FIRST if state in states},
        missing=missing,
        unowned=unowned,
        disagreeing=disagreeing,
        wanting=wanting,
    )
