"""What pages ask about prejekter: the list by where they stand, and one of them as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from pejl.history.models import Entry
from pejl.initiatives.criteria import Weighed, weighed
from pejl.initiatives.models import (
    Activity,
    Attachment,
    Gate,
    Initiative,
    Known,
    LogEntry,
    Option,
    Participant,
    Prejekt,
    Unknown,
)
from pejl.initiatives.models.initiatives import InitiativePart
from pejl.initiatives.queries.initiatives import Surroundings, initiatives, surroundings
from pejl.initiatives.queries.together import lines_together
from pejl.organisation.actors import Actor

LACKING = (Unknown.State.OPEN, Unknown.State.EXAMINED)
"""What a prejekt still lacks: what was answered or given up is no longer waited for."""

VERDICTS = (Option.Verdict.PURSUE, Option.Verdict.OPEN, Option.Verdict.PARK, Option.Verdict.DROP)
"""Options stand side by side in this order."""

PLACES = ("gate", "running", "parked", "ended")
"""Where prejekter stand on the list, in the order in which somebody must look at them."""


def gates_open(initiative: Initiative) -> tuple[str, ...]:
    """Which decisions can be taken now: the start, or one on the way and the crystallisation."""
    if initiative.kind != Initiative.Kind.PREJEKT:
        return ()
    if initiative.state == Initiative.State.PROPOSED:
        return (Gate.Kind.START,)
    if initiative.state == Initiative.State.RUNNING:
        return (Gate.Kind.MIDWAY, Gate.Kind.CRYSTALLISE)
    return ()


def outcomes_at(kind: str) -> dict[str, Any]:
    """What can be decided at a gate, each with its words."""
    words = dict(Gate.Outcome.choices)
    return {one: words[one] for one in Gate.OUTCOMES[kind]}


def detail_of(initiative: Initiative) -> Prejekt:
    """What only a prejekt has."""
    return Prejekt.objects.get(initiative=initiative)


def question_of(initiative: Initiative) -> str:
    """The question that a prejekt explores; nothing for what is no prejekt."""
    detail = getattr(initiative, "prejekt", None)
    return detail.question if detail else ""


def _counted(model: type[Known] | type[Unknown], **which: object) -> Coalesce:
    counted = (
        model._default_manager.filter(initiative=OuterRef("pk"), **which)
        .order_by()
        .values("initiative")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)


def _place(today: date) -> Case:
    """Waits for a decision; explores; rests until its day; has ended."""
    state = Initiative.State
    awaits = (
        Q(state=state.PROPOSED)
        | Q(state=state.RUNNING, ends_on__lt=today)
        | Q(state=state.PARKED, review_on__lte=today)
    )
    return Case(
        When(awaits, then=Value(0)),
        When(state=state.RUNNING, then=Value(1)),
        When(state=state.PARKED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def prejekter(
    actor: Actor,
    *,
    place: str = "",
    words: str = "",
    unit: str = "",
    focus_area: str = "",
    mine: bool = False,
) -> QuerySet[Initiative]:
    """The prejekter the reader may see, each with ``place`` and its counts; first what waits for a decision."""
    found = initiatives(
        actor, kind=Initiative.Kind.PREJEKT, unit=unit, focus_area=focus_area, mine=mine
    )
    if words:
        found = found.filter(
            Q(title__icontains=words)
            | Q(summary__icontains=words)
            | Q(prejekt__question__icontains=words)
        )
    learned = LogEntry.objects.filter(initiative=OuterRef("pk")).order_by("-on", "-created_at")
    found = found.select_related("unit", "owner", "sponsor", "prejekt").annotate(
        place=_place(timezone.localdate()),
        knows=_counted(Known),
        lacks=_counted(Unknown, state__in=LACKING),
        last_learned=Subquery(learned.values("text")[:1], output_field=CharField()),
    )
    if place in PLACES:
        found = found.filter(place=PLACES.index(place))
    return found.order_by("place", "ends_on", "-number")


@dataclass(frozen=True)
class Progress:
    """A prejekt's own progress: how much was known and lacking at the start, and now."""

    knew: int
    lacked: int
    knows: int
    lacks: int

    @property
    def has_begun(self) -> bool:
        """There is a then to compare with."""
        return (self.knew, self.lacked) != (self.knows, self.lacks) and bool(
            self.knew + self.lacked
        )


@dataclass(frozen=True)
class GateRow:
    """One decision as it is shown: with what was weighed, in words."""

    gate: Gate
    weighed: list[Weighed]


@dataclass(frozen=True)
class PrejektPage:
    """A prejekt as it stands on the wall."""

    initiative: Initiative
    prejekt: Prejekt
    around: Surroundings
    known: list[Known]
    unknown: list[Unknown]
    activities: list[Activity]
    options: list[Option]
    log: list[LogEntry]
    attachments: list[Attachment]
    sponsor_is_in_office: bool
    woken: list[Entry]
    today: date

    @property
    def gates(self) -> list[GateRow]:
        return [GateRow(gate, weighed(gate.scores)) for gate in self.around.gates]

    @property
    def open_gates(self) -> tuple[str, ...]:
        return gates_open(self.initiative)

    @cached_property
    def lacking(self) -> list[Unknown]:
        """What is not known yet, the critical first."""
        left = [one for one in self.unknown if one.state in LACKING]
        return sorted(left, key=lambda one: not one.is_critical)

    @cached_property
    def settled(self) -> list[Unknown]:
        """What was answered or given up."""
        return [one for one in self.unknown if one.state not in LACKING]

    @property
    def critical(self) -> int:
        """How many things critical for the choice are still not known."""
        return sum(one.is_critical for one in self.lacking)

    @property
    def progress(self) -> Progress:
        """Then and now. A question that was settled on the day of the start was lacking that morning."""
        begun = self.initiative.starts_on
        knew = [one for one in self.known if begun and one.noted_on <= begun and not one.answers_id]
        lacked = [
            one
            for one in self.unknown
            if begun
            and one.noted_on <= begun
            and (one.settled_on is None or one.settled_on >= begun)
        ]
        return Progress(len(knew), len(lacked), len(self.known), len(self.lacking))

    @property
    def hours_spent(self) -> int:
        return sum(one.hours or 0 for one in self.activities)

    @property
    def days_left(self) -> int | None:
        """Days of the time box that are left, today not counted; None when there is no box."""
        ends_on = self.initiative.ends_on
        return None if ends_on is None else (ends_on - self.today).days

    @property
    def days_of_box(self) -> int | None:
        """How long the time box is, from the day it began."""
        begun, ends_on = self.initiative.starts_on, self.initiative.ends_on
        return (ends_on - begun).days if begun and ends_on else None

    @property
    def days_used(self) -> int:
        """Days of the time box that have gone, never more than it holds."""
        begun = self.initiative.starts_on
        gone = (self.today - begun).days if begun else 0
        return max(0, min(gone, self.days_of_box or 0))

    @property
    def days_past(self) -> int:
        return max(0, -(self.days_left or 0))

    @property
    def is_due(self) -> bool:
        """Parked, and the day to look at it again has come."""
        review_on = self.initiative.review_on
        is_parked = self.initiative.state == Initiative.State.PARKED
        return is_parked and review_on is not None and review_on <= self.today


def prejekt_page(actor: Actor, initiative: Any) -> PrejektPage:
    """A prejekt with all that is written in it, for somebody who works here, as ``initiative_by_number`` found it.

    At most nine SQL queries.
    """
    known, unknown, activities, options, attachments = lines_together(
        initiative,
        Known.objects.all(),
        Unknown.objects.all(),
        Activity.objects.all(),
        Option.objects.all(),
        Attachment.objects.filter(is_removed=False),
    )
    _tell_what_is_answered(known, unknown)
    log = initiative.logentrys.select_related("known", "unknown", "activity", "written_by")
    return PrejektPage(
        initiative=initiative,
        prejekt=initiative.prejekt,
        around=surroundings(actor, initiative),
        known=known,
        unknown=unknown,
        activities=activities[::-1],
        options=sorted(options, key=lambda one: VERDICTS.index(one.verdict)),
        log=list(log),
        attachments=attachments,
        sponsor_is_in_office=initiative.sponsor_is_in_office,
        woken=_woken(initiative),
        today=timezone.localdate(),
    )


def _tell_what_is_answered(known: list[Known], unknown: list[Unknown]) -> None:
    """What is known now may answer a question of the same prejekt, which is at hand already."""
    questions = {one.id: one for one in unknown}
    for one in known:
        if one.answers_id in questions:
            one.answers = questions[one.answers_id]


def _woken(initiative: Initiative) -> list[Entry]:
    """When it was taken up again after being parked, and why."""
    lines = Entry.objects.of_subject("initiatives.initiative", str(initiative.pk))
    return [
        one
        for one in lines.exclude(reason="").order_by("at")
        if (one.changes.get("state") or [None])[0] == Initiative.State.PARKED
    ]


LINES: dict[str, type[InitiativePart]] = {
    "known": Known,
    "unknown": Unknown,
    "activity": Activity,
    "option": Option,
    "learning": LogEntry,
    "participant": Participant,
}
"""What can be written in a prejekt, by the name that addresses and forms use."""


def line_of(initiative: Initiative, what: str, key: UUID) -> InitiativePart | None:
    """One line of an initiative, by its key; what stands in another initiative is not found."""
    line = LINES[what]._default_manager.filter(initiative=initiative, pk=key).first()
    if line is not None:
        line.initiative = initiative
    return line


def parked_and_due(actor: Actor) -> list[Initiative]:
    """Parked prejekter whose day to be looked at again has come."""
    return list(prejekter(actor, place="gate").filter(state=Initiative.State.PARKED))
