"""Rows as a file that a Danish Excel opens as it is: UTF-8 with its mark, semicolons, nothing that calculates."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

CALCULATES = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


class Number(str):
    """A number in the letters of a Danish spreadsheet. It may begin with a minus, which calculates nothing."""

    __slots__ = ()


def number(value: Decimal | float | None) -> Number:
    """A cell with a number: comma, no grouping, no needless noughts, and nothing where nothing is known.

    Never with three decimals: to an English reader “12,345” is twelve thousand, so it is written “12,3450”.
    """
    if value is None:
        return Number()
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    written = f"{exact.normalize():f}"
    decimals = len(written.partition(".")[2])
    return Number(written.replace(".", ",") + ("0" if decimals == 3 else ""))


def inert(value: object) -> str:
    """A cell that stays text: one that would calculate gets an apostrophe, which our own import takes off."""
    text = str(value)
    if isinstance(value, Number) or not text.startswith(CALCULATES):
        return text
    return f"'{text}"


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([[inert(cell) for cell in row] for row in rows])
    return written.getvalue().encode("utf-8-sig")
