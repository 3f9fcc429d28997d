"""What stands behind a number: the rows it was counted from, the person who entered it, or the file it came from.

Also what was said of the same period before, for a value is never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from pejl.indicators.measuring import Counted, Measure, Row, as_of, measures, scopes_of
from pejl.indicators.models import Import, Indicator, Value
from pejl.indicators.models.indicators import DECIMALS
from pejl.indicators.periods import Period, period_around
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.rules import may

ON_A_PAGE = 50


@dataclass(frozen=True)
class Said:
    """One figure that was given for the period: how much, when and why, by whom or from which file."""

    value: Value
    by: str
    """Who entered it or handed the file in; empty for what Pejl counted, and for those who do not work here."""
    file: Import | None

    @property
    def holds(self) -> bool:
        return self.value.superseded_at is None


@dataclass(frozen=True)
class FoundRow:
    """A row as its reader meets it, and whether it counts."""

    row: Row
    counts: bool


@dataclass(frozen=True)
class Rows:
    """What the rows give now, and those of them that the reader may see."""

    measure: Measure
    counted: Counted
    found: list[FoundRow]
    """One page of them."""
    page: Page[Any]
    total: int
    hidden: int
    """How many there are that the reader may not see."""
    is_as_it_stands: bool
    """The period is over, and the rows tell how things stand and not how they stood: the figure that was counted
    then holds, and need not be what the rows give now."""


@dataclass(frozen=True)
class RowsBehind:
    """A number, what it rests on, and what was said before."""

    indicator: Indicator
    period: Period
    unit: Unit | None
    said: list[Said] = field(default_factory=list)
    """Every figure given for the period, the latest first."""
    rows: Rows | None = None
    """For what Pejl counts."""

    @property
    def holding(self) -> Said | None:
        """The figure that holds; none while a computed period has not been counted yet."""
        return next((one for one in self.said if one.holds), None)

    @property
    def corrected(self) -> list[Said]:
        """What was said before, the latest first."""
        return [one for one in self.said if not one.holds]

    @property
    def source(self) -> str:
        """Where the number that holds comes from, in the words of ``Indicator.Source``."""
        holding = self.holding
        if holding and holding.value.batch_id:
            return str(Indicator.Source.IMPORTED)
        if self.indicator.is_computed and (holding is None or not holding.value.recorded_by_id):
            return str(Indicator.Source.COMPUTED)
        return str(Indicator.Source.ENTERED)

    @property
    def differs(self) -> bool:
        """Whether the rows give another number now than the one that is kept."""
        if self.rows is None or self.holding is None:
            return False
        return _kept(self.rows.counted.amount) != self.holding.value.amount


def _kept(amount: Decimal | None) -> Decimal | None:
    """The number as a value keeps it."""
    return None if amount is None else amount.quantize(Decimal(1).scaleb(-DECIMALS))


def rows_behind(
    actor: Actor,
    indicator: Indicator,
    starts_on: date,
    ends_on: date,
    unit: Unit | None = None,
    *,
    dimension: str = "",
    category: str = "",
    page: int | str = 1,
) -> RowsBehind | None:
    """What is behind the number of a period; None where there is none and none can be counted.

    Rows, names and files are for those who work here. At most nine SQL queries, however many rows there are.
    """
    period = Period(starts_on, ends_on)
    works_here = may(actor, "indicators.see_rows", indicator)
    said = _said(indicator, period, unit, dimension, category, with_people=works_here)
    rows = None
    if works_here and not dimension and _is_counted(indicator, period, unit):
        rows = _rows(actor, indicator, period, unit, page)
    if not said and rows is None:
        return None
    return RowsBehind(indicator, period, unit, said, rows)


def _said(
    indicator: Indicator,
    period: Period,
    unit: Unit | None,
    dimension: str,
    category: str,
    *,
    with_people: bool,
) -> list[Said]:
    values = Value.objects.filter(
        indicator=indicator, starts_on=period.first, ends_on=period.last, unit=unit,
        dimension=dimension, category=category,
    ).select_related("recorded_by", "batch")  # fmt: skip
    return [
        Said(
            value,
            value.recorded_by.name if with_people and value.recorded_by else "",
            value.batch if with_people else None,
        )
        for value in values.order_by("-recorded_at", "-id")
    ]


def _is_counted(indicator: Indicator, period: Period, unit: Unit | None) -> bool:
    """Whether Pejl counts this period and this part of the whole."""
    measure = measures().get(indicator.measure) if indicator.is_computed else None
    if measure is None or period.first > timezone.localdate():
        return False
    if period_around(period.first, indicator.frequency) != period:
        return False
    is_a_part = unit is not None and (indicator.unit_id is not None or not measure.by_unit)
    return not is_a_part


def _rows(
    actor: Actor, indicator: Indicator, period: Period, unit: Unit | None, number: int | str
) -> Rows:
    measure = measures()[indicator.measure]
    (scope,) = scopes_of(indicator.municipality, [unit or indicator.unit])
    counted = measure.compute(scope, period)
    page = Paginator(measure.seen_by(counted.rows, actor), ON_A_PAGE).get_page(number)
    listed = list(page.object_list)
    total = counted.rows.count()
    return Rows(
        measure=measure,
        counted=counted,
        found=_found(measure, counted, listed),
        page=page,
        total=total,
        hidden=total - page.paginator.count,
        is_as_it_stands=measure.only_now and as_of(period) < timezone.localdate(),
    )


def _found(measure: Measure, counted: Counted, listed: list[Any]) -> list[FoundRow]:
    """The rows of a page; of a share, which of them count. At most one SQL query."""
    keys = [one.pk for one in listed]
    counting = set(keys)
    if counted.counted is not counted.rows and keys:
        counting &= set(counted.counted.filter(pk__in=keys).values_list("pk", flat=True))
    return [FoundRow(measure.row(one), one.pk in counting) for one in listed]
