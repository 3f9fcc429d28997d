"""Where everything stands on a time line. Pure geometry: days in, places out.

Each milestone has its own row, so that names never lie on each other. *Wide* has the names beside the track, for
screens and paper; *narrow* has them above it, for phones. The line of today goes through all rows, and is left out
where today lies far from what is planned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from pejl.design.lettering import width_of, wrap
from pejl.design.signs import sign_of

NEAR = timedelta(days=60)
"""So far outside the plan today is still drawn."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""How many months there can be between two marks."""
LETTERS = 15.0
LEADING = 19.0
SIGN = 16.0
TOP = 34.0
"""Room for the marks above the rows."""


@dataclass(frozen=True)
class Mark:
    """A month, or a year, on the axis."""

    x: float
    word: str
    """Left out where it would run over the edge."""


@dataclass(frozen=True)
class Row:
    """A milestone: its name in lines, and where its sign stands."""

    item: Any
    sign_path: str
    lines: tuple[tuple[float, str], ...]
    """Baseline and words of each line of the name."""
    x: float
    sign_x: float
    y: float
    track_y: float
    day: str
    day_x: float
    day_y: float
    day_anchor: str
    """The day stands beside the sign, on the side where there is room."""


@dataclass(frozen=True)
class TimeLine:
    """A time line in one shape."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    marks: list[Mark]
    rows: list[Row]
    today_x: float | None
    today_y: float
    today_anchor: str
    period: tuple[float, float] | None
    """Where the initiative begins and how long it is, when both days are known."""


@dataclass(frozen=True)
class Shape:
    """How much room there is, and where the names stand."""

    name: str
    width: float
    names: float
    """Room for names beside the track; 0 puts them above it."""
    most_marks: int


WIDE = Shape("wide", 760, 250, 9)
NARROW = Shape("narrow", 330, 0, 4)


@dataclass(frozen=True)
class Planned:
    """Something with a name and a day."""

    item: Any
    name: str
    day: date
    sign: str


def time_lines(
    planned: Sequence[Planned], begins: date | None, ends: date | None, today: date
) -> list[TimeLine]:
    """The time line in both shapes; nothing where nothing is planned."""
    days = [one.day for one in planned] + [day for day in (begins, ends) if day]
    if not planned:
        return []
    first, last = min(days), max(days)
    seen = first - NEAR <= today <= last + NEAR
    if seen:
        first, last = min(first, today), max(last, today)
    first = first.replace(day=1)
    last = max(last + timedelta(days=7), first + timedelta(days=60))
    span = (first, last)
    return [
        _drawn(shape, planned, span, (begins, ends), today if seen else None)
        for shape in (WIDE, NARROW)
    ]


def _drawn(
    shape: Shape,
    planned: Sequence[Planned],
    span: tuple[date, date],
    period: tuple[date | None, date | None],
    today: date | None,
) -> TimeLine:
    left, right = shape.names + SIGN, shape.width - SIGN

    def at(day: date) -> float:
        share = (day - span[0]).days / (span[1] - span[0]).days
        return round(left + share * (right - left), 1)

    rows: list[Row] = []
    y = TOP
    for one in planned:
        row, y = _row(shape, one, at(one.day), y)
        rows.append(row)
    begins, ends = period
    today_x = at(today) if today else None
    return TimeLine(
        name=shape.name,
        width=shape.width,
        height=y + 26,
        left=left,
        right=right,
        top=TOP - 8,
        bottom=y,
        marks=_marks(shape, span, at),
        rows=rows,
        today_x=today_x,
        today_y=y + 16,
        today_anchor="end" if today_x and today_x > (left + right) / 2 else "start",
        period=(at(begins), round(at(ends) - at(begins), 1)) if begins and ends else None,
    )


def _row(shape: Shape, one: Planned, x: float, y: float) -> tuple[Row, float]:
    """The row of one milestone and where the next begins."""
    room = (shape.names or shape.width) - 8
    words = wrap(one.name, room, LETTERS)
    text = LEADING * len(words)
    height = max(text, SIGN) + 14 if shape.names else text + SIGN + 18
    track = y + height / 2 if shape.names else y + text + 6 + SIGN / 2
    first = (track - text / 2 if shape.names else y) + LETTERS
    lines = tuple((round(first + number * LEADING, 1), line) for number, line in enumerate(words))
    is_left = x < shape.width * 0.75
    row = Row(
        item=one.item,
        sign_path=sign_of(one.sign).path,
        lines=lines,
        x=x,
        sign_x=round(x - SIGN / 2, 1),
        y=round(track - SIGN / 2, 1),
        track_y=round(track, 1),
        day=date_format(one.day, "j. M" if (get_language() or "").startswith("da") else "j M"),
        day_x=x + (12 if is_left else -12),
        day_y=round(track + 4.5, 1),
        day_anchor="start" if is_left else "end",
    )
    return row, round(y + height, 1)


def _months(first: date, last: date, step: int) -> list[date]:
    """Every so many months, counted from January so that quarters begin where quarters begin."""
    month = first.year * 12 + first.month - 1
    month += -month % step
    end = last.year * 12 + last.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(month, end + 1, step)]


def _marks(shape: Shape, span: tuple[date, date], at: Callable[[date], float]) -> list[Mark]:
    first, last = span
    step = next(
        (one for one in STEPS if len(_months(first, last, one)) <= shape.most_marks), STEPS[-1]
    )
    marks = []
    for day in _months(first, last, step):
        word = str(day.year) if step >= 12 else date_format(day, "M Y")
        x = at(day)
        fits = x + width_of(word, 13) <= shape.width
        marks.append(Mark(x, word if fits else ""))
    return marks
