"""Numbers that carry their own check."""

from __future__ import annotations

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def is_cvr(number: str) -> bool:
    """Whether eight digits form a CVR number: weighted, they add up to a multiple of eleven."""
    if len(number) != len(_CVR_WEIGHTS) or not number.isascii() or not number.isdigit():
        return False
    if number[0] == "0":
        return False
    weighted = zip(_CVR_WEIGHTS, number, strict=True)
    return sum(weight * int(digit) for weight, digit in weighted) % 11 == 0
