"""Go through a file of figures and make values of its lines, with what is wrong told line by line."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from pejl.history.refusals import Refusal
from pejl.indicators import conditions, refusals
from pejl.indicators.models import Import, Indicator
from pejl.indicators.queries.imports import table_of, within_strategies
from pejl.indicators.reading.faults import Fault
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.values import MOST_FAULTS, Reading, Values, read_values
from pejl.indicators.told import NewValue

TELL_EVERY = 2_000
"""Lines between two looks at whether to stop."""
BETWEEN = " · "
"""Between the names of several background dimensions that a line has together."""


class StoppedByHand(Exception):
    """Somebody asked to stop; nothing is kept."""


@dataclass
class LinesTaken:
    """What a file comes to: values, and what stands in the way of them."""

    values: list[NewValue] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    lines: int = 0


def take(batch: Import, units: Named[str, UUID], tell: Callable[[int], bool]) -> LinesTaken:
    """All lines of an import. ``tell`` hears how many were read, and answers whether to stop.

    Raises ``StoppedByHand``, and a ``Refusal`` when the file as a whole cannot be read.
    """
    mapping = Mapping.from_data(batch.mapping)
    indicator = batch.indicator
    read = read_values(table_of(batch), mapping, units=units, within=within_strategies(indicator))
    taken, next_look = LinesTaken(), TELL_EVERY
    for reading in read:
        _take_one(indicator, reading, taken)
        if read.lines >= next_look:
            next_look = read.lines + TELL_EVERY
            if tell(read.lines):
                raise StoppedByHand
    _add_faults(taken, read)
    return taken


def _add_faults(taken: LinesTaken, read: Values) -> None:
    taken.lines = read.lines
    taken.fault_count += len(read.faults)
    taken.faults = sorted([*taken.faults, *read.faults], key=lambda fault: fault.line)[:MOST_FAULTS]
    taken.warnings = list(read.warnings)


def _take_one(indicator: Indicator, reading: Reading, taken: LinesTaken) -> None:
    try:
        taken.values.append(_value(indicator, reading))
    except Refusal as refusal:
        taken.fault_count += 1
        if len(taken.faults) < MOST_FAULTS:
            cell = "" if reading.value is None else f"{reading.value:f}"
            taken.faults.append(Fault(reading.line, _("value"), cell, str(refusal)))


def _value(indicator: Indicator, reading: Reading) -> NewValue:
    """The value of a line, held to the same rules as one that is entered by hand."""
    period = reading.period
    _require_same_length(indicator, str(period.frequency))
    conditions.require_period(period.first, period.last)
    return NewValue(
        starts_on=period.first,
        ends_on=period.last,
        amount=conditions.amount_of(
            indicator, reading.value, reading.numerator, reading.denominator
        ),
        numerator=conditions.fitting(reading.numerator, "numerator"),
        denominator=conditions.fitting(reading.denominator, "denominator"),
        unit_id=reading.unit,
        dimension=BETWEEN.join(reading.dimensions)[:60],
        category=BETWEEN.join(reading.dimensions.values())[:100],
        comment=reading.comment,
    )


def _require_same_length(indicator: Indicator, frequency: str) -> None:
    """A yearly figure is no quarter's. What comes now and then takes any period."""
    if indicator.frequency == Indicator.Frequency.IRREGULAR or frequency == indicator.frequency:
        return
    if frequency == "school_year" and indicator.frequency == Indicator.Frequency.YEAR:
        return
    raise refusals.PeriodDoesNotFit(indicator.get_frequency_display().lower())
