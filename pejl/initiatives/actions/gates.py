"""Decide at a prejekt's gate, and wake what was parked. A decision stands; a new one is a new gate."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile
from pejl.initiatives import refusals
from pejl.initiatives.actions import conditions
from pejl.initiatives.actions.conversation import tell_followers
from pejl.initiatives.actions.successors import grow
from pejl.initiatives.criteria import known_scores
from pejl.initiatives.models import Gate, Initiative
from pejl.initiatives.queries.prejekter import detail_of, gates_open
from pejl.organisation.actors import Actor
from pejl.organisation.models import Person
from pejl.organisation.rules import require

Outcome = Gate.Outcome
State = Initiative.State

GROWS = {Outcome.PROJECT, Outcome.DO_NOW, Outcome.NEW_PREJEKT}
"""Decisions by which something new begins; the prejekt itself has then done its work."""


@transaction.atomic
def decide_gate(
    *,
    by: Actor,
    initiative: Initiative,
    version: int,
    kind: str,
    outcome: str,
    reason: str,
    scores: dict[str, Any] | None = None,
    learning: str = "",
    question_after: str = "",
    ends_on: date | None = None,
    review_on: date | None = None,
    wakes_when: str = "",
    title: str = "",
    owner: Person | None = None,
    first_benefit: str = "",
    seen: int | None = None,
    decided_on: date | None = None,
    id: UUID | None = None,
) -> Gate:
    """Take a decision about a prejekt, with its reason; what follows from it happens in the same step.

    ``seen`` is how many decisions the decider had read: whoever decides on top of a decision they have not read
    is refused. ``ends_on`` is the time box, or the day by which it is done; ``title``, ``owner`` and
    ``first_benefit`` belong to what grows from it. ``decided_on`` is for a decision taken earlier.
    """
    require(by, "initiatives.decide_gate", initiative)
    if id and (existing := Gate.objects.filter(id=id, initiative=initiative).first()):
        return existing
    _require_turn(initiative, version, kind, seen)
    given: dict[str, Any] = {
        "learning": learning, "question_after": question_after, "ends_on": ends_on,
        "review_on": review_on, "wakes_when": wakes_when, "title": title, "owner": owner,
        "first_benefit": first_benefit, "decided_on": decided_on or timezone.localdate(),
    }  # fmt: skip
    _require_decision(initiative, kind, outcome, reason, given)
    gate = Gate(
        id=id or uuid4(), municipality=initiative.municipality, initiative=initiative, kind=kind,
        outcome=outcome, reason=reason, scores=known_scores(scores or {}), learning=learning,
        question_before=detail_of(initiative).question, decided_by=by.person,
        question_after=question_after if outcome in {Outcome.REWORD, Outcome.NEW_PREJEKT} else "",
        review_on=review_on if outcome == Outcome.PARK else None,
        wakes_when=wakes_when if outcome == Outcome.PARK else "",
        decided_on=given["decided_on"],
    )  # fmt: skip
    if outcome in GROWS:
        gate.led_to = grow(by=by, initiative=initiative, outcome=outcome, **given)
    _move_on(by, initiative, version, outcome, reason, given)
    history.create(by=by, element=gate)
    tell_followers(by=by, initiative=initiative, news=gate)
    return gate


def _require_turn(initiative: Initiative, version: int, kind: str, seen: int | None) -> None:
    """Let one at a time decide: the second waits for the first, and is then told what was decided."""
    current = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    decided = current.gates.count()
    is_unread = decided != seen if seen is not None else current.version != version and decided
    if is_unread:
        raise refusals.GateIsDecided()
    if current.version != version:
        raise EditedMeanwhile(current=current, mine={})
    if kind not in gates_open(current):
        raise refusals.GateIsNotOpen()


def _require_decision(
    initiative: Initiative, kind: str, outcome: str, reason: str, given: dict[str, Any]
) -> None:
    """What a decision needs before it can be taken, whoever takes it."""
    if outcome not in Gate.OUTCOMES[kind]:
        raise refusals.GateIsNotOpen()
    if not reason.strip():
        raise refusals.DecisionNeedsAReason()
    needs = _NEEDS.get(Outcome(outcome))
    if needs:
        needs(initiative, given)


def _needs_for_start(initiative: Initiative, given: dict[str, Any]) -> None:
    if initiative.sponsor is None:
        raise refusals.SponsorIsMissing()
    conditions.require_sponsor(initiative.municipality, initiative.sponsor)
    conditions.require_question(detail_of(initiative).question)
    ends_on = given["ends_on"] or initiative.ends_on
    if ends_on is None:
        raise refusals.TimeBoxIsMissing()
    conditions.require_period(initiative.starts_on or given["decided_on"], ends_on)


def _require_new_question(question: str) -> None:
    if not question.strip().endswith("?"):
        raise refusals.QuestionIsNoQuestion(field="question_after")


def _needs_for_going_on(initiative: Initiative, given: dict[str, Any]) -> None:
    conditions.require_period(initiative.starts_on, given["ends_on"])


def _needs_for_rewording(initiative: Initiative, given: dict[str, Any]) -> None:
    _needs_for_going_on(initiative, given)
    _require_new_question(given["question_after"])


def _needs_for_parking(initiative: Initiative, given: dict[str, Any]) -> None:
    conditions.require_review_day(given["review_on"], given["decided_on"])
    if not given["wakes_when"].strip():
        raise refusals.WakingIsMissing()


def _needs_for_stopping(initiative: Initiative, given: dict[str, Any]) -> None:
    if not given["learning"].strip():
        raise refusals.LearningIsMissing()


def _needs_for_a_project(initiative: Initiative, given: dict[str, Any]) -> None:
    if given["owner"] is None:
        raise refusals.OwnerIsMissing()
    if not given["first_benefit"].strip():
        raise refusals.BenefitIsMissing()


def _needs_for_doing_now(initiative: Initiative, given: dict[str, Any]) -> None:
    if given["owner"] is None:
        raise refusals.OwnerIsMissing()
    if given["ends_on"] is None:
        raise refusals.DayIsMissing()


def _needs_for_a_new_prejekt(initiative: Initiative, given: dict[str, Any]) -> None:
    _require_new_question(given["question_after"])
    conditions.require_sponsor(initiative.municipality, initiative.sponsor)


_NEEDS = {
    Outcome.START: _needs_for_start,
    Outcome.GO_ON: _needs_for_going_on,
    Outcome.REWORD: _needs_for_rewording,
    Outcome.PARK: _needs_for_parking,
    Outcome.STOP: _needs_for_stopping,
    Outcome.PROJECT: _needs_for_a_project,
    Outcome.DO_NOW: _needs_for_doing_now,
    Outcome.NEW_PREJEKT: _needs_for_a_new_prejekt,
}


def _move_on(
    by: Actor,
    initiative: Initiative,
    version: int,
    outcome: str,
    reason: str,
    given: dict[str, Any],
) -> None:
    """Where the prejekt stands after the decision. Every decision counts as an edit, so that a page shown
    before it is known to be old."""
    fields = _fields_after(initiative, Outcome(outcome), given)
    changed = history.change(
        by=by, element=initiative, version=version, fields=fields, reason=reason
    )
    if changed is None:
        Initiative.objects.filter(pk=initiative.pk).update(version=F("version") + 1)
        initiative.version = version + 1
    if outcome == Outcome.REWORD:
        detail = detail_of(initiative)
        history.change(
            by=by, element=detail, version=detail.version, reason=reason,
            fields={"question": given["question_after"]},
        )  # fmt: skip


def _fields_after(
    initiative: Initiative, outcome: Outcome, given: dict[str, Any]
) -> dict[str, Any]:
    today = given["decided_on"]
    box = {"ends_on": given["ends_on"] or initiative.ends_on}
    if outcome == Outcome.START:
        return {"state": State.RUNNING, "starts_on": initiative.starts_on or today, **box}
    if outcome in {Outcome.GO_ON, Outcome.REWORD}:
        return box
    if outcome == Outcome.PARK:
        return {
            "state": State.PARKED,
            "review_on": given["review_on"],
            "wakes_when": given["wakes_when"],
        }
    ended = State.STOPPED if outcome == Outcome.STOP else State.CRYSTALLISED
    return {"state": ended, "ended_on": today, "learning": given["learning"]}


@transaction.atomic
def wake_prejekt(
    *,
    by: Actor,
    initiative: Initiative,
    version: int,
    reason: str,
    ends_on: date | None = None,
) -> Entry | None:
    """Take up a parked prejekt again: it goes on where it was, or waits for its start."""
    require(by, "initiatives.decide_gate", initiative)
    if initiative.state != State.PARKED:
        raise refusals.GateIsNotOpen()
    if not reason.strip():
        raise refusals.DecisionNeedsAReason()
    had_begun = initiative.gates.filter(outcome=Outcome.START).exists()
    conditions.require_period(initiative.starts_on, ends_on)
    entry = history.change(
        by=by,
        element=initiative,
        version=version,
        reason=reason,
        fields={
            "state": State.RUNNING if had_begun else State.PROPOSED,
            "review_on": None,
            "wakes_when": "",
            "ends_on": ends_on or initiative.ends_on,
        },
    )
    if entry:
        tell_followers(by=by, initiative=initiative, news=entry)
    return entry
