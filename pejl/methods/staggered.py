"""What did it do, when some began early, some late and some never? Effects by group and time.

Callaway and Sant'Anna, "Difference-in-differences with multiple time periods", Journal of Econometrics 225(2),
2021: units that began in the same period are a group. For each group and each period, the group's change since
the period before it began is held against the change of those who never began. No unit that already has the
initiative is ever used to compare with; that is what goes wrong when everything is put into one regression.
Without covariates, on a full panel.

Standard errors come from influence functions (their section 4; no draws), so they need several units in a
group. As in the authors' package ``did`` 5 units are asked for: of those who never began, without which there
is no answer, and of each group. The package warns of smaller groups; here they are left out and named, because
the mean of one or two units has no variation of its own to show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from pejl.methods.comparison import NINETY_FIVE
from pejl.methods.panels import Numbers
from pejl.methods.refusals import (
    FiguresAreNotFinite,
    GroupsAreTooSmall,
    ShapesDoNotFit,
    TooFewDonors,
    TooFewPeriodsBefore,
)

Integers = NDArray[np.int64]

NEVER = -1
"""The start of a unit that never began."""
FEWEST_IN_A_GROUP = 5


@dataclass(frozen=True)
class Effect:
    """A mean effect in the indicator's unit, its standard error and its 95 % interval."""

    estimate: float
    error: float

    @property
    def low(self) -> float:
        return self.estimate - NINETY_FIVE * self.error

    @property
    def high(self) -> float:
        return self.estimate + NINETY_FIVE * self.error


@dataclass(frozen=True, eq=False)
class Staggered:
    """Effects by group and time, and what they come to."""

    groups: Integers
    """(c) of each effect, the period in which its group began."""
    periods: Integers
    """(c) the period in which it is measured; before the group began it ought to be 0."""
    effects: Numbers
    """(c) in the indicator's unit."""
    errors: Numbers
    """(c) standard errors; 0 for the period that all others of the group are held against."""
    overall: Effect
    """Mean over all groups and periods since they began, each group by its size."""
    by_exposure: dict[int, Effect]
    """Periods since the start → mean effect, groups by their size; below 0 are the periods before."""
    before_p: float | None
    """How easily chance alone makes the effects before the start as large as they are (Wald test); low means that
    the groups did not move in parallel. None when nothing can be tested."""
    units: int
    """How many units were used."""
    never: int
    """How many of them never began."""
    small_groups: tuple[int, ...]
    """Groups left out for having fewer than 5 units."""
    always: int
    """Units left out because they began in the first period or earlier, so that nothing is known from before."""


@dataclass(frozen=True, eq=False)
class _Cells:
    """Group-time effects with what each unit contributes to each of them."""

    groups: Integers
    periods: Integers
    effects: Numbers
    influence: Numbers
    """(c × n) influence of each unit on each effect; the mean square divided by n is the variance."""


def effects_by_group_and_time(
    outcomes: ArrayLike, starts: ArrayLike, *, universal_base: bool = False
) -> Staggered:
    """The effects of an initiative that units took up at different times.

    ``outcomes`` (n × t) units by periods; ``starts`` (n) the column in which each began, ``NEVER`` for those
    that did not. Before the start a group's change is taken from one period to the next, as the authors do
    unless told otherwise; with ``universal_base`` always against the last period before the start. Raises
    ``ShapesDoNotFit``, ``FiguresAreNotFinite``, ``TooFewPeriodsBefore``, ``TooFewDonors`` and
    ``GroupsAreTooSmall``.
    """
    figures, begun = _checked(outcomes, starts)
    used, small = _used(begun)
    always = int((begun == 0).sum())
    figures, begun = figures[used], begun[used]
    cells = _cells(figures, begun, universal_base)
    since = cells.periods - cells.groups
    errors = np.sqrt((cells.influence**2).mean(axis=1) / len(begun))
    return Staggered(
        groups=cells.groups,
        periods=cells.periods,
        effects=cells.effects,
        errors=errors,
        overall=_mean(cells, since >= 0, begun),
        by_exposure={int(each): _mean(cells, since == each, begun) for each in np.unique(since)},
        before_p=_wald(cells, (since < 0) & (errors > 0)),
        units=len(begun),
        never=int((begun == NEVER).sum()),
        small_groups=small,
        always=always,
    )


def _checked(outcomes: ArrayLike, starts: ArrayLike) -> tuple[Numbers, Integers]:
    figures, begun = np.asarray(outcomes, dtype=np.float64), np.asarray(starts)
    if figures.ndim != 2 or begun.shape != figures.shape[:1] or begun.dtype.kind != "i":
        raise ShapesDoNotFit(
            "a table of units by periods, and for each unit the column of its start"
        )
    if not np.isfinite(figures).all():
        raise FiguresAreNotFinite
    if figures.shape[1] < 2:
        raise TooFewPeriodsBefore(0, 1)
    if ((begun < NEVER) | (begun >= figures.shape[1])).any():
        raise ShapesDoNotFit("a start is outside the periods")
    return figures, begun


def _used(begun: Integers) -> tuple[NDArray[np.bool_], tuple[int, ...]]:
    """Which units can be used, and the groups that are too small to be."""
    never = int((begun == NEVER).sum())
    if never < FEWEST_IN_A_GROUP:
        raise TooFewDonors(never, FEWEST_IN_A_GROUP)
    groups, sizes = np.unique(begun[begun > 0], return_counts=True)
    large = groups[sizes >= FEWEST_IN_A_GROUP]
    if not len(large):
        raise GroupsAreTooSmall(int(sizes.max(initial=0)), FEWEST_IN_A_GROUP)
    small = tuple(int(one) for one in groups[sizes < FEWEST_IN_A_GROUP])
    return np.isin(begun, [NEVER, *large]), small


def _cells(figures: Numbers, begun: Integers, universal_base: bool) -> _Cells:
    others = begun == NEVER
    groups, periods, effects, influence = [], [], [], []
    for group in np.unique(begun[begun > 0]).tolist():
        own = begun == group
        for period in range(0 if universal_base else 1, figures.shape[1]):
            base = group - 1 if universal_base or period >= group else period - 1
            changes = figures[:, period] - figures[:, base]
            effect, parts = _difference(changes, own, others)
            groups.append(group)
            periods.append(period)
            effects.append(effect)
            influence.append(parts)
    return _Cells(np.array(groups), np.array(periods), np.array(effects), np.array(influence))


def _difference(
    changes: Numbers, own: NDArray[np.bool_], others: NDArray[np.bool_]
) -> tuple[float, Numbers]:
    """How much more one group changed than another, and the influence of each unit on it."""
    ours, theirs = changes[own].mean(), changes[others].mean()
    parts = np.zeros(len(changes))
    parts[own] = (changes[own] - ours) * len(changes) / own.sum()
    parts[others] = -(changes[others] - theirs) * len(changes) / others.sum()
    return float(ours - theirs), parts


def _mean(cells: _Cells, chosen: NDArray[np.bool_], begun: Integers) -> Effect:
    """The mean of some effects by the size of their groups; that the sizes are estimates too counts in the
    error."""
    belongs = (begun == cells.groups[chosen, None]).astype(np.float64)
    sizes = belongs.mean(axis=1)
    weights, total = sizes / sizes.sum(), sizes.sum()
    effects = cells.effects[chosen]
    estimate = float(weights @ effects)
    of_sizes = (effects - estimate) @ (belongs - sizes[:, None]) / total
    influence = weights @ cells.influence[chosen] + of_sizes
    return Effect(estimate, float(np.sqrt((influence**2).mean() / len(begun))))


def _wald(cells: _Cells, before: NDArray[np.bool_]) -> float | None:
    """The p-value of all effects before the start being 0 at once."""
    count = int(before.sum())
    if not count:
        return None
    effects, parts = cells.effects[before], cells.influence[before]
    variance = parts @ parts.T / parts.shape[1] ** 2
    if np.linalg.matrix_rank(variance) < count:
        return None
    return float(chdtrc(count, effects @ np.linalg.solve(variance, effects)))
