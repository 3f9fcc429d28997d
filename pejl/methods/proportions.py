"""How sure a share, a difference between two shares, a mean or a rate is, as an interval.

Each function takes plain figures of one group and gives an ``Interval``, or ``None`` where there is nobody to say
anything about: a group of none has no share, and that is no fault. What cannot be counted is refused by name.

The intervals are for what might have been: how far the figure would move by chance, were the same circumstances
to run their course again. They say nothing of faults in how it was counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtri, stdtrit

from pejl.methods.series import numbers

LEVEL = 0.95


class NotACount(ValueError):
    """A count or a denominator is below nought, missing or infinite."""


class MoreThanAll(ValueError):
    """More are counted than there are."""


class NotALevel(ValueError):
    """How sure an interval is lies between 0 and 1, such as 0.95."""


@dataclass(frozen=True)
class Interval:
    """A figure and between which bounds it may be said to lie, all in the same unit."""

    estimate: float
    lower: float
    upper: float


def wilson(count: float, of: float, *, level: float = LEVEL) -> Interval | None:
    """The share that ``count`` is of ``of``, between 0 and 1; ``None`` when ``of`` is 0.

    Holds also for few and for shares near 0 or 1, where "plus minus" goes beyond both.

    Raises ``NotACount`` and ``MoreThanAll``. Source: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", JASA 22, 1927; recommended by Brown, Cai and DasGupta, "Interval estimation for a
    binomial proportion", Statistical Science 16, 2001.
    """
    _counts(count, of)
    if count > of:
        raise MoreThanAll(f"{count} of {of}")
    if of == 0:
        return None
    share, z2 = count / of, float(ndtri(_up_to(level))) ** 2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = sqrt(z2 * (share * (1 - share) / of + z2 / (4 * of**2))) / (1 + z2 / of)
    return Interval(
        estimate=share,
        lower=max(middle - reach, 0.0) if count > 0 else 0.0,
        upper=min(middle + reach, 1.0) if count < of else 1.0,
    )


def newcombe(
    count: float, of: float, other_count: float, other_of: float, *, level: float = LEVEL
) -> Interval | None:
    """How much greater one share is than another, of different people; between −1 and 1.

    ``None`` when one of the groups is empty. Not for the same people asked twice. Raises as ``wilson`` does.
    Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
    eleven methods", Statistics in Medicine 17, 1998, method 10.
    """
    one, other = wilson(count, of, level=level), wilson(other_count, other_of, level=level)
    if one is None or other is None:
        return None
    difference = one.estimate - other.estimate
    return Interval(
        estimate=difference,
        lower=difference - _aslant(one.estimate - one.lower, other.upper - other.estimate),
        upper=difference + _aslant(one.upper - one.estimate, other.estimate - other.lower),
    )


def mean(values: ArrayLike, *, level: float = LEVEL) -> Interval | None:
    """The mean of single measurements, in their unit; ``None`` of fewer than two, which show no variation.

    ``values`` (n), missing ones as NaN and left out, in any order. Not for values that follow upon each other in
    time, which are not independent, nor for a few very skew ones. Raises ``InfiniteValue`` and ``NotASeries``.
    Source: "Student", "The probable error of a mean", Biometrika 6, 1908.
    """
    row = numbers(values)
    known = row[~np.isnan(row)]
    n = len(known)
    if n < 2:
        return None
    middle = float(known[0] + (known - known[0]).mean())
    reach = float(stdtrit(n - 1, _up_to(level))) * float(known.std(ddof=1)) / sqrt(n)
    return Interval(middle, middle - reach, middle + reach)


def rate(count: float, exposure: float, *, per: float = 1, level: float = LEVEL) -> Interval | None:
    """How often something happens: ``count`` events in ``exposure``, told per so many; ``None`` without exposure.

    For events that may strike one person several times, or so seldom that the number of people hardly matters:
    falls, visits, complaints. ``exposure`` is people, or people times years; with exposure 1 it is the interval of
    a count. Raises ``NotACount``. Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika
    28, 1936: exact, so at least as wide as it says.
    """
    _counts(count, exposure)
    if exposure == 0:
        return None
    up_to, times = _up_to(level), per / exposure
    lower = float(gammaincinv(count, 1 - up_to)) if count > 0 else 0.0
    upper = float(gammaincinv(count + 1, up_to))
    return Interval(count * times, lower * times, upper * times)


def _counts(*counts: float) -> None:
    for count in counts:
        if not isfinite(count) or count < 0:
            raise NotACount(f"{count}")


def _up_to(level: float) -> float:
    """The share of a distribution that is below an interval's upper end, half of what is outside being above."""
    if not 0 < level < 1:
        raise NotALevel(f"{level}")
    return 0.5 + level / 2


def _aslant(one: float, other: float) -> float:
    """The two distances together, as far as they are independent."""
    return sqrt(one**2 + other**2)
