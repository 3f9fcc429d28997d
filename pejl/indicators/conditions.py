"""What must hold before values and targets are written, whichever action asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from pejl.indicators import refusals
from pejl.indicators.models import Indicator
from pejl.indicators.models.indicators import DECIMALS, DIGITS

OLDEST_YEARS = 150
FARTHEST_TARGET_YEARS = 60
_WHOLE = Decimal(100)
_SMALLEST_STEP = Decimal(1).scaleb(-DECIMALS)
_TOO_LARGE = Decimal(10) ** (DIGITS - DECIMALS)


def fitting(number: Decimal | None, field: str = "amount") -> Decimal | None:
    """The number, rounded to what is kept of it; nothing where nothing is known."""
    return None if number is None else kept(number, field)


def kept(number: Decimal, field: str = "amount") -> Decimal:
    """The number, rounded to what is kept of it. Refused when it is infinite, not a number or too large."""
    if not number.is_finite() or abs(number) >= _TOO_LARGE:
        raise refusals.NotAFigure(field=field)
    rounded = number.quantize(_SMALLEST_STEP)
    if abs(rounded) >= _TOO_LARGE:  # by rounding up
        raise refusals.NotAFigure(field=field)
    return rounded


def _require_same(fits: Decimal, given: Decimal, reckoned: Decimal) -> None:
    last_place = Decimal(1).scaleb(max(int(given.as_tuple().exponent), -DECIMALS))
    if abs(fits - reckoned) > last_place:
        raise refusals.ValueIsNotItsShare()


def require_open(indicator: Indicator) -> None:
    if indicator.ended_on is not None:
        raise refusals.IndicatorHasEnded()


def require_by_hand(indicator: Indicator) -> None:
    """What Pejl computes is corrected where it is counted from."""
    if indicator.is_computed:
        raise refusals.ValuesAreComputed()


def require_target(indicator: Indicator, due_on: date, value: Decimal) -> None:
    """What is aimed at can be, at a time that people plan for."""
    kind = Indicator.Kind(indicator.kind)
    too_high = kind == Indicator.Kind.SHARE and value > _WHOLE
    too_low = kind in {Indicator.Kind.SHARE, Indicator.Kind.RATE} and value < 0
    if too_high or too_low:
        raise refusals.TargetIsImpossible()
    if abs(due_on.year - timezone.localdate().year) > FARTHEST_TARGET_YEARS:
        raise refusals.TargetIsTooFarOff()


def require_period(starts_on: date, ends_on: date) -> None:
    today = timezone.localdate()
    if ends_on < starts_on or starts_on > today:
        raise refusals.PeriodLiesAhead()
    if starts_on.year < today.year - OLDEST_YEARS:
        raise refusals.PeriodIsTooOld()


def amount_of(
    indicator: Indicator,
    amount: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
) -> Decimal | None:
    """The value that holds: reckoned from numerator and denominator where both are given.

    A value that stands beside them must be what they give, as far as it was written out.
    """
    if numerator is not None and denominator is not None:
        if denominator <= 0:
            raise refusals.DenominatorIsNought()
        times = 100 if indicator.kind == Indicator.Kind.SHARE else indicator.per
        given, amount = amount, times * numerator / denominator
        if given is not None:
            _require_same(kept(given, "amount"), given, amount)
    if indicator.kind == Indicator.Kind.SHARE and amount is not None and not 0 <= amount <= 100:
        raise refusals.ShareIsImpossible()
    return fitting(amount)
