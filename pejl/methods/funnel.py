"""Which units differ from the rest by more than their size explains: the funnel plot, in place of a league table.

Small units vary much by chance and large ones little. So each unit is compared with limits of its own size around
one common figure: of units that are no different, 95 % lie inside the inner limits and 99.8 % inside the outer.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24,
2005, also for more variation than chance allows ("over-dispersion"). Limits of counts are exact, and interpolated
so that chance alone is beyond either of them no more often than it should be: the first of three ways in
B. N. Manktelow and S. E. Seaton, "Specifying the probability characteristics of funnel plot control limits", PLoS
ONE 7, 2012. Spiegelhalter's own interpolation sets the upper limit one event lower. Small units would be above it
too often, and a share would be judged differently from the share of those who are not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, gammainc, gammaincc, ndtri

from pejl.methods.series import Numbers, numbers

ALERT, ALARM = 0.025, 0.001
"""The chance of being beyond one limit: 95 % and 99.8 % of units lie inside both."""
WINSORISED = 0.1
"""So large a share of units at either end is reined in before over-dispersion is judged."""
FEWEST_UNITS = 10
"""Of fewer not one can be reined in, and over-dispersion could be the work of a single odd unit."""
CURVE_POINTS = 40

TINY = 1e-9
"""In place of 0, where the incomplete beta function has no value; the result is not looked at."""

Chance = Callable[[Numbers], Numbers]
"""From a number of events in each unit to the chance of so few or fewer, or of more."""


class UnitsDoNotFit(ValueError):
    """Counts, sizes and spreads must be as many as there are units."""


class ImpossibleFigure(ValueError):
    """A count, size, spread or target that cannot be: below nought, or more counted than there are."""


class Standing(StrEnum):
    """Where a unit is in its funnel."""

    INSIDE = "inside"
    ALERT_BELOW = "alert_below"
    ALERT_ABOVE = "alert_above"
    ALARM_BELOW = "alarm_below"
    ALARM_ABOVE = "alarm_above"
    NOTHING = "nothing"
    """Nothing was counted there: its size is nought or its figure missing."""


@dataclass(frozen=True, eq=False)
class Limits:
    """Limits at ``k`` sizes, in the unit of the figures; NaN where the size is nought or missing."""

    sizes: Numbers
    alarm_below: Numbers
    alert_below: Numbers
    alert_above: Numbers
    alarm_above: Numbers


@dataclass(frozen=True, eq=False)
class Funnel:
    """``k`` units around one figure."""

    target: float
    """The figure they are compared with; NaN when nothing was counted anywhere."""
    figures: Numbers
    """(k) each unit's share, rate or mean; NaN where there is none."""
    limits: Limits
    """At each unit's own size (k)."""
    curve: Limits
    """The same limits from the smallest size to the greatest, to be drawn as lines."""
    standings: tuple[Standing, ...]
    """(k)"""
    dispersion: float
    """φ: how many times as much the units vary as chance allows, both ends reined in; NaN without units."""
    is_widened: bool
    """The limits were widened by √φ."""


def of_shares(
    counts: ArrayLike,
    sizes: ArrayLike,
    *,
    target: float | None = None,
    allows_dispersion: bool = False,
) -> Funnel:
    """Units compared by the share of ``sizes`` (k) that ``counts`` (k) are, between 0 and 1.

    ``target`` is the share to compare with; without it, that of all units together. ``allows_dispersion`` widens
    the limits where units differ more than chance allows, so that only those that stand apart from the others are
    told of. A unit with nothing in it, or a missing figure, stands there as ``NOTHING``.

    Raises ``UnitsDoNotFit``, ``ImpossibleFigure``, ``NotASeries`` and ``InfiniteValue``.
    """
    events, of = _units(counts, sizes)
    if (events > of).any() or not 0 <= (0 if target is None else target) <= 1:
        raise ImpossibleFigure("a share above 1 or below 0")
    middle = _together(events, of) if target is None else target
    return _funnel(
        figures=_quotient(events, of),
        target=middle,
        limits=_share_limits(middle, _with_curve(of)),
        variance=middle * (1 - middle) * _quotient(1, of),
        bounds=(0, 1),
        allows_dispersion=allows_dispersion,
    )


def of_rates(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    per: float = 1,
    target: float | None = None,
    allows_dispersion: bool = False,
) -> Funnel:
    """Units compared by how often something happens: ``counts`` (k) in ``exposures`` (k), told ``per`` so many.

    ``target`` is told per so many as well. For events that are seldom among those exposed; else as ``of_shares``.
    """
    events, exposed = _units(counts, exposures)
    if target is not None and not 0 <= target < np.inf:
        raise ImpossibleFigure("a rate below 0")
    middle = _together(events, exposed) if target is None else target / per
    return _funnel(
        figures=_quotient(events, exposed) * per,
        target=middle * per,
        limits=_each(_rate_limits(middle, _with_curve(exposed)), lambda line: line * per),
        variance=middle * _quotient(1, exposed) * per**2,
        bounds=(0, np.inf),
        allows_dispersion=allows_dispersion,
    )


def of_means(
    means: ArrayLike,
    sizes: ArrayLike,
    deviations: ArrayLike,
    *,
    target: float | None = None,
    allows_dispersion: bool = False,
) -> Funnel:
    """Units compared by the mean of some measurement: ``means`` (k) of ``sizes`` (k) people, in its own unit.

    ``deviations`` (k) are the standard deviations within each unit; people are taken to vary alike everywhere, by
    the deviation of all units together. Without ``target``, units are compared with the mean of all people. For
    units of some size: below about ten people a skew measurement goes beyond these limits too often. Raises as
    ``of_shares`` does.
    """
    figures, of, within = _fitting(means, sizes, deviations)
    if (of < 0).any() or (within < 0).any():
        raise ImpossibleFigure("a size or deviation below 0")
    figures = np.where(of > 0, figures, np.nan)
    middle = _mean_of_all(figures, of) if target is None else target
    variance = _pooled(within, of)
    return _funnel(
        figures=figures,
        target=middle,
        limits=_mean_limits(middle, variance, _with_curve(of)),
        variance=variance * _quotient(1, of),
        bounds=(-np.inf, np.inf),
        allows_dispersion=allows_dispersion,
    )


def _fitting(*rows: ArrayLike) -> tuple[Numbers, ...]:
    found = tuple(numbers(row) for row in rows)
    if len({len(row) for row in found}) != 1:
        raise UnitsDoNotFit(", ".join(str(len(row)) for row in found))
    return found


def _units(counts: ArrayLike, sizes: ArrayLike) -> tuple[Numbers, Numbers]:
    events, of = _fitting(counts, sizes)
    if (events < 0).any() or (of < 0).any():
        raise ImpossibleFigure("a count or size below 0")
    return events, of


def _quotient(over: Numbers | float, under: Numbers) -> Numbers:
    return over / np.where(under > 0, under, np.nan)


def _together(events: Numbers, of: Numbers) -> float:
    """The share or rate of all units as one; NaN when nothing was counted."""
    is_counted = ~np.isnan(events) & (of > 0)
    return float(_quotient(events[is_counted].sum(), of[is_counted].sum(keepdims=True))[0])


def _mean_of_all(means: Numbers, of: Numbers) -> float:
    is_counted = ~np.isnan(means) & (of > 0)
    if not is_counted.any():
        return np.nan
    # Counted from one of them, so that equal means have exactly themselves as their mean.
    first = float(means[is_counted][0])
    return first + float(np.average(means[is_counted] - first, weights=of[is_counted]))


def _pooled(deviations: Numbers, of: Numbers) -> float:
    """The variance between people within units."""
    is_counted = ~np.isnan(deviations) & (of > 1)
    freedom = of[is_counted] - 1
    return float(
        _quotient((freedom * deviations[is_counted] ** 2).sum(), freedom.sum(keepdims=True))[0]
    )


def _with_curve(sizes: Numbers) -> Numbers:
    """The units' sizes, and behind them those at which the curve is drawn, closer where it bends."""
    counted = sizes[sizes > 0]
    if len(counted) == 0:
        return sizes
    return np.concatenate([sizes, np.geomspace(counted.min(), counted.max(), CURVE_POINTS)])


def _share_limits(target: float, sizes: Numbers) -> Limits:
    """The upper limit of a share is the mirror image of the lower limit of those who are not in it."""
    of = np.where(sizes > 0, sizes, np.nan)

    def below(share: float, chance: float) -> Numbers:
        def so_few(events: Numbers) -> Numbers:
            rest = np.maximum(of - events, TINY)
            return np.where(events < of, betainc(rest, np.maximum(events + 1, TINY), 1 - share), 1)

        return _lower(so_few, np.ceil(of), chance) / of

    return Limits(
        sizes=sizes,
        alarm_below=below(target, ALARM),
        alert_below=below(target, ALERT),
        alert_above=1 - below(1 - target, ALERT),
        alarm_above=1 - below(1 - target, ALARM),
    )


def _rate_limits(target: float, sizes: Numbers) -> Limits:
    expected = np.where(sizes > 0, target * sizes, np.nan)
    most = np.ceil(expected + 10 * np.sqrt(expected) + 20)

    def so_few(events: Numbers) -> Numbers:
        return gammaincc(events + 1, expected)

    def more(events: Numbers) -> Numbers:
        return gammainc(events + 1, expected)

    return Limits(
        sizes=sizes,
        alarm_below=_lower(so_few, most, ALARM) * _quotient(1, sizes),
        alert_below=_lower(so_few, most, ALERT) * _quotient(1, sizes),
        alert_above=_upper(more, most, ALERT) * _quotient(1, sizes),
        alarm_above=_upper(more, most, ALARM) * _quotient(1, sizes),
    )


def _mean_limits(target: float, variance: float, sizes: Numbers) -> Limits:
    error = np.sqrt(variance * _quotient(1, sizes))
    alert, alarm = (float(-ndtri(chance)) * error for chance in (ALERT, ALARM))
    return Limits(sizes, target - alarm, target - alert, target + alert, target + alarm)


def _lower(so_few: Chance, most: Numbers, chance: float) -> Numbers:
    """Between the last number of events that is too unlikely and the first that is not; no less than 0."""
    first = _first(lambda events: so_few(events) >= chance, most)
    here, before = so_few(first), np.where(first > 0, so_few(first - 1), 0)
    return np.maximum(first - (here - chance) / (here - before), 0)


def _upper(more: Chance, most: Numbers, chance: float) -> Numbers:
    """Between the last number of events that is likely enough and the first that is not."""
    last = _first(lambda events: more(events) < chance, most)
    here, before = more(last), np.where(last > 0, more(last - 1), 1)
    return last + (before - chance) / (before - here)


def _first(holds: Callable[[Numbers], NDArray[np.bool_]], most: Numbers) -> Numbers:
    """The first whole number from 0 to ``most`` for which something holds that then goes on holding."""
    before, at = np.full(len(most), -1.0), most
    while (at - before > 1).any():
        middle = np.floor((before + at) / 2)
        is_so = holds(middle)
        before, at = np.where(is_so, before, middle), np.where(is_so, middle, at)
    return at


def _funnel(
    *,
    figures: Numbers,
    target: float,
    limits: Limits,
    variance: Numbers,
    bounds: tuple[float, float],
    allows_dispersion: bool,
) -> Funnel:
    """``limits`` are those of the units and of the curve behind them; ``variance`` (k) is that of chance alone."""
    dispersion, units = _dispersion(figures - target, variance)
    is_widened = allows_dispersion and units >= FEWEST_UNITS and dispersion > 1
    if is_widened:
        limits = _widened(limits, target, dispersion, bounds)
    k = len(figures)
    own, curve = _part(limits, slice(k)), _part(limits, slice(k, None))
    return Funnel(target, figures, own, curve, _standings(figures, own), dispersion, is_widened)


def _dispersion(distances: Numbers, variance: Numbers) -> tuple[float, int]:
    """The mean square of the standardised distances, both ends reined in, and of how many units."""
    is_known = ~np.isnan(distances) & (variance > 0)
    if not is_known.any():
        return np.nan, 0
    scores = distances[is_known] / np.sqrt(variance[is_known])
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    return float((np.clip(scores, low, high) ** 2).mean()), len(scores)


def _widened(
    limits: Limits, target: float, dispersion: float, bounds: tuple[float, float]
) -> Limits:
    def away(line: Numbers) -> Numbers:
        return np.clip(target + np.sqrt(dispersion) * (line - target), *bounds)

    return _each(limits, away)


def _part(limits: Limits, part: slice) -> Limits:
    return replace(_each(limits, lambda line: line[part]), sizes=limits.sizes[part])


def _each(limits: Limits, change: Callable[[Numbers], Numbers]) -> Limits:
    return Limits(
        limits.sizes,
        change(limits.alarm_below),
        change(limits.alert_below),
        change(limits.alert_above),
        change(limits.alarm_above),
    )


def _standings(figures: Numbers, limits: Limits) -> tuple[Standing, ...]:
    lines = (
        (Standing.ALERT_BELOW, figures < limits.alert_below),
        (Standing.ALERT_ABOVE, figures > limits.alert_above),
        (Standing.ALARM_BELOW, figures < limits.alarm_below),
        (Standing.ALARM_ABOVE, figures > limits.alarm_above),
        (Standing.NOTHING, np.isnan(figures) | np.isnan(limits.alert_above)),
    )
    found = [Standing.INSIDE] * len(figures)
    for standing, is_there in lines:
        for unit in np.flatnonzero(is_there).tolist():
            found[unit] = standing
    return tuple(found)
