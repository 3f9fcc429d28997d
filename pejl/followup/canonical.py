"""Canonical JSON: one way only to write the same content, so that its digest can be reckoned anew by anybody.

The rules are those of RFC 8785 (JSON Canonicalization Scheme): no spaces, names in the order of their UTF-16
code units, strings with as few escapes as JSON allows, UTF-8. Stricter than the RFC in one thing: numbers are
whole ones only. Everything with decimals is a string, written with the decimals that were shown, so that two
programs cannot disagree about how a fraction is written.
"""

from __future__ import annotations

import json
from decimal import Decimal
from math import isfinite
from typing import Any

LARGEST = 2**53 - 1
"""Beyond this a reader that keeps numbers as floating point would read another number (RFC 7493)."""


class NotCanonical(ValueError):
    """Something that a record cannot hold, or a text that is not written in the one way. Says where."""


def canonical(content: Any) -> str:
    """The one text for this content: texts, whole numbers, truths, nothing, lists, and names to these."""
    return json.dumps(
        _ordered(content, "$"), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def read(text: str) -> Any:
    """The content of a canonical text. Raises ``NotCanonical`` for a text that is written in any other way."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise NotCanonical(f"not JSON: {fault}") from fault
    if canonical(content) != text:
        raise NotCanonical("written in another way than the canonical one")
    return content


def shown(number: float | Decimal | None, decimals: int) -> str | None:
    """A number as it was shown: “71.5” with one decimal, never minus nought; what is no number is nothing."""
    if number is None or not isfinite(number):
        return None
    return f"{round(float(number), decimals) + 0.0:.{decimals}f}"


def exact(number: float | Decimal | None) -> str | None:
    """A number without loss and without an exponent: “81”, “0.125”."""
    if number is None or not isfinite(number):
        return None
    written = f"{Decimal(str(number)) + 0:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _ordered(value: Any, place: str) -> Any:
    """The same with every name in order; raises where there is something that cannot be kept."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"{place}: {value} is too large to be read alike by all")
        return value
    if isinstance(value, list | tuple):
        return [_ordered(one, f"{place}[{at}]") for at, one in enumerate(value)]
    if isinstance(value, dict):
        return _object(value, place)
    raise NotCanonical(f"{place}: {type(value).__name__} has no canonical form")


def _object(value: dict[Any, Any], place: str) -> dict[str, Any]:
    for name in value:
        if not isinstance(name, str):
            raise NotCanonical(f"{place}: the name {name!r} is not a text")
        _text(name, place)
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return {name: _ordered(value[name], f"{place}.{name}") for name in names}


def _text(value: str, place: str) -> str:
    """A text that UTF-8 can hold: no half of a character."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise NotCanonical(f"{place}: half a character") from fault
    return str(value)
