"""Numbers as people write them, in Danish and in English; exact, or refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pejl.history.refusals import Refusal
from pejl.indicators.reading.cells import Cell, Number, shown
from pejl.indicators.reading.refusals import (
    NotANumber,
    NumberIsAmbiguous,
    NumberIsNotFinite,
)

LARGEST_NUMBER = 14
"""Digits before the decimal mark: as many as a value has room for."""
MOST_DECIMALS = 40
LONGEST = 80

MISSING = frozenset(
    ["", ".", "..", "...", "…", "-", "–", "—", "n/a", "na", "n.a.", "i.o.", "#n/a", "#i/t"]
)
"""How tables say that a figure is not there. Statistics Denmark's own signs are among them."""

_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2212": "-"})
_SHAPE = re.compile(
    r"([-+]?) ?([.,]?[0-9](?:[0-9.,]| (?=[0-9]))*)(?:[eE]([-+]?[0-9]{1,6})(?![0-9]))?( ?)(.*)"
)
_UNIT = re.compile(
    r"(?=[%‰°€$£]|[^\W\d_])[^\d]{0,40}?"
    r"(?:(?<=[mM])[23]|(?:pr\.?|per|/) ?[0-9][0-9. ]*[^\d]{0,30})?"
)
_WHOLE = r"(?:[1-9][0-9]{0,2}(?:%s[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)"
"""No thousands begin with a nought: “0.001” is a thousandth or nothing, and never one."""
_WRITTEN = {
    ",": re.compile(rf"(?:{_WHOLE % r'[.]'})?(?:,[0-9]+)?"),
    ".": re.compile(rf"(?:{_WHOLE % ','})?(?:[.][0-9]+)?"),
}
_ENDLESS = frozenset(["inf", "infinity", "nan", "∞", "uendelig", "uendeligt"])
_SAME_UNIT = {"pct": "%", "procent": "%", "percent": "%", "promille": "‰"}


AMBIGUOUS = "ambiguous"


class DecimalMark(NamedTuple):
    """What the cells of a column say together: ``,`` or ``.``, or ``ambiguous`` with the cell that is."""

    mark: str
    example: str = ""

    @property
    def is_ambiguous(self) -> bool:
        return self.mark == AMBIGUOUS


def read_number(text: Cell, *, decimal: str | None = None) -> Number | None:
    """The number in a cell with its unit; nothing when the cell says that there is none.

    ``decimal`` is the mark that was chosen, ``,`` or ``.``; without it “12.345”, which is twelve to an English
    reader and twelve thousand to a Danish one, is refused as ambiguous.
    """
    if isinstance(text, Number):
        return _within_reach(text, shown(text))
    if not isinstance(text, str):
        raise NotANumber(shown(text))
    plain = text.strip().translate(_ALIKE)
    if plain.casefold() in MISSING:
        return None
    sign, digits, power, unit = _parts(plain)
    value = Decimal(
        sign + _in_plain_digits(digits, decimal, plain) + (f"e{power}" if power else "")
    )
    return _within_reach(Number(value, unit), plain)


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number in one of the two ways of writing; one that is missing is none."""
    if isinstance(cell, Number):
        return True
    try:
        return read_number(cell) is not None
    except NumberIsAmbiguous:
        return True
    except Refusal:
        return False


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that there is no figure."""
    return isinstance(cell, str) and cell.strip().casefold() in MISSING


def decimal_mark_of(column: Iterable[Cell]) -> DecimalMark:
    """The decimal mark of a column, by all its cells. Where no cell has one, either would do: a comma."""
    found: dict[str, str] = {}
    for cell in column:
        if isinstance(cell, str) and (mark := _mark_in(cell)):
            found.setdefault(mark, cell.strip())
    if "," in found and "." in found:
        later = max(",.", key=list(found).index)
        return DecimalMark(AMBIGUOUS, found[later])
    for mark in ",.":
        if mark in found:
            return DecimalMark(mark)
    return DecimalMark(AMBIGUOUS, found["?"]) if "?" in found else DecimalMark(",")


def same_unit(one: str, other: str) -> bool:
    """Whether two units of measure are the same, however they are abbreviated."""
    return _plain_unit(one) == _plain_unit(other)


def _plain_unit(unit: str) -> str:
    plain = " ".join(unit.translate(_ALIKE).casefold().split()).rstrip(".")
    return _SAME_UNIT.get(plain, plain)


def _parts(plain: str) -> tuple[str, str, str, str]:
    """Sign, digits with their marks, power of ten, and unit."""
    if plain.casefold().lstrip("+-") in _ENDLESS:
        raise NumberIsNotFinite(plain)
    found = _SHAPE.fullmatch(plain) if len(plain) <= LONGEST else None
    if not found:
        raise NotANumber(plain)
    sign, digits, power, space, unit = found.groups()
    is_unit = _UNIT.fullmatch(unit)
    if unit and not (is_unit and (space or not re.search("[0-9]", unit))):
        raise NotANumber(plain)
    return sign, digits, power or "", unit


def _mark_in(cell: str) -> str:
    """What a cell says of the decimal mark: ``,`` or ``.``, ``?`` when it could be either, or nothing."""
    found = _SHAPE.fullmatch(cell.strip().translate(_ALIKE)) if len(cell) <= LONGEST else None
    return _decimal_in(found[2]) if found else ""


def _decimal_in(digits: str) -> str:
    commas, points = digits.count(","), digits.count(".")
    if not commas and not points:
        return ""
    if commas and points:
        return max(",.", key=digits.rfind)
    mark = "," if commas else "."
    if commas + points > 1:
        return "." if commas else ","
    before, _, after = digits.partition(mark)
    could_be_thousands = len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0"
    return "?" if could_be_thousands and " " not in digits else mark


def _in_plain_digits(digits: str, decimal: str | None, plain: str) -> str:
    """The digits as Python writes them. What does not fit the mark, such as 1.2345,6, is no number."""
    mark = decimal or _decimal_in(digits) or ","
    if mark == "?":
        raise NumberIsAmbiguous(plain)
    if not _WRITTEN[mark].fullmatch(digits):
        raise NotANumber(plain)
    thousands = "." if mark == "," else ","
    return digits.replace(" ", "").replace(thousands, "").replace(mark, ".")


def _within_reach(number: Number, plain: str) -> Number:
    value = number.value
    if not value.is_finite() or (value and value.adjusted() >= LARGEST_NUMBER):
        raise NumberIsNotFinite(plain)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -MOST_DECIMALS:
        raise NotANumber(plain)
    return number
