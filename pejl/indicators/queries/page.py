"""What the page of one indicator asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pejl.design.charts.data import BarChart, Comparison, FunnelChart, SeriesChart
from pejl.history import queries as history
from pejl.indicators.charts import series_chart
from pejl.indicators.models import Import, Indicator, StepChange, Target, Value
from pejl.indicators.queries.comparing import (
    Breakdown,
    bar_chart,
    breakdowns,
    compared,
    funnel_chart,
    peers,
)
from pejl.indicators.queries.indicators import Serving, serving
from pejl.indicators.queries.series import Reading, readings
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality

LATEST_LINES = 20


@dataclass(frozen=True)
class Broken:
    """A breakdown with its picture: a funnel of units where that can be drawn, bars otherwise."""

    breakdown: Breakdown
    funnel: FunnelChart | None
    bars: BarChart | None


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator with all that is known of it."""

    reading: Reading
    chart: SeriesChart
    serving: Serving
    targets: list[Target]
    steps: list[StepChange]
    values: list[Value]
    broken: list[Broken]
    comparisons: tuple[Comparison, ...]
    peers: list[Municipality]
    imports: list[Import]
    changes: list[Any]


def indicator_page(actor: Actor, indicator: Indicator, rows_url: str) -> IndicatorPage:
    """At most fourteen SQL queries."""
    (reading,) = readings([indicator])
    others = compared(indicator)
    return IndicatorPage(
        reading=reading,
        chart=series_chart(
            indicator, reading.facts, reading.found, rows_url=rows_url, comparisons=others
        ),
        serving=serving(actor, indicator),
        targets=list(indicator.targets.select_related("set_by")),
        steps=list(indicator.stepchanges.select_related("accepted_by")),
        values=list(whole_values(indicator)[:100]),
        broken=[pictured(indicator, one) for one in breakdowns(indicator, actor)],
        comparisons=others,
        peers=peers(indicator) if indicator.shared_key else [],
        imports=_imports(actor, indicator),
        changes=_changes(actor, indicator),
    )


def whole_values(indicator: Indicator) -> QuerySet[Value]:
    """The values of the indicator's own series that hold now, the newest first."""
    return (
        Value.objects.current()
        .for_the_whole()
        .filter(indicator=indicator)
        .select_related("recorded_by", "batch")
        .order_by("-ends_on", "-starts_on")
    )


def value_by_id(indicator: Indicator, key: int) -> Value | None:
    """A value of the indicator, with the indicator at hand; also one that was corrected since."""
    value = Value.objects.filter(indicator=indicator, pk=key).select_related("unit").first()
    if value is not None:
        value.indicator = indicator
    return value


def pictured(indicator: Indicator, found: Breakdown) -> Broken:
    funnel = None if found.dimension else funnel_chart(indicator, found)
    return Broken(found, funnel, None if funnel else bar_chart(indicator, found))


def _imports(actor: Actor, indicator: Indicator) -> list[Import]:
    """The files that values came from; who works here sees those that failed too."""
    found = indicator.imports.select_related("handed_in_by")
    if not actor.is_member:
        found = found.filter(state=Import.State.DONE)
    return list(found[:10])


def _changes(actor: Actor, indicator: Indicator) -> list[Any]:
    """Who changed what last: for those who work here, since lines carry names."""
    if not actor.is_member:
        return []
    return list(history.trail(indicator.municipality_id, str(indicator.pk))[:LATEST_LINES])
