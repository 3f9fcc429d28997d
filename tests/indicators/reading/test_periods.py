"""Periods as Statistics Denmark and people write them, in Danish and in English."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.indicators.reading import refusals
from pejl.indicators.reading.cells import Frequency, Number
from pejl.indicators.reading.periods import MONTHS, day, read_period


@pytest.mark.parametrize(
    ("texts", "frequency", "first", "last", "label"),
    [
        ("2014", "year", "2014-01-01", "2014-12-31", "2014"),
        ("2014H1|h1 2014|1. halvår 2014|2014, 1. halvår|1st half of 2014", "half", "2014-01-01", "2014-06-30",
         "2014H1"),
        ("2014H2|2. halvår 2014|2nd half-year 2014", "half", "2014-07-01", "2014-12-31", "2014H2"),
        ("2014K1|2014Q1|2014 K1|2014-Q1|K1 2014|Q1/2014|1. kvartal 2014|1st quarter 2014|2014, 1. kvartal",
         "quarter", "2014-01-01", "2014-03-31", "2014K1"),
        ("2014K4|4th quarter of 2014|4. kvt. 2014", "quarter", "2014-10-01", "2014-12-31", "2014K4"),
        ("2014M03|marts 2014|March 2014|mar. 2014|mar-2014|03-2014|3/2014|2014-03|2014 marts|Marts, 2014", "month",
         "2014-03-01", "2014-03-31", "2014M03"),
        ("2016M02|februar 2016", "month", "2016-02-01", "2016-02-29", "2016M02"),
        ("maj 2014|May 2014|2014M05", "month", "2014-05-01", "2014-05-31", "2014M05"),
        ("oktober 2014|okt 2014|October 2014|oct. 2014", "month", "2014-10-01", "2014-10-31", "2014M10"),
        ("2014U10|2014W10|2014-W10|uge 10 2014|uge 10, 2014|week 10 2014", "week", "2014-03-03", "2014-03-09",
         "2014U10"),
        ("2015U01|2015U1", "week", "2014-12-29", "2015-01-04", "2015U01"),
        ("2015U53", "week", "2015-12-28", "2016-01-03", "2015U53"),
        ("2014/2015|2014/15|skoleåret 2014/2015|school year 2014/15", "school_year", "2014-08-01", "2015-07-31",
         "2014/2015"),
        ("1999/00", "school_year", "1999-08-01", "2000-07-31", "1999/2000"),
        ("2000:2015", "range", "2000-01-01", "2015-12-31", "2000:2015"),
        ("2015M12D24|24-12-2015|24/12/2015|24.12.2015|2015-12-24|2015-12-24 00:00:00|2015-12-24T00:00", "day",
         "2015-12-24", "2015-12-24", "2015-12-24"),
        ("24. december 2015|24 December 2015|24. dec. 2015|December 24, 2015|d. 24. december 2015", "day",
         "2015-12-24", "2015-12-24", "2015-12-24"),
        ("1-2-2014|01/02/2014|1. februar 2014", "day", "2014-02-01", "2014-02-01", "2014-02-01"),
    ],
)  # fmt: skip
def test_a_period_is_read_in_each_of_its_ways_of_writing(
    texts: str, frequency: str, first: str, last: str, label: str
) -> None:
    for text in texts.split("|"):
        found = read_period(f"  {text} ")
        assert (found.frequency, found.first.isoformat(), found.last.isoformat(), found.label) == (
            frequency, first, last, label,
        )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "14", "20144", "1/14", "2014K5", "2014K0", "2014Q", "2014H3", "2014M13", "2014M00", "2014U54",
        "2014U53", "2014/2016", "2014/14", "2015:2014", "2014:2014", "31-02-2014", "12/24/2014", "2014-13",
        "2014-13-01", "29. februar 2014", "marts", "1799", "2200", "1 2014", "2014 2015", "i alt",
        "2014-12-24 13:30", "٢٠١٤", "2014" * 100,
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(refusals.PeriodIsUnreadable):
        read_period(text)


def test_a_number_from_a_workbook_is_a_year_where_it_can_be_one() -> None:
    assert read_period(Number(Decimal(2014))).label == "2014"
    for value in ("2014.5", "20144", "12"):
        with pytest.raises(refusals.PeriodIsUnreadable):
            read_period(Number(Decimal(value)))


DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))


@given(DAYS)
def test_a_day_comes_back_however_it_is_written(on: date) -> None:
    name = MONTHS[on.month - 1][0]
    for text in (
        f"{on:%d-%m-%Y}", f"{on:%d/%m/%Y}", on.isoformat(), f"{on.day}. {name} {on.year}", f"{on:%YM%mD%d}",
    ):  # fmt: skip
        assert read_period(text) == day(on)


@given(
    DAYS, st.sampled_from(["{0.year}", "{0.year}M{0.month}", "{0.year}K1", "{1}U{2}", "{0.year}H2"])
)
def test_a_label_reads_as_the_period_it_names_and_covers_its_days(on: date, form: str) -> None:
    in_year, week, _ = on.isocalendar()
    if not 1800 <= in_year < 2200:
        return
    period = read_period(form.format(on, in_year, week))
    assert read_period(period.label) == period
    assert period.first < period.last
    if period.frequency is Frequency.WEEK:
        assert period.first <= on <= period.last
        assert period.last - period.first == timedelta(days=6)


@given(st.text(max_size=80))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with suppress(refusals.PeriodIsUnreadable):
        period = read_period(text)
        assert period.first <= period.last
