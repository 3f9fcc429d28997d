"""The room a chart is drawn in: two frames, one for phones and one for desks and paper, and the axes of each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from pejl.design.charts.data import Every
from pejl.design.charts.periods import TimeAxis, middle
from pejl.design.charts.roles import LETTER
from pejl.design.charts.scales import Round, Scale
from pejl.design.charts.shapes import Drawing, Shape, Words, rules, straight
from pejl.design.charts.writing import Numbers, written
from pejl.design.geometry import Box, Point
from pejl.design.lettering import fit, width_of

ROW = round(LETTER * 1.3, 1)
"""From one line of words to the next."""


@dataclass(frozen=True)
class Frame:
    """The measures of one layout. ``aside`` is the most that names beside the plot may take."""

    name: str
    width: float
    height: float
    aside: float
    steps: int


NARROW = Frame("narrow", 340, 280, 96, 5)
WIDE = Frame("wide", 680, 320, 160, 6)
FRAMES = (NARROW, WIDE)


@dataclass(frozen=True)
class Plot:
    """Where values stand: the box between the axes and a scale for each of them."""

    frame: Frame
    box: Box
    x: Scale
    y: Scale
    every: Every = "day"

    def at(self, on: dt.date, value: float) -> Point:
        """The place of a value on a date."""
        return Point(self.x(middle(on, self.every)), self.y(value))

    def day(self, on: dt.date) -> float:
        """Where a day begins, for what is a day and no period."""
        return self.x(on.toordinal())


def tick_words(values: Round, numbers: Numbers) -> list[str]:
    """The numbers of an axis."""
    decimals = values.decimals(numbers.factor)
    return [written(tick / numbers.factor, decimals) for tick in values.ticks]


def room_for(words: Iterable[str]) -> float:
    """How much room to leave for words at the side of a plot."""
    return max((width_of(word, LETTER) for word in words), default=0) + 8


def unit_of(numbers: Numbers, frame: Frame) -> str:
    """The unit as it stands above the value axis."""
    unit = numbers.axis_unit
    return fit(unit, frame.width, (LETTER,), 1).lines[0] if unit.strip() else ""


def above_plot(plot: Plot) -> float:
    """The baseline of the lowest row of words above the plot."""
    return plot.box.y - 10


def unit_above(numbers: Numbers, plot: Plot, label: str = "") -> list[Shape]:
    """The unit above the value axis, after what is measured."""
    text = " · ".join(filter(None, (label, unit_of(numbers, plot.frame))))
    cut = fit(text, plot.frame.width, (LETTER,), 1).lines[0] if text.strip() else ""
    return [Words("tick", 0, above_plot(plot), cut)] if cut else []


def value_axis(plot: Plot, values: Round, numbers: Numbers) -> list[Shape]:
    """Level lines with their numbers to the left, the unit above them."""
    box = plot.box
    places = [plot.y(tick) for tick in values.ticks]
    shapes: list[Shape] = [rules("grid", ((box.x, y, box.right, y) for y in places))]
    if values.low < 0 < values.high:
        shapes.append(straight("zero", box.x, plot.y(0), box.right, plot.y(0)))
    words = tick_words(values, numbers)
    shapes += [
        Words("tick", box.x - 8, y + LETTER * 0.35, text, "end")
        for y, text in zip(places, words, strict=True)
    ]
    return shapes


def date_axis(plot: Plot, axis: TimeAxis) -> list[Shape]:
    """The line of time with its periods, and the years below where periods are shorter."""
    box, x = plot.box, plot.x
    floor = box.bottom
    shapes: list[Shape] = [straight("axis", box.x, floor, box.right, floor)]
    longer = [(x(at), floor, x(at), floor + 2 * ROW + 3) for at in axis.years]
    shorter = [(x(at), floor, x(at), floor + 5) for at in axis.ticks]
    shapes.append(rules("axis", shorter + longer))
    for row, names in enumerate((axis.names, axis.year_names), 1):
        shapes += [
            Words("tick", x(name.at), floor + 4 + row * ROW, name.text, "middle") for name in names
        ]
    return shapes


def rows_below(axis: TimeAxis) -> int:
    """How many rows of names the line of time has."""
    return 2 if axis.years or axis.year_names else 1


def number_axis(
    plot: Plot, ticks: Sequence[float], words: Sequence[str], title: str = ""
) -> list[Shape]:
    """A level axis of numbers with its title below."""
    box = plot.box
    shapes: list[Shape] = [
        straight("axis", box.x, box.bottom, box.right, box.bottom),
        rules("axis", ((plot.x(tick), box.bottom, plot.x(tick), box.bottom + 5) for tick in ticks)),
    ]
    shapes += [
        Words("tick", plot.x(tick), box.bottom + 4 + ROW, word, "middle")
        for tick, word in zip(ticks, words, strict=True)
    ]
    if title:
        shapes.append(Words("tick", box.right, box.bottom + 4 + 2 * ROW, title, "end"))
    return shapes


def nothing_yet(frame: Frame) -> Drawing:
    """What stands where no figure has come in."""
    words = Words("quiet", frame.width / 2, 32, pgettext("chart", "No values yet"), "middle")
    return Drawing(frame.width, 56, (words,))
