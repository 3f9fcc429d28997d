"""Bars: values by category, with intervals and how many each rests on; and the weights of donors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import ngettext, pgettext

from pejl.design.charts.data import Bar, BarChart, WeightsChart
from pejl.design.charts.naming import cut
from pejl.design.charts.plot import ROW, Frame, nothing_yet
from pejl.design.charts.roles import LETTER
from pejl.design.charts.scales import Scale, round_axis
from pejl.design.charts.shapes import Drawing, Line, Shape, Words, rectangle, rules, straight
from pejl.design.charts.tables import Row, Table, linked, with_unit
from pejl.design.charts.writing import DASH, Numbers, known, numbers_for, written
from pejl.design.geometry import Box
from pejl.design.lettering import fit, width_of

_THICK = 16
_APART = 12
_NAMES_WIDE = 220
_FIGURES = 0.45
"""The most of the width that the figures may take."""
_BARS_LEAST = 60
"""What is left for the bars themselves, however long the words beside them are."""


@dataclass(frozen=True)
class _Sheet:
    """Bars laid out: the level scale, where names stand, how high each bar's part is."""

    chart: BarChart
    frame: Frame
    x: Scale
    numbers: Numbers
    names: float
    tops: tuple[float, ...]
    bottom: float


def draw(chart: BarChart, frame: Frame) -> Drawing:
    """The bars one below the other, named to the left, or above where the frame is narrow."""
    if not any(known(bar.value) for bar in chart.bars):
        return nothing_yet(frame)
    sheet = _lay_out(chart, frame)
    shapes: list[Shape] = _ground(sheet)
    shapes += [
        Line("other-area", "".join(_areas(sheet, own=False))),
        Line("own-area", "".join(_areas(sheet, own=True))),
        rules("interval-edge", _whiskers(sheet)),
        rules("interval", _whiskers(sheet)),
        *_above(sheet),
        *_names(sheet),
        *_figures(sheet),
    ]
    return Drawing(frame.width, sheet.bottom + 8, tuple(shapes))


def numbers_of(chart: BarChart) -> Numbers:
    """How the chart's numbers are written."""
    values = [bar.value for bar in chart.bars]
    return numbers_for(values, chart.unit, chart.decimals, _values(chart))


def table(chart: BarChart) -> Table:
    """Each category with its value, interval and number, as far as any has one."""
    numbers = numbers_of(chart)
    with_interval = any(known(bar.low) and known(bar.high) for bar in chart.bars)
    with_size = any(bar.size is not None for bar in chart.bars)
    heads = [chart.name_label or pgettext("chart", "Name"), with_unit("", chart.unit)]
    heads += [pgettext("chart", "95 per cent interval")] if with_interval else []
    heads += [chart.size_label or pgettext("chart", "Number")] if with_size else []
    rows = []
    for bar in chart.bars:
        value = numbers.full(bar.value) if known(bar.value) else bar.note or numbers.full(None)
        cells = [linked(value, bar.url)]
        cells += [_interval(bar, numbers)] if with_interval else []
        cells += ["" if bar.size is None else written(bar.size, 0)] if with_size else []
        rows.append(Row(bar.name, tuple(cells)))
    facts = _reference_fact(chart, numbers)
    return Table(chart.title, tuple(heads), tuple(rows), len(heads) - 1, facts)


def said(chart: BarChart) -> str:
    """The chart in a sentence or two: how many, the largest and the smallest."""
    numbers = numbers_of(chart)
    there = [bar for bar in chart.bars if known(bar.value)]
    if not there:
        return pgettext("chart", "No values yet.")
    low, high = min(there, key=_value), max(there, key=_value)
    count = ngettext("Bars for %(count)d category.", "Bars for %(count)d categories.", len(there))
    ends = pgettext("chart", "From %(low)s (%(low_name)s) to %(high)s (%(high_name)s).") % {
        "low": numbers.spoken(_value(low)),
        "low_name": low.name,
        "high": numbers.spoken(_value(high)),
        "high_name": high.name,
    }
    return f"{count % {'count': len(there)}} {ends}"


def draw_weights(chart: WeightsChart, frame: Frame) -> Drawing:
    """Donors as bars."""
    return draw(weights_as_bars(chart), frame)


def weights_said(chart: WeightsChart) -> str:
    """Donors in a sentence."""
    return said(weights_as_bars(chart))


def weights_table(chart: WeightsChart) -> Table:
    """Every donor with its weight, also those that share a bar."""
    return table(weights_as_bars(replace(chart, most=len(chart.weights))))


def weights_as_bars(chart: WeightsChart) -> BarChart:
    """Shares in per cent, the heaviest by themselves and all others together."""
    shown, others = chart.weights[: chart.most], chart.weights[chart.most :]
    bars = [Bar(one.name, round(one.share * 100, 1), own=True) for one in shown]
    if others:
        words = ngettext("%(count)d other", "%(count)d others", len(others))
        together = round(sum(one.share for one in others) * 100, 1)
        bars.append(Bar(words % {"count": len(others)}, together))
    return BarChart(
        title=chart.title,
        unit="%",
        decimals=1,
        source=chart.source,
        is_example=chart.is_example,
        bars=tuple(bars),
        name_label=pgettext("chart", "Compared with"),
    )


# Layout


def _lay_out(chart: BarChart, frame: Frame) -> _Sheet:
    numbers = numbers_of(chart)
    values = round_axis(_values(chart), frame.steps - 1, from_zero=True)
    beside = frame.name == "wide"
    widest = max(width_of(bar.name, LETTER) for bar in chart.bars)
    names = min(widest + 12, _NAMES_WIDE) if beside else 0
    most = _room_for_figures(frame, names, values.low)
    figures = max(width_of(_figure(bar, numbers, most), LETTER) for bar in chart.bars) + 10
    start = names + 2 + (figures if values.low < 0 else 0)
    x = Scale(values.low, values.high, start, frame.width - figures)
    rows = [chart.reference is not None, numbers.is_long]
    y = sum(rows) * ROW + (10 if any(rows) else 6)
    tops = []
    for bar in chart.bars:
        tops.append(y)
        lines = len(_name_lines(bar.name, names or frame.width))
        y += max(_THICK, lines * ROW) if beside else _THICK + 3 + lines * ROW
        y += _APART
    return _Sheet(chart, frame, x, numbers, names, tuple(tops), y)


def _room_for_figures(frame: Frame, names: float, low: float) -> float:
    """How wide a figure may be; where bars go both ways there are figures on both sides of them."""
    if low >= 0:
        return frame.width * _FIGURES
    return min(frame.width * _FIGURES, (frame.width - names - _BARS_LEAST) / 2 - 10)


def _values(chart: BarChart) -> list[float]:
    values = [value for bar in chart.bars for value in (bar.value, bar.low, bar.high)]
    return [value for value in (*values, chart.reference) if known(value)]


def _name_lines(name: str, width: float) -> tuple[str, ...]:
    return fit(name, width - 12, (LETTER,), 3).lines if name.strip() else ("",)


def _bar_top(sheet: _Sheet, index: int) -> float:
    """Where a bar itself begins: beside its name, or below it."""
    top = sheet.tops[index]
    if sheet.names:
        lines = len(_name_lines(sheet.chart.bars[index].name, sheet.names))
        return top + max(0, lines * ROW - _THICK) / 2
    return top + 3 + ROW * len(_name_lines(sheet.chart.bars[index].name, sheet.frame.width))


# Shapes


def _ground(sheet: _Sheet) -> list[Shape]:
    """The line that bars begin at; where names stand above their bars, it is there beside the bars alone."""
    zero = sheet.x(0)
    if sheet.names:
        return [straight("axis", zero, sheet.tops[0] - 4, zero, sheet.bottom - _APART + 6)]
    tops = (_bar_top(sheet, index) for index in range(len(sheet.tops)))
    return [rules("axis", ((zero, top - 2, zero, top + _THICK + 2) for top in tops))]


def _areas(sheet: _Sheet, *, own: bool) -> Sequence[str]:
    zero = sheet.x(0)
    paths = []
    for index, bar in enumerate(sheet.chart.bars):
        if bar.own == own and known(bar.value):
            start, end = sorted((zero, sheet.x(bar.value)))
            paths.append(rectangle(Box(start, _bar_top(sheet, index), end - start, _THICK)))
    return paths


def _whiskers(sheet: _Sheet) -> list[tuple[float, float, float, float]]:
    lines = []
    for index, bar in enumerate(sheet.chart.bars):
        if not (known(bar.low) and known(bar.high)):
            continue
        y, low, high = _bar_top(sheet, index) + _THICK / 2, sheet.x(bar.low), sheet.x(bar.high)
        lines += [(low, y, high, y), (low, y - 4, low, y + 4), (high, y - 4, high, y + 4)]
    return lines


def _above(sheet: _Sheet) -> list[Shape]:
    """A long unit, and a broken line across all bars with its words above."""
    chart, numbers, width = sheet.chart, sheet.numbers, sheet.frame.width
    shapes: list[Shape] = []
    if numbers.is_long:
        shapes.append(Words("tick", 0, LETTER, cut(numbers.axis_unit, width)))
    if not known(chart.reference):
        return shapes
    x = sheet.x(chart.reference)
    words = f"{chart.reference_label} {numbers.short(chart.reference)}".strip()
    words = cut(words, width - 4)
    half = width_of(words, LETTER) / 2
    middle = min(max(x, half + 2), width - half - 2)
    y = LETTER + (ROW if numbers.is_long else 0)
    shapes.append(straight("target", x, y + 4, x, sheet.bottom - _APART + 6))
    return [*shapes, Words("name", middle, y, words, "middle")]


def _names(sheet: _Sheet) -> list[Shape]:
    shapes: list[Shape] = []
    for bar, top in zip(sheet.chart.bars, sheet.tops, strict=True):
        role = ("name" if sheet.names else "over") + ("-own" if bar.own else "")
        lines = _name_lines(bar.name, sheet.names or sheet.frame.width)
        first = top + LETTER
        if sheet.names:
            first += max(0, _THICK - len(lines) * ROW) / 2
            shapes += [
                Words(role, sheet.names - 8, first + row * ROW, line, "end")
                for row, line in enumerate(lines)
            ]
        else:
            shapes += [Words(role, 0, first + row * ROW, line) for row, line in enumerate(lines)]
    return shapes


def _figures(sheet: _Sheet) -> list[Shape]:
    """Each value at the end of its bar, or past its interval."""
    shapes: list[Shape] = []
    for index, bar in enumerate(sheet.chart.bars):
        ends = [sheet.x(value) for value in (0.0, bar.value, bar.low, bar.high) if known(value)]
        falls = sheet.x.low < 0 and known(bar.value) and bar.value < 0
        y = _bar_top(sheet, index) + _THICK / 2 + LETTER * 0.35
        role = "name-own" if bar.own else ("name" if known(bar.value) else "quiet")
        most = _room_for_figures(sheet.frame, sheet.names, sheet.x.low)
        text = _figure(bar, sheet.numbers, most)
        x = min(ends) - 6 if falls else max(ends) + 6
        shapes.append(Words(role, x, y, text, "end" if falls else "start"))
    return shapes


def _figure(bar: Bar, numbers: Numbers, most: float) -> str:
    """What stands at the end of a bar."""
    if not known(bar.value):
        return cut(bar.note or numbers.full(None), most)
    size = "" if bar.size is None else f" (n = {written(bar.size, 0)})"
    return cut(numbers.short(bar.value) + size, most)


def _interval(bar: Bar, numbers: Numbers) -> str:
    if not (known(bar.low) and known(bar.high)):
        return ""
    return f"{numbers.full(bar.low)}{DASH}{numbers.full(bar.high)}"


def _reference_fact(chart: BarChart, numbers: Numbers) -> tuple[Row, ...]:
    if chart.reference is None:
        return ()
    label = chart.reference_label or pgettext("chart", "Reference")
    return (Row(label, (numbers.full(chart.reference),)),)


def _value(bar: Bar) -> float:
    return bar.value or 0
