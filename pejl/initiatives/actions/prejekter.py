"""What is written in a prejekt: known, not known, activities, options, learning, and who takes part."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.history.models import Entry
from pejl.initiatives import refusals
from pejl.initiatives.actions import conditions
from pejl.initiatives.actions.undertakings import add_part, edit_part
from pejl.initiatives.following import begin_to_follow
from pejl.initiatives.models import (
    Activity,
    Initiative,
    Known,
    LogEntry,
    Option,
    Participant,
    Unknown,
)
from pejl.initiatives.models.initiatives import InitiativePart
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person, Unit

Part = TypeVar("Part", bound=InitiativePart)
State = Unknown.State


def _line(model: type[Part], initiative: Initiative, id: UUID | None, **fields: Any) -> Part:
    return model(
        id=id or uuid4(), municipality=initiative.municipality, initiative=initiative, **fields
    )


def _require_its_own(initiative: Initiative, *parts: InitiativePart | None) -> None:
    """A line is tied to lines of the same prejekt."""
    if any(part is not None and part.initiative_id != initiative.pk for part in parts):
        raise refusals.InitiativeIsElsewhere()


def note_known(
    *,
    by: Actor,
    initiative: Initiative,
    text: str,
    answers: Unknown | None = None,
    id: UUID | None = None,
    **fields: Any,
) -> Known:
    """Write down something the prejekt knows; ``answers`` is what was not known before it."""
    _require_its_own(initiative, answers)
    part = _line(Known, initiative, id, text=text, answers=answers, **fields)
    return add_part(by=by, part=part)


def note_unknown(
    *, by: Actor, initiative: Initiative, question: str, id: UUID | None = None, **fields: Any
) -> Unknown:
    """Write down something the prejekt does not know."""
    return add_part(by=by, part=_line(Unknown, initiative, id, question=question, **fields))


def _settled(unknown: Unknown, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the day on which it was answered or given up; that day goes when it is opened again."""
    state = fields.get("state", unknown.state)
    if state == State.ANSWERED and not fields.get("answer", unknown.answer).strip():
        raise refusals.AnswerIsMissing()
    is_settled = state in {State.ANSWERED, State.GIVEN_UP}
    day: date | None = (unknown.settled_on or timezone.localdate()) if is_settled else None
    return {**fields, "settled_on": day}


def edit_unknown(*, by: Actor, unknown: Unknown, version: int, **fields: Any) -> Entry | None:
    """Word a question better, or say how far one has come with it."""
    return edit_part(by=by, part=unknown, version=version, **_settled(unknown, fields))


@transaction.atomic
def settle_unknown(
    *,
    by: Actor,
    unknown: Unknown,
    version: int,
    state: str,
    answer: str,
    makes_known: bool = False,
    source: str = "",
    confidence: str = Known.Confidence.MEDIUM,
) -> Known | None:
    """Say what became of a question. What was found can stand among the known at once, tied to its question."""
    entry = edit_unknown(by=by, unknown=unknown, version=version, state=state, answer=answer)
    if entry is None or not makes_known or state != State.ANSWERED:
        return None
    return note_known(
        by=by, initiative=unknown.initiative, text=answer, source=source, confidence=confidence,
        answers=unknown,
    )  # fmt: skip


def note_activity(
    *,
    by: Actor,
    initiative: Initiative,
    title: str,
    kind: str,
    id: UUID | None = None,
    **fields: Any,
) -> Activity:
    """Write down something done to find out, and what was learned by it."""
    return add_part(by=by, part=_line(Activity, initiative, id, title=title, kind=kind, **fields))


def note_option(
    *, by: Actor, initiative: Initiative, title: str, id: UUID | None = None, **fields: Any
) -> Option:
    """Write down something one could do."""
    return add_part(by=by, part=_line(Option, initiative, id, title=title, **fields))


def log_learning(
    *,
    by: Actor,
    initiative: Initiative,
    text: str,
    known: Known | None = None,
    unknown: Unknown | None = None,
    activity: Activity | None = None,
    id: UUID | None = None,
    **fields: Any,
) -> LogEntry:
    """Add a line to the log of learning, tied to what it is about."""
    _require_its_own(initiative, known, unknown, activity)
    part = _line(
        LogEntry, initiative, id, text=text, known=known, unknown=unknown, activity=activity,
        written_by=by.person, **fields,
    )  # fmt: skip
    return add_part(by=by, part=part)


def _home(municipality: Municipality, person: Person | None) -> Unit | None:
    """Where somebody works, so that taking part can be counted by centre."""
    if person is None:
        return None
    held = organisation.memberships_of(municipality, person)
    return next((one.unit for one in held if one.unit), None)


def _require_somebody(initiative: Initiative, person: Person | None, described_as: str) -> None:
    if person is None and not described_as.strip():
        raise refusals.NobodyIsNamed()
    conditions.require_member(initiative.municipality, person, "person")


def _has_role(initiative: Initiative, person: Person | None, role: str) -> Participant | None:
    if person is None:
        return None
    return initiative.participants.filter(person=person, role=role).first()


@transaction.atomic
def name_participant(
    *,
    by: Actor,
    initiative: Initiative,
    person: Person | None = None,
    described_as: str = "",
    role: str = Participant.Role.MEMBER,
    unit: Unit | None = None,
    id: UUID | None = None,
    **fields: Any,
) -> Participant:
    """Name somebody who takes part, who then hears of it. The same person in the same role is named once."""
    _require_somebody(initiative, person, described_as)
    held = _has_role(initiative, person, role)
    part = held or _line(
        Participant, initiative, id, person=person, described_as=described_as, role=role,
        unit=unit or _home(initiative.municipality, person), **fields,
    )  # fmt: skip
    named = add_part(by=by, part=part)
    begin_to_follow(person_id=named.person_id, initiative=initiative)
    return named


def edit_participant(
    *,
    by: Actor,
    participant: Participant,
    version: int,
    person: Person | None = None,
    described_as: str = "",
    role: str = Participant.Role.MEMBER,
    **fields: Any,
) -> Entry | None:
    """Say anew who takes part, or as what."""
    initiative = participant.initiative
    if person != participant.person or not person:
        _require_somebody(initiative, person, described_as)
        fields = {"unit": _home(initiative.municipality, person), **fields}
    held = _has_role(initiative, person, role)
    if held and held.pk != participant.pk:
        raise refusals.TakesPartAlready()
    return edit_part(
        by=by, part=participant, version=version, person=person, described_as=described_as,
        role=role, **fields,
    )  # fmt: skip
