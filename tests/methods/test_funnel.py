"""Units are compared with limits of their own size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import bdtr, bdtrc, pdtr, pdtrc

from pejl.methods import funnel
from pejl.methods.funnel import Standing
from pejl.methods.series import InfiniteValue

NAN = float("nan")


def _chance_below(line: np.ndarray, few) -> np.ndarray:
    """The chance of a whole number under each limit."""
    highest = np.ceil(line - 1e-9) - 1
    return np.where(highest >= 0, few(np.maximum(highest, 0)), 0)


def _around_one(low: float, high: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Expected numbers of events at steps of 0.01, and the chance of being below and above the 95 % limits."""
    expected = np.arange(low, high + 0.005, 0.01)
    limits = funnel.of_rates(expected, expected, target=1).limits
    below = _chance_below(limits.alert_below * expected, lambda at: pdtr(at, expected))
    above = pdtrc(np.floor(limits.alert_above * expected + 1e-9), expected)
    return expected, below, above


@pytest.mark.parametrize(
    ("expected", "below", "above"),
    [
        # S. E. Seaton and B. N. Manktelow, "The probability of being identified as an outlier with commonly used
        # funnel plot control limits for the standardised mortality ratio", BMC Medical Research Methodology 12:98,
        # 2012, the table of true probabilities, prediction limits: median, least, greatest.
        ((1, 50), (0.0186, 0, 0.0250), (0.0201, 0.0052, 0.0250)),
        ((50.01, 100), (0.0215, 0.0172, 0.0250), None),
        ((100.01, 500), (0.0233, 0.0194, 0.0250), None),
    ],
)
def test_chance_is_beyond_a_limit_as_often_as_published(expected, below, above) -> None:
    _, under, over = _around_one(*expected)
    assert (np.median(under), under.min(), under.max()) == pytest.approx(below, abs=6e-5)
    if above:
        assert (np.median(over), over.min(), over.max()) == pytest.approx(above, abs=6e-5)


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.93])
def test_chance_is_beyond_a_limit_of_shares_never_more_often_than_meant(share) -> None:
    """Every number of events counted out, in units of 1 to 300 people; nearly as often as meant in large ones."""
    sizes = np.arange(1, 301)
    limits = funnel.of_shares(sizes * 0, sizes, target=share).limits
    for below, above, meant in (
        (limits.alert_below, limits.alert_above, 0.025),
        (limits.alarm_below, limits.alarm_above, 0.001),
    ):
        under = _chance_below(below * sizes, lambda at: bdtr(at, sizes, share))
        over = bdtrc(np.floor(above * sizes + 1e-9), sizes, share)
        assert max(under.max(), over.max()) <= meant + 1e-12
        if share in (0.2, 0.5):
            assert under[200:].mean() > 0.7 * meant
            assert over[200:].mean() > 0.7 * meant


def test_limits_narrow_like_the_root_of_the_size_and_come_to_the_normal_ones() -> None:
    sizes = np.array([100, 10_000, 1_000_000])
    limits = funnel.of_shares(sizes * 0.2, sizes, target=0.2).limits
    reach = (limits.alert_above - limits.alert_below) / 2
    assert reach == pytest.approx(1.96 * np.sqrt(0.2 * 0.8 / sizes), rel=0.07)
    assert reach[2] == pytest.approx(1.96 * 0.4 / 1000, rel=1e-3)


def test_each_unit_has_its_standing() -> None:
    found = funnel.of_shares(
        counts=[20, 30, 36, 10, 4, 0, 0, NAN],
        sizes=[100, 100, 100, 100, 100, 3, 0, 50],
        target=0.2,
    )
    assert found.standings == (
        Standing.INSIDE,
        Standing.ALERT_ABOVE,
        Standing.ALARM_ABOVE,
        Standing.ALERT_BELOW,
        Standing.ALARM_BELOW,
        Standing.INSIDE,
        Standing.NOTHING,
        Standing.NOTHING,
    )
    assert found.figures[:2].tolist() == [0.2, 0.3]
    assert np.isnan(found.figures[6:]).all()


def test_without_a_target_units_are_compared_with_all_of_them_together() -> None:
    assert funnel.of_shares([10, 50, NAN], [100, 100, 70]).target == 0.3
    assert funnel.of_rates([2, 4], [1000, 2000], per=1000).target == 2
    assert funnel.of_means([10, 40], [30, 10], [5, 5]).target == 17.5


def test_rates_are_told_per_so_many_and_so_are_their_target_and_limits() -> None:
    counts, exposures = [10, 40, 0], [5000, 9000, 0]
    plain, told = (
        funnel.of_rates(counts, exposures),
        funnel.of_rates(counts, exposures, per=1000),
    )
    np.testing.assert_allclose(told.limits.alarm_above, plain.limits.alarm_above * 1000)
    assert told.standings == plain.standings
    again = funnel.of_rates(counts, exposures, per=1000, target=told.target)
    np.testing.assert_allclose(again.limits.alert_below, told.limits.alert_below)


def test_means_have_the_limits_of_the_deviation_of_all_units_together() -> None:
    found = funnel.of_means([50, 60, 45], [25, 100, 9], [10, 12, 8], target=50)
    deviation = np.sqrt((24 * 100 + 99 * 144 + 8 * 64) / (24 + 99 + 8))
    reach = deviation / np.sqrt([25, 100, 9])
    assert found.limits.alert_above == pytest.approx(50 + 1.959964 * reach)
    assert found.limits.alarm_below == pytest.approx(50 - 3.090232 * reach)
    assert found.standings == (Standing.INSIDE, Standing.ALARM_ABOVE, Standing.INSIDE)


def test_equal_means_without_deviation_are_all_inside() -> None:
    found = funnel.of_means([0.1] * 12, range(3, 15), [0] * 12, allows_dispersion=True)
    assert set(found.standings) == {Standing.INSIDE}


@pytest.mark.parametrize("counts", [[], [0, 0], [NAN, 0]])
def test_where_nothing_was_counted_nothing_is_said(counts) -> None:
    found = funnel.of_shares(counts, [0.0] * len(counts), allows_dispersion=True)
    assert np.isnan(found.target)
    assert np.isnan(found.dispersion)
    assert set(found.standings) <= {Standing.NOTHING}
    assert len(found.curve.sizes) == 0


@pytest.mark.parametrize("share", [0, 1])
def test_a_share_of_none_or_all_is_a_target_like_others(share) -> None:
    sizes = [1, 5, 400]
    found = funnel.of_shares([share * size for size in sizes], sizes)
    assert set(found.standings) == {Standing.INSIDE}
    assert set(funnel.of_shares([0, 2, 200], sizes, target=share).standings) == (
        {Standing.INSIDE, Standing.ALARM_ABOVE} if share == 0 else {Standing.ALARM_BELOW}
    )


def test_the_curve_runs_from_the_smallest_unit_to_the_greatest() -> None:
    found = funnel.of_shares([0, 5, 70, 0], [0, 40, 900, 60])
    assert found.curve.sizes[[0, -1]] == pytest.approx([40, 900])
    assert (np.diff(found.curve.sizes) > 0).all()
    assert found.curve.alarm_above[[0, -1]] == pytest.approx(found.limits.alarm_above[[1, 2]])


# More variation than chance allows


def _means_at(scores: list[float], **how) -> funnel.Funnel:
    """Units of 25 people with a deviation of 5, so that a score of 1 is a distance of 1."""
    k = len(scores)
    return funnel.of_means(scores, [25] * k, [5] * k, target=0, **how)


SCORES = [-9, -3, -2, -2, -1, 0, 1, 2, 2, 3, 9]
"""Eleven scores; the tenth parts of them are −3 and 3."""


def test_dispersion_is_judged_with_the_odd_tenth_at_either_end_reined_in() -> None:
    assert _means_at(SCORES).dispersion == pytest.approx((4 * 9 + 4 * 4 + 2 * 1 + 0) / 11)


def test_limits_are_widened_only_when_asked_and_only_outwards() -> None:
    narrow, wide = _means_at(SCORES), _means_at(SCORES, allows_dispersion=True)
    assert (narrow.is_widened, wide.is_widened) == (False, True)
    factor = np.sqrt(wide.dispersion)
    np.testing.assert_allclose(wide.limits.alert_above, narrow.limits.alert_above * factor)
    np.testing.assert_allclose(wide.curve.alarm_below, narrow.curve.alarm_below * factor)
    assert [one for one, it in enumerate(wide.standings) if it is not Standing.INSIDE] == [0, 10]
    calm = _means_at([score / 9 for score in SCORES], allows_dispersion=True)
    assert not calm.is_widened
    assert calm.limits.alert_above == pytest.approx(1.96, abs=1e-3)


def test_of_few_units_dispersion_is_not_believed() -> None:
    assert not _means_at([*[-5, 5] * 4, 5], allows_dispersion=True).is_widened
    assert _means_at([-5, 5] * 5, allows_dispersion=True).is_widened


def test_units_that_differ_only_by_chance_are_not_widened() -> None:
    """The mean square of normal scores held at their tenth parts, a = 1.2816, is .8 − 2aφ(a) + .2a² = .679."""
    draw = np.random.default_rng(4)
    sizes = draw.integers(500, 5000, 3000)
    found = funnel.of_shares(draw.binomial(sizes, 0.3), sizes, allows_dispersion=True)
    assert found.dispersion == pytest.approx(0.679, abs=0.04)
    assert not found.is_widened


def test_widened_limits_of_shares_stay_between_none_and_all() -> None:
    found = funnel.of_shares([0, 8] * 6, [8] * 12, allows_dispersion=True)
    assert found.is_widened
    assert found.limits.alarm_below.min() == 0
    assert found.limits.alarm_above.max() == 1


# What is refused


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: funnel.of_shares([1, 2], [3]), funnel.UnitsDoNotFit),
        (lambda: funnel.of_shares([4], [3]), funnel.ImpossibleFigure),
        (lambda: funnel.of_shares([-1], [3]), funnel.ImpossibleFigure),
        (lambda: funnel.of_shares([1], [3], target=1.1), funnel.ImpossibleFigure),
        (lambda: funnel.of_rates([1], [-3]), funnel.ImpossibleFigure),
        (lambda: funnel.of_rates([1], [3], target=-1), funnel.ImpossibleFigure),
        (lambda: funnel.of_rates([float("inf")], [3]), InfiniteValue),
        (lambda: funnel.of_means([1], [3], [-1]), funnel.ImpossibleFigure),
        (lambda: funnel.of_means([1], [3], [1, 1]), funnel.UnitsDoNotFit),
    ],
)
def test_figures_that_cannot_be_are_refused_by_name(ask, refusal) -> None:
    with pytest.raises(refusal):
        ask()


# What holds for all units

UNITS = st.lists(
    st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=1,
    max_size=15,
)
OPPOSITE = {
    Standing.ALERT_ABOVE: Standing.ALERT_BELOW,
    Standing.ALERT_BELOW: Standing.ALERT_ABOVE,
    Standing.ALARM_ABOVE: Standing.ALARM_BELOW,
    Standing.ALARM_BELOW: Standing.ALARM_ABOVE,
}


@settings(deadline=None)
@given(units=UNITS, allows=st.booleans())
def test_counting_those_who_are_not_in_the_share_turns_the_picture_upside_down(
    units, allows
) -> None:
    counts, sizes = np.array(units, float).T
    found = funnel.of_shares(counts, sizes, target=0.3, allows_dispersion=allows)
    other = funnel.of_shares(sizes - counts, sizes, target=0.7, allows_dispersion=allows)
    np.testing.assert_allclose(other.limits.alarm_above, 1 - found.limits.alarm_below, atol=1e-9)
    assert other.standings == tuple(OPPOSITE.get(one, one) for one in found.standings)


@settings(deadline=None)
@given(units=UNITS, order=st.randoms())
def test_the_order_of_the_units_does_not_matter(units, order) -> None:
    counts, sizes = np.array(units, float).T
    places = list(range(len(units)))
    order.shuffle(places)
    found, again = (
        funnel.of_rates(counts, sizes, allows_dispersion=True),
        funnel.of_rates(counts[places], sizes[places], allows_dispersion=True),
    )
    assert again.standings == tuple(found.standings[place] for place in places)
    np.testing.assert_allclose(again.limits.alert_above, found.limits.alert_above[places])


@settings(deadline=None)
@given(units=UNITS)
def test_limits_lie_in_order_around_the_target(units) -> None:
    counts, sizes = np.array(units, float).T
    for found in (funnel.of_shares(counts, sizes), funnel.of_rates(counts, sizes)):
        lines = found.limits
        is_there = sizes > 0
        for low, high in (
            (lines.alarm_below, lines.alert_below),
            (lines.alert_below, np.full(len(sizes), found.target)),
            (np.full(len(sizes), found.target), lines.alert_above),
            (lines.alert_above, lines.alarm_above),
        ):
            assert (low[is_there] <= high[is_there] + 1e-12).all()
