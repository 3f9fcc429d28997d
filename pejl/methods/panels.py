"""A panel: the same indicator for several units over the same periods, some of them with an initiative.

Three methods compare such units (``comparison.py``). What they need first is the same: the figures checked, those
with the initiative averaged into one series, the others kept as donors, and every donor, or group of donors, put
once in the place of the treated, as if the initiative had been theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pejl.methods.refusals import FiguresAreNotFinite, ShapesDoNotFit

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]

MOST_PLACEBOS = 500
"""When more groups of donors than this can be formed, so many are drawn, always the same ones."""


@dataclass(frozen=True, eq=False)
class Panel:
    """One treated series over ``t`` periods, and ``d`` others that it is compared with."""

    treated: Numbers
    """(t) the treated unit, or the plain mean of several, in the indicator's unit."""
    donors: Numbers
    """(d × t) the units without the initiative."""
    start: int
    """The first period with the initiative, counted from 0."""
    size: int = 1
    """How many units ``treated`` is the mean of."""

    @property
    def before(self) -> int:
        """Number of periods before the start."""
        return self.start

    @property
    def after(self) -> int:
        """Number of periods from the start on."""
        return len(self.treated) - self.start

    def with_treated(self, rows: Sequence[int]) -> Panel:
        """These donors in the place of the treated, which is dropped."""
        placebo = self.donors[rows[0]] if len(rows) == 1 else self.donors[list(rows)].mean(axis=0)
        return Panel(placebo, np.delete(self.donors, rows, axis=0), self.start, len(rows))

    def without(self, donor: int) -> Panel:
        """The same comparison with one donor fewer."""
        return Panel(self.treated, np.delete(self.donors, donor, axis=0), self.start, self.size)


def panel_of(outcomes: ArrayLike, treated: int | Sequence[int], start: int) -> tuple[Panel, Rows]:
    """The panel of some figures, and the row in ``outcomes`` of each of its donors.

    ``outcomes`` (n × t) holds units by periods; ``treated`` is the row, or rows, with the initiative from period
    ``start`` on. Raises ``ShapesDoNotFit`` and ``FiguresAreNotFinite``.
    """
    figures = np.asarray(outcomes, dtype=np.float64)
    if figures.ndim != 2 or 0 in figures.shape:
        raise ShapesDoNotFit("figures must be a table of units by periods")
    if not np.isfinite(figures).all():
        raise FiguresAreNotFinite
    rows = _rows_of(treated, len(figures))
    if not 0 <= start <= figures.shape[1]:
        raise ShapesDoNotFit("the start is outside the periods")
    donors = np.setdiff1d(np.arange(len(figures)), rows)
    return Panel(figures[rows].mean(axis=0), figures[donors], start, len(rows)), donors


def placebo_groups(panel: Panel) -> list[tuple[int, ...]]:
    """Groups of donors as large as the treated one, each to take its place once.

    All of them while there are at most ``MOST_PLACEBOS``; otherwise so many drawn without repetition.
    """
    donors = len(panel.donors)
    if comb(donors, panel.size) <= MOST_PLACEBOS:
        return list(combinations(range(donors), panel.size))
    draw = np.random.default_rng(0)
    drawn: set[tuple[int, ...]] = set()
    while len(drawn) < MOST_PLACEBOS:
        drawn.add(tuple(sorted(draw.choice(donors, panel.size, replace=False).tolist())))
    return sorted(drawn)


def placebos(panel: Panel, groups: Sequence[tuple[int, ...]]) -> Iterator[Panel]:
    """The panel with each group in turn in the place of the treated."""
    return (panel.with_treated(group) for group in groups)


def _rows_of(treated: int | Sequence[int], units: int) -> Rows:
    rows = np.unique(np.asarray(treated))
    if rows.dtype.kind != "i" or not 0 <= rows[0] <= rows[-1] < units:
        raise ShapesDoNotFit("the treated must be rows of the table")
    return rows
