"""Indicators for tests, made by the real actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from pejl.indicators import actions
from pejl.indicators.models import Indicator
from pejl.indicators.periods import period_around
from pejl.indicators.told import NewValue
from pejl.organisation.models import Municipality
from pejl.strategy.models import Objective
from tests import build

_numbers = count(1)


def an_indicator(
    municipality: Municipality | None = None, objective: Objective | None = None, **details: Any
) -> Indicator:
    """An indicator entered by hand each quarter, on an objective where one is named."""
    place = municipality or (objective.municipality if objective else build.a_municipality())
    number = next(_numbers)
    details = {"title": f"Andel tilfredse brugere {number}", "kind": "number"} | details
    return actions.create_indicator(
        by=build.the_operator(place),
        municipality=place,
        objectives=[objective] if objective else [],
        **details,
    )


def new_values(
    *amounts: float | str | None,
    first: date = date(2014, 1, 1),
    frequency: str = "quarter",
    **more: Any,
) -> list[NewValue]:
    """Values one after the other from a first period on; None for a gap."""
    told, period = [], period_around(first, frequency)
    for amount in amounts:
        number = None if amount is None else Decimal(str(amount)).quantize(Decimal("0.000001"))
        told.append(NewValue(period.first, period.last, number, **more))
        period = period_around(date.fromordinal(period.last.toordinal() + 1), frequency)
    return told


def with_values(indicator: Indicator, *amounts: float | str | None, **more: Any) -> Indicator:
    """The indicator with these values, one a period."""
    actions.enter_values(
        by=build.the_operator(indicator.municipality),
        indicator=indicator,
        values=new_values(*amounts, frequency=indicator.frequency, **more),
    )
    return indicator
