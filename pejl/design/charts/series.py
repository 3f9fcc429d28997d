"""The series chart: values over time, and what they are held against."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import pgettext

from pejl.design.charts import signalled
from pejl.design.charts.data import Aim, Reading, SeriesChart
from pejl.design.charts.key import Entry, key, stroke
from pejl.design.charts.naming import Ground, Name
from pejl.design.charts.over_time import OverTime, over_time, time_between
from pejl.design.charts.periods import middle, span
from pejl.design.charts.plot import Frame, Plot, nothing_yet
from pejl.design.charts.scales import round_axis
from pejl.design.charts.shapes import Drawing, Line, Shape, Words, disc, dots, square, trace
from pejl.design.charts.writing import Numbers, known, numbers_for
from pejl.design.charts.yardsticks import (
    fan,
    limit_fields,
    limit_lines,
    trajectory,
    trajectory_points,
)
from pejl.design.geometry import Point

MOST_DOTS = 60
"""Values beyond which only the line is drawn, and marks where something is signalled."""
_OTHERS = ("second", "third", "fourth")
_NEAR_THE_END = 0.06


@dataclass(frozen=True)
class _Ending:
    """A name, how what it names is drawn, and the moment at which it ends; a level line also has a ``start``."""

    name: Name
    role: str
    at: float
    start: float | None = None


def draw(chart: SeriesChart, frame: Frame) -> Drawing:
    """The chart in one frame. One without any value says so: nothing is invented."""
    chart = sound(chart)
    if not _values(chart):
        return nothing_yet(frame)
    numbers = numbers_of(chart)
    endings = list(_endings(chart, numbers))
    sheet, beside, inside = _lay_out(chart, frame, numbers, endings)
    plot = sheet.plot
    own = [_point(plot, reading) for reading in chart.readings]
    others = [[_point(plot, one) for one in other.readings] for other in chart.comparisons]
    ground = Ground(plot.box, [own, *others, *_straight_lines(chart, plot)])
    names, nameless = _inside(inside, plot, ground)
    signal_names, without_word = signalled.names(chart.readings, own, ground)
    entries, more = key([*nameless, *without_word], frame.width, frame.height)
    shapes = [
        *limit_fields(chart.limits, plot),
        *sheet.axes(),
        *limit_lines(chart.limits, plot),
        *sheet.happenings(),
        *fan(latest(chart.readings), chart.forecast, plot),
        *_comparisons(others),
        *trajectory(chart.baseline, chart.targets, plot, stepped=chart.stepped),
        *_own(own),
        *signalled.marks(chart.readings, own, plot.box.width),
        *sheet.beside([one.name for one in beside]),
        *names,
        *signal_names,
        *entries,
    ]
    return Drawing(frame.width, frame.height + more, tuple(shapes))


def numbers_of(chart: SeriesChart) -> Numbers:
    """How the chart's numbers are written: with the decimals that its values and targets have."""
    values = [reading.value for reading in chart.readings]
    values += [aim.value for aim in chart.targets]
    return numbers_for(values, chart.unit, chart.decimals, _values(chart))


def sound(chart: SeriesChart) -> SeriesChart:
    """The chart without what is no number in what it is held against; readings without value are gaps."""
    return replace(
        chart,
        baseline=chart.baseline if chart.baseline and known(chart.baseline.value) else None,
        targets=tuple(aim for aim in chart.targets if known(aim.value)),
        forecast=tuple(
            one for one in chart.forecast if known(one.value) and known(one.low) and known(one.high)
        ),
        limits=tuple(one for one in chart.limits if known(one.mean)),
    )


def computed(numbers: Numbers) -> Numbers:
    """Means and limits of whole numbers are written with one decimal."""
    return replace(numbers, decimals=max(1, numbers.decimals))


def latest(readings: Sequence[Reading]) -> Reading | None:
    """The last reading that has a value."""
    return next((one for one in reversed(readings) if known(one.value)), None)


# Layout


def _lay_out(
    chart: SeriesChart, frame: Frame, numbers: Numbers, endings: Sequence[_Ending]
) -> tuple[OverTime, list[_Ending], list[_Ending]]:
    """The plot, the names that stand beside it, and those of what ends earlier, which stand inside."""
    days = [one.on for one in chart.readings]
    days += [aim.on for aim in _aims(chart)] + [one.on for one in chart.forecast]
    days += [one.on for other in chart.comparisons for one in other.readings]
    days += [day for limit in chart.limits for day in (limit.start, limit.end)]
    time = time_between(days, chart.events, chart.every)
    edge = time.high - (time.high - time.low) * _NEAR_THE_END
    beside = [one for one in endings if one.at >= edge]
    inside = [one for one in endings if one.at < edge]
    values = round_axis(_values(chart), frame.steps, whole=not numbers.decimals)
    names = [one.name for one in beside]
    sheet = over_time(frame, time, values, numbers, names, chart.events)
    return sheet, beside, inside


def _values(chart: SeriesChart) -> list[float]:
    """Everything that must be inside the value axis."""
    lines = [chart.readings, *(other.readings for other in chart.comparisons)]
    values = [one.value for line in lines for one in line]
    values += [value for limit in chart.limits for value in (limit.mean, limit.low, limit.high)]
    values += [value for one in chart.forecast for value in (one.value, one.low, one.high)]
    values += [aim.value for aim in _aims(chart)]
    return [value for value in values if known(value)]


def _aims(chart: SeriesChart) -> tuple[Aim, ...]:
    """The trajectory: from the baseline through the targets."""
    return (*((chart.baseline,) if chart.baseline else ()), *chart.targets)


def _point(plot: Plot, reading: Reading) -> Point | None:
    value = reading.value
    return plot.at(reading.on, value) if known(value) else None


def _straight_lines(chart: SeriesChart, plot: Plot) -> Iterator[list[Point | None]]:
    """The trajectory, the forecast, the means and what happened, which names may not cover either."""
    yield from trajectory_points(chart.baseline, chart.targets, plot, stepped=chart.stepped)
    yield [plot.at(one.on, one.value) for one in chart.forecast]
    for limit in chart.limits:
        yield [plot.at(limit.start, limit.mean), plot.at(limit.end, limit.mean)]
    for event in chart.events:
        x = plot.day(event.on)
        yield [Point(x, plot.box.y), Point(x, plot.box.bottom)]


# The figures


def _own(points: Sequence[Point | None]) -> list[Shape]:
    """The line, broken where a value is missing, a dot for each value, and the latest one larger."""
    shapes: list[Shape] = [Line("own", trace(points))]
    if len(points) <= MOST_DOTS:
        shapes.append(Line("own-dots", dots(points)))
    last = next((point for point in reversed(points) if point), None)
    return [*shapes, Line("latest", disc(last, 5))] if last else []


def _comparisons(others: Sequence[Sequence[Point | None]]) -> list[Shape]:
    return [
        Line(_OTHERS[min(place, len(_OTHERS) - 1)], trace(points))
        for place, points in enumerate(others)
    ]


# Names


def _endings(chart: SeriesChart, numbers: Numbers) -> Iterator[_Ending]:
    """What is named, that which matters most first."""
    every = chart.every
    if last := latest(chart.readings):
        name = _name(chart.label, last.value, numbers, "name-own")
        yield _Ending(name, "own", middle(last.on, every))
    if chart.targets:
        aim = chart.targets[-1]
        name = _name(pgettext("chart", "Target"), aim.value, numbers)
        yield _Ending(name, "target", math.inf if chart.stepped else middle(aim.on, every))
    if chart.forecast:
        one = chart.forecast[-1]
        figure = f"{numbers.short(one.value)} ({numbers.range(one.low, one.high)})"
        name = Name(pgettext("chart", "Forecast"), figure, one.value)
        yield _Ending(name, "forecast", middle(one.on, every))
    for place, other in enumerate(chart.comparisons):
        if last := latest(other.readings):
            role = _OTHERS[min(place, 2)]
            name = _name(other.label, last.value, numbers, f"name-{role}")
            yield _Ending(name, role, middle(last.on, every))
    yield from _limit_endings(chart, computed(numbers))
    if chart.baseline:
        name = _name(pgettext("chart", "Baseline"), chart.baseline.value, numbers, "quiet")
        yield _Ending(name, "baseline", middle(chart.baseline.on, every))


def _limit_endings(chart: SeriesChart, numbers: Numbers) -> Iterator[_Ending]:
    """The mean and the limits of the last stretch."""
    if not chart.limits:
        return
    last = chart.limits[-1]
    words = (
        (pgettext("chart", "Mean"), last.mean, "mean"),
        (pgettext("chart", "Upper limit"), last.high, "limit"),
        (pgettext("chart", "Lower limit"), last.low, "limit"),
    )
    start, end = span(last.start, chart.every)[0], span(last.end, chart.every)[1]
    for word, value, role in words:
        if value is not None:
            yield _Ending(_name(word, value, numbers, "quiet"), role, end, start)


def _name(text: str, value: float | None, numbers: Numbers, role: str = "name") -> Name:
    return Name(text, numbers.short(value or 0), value or 0, role)


def _inside(
    endings: Sequence[_Ending], plot: Plot, ground: Ground
) -> tuple[list[Shape], list[Entry]]:
    """Names inside the plot, and entries of the key for what finds no room there."""
    shapes: list[Shape] = []
    entries: list[Entry] = []
    for one in endings:
        if words := _placed(one, plot, ground):
            shapes.append(words)
        else:
            sample = square if one.role == "baseline" else stroke
            entries.append(Entry(one.role, sample, one.name.joined))
    return shapes, entries


def _placed(one: _Ending, plot: Plot, ground: Ground) -> Words | None:
    """A mark is named round itself, a level line anywhere along itself."""
    text = one.name.joined
    role = "over-own" if one.name.role == "name-own" else "over"
    y = plot.y(one.name.value)
    below = y > plot.box.middle.y
    if one.start is None:
        return ground.name(text, role, [Point(plot.x(one.at), y)], below=below)
    start, end = plot.x(one.start), plot.x(one.at)
    near = [Point(end - (end - start) * part, y) for part in (0, 0.3, 0.6)]
    return ground.name(text, role, near, below=below, gap=3, start=start)
