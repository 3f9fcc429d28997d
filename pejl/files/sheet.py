"""Rows as a file that a Danish Excel opens as it is: UTF-8 with its mark, semicolons, nothing that calculates."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

CALCULATES = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def inert(value: object) -> str:
    """A cell that stays text: one that would calculate gets an apostrophe, which our own import takes off."""
    text = str(value)
    return f"'{text}" if text.startswith(CALCULATES) else text


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([[inert(cell) for cell in row] for row in rows])
    return written.getvalue().encode("utf-8-sig")
