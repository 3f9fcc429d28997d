"""Getting a series of values ready: in order of time, with its gaps, and the day of the next value.

A series is two arrays of the same length ``n``: ``days``, the day numbers of ``date.toordinal()`` as floats, and
``values``, where NaN says that nothing is known. Every method of this package takes values in this form, so
that a missing value means the same everywhere: it is a gap, and never nought.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


class InfiniteValue(ValueError):
    """A value is infinite: the result of a division that should not have been made."""


class NotASeries(ValueError):
    """Values that do not stand in one row, or days and values that differ in number."""


class MissingDay(ValueError):
    """A value has no day, so that its place in time is unknown."""


class TwoValuesForOnePeriod(ValueError):
    """Two values claim the same day or period; which one holds is for a person to say."""


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """+1 when higher is better, −1 when lower is, 0 when neither."""
        return {Direction.HIGHER: 1, Direction.LOWER: -1}.get(self, 0)


class Frequency(StrEnum):
    """How often a value is due."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    IRREGULAR = "irregular"

    @property
    def months(self) -> int:
        """The length of its periods in months; 0 for those that are no whole months."""
        return _MONTHS.get(self, 0)


_MONTHS = {Frequency.YEAR: 12, Frequency.HALF: 6, Frequency.QUARTER: 3, Frequency.MONTH: 1}
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, eq=False)
class Series:
    """``n`` values in order of time."""

    days: Numbers
    """(n) day numbers, rising."""
    values: Numbers
    """(n) in the indicator's own unit; NaN where nothing is known."""

    def __len__(self) -> int:
        return len(self.values)

    def known(self) -> Series:
        """Only the places where a value is known."""
        is_known = ~np.isnan(self.values)
        return Series(self.days[is_known], self.values[is_known])


def numbers(values: ArrayLike) -> Numbers:
    """(n) values as floats, missing ones as NaN.

    Raises ``NotASeries`` when they do not stand in one row and ``InfiniteValue`` when one is infinite.
    """
    row = np.asarray(values, np.float64)
    if row.ndim != 1:
        raise NotASeries(f"{row.ndim} dimensions")
    if np.isinf(row).any():
        raise InfiniteValue
    return row


def ordered(days: ArrayLike, values: ArrayLike) -> Series:
    """Values with their days, sorted by day.

    ``days`` (n) are day numbers, ``values`` (n) may hold NaN. Raises ``NotASeries``, ``InfiniteValue``,
    ``MissingDay``, and ``TwoValuesForOnePeriod`` when a day stands there twice.
    """
    when, what = numbers(days), numbers(values)
    if len(when) != len(what):
        raise NotASeries(f"{len(when)} days and {len(what)} values")
    if np.isnan(when).any():
        raise MissingDay
    order = np.argsort(when, kind="stable")
    when = when[order]
    if (np.diff(when) == 0).any():
        raise TwoValuesForOnePeriod
    return Series(when, what[order])


def with_gaps(series: Series, frequency: str) -> Series:
    """The series with a place for every period between the first value and the last; NaN where none came.

    A chart over time reads what stands side by side as following upon each other. So a quarter that nobody
    reported needs a place of its own. A period without a value is dated on its last day. ``frequency`` is one of
    ``Frequency``; an irregular series is given back as it is. Raises ``TwoValuesForOnePeriod``.
    """
    often = Frequency(frequency)
    if often is Frequency.IRREGULAR or len(series) == 0:
        return series
    periods = np.array([_period(day, often) for day in series.days.astype(int).tolist()])
    if (np.diff(periods) == 0).any():
        raise TwoValuesForOnePeriod
    every = np.arange(periods[0], periods[-1] + 1)
    days = np.array([_last_day(period, often) for period in every.tolist()], np.float64)
    values = np.full(len(every), np.nan)
    days[periods - periods[0]] = series.days
    values[periods - periods[0]] = series.values
    return Series(days, values)


def next_expected(last: date, frequency: str) -> date | None:
    """The day of the value after one of the day ``last``: one period later, the end of a month staying the end.

    ``None`` for an irregular series, of which nothing is expected. Raises ``ValueError`` for an unknown frequency.
    """
    often = Frequency(frequency)
    if often is Frequency.IRREGULAR:
        return None
    if often is Frequency.WEEK:
        return last + timedelta(days=DAYS_OF_A_WEEK)
    year, month = divmod(last.year * 12 + last.month - 1 + often.months, 12)
    length = monthrange(year, month + 1)[1]
    is_at_the_end = last.day == monthrange(last.year, last.month)[1]
    return date(year, month + 1, length if is_at_the_end else min(last.day, length))


def _period(day: int, often: Frequency) -> int:
    """The number of the period that a day is in, counted from the year 1; weeks begin on Monday."""
    if often is Frequency.WEEK:
        return (day - 1) // DAYS_OF_A_WEEK
    when = date.fromordinal(day)
    return (when.year * 12 + when.month - 1) // often.months


def _last_day(period: int, often: Frequency) -> int:
    if often is Frequency.WEEK:
        return (period + 1) * DAYS_OF_A_WEEK
    year, month = divmod((period + 1) * often.months, 12)
    return date(year, month + 1, 1).toordinal() - 1
