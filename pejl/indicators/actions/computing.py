"""Let Pejl count what an indicator asks for, period by period, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from pejl.indicators import conditions, refusals
from pejl.indicators.actions.values import keep_computed
from pejl.indicators.measuring import (
    Counted,
    Measure,
    Scope,
    data_version,
    measures,
    scopes_of,
)
from pejl.indicators.models import Indicator, Value
from pejl.indicators.periods import Period, period_around, periods_between, previous_period
from pejl.indicators.queries.series import judged_on
from pejl.indicators.told import NewValue, Written
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.rules import require

MOST_PERIODS = 36
"""So far back it is counted: three years of months."""


@transaction.atomic
def compute_indicator(*, by: Actor, indicator: Indicator, latest: int = MOST_PERIODS) -> Written:
    """Count the running period and those before it, ``latest`` in all, for the whole and for each centre.

    The figures are Pejl's, whoever asked for them. Nothing is written where a figure is as it was before.
    """
    require(by, "indicators.enter_values", indicator)
    conditions.require_open(indicator)
    measure = measures().get(indicator.measure)
    if measure is None:
        raise refusals.MeasureIsUnknown()
    seen = data_version(indicator.municipality_id)
    pejl = organisation.acting_in(indicator.municipality, organisation.operator())
    written = keep_computed(by=pejl, indicator=indicator, values=_told(indicator, measure, latest))
    noted: dict[str, Any] = {"computed_at": timezone.now(), "computed_version": seen}
    if latest >= MOST_PERIODS:
        noted["recounted_version"] = seen
    Indicator.objects.filter(pk=indicator.pk).update(**noted)
    return written


def _told(indicator: Indicator, measure: Measure, latest: int) -> Iterator[NewValue]:
    """What is counted, from the first period on in which there was anything to count from.

    Before Pejl was in use, nought would be a figure about Pejl and not about the municipality.
    """
    scopes = scopes_of(indicator.municipality, _units(indicator, measure))
    begun = _first_day(indicator)
    for period in _periods(indicator, measure, latest):
        whole = measure.compute(scopes[0], period)
        if begun is None or period.first < begun:
            if not _has_rows(measure, whole):
                continue
            begun = period.first
        yield _value(indicator, scopes[0], period, whole)
        for scope in scopes[1:]:
            yield _value(indicator, scope, period, measure.compute(scope, period))


def _first_day(indicator: Indicator) -> date | None:
    """The first day that there is a figure for."""
    standing = Value.objects.current().filter(indicator=indicator)
    day: date | None = standing.aggregate(first=Min("starts_on"))["first"]
    return day


def _has_rows(measure: Measure, counted: Counted) -> bool:
    """Whether there was anything to count from. A rate's denominator is no rows."""
    is_of_rows = measure.kind in {Indicator.Kind.SHARE, Indicator.Kind.MEAN}
    return bool(counted.denominator if is_of_rows else counted.numerator)


def _value(indicator: Indicator, scope: Scope, period: Period, counted: Counted) -> NewValue:
    """The indicator's own series has no unit, also where the indicator is about one unit."""
    is_whole = scope.unit is None or scope.unit.id == indicator.unit_id
    return NewValue(
        starts_on=period.first,
        ends_on=period.last,
        amount=conditions.fitting(counted.amount),
        numerator=conditions.fitting(counted.numerator),
        denominator=conditions.fitting(counted.denominator),
        unit_id=None if is_whole or scope.unit is None else scope.unit.id,
    )


def _periods(indicator: Indicator, measure: Measure, latest: int) -> list[Period]:
    """The latest period after those before it. Where the rows do not tell how things stood, the running one alone;
    none, where the indicator's time is over."""
    frequency = indicator.frequency
    first = last = period_around(judged_on([indicator])[indicator.pk], frequency)
    if measure.only_now:
        return [last] if last.last >= timezone.localdate() else []
    for _step in range(min(latest, MOST_PERIODS) - 1):
        first = previous_period(first, frequency)
    return list(periods_between(first.first, last.last, frequency))


def _units(indicator: Indicator, measure: Measure) -> list[Unit | None]:
    """The whole that the indicator is about, and each open centre where the measure can be broken down."""
    if indicator.unit is not None or not measure.by_unit:
        return [indicator.unit]
    return [None, *organisation.centres(indicator.municipality)]
