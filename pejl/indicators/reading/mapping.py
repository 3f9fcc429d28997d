"""Which column of a table is what, and in which way its numbers are written."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Named
from dataclasses import dataclass
from typing import Any

from pejl.indicators.reading.cells import Cell, Role, Table
from pejl.indicators.reading.numbers import decimal_mark_of
from pejl.indicators.reading.periods import is_period
from pejl.indicators.reading.refusals import (
    MappingDoesNotFit,
    MappingIsIncomplete,
    NumberIsAmbiguous,
    PeriodsStandInTheHeadings,
    RoleIsTakenTwice,
)

NUMBERS = (Role.VALUE, Role.PERIODS_VALUE, Role.NUMERATOR, Role.DENOMINATOR)
SEVERAL = (Role.PERIODS_VALUE, Role.DIMENSION, Role.IGNORED)
"""Roles that more than one column may play."""
OF_TWO_COUNTS = frozenset(["share", "rate"])
"""Kinds of indicator that are reckoned from two numbers. By their keys: the reading knows no models."""
NEEDED = {Role.PERIOD, Role.VALUE}
NEEDED_OF_TWO = {Role.PERIOD, Role.NUMERATOR, Role.DENOMINATOR}
"""Where the value is reckoned from numerator and denominator."""
NOT_BESIDE_PERIODS = (Role.PERIOD, Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
"""Roles that have no place where each period has a column of its own."""


@dataclass(frozen=True)
class Mapping:
    """What somebody chose for a table; kept with the import, so that a number leads back to its column."""

    roles: tuple[Role, ...]
    """One a column."""
    decimal: str | None = None
    """``,`` or ``.``; where it is not chosen the numbers decide, or are refused as ambiguous."""
    filters: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Columns, counted from 0, with the cells that are wanted; other lines are left out."""
    measured_in: str = ""
    """The unit in which the values are to be; where it is empty, the first one found counts."""
    sheet: str = ""
    """Of a workbook; where it is empty, the first that holds a table."""

    @classmethod
    def from_data(cls, data: Named[str, Any]) -> Mapping:
        """From what ``as_data`` gave, or from a form."""
        decimal = data.get("decimal") or None
        if decimal not in {None, ",", "."}:
            raise MappingDoesNotFit()
        try:
            return cls(
                roles=tuple(Role(role) for role in data["roles"]),
                decimal=decimal,
                filters=tuple(
                    (int(column), tuple(map(str, wanted)))
                    for column, wanted in (data.get("filters") or {}).items()
                ),
                measured_in=str(data.get("measured_in") or ""),
                sheet=str(data.get("sheet") or ""),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise MappingDoesNotFit() from fault

    def as_data(self) -> dict[str, Any]:
        """As it is kept in JSON."""
        return {
            "roles": [str(role) for role in self.roles],
            "decimal": self.decimal,
            "filters": {str(column): list(wanted) for column, wanted in self.filters},
            "measured_in": self.measured_in,
            "sheet": self.sheet,
        }

    def columns(self, *roles: Role) -> list[int]:
        """The columns that play one of the roles."""
        return [index for index, role in enumerate(self.roles) if role in roles]

    def column(self, role: Role) -> int | None:
        """The one column that plays a role."""
        return self.roles.index(role) if role in self.roles else None

    def check(self, headings: tuple[str, ...], *, from_two: bool = True) -> None:
        """Refuse what does not fit the table, or leaves open what the period and the value are.

        ``from_two`` says whether the value may be reckoned, so that numerator and denominator will do.
        """
        width = len(headings)
        if len(self.roles) != width or any(not 0 <= column < width for column, _ in self.filters):
            raise MappingDoesNotFit()
        if any(self.roles.count(role) > 1 for role in Role if role not in SEVERAL):
            raise RoleIsTakenTwice()
        wide = self.columns(Role.PERIODS_VALUE)
        if wide and self.columns(*NOT_BESIDE_PERIODS):
            raise PeriodsStandInTheHeadings()
        if not all(is_period(headings[column]) for column in wide):
            raise MappingDoesNotFit()
        enough = (NEEDED, NEEDED_OF_TWO) if from_two else (NEEDED,)
        if not wide and not any(roles <= set(self.roles) for roles in enough):
            raise MappingIsIncomplete()

    def numbers_in(self, cells: tuple[Cell, ...]) -> list[Cell]:
        """The cells of a line that hold numbers."""
        return [cells[column] for column in self.columns(*NUMBERS) if column < len(cells)]


def chosen_mark(table: Table, mapping: Mapping) -> str:
    """The decimal mark: the one chosen, the format's own, or the one that all numbers of the table agree on."""
    if stated := mapping.decimal or table.decimal:
        return stated
    found = decimal_mark_of(_numbers(table, mapping))
    if found.is_ambiguous:
        raise NumberIsAmbiguous(found.example)
    return found.mark


def _numbers(table: Table, mapping: Mapping) -> Iterator[Cell]:
    for line in table.lines():
        yield from mapping.numbers_in(line.cells)
