"""Measures (*beregninger*): figures that Pejl counts itself, declared by a room with one function.

    @measure(key="ideas.answered_in_time", title=_("Ideas answered in time"), kind="share", row=idea_row, ...)
    def answered_in_time(scope: Scope, period: Period) -> Counted:
        ideas = Idea.objects.filter(...)
        return share(of=ideas, counted=ideas.filter(...))

The function stands in the room's ``measures.py``, where it is found by name at start. What it returns says both
the figure and the rows it was counted from, so that a reader can click a number and see exactly those rows.
docs/measures.md tells how one is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from pejl.history.models import Entry
from pejl.indicators.periods import Period
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit


@dataclass(frozen=True)
class Scope:
    """What a figure is counted for: a municipality, or a unit in it with all units below."""

    municipality: Municipality
    unit: Unit | None = None
    unit_ids: frozenset[UUID] = frozenset()
    """The unit and those below it; empty for the whole municipality."""

    def within(self, rows: QuerySet[Any], field: str = "unit_id") -> QuerySet[Any]:
        """The rows of this municipality, and of the unit where one is meant."""
        here = rows.filter(municipality=self.municipality)
        return here.filter(**{f"{field}__in": self.unit_ids}) if self.unit else here


def scopes_of(municipality: Municipality, units: Iterable[Unit | None]) -> list[Scope]:
    """A scope for each unit, with all units below it as the tree stands today; None is the whole municipality.

    Closed units are among them: what was done there still counts. One SQL query, none when no unit is named.
    """
    asked = list(units)
    tree = Unit.objects.filter(municipality=municipality).values_list("id", "parent_id")
    pairs = list(tree) if any(asked) else []
    return [
        Scope(municipality, unit, organisation.below(pairs, [unit.id]))
        if unit
        else Scope(municipality)
        for unit in asked
    ]


def starts_at(day: date) -> datetime:
    """The moment at which a day begins, by the clock on the wall."""
    return timezone.make_aware(datetime.combine(day, time()))


def ends_at(period: Period) -> datetime:
    """The moment at which a period is over."""
    return starts_at(period.last + timedelta(days=1))


def during(field: str, period: Period) -> Q:
    """Rows whose moment lies in a period."""
    return Q(**{f"{field}__gte": starts_at(period.first), f"{field}__lt": ends_at(period)})


def as_of(period: Period) -> date:
    """The day on which the state of things is looked at: a period's last day, or today while it runs."""
    return min(period.last, timezone.localdate())


@dataclass(frozen=True)
class Counted:
    """A figure and what it was counted from.

    ``amount`` is None where nothing can be said, such as a share of nothing. ``rows`` are all rows looked at, in
    the order in which a reader meets them; ``counted`` those of them that count (the numerator): the same rows
    where each counts.
    """

    amount: Decimal | None
    rows: QuerySet[Any]
    counted: QuerySet[Any]
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def count_of(rows: QuerySet[Any]) -> Counted:
    """How many rows there are."""
    number = Decimal(rows.count())
    return Counted(number, rows, rows, numerator=number)


def share(*, of: QuerySet[Any], counted: QuerySet[Any]) -> Counted:
    """How many percent of the rows count; nothing where there are no rows."""
    numerator, denominator = Decimal(counted.count()), Decimal(of.count())
    amount = 100 * numerator / denominator if denominator else None
    return Counted(amount, of, counted, numerator, denominator)


def rate(*, counted: QuerySet[Any], denominator: int, per: int) -> Counted:
    """How many rows there are per so many of something that is not rows, such as employees."""
    numerator = Decimal(counted.count())
    amount = per * numerator / Decimal(denominator) if denominator else None
    return Counted(amount, counted, counted, numerator, Decimal(denominator))


def mean_of(rows: QuerySet[Any], amounts: Sequence[Decimal]) -> Counted:
    """The average of the amounts that the rows have, one each; nothing where there are no rows."""
    total, number = sum(amounts, Decimal()), Decimal(len(amounts))
    return Counted(total / number if number else None, rows, rows, total, number)


def median_of(rows: QuerySet[Any], amounts: Sequence[Decimal]) -> Counted:
    """The amount in the middle: half of the rows have less, half have more. Nothing where there are no rows."""
    amount = median(amounts) if amounts else None
    return Counted(amount, rows, rows, denominator=Decimal(len(amounts)))


def not_told(rows: QuerySet[Any]) -> Counted:
    """No figure and no rows, where so few people are counted that one could be recognised."""
    return Counted(None, rows.none(), rows.none())


@dataclass(frozen=True)
class Row:
    """One row that a number was counted from, as its reader meets it."""

    title: str
    url_name: str = ""
    url_args: dict[str, Any] = field(default_factory=dict)
    detail: str = ""


Compute = Callable[[Scope, Period], Counted]
SeenBy = Callable[[QuerySet[Any], Actor], QuerySet[Any]]


def as_their_room_says(rows: Any, actor: Actor) -> QuerySet[Any]:
    """The rows that the reader may see, by the ``visible_to`` that their own room filters with."""
    seen: QuerySet[Any] = rows.visible_to(actor)
    return seen


@dataclass(frozen=True)
class Measure:
    """A figure that Pejl can count: how, for whom, and how an indicator that uses it reads."""

    key: str
    title: Any
    definition: Any
    compute: Compute
    row: Callable[[Any], Row]
    seen_by: SeenBy
    """Which of the rows a reader may see."""
    kind: str
    level: str
    unit_of_measure: Any
    direction: str
    frequency: str
    per: int
    decimals: int
    by_unit: bool
    """Whether it can be counted for each unit too."""
    only_now: bool
    """The rows tell how things stand and not how they stood, so only the running period is counted: its figure
    stays when the period is over."""

    @property
    def measured_in(self) -> str:
        """The unit of measure in the installation's language, the same for whoever makes an indicator of it."""
        with translation.override(settings.LANGUAGE_CODE):
            return str(self.unit_of_measure)


_found: dict[str, Measure] = {}


def measure(
    *,
    key: str,
    title: Any,
    definition: Any,
    row: Callable[[Any], Row],
    seen_by: SeenBy = as_their_room_says,
    kind: str = "number",
    level: str = "output",
    measured_in: Any = "",
    direction: str = "higher",
    frequency: str = "month",
    per: int = 1,
    decimals: int = 0,
    by_unit: bool = True,
    only_now: bool = False,
) -> Callable[[Compute], Compute]:
    """Declare a function as a measure. ``key`` is stored with indicators and never changes."""

    def declare(function: Compute) -> Compute:
        if key in _found and _found[key].compute is not function:
            raise LookupError(f"Two measures are called {key}")
        _found[key] = Measure(
            key=key, title=title, definition=definition, compute=function, row=row, seen_by=seen_by,
            kind=kind, level=level, unit_of_measure=measured_in, direction=direction,
            frequency=frequency, per=per, decimals=decimals, by_unit=by_unit, only_now=only_now,
        )  # fmt: skip
        return function

    return declare


@cache
def measures() -> dict[str, Measure]:
    """All measures by key, from the ``measures.py`` of every room."""
    for app in apps.get_app_configs():
        if app.name.startswith("pejl.") and find_spec(f"{app.name}.measures"):
            import_module(f"{app.name}.measures")
    return dict(sorted(_found.items()))


def counted_as(indicator: Any) -> str:
    """What Pejl counts for an indicator, in the reader's language; empty where it does not, or no longer can."""
    measure = measures().get(indicator.measure)
    return str(measure.definition) if measure else ""


_WHAT_COUNTING_WRITES = Q(
    subject_label="indicators.indicator", person_id=None, changes__has_key="corrections"
)


def data_version(municipality_id: UUID) -> int:
    """The municipality's data version apart from the lines that counting itself writes.

    With them, one figure that changed would have every indicator counted anew the next time.
    """
    lines = Entry.objects.within(municipality_id).exclude(_WHAT_COUNTING_WRITES)
    return lines.order_by("-id").values_list("id", flat=True).first() or 0
