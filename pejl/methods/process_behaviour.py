"""Is what moved more than noise: the process-behaviour chart (XmR) with the rules of NHS "Making Data Count".

Values vary also when nothing happens. The chart draws how far they vary from one time to the next, and tells
of the values that this cannot explain.

Sources: W. A. Shewhart, "Economic Control of Quality of Manufactured Product", 1931; D. J. Wheeler,
"Understanding Variation", 1993, for limits from moving ranges (2.66 and 3.267); NHS England, "Making data
count: strengthening your decisions", 2019, for the four rules; the NHS-R Community's NHSRplotthedots for
screening moving ranges once, and for limits that each stretch of the process has to itself.

Where those leave a choice:

- Two of three points lie beyond two thirds of the way to a limit, on the same side; the third may lie anywhere,
  and a point outside the limit is beyond too (Western Electric, "Statistical Quality Control Handbook", 1956).
  NHSRplotthedots asks that the third be on that side as well, and leaves points outside out of it.
- The rules speak of consecutive points. So a gap breaks a run and a trend; but two points beyond with a gap
  between them are two of three, whatever the missing one had been.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pejl.methods.series import Numbers, numbers

Sides = NDArray[np.int8]
"""For each place +1 (above, rising), −1 (below, falling) or 0 (nothing to tell)."""

TO_LIMIT, TO_RANGE_LIMIT = 2.66, 3.267
"""3/d2 and D4 of two neighbours (d2 = 1.128): from the mean moving range to the limits of values and of ranges."""
NEAR = 2 / 3
RUN, TREND_STEPS = 7, 6
BASELINE = 12
"""So many values make limits that one may hold on to; limits of fewer are provisional."""
FEWEST = 4
"""Fewer values say nothing about how much is noise."""
ROUNDING = 1e-12
"""Differences smaller than this share of the greatest value come from counting with floats."""


class BaselineTooShort(ValueError):
    """Limits cannot be held fast on fewer than twelve values."""


class StepsOutOfOrder(ValueError):
    """Steps must rise and lie inside the series."""


class Rule(StrEnum):
    """What sets a point apart, the weightiest first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    RUN = "run"


_LIGHTEST_FIRST: tuple[tuple[int, Rule], ...] = tuple(reversed([*enumerate(Rule, 1)]))
_RULE_OR_NONE: tuple[Rule | None, ...] = (None, *Rule)


class Basis(StrEnum):
    """What limits rest on."""

    TOO_FEW = "too_few"
    """There are none: fewer than four values, or none that follow upon each other."""
    PROVISIONAL = "provisional"
    """Fewer than twelve values: they may well change with the next ones."""
    MOVING = "moving"
    """All values so far, twelve or more; reckoned anew with every value."""
    FIXED = "fixed"
    """The first values, held fast, so that later ones are compared with how it was."""


@dataclass(frozen=True)
class Limits:
    """How far values go by themselves, in the unit of the values."""

    mean: float
    lower: float
    upper: float
    mean_range: float
    """The mean moving range, after screening."""
    upper_range: float
    """A moving range is unusual from here on."""


@dataclass(frozen=True)
class Segment:
    """A stretch between two steps of the process, with limits of its own."""

    start: int
    stop: int
    """From place ``start`` until before place ``stop``."""
    basis: Basis
    values: int
    """From how many values the limits are reckoned."""
    baseline_stop: int
    """The limits are reckoned from the places before this one."""
    limits: Limits | None
    """``None`` when there are too few values."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A process-behaviour chart of ``n`` places."""

    values: Numbers
    """(n) NaN where missing."""
    segments: tuple[Segment, ...]
    """One more than there are steps; none for an empty series."""
    mean: Numbers
    lower: Numbers
    upper: Numbers
    """(n) the three lines as drawn; NaN where there are too few values."""
    moving_ranges: Numbers
    """(n) the distance to the value before; NaN at a start, a gap and after a gap."""
    is_screened: NDArray[np.bool_]
    """(n) moving ranges that were left out when the limits were reckoned."""
    signals: Mapping[Rule, Sides]
    """For each rule the points that it sets apart (n); a point may be in several."""
    rules: tuple[Rule | None, ...]
    """(n) the weightiest rule of each point."""
    sides: Sides
    """(n) to which side that rule sets the point apart."""

    @property
    def latest(self) -> int | None:
        """The place of the last known value."""
        known = np.flatnonzero(~np.isnan(self.values))
        return int(known[-1]) if len(known) else None


def chart(
    values: ArrayLike,
    *,
    steps: Sequence[int] = (),
    baseline: int | None = None,
    is_screening: bool = True,
) -> Chart:
    """Limits and signals of a series in order of time.

    ``values`` (n) may hold NaN; a period that nobody reported needs a place too (``series.with_gaps``).
    ``steps`` are the places at which somebody accepted that the process changed: each begins limits of its own,
    and no rule reaches across. ``baseline``: limits are held fast on so many first values of each stretch, and
    provisional until there are so many; without it they are reckoned from all.

    Raises ``InfiniteValue``, ``NotASeries``, ``BaselineTooShort`` and ``StepsOutOfOrder``.
    """
    row = numbers(values)
    if baseline is not None and baseline < BASELINE:
        raise BaselineTooShort(f"{baseline} of {BASELINE}")
    bounds = _bounds(steps, len(row))
    ranges = _moving_ranges(row, bounds)
    stretches = [_segment(row, ranges, ends, baseline, is_screening) for ends in pairwise(bounds)]
    segments = tuple(segment for segment, _ in stretches)
    mean, reach = _lines(segments, len(row))
    signals = _signals(row, mean, reach, bounds[1:-1])
    rules, sides = _weightiest(signals, len(row))
    return Chart(
        values=row,
        segments=segments,
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        moving_ranges=ranges,
        is_screened=np.concatenate([left_out for _, left_out in stretches] or [row > 0]),
        signals=signals,
        rules=rules,
        sides=sides,
    )


def _bounds(steps: Sequence[int], n: int) -> list[int]:
    """Where each stretch begins, and the end."""
    if n == 0 and not steps:
        return [0]
    bounds = [0, *(int(step) for step in steps), n]
    if any(later <= earlier for earlier, later in pairwise(bounds)):
        raise StepsOutOfOrder(f"{list(steps)} in a series of {n}")
    return bounds


def _moving_ranges(row: Numbers, bounds: Sequence[int]) -> Numbers:
    ranges = np.full(len(row), np.nan)
    ranges[1:] = np.abs(row[1:] - row[:-1])
    ranges[bounds[:-1]] = np.nan
    return ranges


def _segment(
    row: Numbers,
    ranges: Numbers,
    ends: tuple[int, int],
    baseline: int | None,
    is_screening: bool,
) -> tuple[Segment, NDArray[np.bool_]]:
    """One stretch with its limits, and which of its moving ranges were left out."""
    start, stop = ends
    known = np.flatnonzero(~np.isnan(row[start:stop])) + start
    is_fixed, baseline_stop = False, stop
    if baseline is not None and len(known) >= baseline:
        known = known[:baseline]
        is_fixed, baseline_stop = True, int(known[-1]) + 1
    counted = ranges[start:baseline_stop]
    kept = _kept(counted) if is_screening else ~np.isnan(counted)
    limits = _limits(row[known], counted[kept])
    left_out = np.zeros(stop - start, bool)
    if limits is not None:
        left_out[: len(counted)] = ~kept & ~np.isnan(counted)
    basis = _basis(limits, len(known), is_fixed)
    return Segment(start, stop, basis, len(known), baseline_stop, limits), left_out


def _basis(limits: Limits | None, values: int, is_fixed: bool) -> Basis:
    if limits is None:
        return Basis.TOO_FEW
    if values < BASELINE:
        return Basis.PROVISIONAL
    return Basis.FIXED if is_fixed else Basis.MOVING


def _kept(ranges: Numbers) -> NDArray[np.bool_]:
    """The moving ranges that are below 3.267 times their mean, looked at once.

    Where nothing but zeros would be left, such as in a series of equal values with one exception, all are kept:
    limits without width would set every value apart.
    """
    is_range = ~np.isnan(ranges)
    kept = ranges < TO_RANGE_LIMIT * ranges.sum(where=is_range) / max(is_range.sum(), 1)
    return kept if ranges[kept].any() else is_range


def _limits(known: Numbers, ranges: Numbers) -> Limits | None:
    if len(known) < FEWEST or len(ranges) == 0:
        return None
    # Counted from the first value, so that equal values have exactly themselves as their mean.
    mean = float(known[0] + (known - known[0]).sum() / len(known))
    mean_range = float(ranges.sum()) / len(ranges)
    reach = TO_LIMIT * mean_range
    return Limits(mean, mean - reach, mean + reach, mean_range, TO_RANGE_LIMIT * mean_range)


def _lines(segments: Sequence[Segment], n: int) -> tuple[Numbers, Numbers]:
    """(n) the mean, and (n) how far from it the limits are."""
    mean, reach = np.full((2, n), np.nan)
    for segment in segments:
        if segment.limits is not None:
            here = slice(segment.start, segment.stop)
            mean[here] = segment.limits.mean
            reach[here] = TO_LIMIT * segment.limits.mean_range
    return mean, reach


def _signals(
    row: Numbers, mean: Numbers, reach: Numbers, steps: Sequence[int]
) -> dict[Rule, Sides]:
    known = row[~np.isnan(row)]
    rounding = ROUNDING * float(np.abs(known).max()) if len(known) else 0.0
    deviation = row - mean
    return {
        Rule.OUTSIDE: _beyond(deviation, reach + rounding),
        Rule.TREND: _trends(row, steps, rounding),
        Rule.TWO_OF_THREE: _two_of_three(_beyond(deviation, NEAR * reach + rounding), steps),
        Rule.RUN: _streaks(_beyond(deviation, rounding), RUN, steps),
    }


def _beyond(deviation: Numbers, distance: Numbers | float) -> Sides:
    """On which side each lies farther off than a distance; 0 for what is missing."""
    return (deviation > distance).astype(np.int8) - (deviation < -distance)


def _streaks(sides: Sides, least: int, steps: Sequence[int] = ()) -> Sides:
    """The same, but for those that do not stand among so many equal neighbours, no step between them."""
    is_edge = np.ones(len(sides) + 1, bool)
    is_edge[1:-1] = sides[1:] != sides[:-1]
    for step in steps:
        is_edge[step] = True
    edges = is_edge.nonzero()[0]
    lengths = edges[1:] - edges[:-1]
    return sides * (lengths >= least).repeat(lengths)


def _trends(row: Numbers, steps: Sequence[int], rounding: float) -> Sides:
    """The points of six rising steps or more, or of six falling. A turning point belongs to the first trend."""
    trend = np.zeros(len(row), np.int8)
    moves = _beyond(row[1:] - row[:-1], rounding)
    for step in steps:
        moves[step - 1] = 0
    trend[1:] = _streaks(moves, TREND_STEPS)
    trend[:-1] = np.where(trend[:-1] == 0, trend[1:], trend[:-1])
    return trend


def _two_of_three(near: Sides, steps: Sequence[int]) -> Sides:
    """The points near a limit with another on the same side one or two places away."""
    found = np.zeros(len(near), bool)
    for apart in (1, 2):
        is_pair = (near[apart:] == near[:-apart]) & (near[apart:] != 0)
        for step in steps:
            is_pair[max(step - apart, 0) : step] = False
        found[apart:] |= is_pair
        found[:-apart] |= is_pair
    return near * found


def _weightiest(signals: Mapping[Rule, Sides], n: int) -> tuple[tuple[Rule | None, ...], Sides]:
    """(n) the first of the rules that sets a point apart, and to which side."""
    place, sides = np.zeros(n, np.int8), np.zeros(n, np.int8)
    for at, rule in _LIGHTEST_FIRST:
        found = signals[rule]
        is_found = found != 0
        place[is_found] = at
        sides[is_found] = found[is_found]
    return tuple([_RULE_OR_NONE[at] for at in place.tolist()]), sides
