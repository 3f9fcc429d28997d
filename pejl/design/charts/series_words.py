"""What a series says in words, and its numbers as a table."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import ngettext, pgettext

from pejl.design.charts.data import Reading, SeriesChart
from pejl.design.charts.periods import span
from pejl.design.charts.series import computed, latest, numbers_of, sound
from pejl.design.charts.signalled import spoken
from pejl.design.charts.tables import Cell, Row, Table, linked, with_unit
from pejl.design.charts.writing import DASH, Numbers, known, period_name


def table(chart: SeriesChart) -> Table:
    """A row a period, with comparisons, signals and notes where there are any; below, what it is held against."""
    chart = sound(chart)
    numbers = numbers_of(chart)
    with_signal = any(one.signal for one in chart.readings)
    with_note = any(one.note for one in chart.readings)
    heads = [pgettext("chart", "Period"), with_unit(chart.label, chart.unit)]
    heads += [with_unit(other.label, chart.unit) for other in chart.comparisons]
    numeric = len(heads) - 1
    heads += [pgettext("chart", "Signal")] if with_signal else []
    heads += [pgettext("chart", "Note")] if with_note else []
    by_period = [_by_period(chart, one.readings) for one in chart.comparisons]
    rows = []
    for reading in _every_period(chart):
        start = span(reading.on, chart.every)[0]
        cells: list[str | Cell] = [linked(numbers.full(reading.value), reading.url)]
        cells += [numbers.full(other.get(start)) for other in by_period]
        cells += [spoken(reading) if reading.signal else ""] if with_signal else []
        cells += [reading.note] if with_note else []
        rows.append(Row(reading.label or period_name(reading.on, chart.every), tuple(cells)))
    return Table(chart.title, tuple(heads), tuple(rows), numeric, tuple(_facts(chart, numbers)))


def said(chart: SeriesChart) -> str:
    """The series in a few sentences: how long, how far, where it stands, what it is held against."""
    chart = sound(chart)
    there = [one for one in chart.readings if known(one.value)]
    last = latest(there)
    if last is None:
        return pgettext("chart", "No values yet.")
    numbers = numbers_of(chart)
    sentences = [
        _how_long(chart, there),
        pgettext("chart", "Lowest %(low)s, highest %(high)s, latest %(latest)s.")
        % {
            "low": numbers.spoken(min(map(_value, there))),
            "high": numbers.spoken(max(map(_value, there))),
            "latest": numbers.spoken(_value(last)),
        },
        *_held_against(chart, numbers),
    ]
    return " ".join(sentences)


def _how_long(chart: SeriesChart, there: Sequence[Reading]) -> str:
    """How many values there are, and of which time."""
    first, last = _when(chart, there[0]), _when(chart, there[-1])
    if len(there) == 1:
        return pgettext("chart", "One value, %(when)s.") % {"when": first}
    words = pgettext("chart", "%(count)d values from %(first)s to %(last)s.")
    return words % {"count": len(there), "first": first, "last": last}


def _held_against(chart: SeriesChart, numbers: Numbers) -> Iterator[str]:
    """The target, the forecast, and how many values are signalled or missing."""
    if chart.targets:
        aim = chart.targets[-1]
        words = pgettext("chart", "Target %(value)s, %(when)s.")
        when = period_name(aim.on, chart.every)
        yield words % {"value": numbers.spoken(aim.value), "when": when}
    if chart.forecast:
        one = chart.forecast[-1]
        words = pgettext("chart", "Forecast %(value)s (%(interval)s), %(when)s.")
        yield words % {
            "value": numbers.spoken(one.value),
            "interval": numbers.range(one.low, one.high),
            "when": period_name(one.on, chart.every),
        }
    signals = sum(1 for one in chart.readings if one.signal)
    if signals:
        words = ngettext("%(count)d value stands out.", "%(count)d values stand out.", signals)
        yield words % {"count": signals}
    missing = sum(1 for one in chart.readings if not known(one.value))
    if missing:
        words = ngettext("%(count)d value is missing.", "%(count)d values are missing.", missing)
        yield words % {"count": missing}


def _facts(chart: SeriesChart, numbers: Numbers) -> Iterator[Row]:
    """Baseline, targets, limits, forecast and events, each with its period."""
    every = chart.every
    aims = [(pgettext("chart", "Baseline"), chart.baseline)] if chart.baseline else []
    aims += [(pgettext("chart", "Target"), aim) for aim in chart.targets]
    for word, aim in aims:
        if aim:
            yield Row(f"{word}, {period_name(aim.on, every)}", (numbers.full(aim.value),))
    finer = computed(numbers)
    for one in chart.limits:
        when = f"{period_name(one.start, every)} {DASH} {period_name(one.end, every)}"
        yield Row(f"{pgettext('chart', 'Mean')}, {when}", (finer.full(one.mean),))
        if known(one.low) and known(one.high):
            interval = f"{finer.full(one.low)}{DASH}{finer.full(one.high)}"
            limits = pgettext("chart", "Process limits")
            yield Row(f"{limits}, {when}", (interval,))
    for forecast in chart.forecast:
        interval = f"{numbers.full(forecast.low)}{DASH}{numbers.full(forecast.high)}"
        when = period_name(forecast.on, every)
        value = f"{numbers.full(forecast.value)} ({interval})"
        yield Row(f"{pgettext('chart', 'Forecast')}, {when}", (value,))
    for event in sorted(chart.events, key=lambda event: event.on):
        yield Row(event.label, (period_name(event.on, "day"),))


def _every_period(chart: SeriesChart) -> list[Reading]:
    """The chart's readings, and an empty one for each period that only a comparison has."""
    own = {span(one.on, chart.every)[0] for one in chart.readings}
    extra: dict[float, dt.date] = {}
    for other in chart.comparisons:
        for one in other.readings:
            start = span(one.on, chart.every)[0]
            if start not in own:
                extra.setdefault(start, one.on)
    if not extra:
        return list(chart.readings)
    empty = [Reading(on, None) for on in extra.values()]
    return sorted([*chart.readings, *empty], key=lambda one: one.on)


def _by_period(chart: SeriesChart, readings: Sequence[Reading]) -> dict[float, float | None]:
    return {span(one.on, chart.every)[0]: one.value for one in readings}


def _when(chart: SeriesChart, reading: Reading) -> str:
    return reading.label or period_name(reading.on, chart.every)


def _value(reading: Reading) -> float:
    return reading.value or 0
