"""Let Pejl count what an indicator asks for, period by period, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pejl.indicators import refusals
from pejl.indicators.actions import conditions
from pejl.indicators.actions.values import NewValue, Written, keep_computed
from pejl.indicators.measuring import Measure, Scope, measures
from pejl.indicators.models import Indicator
from pejl.indicators.periods import Period, period_around, periods_between, previous_period
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.rules import require

MOST_PERIODS = 36
"""So far back it is counted: three years of months."""


@transaction.atomic
def compute_indicator(*, by: Actor, indicator: Indicator, until: date | None = None) -> Written:
    """Count every period that has come to an end and the one that is running, for the whole and for each unit."""
    require(by, "indicators.enter_values", indicator)
    conditions.require_open(indicator)
    measure = measures().get(indicator.measure)
    if measure is None:
        raise refusals.MeasureIsUnknown()
    written = keep_computed(
        by=by,
        indicator=indicator,
        values=_counted(indicator, measure, until or timezone.localdate()),
    )
    Indicator.objects.filter(pk=indicator.pk).update(computed_at=timezone.now())
    return written


def _counted(indicator: Indicator, measure: Measure, until: date) -> Iterator[NewValue]:
    scopes = list(scopes_of(indicator, measure))
    for period in _periods(indicator, until):
        for scope in scopes:
            counted = measure.compute(scope, period)
            yield NewValue(
                starts_on=period.first,
                ends_on=period.last,
                amount=conditions.fitting(counted.amount),
                numerator=conditions.fitting(counted.numerator),
                denominator=conditions.fitting(counted.denominator),
                unit_id=_unit_of(scope, indicator),
            )


def _unit_of(scope: Scope, indicator: Indicator) -> UUID | None:
    """The indicator's own series has no unit, also where the indicator is about one unit."""
    if scope.unit is None or scope.unit.id == indicator.unit_id:
        return None
    return scope.unit.id


def _periods(indicator: Indicator, until: date) -> list[Period]:
    frequency = indicator.frequency
    last = period_around(until, frequency)
    first = last
    for _step in range(MOST_PERIODS - 1):
        first = previous_period(first, frequency)
    return list(periods_between(first.first, last.last, frequency))


def scopes_of(indicator: Indicator, measure: Measure) -> Iterator[Scope]:
    """The whole that the indicator is about, and each open centre where the measure can be broken down."""
    yield scope_of(indicator, indicator.unit)
    if indicator.unit is None and measure.by_unit:
        for centre in organisation.centres(indicator.municipality):
            if centre.closed_on is None:
                yield scope_of(indicator, centre)


def scope_of(indicator: Indicator, unit: Unit | None) -> Scope:
    """A unit with all units below it, or the whole municipality."""
    if unit is None:
        return Scope(indicator.municipality)
    tree = organisation.flat(organisation.unit_tree(indicator.municipality))
    pairs = [(node.unit.id, node.unit.parent_id) for node in tree]
    return Scope(indicator.municipality, unit, organisation.below(pairs, [unit.id]))
