"""What one sees before figures are read in."""

from __future__ import annotations

from datetime import date

import pytest

from pejl.history.refusals import Refusal
from pejl.indicators.reading.cells import Role
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.preview import LOOKED_AT, SHOWN, preview
from pejl.indicators.reading.values import read_values
from tests.indicators.reading import make

P, V, W, U, D, C, X = (
    Role.PERIOD, Role.VALUE, Role.PERIODS_VALUE, Role.UNIT, Role.DIMENSION, Role.COMMENT, Role.IGNORED,
)  # fmt: skip
UNITS = {"Center for Dagtilbud": 1, "Center for Ældre": 2}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("År;Antal\n2013;1\n2014;2\n", [P, V]),
        ("Værdi;Dato\n1950;24-12-2014\n2000;31-12-2014\n", [V, P]),
        ("2013\t31,5\n2014\t30,5\n", [P, V]),
        ("Center\tKvartal\tAndel\tKommentar\nÆldre\t2014K1\t5 %\tok\nBørn\t2014K1\t6 %\t\n", [U, P, V, C]),
        ("Hvor;Tid;Køn;Pct\nCenter for Dagtilbud;2014;Mænd;1\nCenter for Ældre;2014;Kvinder;2\n", [U, P, D, V]),
        ("Enhed;2013;2014;2015\nCenter for Ældre;1;2;..\n", [U, W, W, W]),
        ("Tid;Tæller;Nævner;Andel\n2014;1;2;50\n", [P, Role.NUMERATOR, Role.DENOMINATOR, V]),
        ("Kode;Periode;Tal\n253;2014;7\n265;2014;8\n", [X, P, V]),
        ("Year,Share,Remarks\n2013,1.5,a\n2014,2.5,b\n", [P, V, C]),
        ("a;b\nx;y\n", [D, D]),
    ],
)  # fmt: skip
def test_the_columns_are_guessed_by_heading_and_content(text: str, roles: list[Role]) -> None:
    assert list(preview(text, units=UNITS).mapping.roles) == roles


def test_a_text_that_hardly_repeats_is_no_background_dimension() -> None:
    lines = "".join(f"{1900 + n};{n};sag nummer {n}\n" for n in range(90))
    assert list(preview(f"År;Antal;Sag\n{lines}").mapping.roles) == [P, V, X]


def test_first_lines_categories_count_and_decimal_mark_are_shown() -> None:
    lines = "".join(
        f"{1900 + n % 100};{'Mænd' if n % 3 else 'Kvinder'};{n},5\n" for n in range(5_000)
    )
    seen = preview(f"År;Køn;Antal\n{lines}2014;Ukendt;7\n")
    assert (len(seen.rows), seen.rows[0].cells) == (SHOWN, ("1900", "Kvinder", "0,5"))
    assert seen.kinds == {1: ("Kvinder", "Mænd", "Ukendt")}
    assert (seen.count, seen.looked_at) == (5_001, LOOKED_AT)
    assert (seen.mark.mark, seen.problem) == (",", "")
    assert len(seen.faults) == LOOKED_AT - 200, "each year has one value for each sex"


def test_an_ambiguous_column_is_a_problem_with_its_cell_until_a_mark_is_chosen() -> None:
    text = "År;Antal\n2013;1\n2014;12.345\n"
    seen = preview(text)
    assert seen.mark.is_ambiguous
    assert seen.mark.example == "12.345"
    assert "12.345" in seen.problem
    assert preview(text, Mapping((P, V), decimal=".")).problem == ""


def test_what_has_to_be_chosen_is_said_and_a_chosen_mapping_is_followed() -> None:
    text = "Navn;Bemærkning\nx;y\n"
    assert preview(text).problem
    assert preview(text, Mapping((P, V))).problem == ""
    assert len(preview(text, Mapping((P, V))).faults) == 1


def test_faults_and_warnings_are_told_before_anything_is_read_in() -> None:
    seen = preview(
        "Enhed;År;Andel\nCenter for Ældre;2014;5 %\nCenter for Hav;2014;5 %\nCenter for Ældre;1914;7 kr.\n",
        Mapping((U, P, V), measured_in="%"),
        units=UNITS,
        within=(date(2014, 1, 1), date(2017, 12, 31)),
    )
    assert [fault.cell for fault in seen.faults] == ["Center for Hav", "7 kr."]
    assert len(seen.warnings) == 0
    late = preview("År;Antal\n2041;5\n", within=(date(2014, 1, 1), date(2017, 12, 31)))
    assert [one.cell for one in late.warnings] == ["2041"]


def test_a_long_workbook_is_not_gone_through_to_be_shown() -> None:
    rows = [["Uge", "Antal"], *([f"{1900 + n // 50}U{n % 50 + 1:02}", n] for n in range(2_500))]
    seen = preview(make.workbook(rows))
    assert (seen.count, seen.looked_at, len(seen.faults)) == (2_500, LOOKED_AT, 0)
    short = preview(make.workbook(rows[:11]))
    assert (short.count, short.looked_at) == (10, 10)
    assert list(seen.mapping.roles) == [P, V]


def test_json_stat_says_itself_what_its_columns_are() -> None:
    seen = preview(make.as_json(make.cube(2)))
    assert list(seen.mapping.roles) == [X, D, P, V]
    assert (seen.count, seen.problem, seen.mark.mark) == (4, "", ".")
    assert len(list(read_values(seen.table, seen.mapping))) == 4


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(Refusal):
        preview(b"\x00\x01\x02")
