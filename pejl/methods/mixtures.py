"""How others are mixed into something to compare with: weights for units and for periods.

The three methods differ only in their weights (Arkhangelsky, Athey, Hirshberg, Imbens and Wager, "Synthetic
difference-in-differences", American Economic Review 111(12), 2021, section I): difference-in-differences gives all
donors and all periods before the start the same; the synthetic control chooses donors and compares levels;
synthetic difference-in-differences chooses both donors and periods, and compares changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from pejl.methods.panels import Numbers, Panel

BARELY = 1e-6
"""Ridge, as a share of the noise, that decides only between mixtures which are otherwise equally good."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """What the treated series is compared with."""

    units: Numbers
    """(d) weights of the donors, none below 0, together 1."""
    periods: Numbers
    """(before) weights of the periods before, none below 0, together 1; or all 0 when levels are compared."""


Mixing = Callable[[Panel], Mixture]


def nearest_mixture(columns: Numbers, ridge: float = 0.0) -> Numbers:
    """(n) the weights w, none below 0 and together 1, with the least ``|columns·w|² + ridge²·|w|²``.

    ``columns`` (m × n) are differences from what is to be met. Exact, by one non-negative least squares: let u
    minimise ``|columns·u|² + ridge²·|u|² + (1 - sum u)²``. For u = s·w the best s is 1 / (1 + q) where q is the
    sum wanted, and what is left is q / (1 + q), which grows with q; so u / sum(u) is the answer. It is the
    problem of least distance of Lawson and Hanson, "Solving Least Squares Problems", 1974, chapter 23.
    """
    m, n = columns.shape
    scale = np.sqrt((columns**2).sum() / n + ridge**2)
    if not scale:
        return np.full(n, 1 / n)
    system = np.zeros((m + n + 1, n))
    system[:m] = columns / scale
    system.ravel()[m * n : (m + n) * n : n + 1] = ridge / scale
    system[-1] = 1
    wanted = np.zeros(m + n + 1)
    wanted[-1] = 1
    found: Numbers = nnls(system, wanted)[0]
    return found / found.sum()


def even_mixture(panel: Panel) -> Mixture:
    """Difference-in-differences: every donor and every period before counts the same."""
    donors, before = len(panel.donors), panel.before
    return Mixture(np.full(donors, 1 / donors), np.full(before, 1 / before))


def synthetic_mixture(panel: Panel) -> Mixture:
    """Synthetic control: the donors that together come nearest to the level of every period before.

    Abadie, Diamond and Hainmueller, "Synthetic control methods for comparative case studies", Journal of the
    American Statistical Association 105, 2010, with all periods before as what is matched and no other
    features.
    """
    start = panel.start
    columns = panel.donors[:, :start].T - panel.treated[:start, None]
    units = nearest_mixture(columns, BARELY * _noise(panel) * np.sqrt(start))
    return Mixture(units, np.zeros(start))


def synthetic_difference_mixture(panel: Panel) -> Mixture:
    """Synthetic difference-in-differences, algorithm 1 of Arkhangelsky et al. 2021.

    Donors are chosen to move as the treated did, whatever their level, and spread by a ridge ζ that grows with
    the noise and the number of treated figures; periods before are chosen to resemble what came after among the
    donors.
    """
    start, before = panel.start, panel.donors[:, : panel.start]
    noise = _noise(panel)
    own = panel.treated[:start] - panel.treated[:start].mean()
    columns = (before - before.mean(axis=1, keepdims=True)).T - own[:, None]
    zeta = (panel.size * panel.after) ** 0.25 * noise
    units = nearest_mixture(columns, zeta * np.sqrt(start))
    changes = before - panel.donors[:, start:].mean(axis=1, keepdims=True)
    changes -= changes.mean(axis=0)
    periods = nearest_mixture(changes, BARELY * noise * np.sqrt(len(before)))
    return Mixture(units, periods)


def _noise(panel: Panel) -> float:
    """Standard deviation of the donors' changes from one period before to the next; 0 with one change only."""
    changes = np.diff(panel.donors[:, : panel.start], axis=1)
    return float(changes.std(ddof=1)) if changes.size > 1 else 0.0
