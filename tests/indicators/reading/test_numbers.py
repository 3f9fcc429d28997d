"""Numbers as people write them: exact, or refused by name; never guessed."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import Number
from pejl.indicators.reading.numbers import (
    DecimalMark,
    decimal_mark_of,
    read_number,
    same_unit,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("12", "12"), ("+3", "3"), (" 7 ", "7"), ("007", "7"),
        ("12,5", "12.5"), ("12.5", "12.5"), (",5", "0.5"), (".5", "0.5"), ("0,125", "0.125"), ("0.125", "0.125"),
        ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1 234,5", "1234.5"), ("1 234.567", "1234.567"),
        ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("1 234 567", "1234567"), ("1234,567", "1234.567"),
        ("1\u00a0234,5", "1234.5"), ("1\u202f234,5", "1234.5"), ("1\u2009234,5", "1234.5"),
        ("-3,5", "-3.5"), ("\u22123,5", "-3.5"), ("- 3,5", "-3.5"), ("-1.234,50", "-1234.50"),
        ("1e5", "100000"), ("1,5E+03", "1500"), ("2e-3", "0.002"), ("99999999999999", "99999999999999"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(text: str, value: str) -> None:
    found = read_number(text)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12,5 %", "12.5", "%"), ("12,5%", "12.5", "%"), ("3 dage", "3", "dage"), ("3dage", "3", "dage"),
        ("1.234.567 kr.", "1234567", "kr."), ("4,2 mio. kr.", "4.2", "mio. kr."), ("80 m2", "80", "m2"),
        ("5 pr. 1.000 indb.", "5", "pr. 1.000 indb."), ("12 pct.", "12", "pct."), ("7\u00a0‰", "7", "‰"),
        ("3 børn/år", "3", "børn/år"),
    ],
)  # fmt: skip
def test_the_unit_behind_a_number_is_told(text: str, value: str, unit: str) -> None:
    assert read_number(text) == Number(Decimal(value), unit)


def test_units_are_the_same_however_they_are_abbreviated() -> None:
    assert same_unit("pct.", "%")
    assert same_unit("Procent", "%")
    assert same_unit("Kr.", "kr")
    assert same_unit("mio. kr.", "Mio.\u00a0kr")
    assert not same_unit("dage", "uger")


@pytest.mark.parametrize(
    "text", ["", " ", "..", ".", "...", "…", "-", "–", "n/a", "N/A", "NA", "i.o.", "#I/T"]
)
def test_what_says_that_there_is_no_figure_is_missing_and_not_nought(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["12.345", "12,345", "-1.234", "999,000", "12.345 kr."])
def test_a_number_that_could_be_two_is_refused_until_the_mark_is_chosen(text: str) -> None:
    with pytest.raises(refusals.NumberIsAmbiguous):
        read_number(text)


def test_the_chosen_mark_decides() -> None:
    assert read_number("12.345", decimal=",") == Number(Decimal(12345))
    assert read_number("12.345", decimal=".") == Number(Decimal("12.345"))
    assert read_number("12,345", decimal=",") == Number(Decimal("12.345"))
    for text, mark in [("12.5", ","), ("12,5", "."), ("1.2345,6", ","), ("1,234.5", ",")]:
        with pytest.raises(refusals.NotANumber):
            read_number(text, decimal=mark)


@pytest.mark.parametrize(
    "text",
    [
        "inf", "-inf", "Infinity", "∞", "NaN", "nan", "1e400", "1e14", "100000000000000", "9" * 40,
        "1e999999",
    ],
)  # fmt: skip
def test_the_endless_and_the_far_too_large_are_refused(text: str) -> None:
    with pytest.raises(refusals.NumberIsNotFinite):
        read_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "abc", "0x1F", "1_000", "12..5", "1,2,3", "5,", "1 2", "12 34", "1.23.456", "2014K1", "24-12-2014",
        "12:30", "3/4", "24. december 2014", "<5", "(12)", "=1+1", "١٢", "1e-400", "1" + "0" * 100, "½", "12 5%",
        "--3", "5m2x9", "#DIV/0!",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_the_cell_in_the_sentence(text: str) -> None:
    with pytest.raises(refusals.NotANumber) as refused:
        read_number(text)
    assert f"“{refusals.quoted(text)}”" in str(refused.value)


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["12.345", "1,5"], ","),
        (["12.345", "1.5"], "."),
        (["12,345", "1.234,5"], ","),
        (["1.234.567", "12.345"], ","),
        (["12", "..", "", "1 234"], ","),
        ([Number(Decimal("1.5")), "7"], ","),
    ],
)
def test_a_column_decides_what_one_of_its_cells_cannot(column: list, mark: str) -> None:
    assert decimal_mark_of(column) == DecimalMark(mark)


@pytest.mark.parametrize(
    ("column", "example"),
    [(["12", "12.345", "1.000"], "12.345"), (["1,5", "7", "2.5"], "2.5"), (["2.5", "1,5"], "1,5")],
)
def test_a_column_that_speaks_for_both_marks_or_for_none_is_ambiguous(
    column: list[str], example: str
) -> None:
    found = decimal_mark_of(column)
    assert found.is_ambiguous
    assert found.example == example


DECIMALS = st.decimals(
    min_value=-(10**13), max_value=10**13, allow_nan=False, allow_infinity=False, places=4
)
SPACES = st.sampled_from([".", " ", "\u00a0", "\u202f", ""])


@given(DECIMALS, SPACES, st.sampled_from(["-", "\u2212"]))
def test_a_number_set_in_danish_comes_back_exactly(
    value: Decimal, thousands: str, minus: str
) -> None:
    english = f"{value:,.4f}"
    danish = english.replace(",", " ").replace(".", ",").replace(" ", thousands).replace("-", minus)
    found = read_number(danish, decimal=",")
    assert found is not None
    assert found.value == value


@given(DECIMALS)
def test_a_number_set_in_english_comes_back_exactly(value: Decimal) -> None:
    found = read_number(f"{value:,.4f} dage", decimal=".")
    assert found == Number(value, "dage")


@given(st.text(), st.sampled_from([None, ",", "."]))
def test_no_text_does_more_than_be_refused(text: str, mark: str | None) -> None:
    found = None
    with suppress(refusals.CellRefusal):
        found = read_number(text, decimal=mark)
    assert found is None or found.value.is_finite()


def test_no_thousands_begin_with_a_nought() -> None:
    for text in ("0.001", "00.001", "0 001"):
        with pytest.raises(refusals.NotANumber):
            read_number(text, decimal=",")
    assert read_number("0.001", decimal=".") == read_number("0,001", decimal=",")


@given(st.from_regex(r"[-+]?[0-9., ]{1,20}(e[-+]?[0-9]{1,4})?( [a-z%.]{1,5})?", fullmatch=True))
@example("0.001")
def test_without_a_chosen_mark_a_number_is_what_one_of_the_marks_says(text: str) -> None:
    try:
        found = read_number(text)
    except refusals.CellRefusal:
        return
    readings = []
    for mark in ",.":
        try:
            readings.append(read_number(text, decimal=mark))
        except refusals.CellRefusal:
            continue
    assert found in readings
    assert all(one == found for one in readings), "two readings, and one was guessed"
