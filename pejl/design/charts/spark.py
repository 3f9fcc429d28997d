"""A small series for lists: its line alone with the latest value marked; the value stands beside it as text."""

from pejl.design.charts.data import SeriesChart
from pejl.design.charts.periods import middle
from pejl.design.charts.scales import Scale
from pejl.design.charts.series import latest, sound
from pejl.design.charts.shapes import Drawing, Line, Shape, disc, straight, trace
from pejl.design.charts.writing import known
from pejl.design.geometry import Point

WIDTH, HEIGHT = 120, 32
_EDGE = 5


def draw(chart: SeriesChart) -> Drawing:
    """The line with its gaps, the target's level as a broken line, the latest value as a dot."""
    chart = sound(chart)
    values = [one.value for one in chart.readings if known(one.value)]
    last = latest(chart.readings)
    if last is None:
        return Drawing(WIDTH, HEIGHT, ())
    target = chart.targets[-1].value if chart.targets else None
    levels = values if target is None else [*values, target]
    low, high = min(levels), max(levels)
    days = [middle(one.on, chart.every) for one in chart.readings]
    x = _scale(min(days), max(days), _EDGE, WIDTH - _EDGE)
    y = _scale(low, high, HEIGHT - _EDGE, _EDGE)
    points = [
        Point(x(day), y(one.value)) if known(one.value) else None
        for day, one in zip(days, chart.readings, strict=True)
    ]
    shapes: list[Shape] = []
    if target is not None:
        shapes.append(straight("target", 0, y(target), WIDTH, y(target)))
    end = next(point for point in reversed(points) if point)
    shapes += [Line("own", trace(points)), Line("latest", disc(end, 4))]
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    """A scale that puts a single value in the middle."""
    if high - low <= abs(high) * 1e-9:
        room = abs(high) or 1.0
        return Scale(low - room, high + room, start, end)
    return Scale(low, high, start, end)
