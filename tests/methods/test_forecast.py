"""Where a series is heading, how surely, and when nobody can tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from pejl.methods.forecast import Forecast, Model, NoForecast, Reach, Reason, forecast
from pejl.methods.series import InfiniteValue, TwoValuesForOnePeriod

NAN = float("nan")
YEARLY = ([0, 365, 730, 1096, 1461, 1826], [61.0, 62.4, 62.1, 64.0, 64.7, 65.5])
"""Six yearly values that rise by about one a year."""
SCATTER = np.array([3, -2, 1, -3, 2, 0, -1, 2, -2, 1, 0, -1, 3, -2, -1, 1, -2, 2, -1, 0], float)
"""Twenty values in which neighbours do not go together."""


def _line_by_matrices(days, values, on_day) -> tuple[float, float]:
    """Estimate and half the 95 % prediction interval, by the textbook's x'(X'X)⁻¹x."""
    design = np.column_stack([np.ones(len(days)), days])
    inverse = np.linalg.inv(design.T @ design)
    weights = inverse @ design.T @ values
    left = values - design @ weights
    at = np.array([1.0, on_day])
    variance = left @ left / (len(days) - 2) * (1 + at @ inverse @ at)
    return float(at @ weights), float(stdtrit(len(days) - 2, 0.975) * np.sqrt(variance))


def test_values_that_scatter_go_on_along_their_line() -> None:
    days = np.array([0, 2, 3, 7, 8, 12, *range(20, 34)], float)
    values = 50 + 0.5 * days + SCATTER
    found = forecast(days, values, 40)
    middle, reach = _line_by_matrices(days, values, 40)
    assert found.model is Model.LINE
    assert (found.estimate, found.lower, found.upper) == pytest.approx(
        (middle, middle - reach, middle + reach)
    )


def test_values_of_which_each_starts_from_the_last_go_on_from_the_last() -> None:
    """The drift method of Hyndman and Athanasopoulos: σ√(h(1 + h/(n − 1))), for even steps."""
    moves = np.array([2, 1, 3, 1, 2, -1, 1, -2, -1, -3, -1, -2, 1, -1, 2, 1, 3, 1, 2], float)
    values = 100 + np.cumsum([0, *moves])
    found = forecast(range(20), values, 24)
    reach = stdtrit(18, 0.975) * moves.std(ddof=1) * np.sqrt(5 * (1 + 5 / 19))
    assert found.model is Model.WALK
    assert found.estimate == pytest.approx(values[-1] + 5 * moves.mean())
    assert found.upper - found.estimate == pytest.approx(reach)


def test_of_few_values_the_walk_is_taken_however_they_look() -> None:
    assert forecast(range(15), SCATTER[:15], 20).model is Model.WALK
    assert forecast(range(16), SCATTER[:16], 20).model is Model.LINE


@pytest.mark.parametrize(
    ("target", "direction", "reach"),
    [
        (66, "higher", Reach.LIKELY),
        (67, "higher", Reach.POSSIBLE),
        (70, "higher", Reach.UNLIKELY),
        (66, "lower", Reach.UNLIKELY),
        (70, "lower", Reach.LIKELY),
    ],
)
def test_the_target_is_likely_possible_or_unlikely(target, direction, reach) -> None:
    found = forecast(*YEARLY, 2557, target=target, direction=direction)
    assert found.reach is reach
    other = forecast(
        *YEARLY, 2557, target=target, direction={"higher": "lower", "lower": "higher"}[direction]
    )
    assert found.probability + other.probability == pytest.approx(1)


def test_the_words_change_at_one_and_two_thirds() -> None:
    found = forecast(*YEARLY, 2557)
    error = (found.upper - found.estimate) / stdtrit(4, 0.975)
    for chance, reach in (
        (0.67, Reach.LIKELY),
        (0.66, Reach.POSSIBLE),
        (0.34, Reach.POSSIBLE),
        (0.33, Reach.UNLIKELY),
    ):
        target = found.estimate - error * stdtrit(4, chance)
        again = forecast(*YEARLY, 2557, target=target)
        assert again.probability == pytest.approx(chance)
        assert again.reach is reach


def test_without_a_target_or_a_better_direction_there_is_no_chance_to_tell() -> None:
    for how in ({}, {"target": 66, "direction": "neutral"}):
        found = forecast(*YEARLY, 2557, **how)
        assert (found.probability, found.reach) == (None, None)


@pytest.mark.parametrize(
    ("days", "values", "on_day", "reason", "known"),
    [
        ([], [], 9, Reason.TOO_FEW, 0),
        (range(5), [1, 3, 2, 4, 3], 6, Reason.TOO_FEW, 5),
        (range(8), [1, NAN, 2, 4, NAN, 7, NAN, 5], 9, Reason.TOO_FEW, 5),
        (range(6), [1, 3, 2, 4, 3, 5], 5, Reason.NOT_AHEAD, 6),
        (range(6), [1, 3, 2, 4, 3, 5], 3, Reason.NOT_AHEAD, 6),
        (range(6), [1, 3, 2, 4, 3, 5], 10.5, Reason.TOO_FAR, 6),
        (range(6), [4] * 6, 8, Reason.NO_VARIATION, 6),
        (range(20), [0.1] * 20, 25, Reason.NO_VARIATION, 20),
        (range(20), [0.1 * day for day in range(20)], 25, Reason.NO_VARIATION, 20),
    ],
)
def test_where_nobody_can_tell_there_is_a_reason_and_no_number(
    days, values, on_day, reason, known
) -> None:
    assert forecast(days, values, on_day, target=5) == NoForecast(reason, known)


def test_as_far_ahead_as_the_series_reaches_back_is_not_too_far() -> None:
    assert isinstance(forecast(range(6), [1, 3, 2, 4, 3, 5], 10), Forecast)


def test_what_is_missing_is_left_out_and_the_days_count() -> None:
    days, values = YEARLY
    with_gap = forecast([*days[:3], 900, *days[3:]], [*values[:3], NAN, *values[3:]], 2557)
    assert with_gap == forecast(days, values, 2557)
    assert with_gap != forecast(range(6), values, 7)


def test_a_share_is_not_forecast_beyond_all() -> None:
    values = [90, 92.5, 93, 95.5, 96, 98.5]
    found = forecast(range(6), values, 10, target=99, bounds=(0, 100))
    free = forecast(range(6), values, 10, target=99)
    assert free.estimate > 100
    assert (found.estimate, found.upper) == (100, 100)
    assert (found.lower, found.probability) == (free.lower, free.probability)


def test_two_values_for_a_day_infinite_values_and_unknown_directions_are_refused() -> None:
    with pytest.raises(TwoValuesForOnePeriod):
        forecast([0, 0, 1, 2, 3, 4], range(6), 6)
    with pytest.raises(InfiniteValue):
        forecast(range(6), [1, 2, 3, 4, 5, float("inf")], 6)
    with pytest.raises(ValueError, match="sideways"):
        forecast(*YEARLY, 2557, direction="sideways")


# Whether intervals hold what they promise


def _scattering(draw, days):
    return draw.normal(size=len(days))


def _following(strength):
    """Each value keeps so much of the one before."""

    def made(draw, days):
        row = draw.normal(size=len(days))
        for at, gap in enumerate(np.diff(days), 1):
            kept = strength**gap
            row[at] = kept * row[at - 1] + np.sqrt(1 - kept**2) * row[at]
        return row

    return made


def _wandering(draw, days):
    return np.cumsum(draw.normal(size=len(days)) * np.sqrt(np.diff(days, prepend=-1)))


def _wandering_and_scattering(draw, days):
    return _wandering(draw, days) + _scattering(draw, days)


@pytest.mark.parametrize("n", [6, 15, 16, 40])
@pytest.mark.parametrize(
    ("made", "least"),
    [
        (_scattering, 0.91),
        (_following(0.6), 0.88),
        (_following(0.9), 0.86),
        (_wandering, 0.83),
        (_wandering_and_scattering, 0.79),
    ],
)
def test_intervals_hold_what_they_promise_on_series_of_many_kinds(n, made, least) -> None:
    """Meant for 95 %; half the series' length ahead; "least" is what was measured, less chance's share of 400."""
    draw, times = np.random.default_rng(7), 400
    held = 0
    for _ in range(times):
        days = np.cumsum(draw.gamma(2, 0.5, n))
        days = np.append(days, days[-1] + (days[-1] - days[0]) / 2)
        values = made(draw, days) + 0.1 * days
        found = forecast(days[:-1], values[:-1], days[-1])
        held += found.lower <= values[-1] <= found.upper
    assert held / times >= least


# What holds for every series

VALUES = st.lists(st.integers(-50, 50), min_size=6, max_size=30).filter(
    lambda values: len(set(np.diff(values).tolist())) > 1
)


@settings(deadline=None)
@given(
    values=VALUES,
    order=st.randoms(),
    shift=st.integers(-100, 100),
    scale=st.sampled_from([0.5, 2, 8]),
)
def test_another_unit_or_order_of_entry_gives_the_same_answer(values, order, shift, scale) -> None:
    n = len(values)
    found = forecast(range(n), values, n + 2, target=10)
    places = list(range(n))
    order.shuffle(places)
    again = forecast(
        np.array(places) * 7.0 + 739_000,
        np.array(values, float)[places] * scale + shift,
        (n + 2) * 7.0 + 739_000,
        target=10 * scale + shift,
    )
    assert again.model is found.model
    assert again.probability == pytest.approx(found.probability, abs=1e-6)
    assert (again.lower, again.upper) == pytest.approx(
        (found.lower * scale + shift, found.upper * scale + shift), rel=1e-6, abs=1e-6
    )


@settings(deadline=None)
@given(values=VALUES, target=st.integers(-60, 60))
def test_a_series_upside_down_reaches_the_opposite_target_as_surely(values, target) -> None:
    n = len(values)
    found = forecast(range(n), values, n + 1, target=target)
    other = forecast(
        range(n), [-value for value in values], n + 1, target=-target, direction="lower"
    )
    assert other.probability == pytest.approx(found.probability)
    assert other.lower == pytest.approx(-found.upper)


@settings(deadline=None)
@given(values=VALUES)
def test_the_farther_ahead_the_less_is_known(values) -> None:
    n = len(values)
    near, far = forecast(range(n), values, n), forecast(range(n), values, n + 4)
    assert far.upper - far.lower > near.upper - near.lower
    surer = forecast(range(n), values, n, level=0.998)
    assert surer.lower < near.lower < near.estimate < near.upper < surer.upper
