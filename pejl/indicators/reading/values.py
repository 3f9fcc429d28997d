"""From a table to values: told which column is what, each line becomes values or faults.

Faults are told by line, column and cell, so that whoever handed the table in can find and mend them there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pejl.indicators.reading.cells import Cell, Frequency, Line, Number, Period, Role, Table, shown
from pejl.indicators.reading.faults import Fault, Faults
from pejl.indicators.reading.mapping import Mapping, chosen_mark
from pejl.indicators.reading.names import Named, by_plain_name, plain_name
from pejl.indicators.reading.numbers import read_number, same_unit
from pejl.indicators.reading.periods import read_period
from pejl.indicators.reading.refusals import CellRefusal, quoted

MOST_FAULTS = 50
LONGEST_COMMENT = 1_000


class Reading(NamedTuple):
    """A value as it was handed in. ``value`` is missing where the source says that nothing is known."""

    line: int
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    unit: Any
    """What the caller gave for the unit's name; nothing where no column names units."""
    dimensions: dict[str, str]
    """Heading → category, for each column of a background dimension that is filled."""
    comment: str


class _Wrong(Exception):
    """A cell that keeps its line, or in a wide table itself alone, from being a value."""

    def __init__(self, column: int, sentence: object) -> None:
        super().__init__(column, sentence)
        self.column, self.sentence = column, str(sentence)


class _Named(NamedTuple):
    """What is the same for all values of a line."""

    unit: Any
    dimensions: dict[str, str]
    comment: str


def read_values(
    table: Table,
    mapping: Mapping,
    *,
    units: Named | None = None,
    within: tuple[date, date] | None = None,
    most_faults: int = MOST_FAULTS,
    from_two: bool = True,
) -> Values:
    """The values of a table, read as one goes through them.

    ``units`` gives for each name that a unit may be called by whatever the caller wants back. ``within`` are first
    and last day: periods outside are read, and warned of. ``from_two`` is whether values may be reckoned from
    numerator and denominator, so that they need no column of their own. Refuses a mapping that does not fit, and
    numbers that can be read in two ways, before anything is read.
    """
    mapping.check(table.headings, from_two=from_two)
    return Values(table, mapping, chosen_mark(table, mapping), units or {}, within, most_faults)


class Values:
    """Goes through a table once: gives what can be read, and keeps what cannot in ``faults``."""

    def __init__(
        self,
        table: Table,
        mapping: Mapping,
        decimal: str,
        units: Named,
        within: tuple[date, date] | None,
        most_faults: int,
    ) -> None:
        self.faults, self.warnings = Faults(most_faults), Faults(most_faults)
        self.lines = 0
        """Lines gone through so far."""
        self.left_out = 0
        """Lines that the filters left out."""
        self._table, self._mapping, self._decimal, self._within = table, mapping, decimal, within
        self._units = by_plain_name(units)
        self._measured_in = mapping.measured_in
        self._filters = [(column, set(map(plain_name, kept))) for column, kept in mapping.filters]
        self._wide: list[tuple[int | None, Period]] = [
            (column, read_period(table.headings[column]))
            for column in mapping.columns(Role.PERIODS_VALUE)
        ]
        self._place = {role: mapping.column(role) for role in Role}
        self._dimensions = mapping.columns(Role.DIMENSION)
        self._frequency: Frequency | None = None
        self._seen: dict[tuple[Any, ...], int] = {}

    def __iter__(self) -> Iterator[Reading]:
        for line in self._table.lines():
            self.lines += 1
            if self._is_wanted(line):
                yield from self._readings(line)
            else:
                self.left_out += 1

    def _is_wanted(self, line: Line) -> bool:
        return all(plain_name(shown(_at(line, column))) in kept for column, kept in self._filters)

    def _readings(self, line: Line) -> Iterator[Reading]:
        try:
            named = self._named(line)
            columns = self._wide or [(self._place[Role.VALUE], self._period(line))]
        except _Wrong as wrong:
            self._note(self.faults, line, wrong)
            return
        for column, period in columns:
            try:
                yield self._reading(line, column, period, named)
            except _Wrong as wrong:
                self._note(self.faults, line, wrong)

    def _period(self, line: Line) -> Period:
        place = self._mapping.roles.index(Role.PERIOD)
        try:
            return read_period(_at(line, place))
        except CellRefusal as refusal:
            raise _Wrong(place, refusal) from refusal

    def _named(self, line: Line) -> _Named:
        width = len(self._mapping.roles)
        if len(line.cells) > width and any(shown(cell) for cell in line.cells[width:]):
            raise _Wrong(width - 1, _("The line has more cells than there are headings."))
        headings = self._table.headings
        dimensions = {
            headings[column]: category
            for column in self._dimensions
            if (category := " ".join(shown(_at(line, column)).split()))
        }
        comment = shown(_at(line, self._place[Role.COMMENT]))[:LONGEST_COMMENT]
        return _Named(self._unit(line), dimensions, comment)

    def _unit(self, line: Line) -> Any:
        place = self._place[Role.UNIT]
        if place is None:
            return None
        name = shown(_at(line, place))
        found = self._units.get(plain_name(name), [])
        if len(found) == 1:
            return found[0]
        if not name:
            raise _Wrong(place, _("No unit is named."))
        sentence = (
            _("Several units are called “%(name)s”.")
            if found
            else _("No unit is called “%(name)s”.")
        )
        raise _Wrong(place, sentence % {"name": quoted(name)})

    def _reading(self, line: Line, column: int | None, period: Period, named: _Named) -> Reading:
        number = self._number(line, column)
        if column is not None and number is not None:
            self._check_unit(line, column, number)
        numerator = self._number(line, self._place[Role.NUMERATOR])
        below = self._place[Role.DENOMINATOR]
        denominator = self._number(line, below)
        if below is not None and denominator and denominator.value <= 0:
            raise _Wrong(below, _("The denominator is not above nought."))
        if column is None:
            self._check_both(numerator, denominator)
        self._check_period(line, column, period, named)
        return Reading(
            line.number, period, _value(number), _value(numerator), _value(denominator), *named
        )

    def _number(self, line: Line, column: int | None) -> Number | None:
        if column is None:
            return None
        try:
            return read_number(_at(line, column), decimal=self._decimal)
        except CellRefusal as refusal:
            raise _Wrong(column, refusal) from refusal

    def _check_both(self, numerator: Number | None, denominator: Number | None) -> None:
        """What is reckoned from two lacks one of them: no gap, as where both are missing, but a slip."""
        if (numerator is None) != (denominator is None):
            role = Role.NUMERATOR if numerator is None else Role.DENOMINATOR
            raise _Wrong(self._mapping.roles.index(role), _("Write both, or neither."))

    def _check_unit(self, line: Line, column: int, number: Number) -> None:
        """The values of an indicator are in one unit of measure. A number without one is taken to be in it."""
        if not number.unit:
            return
        self._measured_in = self._measured_in or number.unit
        if not same_unit(number.unit, self._measured_in):
            words = {"cell": quoted(shown(_at(line, column))), "unit": self._measured_in}
            raise _Wrong(column, _("“%(cell)s” is not measured in %(unit)s.") % words)

    def _check_period(self, line: Line, column: int | None, period: Period, named: _Named) -> None:
        """One value a period, and periods of one length; outside the strategy is worth a look."""
        at = next(one for one in (self._place[Role.PERIOD], column) if one is not None)
        self._frequency = self._frequency or period.frequency
        if period.frequency != self._frequency:
            sentence = _("%(period)s is not as long as the periods before it.")
            raise _Wrong(at, sentence % {"period": period.label})
        key = (period.first, named.unit, *named.dimensions.items())
        if earlier := self._seen.get(key):
            words = {"period": period.label, "line": earlier}
            raise _Wrong(at, _("%(period)s already has a value, in line %(line)d.") % words)
        self._seen[key] = line.number
        if self._within and (period.last < self._within[0] or period.first > self._within[1]):
            first, last = (date_format(one, "SHORT_DATE_FORMAT") for one in self._within)
            words = {"period": period.label, "first": first, "last": last}
            outside = _("%(period)s lies outside %(first)s to %(last)s.") % words
            self._note(self.warnings, line, _Wrong(at, outside))

    def _note(self, faults: Faults, line: Line, wrong: _Wrong) -> None:
        cell = quoted(shown(_at(line, wrong.column)))
        heading = self._table.headings[wrong.column]
        faults.add(Fault(line.number, heading, cell, wrong.sentence))


def _at(line: Line, column: int | None) -> Cell:
    """A cell of a line; empty where the line is short, or no column was meant."""
    return "" if column is None or column >= len(line.cells) else line.cells[column]


def _value(number: Number | None) -> Decimal | None:
    return number.value if number else None
