"""How everything in a round stands, as light rows: for the executive group's overview and for the agenda.

Read as plain columns and not as models, because a round may have eight hundred initiatives and its page must
stay as quick as a short one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    Case,
    DateTimeField,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from pejl.followup.models import Report, Round
from pejl.followup.queries.suggestions import suggested_for
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
    """What is read of each report, and no more: every column costs, eight hundred times, most of all days
    and keys.

    A name with two underscores follows a link; those at the end are reckoned by the database.
    """

    pk: UUID
    kind: str
    status: str
    confirmed_at: datetime | None
    decision_wanted: str
    owner__name: str | None
    unit__name: str | None
    unit__slug: str | None
    initiative__number: int | None
    initiative__kind: str | None
    initiative__state: str | None
    objective__number: int | None
    objective__focus_area__number: int | None
    focus_area__number: int | None
    thing_title: str
    thing_is_example: bool
    confirmed_before: datetime | None
    """When it was last confirmed in an earlier round, where that still counts and it was not in this one."""
    objective_reported: UUID | None
    """The objective that the report itself is about."""
    is_carried: bool
    """Of an initiative: somebody owns it."""
    ended_on: date | None
    """The day that an initiative was to end, where it has passed."""
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
    day = round.closing_day
    return [_row(round, one, suggested.get(one.pk, NO_FIGURES), day) for one in read]


def _reports(round: Round) -> QuerySet[Any]:
    day = round.figures_day
    late = (
        Milestone.objects.filter(
            initiative=OuterRef("initiative_id"),
            state__in=[Milestone.State.WAITING, Milestone.State.UNDER_WAY],
            due_on__lt=day,
        )
        .order_by()
        .values("initiative")
        .annotate(first=Min("due_on"))
        .values("first")
    )
    return (
        Report.objects.filter(round=round)
        .annotate(
            thing_title=_of_its_thing("title"),
            thing_is_example=_of_its_thing("is_example"),
            confirmed_before=_confirmed_before(round),
            objective_reported=Case(When(kind=Kind.OBJECTIVE, then="objective_id")),
            is_carried=Q(initiative__owner__isnull=False),
            ended_on=Case(When(initiative__ends_on__lt=day, then="initiative__ends_on")),
            late_since=Subquery(late),
        )
        .order_by(
            F("focus_area__number").asc(nulls_last=True),
            F("objective__number").asc(nulls_first=True),
            "initiative__number",
        )
    )


def _of_its_thing(name: str) -> Case:
    """A column of what the report is about: an initiative and an objective have a focus area besides."""
    return Case(
        When(kind=Kind.INITIATIVE, then=f"initiative__{name}"),
        When(kind=Kind.OBJECTIVE, then=f"objective__{name}"),
        default=f"focus_area__{name}",
    )


def _confirmed_before(round: Round) -> Case | Value:
    """Last time's judgement counts only while the round is open."""
    if not round.is_open:
        return Value(None, DateTimeField())
    before = Report.objects.filter(pk=OuterRef("previous_id")).values("confirmed_at")
    return Case(When(confirmed_at__isnull=True, then=Subquery(before)))


def _kept(round: Round) -> dict[UUID, Suggestion]:
    """What the figures suggested when each report was confirmed. One SQL query."""
    kept = Report.objects.filter(round=round).values_list("pk", "suggested", "suggested_why")
    return {key: Suggestion(status, tuple(why)) for key, status, why in kept}


def _reckoned(actor: Actor, round: Round, read: Sequence[_Columns]) -> dict[UUID, Suggestion]:
    """What the figures suggest today. One SQL query, two where some objectives have no figures."""
    today = round.figures_day
    aims = [one.objective_reported for one in read if one.objective_reported]
    of_aims = suggested_for(actor, aims, today)
    found: dict[UUID, Suggestion] = {}
    said: dict[int | None, list[str]] = defaultdict(list)
    for one in read:
        if one.kind == Kind.INITIATIVE:
            found[one.pk] = of_initiative(_plan(one), today)
        elif one.kind == Kind.OBJECTIVE:
            said[one.focus_area__number].append(one.status if one.confirmed_at else "")
            if one.objective_reported:
                found[one.pk] = of_aims[one.objective_reported]
    for one in read:
        if one.kind == Kind.FOCUS_AREA:
            found[one.pk] = of_focus_area(said[one.focus_area__number])
    return found


def _plan(one: _Columns) -> Plan:
    return Plan(
        state=one.initiative__state or "",
        is_exploring=one.initiative__kind == Initiative.Kind.PREJEKT,
        ends_on=one.ended_on,
        overdue=(one.late_since,) if one.late_since else (),
        has_owner=one.is_carried,
    )


def _label(one: _Columns) -> str:
    """The number people say."""
    if one.kind == Kind.INITIATIVE:
        return f"P{one.initiative__number}"
    return _aim(one) if one.kind == Kind.OBJECTIVE else str(one.focus_area__number)


def _aim(one: _Columns) -> str:
    if one.objective__number is None:
        return ""
    return f"{one.objective__focus_area__number}.{one.objective__number}"


def _row(round: Round, one: _Columns, suggestion: Suggestion, today: date) -> Row:
    confirmed_at = one.confirmed_at or one.confirmed_before
    stands = shown(one.status, confirmed_at, round.stale_after_days, today)
    # What nobody has stood by in this round is last time's: it neither disagrees nor wishes anything now.
    is_said = one.confirmed_at is not None
    differs = is_said and disagrees(one.status, suggestion.status)
    wants = is_said and bool(one.decision_wanted.strip())
    return Row(
        report_id=one.pk, kind=one.kind, label=_label(one), title=one.thing_title or "",
        is_example=bool(one.thing_is_example),
        stands=stands, status=one.status, suggestion=suggestion, owner=one.owner__name or "",
        unit=one.unit__name or "", unit_slug=one.unit__slug or "", confirmed_at=one.confirmed_at,
        wants_decision=wants, area=one.focus_area__number, aim=_aim(one),
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
