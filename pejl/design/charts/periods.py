"""Periods and where they stand on an axis. Days are counted, so that uneven dates keep their place."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import get_language

from pejl.design.charts.data import Every
from pejl.design.charts.writing import short_day, short_half, short_month, short_quarter
from pejl.design.lettering import width_of

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAY_STEPS = (1, 7, 14)
_A_MONTH = 30.4
_WIDE_DAY = dt.date(2026, 9, 22)
_LAST = dt.date.max.year * 12 + 11


@dataclass(frozen=True)
class Mark:
    """Words on the axis, and the middle of what they name."""

    at: float
    text: str


@dataclass(frozen=True)
class TimeAxis:
    """Where periods begin, what they are called, and the years below where periods are shorter."""

    ticks: tuple[float, ...]
    names: tuple[Mark, ...]
    years: tuple[float, ...] = ()
    year_names: tuple[Mark, ...] = ()


@lru_cache(maxsize=4096)
def span(on: dt.date, every: Every) -> tuple[float, float]:
    """The first moment of the period that a day belongs to, and the first one after it."""
    day = on.toordinal()
    if every == "day":
        return day, day + 1
    if every == "week":
        return day - on.weekday(), day - on.weekday() + 7
    step = _MONTHS[every]
    first = (on.year * 12 + on.month - 1) // step * step
    return _start(first).toordinal(), _end(first + step)


def middle(on: dt.date, every: Every) -> float:
    """Where the value of a period stands."""
    start, end = span(on, every)
    return (start + end) / 2


def time_axis(low: float, high: float, width: float, every: Every, size: float) -> TimeAxis:
    """The finest division of the time between two moments whose names fit beside each other."""
    scale = width / (high - low)
    language = get_language() or ""
    if every in ("day", "week"):
        for days in _DAY_STEPS:
            if days * scale > width_of(short_day(_WIDE_DAY), size) + 10:
                return _by_days(low, high, days, scale, size)
    finest = _MONTHS.get(every, 1)
    for months in _MONTH_STEPS:
        if months >= finest and months * _A_MONTH * scale > _widest(months, size, language) + 10:
            break
    return _by_months(low, high, months, scale, size)


@lru_cache(maxsize=64)
def _widest(months: int, size: float, language: str) -> float:
    """How much room the names of such periods need in the reader's language."""
    if months < 12:
        names = [_name(dt.date(2026, month, 1), months) for month in range(1, 13)]
        return max(width_of(name, size) for name in names)
    return width_of("2026", size)


def _name(start: dt.date, months: int) -> str:
    if months == 1:
        return short_month(start)
    if months == 3:
        return short_quarter(start)
    return short_half(start) if months == 6 else str(start.year)


def _by_days(low: float, high: float, days: int, scale: float, size: float) -> TimeAxis:
    """Single days, or each Monday, named where they stand."""
    first = int(low) + (-(int(low) - 1) % days)
    ticks = tuple(day + 0.5 for day in range(first, int(high) + 1, days) if day + 0.5 <= high)
    names = []
    for at in ticks:
        text = short_day(dt.date.fromordinal(int(at)))
        half = (width_of(text, size) / 2 - 12) / scale
        if low <= at - half and at + half <= high:
            names.append(Mark(at, text))
    years, year_names = _years(low, high, scale, size)
    return TimeAxis(ticks, tuple(names), years, year_names)


def _by_months(low: float, high: float, months: int, scale: float, size: float) -> TimeAxis:
    """Months, quarters, half years or years, named in their middle; of several years, the first is named."""
    edges = _edges(low, high, months)
    if months > 12:
        marks = (_first_year(start, low, high, scale, size) for start in edges)
    else:
        marks = (
            _inside(
                start.toordinal(), end.toordinal(), low, high, _name(start, months), scale, size
            )
            for start, end in pairwise(edges)
        )
    names = [mark for mark in marks if mark is not None]
    ticks = tuple(float(edge.toordinal()) for edge in edges if low <= edge.toordinal() <= high)
    if months >= 12:
        return TimeAxis(ticks, tuple(names))
    years, year_names = _years(low, high, scale, size)
    return TimeAxis(ticks, tuple(names), years, year_names)


def _years(
    low: float, high: float, scale: float, size: float
) -> tuple[tuple[float, ...], tuple[Mark, ...]]:
    edges = _edges(low, high, 12)
    marks = (
        _inside(start.toordinal(), end.toordinal(), low, high, str(start.year), scale, size)
        for start, end in pairwise(edges)
    )
    ticks = tuple(float(edge.toordinal()) for edge in edges if low <= edge.toordinal() <= high)
    return ticks, tuple(mark for mark in marks if mark is not None)


def _inside(
    start: float, end: float, low: float, high: float, text: str, scale: float, size: float
) -> Mark | None:
    """The name in the middle of what can be seen of its period; none where it would not fit."""
    start, end = max(start, low), min(end, high)
    return Mark((start + end) / 2, text) if (end - start) * scale >= width_of(text, size) else None


def _first_year(start: dt.date, low: float, high: float, scale: float, size: float) -> Mark | None:
    """Of several years the first is named, in its own middle; none where its name would run out of the plot."""
    at = (start.toordinal() + _end(start.year * 12 + 12)) / 2
    half = (width_of(str(start.year), size) / 2 - 12) / scale
    return Mark(at, str(start.year)) if low <= at - half and at + half <= high else None


def _edges(low: float, high: float, months: int) -> list[dt.date]:
    """Where periods of so many months begin, from the one that holds ``low`` to the one after ``high``."""
    day = dt.date.fromordinal(int(low))
    first = (day.year * 12 + day.month - 1) // months * months
    edges = [_start(first)]
    while edges[-1].toordinal() < high and edges[-1] < dt.date.max:
        first += months
        edges.append(_start(first))
    return edges


def _start(months: int) -> dt.date:
    """The first day of a month counted from year 0; at the ends of the calendar, its first or last day."""
    if months > _LAST:
        return dt.date.max
    return dt.date(months // 12, months % 12 + 1, 1) if months >= 12 else dt.date.min


def _end(months: int) -> float:
    return _start(months).toordinal()
