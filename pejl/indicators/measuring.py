"""Measures (*beregninger*): figures that Pejl counts itself, declared by a room with one function.

    @measure(key="ideas.answered_in_time", title=_("Ideas answered in time"), kind="share", row=idea_row, ...)
    def answered_in_time(scope: Scope, period: Period) -> Counted:
        ideas = Idea.objects.filter(...)
        return share(of=ideas, counted=ideas.filter(...))

The function stands in the room's ``measures.py``, where it is found by name at start. What it returns says both
the figure and the rows it was counted from, so that a reader can click a number and see exactly those rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from pejl.indicators.periods import Period
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


@dataclass(frozen=True)
class Counted:
    """A figure and what it was counted from.

    ``amount`` is None where nothing can be said, such as a share of nothing. ``rows`` are all rows looked at,
    ``counted`` those of them that count (the numerator); the same rows where each counts.
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


@dataclass(frozen=True)
class Row:
    """One row that a number was counted from, as its reader meets it."""

    title: str
    url_name: str = ""
    url_args: dict[str, Any] = field(default_factory=dict)
    detail: str = ""


Compute = Callable[[Scope, Period], Counted]


@dataclass(frozen=True)
class Measure:
    """A figure that Pejl can count: how, for whom, and how an indicator that uses it reads."""

    key: str
    title: Any
    definition: Any
    compute: Compute
    row: Callable[[Any], Row]
    kind: str
    level: str
    measured_in: str
    direction: str
    frequency: str
    per: int
    decimals: int
    by_unit: bool
    """Whether it can be counted for each unit too."""


_found: dict[str, Measure] = {}


def measure(
    *,
    key: str,
    title: Any,
    definition: Any,
    row: Callable[[Any], Row],
    kind: str = "number",
    level: str = "output",
    measured_in: str = "",
    direction: str = "higher",
    frequency: str = "month",
    per: int = 1,
    decimals: int = 0,
    by_unit: bool = True,
) -> Callable[[Compute], Compute]:
    """Declare a function as a measure. ``key`` is stored with indicators and never changes."""

    def declare(function: Compute) -> Compute:
        if key in _found and _found[key].compute is not function:
            raise LookupError(f"Two measures are called {key}")
        _found[key] = Measure(
            key=key, title=title, definition=definition, compute=function, row=row, kind=kind,
            level=level, measured_in=measured_in, direction=direction, frequency=frequency,
            per=per, decimals=decimals, by_unit=by_unit,
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
