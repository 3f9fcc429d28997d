"""Go through a file of figures and make values of its lines, with what is wrong told line by line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from pejl.history.refusals import Refusal
from pejl.indicators import conditions, refusals
from pejl.indicators.models import Import, Indicator
from pejl.indicators.queries.imports import table_of, within_strategies
from pejl.indicators.reading.cells import Frequency, Line, Period, Role, Table
from pejl.indicators.reading.faults import Fault, Faults
from pejl.indicators.reading.mapping import OF_TWO_COUNTS, Mapping, chosen_mark
from pejl.indicators.reading.values import MOST_FAULTS, Reading, Values, read_values
from pejl.indicators.told import NewValue

TELL_EVERY = 2_000
"""Lines between two looks at whether to stop."""
BETWEEN = " · "
"""Between the names of several background dimensions that a line has together."""
LONGEST_DIMENSION, LONGEST_CATEGORY = 60, 100
"""As a value keeps them."""

Tell = Callable[[int], bool]
"""Hears how many lines were read, and answers whether to stop."""


class StoppedByHand(Exception):
    """Somebody asked to stop; nothing is kept."""


@dataclass
class LinesTaken:
    """What a file comes to: values, and what stands in the way of them."""

    values: list[NewValue] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    """The first of them, in the order of the lines."""
    warnings: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    lines: int = 0


def take(
    batch: Import, units: Collection[tuple[str, UUID | None]], tell: Tell = lambda _lines: False
) -> LinesTaken:
    """All lines of an import. ``units`` are what units may be called; ``tell`` hears of it now and then.

    Raises ``StoppedByHand``, and a ``Refusal`` when the file as a whole cannot be read.
    """
    mapping, table = Mapping.from_data(batch.mapping), table_of(batch)
    mark = chosen_mark(_watched(table, lambda _lines: tell(0)), mapping)
    indicator = batch.indicator
    read = read_values(
        _watched(table, tell),
        replace(mapping, decimal=mark),
        units=units,
        within=within_strategies(indicator),
        from_two=indicator.kind in OF_TWO_COUNTS,
    )
    made = _Made(indicator, table, mapping)
    for reading in read:
        made.add(reading)
    return made.with_what_was_read(read)


def _watched(table: Table, tell: Tell) -> Table:
    """The table, telling as it is gone through how far one has come; also where no line becomes a value."""

    def lines() -> Iterator[Line]:
        for count, line in enumerate(table.read(), 1):
            if count % TELL_EVERY == 0 and tell(count):
                raise StoppedByHand
            yield line

    return replace(table, read=lines)


class _Made:
    """The values made so far. Each is held to the same rules as one that is entered by hand."""

    def __init__(self, indicator: Indicator, table: Table, mapping: Mapping) -> None:
        self.values: list[NewValue] = []
        self.faults = Faults(MOST_FAULTS)
        self._indicator, self._table, self._mapping = indicator, table, mapping
        self._fits: dict[Period, Refusal | None] = {}
        """What each period's rules said: a file has many lines and few periods."""
        self._lines: dict[tuple[Any, ...], int] = {}

    def add(self, reading: Reading) -> None:
        try:
            value = self._value(reading)
            self._require_alone(value, reading)
        except Refusal as refusal:
            self.faults.add(self._fault(reading, refusal))
        else:
            self.values.append(value)

    def with_what_was_read(self, read: Values) -> LinesTaken:
        """All that came of it, once the last line was read."""
        faults = sorted([*self.faults, *read.faults], key=lambda fault: fault.line)
        return LinesTaken(
            self.values, faults[:MOST_FAULTS], list(read.warnings),
            len(self.faults) + len(read.faults), read.lines,
        )  # fmt: skip

    def _value(self, reading: Reading) -> NewValue:
        period = reading.period
        self._require_fitting(period)
        amount = conditions.amount_of(
            self._indicator, reading.value, reading.numerator, reading.denominator
        )
        dimension, category = _part(reading.dimensions)
        return NewValue(
            period.first, period.last, amount,
            conditions.fitting(reading.numerator, "numerator"),
            conditions.fitting(reading.denominator, "denominator"),
            reading.unit, dimension, category, reading.comment, line=reading.line,
        )  # fmt: skip

    def _require_fitting(self, period: Period) -> None:
        if period not in self._fits:
            self._fits[period] = _refusal_of(self._indicator, period)
        if refusal := self._fits[period]:
            raise refusal

    def _require_alone(self, value: NewValue, reading: Reading) -> None:
        """Two sets of dimensions can come to one name, which the reading cannot know."""
        earlier = self._lines.setdefault(value.slot, reading.line)
        if earlier != reading.line:
            raise refusals.LineIsThereTwice(reading.period.label, earlier)

    def _fault(self, reading: Reading, refusal: Refusal) -> Fault:
        """At the period or the value; at the numerator, where the value is only reckoned."""
        role, number = Role.VALUE, reading.value
        if refusal.field == "day":
            role = Role.PERIOD
        elif {Role.VALUE, Role.PERIODS_VALUE}.isdisjoint(self._mapping.roles):
            role, number = Role.NUMERATOR, reading.numerator
        place = self._mapping.column(role)
        cell = "" if number is None else f"{number:f}"
        if role == Role.PERIOD:
            cell = reading.period.label
        heading = reading.period.label if place is None else self._table.headings[place]
        return Fault(reading.line, heading, cell, str(refusal))


def _part(dimensions: dict[str, str]) -> tuple[str, str]:
    """The background dimensions of a line as one, and the part of it."""
    dimension, category = BETWEEN.join(dimensions), BETWEEN.join(dimensions.values())
    if len(dimension) > LONGEST_DIMENSION or len(category) > LONGEST_CATEGORY:
        raise refusals.NameOfPartIsTooLong()
    return dimension, category


def _refusal_of(indicator: Indicator, period: Period) -> Refusal | None:
    """What stands in the way of any value for a period."""
    try:
        _require_same_length(indicator, period.frequency)
        conditions.require_period(period.first, period.last)
    except Refusal as refusal:
        return refusal
    return None


def _require_same_length(indicator: Indicator, frequency: str) -> None:
    """A yearly figure is no quarter's. What comes now and then takes any period."""
    if indicator.frequency == Indicator.Frequency.IRREGULAR or frequency == indicator.frequency:
        return
    if frequency == Frequency.SCHOOL_YEAR and indicator.frequency == Indicator.Frequency.YEAR:
        return
    raise refusals.PeriodDoesNotFit(indicator.get_frequency_display().lower())
