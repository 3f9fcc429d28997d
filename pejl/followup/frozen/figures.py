"""Figures as they go into a record: bearings, indicators and the data of their charts, as plain texts and numbers.

Every number is a text with the decimals that it was shown with, so that a record says what its readers saw.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pejl.design.charts.data import Aim, Event, Forecast, Limits, SeriesChart
from pejl.design.charts.data import Reading as Dot
from pejl.design.signs import sign_of
from pejl.effects.bearings import Bearing
from pejl.followup.canonical import shown
from pejl.indicators.analysis import Ahead, Point
from pejl.indicators.queries.series import Reading
from pejl.indicators.wording import reason

Plain = dict[str, Any]


def day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def bearing_of(bearing: Bearing) -> Plain:
    """What is done, what came of it, how sure one can be. The indicators are named; they stand on their own."""
    work = bearing.work
    return {
        "effort": {
            "state": work.state,
            "word": str(sign_of(work.state).word),
            "words": work.words,
            "proposed": work.proposed,
            "running": work.running,
            "overdue": work.overdue,
            "resting": work.resting,
            "ended": work.ended,
            "in_operation": work.in_operation,
        },
        "effect": {
            "state": bearing.effect,
            "sign": bearing.sign,
            "word": bearing.effect_words or str(sign_of(bearing.sign).word),
        },
        "certainty": bearing.certainty,
        "grade": bearing.grade,
        "changes": bearing.changes,
        "stale": bearing.stale,
        "indicators": [one.indicator.label for one in bearing.readings],
    }


def indicators_of(bearings: Iterable[Bearing]) -> list[Plain]:
    """Every indicator that some bearing rests on, once, in the order of their numbers."""
    found = {one.indicator.pk: one for bearing in bearings for one in bearing.readings}
    return [_indicator(one) for one in sorted(found.values(), key=lambda one: one.indicator.number)]


def _indicator(reading: Reading) -> Plain:
    one, figure, decimals = reading.indicator, reading.figure, reading.indicator.decimals
    on_path = reading.found.on_path
    return {
        "id": str(one.pk),
        "label": one.label,
        "title": one.title,
        "definition": one.definition,
        "measured_in": one.measured_in,
        "decimals": decimals,
        "direction": one.direction,
        "frequency": one.frequency,
        "level": one.level,
        "source": one.source,
        "is_public": one.is_public,
        "is_example": one.is_example,
        "latest": _point(reading.latest, decimals, reading.latest_words),
        "path": None
        if on_path is None
        else {"value": shown(on_path, decimals), "words": figure(on_path)},
        "standing": {
            "state": reading.standing.state,
            "sign": reading.sign,
            "word": reading.sign_words or str(sign_of(reading.sign).word),
            "why": [{"code": code, "words": reason(code)} for code in reading.standing.reasons],
        },
        "variation": reading.found.variation,
        "is_provisional": reading.found.is_provisional,
        "assurance": reading.assurance,
        "ahead": _ahead(reading.found.ahead, decimals),
        "sentence": reading.sentence,
        "chart": _chart(reading.chart, decimals),
    }


def _point(point: Point | None, decimals: int, words: str) -> Plain | None:
    if point is None:
        return None
    return {
        "starts_on": day(point.first),
        "ends_on": day(point.last),
        "value": shown(point.amount, decimals),
        "words": words,
    }


def _ahead(ahead: Ahead | None, decimals: int) -> Plain | None:
    """What may be expected on the day of the next target; the chance in whole percent, as the sentence has it."""
    if ahead is None:
        return None
    finer = max(1, decimals)
    return {
        "due_on": day(ahead.day),
        "target": shown(ahead.target, decimals),
        "expected": shown(ahead.expected, finer),
        "low": shown(ahead.low, finer),
        "high": shown(ahead.high, finer),
        "percent": round(100 * ahead.chance),
        "reach": ahead.reach,
    }


def _chart(chart: SeriesChart, decimals: int) -> Plain:
    """The data of the chart. Means, limits and forecasts of whole numbers were shown with one decimal."""
    finer = max(1, decimals)
    return {
        "every": chart.every,
        "label": chart.label,
        "readings": [
            {
                "on": day(one.on),
                "value": shown(one.value, decimals),
                "signal": one.signal,
                "favourable": one.favourable,
                "label": one.label,
                "note": one.note,
            }
            for one in chart.readings
        ],
        "baseline": _aim(chart.baseline, decimals) if chart.baseline else None,
        "targets": [_aim(one, decimals) for one in chart.targets],
        "limits": [
            {
                "starts_on": day(one.start),
                "ends_on": day(one.end),
                "mean": shown(one.mean, finer),
                "low": shown(one.low, finer),
                "high": shown(one.high, finer),
            }
            for one in chart.limits
        ],
        "forecast": [
            {
                "on": day(one.on),
                "value": shown(one.value, finer),
                "low": shown(one.low, finer),
                "high": shown(one.high, finer),
            }
            for one in chart.forecast
        ],
        "events": [
            {"on": day(one.on), "label": one.label, "kind": one.kind} for one in chart.events
        ],
    }


def _aim(aim: Aim, decimals: int) -> Plain:
    return {"on": day(aim.on), "value": shown(aim.value, decimals)}


def chart_from(told: Plain) -> SeriesChart:
    """The chart of an indicator again, from nothing but what stands in the record (its days read as days)."""
    chart = told["chart"]
    return SeriesChart(
        title=told["title"],
        unit=told["measured_in"],
        decimals=told["decimals"],
        is_example=told["is_example"],
        readings=tuple(
            Dot(
                one["on"], _number(one["value"]), one["signal"], one["favourable"],
                one["label"], one["note"],
            )
            for one in chart["readings"]
        ),
        every=chart["every"],
        label=chart["label"],
        baseline=_aim_from(chart["baseline"]) if chart["baseline"] else None,
        targets=tuple(_aim_from(one) for one in chart["targets"]),
        limits=tuple(
            Limits(one["starts_on"], one["ends_on"], *_numbers(one, "mean", "low", "high"))
            for one in chart["limits"]
        ),
        forecast=tuple(
            Forecast(one["on"], *_numbers(one, "value", "low", "high")) for one in chart["forecast"]
        ),
        events=tuple(Event(one["on"], one["label"], one["kind"]) for one in chart["events"]),
    )  # fmt: skip


def _aim_from(told: Plain) -> Aim:
    return Aim(told["on"], float(told["value"]))


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _numbers(told: Plain, *names: str) -> list[Any]:
    return [_number(told[name]) for name in names]
