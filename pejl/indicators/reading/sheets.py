"""Excel workbooks, read a line at a time; looked through as archives before anything opens them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from math import isfinite
from time import monotonic
from typing import Any

import openpyxl

from pejl.files import office
from pejl.history.refusals import Refusal
from pejl.indicators.reading.cells import (
    LARGEST,
    MOST_COLUMNS,
    Cell,
    Line,
    Number,
    Period,
    Table,
)
from pejl.indicators.reading.headings import HEADINGS_WITHIN, Headings, find_headings
from pejl.indicators.reading.periods import day, month, year
from pejl.indicators.reading.refusals import (
    FigureFileIsTooLarge,
    NotAFigureFile,
    ReadingTakesTooLong,
    SheetIsMissing,
    TooManyColumns,
    TooManyRows,
)

LAST_ROW = 1_048_576
"""Of any sheet in Excel. A file may claim more, and would be counted up to for ever."""
MOST_SECONDS = 120
SHEETS_LOOKED_AT = 20
DIGITS_SHOWN = 15
"""Excel counts with binary numbers and shows 15 digits of them: 12.3 is kept as 12.300000000000001."""

_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def open_sheet(data: bytes, *, sheet: str = "", headings: bool | None = None) -> Table:
    """One sheet of a workbook: the one that is named, or else the first shown that holds a table.

    Before the figures often stands a sheet with a title and notes.
    """
    if len(data) > LARGEST:
        raise FigureFileIsTooLarge()
    content_type, _ = office.kind_of_document(data)
    if office.OPEN_XML.get(content_type) != ".xlsx":
        raise NotAFigureFile()
    with _workbook(data) as book:
        sheets = [one.title for one in book.worksheets if one.sheet_state == "visible"]
        if sheet and sheet not in sheets:
            raise SheetIsMissing()
        chosen, found, last_row = _with_a_table(book, [sheet] if sheet else sheets, headings)

    def read() -> Iterator[Line]:
        return (line for line in _lines(data, chosen) if line.number >= found.first_line)

    stated = max(0, last_row - found.first_line + 1) if last_row else None
    return Table(
        "xlsx", found.headings, read, sheets=tuple(sheets), sheet=chosen, stated_lines=stated
    )


def _with_a_table(
    book: Any, sheets: Sequence[str], headings: bool | None
) -> tuple[str, Headings, int | None]:
    """The first of some sheets that holds a table, where it begins, and which line it says is its last.

    Refused with what stands in the way where none does.
    """
    refusal: Refusal = NotAFigureFile()
    for title in sheets[:SHEETS_LOOKED_AT]:
        last_row = book[title].max_row  # as stated; to read the rows forgets it
        beginning = list(islice(_rows(book[title]), HEADINGS_WITHIN))
        try:
            return title, find_headings(beginning, headings), last_row
        except Refusal as fault:
            refusal = fault
    raise refusal


@contextmanager
def _workbook(data: bytes) -> Iterator[Any]:
    """A workbook without its formulas, but with what they came to. What goes wrong in it is the file's fault."""
    book = None
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        yield book
    except (Refusal, GeneratorExit):
        raise
    except Exception as fault:  # a damaged or hostile workbook can make the reader do anything
        raise NotAFigureFile() from fault
    finally:
        if book is not None:
            book.close()


def _lines(data: bytes, title: str) -> Iterator[Line]:
    with _workbook(data) as book:
        yield from _rows(book[title])


def _rows(sheet: Any) -> Iterator[Line]:
    """The filled lines of a sheet, by what is there and not by the size that it says it has."""
    sheet.reset_dimensions()
    formats: dict[int, str] = {}
    for number, row in enumerate(_in_time(sheet.iter_rows()), 1):
        if number > LAST_ROW:
            raise TooManyRows()
        if row and (cells := _cells(row, formats)):
            yield Line(number, cells)


def _in_time(rows: Iterator[Any]) -> Iterator[Any]:
    """The rows, as long as reading them alone does not take too long."""
    spent = 0.0
    while True:
        began = monotonic()
        row = next(rows, None)
        spent += monotonic() - began
        if spent > MOST_SECONDS:
            raise ReadingTakesTooLong()
        if row is None:
            return
        yield row


def _cells(row: tuple[Any, ...], formats: dict[int, str]) -> tuple[Cell, ...]:
    """What a row shows, without the empty cells at its end; nothing when it is empty."""
    filled = len(row)
    while filled and row[filled - 1].value in (None, ""):
        filled -= 1
    if filled > MOST_COLUMNS:
        raise TooManyColumns()
    return tuple(_cell(cell, formats) for cell in row[:filled])


def _cell(cell: Any, formats: dict[int, str]) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, "%" in _format(cell, formats))
    if isinstance(value, date):
        return _period(value, _format(cell, formats))
    return str(value)


def _number(value: int | float, is_percent: bool) -> Cell:
    """A number as it is shown: 0.125 that is formatted as percent reads 12.5 %."""
    if not isfinite(value):
        return str(value)
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS_SHOWN}g}")
    return Number(exact * 100, "%") if is_percent else Number(exact)


def _period(value: date, shown_as: str) -> Period:
    """“marts 2014” typed into Excel becomes 1 March, shown without a day: then the month is meant."""
    if "d" not in shown_as and "y" in shown_as:
        return month(value.year, value.month) if "m" in shown_as else year(value.year)
    return day(value.date() if isinstance(value, datetime) else value)


def _format(cell: Any, formats: dict[int, str]) -> str:
    """The letters of a number format, remembered by style: looking one up takes longer than reading a cell."""
    style = cell._style_id
    if style not in formats:
        formats[style] = _NOT_FORMAT.sub("", cell.number_format or "").lower()
    return formats[style]
