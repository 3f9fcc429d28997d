"""What charts over time have in common: a line of time, a value axis, events above, names beside."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pejl.design.charts.data import Event, Every
from pejl.design.charts.events import event_lines, event_rows
from pejl.design.charts.naming import Name, column, column_width
from pejl.design.charts.periods import TimeAxis, span, time_axis
from pejl.design.charts.plot import (
    ROW,
    Frame,
    Plot,
    date_axis,
    room_for,
    rows_below,
    tick_words,
    unit_above,
    unit_of,
    value_axis,
)
from pejl.design.charts.roles import LETTER
from pejl.design.charts.scales import Round, Scale
from pejl.design.charts.shapes import Shape
from pejl.design.charts.writing import Numbers
from pejl.design.geometry import Box
from pejl.design.lettering import width_of


@dataclass(frozen=True)
class Time:
    """From which moment to which, and how often a value comes."""

    low: float
    high: float
    every: Every


@dataclass(frozen=True)
class OverTime:
    """A chart over time, laid out."""

    plot: Plot
    axis: TimeAxis
    values: Round
    numbers: Numbers
    events: Sequence[Event]

    def axes(self) -> list[Shape]:
        """Both axes, and the unit above the value axis."""
        grid = value_axis(self.plot, self.values, self.numbers)
        unit = unit_above(self.numbers, self.plot)
        return [*grid, *unit, *date_axis(self.plot, self.axis)]

    def happenings(self) -> list[Shape]:
        """The events as upright lines with their words above."""
        return event_lines(
            self.events, self.plot, width_of(unit_of(self.numbers, self.plot.frame), LETTER)
        )

    def beside(self, names: Sequence[Name]) -> list[Shape]:
        """The names of what ends at the right."""
        places = [self.plot.y(name.value) for name in names]
        return column(names, places, self.plot.box, self.plot.frame.aside)


def time_between(days: Iterable[dt.date], events: Iterable[Event], every: Every) -> Time:
    """From the first period to the last one; a day that stands alone gets some air around it."""
    inside = list(days)
    spans = [span(day, every) for day in (min(inside), max(inside))]
    spans += [span(event.on, "day") for event in events]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    return Time(low, high, every) if high - low > 1 else Time(low - 7, high + 7, every)


def over_time(
    frame: Frame,
    time: Time,
    values: Round,
    numbers: Numbers,
    names: Iterable[Name],
    events: Sequence[Event] = (),
) -> OverTime:
    """The plot that is left when axes, names and events have got their room."""
    left = room_for(tick_words(values, numbers))
    right = frame.width - column_width(names, frame.aside)
    across = Scale(time.low, time.high, left, right)
    axis = time_axis(time.low, time.high, right - left, time.every, LETTER)
    top = 14 + ROW * event_rows(
        events, across, frame.width, width_of(unit_of(numbers, frame), LETTER)
    )
    bottom = frame.height - 8 - ROW * rows_below(axis)
    box = Box(left, top, right - left, bottom - top)
    plot = Plot(frame, box, across, Scale(values.low, values.high, bottom, top), time.every)
    return OverTime(plot, axis, values, numbers, events)
