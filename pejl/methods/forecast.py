"""Is the target within reach: where a series is heading by a given day, and how surely.

Two ways of going on are kept, because they are those that few values can bear:

- **the line**: values scatter about a straight line in time, each on its own. Ordinary least squares with the
  prediction interval of a new value (N. R. Draper and H. Smith, "Applied Regression Analysis", 1998).
- **the walk**: each value starts from the one before, and drifts. The drift is that from the first value to the
  last; the interval grows with the root of the time ahead and with the uncertainty of the drift (R. J. Hyndman and
  G. Athanasopoulos, "Forecasting: Principles and Practice", 2021, the drift method). Steps are taken to vary in
  proportion to their days, so that uneven dates count for what they are.

Of fewer than sixteen values nobody can tell which it is, so the walk is taken, whose interval is the wider. From
sixteen on the line is taken, unless what it leaves over shows that neighbours go together. On made-up series that
scatter, wander or do something between, intervals meant for 95 % held the value in 79 to 100 %; those of the line
alone in 32 to 96 % (``tests/methods/test_forecast.py`` does it again).

Words for chances are those of the IPCC (M. D. Mastrandrea and others, "Guidance note on consistent treatment of
uncertainties", 2010): likely from two in three on, unlikely up to one in three.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from pejl.methods.series import Direction, Series, ordered

FEWEST = 6
"""Fewer values are no ground for a number."""
ENOUGH_TO_TELL = 16
"""From so many values on, what a line leaves over tells a line from a walk."""
TOGETHER = 0.1
"""The correlation of neighbours from which they are taken to go together; on their own it is a little below 0."""
LIKELY, UNLIKELY = 2 / 3, 1 / 3
ROUNDING = 1e-12
"""Spread smaller than this share of the greatest value comes from counting with floats."""


class Model(StrEnum):
    """How the series is taken to go on."""

    LINE = "line"
    WALK = "walk"


class Reach(StrEnum):
    """Whether the target will be met on the day, in words for its chance."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


class Reason(StrEnum):
    """Why there is no number."""

    TOO_FEW = "too_few"
    """Fewer than six values."""
    NOT_AHEAD = "not_ahead"
    """The day is not after the last value: look at the values."""
    TOO_FAR = "too_far"
    """The day is farther ahead than the series reaches back."""
    NO_VARIATION = "no_variation"
    """The values lie on a line without a flaw, so they do not show how far off one may be."""


@dataclass(frozen=True)
class Forecast:
    """A value to expect, in the unit of the series."""

    estimate: float
    lower: float
    upper: float
    """Between these a new value will be, as surely as was asked for, if all goes on as it did."""
    model: Model
    values: int
    """From how many values."""
    probability: float | None
    """The chance that the value meets the target; ``None`` without a target or a better direction."""
    reach: Reach | None


@dataclass(frozen=True)
class NoForecast:
    """No number, and why."""

    reason: Reason
    values: int
    """How many values there are."""


@dataclass(frozen=True)
class _Expected:
    model: Model
    middle: float
    error: float


def forecast(
    days: ArrayLike,
    values: ArrayLike,
    on_day: float,
    *,
    target: float | None = None,
    direction: str = Direction.HIGHER,
    level: float = 0.95,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Forecast | NoForecast:
    """Where the series is on ``on_day``, and whether it meets ``target``.

    ``days`` (n) are day numbers in any order and at any distance; ``values`` (n) may hold NaN, which is left out.
    Give only values since the last accepted step. ``direction`` is one of ``Direction``; a value on the target
    meets it. ``bounds`` are what the figure cannot go beyond, such as 0 and 100 for a share in percent: the
    forecast is cut off there. Seasons are not known here: give yearly values, or those of one season.

    Raises what ``series.ordered`` raises, and ``ValueError`` for an unknown direction.
    """
    better = Direction(direction).sign
    known = ordered(days, values).known()
    n = len(known)
    if reason := _why_not(known, on_day):
        return NoForecast(reason, n)
    expected = _expected(known, on_day)
    if expected.error <= ROUNDING * float(np.abs(known.values).max()):
        return NoForecast(Reason.NO_VARIATION, n)
    reach = float(stdtrit(n - 2, 0.5 + level / 2)) * expected.error
    estimate, lower, upper = np.clip(
        [expected.middle, expected.middle - reach, expected.middle + reach], *bounds
    ).tolist()
    chance = None
    if target is not None and better:
        chance = float(stdtr(n - 2, better * (expected.middle - target) / expected.error))
    return Forecast(estimate, lower, upper, expected.model, n, chance, _in_words(chance))


def _why_not(known: Series, on_day: float) -> Reason | None:
    if len(known) < FEWEST:
        return Reason.TOO_FEW
    first, last = float(known.days[0]), float(known.days[-1])
    if on_day <= last:
        return Reason.NOT_AHEAD
    return Reason.TOO_FAR if on_day - last > last - first else None


def _expected(known: Series, on_day: float) -> _Expected:
    line, together = _line(known, on_day)
    if len(known) < ENOUGH_TO_TELL or together > TOGETHER:
        return _walk(known, on_day)
    return line


def _line(known: Series, on_day: float) -> tuple[_Expected, float]:
    """The line's answer, and how much neighbours among what it leaves over go together (−1 to 1)."""
    n, middle_day, middle = len(known), known.days.mean(), known.values.mean()
    distances = known.days - middle_day
    spread = float(distances @ distances)
    slope = float(distances @ (known.values - middle)) / spread
    left = known.values - middle - slope * distances
    squares = float(left @ left)
    ahead = on_day - middle_day
    error = sqrt(squares / (n - 2) * (1 + 1 / n + ahead**2 / spread))
    together = float(left[1:] @ left[:-1]) / squares if squares else 0.0
    return _Expected(Model.LINE, float(middle + slope * ahead), error), together


def _walk(known: Series, on_day: float) -> _Expected:
    steps, moves = np.diff(known.days), np.diff(known.values)
    ahead, behind = on_day - float(known.days[-1]), float(steps.sum())
    drift = float(known.values[-1] - known.values[0]) / behind
    left = moves - drift * steps
    variance = float((left**2 / steps).sum()) / (len(steps) - 1)
    error = sqrt(variance * (ahead + ahead**2 / behind))
    return _Expected(Model.WALK, float(known.values[-1]) + drift * ahead, error)


def _in_words(chance: float | None) -> Reach | None:
    if chance is None:
        return None
    if chance >= LIKELY:
        return Reach.LIKELY
    return Reach.UNLIKELY if chance <= UNLIKELY else Reach.POSSIBLE
