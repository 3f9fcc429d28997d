"""Guesses what the columns of a table are, by their headings and by what stands in them.

Only a proposal: whoever hands the figures in sees it and decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from pejl.indicators.reading.cells import Cell, Line, Role, shown
from pejl.indicators.reading.names import plain_name
from pejl.indicators.reading.numbers import is_missing, is_number
from pejl.indicators.reading.periods import is_period

MOSTLY = 0.8
MANY_KINDS = 50
"""A text column with more kinds than this, most of them once, is no background dimension."""

_WORDS = {
    Role.PERIOD: "tid år årstal periode dato måned kvartal halvår uge dag skoleår "
    "time year period date month quarter week day",
    Role.VALUE: "indhold værdi tal antal andel procent pct resultat måling beløb "
    "contents value share percent number amount result",
    Role.NUMERATOR: "tæller numerator",
    Role.DENOMINATOR: "nævner denominator",
    Role.UNIT: "enhed center centre afdeling institution forvaltning direktion team "
    "unit department organisation",
    Role.COMMENT: "kommentar kommentarer bemærkning bemærkninger note noter comment comments remark remarks notes",
}
_NAMED = {word: role for role, words in _WORDS.items() for word in words.split()}


class _Column(NamedTuple):
    """What is known of a column: its name, what the name says it is, and its filled cells."""

    heading: str
    named: Role | None
    cells: list[Cell]

    def mostly(self, is_so: Callable[[Cell], bool]) -> bool:
        return bool(self.cells) and sum(map(is_so, self.cells)) >= MOSTLY * len(self.cells)


def guess_roles(
    headings: Sequence[str], lines: Sequence[Line], units: Collection[str] = ()
) -> tuple[Role, ...]:
    """A role for each column, from the first lines and the names of the organisation's units."""
    columns = [_column(index, heading, lines) for index, heading in enumerate(headings)]
    known = {plain_name(name) for name in units}
    roles: dict[int, Role] = {}
    wide = [i for i, one in enumerate(columns) if is_period(one.heading) and not _is_text(one)]
    if len(wide) > 1:
        roles = dict.fromkeys(wide, Role.PERIODS_VALUE)
    else:
        _take(roles, columns, Role.PERIOD, [_named_period, _holds_periods, _is_named(Role.PERIOD)])
    for role in (Role.NUMERATOR, Role.DENOMINATOR, Role.COMMENT):
        _take(roles, columns, role, [_is_named(role)])
    _take(
        roles,
        columns,
        Role.UNIT,
        [lambda one: one.mostly(lambda cell: plain_name(shown(cell)) in known)],
    )
    if Role.PERIODS_VALUE not in roles.values():
        _take(roles, columns, Role.VALUE, [_named_value, _holds_numbers], last=True)
    _take(roles, columns, Role.UNIT, [lambda one: one.named == Role.UNIT and _is_text(one)])
    return tuple(roles.get(index) or _otherwise(one) for index, one in enumerate(columns))


def _column(index: int, heading: str, lines: Sequence[Line]) -> _Column:
    words = re.findall(r"\w+", heading.casefold())
    named = next((_NAMED[word] for word in words if word in _NAMED), None)
    cells = [line.cells[index] for line in lines if index < len(line.cells)]
    return _Column(heading, named, [cell for cell in cells if not is_missing(cell)])


def _take(
    roles: dict[int, Role],
    columns: Sequence[_Column],
    role: Role,
    tests: Sequence[Callable[[_Column], bool]],
    last: bool = False,
) -> None:
    """Give a role to the column that passes the earliest test, unless one has the role already."""
    if role in roles.values():
        return
    order = reversed(range(len(columns))) if last else range(len(columns))
    free = [index for index in order if index not in roles]
    for test in tests:
        for index in free:
            if test(columns[index]):
                roles[index] = role
                return


def _is_named(role: Role) -> Callable[[_Column], bool]:
    return lambda column: column.named == role


def _holds_periods(column: _Column) -> bool:
    return column.mostly(is_period)


def _holds_numbers(column: _Column) -> bool:
    return column.mostly(is_number)


def _named_period(column: _Column) -> bool:
    return column.named == Role.PERIOD and _holds_periods(column)


def _named_value(column: _Column) -> bool:
    return column.named == Role.VALUE and _holds_numbers(column)


def _is_text(column: _Column) -> bool:
    return bool(column.cells) and not _holds_numbers(column)


def _otherwise(column: _Column) -> Role:
    """A text that repeats itself is a background dimension; anything else, also a second period, is left out."""
    kinds = {shown(cell) for cell in column.cells}
    repeats = len(kinds) <= MANY_KINDS or len(kinds) <= len(column.cells) / 2
    is_dimension = _is_text(column) and repeats and not _holds_periods(column)
    return Role.DIMENSION if is_dimension else Role.IGNORED
