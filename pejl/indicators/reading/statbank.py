"""Statistics Denmark's StatBank: what one asks it, and the tables that it answers with.

Facts of the interface: the API pages of dst.dk. Its figures are CC BY 4.0: where they are shown, the source is
named.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from pejl.indicators.reading.cells import Cell, Role, Table, shown
from pejl.indicators.reading.numbers import is_missing
from pejl.indicators.reading.refusals import QueryIsUnusable
from pejl.indicators.reading.texts import open_text

DECIMAL_MARKS = {"da": ",", "en": "."}
FORMATS = ("CSV", "BULK")
"""BULK is CSV without a limit of size, for which every variable must be given its values."""
PERIOD_HEADINGS, VALUE_HEADINGS = {"TID", "TIME"}, {"INDHOLD", "CONTENTS"}
MOST_VARIABLES, MOST_VALUES = 20, 5_000

_TABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
_CODE = re.compile(r"\w{1,40}")
_VALUE = re.compile(r"[^\s,;&=\x00-\x1f][^,;&=\x00-\x1f]{0,59}")


@dataclass(frozen=True)
class Query:
    """A question to the StatBank: a table, and for each variable the values wanted (``*`` for all).

    A variable that is left out is summed over, where the table allows it.
    """

    table: str
    variables: tuple[tuple[str, tuple[str, ...]], ...]
    lang: str = "da"
    format: str = "CSV"

    def __post_init__(self) -> None:
        values = [value for _, chosen in self.variables for value in chosen]
        is_usable = (
            _TABLE.fullmatch(self.table)
            and self.lang in DECIMAL_MARKS
            and self.format in FORMATS
            and 0 < len(self.variables) <= MOST_VARIABLES
            and 0 < len(values) <= MOST_VALUES
            and all(_CODE.fullmatch(code) and chosen for code, chosen in self.variables)
            and all(_VALUE.fullmatch(value) for value in values)
        )
        if not is_usable:
            raise QueryIsUnusable()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Query:
        """From what ``as_data`` gave, or from the body of a question that somebody copied."""
        try:
            return cls(
                table=str(data["table"]),
                variables=tuple(
                    (str(one["code"]), tuple(map(str, one["values"]))) for one in data["variables"]
                ),
                lang=str(data.get("lang", "da")),
                format=str(data.get("format", "CSV")),
            )
        except (KeyError, TypeError, AttributeError) as fault:
            raise QueryIsUnusable() from fault

    @classmethod
    def from_text(cls, table: str, text: str, lang: str = "da") -> Query:
        """From a line for each variable: ``OMRÅDE=253, 265``."""
        lines = [line for line in text.splitlines() if line.strip()]
        if any("=" not in line for line in lines):
            raise QueryIsUnusable()
        pairs = [line.split("=", 1) for line in lines]
        variables = tuple(
            (code.strip(), tuple(one.strip() for one in chosen.split(",") if one.strip()))
            for code, chosen in pairs
        )
        return cls(table.strip().upper(), variables, lang)

    def as_text(self) -> str:
        """The variables as ``from_text`` reads them."""
        return "\n".join(f"{code}={', '.join(chosen)}" for code, chosen in self.variables)

    def as_data(self) -> dict[str, Any]:
        """The body of the question, as it is posted and as it is kept."""
        return {
            "table": self.table,
            "format": self.format,
            "lang": self.lang,
            "valuePresentation": "Value",
            "delimiter": "Semicolon",
            "timeOrder": "Ascending",
            "variables": [
                {"code": code, "values": list(chosen)} for code, chosen in self.variables
            ],
        }

    def body(self) -> bytes:
        return json.dumps(self.as_data(), ensure_ascii=False).encode()

    def link(self, base_url: str) -> str:
        """The same question as a link that a reader can open, to see where figures come from."""
        fixed = {
            key: value for key, value in self.as_data().items()
            if key in {"lang", "valuePresentation", "delimiter", "timeOrder"}
        }  # fmt: skip
        asked = fixed | {code: ",".join(chosen) for code, chosen in self.variables}
        place = f"{base_url.rstrip('/')}/data/{quote(self.table)}/{self.format}"
        return f"{place}?{urlencode(asked, safe=',*')}"

    def cache_key(self) -> str:
        """The same for the same question, whatever the order of its variables."""
        asked = self.as_data() | {"variables": sorted(self.variables)}
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        return f"statbank-{hashlib.sha256(text.encode()).hexdigest()}"


def open_answer(content: bytes, query: Query) -> Table:
    """The table with which a query was answered."""
    return replace(
        as_statbank(open_text(content, headings=True)), decimal=DECIMAL_MARKS[query.lang]
    )


def is_statbank(table: Table) -> bool:
    """Whether a table has the headings of a StatBank answer: a time, and last the value."""
    headings = [heading.upper() for heading in table.headings]
    return headings[-1] in VALUE_HEADINGS and any(one in PERIOD_HEADINGS for one in headings)


def as_statbank(table: Table) -> Table:
    """A table with those headings, knowing its columns; one that says the same all through is left out.

    The StatBank writes no thousands separators, so that the first mark in a value is its decimal mark.
    """
    if not is_statbank(table):
        return table
    headings = [heading.upper() for heading in table.headings]
    differing, mark = _look_through(table)
    roles = [
        Role.DIMENSION if index in differing else Role.IGNORED for index in range(len(headings))
    ]
    roles[next(i for i, one in enumerate(headings) if one in PERIOD_HEADINGS)] = Role.PERIOD
    roles[-1] = Role.VALUE
    return replace(table, kind="statbank", roles=tuple(roles), decimal=mark)


def _look_through(table: Table) -> tuple[set[int], str]:
    """The columns in which not all cells are the same, and the decimal mark."""
    first: tuple[Cell, ...] = ()
    differing: set[int] = set()
    value, mark = len(table.headings) - 1, ""
    for line in table.lines():
        first = first or line.cells
        differing.update(
            index
            for index, (cell, above) in enumerate(zip(line.cells, first, strict=False))
            if cell != above
        )
        if not mark and len(line.cells) > value and not is_missing(line.cells[value]):
            mark = next((one for one in shown(line.cells[value]) if one in ",."), "")
    return differing, mark or ","
