"""Write what is expected of an initiative before it begins; change it afterwards where all can see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.effects import conditions, refusals
from pejl.effects.models import Expectation
from pejl.effects.queries.beginning import began_on
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.indicators.conditions import kept
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


@transaction.atomic
def write_expectation(
    *,
    by: Actor,
    initiative: Initiative,
    indicator: Indicator,
    change: Decimal,
    due_on: date,
    measured_how: str = "",
    id: UUID | None = None,
    written_on: date | None = None,
    **more: Any,
) -> Expectation:
    """Write how much is expected, by when, measured how. After the beginning it is marked as no prediction.

    ``written_on`` is for what is read in from files, which tell of their own days; nobody dates their own back.
    """
    require(by, "effects.write_chain", initiative)
    conditions.require_here(initiative.municipality, {"indicator": indicator})
    amount = _amount(change)
    began = began_on(conditions.as_it_stands(initiative))
    day = written_on if written_on and by.person_id is None else timezone.localdate()
    if id and (existing := Expectation.objects.filter(id=id, initiative=initiative).first()):
        return existing
    _require_ahead(by, due_on)
    expectation = Expectation(
        id=id or uuid4(), municipality=initiative.municipality, initiative=initiative,
        indicator=indicator, change=amount, due_on=due_on, measured_how=measured_how,
        written_by=by.person, written_on=day, was_begun=began is not None and began <= day, **more,
    )  # fmt: skip
    history.create(by=by, element=expectation)
    return expectation


def _amount(change: Decimal) -> Decimal:
    amount = kept(change, "change")
    if not amount:
        raise refusals.NothingIsExpected()
    return amount


def _require_ahead(by: Actor, due_on: date) -> None:
    """Nobody expects something of a day that has passed; what is read in from files tells of other times."""
    if by.person_id is not None and due_on <= timezone.localdate():
        raise refusals.ExpectationLiesBehind()


def _require_open(expectation: Expectation) -> None:
    if began_on(conditions.as_it_stands(expectation.initiative)) is not None:
        raise refusals.ExpectationIsLocked()


@transaction.atomic
def reword_expectation(
    *, by: Actor, expectation: Expectation, version: int, **fields: Any
) -> Entry | None:
    """Word it better, as often as one likes, until the initiative begins."""
    require(by, "effects.write_chain", expectation)
    conditions.require_here(expectation.municipality, fields)
    if "change" in fields:
        fields["change"] = _amount(fields["change"])
    if "due_on" in fields and fields["due_on"] != expectation.due_on:
        _require_ahead(by, fields["due_on"])
    _require_open(expectation)
    now = {name: getattr(expectation, name) for name in fields}
    if now != fields:
        fields |= {"written_on": timezone.localdate(), "written_by": by.person}
    return history.change(by=by, element=expectation, version=version, fields=fields)


@transaction.atomic
def amend_expectation(
    *,
    by: Actor,
    expectation: Expectation,
    change: Decimal,
    due_on: date,
    reason: str,
    measured_how: str = "",
    id: UUID | None = None,
    **more: Any,
) -> Expectation:
    """Expect something else of an initiative that has begun: a new wording beside the old, with the reason."""
    require(by, "effects.write_chain", expectation)
    conditions.require_words(reason, refusals.ChangeNeedsReason)
    amount = _amount(change)
    _require_ahead(by, due_on)
    if began_on(conditions.as_it_stands(expectation.initiative)) is None:
        raise refusals.ExpectationIsOpen()
    if later := Expectation.objects.filter(replaces=expectation).first():
        if later.id == id:
            return later
        raise refusals.ExpectationWasChanged()
    amended = Expectation(
        id=id or uuid4(), municipality=expectation.municipality, indicator=expectation.indicator,
        initiative=expectation.initiative, change=amount, due_on=due_on, measured_how=measured_how,
        written_by=by.person, was_begun=True, replaces=expectation, reason=reason.strip(), **more,
    )  # fmt: skip
    history.create(by=by, element=amended)
    return amended


@transaction.atomic
def remove_expectation(*, by: Actor, expectation: Expectation, version: int) -> None:
    """Take back an expectation before the initiative begins; what it said stays in the history."""
    require(by, "effects.write_chain", expectation)
    _require_open(expectation)
    history.remove(by=by, element=expectation, version=version)
