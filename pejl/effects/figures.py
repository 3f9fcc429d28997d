"""The figures that an evaluation rests on: one series that something was done to, and others beside it.

Pure: rows in, series over the same periods out, so that what went in can be kept with the answer and be reckoned
again by others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pejl.indicators.periods import MONTHS_IN, Period, period_around, periods_between
from pejl.methods.refusals import NoAnswer

OWN = ""
"""Key of an indicator's own series."""


class NoValues(NoAnswer):
    """The series that something was done to has no value at all."""


class TwoValuesInAPeriod(NoAnswer):
    """A series says two things of one period, such as a month's value and a quarter's."""

    def __init__(self, name: str, period: Period) -> None:
        super().__init__(f"{name}: {period.first}–{period.last}")
        self.name = name
        self.period = period


@dataclass(frozen=True)
class Reading:
    """One value of one series, as it was read."""

    key: str
    first: date
    last: date
    amount: float | None
    count: float | None = None
    """What was counted, where the value is reckoned from a count."""
    population: float | None = None
    """What it was counted in."""


Cells = tuple[float | None, ...]


@dataclass(frozen=True)
class Line:
    """One series: whom it is about, and a value or nothing for each period."""

    key: str
    name: str
    values: Cells
    counts: Cells = ()
    populations: Cells = ()

    @property
    def is_whole(self) -> bool:
        return None not in self.values

    def cut(self, first: int, last: int) -> Line:
        """Only the periods from one place until before another."""
        parts = (self.values, self.counts, self.populations)
        return Line(self.key, self.name, *(part[first:last] for part in parts))


@dataclass(frozen=True)
class Figures:
    """The series that something was done to, and those it is compared with, over the same periods."""

    periods: tuple[Period, ...]
    treated: Line
    donors: tuple[Line, ...] = ()
    left_out: tuple[str, ...] = ()
    """Names of those that lack values in these periods, and so say nothing here."""

    def place_of(self, day: date) -> int:
        """The first period with something done in it: that in which the day lies, or the next."""
        return sum(period.last < day for period in self.periods)


def arrange(
    readings: Iterable[Reading], names: Mapping[str, str], about: str, frequency: str
) -> Figures:
    """Series over the periods from the first value of the treated to its last; gaps stay gaps.

    ``names`` holds each series' key and name, that of the treated among them. Raises ``NoValues`` and
    ``TwoValuesInAPeriod``.
    """
    by_key: dict[str, dict[Period, Reading]] = defaultdict(dict)
    for one in readings:
        period = _period(one, frequency)
        if period in by_key[one.key]:
            raise TwoValuesInAPeriod(names[one.key], period)
        by_key[one.key][period] = one
    periods = _periods(by_key[about], frequency)
    donors = [_line(key, name, by_key[key], periods) for key, name in names.items() if key != about]
    return Figures(
        tuple(periods), _line(about, names[about], by_key[about], periods), tuple(donors)
    )


def _period(reading: Reading, frequency: str) -> Period:
    """A value counted on a day belongs to the period around it; what comes now and then has its own."""
    if frequency in MONTHS_IN or frequency == "week":
        return period_around(reading.last, frequency)
    return Period(reading.first, reading.last)


def _periods(treated: Mapping[Period, Reading], frequency: str) -> list[Period]:
    known = sorted(period for period, one in treated.items() if one.amount is not None)
    if not known:
        raise NoValues
    if frequency not in MONTHS_IN and frequency != "week":
        return known
    return list(periods_between(known[0].first, known[-1].last, frequency))


def _line(key: str, name: str, found: Mapping[Period, Reading], periods: Iterable[Period]) -> Line:
    rows = [found.get(period) for period in periods]
    return Line(
        key,
        name,
        tuple(row.amount if row else None for row in rows),
        tuple(row.count if row else None for row in rows),
        tuple(row.population if row else None for row in rows),
    )


def comparable(figures: Figures) -> Figures:
    """The same over the periods that at least half of the others have reported, with those that are whole.

    Others report later than oneself: without this, the newest quarter would leave nobody to compare with. Whoever
    still lacks a value is left out and named, for a gap that is filled is a figure that nobody counted.
    """
    half = len(figures.donors) / 2
    told = [
        sum(one.values[place] is not None for one in figures.donors) >= half
        for place in range(len(figures.periods))
    ]
    if not any(told):
        return Figures(
            figures.periods, figures.treated, left_out=tuple(one.name for one in figures.donors)
        )
    first, last = told.index(True), len(told) - told[::-1].index(True)
    donors = [one.cut(first, last) for one in figures.donors]
    return Figures(
        figures.periods[first:last],
        figures.treated.cut(first, last),
        tuple(one for one in donors if one.is_whole),
        tuple(one.name for one in donors if not one.is_whole),
    )


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures as they are kept with an answer."""
    return {
        "periods": [[one.first.isoformat(), one.last.isoformat()] for one in figures.periods],
        "treated": _told(figures.treated),
        "donors": [_told(one) for one in figures.donors],
        "left_out": list(figures.left_out),
    }


def _told(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {"key": line.key, "name": line.name, "values": list(line.values)}
    if any(one is not None for one in line.counts):
        told |= {"counts": list(line.counts), "populations": list(line.populations)}
    return told


def from_json(told: Mapping[str, Any]) -> Figures:
    """Figures as they were kept; empty ones where none were."""
    periods = tuple(
        Period(date.fromisoformat(first), date.fromisoformat(last))
        for first, last in told.get("periods", ())
    )
    return Figures(
        periods,
        _kept(told.get("treated") or {"key": OWN, "name": "", "values": []}),
        tuple(_kept(one) for one in told.get("donors", ())),
        tuple(told.get("left_out", ())),
    )


def _kept(told: Mapping[str, Any]) -> Line:
    parts = (told["values"], told.get("counts", ()), told.get("populations", ()))
    return Line(told["key"], told["name"], *(tuple(part) for part in parts))
