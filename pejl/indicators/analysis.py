"""What a series says: what moved, whether that is more than noise, how it stands against its path.

Pure: facts in, an analysis out, so that the page, the bearing, the follow-up and the API tell the same. The
calculations are those of ``methods``; here is decided what they mean for an indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile, pairwise

import numpy as np

from pejl.indicators.periods import MONTHS_IN
from pejl.methods import forecast as forecasting
from pejl.methods.process_behaviour import BASELINE, Chart, Rule, chart
from pejl.methods.series import Direction, Series, next_expected, with_gaps
from pejl.methods.variation import Assurance, Kind, assurance, proposed_step, variation

STALE_AFTER = 1.5
"""A value older than so many of its periods says nothing of today (practice for municipal follow-up)."""
DAYS_IN_MONTH, DAYS_IN_WEEK = 30.44, 7


@dataclass(frozen=True)
class Point:
    """A value and the period it was counted for; no amount where nothing is known."""

    first: date
    last: date
    amount: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Facts:
    """All that an analysis rests on."""

    points: tuple[Point, ...]
    direction: str
    frequency: str
    targets: tuple[tuple[date, float], ...] = ()
    baseline: tuple[date, float] | None = None
    tolerance: float = 0.0
    steps: tuple[date, ...] = ()
    """Days from which a named person accepted that the process is another."""
    bounds: tuple[float, float] = (-np.inf, np.inf)
    """What the figure cannot go beyond, such as 0 and 100 for a share in percent."""


@dataclass(frozen=True)
class Stretch:
    """Mean and limits over one stretch of time."""

    first: date
    last: date
    mean: float
    low: float
    high: float
    is_provisional: bool


@dataclass(frozen=True)
class Signal:
    """What sets one point apart: the rule, and whether it is for the better (None where neither way is)."""

    rule: str
    is_better: bool | None


@dataclass(frozen=True)
class Step:
    """A day from which the process seems to be another; a person accepts it or does not."""

    day: date
    points: int
    mean_before: float
    mean_after: float


@dataclass(frozen=True)
class Ahead:
    """What may be expected on the day of the next target."""

    day: date
    target: float
    expected: float
    low: float
    high: float
    chance: float
    """How likely the target is met, 0–1."""
    reach: str
    """“likely”, “possible” or “unlikely”."""


@dataclass(frozen=True)
class Analysis:
    """What a series says, in facts; ``wording`` puts them into a sentence."""

    points: tuple[Point, ...] = ()
    """In order of time, with a place for every period that nobody reported."""
    signals: tuple[Signal | None, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    variation: str = ""
    """“common_cause”, “improving”, “concerning”, “neither”; empty where it cannot be told."""
    is_provisional: bool = False
    assurance: str = ""
    """“met”, “missed”, “hit_and_miss”; empty without target or limits."""
    on_path: float | None = None
    """What the path of targets says for the day of the latest value."""
    ahead: Ahead | None = None
    proposed: Step | None = None

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.amount is not None)

    @property
    def latest(self) -> Point | None:
        known = self.known
        return known[-1] if known else None

    @property
    def before(self) -> Point | None:
        """The value before the latest one."""
        known = self.known
        return known[-2] if len(known) > 1 else None


def analyse(facts: Facts) -> Analysis:
    """Limits, signals, the target's reach and a proposed step. Few values give little, and never an error."""
    points = _with_gaps(facts)
    if not any(point.amount is not None for point in points):
        return Analysis(points, tuple(None for _point in points))
    found = chart(
        [np.nan if point.amount is None else point.amount for point in points],
        steps=_places(points, facts.steps),
        baseline=BASELINE,
    )
    moved = variation(found, facts.direction)
    return Analysis(
        points=points,
        signals=_signals(found, facts.direction),
        stretches=_stretches(found, points, facts.bounds),
        variation=moved.kind.value if moved else "",
        is_provisional=bool(moved and moved.is_provisional),
        assurance=_assured(found, facts, points),
        on_path=path_on(facts, _latest(points).last),
        ahead=_ahead(facts, points),
        proposed=_proposed(found, points),
    )


def _latest(points: tuple[Point, ...]) -> Point:
    return next(point for point in reversed(points) if point.amount is not None)


def _with_gaps(facts: Facts) -> tuple[Point, ...]:
    """The points in order, with an empty one for each period that is missing between them."""
    ordered = sorted(facts.points, key=lambda point: (point.last, point.first))
    # A series begins with its first value: one that was entered for a wrong day and blanked is no beginning.
    points = list(dropwhile(lambda point: point.amount is None, ordered))
    days = [float(point.last.toordinal()) for point in points]
    if facts.frequency not in {*MONTHS_IN, "week"} or len(set(days)) != len(days):
        return tuple(points)
    by_day = {point.last: point for point in points}
    try:
        every = with_gaps(Series(np.array(days), np.zeros(len(days))), facts.frequency)
    except ValueError:  # two values within one period, such as a month's in a quarterly series
        return tuple(points)
    dates = [date.fromordinal(int(day)) for day in every.days]
    return tuple(by_day.get(day) or Point(day, day, None) for day in dates)


def _places(points: tuple[Point, ...], steps: tuple[date, ...]) -> list[int]:
    """Where accepted steps fall in the series; what falls outside or together says nothing more."""
    places = {
        next((place for place, point in enumerate(points) if point.last >= day), 0) for day in steps
    }
    return sorted(place for place in places if 0 < place < len(points))


def _signals(found: Chart, direction: str) -> tuple[Signal | None, ...]:
    better = Direction(direction).sign
    return tuple(
        None
        if rule is None
        else Signal(Rule(rule).value, None if not better else int(side) * better > 0)
        for rule, side in zip(found.rules, found.sides, strict=True)
    )


def _stretches(
    found: Chart, points: tuple[Point, ...], bounds: tuple[float, float]
) -> tuple[Stretch, ...]:
    """Mean and limits, drawn no farther than the figure can go."""
    return tuple(
        Stretch(
            points[segment.start].last,
            points[segment.stop - 1].last,
            segment.limits.mean,
            max(segment.limits.lower, bounds[0]),
            min(segment.limits.upper, bounds[1]),
            segment.values < BASELINE,
        )
        for segment in found.segments
        if segment.limits is not None
    )


def path_on(facts: Facts, day: date) -> float | None:
    """What is aimed at on a day: on the line between baseline and targets; nothing before it begins."""
    knots = sorted(
        {**dict([facts.baseline] if facts.baseline else []), **dict(facts.targets)}.items()
    )
    if not facts.targets or day < knots[0][0]:
        return None
    for (first, low), (last, high) in pairwise(knots):
        if first <= day <= last:
            return low + (high - low) * (day - first).days / (last - first).days
    return knots[-1][1]


def _assured(found: Chart, facts: Facts, points: tuple[Point, ...]) -> str:
    """Whether the process as it is meets the next target, or the last one where none lies ahead."""
    target = next_target(facts, _latest(points).last)
    judged: Assurance | None = assurance(found, facts.direction, target[1] if target else None)
    return judged.value if judged else ""


def next_target(facts: Facts, day: date) -> tuple[date, float] | None:
    """The first target on or after a day; the last one where all have passed."""
    ahead = [target for target in facts.targets if target[0] >= day]
    return min(ahead) if ahead else max(facts.targets, default=None)


def _ahead(facts: Facts, points: tuple[Point, ...]) -> Ahead | None:
    """What may be expected on the day of the next target: nothing where it has passed or values are too few."""
    latest = _latest(points)
    target = next_target(facts, latest.last)
    if target is None or target[0] <= latest.last or facts.direction == "neutral":
        return None
    start = max([0, *_places(points, facts.steps)])
    since = [point for point in points[start:] if point.amount is not None]
    return _forecast(since, target, facts)


def _forecast(since: list[Point], target: tuple[date, float], facts: Facts) -> Ahead | None:
    day, aim = target
    found = forecasting.forecast(
        [float(point.last.toordinal()) for point in since],
        [np.nan if point.amount is None else point.amount for point in since],
        day.toordinal(),
        target=aim,
        direction=facts.direction,
        bounds=facts.bounds,
    )
    if isinstance(found, forecasting.NoForecast) or found.probability is None or not found.reach:
        return None
    return Ahead(
        day, aim, found.estimate, found.lower, found.upper, found.probability, found.reach.value
    )


def _proposed(found: Chart, points: tuple[Point, ...]) -> Step | None:
    step = proposed_step(found)
    if step is None:
        return None
    return Step(points[step.place].first, step.points, step.mean_before, step.mean_after)


def due_on(latest: date, frequency: str) -> date | None:
    """The last day of the period whose value is the next one due."""
    return next_expected(latest, frequency)


def fresh_until(latest: date, frequency: str) -> date | None:
    """The last day on which one may lean on a value. None: always, since what comes now and then is never late."""
    if frequency == "irregular":
        return None
    months = MONTHS_IN.get(frequency)
    length = months * DAYS_IN_MONTH if months else DAYS_IN_WEEK
    return latest + timedelta(days=round(STALE_AFTER * length))


def is_stale(latest: date | None, frequency: str, today: date) -> bool:
    """The latest value is so old that nobody should lean on it."""
    last = None if latest is None else fresh_until(latest, frequency)
    return last is not None and today > last


METHOD = 2
"""Raised when ``judged`` judges otherwise, so that what was judged before is judged anew."""
STATES = ("done", "on_course", "needs_attention", "off_course", "stale", "no_data", "no_target")


@dataclass(frozen=True)
class Standing:
    """How an indicator stands against its path on a day, and why, as codes."""

    state: str
    reasons: tuple[str, ...] = ()


STALE = Standing("stale", ("old_values",))


def standing(found: Analysis, facts: Facts, today: date) -> Standing:
    """The light of effect, by the rules in docs/measures.md. Old data outrank every judgement."""
    latest = found.latest
    if latest is not None and is_stale(latest.last, facts.frequency, today):
        return STALE
    return judged(found, facts)


def judged(found: Analysis, facts: Facts) -> Standing:
    """What the figures say for as long as one may lean on them."""
    latest = found.latest
    if latest is None or latest.amount is None:
        return Standing("no_data", ("no_values",))
    if found.on_path is None or facts.direction == "neutral":
        return Standing("no_target", ("no_path",))
    better = Direction(facts.direction).sign
    if better * (latest.amount - found.on_path) >= -facts.tolerance:
        return _on_path(found, facts, better)
    reasons = tuple(_off_path(found, better))
    return Standing("off_course" if reasons else "needs_attention", ("off_path", *reasons))


def _on_path(found: Analysis, facts: Facts, better: int) -> Standing:
    """On the path; done when the last target is reached and was held for two values.

    What is only so within the tolerance says that, or a reader would take 19.6 of 20 for a fault.
    """
    last_day, last_aim = max(facts.targets)
    lately = found.known[-2:]
    ahead = [better * ((point.amount or 0.0) - last_aim) for point in lately]
    if len(lately) == 2 and min(ahead) >= -facts.tolerance and lately[-1].last >= last_day:
        return Standing("done", ("held_twice" if min(ahead) >= 0 else "held_within_tolerance",))
    if found.variation == Kind.CONCERNING:
        return Standing("needs_attention", ("concerning",))
    now, path = lately[-1].amount or 0.0, found.on_path or 0.0
    return Standing("on_course", ("on_path" if better * (now - path) >= 0 else "near_path",))


def _off_path(found: Analysis, better: int) -> list[str]:
    """What makes it worse than being a little beside the path. What is getting better has none of it."""
    if found.variation == Kind.IMPROVING:
        return []
    reasons = []
    if found.variation == Kind.CONCERNING:
        reasons.append("concerning")
    if found.assurance == Assurance.MISSED:
        reasons.append("out_of_reach")
    amounts = [point.amount for point in found.known[-3:] if point.amount is not None]
    if len(amounts) == 3 and all(better * (b - a) < 0 for a, b in pairwise(amounts)):
        reasons.append("wrong_way_twice")
    return reasons
