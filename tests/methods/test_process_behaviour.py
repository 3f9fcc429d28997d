"""A process-behaviour chart tells what moved more than noise."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.methods.process_behaviour import (
    BaselineTooShort,
    Basis,
    Rule,
    StepsOutOfOrder,
    chart,
)
from pejl.methods.series import InfiniteValue, NotASeries

NAN = float("nan")
EXAMPLE = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
"""The series of issue 4: eighteen values, a 10 at the fifth place."""


def _limits(*args, **how) -> tuple[float, float, float]:
    limits = chart(*args, **how).segments[0].limits
    return limits.mean, limits.lower, limits.upper


def _places(values, rule: Rule, **how) -> list[int]:
    return np.flatnonzero(chart(values, **how).signals[rule]).tolist()


def _around(n: int, width: float = 10) -> list[float]:
    """``n`` values that go up and down around 0, with limits at ±2.66 × 2 × width and no signal."""
    return [width * (-1) ** at for at in range(n)]


# Limits


def test_the_limits_of_the_example_leave_out_the_two_ranges_of_its_freak() -> None:
    assert _limits(EXAMPLE) == pytest.approx((1.94, -0.72, 4.60), abs=0.005)
    assert np.flatnonzero(chart(EXAMPLE).is_screened).tolist() == [4, 5]


def test_without_screening_the_limits_of_the_example_are_wider() -> None:
    found = chart(EXAMPLE, is_screening=False)
    assert _limits(EXAMPLE, is_screening=False) == pytest.approx((1.94, -3.06, 6.95), abs=0.005)
    assert not found.is_screened.any()


@pytest.mark.parametrize(("nudge", "is_left_out"), [(1e-9, True), (-1e-9, False)])
def test_a_range_is_left_out_from_3_267_times_the_mean_range(nudge, is_left_out) -> None:
    """Twelve ranges of 1 and one of x: x is 3.267 times their mean when x = 3.267 × 12 / (13 − 3.267)."""
    last = 3.267 * 12 / (13 - 3.267) + nudge
    found = chart([*[0, 1] * 6, 0, last])
    assert found.is_screened.tolist() == [False] * 13 + [is_left_out]


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_fewer_than_four_values_have_no_limits_and_no_signals(n) -> None:
    found = chart(list(range(n)))
    assert [segment.basis for segment in found.segments] == [Basis.TOO_FEW] * bool(n)
    assert np.isnan(found.mean).all()
    assert found.rules == (None,) * n


@pytest.mark.parametrize(
    ("n", "baseline", "basis", "values"),
    [
        (4, None, Basis.PROVISIONAL, 4),
        (11, None, Basis.PROVISIONAL, 11),
        (12, None, Basis.MOVING, 12),
        (11, 12, Basis.PROVISIONAL, 11),
        (12, 12, Basis.FIXED, 12),
        (30, 12, Basis.FIXED, 12),
        (15, 20, Basis.MOVING, 15),
        (30, 20, Basis.FIXED, 20),
    ],
)
def test_limits_say_what_they_rest_on(n, baseline, basis, values) -> None:
    segment = chart(_around(n), baseline=baseline).segments[0]
    assert (segment.basis, segment.values) == (basis, values)


def test_limits_held_fast_do_not_move_with_later_values() -> None:
    early = _around(12)
    assert _limits([*early, 500, 600], baseline=12) == _limits(early)
    assert _limits([*early, 500, 600]) != _limits(early)


def test_a_missing_value_does_not_count_towards_the_baseline() -> None:
    values = _around(14)
    values[3] = NAN
    segment = chart(values, baseline=12).segments[0]
    assert (segment.values, segment.baseline_stop) == (12, 13)


def test_a_baseline_of_fewer_than_twelve_is_refused() -> None:
    with pytest.raises(BaselineTooShort):
        chart(_around(30), baseline=11)


def test_there_is_no_moving_range_across_a_gap() -> None:
    values = [1, 2, 1, NAN, 50, 51, 50, 51]
    found = chart(values)
    np.testing.assert_array_equal(found.moving_ranges, [NAN, 1, 1, NAN, NAN, 1, 1, 1])
    assert found.segments[0].limits.mean_range == 1


def test_values_with_a_gap_between_each_two_say_nothing_about_noise() -> None:
    assert chart([1, NAN, 2, NAN, 3, NAN, 4, NAN, 5]).segments[0].basis is Basis.TOO_FEW


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, -7.7, 1e9 + 0.1])
def test_equal_values_have_limits_without_width_and_no_signal(value) -> None:
    found = chart([value] * 25)
    assert _limits([value] * 25) == (value, value, value)
    assert set(found.rules) == {None}


def test_values_that_differ_from_the_mean_only_by_counting_with_floats_are_on_it() -> None:
    values = [0.1, 0.8] * 6 + [0.45] * 7
    assert np.mean([0.1, 0.8] * 6) != 0.45
    assert _places(values, Rule.RUN, baseline=12) == []


def test_one_exception_among_equal_values_is_the_only_signal() -> None:
    found = chart([5] * 9 + [9] + [5] * 9)
    assert [at for at, rule in enumerate(found.rules) if rule is Rule.OUTSIDE] == [9]


def test_infinite_values_and_tables_are_refused_by_name() -> None:
    with pytest.raises(InfiniteValue):
        chart([1, 2, float("inf"), 3])
    with pytest.raises(NotASeries):
        chart([[1, 2], [3, 4]])


# The four rules


def test_a_point_is_outside_only_beyond_a_limit() -> None:
    baseline = _around(12)
    _, lower, upper = _limits(baseline)
    values = [*baseline, upper, lower, upper + 0.01, lower - 0.01]
    found = chart(values, baseline=12)
    assert np.flatnonzero(found.signals[Rule.OUTSIDE]).tolist() == [14, 15]
    assert found.signals[Rule.OUTSIDE][14:].tolist() == [1, -1]


@pytest.mark.parametrize(("n", "is_run"), [(6, False), (7, True), (8, True)])
def test_seven_points_on_one_side_of_the_mean_are_a_run(n, is_run) -> None:
    values = [*_around(12), *[3, 4] * 4][: 12 + n]
    # The twelfth value is below the mean, so the run begins after it.
    assert _places(values, Rule.RUN, baseline=12) == (list(range(12, 12 + n)) if is_run else [])


@pytest.mark.parametrize("between", [0, NAN, -1])
def test_a_point_on_the_mean_a_gap_or_the_other_side_breaks_a_run(between) -> None:
    values = [*_around(12), 3, 4, 3, 4, between, 3, 4, 3, 4]
    assert _places(values, Rule.RUN, baseline=12) == []


def test_seven_rising_points_are_a_trend_and_six_are_not() -> None:
    assert _places([*_around(12), 5, 6, 7, 8, 9, 10], Rule.TREND, baseline=12) == list(
        range(11, 18)
    )
    assert _places([*_around(12), 5, 6, 7, 8, 9], Rule.TREND, baseline=12) == []


@pytest.mark.parametrize("fourth", [7, NAN])
def test_two_equal_values_or_a_gap_break_a_trend(fourth) -> None:
    values = [*_around(12), 5, 6, 7, fourth, 9, 10, 11]
    assert _places(values, Rule.TREND, baseline=12) == []


def test_a_rising_and_a_falling_trend_share_their_turning_point_with_the_first() -> None:
    values = [*_around(12), 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    trend = chart(values, baseline=12).signals[Rule.TREND]
    assert trend[11:].tolist() == [1] * 8 + [-1] * 6


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ([40, 40], [12, 13]),
        ([40, 0, 40], [12, 14]),
        ([40, -3, 40], [12, 14]),
        ([40, NAN, 40], [12, 14]),
        ([40, 60, 1], [12, 13]),
        ([40, 0, 0, 40], []),
        ([40, -40], []),
        ([40, 1], []),
        ([35, 35], []),
    ],
)
def test_two_of_three_points_near_the_same_limit_are_set_apart_and_the_third_is_not(
    last, found
) -> None:
    """The limits are ±53.2, two thirds of the way is ±35.5."""
    assert _places([*_around(12), *last], Rule.TWO_OF_THREE, baseline=12) == found


def test_a_point_shows_the_weightiest_of_its_rules() -> None:
    rising = [*_around(12), 5, 10, 20, 30, 40, 45, 60]
    found = chart(rising, baseline=12)
    assert found.rules[12:] == (*[Rule.TREND] * 6, Rule.OUTSIDE)
    assert found.signals[Rule.TWO_OF_THREE][16:].tolist() == [1, 1, 1]
    above = chart([*_around(12), 5, 4, 5, 4, 5, 40, 41], baseline=12)
    assert above.rules[12:] == (*[Rule.RUN] * 5, Rule.TWO_OF_THREE, Rule.TWO_OF_THREE)


# Steps


def test_each_stretch_between_steps_has_limits_of_its_own() -> None:
    before, after = _around(12), [100 + one for one in _around(6, 1)]
    found = chart([*before, *after], steps=[12])
    assert [segment.limits.mean for segment in found.segments] == [0, 100]
    assert [segment.basis for segment in found.segments] == [Basis.MOVING, Basis.PROVISIONAL]
    assert np.isnan(found.moving_ranges[12])
    assert set(found.rules) == {None}
    assert found.upper[11] == pytest.approx(53.2)
    assert found.upper[12] == pytest.approx(105.32)


def test_no_rule_reaches_across_a_step() -> None:
    calm = [0, 10, -10, 0, 10, -10, 0, 10, -10]
    run = [*calm, 3, 4, 3, 4, *[3, 4, 3, 4, *[-x for x in calm]]]
    rise = [-9, 9, -9, 1, 2, 3, 4, 5, 6, 7, 8, 9, -9, 9]
    assert _places(rise, Rule.TREND) == list(range(2, 12))
    assert _places(rise, Rule.TREND, steps=[7]) == []
    assert _places(run, Rule.RUN) == list(range(9, 17))
    assert _places(run, Rule.RUN, steps=[13]) == []


def test_two_points_near_their_limits_on_either_side_of_a_step_are_no_signal() -> None:
    values = [*_around(12), 40, 45, *_around(20)]
    assert _places(values, Rule.TWO_OF_THREE, baseline=12) == [12, 13]
    assert _places(values, Rule.TWO_OF_THREE, baseline=12, steps=[13]) == []


@pytest.mark.parametrize("steps", [[0], [18], [5, 5], [9, 4], [-1]])
def test_steps_that_are_not_in_the_series_in_order_are_refused(steps) -> None:
    with pytest.raises(StepsOutOfOrder):
        chart(EXAMPLE, steps=steps)


# What holds for every series

SOME = st.lists(st.one_of(st.integers(-20, 20), st.just(NAN)), min_size=0, max_size=45).map(
    lambda values: np.array(values, float)
)


def _windows(found, size: int) -> list[list[int]]:
    """So many places in a row, no step between them."""
    starts = {segment.start for segment in found.segments}
    every = [[*range(at, at + size)] for at in range(len(found.values) - size + 1)]
    return [window for window in every if not starts & set(window[1:])]


def _side(number: float) -> int:
    return 0 if np.isnan(number) or abs(number) < 1e-9 else int(np.sign(number))


def _all_on_one_side(numbers) -> bool:
    sides = {_side(number) for number in numbers}
    return sides in ({1}, {-1})


def _in_full(found) -> dict[Rule, list[int]]:
    """The signals by the rules as they are said, one point at a time."""
    deviation, reach = found.values - found.mean, found.upper - found.mean
    answer: dict[Rule, set[int]] = {rule: set() for rule in Rule}
    answer[Rule.OUTSIDE] = set(np.flatnonzero(np.abs(deviation) > reach + 1e-9).tolist())
    for window in _windows(found, 7):
        if _all_on_one_side(deviation[window]):
            answer[Rule.RUN].update(window)
        if _all_on_one_side(np.diff(found.values[window])):
            answer[Rule.TREND].update(window)
    for window, sign in product(_windows(found, 3), (1, -1)):
        near = [at for at in window if sign * deviation[at] > reach[at] * 2 / 3 + 1e-9]
        if len(near) >= 2:
            answer[Rule.TWO_OF_THREE].update(near)
    return {rule: sorted(places) for rule, places in answer.items()}


@settings(deadline=None)
@given(values=SOME, data=st.data())
def test_the_signals_are_those_that_the_rules_say_point_by_point(values, data) -> None:
    places = st.lists(st.integers(1, max(len(values) - 1, 1)), unique=True, max_size=2).map(sorted)
    steps = data.draw(places) if len(values) > 1 else []
    baseline = data.draw(st.sampled_from([None, 12]))
    found = chart(values, steps=steps, baseline=baseline)
    quick = {rule: np.flatnonzero(sides).tolist() for rule, sides in found.signals.items()}
    assert quick == _in_full(found)
    for at, rule in enumerate(found.rules):
        hit = [one for one in Rule if at in quick[one]]
        assert rule is (hit[0] if hit else None)


@settings(deadline=None)
@given(values=SOME, shift=st.integers(-1000, 1000), scale=st.sampled_from([0.25, 0.5, 2, 8, 1024]))
def test_another_unit_or_zero_point_moves_the_limits_along_and_leaves_the_signals(
    values, shift, scale
) -> None:
    found, other = chart(values), chart(values * scale + shift)
    for line in ("mean", "lower", "upper"):
        np.testing.assert_allclose(
            getattr(other, line), getattr(found, line) * scale + shift, rtol=1e-9, atol=1e-9
        )
    assert other.rules == found.rules


@settings(deadline=None)
@given(values=SOME)
def test_a_series_upside_down_has_its_signals_on_the_other_side(values) -> None:
    found, other = chart(values), chart(-values)
    np.testing.assert_allclose(other.lower, -found.upper, atol=1e-9)
    assert other.rules == found.rules
    assert (other.sides == -found.sides).all()


@settings(deadline=None)
@given(values=SOME)
def test_a_series_read_backwards_has_the_same_limits_and_points_apart(values) -> None:
    found, other = chart(values), chart(values[::-1])
    np.testing.assert_allclose(other.upper[::-1], found.upper, atol=1e-9)
    for rule in Rule:
        np.testing.assert_array_equal(other.signals[rule][::-1] != 0, found.signals[rule] != 0)


@settings(deadline=None)
@given(values=SOME)
def test_limits_lie_as_far_above_the_mean_as_below(values) -> None:
    found = chart(values)
    np.testing.assert_allclose(found.upper - found.mean, found.mean - found.lower, atol=1e-9)
    assert np.nan_to_num(found.upper - found.mean).min(initial=0) >= 0
