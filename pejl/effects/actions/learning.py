"""Turn a finding into a change: who does it by when, was it done, did it help. Or say why it leads to none."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.effects import conditions, findable, refusals
from pejl.effects.models import Evaluation, Learning
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.initiatives.numbering import next_number
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person, Unit
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

State = Learning.State
Helped = Learning.Helped


@transaction.atomic
def tell_learning(
    *,
    by: Actor,
    municipality: Municipality,
    finding: str,
    evaluation: Evaluation | None = None,
    indicator: Indicator | None = None,
    initiative: Initiative | None = None,
    other_source: str = "",
    id: UUID | None = None,
    **fields: Any,
) -> Learning:
    """Write what was found and where it was learned. The same ``id`` twice makes one."""
    source = {"evaluation": evaluation, "indicator": indicator, "initiative": initiative}
    learning = Learning(
        id=id or uuid4(), municipality=municipality, finding=finding.strip(),
        other_source=other_source.strip(), written_by=by.person, **source, **fields,
    )  # fmt: skip
    require(by, "effects.tell_learning", learning)
    conditions.require_words(finding, refusals.FindingIsMissing)
    conditions.require_here(municipality, source | fields)
    if not any(source.values()) and not other_source.strip():
        raise refusals.SourceIsMissing()
    if id and (existing := Learning.objects.filter(id=id, municipality=municipality).first()):
        return existing
    take_turn(municipality.id)
    learning.number = next_number(Learning, municipality)
    history.create(by=by, element=learning)
    findable.index(learning)
    return learning


@transaction.atomic
def edit_learning(*, by: Actor, learning: Learning, version: int, **fields: Any) -> Entry | None:
    """Word the finding better, or say better what it is about."""
    require(by, "effects.edit_learning", learning)
    conditions.require_words(fields.get("finding", learning.finding), refusals.FindingIsMissing)
    conditions.require_here(learning.municipality, fields)
    entry = history.change(by=by, element=learning, version=version, fields=fields)
    findable.index(learning)
    return entry


@transaction.atomic
def decide_change(
    *,
    by: Actor,
    learning: Learning,
    version: int,
    change: str,
    responsible: Person | None,
    due_on: date | None,
    unit: Unit | None = None,
    decided_on: date | None = None,
) -> Entry | None:
    """Decide what is changed, who does it and by when. Until it is changed, that can be decided anew.

    ``decided_on`` is for what is read in from files, which tell of their own days.
    """
    require(by, "effects.decide_change", learning)
    _require_unchanged(learning)
    conditions.require_words(change, refusals.ChangeIsMissing)
    if responsible is None:
        raise refusals.NobodyIsToDoIt()
    if due_on is None:
        raise refusals.DayIsMissing()
    if responsible != learning.responsible:
        conditions.require_member(learning.municipality, responsible, "responsible")
    conditions.require_here(learning.municipality, {"unit": unit})
    fields = {
        "state": State.DECIDED, "change": change.strip(), "responsible": responsible,
        "due_on": due_on, "unit": unit, "state_reason": "",
        "decided_on": learning.decided_on or decided_on or timezone.localdate(),
    }  # fmt: skip
    return _move(by, learning, version, fields)


def _require_unchanged(learning: Learning) -> None:
    if learning.state == State.CHANGED:
        raise refusals.ChangeIsMade()


def _move(by: Actor, learning: Learning, version: int, fields: dict[str, Any]) -> Entry | None:
    entry = history.change(by=by, element=learning, version=version, fields=fields)
    findable.index(learning)
    return entry


@transaction.atomic
def lead_to_no_change(*, by: Actor, learning: Learning, version: int, reason: str) -> Entry | None:
    """Say why a finding changes nothing: that is an answer too."""
    require(by, "effects.decide_change", learning)
    _require_unchanged(learning)
    conditions.require_words(reason, refusals.ReasonIsMissing)
    fields = {"state": State.NO_CHANGE, "state_reason": reason.strip()}
    return _move(by, learning, version, fields)


@transaction.atomic
def say_changed(
    *, by: Actor, learning: Learning, version: int, changed_on: date | None = None
) -> Entry | None:
    """Say that it was changed, and on which day."""
    require(by, "effects.edit_learning", learning)
    if learning.state not in (State.DECIDED, State.CHANGED):
        raise refusals.NothingIsDecided()
    day = changed_on or timezone.localdate()
    if day > timezone.localdate():
        raise refusals.ChangedDayLiesAhead()
    return _move(by, learning, version, {"state": State.CHANGED, "changed_on": day})


@transaction.atomic
def say_helped(
    *, by: Actor, learning: Learning, version: int, helped: str, helped_note: str = ""
) -> Entry | None:
    """Say whether the change helped, and how we know."""
    require(by, "effects.edit_learning", learning)
    if learning.state != State.CHANGED:
        raise refusals.NothingIsChangedYet()
    if helped != Helped.UNKNOWN:
        conditions.require_words(helped_note, refusals.HowWeKnowIsMissing)
    fields = {"helped": helped, "helped_note": helped_note.strip()}
    return _move(by, learning, version, fields)


@transaction.atomic
def publish_learning(
    *, by: Actor, learning: Learning, version: int, is_public: bool = True
) -> Entry | None:
    """Let everyone read it, without who is to do it; or take it back from the public."""
    require(by, "effects.publish", learning)
    return _move(by, learning, version, {"is_public": is_public})
