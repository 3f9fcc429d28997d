"""What a series is held against: process limits, the target's trajectory, a forecast."""

from collections.abc import Iterator, Sequence

from pejl.design.charts.data import Aim, Forecast, Limits, Reading
from pejl.design.charts.periods import span
from pejl.design.charts.plot import Plot
from pejl.design.charts.shapes import (
    Line,
    Shape,
    band,
    disc,
    rectangle,
    ring,
    rules,
    square,
    trace,
)
from pejl.design.geometry import Box, Point


def limit_fields(limits: Sequence[Limits], plot: Plot) -> list[Shape]:
    """A pale field between the limits of each stretch."""
    fields = ""
    for one in limits:
        if one.low is not None and one.high is not None:
            x, top = plot.x(span(one.start, plot.every)[0]), plot.y(one.high)
            width = plot.x(span(one.end, plot.every)[1]) - x
            fields += rectangle(Box(x, top, width, plot.y(one.low) - top))
    return [Line("band", fields)] if fields else []


def limit_lines(limits: Sequence[Limits], plot: Plot) -> list[Shape]:
    """The mean and the limits of each stretch."""
    edges, means = [], []
    for one in limits:
        x1, x2 = plot.x(span(one.start, plot.every)[0]), plot.x(span(one.end, plot.every)[1])
        level = [plot.y(value) for value in (one.low, one.high) if value is not None]
        edges += [(x1, y, x2, y) for y in level]
        means.append((x1, plot.y(one.mean), x2, plot.y(one.mean)))
    shapes: list[Shape] = [rules("limit", edges)] if edges else []
    return [*shapes, *([rules("mean", means)] if means else [])]


def trajectory_points(
    baseline: Aim | None, targets: Sequence[Aim], plot: Plot, *, stepped: bool
) -> Iterator[list[Point | None]]:
    """The corners of the way from the baseline through the targets; a target alone is a level line to its date.

    In steps each value holds until the next, the last one to the end.
    """
    points = [
        plot.at(aim.on, aim.value) for aim in ((baseline,) if baseline else ()) + tuple(targets)
    ]
    if not targets:
        return
    if stepped:
        ends = [*(point.x for point in points[1:]), plot.box.right]
        yield [
            Point(x, point.y)
            for point, end in zip(points, ends, strict=True)
            for x in (point.x, end)
        ]
    elif len(points) == 1:
        yield [Point(plot.box.x, points[0].y), points[0]]
    else:
        yield [*points]


def trajectory(
    baseline: Aim | None, targets: Sequence[Aim], plot: Plot, *, stepped: bool
) -> list[Shape]:
    """The way from the baseline through the targets, with a mark for each."""
    lines = trajectory_points(baseline, targets, plot, stepped=stepped)
    shapes: list[Shape] = [Line("target", trace(line)) for line in lines]
    if targets:
        goals = (plot.at(aim.on, aim.value) for aim in targets)
        shapes.append(Line("target-mark", "".join(map(ring, goals))))
    if baseline:
        shapes.append(Line("baseline", square(plot.at(baseline.on, baseline.value), 5)))
    return shapes


def fan(start: Reading | None, forecast: Sequence[Forecast], plot: Plot) -> list[Shape]:
    """From the latest value to what is expected: a broken line in a field that widens with the uncertainty."""
    if not forecast:
        return []
    first = [plot.at(start.on, start.value)] if start and start.value is not None else []
    line = first + [plot.at(one.on, one.value) for one in forecast]
    upper = first + [plot.at(one.on, one.high) for one in forecast]
    lower = first + [plot.at(one.on, one.low) for one in forecast]
    return [
        Line("fan", band(upper, lower)),
        Line("forecast", trace(line)),
        rules("interval", _whisker(upper[-1], lower[-1])),
        Line("forecast-mark", disc(line[-1], 4)),
    ]


def _whisker(high: Point, low: Point) -> list[tuple[float, float, float, float]]:
    """An interval as an upright line with a foot at each end."""
    return [
        (high.x, high.y, low.x, low.y),
        (high.x - 4, high.y, high.x + 4, high.y),
        (low.x - 4, low.y, low.x + 4, low.y),
    ]
