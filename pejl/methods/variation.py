"""What a process-behaviour chart comes to: more than noise or not, the target met or not, a step or none.

The first two are the icons of NHS England, "Making data count: strengthening your decisions", 2019. The third is
a proposal to a person, by the first of the four questions in D. J. Wheeler, "When do I recalculate my limits?",
Quality Digest, 1996: do the values behave distinctly differently? Whether the reason is known, whether it is
meant to last, and whether it will, the values cannot tell; so nothing here changes a chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pejl.methods.process_behaviour import Basis, Chart, Rule, Segment, chart
from pejl.methods.series import Direction, Numbers

SUSTAINED = 8
"""So many points on one side make a step worth proposing (Western Electric, 1956); seven make a signal."""


class Kind(StrEnum):
    """What the latest point says of the process."""

    COMMON_CAUSE = "common_cause"
    IMPROVING = "improving"
    CONCERNING = "concerning"
    NEITHER = "neither"
    """More than noise, where neither direction is better."""


class Assurance(StrEnum):
    """What may be expected of the target as long as nothing changes."""

    MET = "met"
    MISSED = "missed"
    HIT_AND_MISS = "hit_and_miss"


@dataclass(frozen=True)
class Variation:
    """The variation icon."""

    kind: Kind
    rule: Rule | None
    """Why it is more than noise."""
    side: int
    """+1 for high or rising values, −1 for low or falling ones, 0 for common cause."""
    is_provisional: bool
    """The limits rest on fewer than twelve values."""


@dataclass(frozen=True)
class ProposedStep:
    """A place from which limits of their own seem due: the reason in numbers."""

    place: int
    """The first of the points that stayed on one side, after the baseline."""
    points: int
    """How many there are, to the end of the series."""
    side: int
    """+1 above the mean, −1 below it."""
    mean_before: float
    """The mean that they stayed on one side of."""
    mean_after: float
    """Their own mean."""


def variation(found: Chart, direction: str) -> Variation | None:
    """Whether the latest value, as one of the points of a signal, is better or worse than noise explains.

    ``direction`` is one of ``Direction``. The side is that of the signal: a rising trend is high also while it is
    below the mean. ``None`` when there is no value, or there are no limits where it stands.
    """
    better = Direction(direction).sign
    place = found.latest
    if place is None or np.isnan(found.mean[place]):
        return None
    side = int(found.sides[place])
    kind = {0: Kind.NEITHER, 1: Kind.IMPROVING, -1: Kind.CONCERNING}[side * better]
    return Variation(
        kind=kind if side else Kind.COMMON_CAUSE,
        rule=found.rules[place],
        side=side,
        is_provisional=_segment_of(found, place).basis is Basis.PROVISIONAL,
    )


def assurance(found: Chart, direction: str, target: float | None) -> Assurance | None:
    """Whether the process as it is meets the target always, never, or now and then.

    ``target`` is in the unit of the values, ``direction`` one of ``Direction``. A value that is exactly the target
    meets it. ``None`` without limits, without a target (also NaN), and where neither direction is better.
    """
    better = Direction(direction).sign
    place = found.latest
    if place is None or target is None or np.isnan(target) or better == 0:
        return None
    limits = _segment_of(found, place).limits
    if limits is None:
        return None
    margins = (better * (limits.lower - target), better * (limits.upper - target))
    if min(margins) >= 0:
        return Assurance.MET
    return Assurance.MISSED if max(margins) < 0 else Assurance.HIT_AND_MISS


def proposed_step(found: Chart) -> ProposedStep | None:
    """A step of the process that somebody should consider; ``None`` when there is none.

    Eight points or more up to the latest one lie on one side of the mean, without a gap; they come after the
    baseline, or after as many other values when limits are not held fast; and since then the process has been
    settled: by their own limits none is outside and none is in a trend.
    """
    latest = found.latest
    if latest is None:
        return None
    segment = _segment_of(found, latest)
    place = _start_of_run(found, segment, latest)
    if segment.basis is Basis.FIXED:
        # The last values of the baseline may happen to lie on the new side too.
        place = max(place, segment.baseline_stop)
    since = found.values[place : latest + 1]
    if segment.limits is None or len(since) < SUSTAINED or not _is_after(found, segment, place):
        return None
    if not _is_settled(since):
        return None
    return ProposedStep(
        place=place,
        points=len(since),
        side=int(found.signals[Rule.RUN][latest]),
        mean_before=segment.limits.mean,
        mean_after=float(since.mean()),
    )


def _segment_of(found: Chart, place: int) -> Segment:
    return next(segment for segment in found.segments if place < segment.stop)


def _start_of_run(found: Chart, segment: Segment, latest: int) -> int:
    """Where the run begins that the latest point is in; just after it when it is in none."""
    run = found.signals[Rule.RUN]
    if run[latest] == 0:
        return latest + 1
    others = np.flatnonzero(run[segment.start : latest] != run[latest])
    return segment.start + (int(others[-1]) + 1 if len(others) else 0)


def _is_after(found: Chart, segment: Segment, place: int) -> bool:
    if segment.basis is Basis.FIXED:
        return True
    before = found.values[segment.start : place]
    return int(np.count_nonzero(~np.isnan(before))) >= SUSTAINED


def _is_settled(since: Numbers) -> bool:
    """Nothing outside, no trend."""
    alone = chart(since)
    return not (alone.signals[Rule.OUTSIDE].any() or alone.signals[Rule.TREND].any())
