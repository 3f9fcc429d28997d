"""The funnel plot: units over their denominators, between limits that widen where a unit is small.

Units are compared with what chance allows and never ranked.
"""

from collections.abc import Callable, Sequence
from functools import partial

from django.utils.translation import ngettext, pgettext

from pejl.design.charts.data import FunnelChart, FunnelLimit, FunnelUnit
from pejl.design.charts.key import Entry, key
from pejl.design.charts.naming import Ground, Name, column, column_width
from pejl.design.charts.plot import (
    ROW,
    Frame,
    Plot,
    nothing_yet,
    number_axis,
    room_for,
    tick_words,
    unit_above,
    value_axis,
)
from pejl.design.charts.scales import Round, Scale, round_axis
from pejl.design.charts.shapes import (
    Drawing,
    Line,
    Shape,
    diamond,
    disc,
    straight,
    trace,
    triangle,
)
from pejl.design.charts.tables import Row, Table, linked, with_unit
from pejl.design.charts.writing import DASH, Numbers, known, numbers_for, written
from pejl.design.geometry import Box, Point

_MARKS: dict[str, Callable[[Point, float], str]] = {"": disc, "95": triangle, "99.8": diamond}
_SIZES = {"": 4, "95": 6, "99.8": 6.5}
_CURVES: tuple[tuple[str, Callable[[FunnelLimit], float]], ...] = (
    ("limit", lambda limit: limit.low95),
    ("limit", lambda limit: limit.high95),
    ("limit-outer", lambda limit: limit.low998),
    ("limit-outer", lambda limit: limit.high998),
)


def draw(chart: FunnelChart, frame: Frame) -> Drawing:
    """Limits as curves, the mean level, each unit as a mark whose shape says outside which limits it lies."""
    units = [one for one in chart.units if known(one.value) and known(one.size)]
    if not units:
        return nothing_yet(frame)
    numbers = numbers_of(chart)
    values, sizes = _axes(chart, units, frame)
    plot = _plot(chart, frame, numbers, values, sizes)
    curves = _curves(chart, plot)
    ground = Ground(plot.box, [points for _, points in curves])
    marks = _units(units, plot, ground)
    names, nameless = _names(units, plot, ground, numbers)
    entries, more = key(nameless, frame.width, frame.height + ROW)
    shapes: list[Shape] = [
        *value_axis(plot, values, numbers),
        *number_axis(plot, sizes.ticks, _whole(sizes), chart.size_label),
        *unit_above(numbers, plot),
        straight("mean", plot.box.x, plot.y(chart.mean), plot.box.right, plot.y(chart.mean)),
        *(Line(role, trace(points)) for role, points in curves),
        *marks,
        *names,
        *_beside(chart, plot, numbers),
        *entries,
    ]
    return Drawing(frame.width, frame.height + ROW + more, tuple(shapes))


def numbers_of(chart: FunnelChart) -> Numbers:
    """How the chart's values are written."""
    values = [one.value for one in chart.units]
    return numbers_for(values, chart.unit, chart.decimals, [chart.mean])


def table(chart: FunnelChart) -> Table:
    """Each unit with its value, its denominator, and whether it lies outside."""
    numbers = numbers_of(chart)
    heads = (
        pgettext("chart", "Unit"),
        with_unit("", chart.unit),
        chart.size_label or pgettext("chart", "Number"),
        pgettext("chart", "Against the limits"),
    )
    rows = tuple(
        Row(
            one.name,
            (
                linked(numbers.full(one.value), one.url),
                written(one.size, 0),
                _standing(one.outside),
            ),
        )
        for one in chart.units
    )
    return Table(chart.title, heads, rows, 2, tuple(_facts(chart, numbers)))


def said(chart: FunnelChart) -> str:
    """The chart in two sentences: how many units, and which lie outside."""
    count = len(chart.units)
    words = ngettext(
        "Funnel plot of %(count)d unit. Mean %(mean)s.",
        "Funnel plot of %(count)d units. Mean %(mean)s.",
        count,
    )
    numbers = numbers_of(chart)
    start = words % {"count": count, "mean": numbers.spoken(chart.mean)}
    outside = [f"{one.name} ({numbers.spoken(one.value)})" for one in chart.units if one.outside]
    if not outside:
        inside = pgettext("chart", "All lie within the limits.")
        return f"{start} {inside}"
    tail = pgettext("chart", "Outside the limits: %(names)s.") % {"names": ", ".join(outside)}
    return f"{start} {tail}"


# Layout


def _axes(chart: FunnelChart, units: Sequence[FunnelUnit], frame: Frame) -> tuple[Round, Round]:
    """Round values for both axes. Limits of the smallest denominators may run out of the plot; units may not."""
    values = [one.value for one in units] + [chart.mean]
    smallest = min(one.size for one in units)
    for limit in chart.limits:
        if limit.size >= smallest:
            values += [limit.low998, limit.high998]
    sizes = [one.size for one in units] + [limit.size for limit in chart.limits]
    return (
        round_axis(filter(known, values), frame.steps),
        round_axis(sizes, 4 if frame.name == "narrow" else 6, from_zero=True),
    )


def _plot(chart: FunnelChart, frame: Frame, numbers: Numbers, values: Round, sizes: Round) -> Plot:
    left = room_for(tick_words(values, numbers))
    right = frame.width - column_width(_side_names(chart, numbers), frame.aside)
    top, bottom = 14 + ROW, frame.height - 8 - ROW
    box = Box(left, top, right - left, bottom - top)
    across = Scale(sizes.low, sizes.high, left, right)
    return Plot(frame, box, across, Scale(values.low, values.high, bottom, top))


def _side_names(chart: FunnelChart, numbers: Numbers) -> list[Name]:
    """The mean and the upper limits, which stand at the right end of their lines."""
    names = [Name(pgettext("chart", "Mean"), numbers.short(chart.mean), chart.mean, "quiet")]
    if chart.limits:
        last = chart.limits[-1]
        names += [
            Name(pgettext("chart", "99.8 per cent limits"), "", last.high998, "quiet"),
            Name(pgettext("chart", "95 per cent limits"), "", last.low95, "quiet"),
        ]
    return names


# Shapes


def _curves(chart: FunnelChart, plot: Plot) -> list[tuple[str, list[Point]]]:
    """The limits as lines, cut where they leave the plot."""
    return [
        (
            role,
            [
                Point(plot.x(limit.size), plot.y(value(limit)))
                for limit in chart.limits
                if plot.y.low <= value(limit) <= plot.y.high
            ],
        )
        for role, value in _CURVES
    ]


def _units(units: Sequence[FunnelUnit], plot: Plot, ground: Ground) -> list[Shape]:
    """Marks by role: the reader's own full, those outside full too, the rest hollow."""
    paths: dict[str, str] = {}
    for one in units:
        at = _place(one, plot)
        ground.keep(Box(at.x - 5, at.y - 5, 10, 10))
        role = _role(one)
        paths[role] = paths.get(role, "") + _mark(one, at)
    order = ("unit", "neither", "favourable")
    return [Line(role, paths[role]) for role in order if role in paths]


def _names(
    units: Sequence[FunnelUnit], plot: Plot, ground: Ground, numbers: Numbers
) -> tuple[list[Shape], list[Entry]]:
    """The reader's own units by name and value first, then those outside; what finds no room goes into the key."""
    shapes: list[Shape] = []
    entries: list[Entry] = []
    for one in sorted(units, key=lambda one: not one.own):
        if not (one.own or one.outside):
            continue
        text = f"{one.name} {numbers.short(one.value)}"
        role = "over-own" if one.own else "over"
        if placed := ground.name(text, role, [_place(one, plot)]):
            shapes.append(placed)
        else:
            entries.append(Entry(_role(one), partial(_mark, one), text))
    return shapes, entries


def _place(one: FunnelUnit, plot: Plot) -> Point:
    return Point(plot.x(one.size), plot.y(one.value))


def _role(one: FunnelUnit) -> str:
    if one.own:
        return "favourable"
    return "neither" if one.outside else "unit"


def _mark(one: FunnelUnit, at: Point) -> str:
    """A unit's mark: its shape says outside which limits it lies, its size whether it is the reader's own."""
    return _MARKS[one.outside](at, 7 if one.own else _SIZES[one.outside])


def _beside(chart: FunnelChart, plot: Plot, numbers: Numbers) -> list[Shape]:
    names = _side_names(chart, numbers)
    places = [plot.y(name.value) for name in names]
    return column(names, places, plot.box, plot.frame.aside)


def _whole(sizes: Round) -> list[str]:
    return [written(tick, sizes.decimals()) for tick in sizes.ticks]


def _standing(outside: str) -> str:
    return {
        "": pgettext("chart", "within"),
        "95": pgettext("chart", "outside the 95 per cent limits"),
        "99.8": pgettext("chart", "outside the 99.8 per cent limits"),
    }[outside]


def _facts(chart: FunnelChart, numbers: Numbers) -> list[Row]:
    """The mean, and the limits at the smallest and largest denominators that they are drawn for."""
    facts = [Row(pgettext("chart", "Mean"), (numbers.full(chart.mean),))]
    for limit in (chart.limits[:1] + chart.limits[-1:]) if chart.limits else ():
        for word, low, high in (
            (pgettext("chart", "95 per cent limits at %(size)s"), limit.low95, limit.high95),
            (pgettext("chart", "99.8 per cent limits at %(size)s"), limit.low998, limit.high998),
        ):
            interval = f"{numbers.full(low)}{DASH}{numbers.full(high)}"
            facts.append(Row(word % {"size": written(limit.size, 0)}, (interval,)))
    return facts
