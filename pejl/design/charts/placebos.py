"""The gap where something was done among placebo gaps: over time, or the estimates in order of size.

If the gaps of places where nothing was done are as large, the one that was sought may be chance.
"""

from collections.abc import Sequence
from statistics import median

from django.utils.translation import ngettext, pgettext

from pejl.design.charts.data import Event, Gaps, PlaceboChart, RankChart
from pejl.design.charts.naming import Ground, Name
from pejl.design.charts.over_time import over_time, time_between
from pejl.design.charts.plot import (
    Frame,
    Plot,
    nothing_yet,
    room_for,
    tick_words,
    unit_above,
    value_axis,
)
from pejl.design.charts.scales import Round, Scale, round_axis
from pejl.design.charts.shapes import Drawing, Line, Shape, Words, diamond, dots, trace
from pejl.design.charts.tables import Row, Table, with_unit
from pejl.design.charts.writing import Numbers, known, numbers_for, period_name
from pejl.design.geometry import Box, Point

# Over time


def draw(chart: PlaceboChart, frame: Frame) -> Drawing:
    """Thin grey lines for the placebos, the sought gap strongly over them."""
    values = [value for one in (chart.treated, *chart.placebos) for value in _there(one.values)]
    if not values:
        return nothing_yet(frame)
    numbers = numbers_of(chart)
    events = [Event(chart.starts_on, chart.start_label, "start")]
    time = time_between(chart.dates, events, chart.every)
    names = _names(chart, numbers)
    sheet = over_time(frame, time, round_axis(values, frame.steps), numbers, names, events)
    thin = "".join(trace(_points(chart, one, sheet.plot, whole=True)) for one in chart.placebos)
    shapes: list[Shape] = [
        *sheet.axes(),
        Line("placebo", thin),
        *sheet.happenings(),
        Line("own", trace(_points(chart, chart.treated, sheet.plot))),
        *sheet.beside(names),
    ]
    return Drawing(frame.width, frame.height, tuple(shapes))


def numbers_of(chart: PlaceboChart) -> Numbers:
    """How the chart's numbers are written."""
    others = [value for one in chart.placebos for value in one.values]
    return numbers_for(chart.treated.values, chart.unit, chart.decimals, others)


def table(chart: PlaceboChart) -> Table:
    """Date by date the sought gap, and the lowest, middle and highest of the placebos."""
    numbers = numbers_of(chart)
    heads = (
        pgettext("chart", "Period"),
        with_unit(chart.treated.name, chart.unit),
        pgettext("chart", "Lowest of the others"),
        pgettext("chart", "Middle of the others"),
        pgettext("chart", "Highest of the others"),
    )
    rows = []
    for place, on in enumerate(chart.dates):
        others = _there([one.values[place] for one in chart.placebos])
        spread = (min(others), median(others), max(others)) if others else (None,) * 3
        cells = (chart.treated.values[place], *spread)
        rows.append(Row(period_name(on, chart.every), tuple(map(numbers.full, cells))))
    start = Row(chart.start_label, (period_name(chart.starts_on, "day"),))
    return Table(chart.title, heads, tuple(rows), len(heads) - 1, (start,))


def said(chart: PlaceboChart) -> str:
    """How the last gap stands among the placebos."""
    count = len(chart.placebos)
    words = ngettext(
        "The gap for %(name)s among the gaps of %(count)d place where nothing was done.",
        "The gap for %(name)s among the gaps of %(count)d places where nothing was done.",
        count,
    )
    start = words % {"name": chart.treated.name, "count": count}
    last = _last(chart.treated)
    if last is None:
        return start
    others = [gap for one in chart.placebos if (gap := _last(one)) is not None]
    return f"{start} {_as_large(last, others, numbers_of(chart))}"


# In order of size


def draw_ranks(chart: RankChart, frame: Frame) -> Drawing:
    """A dot for each placebo estimate in order of size; the sought one is a diamond with its name."""
    if not known(chart.treated.value):
        return nothing_yet(frame)
    ordered = _in_order(chart)
    numbers = rank_numbers(chart)
    values = round_axis([*(value for value, _ in ordered), 0.0], frame.steps)
    plot = _rank_plot(frame, values, numbers, len(ordered))
    points = [Point(plot.x(place), plot.y(value)) for place, (value, _) in enumerate(ordered)]
    own = next(point for point, (_, own) in zip(points, ordered, strict=True) if own)
    others = [point for point, (_, own) in zip(points, ordered, strict=True) if not own]
    words = _rank_name(chart, numbers, plot, points, own)
    shapes: list[Shape] = [
        *value_axis(plot, values, numbers),
        *unit_above(numbers, plot, chart.value_label),
        Line("placebo-dots", dots(others)),
        Line("favourable", diamond(own, 7)),
        Words("tick", plot.box.right, frame.height - 4, _order_words(), "end"),
        *words,
    ]
    return Drawing(frame.width, frame.height, tuple(shapes))


def _rank_name(
    chart: RankChart, numbers: Numbers, plot: Plot, points: Sequence[Point], own: Point
) -> list[Shape]:
    """The sought one's name near its mark, or in the corner that the dots leave free."""
    box = plot.box
    ground = Ground(Box(box.x, box.y - 6, box.width, box.height + 14))
    for point in points:
        ground.keep(Box(point.x - 4, point.y - 4, 8, 8))
    text = f"{chart.treated.name} {numbers.short(chart.treated.value)}"
    corner = Point(box.x, box.y)
    words = ground.name(text, "over-own", [own], below=own.y < plot.y(0))
    words = words or ground.name(text, "over-own", [corner], below=True, gap=2)
    return [words] if words else []


def rank_numbers(chart: RankChart) -> Numbers:
    """How the estimates are written."""
    others = [one.value for one in chart.placebos]
    return numbers_for([chart.treated.value], chart.unit, chart.decimals, others)


def rank_table(chart: RankChart) -> Table:
    """Every estimate, in order of size."""
    numbers = rank_numbers(chart)
    named = [(one.value, one.name) for one in (*chart.placebos, chart.treated) if known(one.value)]
    rows = tuple(Row(name, (numbers.full(value),)) for value, name in sorted(named))
    heads = (pgettext("chart", "Name"), with_unit(chart.value_label, chart.unit))
    return Table(chart.title, heads, rows, 1)


def rank_said(chart: RankChart) -> str:
    """How many of the placebo estimates are as large as the sought one."""
    others = _there([one.value for one in chart.placebos])
    text = _as_large(chart.treated.value, others, rank_numbers(chart))
    return f"{chart.treated.name}. {text}"


# What both need


def _there(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if known(value)]


def _last(gaps: Gaps) -> float | None:
    there = _there(gaps.values)
    return there[-1] if there else None


def _points(
    chart: PlaceboChart, gaps: Gaps, plot: Plot, *, whole: bool = False
) -> list[Point | None]:
    """A line's places; the many thin ones need no fractions."""
    places: list[Point | None] = []
    for on, value in zip(chart.dates, gaps.values, strict=True):
        if not known(value):
            places.append(None)
            continue
        point = plot.at(on, value)
        places.append(Point(round(point.x), round(point.y)) if whole else point)
    return places


def _names(chart: PlaceboChart, numbers: Numbers) -> list[Name]:
    last = _last(chart.treated)
    names = (
        [] if last is None else [Name(chart.treated.name, numbers.short(last), last, "name-own")]
    )
    others = _there([_last(one) for one in chart.placebos])
    if others:
        words = ngettext("%(count)d other", "%(count)d others", len(others))
        names.append(Name(words % {"count": len(others)}, "", median(others), "quiet"))
    return names


def _as_large(sought: float, others: Sequence[float], numbers: Numbers) -> str:
    """In how many places where nothing was done the gap is at least as large, whichever way it points."""
    words = ngettext(
        "The estimate is %(value)s. Of %(all)d other, %(count)d is at least as large.",
        "The estimate is %(value)s. Of %(all)d others, %(count)d are at least as large.",
        len(others),
    )
    count = sum(abs(other) >= abs(sought) for other in others)
    return words % {"value": numbers.spoken(sought), "all": len(others), "count": count}


def _in_order(chart: RankChart) -> list[tuple[float, bool]]:
    """The values from the lowest to the highest, and which is the sought one."""
    others = [(value, False) for value in _there([one.value for one in chart.placebos])]
    return sorted([*others, (chart.treated.value, True)])


def _rank_plot(frame: Frame, values: Round, numbers: Numbers, count: int) -> Plot:
    left = room_for(tick_words(values, numbers))
    top, bottom = 32.0, frame.height - 30
    box = Box(left, top, frame.width - left - 4, bottom - top)
    across = Scale(-1, count, left, box.right)
    return Plot(frame, box, across, Scale(values.low, values.high, bottom, top))


def _order_words() -> str:
    return pgettext("chart", "each place, in order of size")
