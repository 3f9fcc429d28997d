"""Looking across: the same indicator elsewhere, units of this municipality, parts of a background dimension."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

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
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import may
from pejl.search.danish import danish_key

OUTSIDE: dict[str, Outside] = {
    "alert_below": "95", "alert_above": "95", "alarm_below": "99.8", "alarm_above": "99.8",
}  # fmt: skip
"""Outside which limits a unit lies, in the chart's words."""
FEWEST_UNITS = 3
"""A funnel of one or two units says nothing."""
LATELY = 4
"""So many of the latest periods tell which parts there are; who is silent in all of them is waited for no more."""
LONGEST_NUMBER = 12
"""Digits of a number in a name; longer ones are no ages and no districts."""

Days = tuple[date, date]
"""First and last day of a period."""


def in_order(name: str) -> str:
    """A key for Danish order, with numbers by their size: 5–9 år before 10–14 år, Ældre before Ålderdom."""
    return danish_key(re.sub(r"\d+", lambda number: number[0].zfill(LONGEST_NUMBER), name))


def peers(indicator: Indicator) -> list[Municipality]:
    """Municipalities of this installation that publish the same indicator, in Danish order. One SQL query."""
    found = public_peers(indicator).select_related("municipality")
    return sorted({one.municipality for one in found}, key=lambda one: in_order(one.name))


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
        for name, marks in sorted(found.items(), key=lambda one: in_order(one[0]))
    )


@dataclass(frozen=True)
class Part:
    """One unit, or one part of a background dimension, in one period."""

    name: str
    amount: float | None
    numerator: float | None
    denominator: float | None
    is_own: bool = False
    unit_id: UUID | None = None
    above_id: UUID | None = None
    """The unit that this one belongs under."""
    url: str = ""
    """Where the rows of its figure are; empty for who may not see them, and where no rows were counted."""


@dataclass(frozen=True)
class Breakdown:
    """The values of one period, by unit or by one background dimension."""

    dimension: str
    """Empty for units of the organisation."""
    first: date
    last: date
    parts: tuple[Part, ...]
    leaves_out: bool = False
    """Whether there are figures of units above or below those compared."""

    @property
    def period(self) -> str:
        return label_of(self.first, self.last)


@dataclass
class _Found:
    """The parts of each period, of units or of one background dimension."""

    by_period: dict[Days, list[Part]] = field(default_factory=lambda: defaultdict(list))

    def add(self, days: Days, part: Part) -> None:
        self.by_period[days].append(part)

    def lately(self) -> list[Days]:
        """The latest periods, the newest first."""
        return sorted(self.by_period, reverse=True)[:LATELY]

    def heard_from(self) -> set[UUID | str]:
        """The parts that have a value in one of the latest periods."""
        return {key for days in self.lately() for key in _with_value(self.by_period[days])}

    def period_to_show(self) -> Days:
        """The latest in which at least half of the parts have a value: who is early does not hide the others."""
        lately, parts = self.lately(), len(self.heard_from())
        told = (days for days in lately if 2 * len(_with_value(self.by_period[days])) >= parts)
        return next(told, lately[0])

    def of_units(self, units: set[UUID]) -> _Found:
        """The same, of these units alone."""
        found = _Found()
        for days, parts in self.by_period.items():
            for part in parts:
                if part.unit_id in units:
                    found.add(days, part)
        return found


def _with_value(parts: Iterable[Part]) -> set[UUID | str]:
    return {part.unit_id or part.name for part in parts if part.amount is not None}


def breakdowns(indicator: Indicator, actor: Actor) -> list[Breakdown]:
    """The latest period that half of the parts have a value in, for units of one level and for each dimension.

    One SQL query, and one more where units with values belong under different ones.
    """
    rows = (
        Value.objects.current()
        .filter(indicator=indicator)
        .exclude(unit__isnull=True, dimension="")
        .values_list(
            "unit_id", "unit__name", "unit__slug", "unit__parent_id", "dimension", "category",
            "starts_on", "ends_on", "amount", "numerator", "denominator",
        )
    )  # fmt: skip
    shows_rows = indicator.is_computed and may(actor, "indicators.see_rows", indicator)
    grouped: dict[str, _Found] = defaultdict(_Found)
    for unit_id, unit, slug, above_id, dimension, category, first, last, *numbers in rows:
        if unit_id is not None and dimension:
            continue  # a unit's part of a dimension: too fine for a page, there in the export
        amount, numerator, denominator = (_number(one) for one in numbers)
        has_rows = shows_rows and slug is not None and amount is not None
        part = Part(
            category or unit, amount, numerator, denominator, unit_id in actor.unit_ids,
            unit_id, above_id,
            _rows_of(indicator, (first, last), slug) if has_rows else "",
        )  # fmt: skip
        grouped[dimension].add((first, last), part)
    dimensions = sorted(grouped, key=in_order)
    return [_broken_down(indicator, dimension, grouped[dimension]) for dimension in dimensions]


def _rows_of(indicator: Indicator, days: Days, slug: str) -> str:
    """Where the rows behind a unit's figure are read."""
    first, last = days
    here = [indicator.municipality.slug, indicator.number, f"{first}_{last}"]
    return f"{reverse('indicators:rows', args=here)}?{urlencode({'enhed': slug})}"


def _broken_down(indicator: Indicator, dimension: str, found: _Found) -> Breakdown:
    compared = found if dimension else found.of_units(_of_one_level(indicator, found))
    first, last = compared.period_to_show()
    parts = sorted(compared.by_period[first, last], key=lambda part: in_order(part.name))
    leaves_out = len(parts) < len(found.by_period[first, last])
    return Breakdown(dimension, first, last, tuple(parts), leaves_out)


def _of_one_level(indicator: Indicator, found: _Found) -> set[UUID]:
    """The units of the uppermost level that has two with values; without such a level, those furthest down.

    A unit beside its own parts would count twice what they did. Closed units stand where they stood. One SQL
    query, none where all belong under the same unit.
    """
    every = [part for parts in found.by_period.values() for part in parts]
    heard: set[UUID | str | None] = {*found.heard_from()} or {part.unit_id for part in every}
    above = {part.above_id for part in every if part.unit_id in heard}
    if len(above) == 1:
        return {part.unit_id for part in every if part.unit_id and part.above_id in above}
    levels: dict[int, set[UUID]] = defaultdict(set)
    tree = organisation.unit_tree(indicator.municipality, with_closed=True)
    for node in organisation.flat(tree):
        levels[node.depth].add(node.unit.id)
    peopled = [level for _depth, level in sorted(levels.items()) if level & heard]
    return next((level for level in peopled if len(level & heard) > 1), peopled[-1])


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
                part.url,
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
    return Bar(part.name, part.amount, low, high, size, part.is_own, url=part.url)


def chosen(slugs: Iterable[str], known: Iterable[Municipality]) -> list[Municipality]:
    """The municipalities chosen for comparison that still share the indicator."""
    wanted = set(slugs)
    return [one for one in known if one.slug in wanted]
