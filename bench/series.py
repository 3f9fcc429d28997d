"""What one municipality measures: indicators from all three sources, with targets and forty values each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from bench import data
from pejl.indicators import actions
from pejl.indicators.actions.values import keep_computed
from pejl.indicators.models import Indicator
from pejl.indicators.periods import Period, period_around, previous_period
from pejl.indicators.told import NewValue
from pejl.organisation.models import Unit
from pejl.strategy.models import Objective, Strategy
from pejl.strategy.queries.parts import objectives

if TYPE_CHECKING:
    from bench.country import Place

SOURCES = ("entered", "imported", "computed")
MEASURE = "ideas.answered_in_time"
PERIODS, TARGETS = 40, 3


def measure(place: Place, strategy: Strategy) -> None:
    """Indicators on one objective, two of each source; the rest in turn on those after it."""
    _bare, *aims = objectives(strategy)
    for number in range(place.size.figures):
        at = max(0, number - data.FIGURES_ON_ONE + 1)
        _make(place, strategy, number, [aims[at % len(aims)]] if aims else [])


def _make(place: Place, strategy: Strategy, number: int, aims: list[Objective]) -> None:
    source = SOURCES[number % len(SOURCES)]
    details: dict[str, Any] = {"source": source, "kind": "share", "measured_in": "%"}
    if source == "computed":
        details = {"source": source, "measure": MEASURE}
    indicator = actions.create_indicator(
        by=place.operator, municipality=place.municipality, title=place.writer.title(),
        definition=place.writer.paragraphs(2), objectives=aims, frequency="month",
        direction="higher" if number % 2 else "lower", baseline=Decimal(50),
        baseline_on=strategy.starts_on, tolerance=Decimal(2),
        is_public=True, is_example=True, **details,
    )  # fmt: skip
    _write(place, indicator, number)
    for year in range(TARGETS):
        actions.set_target(
            by=place.operator, indicator=indicator, value=Decimal(52 + 2 * year), is_example=True,
            due_on=date(strategy.starts_on.year + 2 + year, 12, 31),
        )  # fmt: skip


def _write(place: Place, indicator: Indicator, number: int) -> None:
    """Its values in the way of its source; of some also for each centre."""
    if indicator.is_computed:
        keep_computed(by=place.operator, indicator=indicator, values=_values(number))
        return
    if indicator.source == "imported":
        _import(place, indicator, number)
    else:
        actions.enter_values(by=place.operator, indicator=indicator, values=_values(number))
    if number % 2:
        centres = place.units[1 : 1 + place.size.centres]
        for unit in centres:
            told = _values(number, unit)
            actions.enter_values(by=place.operator, indicator=indicator, values=list(told)[-4:])


def _import(place: Place, indicator: Indicator, number: int) -> None:
    lines = [
        f"{one.starts_on:%Y}M{one.starts_on:%m};{one.numerator};{one.denominator};{one.amount}"
        for one in _values(number)
    ]
    text = "\n".join(["Måned;Tæller;Nævner;Andel", *lines])
    batch = actions.begin_import(by=place.operator, indicator=indicator, text=text)
    actions.choose_columns(
        by=place.operator, batch=batch, version=batch.version,
        mapping={"roles": ["period", "numerator", "denominator", "value"], "decimal": "."},
    )  # fmt: skip
    actions.start_import(by=place.operator, batch=batch, version=batch.version)
    actions.read_in(by=place.operator, batch=batch)
    if batch.state != batch.State.DONE:
        raise LookupError(f"The figures were not read in: {batch.faults}")


def _values(number: int, unit: Unit | None = None) -> Iterator[NewValue]:
    """Forty months up to the end of the strategy in force, with chance in them and a step in some."""
    chance = Random(data.SEED + number)
    for at, period in enumerate(_months()):
        counted = min(199, round(chance.gauss(100 + 12 * (number % 3 == 0 and at > 24), 5)))
        yield NewValue(
            period.first, period.last, Decimal(100 * counted) / 200 + Decimal("0.000000"),
            Decimal(counted), Decimal(200), unit.id if unit else None,
        )  # fmt: skip


def _months() -> list[Period]:
    period = period_around(date(int(data.CURRENT) + 3, 12, 31), "month")
    found = [period]
    while len(found) < PERIODS:
        period = previous_period(period, "month")
        found.append(period)
    return found[::-1]
