"""Pictures of an effect evaluation: what was against what would have been expected, and the gap between them."""

from collections.abc import Iterator
from itertools import groupby
from statistics import fmean

from django.utils.translation import pgettext

from pejl.design.charts.data import Event, FitChart, FitPoint
from pejl.design.charts.naming import Name
from pejl.design.charts.over_time import over_time, time_between
from pejl.design.charts.plot import Frame, Plot, nothing_yet
from pejl.design.charts.scales import round_axis
from pejl.design.charts.shapes import Drawing, Line, Shape, band, trace
from pejl.design.charts.tables import Row, Table, with_unit
from pejl.design.charts.writing import DASH, Numbers, known, numbers_for, period_name
from pejl.design.geometry import Point


def draw(chart: FitChart, frame: Frame) -> Drawing:
    """Both lines over all time, and after the start the gap between them as a field."""
    values = _values(chart)
    if not values:
        return nothing_yet(frame)
    numbers = numbers_of(chart)
    events = [Event(chart.starts_on, chart.start_label, "start")]
    time = time_between([point.on for point in chart.points], events, chart.every)
    names = _names(chart, numbers)
    sheet = over_time(frame, time, round_axis(values, frame.steps), numbers, names, events)
    plot = sheet.plot
    shapes: list[Shape] = [
        *_interval(chart, plot),
        *sheet.axes(),
        Line("gap", "".join(_gap(chart, plot))),
        *sheet.happenings(),
        Line("second", trace(_at(plot, one, one.expected) for one in chart.points)),
        Line("own", trace(_at(plot, one, one.treated) for one in chart.points)),
        *sheet.beside(names),
    ]
    return Drawing(frame.width, frame.height, tuple(shapes))


def numbers_of(chart: FitChart) -> Numbers:
    """How the chart's numbers are written: as what was measured, and what is computed with one decimal more."""
    treated = [one.treated for one in chart.points]
    return numbers_for(treated, chart.unit, chart.decimals, _values(chart))


def table(chart: FitChart) -> Table:
    """Both lines and the difference, date by date."""
    numbers = numbers_of(chart)
    with_interval = any(known(one.low) and known(one.high) for one in chart.points)
    heads = [
        pgettext("chart", "Period"),
        with_unit(chart.treated_label, chart.unit),
        with_unit(chart.expected_label, chart.unit),
        pgettext("chart", "Difference"),
    ]
    heads += [pgettext("chart", "Interval of what was expected")] if with_interval else []
    rows = []
    for one in chart.points:
        cells = [numbers.full(one.treated), numbers.full(one.expected)]
        cells.append(numbers.full(_difference(one)))
        if with_interval:
            there = known(one.low) and known(one.high)
            cells.append(f"{numbers.full(one.low)}{DASH}{numbers.full(one.high)}" if there else "")
        rows.append(Row(period_name(one.on, chart.every), tuple(cells)))
    start = Row(chart.start_label, (period_name(chart.starts_on, "day"),))
    return Table(chart.title, tuple(heads), tuple(rows), len(heads) - 1, (start,))


def said(chart: FitChart) -> str:
    """The mean difference before and after."""
    numbers = numbers_of(chart)
    parts = [
        pgettext("chart", "%(treated)s and %(expected)s over time.")
        % {"treated": chart.treated_label, "expected": chart.expected_label}
    ]
    for words, after in (
        (pgettext("chart", "Mean difference before the start: %(value)s."), False),
        (pgettext("chart", "Mean difference after it: %(value)s."), True),
    ):
        gaps = [
            gap
            for one in chart.points
            if (gap := _difference(one)) is not None and (one.on >= chart.starts_on) == after
        ]
        if gaps:
            parts.append(words % {"value": numbers.spoken(fmean(gaps))})
    return " ".join(parts)


def _values(chart: FitChart) -> list[float]:
    values = [
        value for one in chart.points for value in (one.treated, one.expected, one.low, one.high)
    ]
    return [value for value in values if known(value)]


def _difference(one: FitPoint) -> float | None:
    treated, expected = one.treated, one.expected
    return treated - expected if known(treated) and known(expected) else None


def _at(plot: Plot, one: FitPoint, value: float | None) -> Point | None:
    return plot.at(one.on, value) if known(value) else None


def _gap(chart: FitChart, plot: Plot) -> Iterator[str]:
    """The field between the lines from the last date before the start, in pieces where a value is missing."""
    before = [place for place, one in enumerate(chart.points) if one.on < chart.starts_on]
    first = before[-1] if before else 0
    for there, members in groupby(
        chart.points[first:], key=lambda one: _difference(one) is not None
    ):
        piece = list(members) if there else []
        upper = [point for one in piece if (point := _at(plot, one, one.treated))]
        lower = [point for one in piece if (point := _at(plot, one, one.expected))]
        yield band(upper, lower)


def _interval(chart: FitChart, plot: Plot) -> list[Shape]:
    """Where the expected value lies with its interval, pale behind all else."""
    there = [one for one in chart.points if known(one.low) and known(one.high)]
    upper = [point for one in there if (point := _at(plot, one, one.high))]
    lower = [point for one in there if (point := _at(plot, one, one.low))]
    return [Line("band", band(upper, lower))] if there else []


def _names(chart: FitChart, numbers: Numbers) -> list[Name]:
    """Both lines and the difference between their last values."""
    last = next((one for one in reversed(chart.points) if _difference(one) is not None), None)
    if last is None or last.treated is None or last.expected is None:
        return []
    gap = last.treated - last.expected
    return [
        Name(chart.treated_label, numbers.short(last.treated), last.treated, "name-own"),
        Name(chart.expected_label, numbers.short(last.expected), last.expected, "name-second"),
        Name(
            pgettext("chart", "Latest difference"),
            numbers.short(gap),
            (last.treated + last.expected) / 2,
            "quiet",
        ),
    ]
