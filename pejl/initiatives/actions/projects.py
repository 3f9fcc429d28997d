"""Move a project or an initiative of operation from state to state, and write the lines of its plan."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, EditedMeanwhile
from pejl.initiatives import refusals
from pejl.initiatives.actions import conditions
from pejl.initiatives.actions.conversation import tell_followers
from pejl.initiatives.actions.undertakings import add_part, edit_part
from pejl.initiatives.models import (
    Deliverable,
    Dependency,
    Initiative,
    Milestone,
    Risk,
)
from pejl.initiatives.models.initiatives import InitiativePart
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require

State = Initiative.State

LINES: dict[str, type[InitiativePart]] = {
    "milestone": Milestone,
    "deliverable": Deliverable,
    "dependency": Dependency,
    "risk": Risk,
}
"""The lines that a plan is written in, by what they are called."""


def _require_state(initiative: Initiative, *states: str) -> None:
    """A prejekt goes from state to state at its gates; everything else by the actions here."""
    if initiative.kind == Initiative.Kind.PREJEKT or initiative.state not in states:
        raise refusals.GateIsNotOpen(field=None)


def _move(
    by: Actor, initiative: Initiative, version: int, reason: str, fields: dict[str, Any]
) -> Entry | None:
    """Write the new state and tell those who follow; a second click finds it already so."""
    verb = Entry.Verb.CLOSED if fields["state"] in Initiative.ENDED else Entry.Verb.CHANGED
    entry = history.change(
        by=by, element=initiative, version=version, fields=fields, verb=verb, reason=reason.strip()
    )
    if entry is not None:
        tell_followers(by=by, initiative=initiative, news=entry)
    return entry


@transaction.atomic
def start_initiative(
    *,
    by: Actor,
    initiative: Initiative,
    version: int,
    starts_on: date | None = None,
    reason: str = "",
) -> Entry | None:
    """Begin a project, or take up one that was parked. Somebody must carry it."""
    require(by, "initiatives.edit", initiative)
    if initiative.state == State.RUNNING:
        return None
    _require_state(initiative, State.PROPOSED, State.PARKED)
    if initiative.owner_id is None:
        raise refusals.OwnerIsMissing()
    begins = starts_on or initiative.starts_on or timezone.localdate()
    if initiative.ends_on and initiative.ends_on < begins:
        raise refusals.EndsBeforeItBegins(field="starts_on")
    fields = {
        "state": State.RUNNING, "starts_on": begins, "review_on": None, "wakes_when": "",
    }  # fmt: skip
    return _move(by, initiative, version, reason, fields)


@transaction.atomic
def finish_initiative(
    *,
    by: Actor,
    initiative: Initiative,
    version: int,
    learning: str = "",
    reason: str = "",
    ended_on: date | None = None,
) -> Entry | None:
    """Set what was made in operation: the good end. Something simply done needs no start before it."""
    require(by, "initiatives.edit", initiative)
    if initiative.state == State.IN_OPERATION:
        return None
    simply_done = initiative.kind == Initiative.Kind.OPERATION
    _require_state(initiative, State.RUNNING, *([State.PROPOSED] if simply_done else []))
    fields = {
        "state": State.IN_OPERATION,
        "ended_on": ended_on or timezone.localdate(),
        "learning": learning or initiative.learning,
    }
    return _move(by, initiative, version, reason, fields)


@transaction.atomic
def park_initiative(
    *,
    by: Actor,
    initiative: Initiative,
    version: int,
    reason: str,
    review_on: date | None,
    wakes_when: str = "",
    decided_on: date | None = None,
) -> Entry | None:
    """Let it rest until a day on which it is looked at again, or something wakes it sooner."""
    require(by, "initiatives.edit", initiative)
    _require_state(initiative, State.PROPOSED, State.RUNNING, State.PARKED)
    conditions.require_review_day(review_on, decided_on)
    if not reason.strip():
        raise refusals.ReasonIsMissing()
    fields = {"state": State.PARKED, "review_on": review_on, "wakes_when": wakes_when}
    return _move(by, initiative, version, reason, fields)


@transaction.atomic
def stop_initiative(
    *, by: Actor, initiative: Initiative, version: int, reason: str, learning: str
) -> Entry | None:
    """Stop, and leave what was learned to others."""
    require(by, "initiatives.edit", initiative)
    if initiative.state == State.STOPPED:
        return None
    _require_state(initiative, State.PROPOSED, State.RUNNING, State.PARKED)
    if not reason.strip():
        raise refusals.ReasonIsMissing()
    if not learning.strip():
        raise refusals.LearningIsMissing()
    fields = {
        "state": State.STOPPED, "ended_on": timezone.localdate(), "learning": learning,
        "review_on": None, "wakes_when": "",
    }  # fmt: skip
    return _move(by, initiative, version, reason, fields)


@transaction.atomic
def add_line(
    *, by: Actor, initiative: Initiative, kind: str, id: UUID | None = None, **fields: Any
) -> InitiativePart:
    """Add a milestone, a deliverable, a dependency or a risk. What the plan says already is not added again."""
    require(by, "initiatives.edit", initiative)
    line = LINES[kind](
        id=id or uuid4(), municipality=initiative.municipality, initiative=initiative, **fields
    )
    conditions.require_own_turn(initiative.municipality)
    if same := _said_already(line):
        return same
    _require_line(line)
    return add_part(by=by, part=line)


@transaction.atomic
def edit_line(*, by: Actor, line: InitiativePart, version: int, **fields: Any) -> Entry | None:
    """Change a line of the plan."""
    require(by, "initiatives.edit", line)
    changed = copy(line)
    for name, value in fields.items():
        setattr(changed, name, value)
    conditions.require_own_turn(line.municipality)
    _require_line(changed)
    return edit_part(by=by, part=line, version=version, **fields | _reached(changed))


@transaction.atomic
def move_milestone(*, by: Actor, milestone: Milestone, version: int, state: str) -> Entry | None:
    """Move a milestone to where it stands now; reached means today, unless it says another day."""
    require(by, "initiatives.edit", milestone)
    if state not in Milestone.State.values:
        raise refusals.GateIsNotOpen()
    reached_on = milestone.reached_on or timezone.localdate()
    fields = {
        "state": state,
        "reached_on": reached_on if state == Milestone.State.REACHED else None,
    }
    return _as_it_was_seen(by=by, part=milestone, version=version, **fields)


@transaction.atomic
def tick_deliverable(
    *, by: Actor, deliverable: Deliverable, version: int, is_delivered: bool
) -> Entry | None:
    """Tick off what has been handed over, or take the tick back."""
    require(by, "initiatives.edit", deliverable)
    return _as_it_was_seen(by=by, part=deliverable, version=version, is_delivered=is_delivered)


def _as_it_was_seen(
    *, by: Actor, part: InitiativePart, version: int, **fields: Any
) -> Entry | None:
    """One press of a button has no text to keep: whoever pressed it looks again when it was changed meanwhile."""
    try:
        return edit_part(by=by, part=part, version=version, **fields)
    except EditedMeanwhile as fault:
        raise ChangedMeanwhile() from fault


def _require_line(line: InitiativePart) -> None:
    if isinstance(line, Dependency):
        _require_no_circle(line)
    elif isinstance(line, Milestone) and line.reached_on and line.reached_on > timezone.localdate():
        raise refusals.ReachedDayLiesAhead()


def _require_no_circle(line: Dependency) -> None:
    """Nothing may wait for itself, by whatever way round. Only asked when one has one's own turn, or two who each
    add half a circle at once would both get through."""
    if line.needs.municipality_id != line.municipality_id:
        raise refusals.InitiativeIsElsewhere(field="needs")
    waits_for: dict[UUID, list[UUID]] = defaultdict(list)
    told = Dependency.objects.filter(municipality=line.municipality).exclude(pk=line.pk)
    for initiative_id, needs_id in told.values_list("initiative_id", "needs_id"):
        waits_for[initiative_id].append(needs_id)
    waiting, seen = [line.needs_id], set[UUID]()
    while waiting:
        one = waiting.pop()
        if one == line.initiative_id:
            raise refusals.DependsInACircle()
        if one not in seen:
            seen.add(one)
            waiting.extend(waits_for[one])


def _said_already(line: InitiativePart) -> InitiativePart | None:
    """Another line that says the same: a dependency on the same initiative."""
    if not isinstance(line, Dependency):
        return None
    others = Dependency.objects.filter(initiative=line.initiative).exclude(pk=line.pk)
    return others.filter(needs=line.needs).first()


def _reached(line: InitiativePart) -> dict[str, Any]:
    """A reached milestone says when, and only that one does."""
    if not isinstance(line, Milestone):
        return {}
    if line.state != Milestone.State.REACHED:
        return {"reached_on": None}
    return {"reached_on": line.reached_on or timezone.localdate()}
