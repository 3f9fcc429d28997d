"""What a chart comes to: an icon for variation, one for the target, and a step for a person to consider."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.methods.process_behaviour import Rule, chart
from pejl.methods.variation import Assurance, Kind, assurance, proposed_step, variation

NAN = float("nan")
CALM = [10.0, 12.0] * 6
"""Mean 11, limits 5.68 and 16.32."""


@pytest.mark.parametrize(
    ("last", "direction", "kind", "rule", "side"),
    [
        ([11], "higher", Kind.COMMON_CAUSE, None, 0),
        ([17], "higher", Kind.IMPROVING, Rule.OUTSIDE, 1),
        ([17], "lower", Kind.CONCERNING, Rule.OUTSIDE, 1),
        ([17], "neutral", Kind.NEITHER, Rule.OUTSIDE, 1),
        ([5], "higher", Kind.CONCERNING, Rule.OUTSIDE, -1),
        ([5], "lower", Kind.IMPROVING, Rule.OUTSIDE, -1),
        ([15, 15], "higher", Kind.IMPROVING, Rule.TWO_OF_THREE, 1),
        ([11.5] * 6 + [11.6], "higher", Kind.IMPROVING, Rule.RUN, 1),
        ([17, 11], "higher", Kind.COMMON_CAUSE, None, 0),
        ([17, NAN, NAN], "higher", Kind.IMPROVING, Rule.OUTSIDE, 1),
    ],
)
def test_the_icon_tells_of_the_latest_value_by_the_way_that_is_better(
    last, direction, kind, rule, side
) -> None:
    icon = variation(chart([*CALM, *last], baseline=12), direction)
    assert (icon.kind, icon.rule, icon.side) == (kind, rule, side)


def test_a_rising_trend_below_the_mean_is_improving_where_higher_is_better() -> None:
    rising = [*CALM, 7, 7.5, 8, 8.5, 9, 9.5, 10]
    icon = variation(chart(rising, baseline=12), "higher")
    assert (icon.kind, icon.rule, icon.side) == (Kind.IMPROVING, Rule.TREND, 1)


def test_an_icon_of_few_values_says_that_it_is_provisional_and_of_fewer_there_is_none() -> None:
    assert variation(chart(CALM[:11]), "higher").is_provisional
    assert not variation(chart(CALM), "higher").is_provisional
    assert variation(chart(CALM[:3]), "higher") is None
    assert variation(chart([]), "higher") is None
    assert variation(chart([NAN] * 5), "higher") is None
    assert variation(chart([*CALM, 30, 31, 30], steps=[12]), "higher") is None


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="sideways"):
        variation(chart(CALM), "sideways")


@pytest.mark.parametrize(
    ("target", "if_higher", "if_lower"),
    [
        (5.0, Assurance.MET, Assurance.MISSED),
        (11.0, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (17.0, Assurance.MISSED, Assurance.MET),
        (5.7, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (16.3, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
    ],
)
def test_the_limits_tell_whether_the_target_will_be_met(target, if_higher, if_lower) -> None:
    found = chart(CALM)
    assert assurance(found, "higher", target) is if_higher
    assert assurance(found, "lower", target) is if_lower
    assert assurance(found, "neutral", target) is None


def test_a_value_on_the_target_meets_it() -> None:
    always = chart([100.0] * 12)
    assert assurance(always, "higher", 100) is Assurance.MET
    assert assurance(always, "lower", 100) is Assurance.MET
    assert assurance(always, "higher", 100.5) is Assurance.MISSED


def test_the_target_is_compared_with_how_the_process_is_since_its_latest_step() -> None:
    found = chart([*CALM, *[value + 20 for value in CALM]], steps=[12])
    assert assurance(found, "higher", 20) is Assurance.MET


@pytest.mark.parametrize(("values", "target"), [(CALM[:3], 5), ([], 5), (CALM, None), (CALM, NAN)])
def test_without_limits_or_target_nothing_is_said_of_the_target(values, target) -> None:
    assert assurance(chart(values), "higher", target) is None


HIGHER = [14.0, 14.5] * 8


@pytest.mark.parametrize(("n", "is_proposed"), [(7, False), (8, True), (16, True)])
def test_eight_settled_points_on_one_side_of_a_fixed_mean_are_proposed_as_a_step(
    n, is_proposed
) -> None:
    # The last calm value is above the mean too; one below it comes between.
    found = chart([*CALM, 10, *HIGHER[:n]], baseline=12)
    step = proposed_step(found)
    assert (step is not None) == is_proposed
    if step:
        assert (step.place, step.points, step.side, step.mean_before) == (13, n, 1, 11)
        assert step.mean_after == pytest.approx(14.25)


def test_a_run_that_reaches_back_into_the_baseline_is_a_step_from_after_it() -> None:
    found = chart([*CALM, *HIGHER[:8]], baseline=12)
    assert found.signals[Rule.RUN][11] == 1
    assert (proposed_step(found).place, proposed_step(found).points) == (12, 8)
    assert proposed_step(chart([*CALM, *HIGHER[:7]], baseline=12)) is None


def test_a_proposal_changes_no_chart() -> None:
    found = chart([*CALM, 10, *HIGHER], baseline=12)
    before = found.upper.copy()
    assert proposed_step(found)
    assert len(found.segments) == 1
    np.testing.assert_array_equal(found.upper, before)


def test_an_accepted_step_is_not_proposed_again() -> None:
    values = [*CALM, 10, *HIGHER]
    assert proposed_step(chart(values, baseline=12, steps=[13])) is None


@pytest.mark.parametrize(
    ("why", "after"),
    [
        ("it came back", [*HIGHER[:9], 9]),
        ("a gap, and too few since", [*HIGHER[:5], NAN, *HIGHER[:6]]),
        ("it still rises", [13, 13.2, 13.4, 13.6, 13.8, 14, 14.2, 14.4]),
        ("it has begun to rise", [*[13, 16] * 5, 13, 13.2, 13.4, 13.6, 13.8, 14, 14.2]),
        ("its own values are not settled", [*HIGHER[:8], 30, *HIGHER[:4]]),
    ],
)
def test_what_has_not_settled_is_not_proposed(why, after) -> None:
    assert proposed_step(chart([*CALM, 10, *after], baseline=12)) is None, why


def test_values_not_yet_reported_at_the_end_do_not_hide_a_step() -> None:
    assert proposed_step(chart([*CALM, 10, *HIGHER, NAN], baseline=12)).place == 13


def test_a_run_inside_the_baseline_is_no_step() -> None:
    values = [*[10.0, 12.0] * 4, *[20.0, 22.0] * 4]
    assert proposed_step(chart(values)).place == 8
    assert proposed_step(chart(values, baseline=16)) is None


def test_without_a_baseline_held_fast_as_many_values_come_before_the_step() -> None:
    low, high = [10.0, 12.0] * 6, [20.0, 22.0] * 6
    assert proposed_step(chart([*low, *high])).place == 12
    assert proposed_step(chart([*low[:8], *high])).place == 8
    assert proposed_step(chart([*low[:7], *high])) is None


@pytest.mark.parametrize("values", [[], [NAN, NAN], [1, 2, 3], CALM])
def test_a_short_or_calm_series_proposes_nothing(values) -> None:
    assert proposed_step(chart(values)) is None


@settings(deadline=None)
@given(
    values=st.lists(st.integers(-20, 20), min_size=0, max_size=40).map(
        lambda values: np.array(values, float)
    ),
    target=st.integers(-30, 30),
)
def test_a_series_upside_down_with_the_other_direction_comes_to_the_same(values, target) -> None:
    one, other = chart(values), chart(-values)
    assert assurance(one, "higher", target) == assurance(other, "lower", -target)
    mine, theirs = variation(one, "higher"), variation(other, "lower")
    assert (mine and mine.kind) == (theirs and theirs.kind)
    step, mirrored = proposed_step(one), proposed_step(other)
    assert (step and step.place) == (mirrored and mirrored.place)
