"""From figures to an answer: the method that was asked for, its estimate or why there is none, and its grade.

Pure. The calculations are those of ``methods``; here is decided what goes into them and what is kept of them.
What is returned is plain JSON, rounded to the digits that mean something, so that an answer reads the same on the
page, in the API and ten years later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any

import numpy as np

from pejl.effects.figures import (
    Figures,
    NoValues,
    TwoValuesInAPeriod,
    comparable,
)
from pejl.indicators.models import Indicator
from pejl.methods import comparison, evidence, interrupted, refusals
from pejl.methods.process_behaviour import BASELINE, chart

Strength = evidence.Strength

MOST_MISSING = 0.1
"""Share of periods that one series alone may lack: its points keep their places in time."""
DIGITS = 8
FEW_DIGITS = 5
"""Of what is only drawn."""

COMPARING: dict[str, Callable[..., comparison.Comparison]] = {
    "difference": comparison.difference_in_differences,
    "synthetic": comparison.synthetic_control,
    "synthetic_difference": comparison.synthetic_difference_in_differences,
}

CODES: dict[type[refusals.NoAnswer], str] = {
    NoValues: "no_values",
    TwoValuesInAPeriod: "two_values",
    refusals.FiguresAreNotFinite: "not_finite",
    refusals.CountsAreNegative: "negative_counts",
    refusals.NothingWasCounted: "nothing_counted",
    refusals.TooFewPeriodsBefore: "too_few_before",
    refusals.TooFewPeriodsAfter: "too_few_after",
    refusals.TooFewDonors: "too_few_others",
    refusals.FitBeforeIsPoor: "poor_fit",
}
"""Why there is no number, as it is kept. ``wording`` has the sentence for each."""


class SeriesHasGaps(refusals.NoAnswer):
    """Values are missing between the first and the last, more than the method can do without."""

    def __init__(self, missing: int, periods: int) -> None:
        super().__init__(f"{missing} of {periods}")
        self.missing = missing
        self.periods = periods


CODES[SeriesHasGaps] = "gaps"


@dataclass(frozen=True)
class Question:
    """What the figures are asked."""

    method: str
    begins_on: date
    kind: str = "number"
    """The indicator's sort of number."""
    per: int = 1
    season: int = 0
    slope: bool = False


@dataclass(frozen=True)
class Answered:
    """The answer as it is kept, with the figures that it rests on."""

    figures: Figures
    answer: dict[str, Any] = field(default_factory=dict)
    refused: str = ""
    grade: str = "none"
    grounds: list[str] = field(default_factory=list)


def refused(fault: refusals.NoAnswer, figures: Figures) -> Answered:
    """No number, and what its sentence needs."""
    told = {name: value for name, value in vars(fault).items() if name in _SAID}
    if isinstance(fault, TwoValuesInAPeriod):
        told = {"name": fault.name, "period": fault.period.last.isoformat()}
    return Answered(figures, _plain(told), CODES[type(fault)])


_SAID = ("has", "needs", "relative_error", "limit", "times_usual", "missing", "periods")


def evaluate(question: Question, figures: Figures) -> Answered:
    """Put the question to the figures. What they cannot bear is told as a code, and no number is given."""
    if question.method in COMPARING:
        figures = comparable(figures)
    start = figures.place_of(question.begins_on)
    try:
        _require_no_gaps(question, figures)
        answer, verdict = _asked(question, figures, start)
    except tuple(CODES) as fault:
        return refused(fault, figures)
    reasons = [{"code": one.code, "kept": one.kept} for one in verdict.reasons]
    grounds = [one.code for one in verdict.held_back_by]
    answer |= {"start": start, "reasons": reasons, "assumptions": list(verdict.assumptions)}
    return Answered(figures, _plain(answer), "", Strength(verdict.strength).name.lower(), grounds)


def _require_no_gaps(question: Question, figures: Figures) -> None:
    values = figures.treated.values
    missing = values.count(None)
    allowed = 0 if question.method in COMPARING else int(len(values) * MOST_MISSING)
    if missing > allowed:
        raise SeriesHasGaps(missing, len(values))


Found = tuple[dict[str, Any], evidence.Verdict]


def _asked(question: Question, figures: Figures, start: int) -> Found:
    if question.method in COMPARING:
        return _compared(question, figures, start)
    if question.method == "interrupted":
        return _interrupted(question, figures, start)
    return _before_after(figures, start)


# One series alone


def _known(figures: Figures, start: int) -> tuple[list[int], int]:
    """The places with a value, and how many of them lie before the start."""
    places = [i for i, value in enumerate(figures.treated.values) if value is not None]
    return places, sum(place < start for place in places)


def _at(places: Iterable[int], values: Iterable[float | None]) -> list[float]:
    chosen = list(values)
    return [float(chosen[place] or 0.0) for place in places]


def _spread(values: Iterable[float], places: Iterable[int], length: int) -> list[float | None]:
    """Values put back at their places, with nothing between them."""
    spread: list[float | None] = [None] * length
    for place, value in zip(places, values, strict=True):
        spread[place] = value
    return spread


def _before_after(figures: Figures, start: int) -> Found:
    places, before = _known(figures, start)
    values = _at(places, figures.treated.values)
    found = interrupted.before_and_after(values, before)
    facts = evidence.Facts(
        design=evidence.Design.BEFORE_AFTER,
        before=before,
        after=len(values) - before,
        excludes_none=not found.low <= 0 <= found.high,
    )
    length = len(figures.periods)
    answer = {
        "measure": "difference", "estimate": found.difference, "low": found.low,
        "high": found.high, "mean_before": found.before, "mean_after": found.after,
        "before": before, "after": len(values) - before,
        "expected": [found.before] * length, "limits": _limits(figures, start, before),
    }  # fmt: skip
    return answer, evidence.grade(facts)


def _limits(figures: Figures, start: int, before: int) -> dict[str, Any] | None:
    """Limits held fast on what came before, and how many values since then they cannot explain.

    Nothing with fewer than twelve values before: such limits move with every value.
    """
    if before < BASELINE:
        return None
    row = [np.nan if value is None else value for value in figures.treated.values]
    found = chart(row, baseline=before)
    limits = found.segments[0].limits
    if limits is None:
        return None
    signals = sum(rule is not None for rule in found.rules[start:])
    return {"mean": limits.mean, "low": limits.lower, "high": limits.upper, "signals": signals}


def _interrupted(question: Question, figures: Figures, start: int) -> Found:
    places, before = _known(figures, start)
    counted = _is_counted(question, figures, places)
    line = figures.treated
    found = interrupted.interrupted_series(
        _at(places, line.counts if counted else line.values),
        before,
        family="quasi-poisson" if counted else "gaussian",
        slope=question.slope,
        season=question.season or None,
        population=_at(places, line.populations) if counted else None,
        times=_times(figures, places),
    )
    times = _per(question) / np.array(_at(places, line.populations)) if counted else 1.0
    length = len(figures.periods)
    answer = {
        "measure": "ratio" if counted else "difference",
        "estimate": found.at_end.estimate, "low": found.at_end.low, "high": found.at_end.high,
        "level": _change(found.level), "slope": _change(found.slope) if found.slope else None,
        "before": before, "after": len(places) - before,
        "fitted": _spread((found.fitted * times).tolist(), places, length),
        "expected": _spread((found.expected * times).tolist(), places, length),
        "dispersion": found.dispersion, "autocorrelation": found.autocorrelation,
    }  # fmt: skip
    return answer, evidence.grade(evidence.facts_of_interrupted(found))


def _is_counted(question: Question, figures: Figures, places: list[int]) -> bool:
    """A rate whose every value is told with what was counted, and in how many."""
    line = figures.treated
    return question.kind == Indicator.Kind.RATE and all(
        line.counts[place] is not None and line.populations[place] for place in places
    )


def _per(question: Question) -> float:
    return 100.0 if question.kind == Indicator.Kind.SHARE else float(question.per)


def _times(figures: Figures, places: list[int]) -> list[float]:
    """Where values stand in time: periods apart, or days where they come now and then."""
    lasting = {(period.last - period.first).days for period in figures.periods}
    if lasting == {0}:
        return [float(figures.periods[place].last.toordinal()) for place in places]
    return [float(place) for place in places]


def _change(change: interrupted.Change) -> dict[str, float]:
    return {"estimate": change.estimate, "low": change.low, "high": change.high}


# Compared with others


def _compared(question: Question, figures: Figures, start: int) -> Found:
    lines = (figures.treated, *figures.donors)
    found = COMPARING[question.method](
        np.array([line.values for line in lines], dtype=np.float64), 0, start
    )
    answer = {
        "measure": "difference", "estimate": found.estimate, "low": found.low, "high": found.high,
        "rank": found.rank, "p": found.p, "deviation": found.placebo_deviation,
        "before": start, "after": len(figures.periods) - start,
        "expected": found.compared.tolist(),
        "weights": _weights(figures, found), "time_weights": found.time_weights.tolist(),
        "placebos": _placebos(figures, found), "fit": vars(found.fit),
        "without": _without(figures, found), "keeps_sign": found.left_out.keeps_sign,
    }  # fmt: skip
    return answer, evidence.grade(evidence.facts_of_comparison(found))


LEAST_WEIGHT = 0.0005


def _weights(figures: Figures, found: comparison.Comparison) -> list[dict[str, Any]]:
    """Who weighs, the heaviest first; what is less than a twentieth of a percent is nothing."""
    weighed = [
        {"key": line.key, "name": line.name, "weight": float(weight)}
        for line, weight in zip(figures.donors, found.unit_weights[1:], strict=True)
        if weight >= LEAST_WEIGHT
    ]
    return sorted(weighed, key=lambda one: (-one["weight"], one["name"]))


def _placebos(figures: Figures, found: comparison.Comparison) -> list[dict[str, Any]]:
    """What would have been found for each of the others, had it been there that something was done."""
    return [
        {
            "name": figures.donors[int(rows[0]) - 1].name,
            "estimate": float(estimate),
            "gaps": [_short(one, FEW_DIGITS) for one in gaps.tolist()],
        }
        for rows, estimate, gaps in zip(
            found.placebo_rows, found.placebos, found.placebo_gaps, strict=True
        )
    ]


def _without(figures: Figures, found: comparison.Comparison) -> list[dict[str, Any]]:
    left = found.left_out
    return [
        {"name": figures.donors[int(row) - 1].name, "estimate": float(estimate)}
        for row, estimate in zip(left.rows, left.estimates, strict=True)
    ]


def _short(number: float, digits: int = DIGITS) -> float | None:
    """A number to so many digits that mean something; nothing for one that is endless."""
    return float(f"{number:.{digits}g}") if isfinite(number) else None


def _plain(told: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(told, dict):
        return {name: _plain(one) for name, one in told.items()}
    if isinstance(told, (list, tuple)):
        return [_plain(one) for one in told]
    if isinstance(told, bool) or told is None or isinstance(told, (str, int)):
        return told
    return _short(float(told))
