"""Excel workbooks: what one sees in them is what is read, and hostile ones are refused."""

from __future__ import annotations

import tracemalloc
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from pejl.files.refusals import FileRefusal, FileUnpacksTooLarge
from pejl.history.refusals import Refusal
from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import MOST_COLUMNS, Number
from pejl.indicators.reading.periods import day, month, year
from pejl.indicators.reading.tables import open_table
from tests.files import make as files
from tests.indicators.reading import make


def test_a_sheet_is_read_with_its_numbers_and_dates() -> None:
    table = open_table(
        make.workbook(
            [["Dato", "Værdi", "Note"], [date(2014, 12, 24), 12.5, "ænder"], [None, 3, None]]
        )
    )
    assert table.headings == ("Dato", "Værdi", "Note")
    assert make.cells(table) == [
        (day(date(2014, 12, 24)), Number(Decimal("12.5")), "ænder"),
        ("", Number(Decimal(3))),
    ]


def test_a_number_is_what_one_sees_and_not_what_the_machine_keeps() -> None:
    table = open_table(
        make.workbook([["År", "Værdi"], [2014, 0.1 + 0.2], [2015, 12.300000000000001]])
    )
    assert [line[1] for line in make.cells(table)] == [
        Number(Decimal("0.3")),
        Number(Decimal("12.3")),
    ]


def test_a_cell_shown_as_percent_is_read_as_percent() -> None:
    rows = [["År", "Andel"], [2014, 0.125], [2015, 0.13]]
    table = open_table(make.workbook(rows, {"B2": "0.0%", "B3": '0.00" % af alle"'}))
    assert [line[1] for line in make.cells(table)] == [
        Number(Decimal("12.5"), "%"), Number(Decimal("0.13")),
    ]  # fmt: skip


def test_a_month_that_excel_made_a_day_of_is_the_month_again() -> None:
    march = datetime(2014, 3, 1)  # noqa: DTZ001  (as a spreadsheet has it)
    rows = [["Periode", "Antal"], [march, 1], [march, 2], [march, 3], [march, 4]]
    shown = {"A2": "mmm\\-yy", "A3": "[$-406]mmmm\\ yyyy;@", "A4": "yyyy", "A5": "dd\\-mm\\-yyyy"}
    table = open_table(make.workbook(rows, shown))
    assert [line[0] for line in make.cells(table)] == [
        month(2014, 3), month(2014, 3), year(2014), day(date(2014, 3, 1)),
    ]  # fmt: skip


def test_one_of_several_sheets_is_chosen_by_name() -> None:
    data = make.workbook([["År", "Antal"], [2014, 1]], Mere=[["År", "Antal"], [2014, 2]])
    assert open_table(data).sheets == ("Tal", "Mere")
    assert make.cells(open_table(data))[0][1] == Number(Decimal(1))
    assert make.cells(open_table(data, sheet="Mere"))[0][1] == Number(Decimal(2))
    with pytest.raises(refusals.SheetIsMissing):
        open_table(data, sheet="Andet")


def test_a_cover_sheet_before_the_figures_is_passed_over() -> None:
    data = make.workbook([["Nøgletal for Økonomiudvalget"]], Mere=[["År", "Antal"], [2014, 2]])
    assert open_table(data).sheet == "Mere"
    with pytest.raises(refusals.NotAFigureFile):
        open_table(data, sheet="Tal")
    with pytest.raises(refusals.NotAFigureFile):
        open_table(make.workbook([["Kun"], ["tekst"]], Mere=[["her"]]))


def test_a_sheet_says_how_many_lines_it_has() -> None:
    assert open_table(make.workbook([["År", "Antal"], [2014, 1], [2015, 2]])).stated_lines == 2


def test_a_far_cell_costs_nothing_and_is_refused() -> None:
    first = make.text_row(1, ("A", "År"), ("B", "Antal"))
    far_down = make.raw_workbook(make.sheet(first, make.text_row(999_999_999, ("A", "2014"))))
    far_right = make.raw_workbook(make.sheet(first, make.text_row(2, ("A", "2014"), ("XFD", "1"))))
    tracemalloc.start()
    with pytest.raises(refusals.TooManyRows):
        make.cells(open_table(far_down))
    with pytest.raises(refusals.TooManyColumns):
        make.cells(open_table(far_right))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000_000


def test_empty_lines_far_down_are_no_lines() -> None:
    rows = [
        make.text_row(1, ("A", "År"), ("B", "Antal")),
        make.text_row(2, ("A", "2014"), ("B", "7")),
    ]
    table = open_table(make.raw_workbook(make.sheet(*rows, '<row r="1048576"/>')))
    assert make.cells(table) == [("2014", "7")]


def test_a_bomb_is_refused_before_anything_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*args: object, **more: object) -> None:
        raise AssertionError("the bomb was opened")

    monkeypatch.setattr(openpyxl, "load_workbook", opened)
    rows = make.text_row(1, ("A", "0" * 1_000)) * 60_000
    with pytest.raises(FileUnpacksTooLarge):
        open_table(make.raw_workbook(make.sheet(rows)))


def test_a_sheet_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pejl.indicators.reading.sheets.MOST_SECONDS", -1)
    with pytest.raises(refusals.ReadingTakesTooLong):
        open_table(make.workbook([["År", "Antal"], [2014, 1]]))


def test_entities_in_a_sheet_are_refused() -> None:
    assert openpyxl.DEFUSEDXML is True
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    declared = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + make.sheet(row, row)
    with pytest.raises(refusals.NotAFigureFile):
        open_table(make.raw_workbook(declared))


NONSENSE = [
    f"<c><v>{'9' * 5000}</v></c>",
    '<c t="s"><v>99</v></c>',
    '<c t="d"><v>i går</v></c>',
    "<c><v>x</v></c>",
]


def _with_cell(cell: str) -> bytes:
    heading = make.text_row(1, ("A", "År"), ("B", "Antal"))
    return make.raw_workbook(make.sheet(heading, f'<row r="2"><c><v>2014</v></c>{cell}</row>'))


@pytest.mark.parametrize("cell", NONSENSE)
def test_a_cell_that_makes_no_sense_is_refused(cell: str) -> None:
    with pytest.raises(refusals.NotAFigureFile):
        make.cells(open_table(_with_cell(cell)))


def test_an_endless_number_in_a_cell_stays_a_text_that_is_no_number() -> None:
    table = open_table(_with_cell("<c><v>1e400</v></c>"))
    assert make.cells(table) == [(Number(Decimal(2014)), "inf")]


@pytest.mark.parametrize(
    "data",
    [
        files.document(files.WORD), files.open_document("spreadsheet"), files.document(files.EXCEL),
        make.raw_workbook("<nej"), make.workbook([]), make.workbook([["kun én celle"]]),
    ],
)  # fmt: skip
def test_other_archives_and_broken_workbooks_are_refused(data: bytes) -> None:
    with pytest.raises(refusals.NotAFigureFile):
        make.cells(open_table(data))


def test_a_workbook_cut_short_or_bitten_into_is_refused() -> None:
    whole = make.workbook([["År", "Antal"], *([2000 + n, n] for n in range(50))])
    for at in range(4, len(whole), 97):
        with pytest.raises(FileRefusal):
            open_table(whole[:at])
    for at in range(30, len(whole), 211):
        bitten = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        try:
            make.cells(open_table(bitten))
        except Refusal:
            continue


def test_more_columns_than_anybody_means_are_refused() -> None:
    with pytest.raises(refusals.TooManyColumns):
        open_table(make.workbook([[f"k{n}" for n in range(MOST_COLUMNS + 1)]]))
