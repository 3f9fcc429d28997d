"""A series that turned is told from one that went on, with the published numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.methods import refusals
from pejl.methods.interrupted import before_and_after, interrupted_series

SICILY = Path(__file__).parents[3] / "shared/oracles/effect/sicily.csv"
needs_sicily = pytest.mark.skipif(
    not SICILY.exists(), reason="the published data are not beside this checkout"
)
SEEDS = st.integers(0, 10_000)


def _sicily() -> tuple[np.ndarray, np.ndarray, int]:
    """Admissions for heart attacks a month, the standard population, and the month of the smoking ban."""
    with SICILY.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    admitted = np.array([float(line["aces"]) for line in lines])
    people = np.array([float(line["stdpop"]) for line in lines])
    return admitted, people, [line["smokban"] for line in lines].index("1")


def _made_up(seed: int, points: int = 24) -> np.ndarray:
    draw = np.random.default_rng(seed)
    return 40 + 0.3 * np.arange(points) + draw.normal(0, 2, size=points)


@needs_sicily
def test_the_smoking_ban_in_sicily_comes_out_as_published() -> None:
    """Lopez Bernal et al. 2017: step change by Poisson regression."""
    admitted, people, start = _sicily()
    found = interrupted_series(admitted, start, family="poisson", slope=False, population=people)
    numbers = (found.level.estimate, found.level.low, found.level.high)
    assert numbers == pytest.approx((0.894, 0.864, 0.925), abs=7e-4)
    assert found.slope is None
    assert found.at_end == found.level


@needs_sicily
def test_the_smoking_ban_with_seasons_comes_out_as_published() -> None:
    """Lopez Bernal et al. 2017: two pairs of waves a year, quasi-Poisson."""
    admitted, people, start = _sicily()
    found = interrupted_series(
        admitted, start, family="quasi-poisson", slope=False, season=12, population=people
    )
    numbers = (found.level.estimate, found.level.low, found.level.high)
    assert numbers == pytest.approx((0.885, 0.839, 0.933), abs=5e-4)
    assert found.dispersion == pytest.approx(2.2622, abs=5e-5)


@needs_sicily
def test_what_would_have_been_is_the_fitted_line_without_the_change() -> None:
    admitted, people, start = _sicily()
    found = interrupted_series(admitted, start, family="poisson", population=people)
    assert found.fitted.sum() == pytest.approx(admitted.sum())
    assert found.expected[:start] == pytest.approx(found.fitted[:start])
    ratios = found.fitted[start:] / found.expected[start:]
    assert found.slope is not None
    assert ratios[0] == pytest.approx(found.level.estimate)
    assert ratios[1] / ratios[0] == pytest.approx(found.slope.estimate)
    assert ratios[-1] == pytest.approx(found.at_end.estimate)


@given(SEEDS, st.floats(-50, 50), st.floats(-5, 5), st.floats(-1e4, 1e4))
@settings(max_examples=40, deadline=None)
def test_a_step_and_a_turn_are_found_in_full(
    seed: int, step: float, turn: float, constant: float
) -> None:
    values, start = _made_up(seed), 14
    since = np.arange(24) - start
    one = interrupted_series(values, start)
    changed = values + constant + np.where(since >= 0, step + turn * since, 0)
    other = interrupted_series(changed, start)
    assert one.slope is not None
    assert other.slope is not None
    assert other.level.estimate - one.level.estimate == pytest.approx(step, abs=1e-6)
    assert other.slope.estimate - one.slope.estimate == pytest.approx(turn, abs=1e-6)
    assert other.at_end.estimate - one.at_end.estimate == pytest.approx(step + 9 * turn, abs=1e-6)
    assert other.level.error == pytest.approx(one.level.error, rel=1e-6)
    assert other.fitted - other.expected == pytest.approx(
        one.fitted - one.expected + changed - values - constant, abs=1e-6
    )


@given(SEEDS, st.floats(0.2, 5))
@settings(max_examples=30, deadline=None)
def test_a_larger_population_changes_no_ratio(seed: int, times: float) -> None:
    draw = np.random.default_rng(seed)
    people = draw.uniform(900, 1100, size=20)
    counts = draw.poisson(people * 0.05)
    one = interrupted_series(counts, 10, family="quasi-poisson", population=people)
    other = interrupted_series(counts, 10, family="quasi-poisson", population=people * times)
    assert other.level.estimate == pytest.approx(one.level.estimate)
    assert other.level.error == pytest.approx(one.level.error)
    assert other.expected == pytest.approx(one.expected)


def test_counts_that_vary_more_than_chance_widen_the_interval_and_those_that_vary_less_do_not_narrow_it() -> (
    None
):
    for counts, wider in (([9, 31, 12, 40, 8, 20, 3, 22, 6, 15], True), ([20, 21] * 5, False)):
        plain = interrupted_series(counts, 5, family="poisson", slope=False)
        found = interrupted_series(counts, 5, family="quasi-poisson", slope=False)
        assert (found.dispersion > 1) is wider
        assert found.level.error == pytest.approx(
            plain.level.error * max(found.dispersion, 1) ** 0.5
        )


def test_a_season_is_not_taken_for_a_change() -> None:
    """The start is in winter; without the season a wave looks like a step."""
    months = np.arange(36)
    values = 100 + 10 * np.cos(2 * np.pi * months / 12) + np.random.default_rng(1).normal(size=36)
    seen = interrupted_series(values, 22, season=12)
    blind = interrupted_series(values, 22)
    assert abs(seen.level.estimate) < 2
    assert abs(blind.level.estimate) > 5
    assert seen.level.low < 0 < seen.level.high


def test_points_that_are_missing_keep_their_place_in_time() -> None:
    times = np.array([0, 1, 2, 5, 6, 7, 8, 10, 11, 12.0])
    values = 3 + 2 * times + np.where(times >= 7, 4 + 1.5 * (times - 7), 0)
    found = interrupted_series(values, 5, times=times)
    assert found.slope is not None
    assert (found.level.estimate, found.slope.estimate) == pytest.approx((4, 1.5))
    assert found.dispersion == pytest.approx(0, abs=1e-20)


def _by_hand(values: np.ndarray, start: int, lags: int) -> float:
    """The Newey-West error of the step, written out pair by pair."""
    n = len(values)
    after = np.arange(n) >= start
    shape = np.column_stack([np.ones(n), np.arange(n), after])
    left = values - shape @ np.linalg.lstsq(shape, values, rcond=None)[0]
    total = np.zeros((3, 3))
    for i in range(n):
        for j in range(n):
            if abs(i - j) <= lags:
                weight = 1 - abs(i - j) / (lags + 1)
                total += weight * left[i] * left[j] * np.outer(shape[i], shape[j])
    bread = np.linalg.inv(shape.T @ shape)
    return float(np.sqrt((bread @ total @ bread)[2, 2] * n / (n - 3)))


def test_errors_of_measured_values_are_those_of_newey_and_west_when_the_series_is_long_enough() -> (
    None
):
    values = _made_up(2)
    found = interrupted_series(values, 12, slope=False)
    assert found.level.error == pytest.approx(_by_hand(values, 12, lags=2))
    assert found.level.high - found.level.low == pytest.approx(
        2 * 2.0796 * found.level.error, rel=1e-4
    )
    short = interrupted_series(values[7:18], 5, slope=False)
    shape = np.column_stack([np.ones(11), np.arange(11), np.arange(11) >= 5])
    plain = np.linalg.inv(shape.T @ shape)[2, 2] * short.dispersion
    assert short.level.error == pytest.approx(np.sqrt(plain))


def test_neighbours_that_resemble_each_other_are_told() -> None:
    draw = np.random.default_rng(3)
    left = draw.normal(size=60)
    for at in range(1, 60):
        left[at] += 0.8 * left[at - 1]
    assert interrupted_series(left, 30).autocorrelation > 0.4
    assert abs(interrupted_series(draw.normal(size=60), 30).autocorrelation) < 0.3


def test_before_and_after_is_welchs_interval() -> None:
    """Worked by hand: means 3 and 7, variances 1 and 4 of 3 and 5 points, 5.96 degrees of freedom, t 2.4510."""
    found = before_and_after([2, 3, 4, 5, 6, 6, 8, 10], 3)
    assert (found.before, found.after, found.difference) == pytest.approx((3, 7, 4))
    assert (found.low, found.high) == pytest.approx(
        (4 - 2.4510 * 1.0645813, 4 + 2.4510 * 1.0645813), abs=2e-3
    )
    steady = before_and_after([1, 1, 1, 2, 2, 2], 3)
    assert (steady.low, steady.high) == (1, 1)


def test_too_little_gets_no_number_and_is_named() -> None:
    values = _made_up(4)
    for ask in (interrupted_series, before_and_after):
        with pytest.raises(refusals.TooFewPeriodsBefore):
            ask(values, 2)
        with pytest.raises(refusals.TooFewPeriodsAfter):
            ask(values, 22)
        with pytest.raises(refusals.TooFewPeriodsAfter):
            ask(values, 24)
        with pytest.raises(refusals.TooFewPeriodsBefore):
            ask(values[:1], 0)
    with pytest.raises(refusals.TooFewPeriodsAfter) as spare:
        interrupted_series(values[:6], 3)
    assert (spare.value.has, spare.value.needs) == (3, 4)
    with pytest.raises(refusals.TooFewPeriodsBefore) as season:
        interrupted_series(values, 11, season=12)
    assert (season.value.has, season.value.needs) == (11, 12)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_figure_that_is_none_is_refused(wrong: float) -> None:
    values = _made_up(5)
    values[3] = wrong
    for ask in (interrupted_series, before_and_after):
        with pytest.raises(refusals.FiguresAreNotFinite):
            ask(values, 12)
    with pytest.raises(refusals.FiguresAreNotFinite):
        interrupted_series(_made_up(5), 12, times=values)


def test_counts_that_are_none_are_refused() -> None:
    counts = np.full(20, 7.0)
    counts[2] = -1
    with pytest.raises(refusals.CountsAreNegative):
        interrupted_series(counts, 10, family="poisson")
    with pytest.raises(refusals.CountsAreNegative):
        interrupted_series(abs(counts), 10, family="poisson", population=np.zeros(20))


def test_where_nothing_was_counted_there_is_no_ratio() -> None:
    none_before = np.r_[np.zeros(10), np.full(10, 5)]
    one_at_the_end = np.r_[np.full(10, 5), np.zeros(9), 4]
    for counts in (none_before, none_before[::-1], one_at_the_end):
        with pytest.raises(refusals.NothingWasCounted):
            interrupted_series(counts, 10, family="poisson")


def test_what_does_not_belong_together_is_refused() -> None:
    values = _made_up(6)
    with pytest.raises(refusals.ShapesDoNotFit):
        interrupted_series(values.reshape(2, 12), 6)
    with pytest.raises(refusals.ShapesDoNotFit):
        interrupted_series(values, 25)
    with pytest.raises(refusals.ShapesDoNotFit):
        interrupted_series(values, 12, times=np.arange(24)[::-1])
    with pytest.raises(refusals.ShapesDoNotFit):
        interrupted_series(values, 12, population=np.ones(24))
    with pytest.raises(refusals.ShapesDoNotFit):
        interrupted_series(values, 12, family="poisson", population=np.ones(23))
    for season, waves in ((2, 1), (12, 0)):
        with pytest.raises(refusals.ShapesDoNotFit):
            interrupted_series(values, 12, season=season, waves=waves)
