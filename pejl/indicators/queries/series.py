"""The facts that indicators' charts and judgements rest on, many indicators at once, and what was made of them.

What was reckoned is kept by data version: nothing is reckoned again for the next reader while nothing has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.design.charts.data import SeriesChart
from pejl.indicators.analysis import Analysis, Facts, Point, Standing, analyse, standing
from pejl.indicators.charts import series_chart
from pejl.indicators.models import Indicator, Value
from pejl.indicators.wording import Figure, sentence

KEPT_FOR = 7 * 24 * 3600
"""Seconds that an analysis is kept at most; its key changes with the data, so this only bounds the memory."""
FORMAT = 1
"""Raised when ``Reckoned`` gets another shape, so that nothing old is taken for it."""


@dataclass(frozen=True)
class Reckoned:
    """The facts of an indicator and what they come to."""

    facts: Facts
    found: Analysis


@dataclass(frozen=True)
class Reading:
    """One indicator as a page shows it: the figures, how they stand, and what there is to say."""

    indicator: Indicator
    facts: Facts
    found: Analysis
    standing: Standing
    sentence: str
    figure: Figure

    @property
    def latest(self) -> Point | None:
        return self.found.latest

    @property
    def is_stale(self) -> bool:
        return self.standing.state == "stale"

    @property
    def latest_words(self) -> str:
        latest = self.found.latest
        return self.figure(latest.amount if latest else None)

    @property
    def path_words(self) -> str:
        """What the path says for the day of the latest value; empty where there is none."""
        return "" if self.found.on_path is None else self.figure(self.found.on_path)

    @property
    def sign(self) -> str:
        """The sign to draw; what has no target is drawn as no judgement."""
        return "no_data" if self.standing.state == "no_target" else self.standing.state

    @property
    def sign_words(self) -> str:
        """What stands beside the sign, where its own word does not say it."""
        own = {"no_target": _("No target"), "done": _("Reached")}
        return own.get(self.standing.state, "")

    @property
    def variation(self) -> str:
        """The sign of variation, in the words of ``design``."""
        return {"": "too_early", "common_cause": "common"}.get(
            self.found.variation, self.found.variation
        )

    @property
    def assurance(self) -> str:
        """Whether the process as it is meets the target; nothing while it becomes another (docs/methods.md)."""
        return self.found.assurance if self.found.variation == "common_cause" else ""

    @property
    def chart(self) -> SeriesChart:
        return self.chart_with_rows("")

    def chart_with_rows(self, rows_url: str) -> SeriesChart:
        """The chart, each of whose numbers leads to its rows; ``rows_url`` has ``{}`` for the period."""
        return series_chart(self.indicator, self.facts, self.found, rows_url=rows_url)


def _key(indicator: Indicator) -> str:
    """Changes whenever anything that is reckoned with does."""
    return (
        f"indicators.reckoned:{FORMAT}:{indicator.pk}:{indicator.version}:{indicator.data_version}"
    )


def readings(indicators: Iterable[Indicator], *, day: date | None = None) -> list[Reading]:
    """Each indicator with its figures and what they say of a day. At most four SQL queries for any number.

    Without a day each is judged today, or on the last day of the strategies it serves where they and the series
    have ended: a year that is over stands as it was, and does not grow stale. A series that goes on is told whole.
    """
    asked = list(indicators)
    found = reckoned(asked)
    if day:
        return [_reading(one, _as_of(found[one.pk], day), day) for one in asked]
    ended, today = judged_on(asked), timezone.localdate()
    return [
        _reading(one, made, today if _goes_on(made, ended[one.pk]) else ended[one.pk])
        for one, made in ((one, found[one.pk]) for one in asked)
    ]


def _goes_on(made: Reckoned, day: date) -> bool:
    """Whether the series has values of a later time."""
    return made.found.latest is not None and made.found.latest.first > day


def judged_on(indicators: Sequence[Indicator]) -> dict[UUID, date]:
    """The day on which each is judged. One SQL query."""
    today = timezone.localdate()
    rows = (
        Indicator.objects.filter(pk__in=[one.pk for one in indicators])
        .order_by()
        .values_list("pk")
        .annotate(last=Max("objectives__strategy__ends_on"))
    )
    return {key: min(last or today, today) for key, last in rows} if indicators else {}


def is_known_on(last: date, day: date) -> bool:
    """Whether a period that ends then could be known on a day: today also what is counted of the running one."""
    return last <= day or day >= timezone.localdate()


def _as_of(made: Reckoned, day: date) -> Reckoned:
    """What was known on a day, where the series has gone on since."""
    points = tuple(point for point in made.facts.points if is_known_on(point.last, day))
    if len(points) == len(made.facts.points):
        return made
    facts = replace(made.facts, points=points)
    return Reckoned(facts, analyse(facts))


def _reading(indicator: Indicator, made: Reckoned, today: date) -> Reading:
    stands = standing(made.found, made.facts, today)
    figure = Figure(indicator.decimals, indicator.measured_in)
    return Reading(
        indicator, made.facts, made.found, stands, sentence(made.found, stands, figure), figure
    )


def reckoned(indicators: Sequence[Indicator]) -> dict[UUID, Reckoned]:
    """The facts of each and their analysis, from what was kept where the data are the same."""
    keys = {_key(one): one for one in indicators}
    kept = cache.get_many(keys)
    fresh = _reckon([one for key, one in keys.items() if key not in kept])
    if fresh:
        cache.set_many(
            {_key(one): fresh[one.pk] for one in keys.values() if one.pk in fresh}, KEPT_FOR
        )
    return fresh | {keys[key].pk: made for key, made in kept.items()}


def _reckon(indicators: Sequence[Indicator]) -> dict[UUID, Reckoned]:
    facts = facts_of(indicators)
    return {key: Reckoned(one, analyse(one)) for key, one in facts.items()}


def facts_of(indicators: Sequence[Indicator]) -> dict[UUID, Facts]:
    """What holds now: values, targets, accepted steps. Two SQL queries for any number of indicators."""
    if not indicators:
        return {}
    keys = [one.pk for one in indicators]
    points = _points(keys)
    targets, steps = _targets_and_steps(keys)
    return {
        one.pk: Facts(
            points=tuple(points[one.pk]),
            direction=one.direction,
            frequency=one.frequency,
            targets=tuple((day, float(value)) for day, value in sorted(targets[one.pk])),
            baseline=_baseline(one),
            tolerance=float(one.tolerance or 0),
            steps=tuple(sorted(steps[one.pk])),
            bounds=(0.0, 100.0) if one.kind == Indicator.Kind.SHARE else (-inf, inf),
        )
        for one in indicators
    }


def _baseline(indicator: Indicator) -> tuple[date, float] | None:
    if indicator.baseline is None or indicator.baseline_on is None:
        return None
    return indicator.baseline_on, float(indicator.baseline)


def _targets_and_steps(
    keys: Sequence[UUID],
) -> tuple[Mapping[UUID, set[tuple[date, Any]]], Mapping[UUID, set[date]]]:
    """The targets and the accepted steps of each, in one SQL query: there are few of both."""
    targets: dict[UUID, set[tuple[date, Any]]] = defaultdict(set)
    steps: dict[UUID, set[date]] = defaultdict(set)
    rows = Indicator.objects.filter(pk__in=keys).values_list(
        "pk", "targets__due_on", "targets__value", "stepchanges__starts_on"
    )
    for key, due_on, value, starts_on in rows:
        if due_on is not None:
            targets[key].add((due_on, value))
        if starts_on is not None:
            steps[key].add(starts_on)
    return targets, steps


def _points(keys: Sequence[UUID]) -> Mapping[UUID, list[Point]]:
    rows = (
        Value.objects.current()
        .for_the_whole()
        .filter(indicator__in=keys)
        .values_list("indicator_id", "starts_on", "ends_on", "amount", "numerator", "denominator")
    )
    found: dict[UUID, list[Point]] = defaultdict(list)
    for key, first, last, *numbers in rows:
        found[key].append(Point(first, last, *(_number(one) for one in numbers)))
    return found


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
