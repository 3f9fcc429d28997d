"""How charts write numbers and periods: as the reader's language does, short on axes, in full in tables."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeGuard

from django.utils import formats
from django.utils.dates import MONTHS, MONTHS_AP
from django.utils.translation import get_language, pgettext

from pejl.design.charts.data import Every
from pejl.design.days import written_day
from pejl.design.rounding import rounded

NBSP = "\u00a0"
DASH = "–"
MOST_DECIMALS = 6
LONG_UNIT = 12
_NOUGHT = 1e-290
"""What is smaller is drawn as 0."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Numbers:
    """How the numbers of one chart are written: with how many decimals, in which unit, in millions or not."""

    unit: str
    decimals: int
    factor: float = 1
    word: str = ""

    @property
    def axis_unit(self) -> str:
        """What stands above the axis: "mio. kr.", "%", "dage"."""
        return " ".join(filter(None, (self.word, self.unit)))

    @property
    def is_long(self) -> bool:
        """Whether the unit is too long to be repeated beside each value ("pr. 1.000 borgere")."""
        return len(self.unit) > LONG_UNIT

    def short(self, value: float) -> str:
        """A value with its unit, for a label: "45,2 %", "1,2 mio. kr."; a long unit stands above instead."""
        return replace(self, unit="").spoken(value) if self.is_long else self.spoken(value)

    def spoken(self, value: float) -> str:
        """A value with its unit, for a sentence."""
        scaled = value / self.factor
        decimals = self.decimals if self.factor == 1 else _fewest_decimals([scaled], 2)
        return _joined(written(scaled, decimals), self.word, self.unit)

    def bare(self, value: float) -> str:
        """A value without its unit, where the unit stands beside another one."""
        return replace(self, unit="", word="").short(value)

    def full(self, value: float | None) -> str:
        """A value as a table writes it, neither scaled nor with its unit; a missing one says so."""
        if not known(value):
            return pgettext("chart", "missing")
        size = abs(value)
        if size and not 1e-6 <= size < 1e15:
            return _with_power(value)
        return written(value, max(self.decimals, _own_decimals(size)))

    def range(self, low: float, high: float) -> str:
        """An interval without its unit: "42–51"."""
        return f"{self.bare(low)}{DASH}{self.bare(high)}"


def known(value: float | None) -> TypeGuard[float]:
    """Whether there is a value that can be drawn."""
    return value is not None and math.isfinite(value)


def numbers_for(
    values: Iterable[float | None],
    unit: str,
    decimals: int | None,
    beside: Iterable[float | None] = (),
) -> Numbers:
    """The way to write these values; where the largest drawn is a million and more, they are shortened.

    ``beside`` are values on the same axis that have no say in the decimals.
    """
    there = [value for value in values if known(value)]
    largest = max(map(abs, filter(known, (*there, *beside))), default=0)
    kept = _fewest_decimals(there, 2) if decimals is None else decimals
    factor, word = _scale(largest)
    return Numbers(unit, kept, factor, word)


def written(value: float, decimals: int) -> str:
    """A number with the language's own marks: "1.234,5" in Danish."""
    point, group = _marks(get_language() or "")
    text = f"{rounded(value, decimals):,.{decimals}f}"
    return text.translate({44: group, 46: point})


def period_name(on: dt.date, every: Every) -> str:
    """A period in full: "23. november 2026", "marts 2026", "2. kvartal 2026", "2026"."""
    number = {"quarter": (on.month + 2) // 3, "half": (on.month + 5) // 6}.get(every, 0)
    if every == "day":
        return written_day(on)
    if every == "week":
        year, week, _ = on.isocalendar()
        return pgettext("chart", "week %(week)d, %(year)d") % {"week": week, "year": year}
    if every == "month":
        return f"{MONTHS[on.month]} {on.year}"
    if every == "quarter":
        words = pgettext("chart", "Q%(quarter)d %(year)d")
        return words % {"quarter": number, "year": on.year}
    if every == "half":
        words = pgettext("chart", "half %(half)d of %(year)d")
        return words % {"half": number, "year": on.year}
    return str(on.year)


def short_month(on: dt.date) -> str:
    """A month on an axis: "jan."."""
    return str(MONTHS_AP[on.month])


def short_quarter(on: dt.date) -> str:
    """A quarter on an axis: "1. kvt."."""
    return pgettext("chart axis", "Q%(quarter)d") % {"quarter": (on.month + 2) // 3}


def short_half(on: dt.date) -> str:
    """Half a year on an axis: "1. halvår"."""
    return pgettext("chart axis", "H%(half)d") % {"half": (on.month + 5) // 6}


def short_day(on: dt.date) -> str:
    """A day on an axis: "3. mar."."""
    return f"{on.day}. {short_month(on)}" if _danish() else f"{on.day} {short_month(on)}"


@lru_cache(maxsize=8)
def _marks(language: str) -> tuple[str, str]:
    """The language's decimal mark and what it sets between thousands."""
    point = formats.get_format("DECIMAL_SEPARATOR", language, use_l10n=True)
    group = formats.get_format("THOUSAND_SEPARATOR", language, use_l10n=True)
    return str(point), str(group)


def _danish() -> bool:
    return (get_language() or "").startswith("da")


def _joined(number: str, word: str, unit: str) -> str:
    """Danish sets a space before the per cent sign, English does not."""
    if unit == "%" and not word and not _danish():
        return number + unit
    return NBSP.join(filter(None, (number, word, unit)))


def _scale(largest: float) -> tuple[float, str]:
    if largest >= 1e12 or _NOUGHT < largest < 1e-4:
        power = math.floor(math.log10(largest) / 3) * 3
        return 10.0**power, f"× 10{str(power).translate(_RAISED)}"
    if largest >= 1e9:
        return 1e9, pgettext("chart axis", "bn")
    if largest >= 1e6:
        return 1e6, pgettext("chart axis", "m")
    return 1, ""


def _fewest_decimals(values: Sequence[float], enough: int) -> int:
    """As few decimals as say the values in full; where too many would be needed, three digits that count."""
    for decimals in range(enough + 1):
        if all(
            abs(round(value, decimals) - value) <= 1e-9 * max(1, abs(value)) for value in values
        ):
            return decimals
    largest = max(map(abs, values))
    return min(MOST_DECIMALS, max(0, 2 - math.floor(math.log10(largest)), largest < 100))


def _own_decimals(size: float) -> int:
    """A value much smaller than its neighbours still shows two digits."""
    if not size or size >= 0.01:
        return 0
    return min(MOST_DECIMALS + 1, 1 - math.floor(math.log10(size)))


def _with_power(value: float) -> str:
    power = math.floor(math.log10(abs(value)))
    return f"{written(value / 10.0**power, 2)} × 10{str(power).translate(_RAISED)}"
