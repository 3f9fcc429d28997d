"""Rounding as people do it, everywhere a number is shown: one page must not say 66 and another 67."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """The number with so many decimals, halves away from nought; a finite one. Never “-0”.

    A binary number is taken as it is written (1.25, and not the 1.25000000000000004 that the machine has).
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
