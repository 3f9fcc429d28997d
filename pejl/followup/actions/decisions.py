"""Decisions: recorded on what they are about, never reworded; replaced by another, or ended with an outcome."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pejl.followup import findable, refusals, telling
from pejl.followup.models import AgendaItem, Decision, Round
from pejl.followup.queries.decisions import ABOUT, about_of
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.initiatives.models import Initiative
from pejl.initiatives.numbering import next_number
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn
from pejl.strategy.models import FocusArea, Objective

State = Decision.State


@transaction.atomic
def record_decision(
    *,
    by: Actor,
    municipality: Municipality,
    text: str,
    reason: str = "",
    point: AgendaItem | None = None,
    initiative: Initiative | None = None,
    objective: Objective | None = None,
    focus_area: FocusArea | None = None,
    responsible: Person | None = None,
    due_on: date | None = None,
    decided_on: date | None = None,
    id: UUID | None = None,
) -> Decision:
    """Record what was decided: at a point of a meeting, or on an initiative, objective or focus area.

    At a point it is about what the point is about, unless something else is named. Whoever is responsible is told.
    """
    require(by, "followup.decide", municipality)
    take_turn(municipality.id)
    if id and (existing := Decision.objects.filter(id=id, municipality=municipality).first()):
        return existing
    about: dict[str, Any] = {
        "initiative": initiative, "objective": objective, "focus_area": focus_area,
    }  # fmt: skip
    _require_sound(municipality, text, responsible, [point, *about.values()])
    decided_on = decided_on or _day_of(point)
    _require_due_later(by, due_on, decided_on)
    if point is not None and not any(about.values()):
        about = about_of(point)
    return _record(
        by, municipality, text=text, reason=reason, point=point,
        round=point.round if point else None, responsible=responsible, due_on=due_on,
        decided_on=decided_on, id=id or uuid4(), **about,
    )  # fmt: skip


def _record(by: Actor, municipality: Municipality, **fields: Any) -> Decision:
    fields["text"] = fields["text"].strip()
    decision = Decision(
        municipality=municipality, number=next_number(Decision, municipality),
        recorded_by=by.person, **fields,
    )  # fmt: skip
    history.create(by=by, element=decision)
    findable.index(decision)
    telling.tell_responsible(by, decision)
    return decision


def _require_sound(
    municipality: Municipality, text: str, responsible: Person | None, things: list[Any]
) -> None:
    if not text.strip():
        raise refusals.TextIsMissing()
    if responsible is not None and not organisation.member(municipality, responsible.id):
        raise refusals.PersonIsElsewhere(field="responsible")
    for thing in filter(None, things):
        if thing.municipality_id != municipality.id:
            raise refusals.NothingIsNamedSo()
        if isinstance(thing, AgendaItem):
            _require_unsigned(thing.round_id)


def _require_due_later(by: Actor, due_on: date | None, decided_on: date) -> None:
    """Nobody can carry out a decision before it is taken. Files from before Pejl are read in as they are."""
    if by.person is not None and due_on is not None and due_on < decided_on:
        raise refusals.DueBeforeDecided()


def _require_day_of_end(by: Actor, decision: Decision, ended_on: date) -> None:
    """It ends from the day it was decided to today. Files from before Pejl are read in as they are."""
    if by.person is None:
        return
    if ended_on > timezone.localdate():
        raise refusals.EndLiesAhead()
    if ended_on < decision.decided_on:
        raise refusals.EndedBeforeDecided()


def _require_unsigned(round_id: UUID) -> None:
    if Round.objects.filter(pk=round_id, state=Round.State.SIGNED).exists():
        raise refusals.RoundIsSigned()


def _day_of(point: AgendaItem | None) -> date:
    """Decided on the meeting's day, where that has come; else today."""
    today = timezone.localdate()
    return min(point.meeting.held_on, today) if point and point.meeting else today


def _require_standing(decision: Decision) -> None:
    """It is neither replaced nor ended, as it stands now."""
    if Decision.objects.filter(replaces=decision.pk).exists():
        raise refusals.DecisionIsReplaced()
    if Decision.objects.filter(pk=decision.pk).exclude(state=State.OPEN).exists():
        raise refusals.DecisionHasEnded()


@transaction.atomic
def end_decision(
    *,
    by: Actor,
    decision: Decision,
    version: int,
    state: str,
    outcome: str,
    ended_on: date | None = None,
) -> Entry | None:
    """Say that a decision is carried out or given up, and what became of it."""
    require(by, "followup.end_decision", decision)
    take_turn(decision.municipality_id)
    _require_standing(decision)
    if state not in {State.DONE, State.DROPPED}:
        raise refusals.EndIsMissing()
    if not outcome.strip():
        raise refusals.OutcomeIsMissing()
    ended_on = ended_on or timezone.localdate()
    _require_day_of_end(by, decision, ended_on)
    fields = {"state": state, "outcome": outcome.strip(), "ended_on": ended_on}
    entry = history.change(by=by, element=decision, version=version, fields=fields)
    findable.index(decision)
    return entry


@transaction.atomic
def replace_decision(
    *,
    by: Actor,
    decision: Decision,
    version: int,
    text: str,
    reason: str = "",
    responsible: Person | None = None,
    due_on: date | None = None,
    point: AgendaItem | None = None,
    id: UUID | None = None,
) -> Decision:
    """Decide otherwise: a new decision about the same takes the place of one, which stays as it was worded."""
    require(by, "followup.decide", decision)
    here = decision.municipality
    take_turn(here.id)
    if id and (existing := Decision.objects.filter(id=id, municipality=here).first()):
        return existing
    _require_standing(decision)
    _require_sound(here, text, responsible, [point])
    decided_on = _day_of(point)
    _require_due_later(by, due_on, decided_on)
    made = _record(
        by, here, text=text, reason=reason, point=point, round=point.round if point else None,
        responsible=responsible, due_on=due_on, decided_on=decided_on, replaces=decision,
        id=id or uuid4(), is_example=decision.is_example,
        **{name: getattr(decision, name) for name in ABOUT},
    )  # fmt: skip
    with translation.override("da"):  # the minutes' language, whoever decides
        outcome = _("Replaced by %(label)s.") % {"label": made.label}
    fields = {"state": State.DROPPED, "outcome": outcome, "ended_on": made.decided_on}
    history.change(by=by, element=decision, version=version, fields=fields)
    findable.index(decision)
    return made
