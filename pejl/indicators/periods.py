"""Periods that values are counted for: the quarter around a day, the ones after it, and how people say them.

Weeks are ISO weeks, from Monday to Sunday. Pure functions of dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""How many months a period of each frequency lasts. Weeks, and what comes now and then, have none."""


@dataclass(frozen=True, order=True)
class Period:
    """From a first day to a last one, both within it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """As people say it: “2014”, “2nd quarter 2014”, “March 2014”, “week 7 2014”, or the two days."""
        return label_of(self.first, self.last)


def _month_start(year: int, month: int) -> date:
    """The first of a month that may be counted beyond December."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def period_around(day: date, frequency: str) -> Period:
    """The period of this frequency in which a day lies; the day itself for what comes now and then."""
    if frequency == "week":
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6))
    if frequency not in MONTHS_IN:
        return Period(day, day)
    months = MONTHS_IN[frequency]
    first = _month_start(day.year, (day.month - 1) // months * months + 1)
    return Period(first, _month_start(first.year, first.month + months) - timedelta(days=1))


def next_period(period: Period, frequency: str) -> Period:
    return period_around(period.last + timedelta(days=1), frequency)


def previous_period(period: Period, frequency: str) -> Period:
    return period_around(period.first - timedelta(days=1), frequency)


def periods_between(first: date, last: date, frequency: str) -> Iterator[Period]:
    """All periods that begin in the one around ``first`` and end in the one around ``last``."""
    period = period_around(first, frequency)
    while period.first <= last:
        yield period
        period = next_period(period, frequency)


def label_of(first: date, last: date) -> str:
    """A period as people say it; a single day as a date."""
    return _label(first, last, get_language() or "")


@lru_cache(maxsize=10_000)
def _label(first: date, last: date, language: str) -> str:
    """The same, remembered: charts name the same periods over and over. ``language`` is the one that is active."""
    if first == last:
        return formats.date_format(first, "DATE_FORMAT")
    for frequency in ("year", "half", "quarter", "month", "week"):
        if period_around(first, frequency) == Period(first, last):
            return _named(first, frequency)
    return (
        f"{formats.date_format(first, 'DATE_FORMAT')} – {formats.date_format(last, 'DATE_FORMAT')}"
    )


def _named(first: date, frequency: str) -> str:
    year = first.year
    if frequency == "year":
        return str(year)
    if frequency == "half":
        return _("half year %(number)d %(year)d") % {"number": (first.month + 5) // 6, "year": year}
    if frequency == "quarter":
        return _("quarter %(number)d %(year)d") % {"number": (first.month + 2) // 3, "year": year}
    if frequency == "month":
        return formats.date_format(first, "F Y")
    iso = first.isocalendar()
    return _("week %(number)d %(year)d") % {"number": iso.week, "year": iso.year}
