"""JSON-stat, versions 1 and 2: a cube of figures, laid out as a table with a line a cell.

https://json-stat.org/full/ · Version 1, which Statistics Denmark serves, keeps ``id`` and ``size`` with the
dimensions and wraps the dataset; version 2 has them on top.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from math import prod
from typing import Any, NamedTuple, NoReturn

from django.utils.translation import gettext as _

from pejl.indicators.reading.cells import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Line,
    Number,
    Role,
    Table,
)
from pejl.indicators.reading.headings import named
from pejl.indicators.reading.periods import is_period
from pejl.indicators.reading.refusals import (
    FigureFileIsTooLarge,
    NotAFigureFile,
    TooManyColumns,
    TooManyRows,
)

LONGEST_WHOLE_NUMBER = 15
"""Digits up to which a number becomes a Python int; sizes and positions never have more."""


class _Dimension(NamedTuple):
    """A side of the cube: its name, and by position what is shown and in what it is measured."""

    heading: str
    role: Role
    cells: list[str]
    units: list[str]


def open_jsonstat(data: bytes) -> Table:
    """The figures of a JSON-stat dataset: a line for each value that is given, numbered by its place."""
    try:
        dataset = _dataset(_parsed(data))
        dimensions = _dimensions(dataset)
        size = prod(len(one.cells) for one in dimensions)
        values = _by_position(dataset["value"], size)
        statuses = _by_position(_spread(dataset.get("status"), size), size)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise NotAFigureFile() from fault
    headings = [*(one.heading for one in dimensions), _("Value"), _("Status")]
    roles = [*(one.role for one in dimensions), Role.VALUE, Role.COMMENT]
    shown = len(roles) if statuses else len(roles) - 1

    def read() -> Iterator[Line]:
        return _lines(dimensions, values, statuses)

    return Table(
        "json-stat", named(headings[:shown]), read, decimal=".", roles=tuple(roles[:shown])
    )


def _parsed(data: bytes) -> Any:
    """The document; its numbers exact, and none of them endless."""
    if len(data) > LARGEST:
        raise FigureFileIsTooLarge()
    try:
        return json.loads(
            data, parse_float=Decimal, parse_int=_whole_number, parse_constant=_refuse
        )
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise NotAFigureFile() from fault


def _whole_number(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= LONGEST_WHOLE_NUMBER else Decimal(digits)


def _refuse(_constant: str = "") -> NoReturn:
    raise NotAFigureFile()


def _dataset(document: Any) -> dict[str, Any]:
    """The one dataset in a document: itself, under ``dataset``, or under a name of its own."""
    if "value" in document:
        return dict(document)
    found = [one for one in document.values() if isinstance(one, dict) and "value" in one]
    if len(found) != 1:
        _refuse()
    return dict(found[0])


def _dimensions(dataset: dict[str, Any]) -> list[_Dimension]:
    """The sides in their order. What they would unfold to is reckoned before anything is."""
    described = dataset["dimension"]
    ids, sizes = (dataset[key] if key in dataset else described[key] for key in ("id", "size"))
    if not isinstance(ids, list) or not isinstance(sizes, list) or len(ids) != len(sizes):
        _refuse()
    if not ids or any(type(size) is not int or size < 0 for size in sizes):
        _refuse()
    if len(ids) > MOST_COLUMNS - 2:
        raise TooManyColumns()
    if prod(sizes) > MOST_ROWS or max(sizes) > MOST_ROWS:
        raise TooManyRows()
    told = dataset.get("role") or described.get("role") or {}
    return [
        _dimension(str(name), described[name], size, told)
        for name, size in zip(ids, sizes, strict=True)
    ]


def _dimension(name: str, described: dict[str, Any], size: int, told: dict[str, Any]) -> _Dimension:
    category = described["category"]
    labels = category.get("label") or {}
    codes = _codes(category.get("index", list(labels)), size)
    units = category.get("unit") or {}
    is_time = name in (told.get("time") or [])
    is_time = is_time or all(is_period(code) for code in codes)
    shown = [_shown(code, labels, is_time) for code in codes]
    role = Role.PERIOD if is_time else Role.DIMENSION if size > 1 else Role.IGNORED
    measured_in = [_unit(units.get(code)) for code in codes]
    return _Dimension(str(described.get("label") or name), role, shown, measured_in)


def _codes(index: Any, size: int) -> list[str]:
    """The categories' codes by position: a list has them so, an object says each one's place."""
    if isinstance(index, dict):
        places = list(index.values())
        if any(type(place) is not int for place in places):
            _refuse()
        if sorted(places) != list(range(size)):
            _refuse()
        index = sorted(index, key=index.__getitem__)
    if not isinstance(index, list) or len(index) != size:
        _refuse()
    return [str(code) for code in index]


def _shown(code: str, labels: dict[str, Any], is_time: bool) -> str:
    """What people call a category; of a period the code, where it can be read."""
    return code if is_time and is_period(code) else str(labels.get(code) or code)


def _unit(described: Any) -> str:
    if not isinstance(described, dict):
        return ""
    return str(described.get("label") or described.get("base") or described.get("symbol") or "")


def _by_position(given: Any, size: int) -> dict[int, Any]:
    """Values by their place in the cube, from a full list or from an object of those that there are."""
    if isinstance(given, list):
        if len(given) != size:
            _refuse()
        return dict(enumerate(given))
    if any(not place.isascii() or not place.isdigit() or len(place) > 9 for place in given):
        _refuse()
    by_place = {int(place): value for place, value in given.items()}
    if any(place >= size for place in by_place):
        _refuse()
    return by_place


def _spread(status: Any, size: int) -> Any:
    """A status that is given once holds for all."""
    if isinstance(status, str):
        return [status] * size
    return status[:1] * size if isinstance(status, list) and len(status) == 1 else status or {}


def _lines(
    dimensions: list[_Dimension], values: dict[int, Any], statuses: dict[int, Any]
) -> Iterator[Line]:
    for place in sorted(values):
        cells: list[Cell] = []
        unit, rest = "", place
        for dimension in reversed(dimensions):  # the last side turns fastest
            rest, position = divmod(rest, len(dimension.cells))
            cells.append(dimension.cells[position])
            unit = unit or dimension.units[position]
        cells.reverse()
        cells.append(_cell(values[place], unit))
        if statuses:
            cells.append(str(statuses.get(place) or ""))
        yield Line(place + 1, tuple(cells))


def _cell(value: Any, unit: str) -> Cell:
    if value is None:
        return ""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Number(Decimal(value), unit)
    return str(value)[:1000]
