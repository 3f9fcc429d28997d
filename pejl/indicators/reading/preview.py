"""What one sees before figures are read in: the first lines, what the columns seem to be, and faults so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from typing import Any

from pejl.indicators.reading.cells import Line, Role, Table, shown
from pejl.indicators.reading.faults import Faults
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.names import Named, by_plain_name
from pejl.indicators.reading.numbers import DecimalMark, decimal_mark_of
from pejl.indicators.reading.refusals import FigureRefusal
from pejl.indicators.reading.roles import guess_roles
from pejl.indicators.reading.tables import open_table
from pejl.indicators.reading.values import MOST_FAULTS, read_values

SHOWN = 20
LOOKED_AT = 2_000
"""Lines from which the columns are guessed and faults are told; the rest are only counted."""
MOST_KINDS = 100
"""Categories of a background dimension that are offered to choose from."""


@dataclass(frozen=True)
class Preview:
    """A table before it is read in, and what is still to be chosen."""

    table: Table
    rows: tuple[Line, ...]
    """The first lines."""
    mapping: Mapping
    """As it was given, or as it seems to be."""
    mark: DecimalMark
    """The decimal mark that the numbers speak for; where it is ambiguous, one has to be chosen."""
    kinds: dict[int, tuple[str, ...]]
    """Column → its categories, for the background dimensions."""
    count: int | None
    """Lines in all; of a long workbook as many as it says, and nothing where it does not say."""
    problem: str
    """What has to be chosen before anything can be read; empty when nothing has."""
    faults: Faults
    warnings: Faults
    looked_at: int
    """Lines that were looked through for faults."""


def preview(
    data: bytes | str | Table,
    mapping: Mapping | None = None,
    *,
    sheet: str = "",
    headings: bool | None = None,
    units: Named | None = None,
    within: tuple[date, date] | None = None,
    measured_in: str = "",
    from_two: bool = True,
) -> Preview:
    """Look at a table without reading it in; ``from_two`` as ``Mapping.check`` takes it.

    Goes through the first lines, and for what only the whole can tell (how many, which categories, which decimal
    mark) through the rest; not through the rest of a workbook, which would take a minute.
    """
    table = data if isinstance(data, Table) else open_table(data, sheet=sheet, headings=headings)
    lines = table.lines()
    beginning = tuple(islice(lines, LOOKED_AT))
    if mapping is None:
        roles = table.roles or guess_roles(table.headings, beginning, by_plain_name(units or ()))
        mapping = Mapping(roles, measured_in=measured_in)
    is_slow = table.kind == "xlsx" and len(beginning) == LOOKED_AT
    whole = _Whole(mapping)
    mark = whole.look_through(iter(beginning) if is_slow else chain(beginning, lines))
    count = table.stated_lines if is_slow else whole.count
    if table.decimal:
        mark = DecimalMark(table.decimal)
    start = replace(
        table, read=lambda: iter(beginning), decimal=None if mark.is_ambiguous else mark.mark
    )
    problem, faults, warnings = _tried(start, mapping, units, within, from_two)
    return Preview(
        table, beginning[:SHOWN], mapping, mark, whole.categories(), count, problem, faults,
        warnings, len(beginning),
    )  # fmt: skip


class _Whole:
    """What is only known when all lines have been seen: how many, which categories, which decimal mark."""

    def __init__(self, mapping: Mapping) -> None:
        self.count = 0
        self._mapping = mapping
        self._kinds: dict[int, dict[str, None]] = {
            column: {} for column in mapping.columns(Role.DIMENSION)
        }

    def look_through(self, lines: Iterator[Line]) -> DecimalMark:
        return decimal_mark_of(cell for line in lines for cell in self._numbers(line))

    def categories(self) -> dict[int, tuple[str, ...]]:
        return {column: tuple(kinds) for column, kinds in self._kinds.items()}

    def _numbers(self, line: Line) -> Any:
        self.count += 1
        for column, kinds in self._kinds.items():
            if column < len(line.cells) and len(kinds) < MOST_KINDS:
                kinds[shown(line.cells[column])] = None
        return self._mapping.numbers_in(line.cells)


def _tried(
    table: Table,
    mapping: Mapping,
    units: Named | None,
    within: tuple[date, date] | None,
    from_two: bool,
) -> tuple[str, Faults, Faults]:
    """What would come of reading: what stands in the way of it, or the faults in the first lines."""
    try:
        values = read_values(table, mapping, units=units, within=within, from_two=from_two)
    except FigureRefusal as refusal:
        return str(refusal), Faults(MOST_FAULTS), Faults(MOST_FAULTS)
    for _ in values:
        pass
    return "", values.faults, values.warnings
