"""Tables of figures to hand in, made when a test asks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

from pejl.indicators.reading.cells import Cell, Table
from tests.files import make

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    rows: Iterable[Sequence[Any]], formats: dict[str, str] | None = None, **more: list[list[Any]]
) -> bytes:
    """A workbook as Excel saves it: rows in its first sheet, more sheets by name, formats by cell."""
    book = openpyxl.Workbook()
    book.active.title = "Tal"
    for row in rows:
        book.active.append(row)
    for cell, shown_as in (formats or {}).items():
        book.active[cell].number_format = shown_as
    for title, others in more.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def raw_workbook(sheet: str, **parts: bytes | str) -> bytes:
    """A workbook whose one sheet is written by hand, as no spreadsheet would."""
    return make.archive(
        {
            "[Content_Types].xml": make.listing(make.MAIN.format(make.EXCEL)).replace(
                "/a0", "/xl/workbook.xml"
            ),
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets>'
            '<sheet name="Tal" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
        | parts
    )


def sheet(*rows: str) -> str:
    return f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def text_row(number: int, *cells: tuple[str, str]) -> str:
    """A row by its number, with texts by the letter of their column."""
    inside = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in cells
    )
    return f'<row r="{number}">{inside}</row>'


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def cube(version: int = 1, **changes: Any) -> dict[str, Any]:
    """Children placed in Greve, by sex and year, as JSON-stat; invented."""
    ids, sizes = ["OMRÅDE", "KØN", "Tid"], [1, 2, 2]
    dimension: dict[str, Any] = {
        "OMRÅDE": {"label": "område", "category": {"index": {"253": 0}, "label": {"253": "Greve"}}},
        "KØN": {
            "label": "køn",
            "category": {"index": ["M", "K"], "label": {"M": "Mænd", "K": "Kvinder"}},
        },
        "Tid": {"label": "tid", "category": {"index": {"2013": 0, "2014": 1}}},
    }
    dataset: dict[str, Any] = {"label": "Anbragte børn", "value": [31, 30.5, 28, None]}
    if version == 1:
        dimension |= {"id": ids, "size": sizes, "role": {"time": ["Tid"]}}
        return {"dataset": dataset | {"dimension": dimension} | changes}
    top = {
        "version": "2.0",
        "class": "dataset",
        "id": ids,
        "size": sizes,
        "role": {"time": ["Tid"]},
    }
    return top | dataset | {"dimension": dimension} | changes


def as_json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def cells(table: Table) -> list[tuple[Cell, ...]]:
    return [line.cells for line in table.lines()]
