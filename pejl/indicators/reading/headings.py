"""Where a table begins, and what its columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from pejl.indicators.reading.cells import MOST_COLUMNS, Cell, Line, shown
from pejl.indicators.reading.numbers import is_number
from pejl.indicators.reading.periods import is_period
from pejl.indicators.reading.refusals import NotAFigureFile, TooManyColumns

HEADINGS_WITHIN = 50
"""Lines within which the headings are looked for: a title and notes may stand above them."""
LONGEST_HEADING = 100


class Headings(NamedTuple):
    """The columns' names, and the number of the first line under them."""

    headings: tuple[str, ...]
    first_line: int


def find_headings(beginning: Sequence[Line], are_there: bool | None = None) -> Headings:
    """The first line with two filled cells holds the headings, or is the first of the figures.

    Where it is not said, a line that holds a figure is one of the figures; a year is none, because it may be the
    heading of its column.
    """
    first = next((line for line in beginning if _filled(line.cells) > 1), None)
    if first is None:
        raise NotAFigureFile()
    if are_there is None:
        are_there = not any(is_number(cell) and not is_period(cell) for cell in first.cells)
    width = max(index for index, cell in enumerate(first.cells) if shown(cell)) + 1
    if width > MOST_COLUMNS:
        raise TooManyColumns()
    if not are_there:
        return Headings(named([""] * width), first.number)
    return Headings(named([shown(cell) for cell in first.cells[:width]]), first.number + 1)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if shown(cell))


def named(headings: Sequence[str]) -> tuple[str, ...]:
    """Each column with a name of its own."""
    names: list[str] = []
    for number, heading in enumerate(headings, 1):
        name = " ".join(heading.split())[:LONGEST_HEADING] or _("Column %(number)d") % {
            "number": number
        }
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)
