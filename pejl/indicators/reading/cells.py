"""What tables of figures are made of: cells, lines, and the part that each column plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from pejl.indicators.reading.refusals import TooManyRows

MOST_ROWS = 200_000
MOST_COLUMNS = 200
LARGEST = 32 * 1024 * 1024
"""Bytes that are read at once: more than 200,000 rows of figures take."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, exactly as it was written, and the unit that stood behind it (“%”, “dage”)."""

    value: Decimal
    unit: str = ""


class Frequency(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    SCHOOL_YEAR = "school_year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Period:
    """What a value is for: first and last day, and the name it has with Statistics Denmark (“2014K1”)."""

    frequency: Frequency
    first: date
    last: date
    label: str


Cell = str | Number | Period
"""A text, or what a workbook or JSON-stat knows better: a number or a period."""


class Line(NamedTuple):
    """A line of a table, with its number in what was handed in."""

    number: int
    cells: tuple[Cell, ...]


class Role(StrEnum):
    """The part that a column plays."""

    PERIOD = "period"
    VALUE = "value"
    PERIODS_VALUE = "periods_value"
    """Values of the period that stands in the heading: one such column a period."""
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    UNIT = "unit"
    """An organisational unit by its name."""
    DIMENSION = "dimension"
    """A background dimension, such as sex or age band."""
    COMMENT = "comment"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Table:
    """Figures as they were handed in, read anew from the beginning whenever ``lines`` is called."""

    kind: str
    """``csv``, ``xlsx``, ``statbank`` or ``json-stat``."""
    headings: tuple[str, ...]
    read: Callable[[], Iterator[Line]]
    decimal: str | None = None
    """The decimal mark, where the format itself says which."""
    roles: tuple[Role, ...] | None = None
    """What the columns are, where the format itself says so."""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    stated_lines: int | None = None
    """How many lines a workbook says it has, empty ones too. To count them takes as long as to read them."""

    def lines(self) -> Iterator[Line]:
        """The lines under the headings, one at a time; refused when there are too many."""
        for count, line in enumerate(self.read(), 1):
            if count > MOST_ROWS:
                raise TooManyRows()
            yield line


def shown(cell: Cell) -> str:
    """A cell as it is shown and compared."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Period):
        return cell.label
    plain = f"{cell.value:f}" if -40 < cell.value.adjusted() < 40 else str(cell.value)
    return f"{plain} {cell.unit}".strip()
