"""Looking across: the same indicator elsewhere, units of this municipality, parts of a background dimension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pejl.design.charts.data import (
    Bar,
    BarChart,
    Comparison,
    FunnelChart,
    FunnelLimit,
    FunnelUnit,
    Outside,
)
from pejl.design.charts.data import Reading as Mark
from pejl.indicators.models import Indicator, Value
from pejl.indicators.models.indicators import public_peers
from pejl.indicators.periods import label_of
from pejl.methods import funnel, proportions
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality

OUTSIDE: dict[str, Outside] = {
    "alert_below": "95", "alert_above": "95", "alarm_below": "99.8", "alarm_above": "99.8",
}  # fmt: skip
"""Outside which limits a unit lies, in the chart's words."""
FEWEST_UNITS = 3
"""A funnel of one or two units says nothing."""


def peers(indicator: Indicator) -> list[Municipality]:
    """Municipalities of this installation that publish the same indicator, in Danish order. One SQL query."""
    found = public_peers(indicator).select_related("municipality")
    return sorted({one.municipality for one in found}, key=lambda one: one.name)


def compared(indicator: Indicator) -> tuple[Comparison, ...]:
    """The series of the municipalities chosen for comparison. One SQL query, none when none is chosen."""
    if not indicator.compared_with:
        return ()
    others = public_peers(indicator).filter(municipality__slug__in=indicator.compared_with)
    rows = (
        Value.objects.current()
        .for_the_whole()
        .filter(indicator__in=others)
        .values_list("indicator__municipality__name", "ends_on", "amount")
    )
    found: dict[str, list[Mark]] = defaultdict(list)
    for name, day, amount in rows:
        found[name].append(Mark(day, None if amount is None else float(amount)))
    return tuple(
        Comparison(name, tuple(sorted(marks, key=lambda mark: mark.on)))
        for name, marks in sorted(found.items())
    )


@dataclass(frozen=True)
class Part:
    """One unit, or one part of a background dimension, in one period."""

    name: str
    amount: float | None
    numerator: float | None
    denominator: float | None
    is_own: bool = False


@dataclass(frozen=True)
class Breakdown:
    """The values of one period, by unit or by one background dimension."""

    dimension: str
    """Empty for units of the organisation."""
    first: date
    last: date
    parts: tuple[Part, ...]

    @property
    def period(self) -> str:
        return label_of(self.first, self.last)


def breakdowns(indicator: Indicator, actor: Actor) -> list[Breakdown]:
    """The latest period that is broken down, for units and for each dimension. One SQL query."""
    rows = (
        Value.objects.current()
        .filter(indicator=indicator)
        .exclude(unit__isnull=True, dimension="")
        .values_list(
            "unit_id", "unit__name", "dimension", "category", "starts_on", "ends_on",
            "amount", "numerator", "denominator",
        )
    )  # fmt: skip
    grouped: dict[str, dict[tuple[date, date], list[Part]]] = defaultdict(lambda: defaultdict(list))
    for unit_id, unit, dimension, category, first, last, *numbers in rows:
        if unit_id is not None and dimension:
            continue  # a unit's part of a dimension: too fine for a page, there in the export
        amount, numerator, denominator = (_number(one) for one in numbers)
        is_own = unit_id in actor.unit_ids
        part = Part(category or unit, amount, numerator, denominator, is_own)
        grouped[dimension][first, last].append(part)
    return [
        Breakdown(
            dimension, *max(by_period), tuple(sorted(by_period[max(by_period)], key=_by_name))
        )
        for dimension, by_period in sorted(grouped.items())
    ]


def _by_name(part: Part) -> str:
    return part.name


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def funnel_chart(indicator: Indicator, found: Breakdown) -> FunnelChart | None:
    """Units over what they count from, where the kind of number and the figures allow it."""
    usable = [
        part
        for part in found.parts
        if part.numerator is not None and part.denominator and part.amount is not None
    ]
    if indicator.kind not in {Indicator.Kind.SHARE, Indicator.Kind.RATE}:
        return None
    if len(usable) < FEWEST_UNITS:
        return None
    return _drawn(indicator, found, usable)


def _drawn(indicator: Indicator, found: Breakdown, usable: list[Part]) -> FunnelChart:
    counts = [part.numerator or 0.0 for part in usable]
    sizes = [part.denominator or 0.0 for part in usable]
    is_share = indicator.kind == Indicator.Kind.SHARE
    judged = funnel.of_shares(counts, sizes) if is_share else funnel.of_rates(counts, sizes)
    times = 100.0 if is_share else float(indicator.per)  # the method reckons shares from 0 to 1
    curve = judged.curve
    return FunnelChart(
        title=indicator.title,
        unit=indicator.measured_in,
        decimals=indicator.decimals,
        is_example=indicator.is_example,
        mean=times * judged.target,
        units=tuple(
            FunnelUnit(
                part.name,
                part.amount or 0.0,
                part.denominator or 0.0,
                OUTSIDE.get(stands, ""),
                part.is_own,
            )
            for part, stands in zip(usable, judged.standings, strict=True)
        ),
        limits=tuple(
            FunnelLimit(size, times * low95, times * high95, times * low998, times * high998)
            for size, low95, high95, low998, high998 in zip(
                curve.sizes.tolist(),
                curve.alert_below.tolist(),
                curve.alert_above.tolist(),
                curve.alarm_below.tolist(),
                curve.alarm_above.tolist(),
                strict=True,
            )
        ),
    )


def bar_chart(indicator: Indicator, found: Breakdown) -> BarChart:
    """Parts beside each other in the order of their names: no league table. Shares carry their interval."""
    return BarChart(
        title=indicator.title,
        unit=indicator.measured_in,
        decimals=indicator.decimals,
        is_example=indicator.is_example,
        bars=tuple(_bar(indicator, part) for part in found.parts),
        name_label=found.dimension,
    )


def _bar(indicator: Indicator, part: Part) -> Bar:
    low = high = None
    if indicator.kind == Indicator.Kind.SHARE and part.denominator and part.numerator is not None:
        interval = proportions.wilson(part.numerator, part.denominator)
        low, high = (100 * interval.lower, 100 * interval.upper) if interval else (None, None)
    size = round(part.denominator) if part.denominator else None
    return Bar(part.name, part.amount, low, high, size, part.is_own)


def chosen(slugs: Iterable[str], known: Iterable[Municipality]) -> list[Municipality]:
    """The municipalities chosen for comparison that still share the indicator."""
    wanted = set(slugs)
    return [one for one in known if one.slug in wanted]
