"""Did it move more here than among comparable others? Three methods, one answer.

A unit with an initiative is compared with units without it over the same periods. How the others are mixed is
in ``mixtures.py``; here stands what is done with the mixture: the estimate, what it would have been for every
other unit in the place of the treated (placebos), how well the mixture followed before, and what becomes of the
estimate when a donor is left out.

Uncertainty comes from the placebos. Their standard deviation gives the interval (Arkhangelsky et al. 2021,
algorithm 4, with every donor in turn instead of draws), the place of the estimate among them the p-value
(Abadie, Diamond and Hainmueller 2010). Both take for granted that the treated varies as the others do.

No number is given when (``fit_is_good_enough``, ``Method``):

* there are fewer than 3 periods before (for the series before an intervention: Cochrane EPOC, "What study
  designs can be considered for inclusion", 2017), for chosen mixtures 5 (five points a phase: Kratochwill et
  al., "Single-case intervention research design standards", Remedial and Special Education 34, 2013), or none
  after;
* fewer than 9 placebos can be formed: with fewer, being first of all would not be one in ten;
* the fit before is poor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from pejl.methods.mixtures import (
    Mixing,
    Mixture,
    even_mixture,
    synthetic_difference_mixture,
    synthetic_mixture,
)
from pejl.methods.panels import Numbers, Panel, Rows, panel_of, placebo_groups, placebos
from pejl.methods.refusals import (
    FitBeforeIsPoor,
    TooFewDonors,
    TooFewPeriodsAfter,
    TooFewPeriodsBefore,
)

FEWEST_PLACEBOS = 9
MOST_LEFT_OUT = 10
LEAST_EXPLAINED = 0.8
"""Share of the series' variation before that the mixture must explain: the fit index of Ferman, Pinto and
Possebom, "Cherry picking with synthetic controls", Journal of Policy Analysis and Management 39(2), 2020."""
LARGEST_RELATIVE_ERROR = (1 - LEAST_EXPLAINED) ** 0.5
MOST_TIMES_USUAL = 5.0
"""Abadie, Diamond and Hainmueller 2010 set aside placebos whose mean squared error before is 5 times that of
the treated: units of such different fit cannot be held against each other. Here the same is asked of the
treated."""
NINETY_FIVE = NormalDist().inv_cdf(0.975)
EQUAL = 1e-9
"""What differs by less than this share of the figures themselves counts as equal; it is how the machine rounds."""


@dataclass(frozen=True)
class Method:
    """How others are mixed, and what the mixture must live up to."""

    name: str
    mix: Mixing
    compares_changes: bool
    """Whether a difference of level before is allowed for."""
    fewest_before: int


@dataclass(frozen=True)
class Fit:
    """How well the mixture followed the treated before the start."""

    error: float
    """Root mean square of the gap before, in the indicator's unit; a steady gap left aside where changes are
    compared."""
    relative_error: float
    """``error`` as a share of the standard deviation of the treated before; 0.45 leaves a fifth of it
    unexplained."""
    times_usual: float
    """Mean squared gap before as a multiple of the median among the placebos."""
    trend: float
    """How much the gap grew a period before the start, in the indicator's unit."""
    trend_p: float
    """Share of all units, the treated among them, whose gap grew or shrank at least as fast; low means not
    parallel."""


@dataclass(frozen=True, eq=False)
class LeftOut:
    """The estimate without one donor at a time (Abadie, Diamond and Hainmueller, "Comparative politics and the
    synthetic control method", American Journal of Political Science 59(2), 2015). Tried are the ten that weigh
    most, and those that weigh as much as the tenth, unless they weigh less than if all weighed the same."""

    rows: Rows
    """(m) which donor was left out, as a row of the figures."""
    estimates: Numbers
    """(m) the estimate without it."""
    keeps_sign: bool
    """Whether the direction of the estimate rests on no single donor."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What a comparison found; all in the indicator's unit, n units over t periods."""

    method: str
    estimate: float
    """Mean over the periods from the start on of what the initiative added."""
    low: float
    high: float
    """95 % interval by the normal distribution with the placebos' standard deviation."""
    placebos: Numbers
    """(b) the estimate for each placebo."""
    placebo_rows: Rows
    """(b × size) the rows that took the place of the treated."""
    placebo_gaps: Numbers
    """(b × t) their gaps, for a chart."""
    placebo_deviation: float
    """Standard deviation of the placebos."""
    rank: int
    """1 when no placebo is as far from 0."""
    p: float
    """Rank divided by the number of placebos and the estimate itself; two-sided."""
    unit_weights: Numbers
    """(n) weight of each row; 0 for the treated."""
    time_weights: Numbers
    """(before) weight of each period before; all 0 for a synthetic control."""
    treated: Numbers
    """(t) what was seen."""
    compared: Numbers
    """(t) the mixture, lifted to the level of the treated before where changes are compared."""
    start: int
    fit: Fit
    left_out: LeftOut

    @property
    def gap(self) -> Numbers:
        """(t) what was seen less the mixture; its mean from the start on is the estimate."""
        return self.treated - self.compared


@dataclass(frozen=True, eq=False)
class _Found:
    """The mixture for one panel and what it leaves."""

    mixture: Mixture
    compared: Numbers
    gap: Numbers
    estimate: float
    error: float
    trend: float


DIFFERENCE = Method("difference", even_mixture, True, 3)
SYNTHETIC = Method("synthetic", synthetic_mixture, False, 5)
SYNTHETIC_DIFFERENCE = Method("synthetic_difference", synthetic_difference_mixture, True, 5)


def difference_in_differences(
    outcomes: ArrayLike, treated: int | Sequence[int], start: int
) -> Comparison:
    """How much more did the treated change than the mean of all others?

    ``outcomes`` (n × t) one row a unit, one column a period, all in one unit of measure; ``treated`` the row or
    rows with the initiative from column ``start`` on. Rests on parallel movement: without the initiative the
    treated would have changed as the others did on average. Raises the refusals named above.
    """
    return _compare(DIFFERENCE, outcomes, treated, start)


def synthetic_control(outcomes: ArrayLike, treated: int | Sequence[int], start: int) -> Comparison:
    """How far is the treated from the mixture of others that was at its level all the time before?

    Arguments and refusals as for ``difference_in_differences``; source at ``synthetic_mixture``. Rests on the
    mixture going on as it did; it can only be found when the treated is not outermost.
    """
    return _compare(SYNTHETIC, outcomes, treated, start)


def synthetic_difference_in_differences(
    outcomes: ArrayLike, treated: int | Sequence[int], start: int
) -> Comparison:
    """How much more did the treated change than the mixture of others that had moved as it did before?

    Arguments and refusals as for ``difference_in_differences``; source at ``synthetic_difference_mixture``. The
    least demanding of the three: units need neither the same level nor, all of them, parallel movement.
    """
    return _compare(SYNTHETIC_DIFFERENCE, outcomes, treated, start)


def fit_is_good_enough(method: Method, fit: Fit) -> bool:
    """Whether the mixture followed well enough before to be held against the treated after.

    It is when it explains ``LEAST_EXPLAINED`` of the variation before. A series that hardly varies cannot be
    explained, but can be compared: where changes are compared it is enough that the treated is followed about
    as well as the others are in its place (``MOST_TIMES_USUAL``), because then the placebos show the same
    error.
    """
    if fit.relative_error <= LARGEST_RELATIVE_ERROR:
        return True
    return method.compares_changes and fit.times_usual <= MOST_TIMES_USUAL


def _compare(
    method: Method, outcomes: ArrayLike, treated: int | Sequence[int], start: int
) -> Comparison:
    panel, donors = panel_of(outcomes, treated, start)
    groups = _demanded(method, panel)
    found = _found(method, panel)
    each = [_found(method, one) for one in placebos(panel, groups)]
    fit = _fit(panel, found, each)
    if not fit_is_good_enough(method, fit):
        raise FitBeforeIsPoor(fit.relative_error, LARGEST_RELATIVE_ERROR, fit.times_usual)
    estimates = np.array([one.estimate for one in each])
    deviation = float(estimates.std())
    rank, p = _place(found.estimate, estimates, _tiny(panel))
    weights = np.zeros(len(donors) + panel.size)
    weights[donors] = found.mixture.units
    return Comparison(
        method=method.name,
        estimate=found.estimate,
        low=found.estimate - NINETY_FIVE * deviation,
        high=found.estimate + NINETY_FIVE * deviation,
        placebos=estimates,
        placebo_rows=donors[np.array(groups)],
        placebo_gaps=np.array([one.gap for one in each]),
        placebo_deviation=deviation,
        rank=rank,
        p=p,
        unit_weights=weights,
        time_weights=found.mixture.periods,
        treated=panel.treated,
        compared=found.compared,
        start=start,
        fit=fit,
        left_out=_left_out(method, panel, found, donors),
    )


def _demanded(method: Method, panel: Panel) -> list[tuple[int, ...]]:
    """The placebo groups of a panel that is large enough for the method."""
    if panel.before < method.fewest_before:
        raise TooFewPeriodsBefore(panel.before, method.fewest_before)
    if panel.after < 1:
        raise TooFewPeriodsAfter(panel.after, 1)
    needed = max(FEWEST_PLACEBOS, 2 * panel.size)
    if len(panel.donors) < needed:
        raise TooFewDonors(len(panel.donors), needed)
    return placebo_groups(panel)


def _found(method: Method, panel: Panel) -> _Found:
    start = panel.start
    mixture = method.mix(panel)
    mixed = mixture.units @ panel.donors
    level = float(mixture.periods @ (panel.treated - mixed)[:start])
    compared = mixed + level
    gap = panel.treated - compared
    steady = gap[:start].mean() if method.compares_changes else 0.0
    around = np.arange(start) - (start - 1) / 2
    return _Found(
        mixture=mixture,
        compared=compared,
        gap=gap,
        estimate=float(gap[start:].mean()),
        error=float(np.sqrt(((gap[:start] - steady) ** 2).mean())),
        trend=float(around @ gap[:start] / (around @ around)),
    )


def _fit(panel: Panel, found: _Found, each: list[_Found]) -> Fit:
    variation = float(panel.treated[: panel.start].std())
    usual = float(np.median([one.error for one in each]))
    trends = np.array([one.trend for one in each])
    tiny = _tiny(panel)
    return Fit(
        error=found.error,
        relative_error=_ratio(found.error, variation, tiny),
        times_usual=_ratio(found.error, usual, tiny) ** 2,
        trend=found.trend,
        trend_p=_place(found.trend, trends, tiny)[1],
    )


def _tiny(panel: Panel) -> float:
    return EQUAL * float(abs(panel.treated).max() + abs(panel.donors).max())


def _ratio(error: float, measure: float, tiny: float) -> float:
    """0 for an error that is none, endless for one that is measured against nothing."""
    if error <= tiny:
        return 0.0
    return error / measure if measure > tiny else float("inf")


def _place(value: float, others: Numbers, tiny: float) -> tuple[int, float]:
    """The place of a value among others and itself, the farthest from 0 first, and that as a share."""
    as_far = np.abs(others) >= abs(value) - tiny
    rank = 1 + int(as_far.sum())
    return rank, rank / (1 + len(others))


def _left_out(method: Method, panel: Panel, found: _Found, donors: Rows) -> LeftOut:
    weights = found.mixture.units
    tenth = np.sort(weights)[-min(MOST_LEFT_OUT, len(weights))]
    tried = np.flatnonzero(weights >= (1 - EQUAL) * max(tenth, 1 / len(weights)))
    estimates = np.array([_found(method, panel.without(one)).estimate for one in tried.tolist()])
    keeps_sign = bool((np.sign(estimates) == np.sign(found.estimate)).all())
    return LeftOut(donors[tried], estimates, keeps_sign)
