"""An indicator's series as a chart that ``design`` can draw: readings, limits, path, forecast, steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pejl.design.charts import data
from pejl.indicators.analysis import Analysis, Facts, Point
from pejl.indicators.periods import label_of

if TYPE_CHECKING:
    from pejl.indicators.models import Indicator

EVERY: dict[str, data.Every] = {
    "year": "year", "half": "half", "quarter": "quarter", "month": "month", "week": "week",
}  # fmt: skip
"""How often a reading comes, in the chart's words; what comes now and then is drawn on its day."""


def series_chart(
    indicator: Indicator,
    facts: Facts,
    found: Analysis,
    *,
    rows_url: str = "",
    events: Iterable[data.Event] = (),
    comparisons: Iterable[data.Comparison] = (),
) -> data.SeriesChart:
    """The whole picture of one indicator. ``rows_url``: where a number's rows are, with ``{}`` for its period."""
    return data.SeriesChart(
        title=indicator.title,
        unit=indicator.measured_in,
        decimals=indicator.decimals,
        is_example=indicator.is_example,
        readings=_readings(found, rows_url),
        every=EVERY.get(indicator.frequency, "day"),
        label=_("Here"),
        baseline=data.Aim(*facts.baseline) if facts.baseline else None,
        targets=tuple(data.Aim(*target) for target in sorted(facts.targets)),
        limits=tuple(
            data.Limits(one.first, one.last, one.mean, one.low, one.high) for one in found.stretches
        ),
        forecast=_forecast(found),
        comparisons=tuple(comparisons),
        events=tuple(sorted([*_steps(facts), *events], key=lambda event: event.on)),
    )


def _readings(found: Analysis, rows_url: str) -> tuple[data.Reading, ...]:
    return tuple(
        data.Reading(
            on=point.last,
            value=point.amount,
            signal=signal.rule if signal else "",  # type: ignore[arg-type]
            favourable=signal.is_better if signal else None,
            label=label_of(point.first, point.last) if point.first != point.last else "",
            note=_parts(point),
            url=rows_url.format(f"{point.first}_{point.last}")
            if rows_url and point.amount is not None
            else "",
        )
        for point, signal in zip(found.points, found.signals, strict=True)
    )


def _parts(point: Point) -> str:
    """“81 of 263” where a value was reckoned from two numbers."""
    if point.numerator is None or point.denominator is None:
        return ""
    words: dict[str, Any] = {"part": f"{point.numerator:g}", "whole": f"{point.denominator:g}"}
    return _("%(part)s of %(whole)s") % words


def _forecast(found: Analysis) -> tuple[data.Forecast, ...]:
    if found.ahead is None:
        return ()
    ahead = found.ahead
    return (data.Forecast(ahead.day, ahead.expected, ahead.low, ahead.high),)


def _steps(facts: Facts) -> list[data.Event]:
    return [data.Event(day, _("Reckoned anew"), "step") for day in facts.steps]
