"""Periods as people and Statistics Denmark write them, in Danish and in English."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from pejl.indicators.reading.cells import Cell, Frequency, Number, Period, shown
from pejl.indicators.reading.refusals import PeriodIsUnreadable

LONGEST = 60
MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"),
    ("juni", "june"), ("juli", "july"), ("august",), ("september", "sept"), ("oktober", "october"),
    ("november",), ("december",),
)  # fmt: skip
SCHOOL_BEGINS = 8
"""A Danish school year is from 1 August to 31 July."""

_NAMES = {
    written: number
    for number, names in enumerate(MONTHS, 1)
    for name in names
    for written in (name, name[:3])
}
_PARTS = {
    "Y": r"(?P<year>(?:1[89]|2[01])[0-9]{2})",
    "NAME": rf"(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\.?",
    "MM": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{1,2})",
    "WW": r"(?P<week>[0-9]{1,2})",
    "QQ": r"(?P<quarter>[1-4])",
    "HH": r"(?P<half>[12])",
    "TH": r"(?:\.|st|nd|rd|th)?",
}
_KVARTAL = r"(?:kvartal|kvt\.?|kv\.?|quarter)"
_HALVAAR = r"(?:halvår|half(?:[ -]year)?)"
_MIDNIGHT = r"(?:[t ]00:00(?::00(?:\.0+)?)?z?)?"
_FORMS = [
    "Y",
    "Y[ -]?hHH", "hHH[ /-]Y", f"HHTH {_HALVAAR}(?: of)?,? Y", f"Y,? HHTH {_HALVAAR}",
    "Y[ -]?[kq]QQ", "[kq]QQ[ /-]?Y", f"QQTH {_KVARTAL}(?: of)?,? Y", f"Y,? QQTH {_KVARTAL}",
    "YmMM", "Y-MM", "MM[-/]Y", "NAME[ ,-]+Y", "Y[ -]NAME",
    "Y[ -]?[uw]WW", "[uw]WW[ /-]Y", "(?:uge|week) WW,? Y", "Y,? (?:uge|week) WW",
    "(?:skoleåret |skoleår |school year )?Y/(?P<until>[0-9]{2}|[0-9]{4})",
    "Y:(?P<end>(?:1[89]|2[01])[0-9]{2})",
    "YmMMdDD", f"Y-MM-DD{_MIDNIGHT}", f"DD-MM-Y{_MIDNIGHT}", "DD/MM/Y", r"DD\.MM\.Y",
    r"(?:d\. |den )?DD\.?[ -]NAME[ ,-]+Y", "NAME DDTH,? Y",
]  # fmt: skip
_PATTERNS = [
    re.compile(re.sub("|".join(_PARTS), lambda part: _PARTS[part[0]], form)) for form in _FORMS
]


def read_period(text: Cell) -> Period:
    """The period in a cell: a year, a part of one, a school year, a range of years, or a day.

    Days are read with the day before the month. A number is a year where it can be one.
    """
    if isinstance(text, Period):
        return text
    if isinstance(text, Number):
        return _read(shown(text))
    return _read(text.strip())


def is_period(cell: Cell) -> bool:
    """Whether a cell holds a period."""
    try:
        read_period(cell)
    except PeriodIsUnreadable:
        return False
    return True


def year(number: int) -> Period:
    return Period(Frequency.YEAR, date(number, 1, 1), date(number, 12, 31), f"{number}")


def month(in_year: int, number: int) -> Period:
    return Period(Frequency.MONTH, *_months(in_year, number, 1), f"{in_year}M{number:02}")


def day(on: date) -> Period:
    return Period(Frequency.DAY, on, on, on.isoformat())


@lru_cache(maxsize=20_000)
def _read(text: str) -> Period:
    plain = " ".join(text.casefold().split()) if len(text) <= LONGEST else ""
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(plain):
            parts = {name: part for name, part in found.groupdict().items() if part}
            try:
                return _period(parts)
            except ValueError as fault:
                raise PeriodIsUnreadable(text) from fault
    raise PeriodIsUnreadable(text)


def _period(parts: dict[str, str]) -> Period:
    """From what stood there; ``ValueError`` when there is no such day, month or week."""
    name = parts.pop("name", None)
    if name:
        parts["month"] = str(_NAMES[name])
    if until := parts.pop("until", None):
        return _school_year(int(parts["year"]), until)
    numbers = {part: int(digits) for part, digits in parts.items()}
    in_year = numbers.pop("year")
    if "day" in numbers:
        return day(date(in_year, numbers["month"], numbers["day"]))
    if not numbers:
        return year(in_year)
    ((part, number),) = numbers.items()
    return _PART_OF_YEAR[part](in_year, number)


def _months(in_year: int, begins: int, count: int) -> tuple[date, date]:
    """First and last day of so many months within a year."""
    last = begins + count - 1
    after = date(in_year + 1, 1, 1) if last == 12 else date(in_year, last + 1, 1)
    return date(in_year, begins, 1), after - timedelta(days=1)


def _half(in_year: int, number: int) -> Period:
    days = _months(in_year, 6 * number - 5, 6)
    return Period(Frequency.HALF, *days, f"{in_year}H{number}")


def _quarter(in_year: int, number: int) -> Period:
    days = _months(in_year, 3 * number - 2, 3)
    return Period(Frequency.QUARTER, *days, f"{in_year}K{number}")


def _week(in_year: int, number: int) -> Period:
    """An ISO 8601 week, as in Danish calendars: from Monday to Sunday."""
    monday = date.fromisocalendar(in_year, number, 1)
    label = f"{in_year}U{number:02}"
    return Period(Frequency.WEEK, monday, monday + timedelta(days=6), label)


def _range(first: int, last: int) -> Period:
    if last <= first:
        raise ValueError(last)
    return Period(Frequency.RANGE, date(first, 1, 1), date(last, 12, 31), f"{first}:{last}")


def _school_year(begins: int, until: str) -> Period:
    ends = begins + 1
    if str(ends)[-len(until) :] != until:
        raise ValueError(until)
    first, after = date(begins, SCHOOL_BEGINS, 1), date(ends, SCHOOL_BEGINS, 1)
    label = f"{begins}/{ends}"
    return Period(Frequency.SCHOOL_YEAR, first, after - timedelta(days=1), label)


_PART_OF_YEAR = {
    "half": _half, "quarter": _quarter, "month": month, "week": _week, "end": _range,
}  # fmt: skip
