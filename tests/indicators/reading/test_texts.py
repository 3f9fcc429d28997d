"""CSV files and pastes, in the encodings and with the marks that occur."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.history.refusals import Refusal
from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import MOST_COLUMNS, MOST_ROWS
from pejl.indicators.reading.tables import open_table
from tests.indicators.reading.make import cells

GREVE = "Enhed;Periode;Værdi\r\nCenter for Dagtilbud;2014K1;12,5\r\nÆldrepleje;2014K2;..\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_danish_letters_are_read_in_each_encoding_that_occurs(encoding: str) -> None:
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    table = open_table((mark + GREVE).encode(encoding))
    assert table.headings == ("Enhed", "Periode", "Værdi")
    assert cells(table) == [
        ("Center for Dagtilbud", "2014K1", "12,5"),
        ("Ældrepleje", "2014K2", ".."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "År;Værdi\n2014;1,5\n2015;2,5", "År,Værdi\n2014,1.5\n2015,2.5", "År\tVærdi\n2014\t1,5\n2015\t2,5",
        "sep=;\r\nÅr;Værdi\r\n2014;1,5\r\n2015;2,5", "År;Værdi\r2014;1,5\r2015;2,5",
    ],
)  # fmt: skip
def test_the_delimiter_is_found_and_a_decimal_comma_is_none(text: str) -> None:
    table = open_table(text)
    assert table.headings == ("År", "Værdi")
    assert [line[1].replace(".", ",") for line in cells(table)] == ["1,5", "2,5"]


def test_what_is_pasted_from_a_sheet_is_read_with_its_tabs() -> None:
    table = open_table('Enhed\tÅr\tNote\nØst\t2014\t"to\nlinjer"\nVest\t2015\t5, 6 og 7\n')
    assert cells(table) == [("Øst", "2014", "to\nlinjer"), ("Vest", "2015", "5, 6 og 7")]
    assert [line.number for line in table.lines()] == [2, 4]


def test_a_title_above_the_headings_and_empty_lines_are_passed_over() -> None:
    table = open_table("Anbragte børn i Greve;;\n\n;;\nÅr;Antal;\n2013;31;\n;;\n2014;30;\n")
    assert table.headings == ("År", "Antal")
    assert [(line.number, line.cells[:2]) for line in table.lines()] == [
        (5, ("2013", "31")), (7, ("2014", "30")),
    ]  # fmt: skip


def test_a_paste_without_headings_begins_with_its_first_figure() -> None:
    table = open_table("2013\t31,5\n2014\t30,5\n")
    assert len(cells(table)) == 2
    assert len(set(table.headings)) == 2
    assert len(cells(open_table("2013\t31,5\n2014\t30,5\n", headings=True))) == 1
    assert len(cells(open_table("Greve\t2014\t1950\nGreve\t2015\t1960", headings=False))) == 2


def test_columns_of_one_name_or_none_get_names_of_their_own() -> None:
    table = open_table("År;;Antal;Antal\n2014;a;1;2\n")
    assert len(set(table.headings)) == 4


def test_the_apostrophe_of_our_own_export_comes_off() -> None:
    table = open_table("År;Værdi;Note\n2014;'-3,5;'=1+1\n2015;4;'s-Hertogenbosch")
    assert [line[1:] for line in cells(table)] == [("-3,5", "=1+1"), ("4", "'s-Hertogenbosch")]


def test_the_table_is_read_anew_each_time() -> None:
    table = open_table(GREVE)
    assert cells(table) == cells(table)
    first = table.lines()
    next(first)
    assert len(cells(table)) == 2


def test_a_field_without_end_is_refused_with_its_line() -> None:
    long = f'År;Værdi;Note\n2014;1;kort\n2015;2;"{"x" * 131_073}"\n'
    with pytest.raises(refusals.FieldIsTooLong, match="3"):
        cells(open_table(long))


@pytest.mark.parametrize("wrong", ['2015;"2;ikke lukket', '2015;"2"x;3'])
def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_line(wrong: str) -> None:
    with pytest.raises(refusals.LineIsUnreadable, match="3"):
        cells(open_table(f"År;Værdi;Note\n2014;1;kort\n{wrong}\n2016;3;kort\n"))


def test_more_columns_or_rows_than_anybody_means_are_refused() -> None:
    with pytest.raises(refusals.TooManyColumns):
        open_table("\t".join(["a"] * (MOST_COLUMNS + 1)) + "\n")
    wide_line = "År;Værdi\n2014;1\n" + ";".join(["2"] * (MOST_COLUMNS + 1))
    with pytest.raises(refusals.TooManyColumns):
        cells(open_table(wide_line))
    assert cells(open_table("År;Værdi\n2014;1" + ";" * MOST_COLUMNS)) == [("2014", "1")]
    most = open_table("År;Værdi\n" + "2014;1\n" * MOST_ROWS)
    assert sum(1 for _ in most.lines()) == MOST_ROWS
    too_many = open_table("År;Værdi\n" + "2014;1\n" * (MOST_ROWS + 1))
    with pytest.raises(refusals.TooManyRows):
        cells(too_many)


@pytest.mark.parametrize("beginning", [b"", b"PK\x03\x04", b'{"value":'])
def test_too_much_at_once_is_refused_whatever_it_is(beginning: bytes) -> None:
    with pytest.raises(refusals.FigureFileIsTooLarge):
        open_table(beginning + b"2014;1\n" * 5_000_000)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", b"   ", b"kun en kolonne\n1\n2\n", b"\xff\xfe\x00", b"\xff\xfea", b"a;b\n1;\x002",
        b"\x89PNG\r\n\x1a\n;;", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old;", b"\x81;\x8d\n1;2",
        b";;;\n;;;\n",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(refusals.NotAFigureFile):
        cells(open_table(data))


def test_a_text_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(refusals.NotAFigureFile):
        open_table("År;Værdi\n2014;\ud800")


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_random_bytes_do_no_more_than_be_refused(data: bytes) -> None:
    try:
        lines = list(open_table(data).lines())
    except Refusal:
        return
    assert all(any(line.cells) for line in lines)


WORDS = st.text(
    st.characters(exclude_categories=["C"], exclude_characters="'"), min_size=1, max_size=12
)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8)


@given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_written_as_csv_comes_back(rows: list[tuple[str, ...]], encoding: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([("a", "b", "c"), *rows])
    text = f"sep=;\r\n{written.getvalue()}"
    assert cells(open_table(text.encode(encoding), headings=True)) == rows
