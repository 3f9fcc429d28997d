"""Set targets by date, and accept that a process is another from a day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.indicators import conditions, refusals
from pejl.indicators.keeping import note_new_figures
from pejl.indicators.models import Indicator, StepChange, Target, Value
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn


@transaction.atomic
def set_target(
    *,
    by: Actor,
    indicator: Indicator,
    due_on: date,
    value: Decimal,
    note: str = "",
    id: UUID | None = None,
    **more: Any,
) -> Target:
    """Set what is aimed at by a day. The same id, or the same target once more, makes one."""
    require(by, "indicators.set_target", indicator)
    amount = conditions.kept(value, "value")
    conditions.require_target(indicator, due_on, amount)
    take_turn(indicator.municipality_id)
    there = Target.objects.filter(indicator=indicator, due_on=due_on).first()
    if there:
        if there.value == amount:
            return there
        raise refusals.TargetIsThere()
    target = Target(
        id=id or uuid4(), municipality=indicator.municipality, indicator=indicator, due_on=due_on,
        value=amount, note=note, set_by=by.person, **more,
    )  # fmt: skip
    history.create(by=by, element=target)
    note_new_figures(indicator)
    return target


@transaction.atomic
def edit_target(
    *, by: Actor, target: Target, version: int, due_on: date, value: Decimal, note: str = ""
) -> Entry | None:
    """Move a target; what it was stays in the history."""
    require(by, "indicators.set_target", target)
    amount = conditions.kept(value, "value")
    conditions.require_target(target.indicator, due_on, amount)
    take_turn(target.municipality_id)
    others = Target.objects.filter(indicator=target.indicator_id, due_on=due_on)
    if others.exclude(pk=target.pk).exists():
        raise refusals.TargetIsThere()
    fields = {"due_on": due_on, "value": amount, "note": note}
    entry = history.change(by=by, element=target, version=version, fields=fields)
    note_new_figures(target.indicator)
    return entry


@transaction.atomic
def remove_target(*, by: Actor, target: Target, version: int) -> None:
    """Take a target away; that it was set stays in the history."""
    require(by, "indicators.set_target", target)
    indicator = target.indicator
    history.remove(by=by, element=target, version=version)
    note_new_figures(indicator)


@transaction.atomic
def accept_step(
    *,
    by: Actor,
    indicator: Indicator,
    starts_on: date,
    reason: str,
    id: UUID | None = None,
    **more: Any,
) -> StepChange:
    """A named person accepts that the process is another from a day on. Pejl only ever proposes it."""
    require(by, "indicators.edit", indicator)
    if not reason.strip():
        raise refusals.StepNeedsReason()
    take_turn(indicator.municipality_id)
    if id and (existing := StepChange.objects.filter(id=id, indicator=indicator).first()):
        return existing
    if StepChange.objects.filter(indicator=indicator, starts_on=starts_on).exists():
        raise refusals.StepIsThere()
    _require_values_on_both_sides(indicator, starts_on)
    step = StepChange(
        id=id or uuid4(), municipality=indicator.municipality, indicator=indicator,
        starts_on=starts_on, reason=reason.strip(), accepted_by=by.person, **more,
    )  # fmt: skip
    history.create(by=by, element=step)
    note_new_figures(indicator)
    return step


def _require_values_on_both_sides(indicator: Indicator, day: date) -> None:
    series = Value.objects.current().for_the_whole().filter(indicator=indicator)
    if not (series.filter(ends_on__lt=day).exists() and series.filter(ends_on__gte=day).exists()):
        raise refusals.StepIsOutside()


@transaction.atomic
def withdraw_step(*, by: Actor, step: StepChange, version: int, reason: str = "") -> None:
    """Take an accepted step back; that it was accepted, and by whom, stays in the history."""
    require(by, "indicators.edit", step)
    indicator = step.indicator
    history.remove(by=by, element=step, version=version, reason=reason)
    note_new_figures(indicator)
