"""A value as somebody gave it, held to the rules of its indicator before it is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from pejl.indicators import conditions, refusals
from pejl.indicators.models import Indicator
from pejl.indicators.told import NewValue


def checked(
    indicator: Indicator,
    starts_on: date,
    ends_on: date,
    *,
    amount: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    unit_id: UUID | None = None,
    dimension: str = "",
    category: str = "",
    comment: str = "",
    evidence_url: str = "",
) -> NewValue:
    """The value as it may be written; a ``Refusal`` otherwise. That the unit is this municipality's is known."""
    conditions.require_period(starts_on, ends_on)
    if bool(dimension.strip()) != bool(category.strip()):
        raise refusals.PartNeedsBoth()
    return NewValue(
        starts_on, ends_on,
        conditions.amount_of(indicator, amount, numerator, denominator),
        conditions.fitting(numerator, "numerator"), conditions.fitting(denominator, "denominator"),
        unit_id, dimension.strip(), category.strip(), comment, evidence_url,
    )  # fmt: skip
