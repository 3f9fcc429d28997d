"""Tables that are text: CSV as Excel, R and Statistics Denmark write it, and what is pasted from a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pejl.indicators.reading.cells import LARGEST, MOST_COLUMNS, Line, Table
from pejl.indicators.reading.headings import HEADINGS_WITHIN, find_headings
from pejl.indicators.reading.refusals import (
    FieldIsTooLong,
    FigureFileIsTooLarge,
    LineIsUnreadable,
    NotAFigureFile,
    TooManyColumns,
)

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = "\t;,"
LONGEST_FIELD = 131_072
"""Characters; the limit of Python's own reader, which cannot be raised for one reader alone."""
SAMPLE = 64 * 1024

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r"sep=([;,|\t])\s*")
_OUR_APOSTROPHE = re.compile(r"'(?=[=+\-@\t\r])")
"""We put it before what a spreadsheet would take for a formula, so it comes off when our own file returns."""


@dataclass(frozen=True)
class _Form:
    """How a text is written."""

    encoding: str
    delimiter: str
    skipped: int = 0
    """Lines before the table: “sep=;”, which Excel puts there."""


def open_text(data: bytes, *, headings: bool | None = None) -> Table:
    """A table that is text. ``headings`` says whether it begins with them, where it is not to be guessed."""
    if len(data) > LARGEST:
        raise FigureFileIsTooLarge()
    form = _form(data)
    beginning = list(islice(_lines(data, form), HEADINGS_WITHIN))
    found = find_headings(beginning, headings)

    def read() -> Iterator[Line]:
        return (line for line in _lines(data, form) if line.number >= found.first_line)

    return Table("csv", found.headings, read)


def encoding_of(data: bytes) -> str:
    """By its byte order mark; else UTF-8 where all of it is, else the one of Danish Windows."""
    said = next((name for mark, name in BOMS.items() if data.startswith(mark)), None)
    for encoding in [said] if said else ["utf-8", "cp1252"]:
        if _is_written_in(data, encoding):
            return encoding
    raise NotAFigureFile()


def _is_written_in(data: bytes, encoding: str) -> bool:
    try:
        with io.TextIOWrapper(io.BytesIO(data), encoding) as text:
            while part := text.read(SAMPLE):
                if _NO_TEXT.search(part):
                    raise NotAFigureFile()
    except UnicodeError:
        return False
    return True


def _form(data: bytes) -> _Form:
    encoding = encoding_of(data)
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as text:
        sample = text.read(SAMPLE).splitlines()
    if sample and (said := _SEPARATOR_LINE.fullmatch(sample[0])):
        return _Form(encoding, said[1], skipped=1)
    fits = {delimiter: _fit(sample, delimiter) for delimiter in DELIMITERS}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    if not fits[best]:
        raise NotAFigureFile()
    return _Form(encoding, best)


def _fit(sample: list[str], delimiter: str) -> float:
    """The share of lines that a delimiter cuts into the same number of fields, two at least."""
    rows = csv.reader(sample[:100], delimiter=delimiter)
    widths = [len(row) for row in rows if row]
    common = Counter(width for width in widths if width > 1).most_common(1)
    return common[0][1] / len(widths) if common else 0


def _lines(data: bytes, form: _Form) -> Iterator[Line]:
    """The lines that hold something, each with the number of the line it begins on."""
    with io.TextIOWrapper(io.BytesIO(data), form.encoding, newline="") as text:
        for _ in range(form.skipped):
            text.readline()
        rows = csv.reader(text, delimiter=form.delimiter, strict=True)
        while True:
            number = rows.line_num + form.skipped + 1
            try:
                row = next(rows, None)
            except csv.Error as fault:
                too_long = "field limit" in str(fault)
                raise (FieldIsTooLong if too_long else LineIsUnreadable)(number) from fault
            if row is None:
                return
            if any(row):
                yield Line(number, _cells(row))


def _cells(row: list[str]) -> tuple[str, ...]:
    if len(row) > MOST_COLUMNS:
        while row and not row[-1].strip():
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise TooManyColumns()
    return tuple(
        _OUR_APOSTROPHE.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in row
    )
