"""Did the series itself turn when the initiative began? Interrupted time series, and a plain before and after.

The series before the start is drawn on, as if nothing had happened; what came after is held against it. Level,
and if asked for slope, may change at the start; a season may be drawn by waves. After Lopez Bernal, Cummins and
Gasparrini, "Interrupted time series regression for the evaluation of public health interventions: a tutorial",
International Journal of Epidemiology 46(1), 2017; Wagner, Soumerai, Zhang and Ross-Degnan, "Segmented
regression analysis of interrupted time series studies in medication use research", Journal of Clinical Pharmacy
and Therapeutics 27, 2002.

Measured values are fitted by least squares. Neighbours in time resemble each other, so errors are those of
Newey and West, "A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent covariance
matrix", Econometrica 55(3), 1987, with 4·(n/100)^(2/9) lags and n/(n - parameters); below 12 points plain ones,
which then do better (Turner et al., "Evaluation of statistical methods used in the analysis of interrupted time
series studies", BMC Medical Research Methodology 21, 2021). Counts are fitted by Poisson regression with the
population as offset, by iterated weighted least squares (McCullagh and Nelder, "Generalized Linear Models",
1989); when they vary more than a Poisson would, errors grow by the root of the dispersion (quasi-Poisson,
chapter 9), and when they vary less, they stay.

No number is given with fewer than 3 points on either side (Cochrane EPOC, "What study designs can be considered
for inclusion", 2017), with less than a whole season on either side when a season is drawn (after Wagner et al.
2002, who ask for 12 months), or with fewer than 3 points more than there are parameters (our own choice).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit, xlogy

from pejl.methods.comparison import NINETY_FIVE
from pejl.methods.panels import Numbers
from pejl.methods.refusals import (
    CountsAreNegative,
    FiguresAreNotFinite,
    NothingWasCounted,
    ShapesDoNotFit,
    TooFewPeriodsAfter,
    TooFewPeriodsBefore,
)

Family = Literal["gaussian", "poisson", "quasi-poisson"]

FEWEST_POINTS = 3
FEWEST_TO_SPARE = 3
LONG_ENOUGH_FOR_NEWEY_WEST = 12
SHORTEST_SEASON = 3
MOST_ROUNDS = 100
ENOUGH = 1e-12
"""The fit of counts is found when a round betters it by no more than this share."""
LEAST_EXPECTED = 1e-6
"""A line that falls to such a share of the mean count is on its way to 0, and a ratio to 0 is none."""


@dataclass(frozen=True)
class Change:
    """A change with its 95 % interval: a difference in the indicator's unit, or for counts a ratio."""

    estimate: float
    low: float
    high: float
    error: float
    """Standard error; for a ratio that of its logarithm."""


@dataclass(frozen=True, eq=False)
class Interrupted:
    """What an interrupted series of t points tells."""

    family: Family
    level: Change
    """The step at the start."""
    slope: Change | None
    """How much more the series rises per unit of time after the start than before; None when not asked for."""
    at_end: Change
    """What the two come to at the last point."""
    fitted: Numbers
    """(t) the line that was fitted."""
    expected: Numbers
    """(t) the same line without the change; from the start on what would have been."""
    start: int
    dispersion: float
    """For counts the variance as a multiple of a Poisson's; for measured values the variance around the line."""
    autocorrelation: float
    """How much what is left over resembles what was left over one point earlier, from -1 to 1."""

    @property
    def errors_allow_for_neighbours(self) -> bool:
        """Whether they are those of Newey and West; otherwise they are too small when neighbours are alike."""
        return self.family == "gaussian" and len(self.fitted) >= LONG_ENOUGH_FOR_NEWEY_WEST


@dataclass(frozen=True)
class BeforeAfter:
    """Two means and their difference, in the indicator's unit."""

    before: float
    after: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class _Line:
    """A fitted line: coefficients, their covariance, and what is left over."""

    coefficients: Numbers
    covariance: Numbers
    fitted: Numbers
    left_over: Numbers
    dispersion: float
    quantile: float


@dataclass(frozen=True, eq=False)
class _Series:
    values: Numbers
    times: Numbers
    start: int
    population: Numbers


def interrupted_series(
    values: ArrayLike,
    start: int,
    *,
    family: Family = "gaussian",
    slope: bool = True,
    season: int | None = None,
    waves: int = 2,
    population: ArrayLike | None = None,
    times: ArrayLike | None = None,
) -> Interrupted:
    """How the level, and the slope, of one series changed from a point on.

    ``values`` (t) in order of time, the initiative from ``start`` on. ``family``: "gaussian" for what is
    measured, the two others for counts, with the ``population`` (t) that they are counted in. ``season``:
    points a year, drawn by so many ``waves``. ``times`` (t) when points are missing or uneven, in the same unit
    as ``season``; otherwise 0, 1, 2 … Raises ``ShapesDoNotFit``, ``FiguresAreNotFinite``,
    ``TooFewPeriodsBefore``, ``TooFewPeriodsAfter``, ``CountsAreNegative``, ``NothingWasCounted``.
    """
    counted = family != "gaussian"
    if population is not None and not counted:
        raise ShapesDoNotFit("a population is for what is counted in it")
    series = _series(values, start, population, times)
    if counted:
        _demand_counts(series)
    shape = _shape(series, slope, season, waves)
    _demand_points(series, shape.shape[1], season)
    line = _poisson(series, shape, family) if counted else _least_squares(series, shape)
    changes = np.zeros(shape.shape)
    changes[:, 2 : 4 if slope else 3] = shape[:, 2 : 4 if slope else 3]
    expected = (shape - changes) @ line.coefficients
    unit = np.eye(shape.shape[1])
    return Interrupted(
        family=family,
        level=_change(line, unit[2], counted),
        slope=_change(line, unit[3], counted) if slope else None,
        at_end=_change(line, changes[-1], counted),
        fitted=line.fitted,
        expected=series.population * np.exp(expected) if counted else expected,
        start=start,
        dispersion=line.dispersion,
        autocorrelation=_autocorrelation(line.left_over),
    )


def before_and_after(values: ArrayLike, start: int) -> BeforeAfter:
    """The mean before, the mean after, and the interval of their difference (Welch, "The generalization of
    'Student's' problem when several different population variances are involved", Biometrika 34, 1947).

    It says that something changed, not why: nothing stands for what would have happened anyhow. ``values`` (t) in
    order of time; at least 3 points on either side. Raises as ``interrupted_series`` does.
    """
    series = _series(values, start, None, None)
    _demand_points(series, 2, None)
    before, after = series.values[:start], series.values[start:]
    parts = np.array([before.var(ddof=1) / len(before), after.var(ddof=1) / len(after)])
    error = float(np.sqrt(parts.sum()))
    difference = float(after.mean() - before.mean())
    width = 0.0
    if error:
        freedom = parts.sum() ** 2 / (parts**2 / (np.array([len(before), len(after)]) - 1)).sum()
        width = float(stdtrit(freedom, 0.975)) * error
    return BeforeAfter(
        float(before.mean()),
        float(after.mean()),
        difference,
        difference - width,
        difference + width,
    )


def _series(
    values: ArrayLike, start: int, population: ArrayLike | None, times: ArrayLike | None
) -> _Series:
    seen = np.asarray(values, dtype=np.float64)
    when = np.asarray(range(seen.size) if times is None else times, dtype=np.float64)
    among = np.ones(seen.shape) if population is None else np.asarray(population, dtype=np.float64)
    if seen.ndim != 1 or when.shape != seen.shape or among.shape != seen.shape:
        raise ShapesDoNotFit("values, times and population must be rows of the same length")
    if not all(np.isfinite(one).all() for one in (seen, when, among)):
        raise FiguresAreNotFinite
    if not 0 <= start <= len(seen) or (np.diff(when) <= 0).any():
        raise ShapesDoNotFit("times must rise, and the start be among them")
    return _Series(seen, when, start, among)


def _demand_counts(series: _Series) -> None:
    if (series.values < 0).any() or (series.population <= 0).any():
        raise CountsAreNegative
    if not series.values[: series.start].any() or not series.values[series.start :].any():
        raise NothingWasCounted


def _demand_points(series: _Series, parameters: int, season: int | None) -> None:
    needed = max(FEWEST_POINTS, season or 0)
    before, after = series.start, len(series.values) - series.start
    if before < needed:
        raise TooFewPeriodsBefore(before, needed)
    if after < needed:
        raise TooFewPeriodsAfter(after, needed)
    lacking = parameters + FEWEST_TO_SPARE - before - after
    if lacking > 0:
        raise TooFewPeriodsAfter(after, after + lacking)


def _shape(series: _Series, slope: bool, season: int | None, waves: int) -> Numbers:
    """Columns: 1, time, after, perhaps time since the start, perhaps waves of the season."""
    times = series.times - series.times[0]
    after = (np.arange(len(times)) >= series.start).astype(np.float64)
    columns = [np.ones(len(times)), times, after]
    if slope and after.any():
        columns.append(after * (times - times[series.start]))
    if season is not None:
        if season < SHORTEST_SEASON or waves < 1:
            raise ShapesDoNotFit(
                "a season has at least 3 points, and is drawn by at least one wave"
            )
        for wave in range(1, min(waves, (season - 1) // 2) + 1):
            turn = 2 * np.pi * wave * series.times / season
            columns += [np.sin(turn), np.cos(turn)]
    return np.column_stack(columns)


def _least_squares(series: _Series, shape: Numbers) -> _Line:
    points, parameters = shape.shape
    coefficients = _solved(shape, series.values)
    fitted = shape @ coefficients
    left_over = series.values - fitted
    spare = points - parameters
    dispersion = float(left_over @ left_over / spare)
    bread = _inverse(shape.T @ shape)
    if points < LONG_ENOUGH_FOR_NEWEY_WEST:
        covariance = bread * dispersion
    else:
        covariance = bread @ _newey_west(shape * left_over[:, None]) @ bread * points / spare
    quantile = float(stdtrit(spare, 0.975))
    return _Line(coefficients, covariance, fitted, left_over, dispersion, quantile)


def _solved(shape: Numbers, wanted: Numbers) -> Numbers:
    return np.asarray(np.linalg.lstsq(shape, wanted, rcond=None)[0], dtype=np.float64)


def _inverse(products: Numbers) -> Numbers:
    return np.asarray(np.linalg.pinv(products), dtype=np.float64)


def _newey_west(parts: Numbers) -> Numbers:
    """The sum of products of parts with themselves and, by Bartlett's falling weights, with their neighbours."""
    lags = int(4 * (len(parts) / 100) ** (2 / 9))
    total: Numbers = parts.T @ parts
    for lag in range(1, lags + 1):
        product = parts[lag:].T @ parts[:-lag]
        total = total + (1 - lag / (lags + 1)) * (product + product.T)
    return total


def _poisson(series: _Series, shape: Numbers, family: Family) -> _Line:
    counts = series.values
    coefficients = _poisson_coefficients(counts, np.log(series.population), shape)
    fitted = series.population * np.exp(shape @ coefficients)
    if fitted.min() <= LEAST_EXPECTED * counts.mean():
        raise NothingWasCounted
    left_over = (counts - fitted) / np.sqrt(fitted)
    dispersion = float(left_over @ left_over / (len(counts) - shape.shape[1]))
    covariance = _inverse(shape.T @ (shape * fitted[:, None]))
    if family == "quasi-poisson":
        covariance = covariance * max(dispersion, 1.0)
    return _Line(coefficients, covariance, fitted, left_over, dispersion, NINETY_FIVE)


def _poisson_coefficients(counts: Numbers, offset: Numbers, shape: Numbers) -> Numbers:
    linear, deviance = np.log(counts + 0.5), np.inf
    for _ in range(MOST_ROUNDS):
        mean = np.exp(linear)
        working = linear - offset + (counts - mean) / mean
        root = np.sqrt(mean)
        found = _solved(shape * root[:, None], working * root)
        linear = shape @ found + offset
        before, deviance = deviance, _deviance(counts, np.exp(linear))
        if abs(before - deviance) <= ENOUGH * (1 + deviance):
            return found
    raise NothingWasCounted


def _deviance(counts: Numbers, mean: Numbers) -> float:
    return float(2 * (xlogy(counts, counts / mean) - counts + mean).sum())


def _change(line: _Line, of: Numbers, as_ratio: bool) -> Change:
    estimate = float(of @ line.coefficients)
    error = float(np.sqrt(max(float(of @ line.covariance @ of), 0.0)))
    width = line.quantile * error
    ends = np.array([estimate, estimate - width, estimate + width])
    if as_ratio:
        ends = np.exp(ends)
    return Change(float(ends[0]), float(ends[1]), float(ends[2]), error)


def _autocorrelation(left_over: Numbers) -> float:
    total = float(left_over @ left_over)
    return float(left_over[1:] @ left_over[:-1]) / total if total else 0.0
