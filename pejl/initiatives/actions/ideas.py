"""Hand in an idea, answer it, hand it over, join it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.initiatives import findable, refusals
from pejl.initiatives.actions import conditions
from pejl.initiatives.actions.conversation import tell_followers
from pejl.initiatives.actions.undertakings import propose_initiative
from pejl.initiatives.following import begin_to_follow
from pejl.initiatives.models import Idea, Initiative, Support, Triage
from pejl.initiatives.numbering import next_number
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit
from pejl.organisation.rules import require

Verb = Entry.Verb
Outcome = Idea.Outcome

GROWS_INTO = {
    Outcome.DO_NOW: Initiative.Kind.OPERATION,
    Outcome.PREJEKT: Initiative.Kind.PREJEKT,
    Outcome.PROJECT: Initiative.Kind.PROJECT,
}
"""Answers that begin something, and what they begin."""


@transaction.atomic
def submit_idea(
    *, by: Actor, municipality: Municipality, title: str, id: UUID | None = None, **fields: Any
) -> Idea:
    """Hand in an idea. The same ``id`` twice is one double submit and makes one idea."""
    idea = Idea(id=id or uuid4(), municipality=municipality, title=title, **fields)
    require(by, "initiatives.submit_idea", idea)
    if id and (existing := Idea.objects.filter(id=id).first()):
        if existing.municipality_id != municipality.id or existing.submitter_id != (
            idea.submitter_id or by.person_id
        ):
            raise refusals.InitiativeIsElsewhere()
        return existing
    conditions.require_open_unit(municipality, idea.unit)
    if idea.objective is not None and idea.objective.municipality_id != municipality.id:
        raise refusals.InitiativeIsElsewhere(field="objective")
    conditions.require_own_turn(municipality)
    idea.number = next_number(Idea, municipality)
    if idea.submitter_id is None:
        idea.submitter = by.person
    history.create(by=by, element=idea)
    begin_to_follow(person_id=idea.submitter_id, idea=idea)
    findable.index(idea)
    return idea


@transaction.atomic
def edit_idea(*, by: Actor, idea: Idea, version: int, **fields: Any) -> Entry | None:
    """Word an idea better, or place it at a centre or objective."""
    require(by, "initiatives.edit_idea", idea)
    if fields.get("unit", idea.unit) != idea.unit:
        conditions.require_open_unit(idea.municipality, fields["unit"])
    entry = history.change(by=by, element=idea, version=version, fields=fields)
    findable.index(idea)
    return entry


def _require_answer(
    idea: Idea, outcome: str, reason: str, review_on: date | None, now: datetime
) -> None:
    """Every answer has a reason; what is parked has a day; the same answer is not given twice running."""
    if not reason.strip():
        raise refusals.ReasonIsMissing()
    if outcome == Outcome.PARKED:
        conditions.require_review_day(review_on, timezone.localdate(now))
    if idea.outcome == outcome and outcome in GROWS_INTO:
        raise refusals.IdeaIsAnswered()


@transaction.atomic
def answer_idea(
    *,
    by: Actor,
    idea: Idea,
    version: int,
    outcome: str,
    reason: str,
    review_on: date | None = None,
    wakes_when: str = "",
    begins: dict[str, Any] | None = None,
    answered_at: datetime | None = None,
    id: UUID | None = None,
) -> Triage:
    """Answer an idea, with a reason that whoever had it reads.

    An answer that begins something (do now, prejekt, project) proposes it at once, with ``begins`` as its first
    texts and people, so that the way from the idea to what grew from it is never broken. ``answered_at`` is for
    an answer given before it is written here.
    """
    require(by, "initiatives.triage", idea)
    if id and (existing := Triage.objects.filter(id=id, idea=idea).first()):
        return existing
    now = answered_at or timezone.now()
    _require_answer(idea, outcome, reason, review_on, now)
    fields: dict[str, Any] = {
        "outcome": outcome,
        "answered_at": now,
        "first_answered_at": idea.first_answered_at or now,
        "review_on": review_on if outcome == Outcome.PARKED else None,
        "wakes_when": wakes_when if outcome == Outcome.PARKED else "",
    }
    history.change(by=by, element=idea, version=version, fields=fields)
    answer = Triage(
        id=id or uuid4(), municipality=idea.municipality, idea=idea, outcome=outcome,
        reason=reason, from_unit=idea.unit, decided_by=by.person, decided_at=now,
        review_on=fields["review_on"], wakes_when=fields["wakes_when"],
    )  # fmt: skip
    history.create(by=by, element=answer)
    if outcome in GROWS_INTO:
        _grow(by, idea, GROWS_INTO[Outcome(outcome)], begins or {})
    tell_followers(by=by, idea=idea, news=answer)
    return answer


def _grow(by: Actor, idea: Idea, kind: str, begins: dict[str, Any]) -> Initiative:
    """What an idea becomes: it keeps the idea's words, centre and objective until somebody changes them."""
    texts = {"title": idea.title, "unit": idea.unit, "summary": idea.why[:2000], **begins}
    if texts["unit"] is None:
        raise refusals.UnitIsMissing()
    aims = [idea.objective] if idea.objective else []
    return propose_initiative(
        by=by, municipality=idea.municipality, kind=kind, idea=idea,
        **{"objectives": aims, **texts},
    )  # fmt: skip


@transaction.atomic
def hand_over_idea(
    *, by: Actor, idea: Idea, version: int, to_unit: Unit, reason: str, id: UUID | None = None
) -> Triage:
    """Give an idea to another centre, which then owes the answer. The time it has waited goes with it."""
    require(by, "initiatives.triage", idea)
    if id and (existing := Triage.objects.filter(id=id, idea=idea).first()):
        return existing
    if not reason.strip():
        raise refusals.ReasonIsMissing()
    conditions.require_open_unit(idea.municipality, to_unit)
    from_unit = idea.unit
    history.change(by=by, element=idea, version=version, fields={"unit": to_unit})
    hand_over = Triage(
        id=id or uuid4(), municipality=idea.municipality, idea=idea, reason=reason,
        from_unit=from_unit, to_unit=to_unit, decided_by=by.person,
    )  # fmt: skip
    history.create(by=by, element=hand_over)
    tell_followers(by=by, idea=idea, news=hand_over)
    return hand_over


@transaction.atomic
def join_idea(*, by: Actor, idea: Idea) -> Support:
    """Say “me too”: counted once, and one hears what becomes of it. Joining twice changes nothing."""
    require(by, "initiatives.converse", idea)
    existing = Support.objects.filter(idea=idea, person=by.person).first()
    if existing:
        return existing
    support = Support(municipality=idea.municipality, idea=idea, person=by.person)
    history.create(by=by, element=support)
    begin_to_follow(person_id=by.person_id, idea=idea)
    return support


@transaction.atomic
def leave_idea(*, by: Actor, idea: Idea) -> None:
    """Take back a “me too”. Leaving twice changes nothing."""
    require(by, "initiatives.converse", idea)
    support = Support.objects.filter(idea=idea, person=by.person).first()
    if support:
        history.remove(by=by, element=support, version=support.version)
