"""Rows as a file that a Danish Excel opens as it is: UTF-8 with its mark, semicolons, nothing that calculates."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

CALCULATES = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


NUMBER = re.compile(r"-\d+(,\d+)?")
"""A negative number as a Danish spreadsheet reads it, which calculates nothing."""


def inert(value: object) -> str:
    """A cell that stays text: one that would calculate gets an apostrophe, which our own import takes off."""
    text = str(value)
    if text.startswith(CALCULATES) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([[inert(cell) for cell in row] for row in rows])
    return written.getvalue().encode("utf-8-sig")
