"""A share, a difference, a mean and a rate are told with how sure they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import bdtr, pdtr, pdtrc

from pejl.methods import proportions
from pejl.methods.series import InfiniteValue

NAN, ENDLESS = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("count", "of", "lower", "upper"),
    [
        # R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17,
        # 1998, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(count, of, lower, upper) -> None:
    found = proportions.wilson(count, of)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)
    assert found.estimate == count / of


@pytest.mark.parametrize(
    ("one", "other", "lower", "upper"),
    [
        # R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
        # Medicine 17, 1998, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_intervals(one, other, lower, upper) -> None:
    found = proportions.newcombe(*one, *other)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)


SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
"""Hours of sleep more with one drug than the other; "Student", 1908."""


def test_the_mean_of_students_sleepers_has_its_well_known_interval() -> None:
    """1.58 hours, .7001 to 2.4599: as R prints it for its data set "sleep"."""
    found = proportions.mean(SLEEP)
    assert (found.estimate, found.lower, found.upper) == pytest.approx(
        (1.58, 0.7001142, 2.4598858), abs=5e-8
    )


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    # F. Garwood, 1936; the same in K. Ulm, American Journal of Epidemiology 131, 1990.
    [(0, 0, 3.689), (1, 0.0253, 5.572), (2, 0.2422, 7.225), (10, 4.795, 18.39), (20, 12.22, 30.89)],
)
def test_a_count_has_its_published_exact_interval(count, lower, upper) -> None:
    found = proportions.rate(count, 1)
    assert (found.lower, found.upper) == pytest.approx(
        (lower, upper), abs=5e-3 if count > 2 else 5e-4
    )


def test_a_rate_is_told_per_so_many() -> None:
    found = proportions.rate(10, 4000, per=1000)
    assert found.estimate == 2.5
    assert found.upper == pytest.approx(18.39 / 4, abs=2e-3)


def test_where_there_is_nobody_there_is_no_figure() -> None:
    assert proportions.wilson(0, 0) is None
    assert proportions.newcombe(0, 0, 3, 10) is None
    assert proportions.newcombe(3, 10, 0, 0) is None
    assert proportions.rate(0, 0) is None
    assert proportions.mean([]) is None
    assert proportions.mean([7]) is None
    assert proportions.mean([7, NAN]) is None


def test_what_cannot_be_counted_is_refused_by_name() -> None:
    for wrong in (-1, NAN, ENDLESS):
        for ask in (
            lambda: proportions.wilson(wrong, 10),  # noqa: B023 - asked at once
            lambda: proportions.wilson(1, wrong),  # noqa: B023
            lambda: proportions.rate(wrong, 10),  # noqa: B023
        ):
            with pytest.raises(proportions.NotACount):
                ask()
    with pytest.raises(proportions.MoreThanAll):
        proportions.wilson(11, 10)
    with pytest.raises(InfiniteValue):
        proportions.mean([1, ENDLESS])
    with pytest.raises(proportions.NotALevel):
        proportions.wilson(1, 10, level=95)


def test_missing_measurements_are_left_out() -> None:
    assert proportions.mean([1, NAN, 3]) == proportions.mean([1, 3])


SHARES = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.998])


@settings(deadline=None)
@given(share=SHARES, level=LEVELS)
def test_those_who_are_not_in_a_share_have_its_mirror_image(share, level) -> None:
    count, of = share
    found = proportions.wilson(count, of, level=level)
    other = proportions.wilson(of - count, of, level=level)
    assert 0 <= found.lower <= found.estimate <= found.upper <= 1
    assert (other.lower, other.upper) == pytest.approx((1 - found.upper, 1 - found.lower))


@settings(deadline=None)
@given(one=SHARES, other=SHARES)
def test_the_difference_the_other_way_round_is_the_opposite(one, other) -> None:
    found, turned = proportions.newcombe(*one, *other), proportions.newcombe(*other, *one)
    assert -1 <= found.lower <= found.estimate <= found.upper <= 1
    assert (turned.lower, turned.upper) == pytest.approx((-found.upper, -found.lower))


@settings(deadline=None)
@given(share=SHARES)
def test_a_surer_interval_is_a_wider_one(share) -> None:
    usual, surer = proportions.wilson(*share), proportions.wilson(*share, level=0.998)
    assert surer.lower <= usual.lower
    assert surer.upper >= usual.upper


@settings(deadline=None)
@given(
    values=st.lists(st.integers(-50, 50), min_size=2, max_size=20),
    order=st.randoms(),
    shift=st.integers(-100, 100),
)
def test_a_mean_does_not_mind_the_order_and_follows_the_unit(values, order, shift) -> None:
    found = proportions.mean(values)
    shuffled = list(values)
    order.shuffle(shuffled)
    again = proportions.mean(np.array(shuffled) * 2.0 + shift)
    assert (again.lower, again.upper) == pytest.approx(
        (found.lower * 2 + shift, found.upper * 2 + shift), abs=1e-9
    )


@settings(deadline=None)
@given(count=st.integers(0, 2000), level=LEVELS)
def test_at_either_end_of_a_rate_what_was_seen_is_as_unlikely_as_the_level_says(
    count, level
) -> None:
    found, tail = proportions.rate(count, 1, level=level), 0.5 - level / 2
    assert pdtr(count, found.upper) == pytest.approx(tail)
    if count:
        assert pdtrc(count - 1, found.lower) == pytest.approx(tail)


@pytest.mark.parametrize("of", [10, 40, 200])
def test_wilson_holds_what_it_promises_on_average(of) -> None:
    """Every outcome counted out: of shares from 1 to 99 %, 95 % of the intervals hold the true one."""
    counts = np.arange(of + 1)
    bounds = [proportions.wilson(count, of) for count in counts.tolist()]
    lower, upper = np.array([(one.lower, one.upper) for one in bounds]).T
    held = []
    for share in np.linspace(0.01, 0.99, 99):
        chance = np.diff(bdtr(counts, of, share), prepend=0)
        held.append(chance[(lower <= share) & (share <= upper)].sum())
    assert np.mean(held) == pytest.approx(0.95, abs=0.012)
