"""A series is put in order, its gaps are kept, and the next value has a day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.methods import series
from pejl.methods.series import Frequency

NAN = float("nan")


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _dates(found: series.Series) -> list[str]:
    return [date.fromordinal(int(day)).isoformat() for day in found.days]


def test_values_are_put_in_order_of_time_and_missing_ones_stay_missing() -> None:
    found = series.ordered([3, 1, 2], [30, 10, NAN])
    assert found.days.tolist() == [1, 2, 3]
    assert found.values[[0, 2]].tolist() == [10, 30]
    assert np.isnan(found.values[1])
    assert found.known().days.tolist() == [1, 3]


def test_an_empty_series_is_a_series() -> None:
    assert len(series.with_gaps(series.ordered([], []), "month")) == 0


@pytest.mark.parametrize(
    ("days", "values", "refusal"),
    [
        ([1, 1], [4, 5], series.TwoValuesForOnePeriod),
        ([1, 2], [4], series.NotASeries),
        ([[1, 2]], [[4, 5]], series.NotASeries),
        ([1, NAN], [4, 5], series.MissingDay),
        ([1, 2], [4, float("inf")], series.InfiniteValue),
        ([1, float("-inf")], [4, 5], series.InfiniteValue),
    ],
)
def test_what_is_no_series_is_refused_by_name(days, values, refusal) -> None:
    with pytest.raises(refusal):
        series.ordered(days, values)


def test_text_is_no_value() -> None:
    with pytest.raises(ValueError, match="tolv"):
        series.numbers(["tolv"])


def test_a_quarter_that_nobody_reported_gets_a_place_on_its_last_day() -> None:
    days = [_day("2026-03-31"), _day("2026-12-31"), _day("2027-02-28")]
    found = series.with_gaps(series.ordered(days, [7, 8, 9]), "quarter")
    assert _dates(found) == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31", "2027-02-28"]
    np.testing.assert_array_equal(found.values, [7, NAN, NAN, 8, 9])


@pytest.mark.parametrize(
    ("frequency", "first", "last", "places"),
    [
        ("year", "2024-12-31", "2026-01-01", 3),
        ("half", "2026-06-30", "2027-01-31", 3),
        ("month", "2026-01-31", "2026-03-01", 3),
        ("week", "2026-11-01", "2026-11-02", 2),  # a Sunday and the Monday after
        ("week", "2026-12-28", "2027-01-03", 1),  # the week across New Year is one week
        ("irregular", "2020-01-01", "2026-01-01", 2),
    ],
)
def test_periods_are_those_of_the_calendar(frequency, first, last, places) -> None:
    found = series.ordered([_day(first), _day(last)], [1, 2])
    if places == 1:
        with pytest.raises(series.TwoValuesForOnePeriod):
            series.with_gaps(found, frequency)
    else:
        assert len(series.with_gaps(found, frequency)) == places


@pytest.mark.parametrize(
    ("last", "frequency", "expected"),
    [
        ("2026-03-31", "quarter", "2026-06-30"),
        ("2027-11-30", "quarter", "2028-02-29"),
        ("2026-01-30", "month", "2026-02-28"),
        ("2026-12-15", "month", "2027-01-15"),
        ("2026-06-30", "half", "2026-12-31"),
        ("2024-02-29", "year", "2025-02-28"),
        ("2026-12-28", "week", "2027-01-04"),
        ("2026-12-28", "irregular", None),
    ],
)
def test_the_next_value_is_due_a_period_later(last, frequency, expected) -> None:
    found = series.next_expected(date.fromisoformat(last), frequency)
    assert found == (expected and date.fromisoformat(expected))


def test_an_unknown_frequency_is_refused() -> None:
    with pytest.raises(ValueError, match="daily"):
        series.next_expected(date(2026, 1, 1), "daily")


REGULAR = [frequency for frequency in Frequency if frequency is not Frequency.IRREGULAR]


@settings(deadline=None)
@given(
    days=st.lists(st.integers(600_000, 800_000), min_size=1, max_size=20, unique=True),
    frequency=st.sampled_from(REGULAR),
)
def test_gaps_lose_no_value_and_leave_every_period_one_place(days, frequency) -> None:
    known = series.ordered(days, days)
    try:
        found = series.with_gaps(known, frequency)
    except series.TwoValuesForOnePeriod:
        return
    assert found.known().values.tolist() == known.values.tolist()
    assert (np.diff(found.days) > 0).all()
    again = series.with_gaps(found, frequency)
    np.testing.assert_array_equal(again.days, found.days)


@settings(deadline=None)
@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)), frequency=st.sampled_from(REGULAR))
def test_two_expected_values_never_share_a_period(day, frequency) -> None:
    following = series.next_expected(day, frequency)
    both = series.ordered([day.toordinal(), following.toordinal()], [1, 2])
    assert len(series.with_gaps(both, frequency)) == 2
