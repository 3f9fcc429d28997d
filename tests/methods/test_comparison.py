"""Comparing one unit with others gives the published numbers, and no number where there is none to give."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pejl.methods import comparison, refusals
from pejl.methods.comparison import (
    Comparison,
    difference_in_differences,
    synthetic_control,
    synthetic_difference_in_differences,
)
from pejl.methods.mixtures import nearest_mixture
from pejl.methods.panels import MOST_PLACEBOS, panel_of, placebo_groups

CALIFORNIA = Path(__file__).parents[3] / "shared/oracles/effect/california_prop99.csv"
needs_california = pytest.mark.skipif(
    not CALIFORNIA.exists(), reason="the published data are not beside this checkout"
)
Compare = Callable[..., Comparison]
EACH = [difference_in_differences, synthetic_control, synthetic_difference_in_differences]
CHANGES = [difference_in_differences, synthetic_difference_in_differences]


def _california() -> tuple[list[str], list[int], np.ndarray]:
    with CALIFORNIA.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    states = sorted({line["State"] for line in lines})
    years = sorted({int(line["Year"]) for line in lines})
    packs = np.full((len(states), len(years)), np.nan)
    for line in lines:
        packs[states.index(line["State"]), years.index(int(line["Year"]))] = line["PacksPerCapita"]
    return states, years, packs


def _prop_99(compare: Compare) -> tuple[list[str], list[int], Comparison]:
    states, years, packs = _california()
    found = compare(packs, states.index("California"), years.index(1989))
    return states, years, found


def _made_up(seed: int, treated: int = 1, donors: int = 12, periods: int = 18) -> np.ndarray:
    """Units that share two movements; the treated, in the first rows, are mixtures of donors."""
    draw = np.random.default_rng(seed)
    movements = np.cumsum(draw.normal(size=(2, periods)), axis=1) * 3
    others = draw.normal(size=(donors, 2)) @ movements + draw.normal(10, 2, size=(donors, 1))
    others += draw.normal(0, 0.3, size=others.shape)
    shares = draw.dirichlet(np.ones(donors), size=treated)
    own = shares @ others + draw.normal(0, 0.1, size=(treated, periods))
    return np.vstack([own, others])


SEEDS = st.integers(0, 10_000)
START = 12


@needs_california
@pytest.mark.parametrize(
    ("compare", "estimate", "deviation", "rank"),
    [
        (difference_in_differences, -27.349, 17.287, 4),
        (synthetic_control, -19.514, 10.633, 3),
        (synthetic_difference_in_differences, -15.605, 9.368, 2),
    ],
)
def test_proposition_99_comes_out_as_published(
    compare: Compare, estimate: float, deviation: float, rank: int
) -> None:
    """Arkhangelsky et al. 2021, table 1, and the two-sided placebo p .103, .077 and .051."""
    _, _, found = _prop_99(compare)
    assert found.estimate == pytest.approx(estimate, abs=5e-4)
    assert found.placebo_deviation == pytest.approx(deviation, abs=5e-4)
    assert len(found.placebos) == 38
    assert found.rank == rank
    assert found.p == pytest.approx(rank / 39)
    assert (found.low + found.high) / 2 == pytest.approx(found.estimate)
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * deviation, abs=1e-2)


@needs_california
def test_the_weights_of_proposition_99_come_out_as_published() -> None:
    """Arkhangelsky et al. 2021, tables of unit and time weights."""
    states, years, found = _prop_99(synthetic_difference_in_differences)
    heaviest = np.argsort(-found.unit_weights)[:5]
    assert [states[one] for one in heaviest] == [
        "Nevada",
        "New Hampshire",
        "Connecticut",
        "Delaware",
        "Colorado",
    ]
    published = pytest.approx([0.124, 0.105, 0.078, 0.070, 0.057], abs=5e-4)
    assert found.unit_weights[heaviest] == published
    of_year = dict(zip(years, found.time_weights, strict=False))
    assert [of_year[year] for year in (1986, 1987, 1988)] == pytest.approx(
        [0.3665, 0.2065, 0.4271], abs=5e-5
    )
    assert sum(of_year[year] for year in range(1970, 1986)) == pytest.approx(0, abs=1e-9)


@needs_california
def test_proposition_99_rests_on_no_single_state_and_tells_how_well_it_was_followed() -> None:
    for compare in EACH:
        states, _, found = _prop_99(compare)
        assert found.left_out.keeps_sign
        assert states.index("California") not in found.left_out.rows
        assert found.gap[found.start :].mean() == pytest.approx(found.estimate)
    _, _, even = _prop_99(difference_in_differences)
    _, _, chosen = _prop_99(synthetic_control)
    assert even.fit.error > 4 * chosen.fit.error
    assert chosen.fit.relative_error == pytest.approx(chosen.fit.error / chosen.treated[:19].std())


@given(SEEDS, st.integers(1, 30), st.integers(1, 30), st.sampled_from([0.0, 0.01, 1.0]))
@settings(max_examples=150, deadline=None)
def test_no_other_mixture_is_nearer(seed: int, rows: int, columns: int, ridge: float) -> None:
    """The conditions of Karush, Kuhn and Tucker: moving weight to any other column gains nothing."""
    differences = np.random.default_rng(seed).normal(1, 2, size=(rows, columns))
    weights = nearest_mixture(differences, ridge)
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)
    slope = differences.T @ (differences @ weights) + ridge**2 * weights
    assert slope.min() >= slope @ weights - 1e-8 * (1 + abs(slope).max())


def test_what_everything_equals_is_met_by_all_alike() -> None:
    assert nearest_mixture(np.zeros((4, 5))) == pytest.approx([0.2] * 5)


@pytest.mark.parametrize("compare", EACH)
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_weights_are_shares(compare: Compare, seed: int) -> None:
    found = compare(_made_up(seed), 0, START)
    assert (found.unit_weights >= 0).all()
    assert (found.time_weights >= 0).all()
    assert found.unit_weights.sum() == pytest.approx(1)
    assert found.unit_weights[0] == 0
    assert found.time_weights.sum() == pytest.approx(0 if compare is synthetic_control else 1)


@pytest.mark.parametrize("compare", EACH)
@given(seed=SEEDS, constant=st.floats(-1e4, 1e4))
@settings(max_examples=20, deadline=None)
def test_the_level_of_all_is_of_no_account(compare: Compare, seed: int, constant: float) -> None:
    figures = _made_up(seed)
    try:
        one = compare(figures, 0, START)
    except refusals.FitBeforeIsPoor:
        assume(False)
    other = compare(figures + constant, 0, START)
    assert other.estimate == pytest.approx(one.estimate, abs=1e-5)
    assert other.placebos == pytest.approx(one.placebos, abs=1e-5)
    assert other.rank == one.rank


@pytest.mark.parametrize("compare", CHANGES)
@given(seed=SEEDS, row=st.integers(0, 12), constant=st.floats(-1e3, 1e3))
@settings(max_examples=20, deadline=None)
def test_where_changes_are_compared_the_level_of_one_is_of_no_account(
    compare: Compare, seed: int, row: int, constant: float
) -> None:
    figures = _made_up(seed)
    lifted = figures.copy()
    lifted[row] += constant
    one, other = compare(figures, 0, START), compare(lifted, 0, START)
    assert other.estimate == pytest.approx(one.estimate, abs=1e-6)
    assert other.fit.error == pytest.approx(one.fit.error, abs=1e-6)


@pytest.mark.parametrize("compare", EACH)
@given(seed=SEEDS, effect=st.floats(-100, 100))
@settings(max_examples=20, deadline=None)
def test_an_effect_that_is_added_is_found_in_full(
    compare: Compare, seed: int, effect: float
) -> None:
    figures = _made_up(seed)
    helped = figures.copy()
    helped[0, START:] += effect
    one, other = compare(figures, 0, START), compare(helped, 0, START)
    assert other.estimate - one.estimate == pytest.approx(effect, abs=1e-9)
    assert other.placebos == pytest.approx(one.placebos)
    assert other.left_out.estimates - one.left_out.estimates == pytest.approx(effect, abs=1e-9)


@pytest.mark.parametrize("compare", EACH)
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_order_of_units_is_of_no_account(compare: Compare, seed: int) -> None:
    figures = _made_up(seed)
    order = np.random.default_rng(seed).permutation(len(figures))
    one = compare(figures, 0, START)
    other = compare(figures[order], int(np.flatnonzero(order == 0)[0]), START)
    assert other.estimate == pytest.approx(one.estimate, abs=1e-6)
    assert other.unit_weights == pytest.approx(one.unit_weights[order], abs=1e-5)
    assert sorted(other.placebos) == pytest.approx(sorted(one.placebos), abs=1e-5)
    assert other.p == one.p


@pytest.mark.parametrize("compare", EACH)
def test_an_effect_larger_than_any_placebo_has_the_first_place(compare: Compare) -> None:
    figures = _made_up(1)
    figures[0, START:] += 100
    found = compare(figures, 0, START)
    assert found.rank == 1
    assert found.p == pytest.approx(1 / 13)
    assert found.low > 0


@pytest.mark.parametrize("compare", EACH)
def test_several_treated_are_compared_as_their_mean_with_as_many_others(compare: Compare) -> None:
    figures = _made_up(2, treated=3)
    figures[:3, START:] += 5
    found = compare(figures, [0, 1, 2], START)
    assert found.treated == pytest.approx(figures[:3].mean(axis=0))
    assert found.placebo_rows.shape == (12 * 11 * 10 // 6, 3)
    assert found.placebo_rows.min() == 3
    assert found.estimate == pytest.approx(5, abs=1)


def test_too_many_groups_are_drawn_from_and_always_alike() -> None:
    panel, _ = panel_of(_made_up(3, treated=3, donors=30), [0, 1, 2], START)
    groups = placebo_groups(panel)
    assert len(set(groups)) == MOST_PLACEBOS
    assert groups == placebo_groups(panel)


def test_what_leans_on_one_donor_is_told() -> None:
    """Without donor 1, the only one to fall as the treated did, the estimate turns round."""
    figures = np.random.default_rng(4).normal(0, 0.01, size=(13, 18)) + np.arange(18)
    figures[:2] -= np.arange(18) * 2.0
    figures[0, START:] += 3
    found = synthetic_difference_in_differences(figures, 0, START)
    assert found.estimate == pytest.approx(3, abs=0.5)
    assert not found.left_out.keeps_sign
    assert found.left_out.estimates[found.left_out.rows == 1] < 0


def test_a_series_that_left_the_others_before_the_start_gets_no_number() -> None:
    figures = _made_up(5)
    figures[0] += np.arange(18) ** 2
    for compare in EACH:
        with pytest.raises(refusals.FitBeforeIsPoor) as refusal:
            compare(figures, 0, START)
        assert refusal.value.limit == pytest.approx(0.2**0.5)
        assert refusal.value.relative_error > refusal.value.limit
        assert refusal.value.times_usual > comparison.MOST_TIMES_USUAL


def test_a_series_at_rest_is_compared_by_changes_but_not_by_levels() -> None:
    """Noise cannot be explained; but the placebos have the same, and so the interval tells of it."""
    figures = np.random.default_rng(6).normal(20, 1, size=(30, 16))
    for compare in CHANGES:
        found = compare(figures, 0, 10)
        assert found.fit.relative_error > comparison.LARGEST_RELATIVE_ERROR
        assert found.low < 0 < found.high
    with pytest.raises(refusals.FitBeforeIsPoor):
        synthetic_control(figures, 0, 10)


def test_a_gap_that_grew_before_the_start_is_told() -> None:
    figures = np.random.default_rng(7).normal(20, 1, size=(30, 16))
    figures[0] += np.arange(16) * 0.35
    found = difference_in_differences(figures, 0, 10)
    assert found.fit.trend == pytest.approx(0.35, abs=0.15)
    assert found.fit.trend_p == pytest.approx(1 / 30)


@pytest.mark.parametrize("compare", EACH)
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_units_that_are_all_alike_are_answered_with_nothing(compare: Compare, seed: int) -> None:
    """What is left of rounding must not look like an unusual effect."""
    alike = np.random.default_rng(seed).normal(size=(1, 9)).repeat(12, axis=0)
    for figures in (alike, np.full((12, 9), 3.3)):
        found = compare(figures, 0, 6)
        assert found.estimate == pytest.approx(0)
        assert found.p == 1
        assert found.fit.trend_p == 1
        assert found.fit.relative_error == 0


@pytest.mark.parametrize("compare", EACH)
def test_too_little_gets_no_number_and_is_named(compare: Compare) -> None:
    figures = _made_up(8)
    with pytest.raises(refusals.TooFewPeriodsBefore) as before:
        compare(figures, 0, 2)
    assert (before.value.has, before.value.needs) == (
        2,
        3 if compare is difference_in_differences else 5,
    )
    with pytest.raises(refusals.TooFewPeriodsAfter):
        compare(figures, 0, 18)
    with pytest.raises(refusals.TooFewPeriodsBefore):
        compare(figures[:, :1], 0, 1)
    with pytest.raises(refusals.TooFewDonors) as donors:
        compare(figures[:9], 0, START)
    assert (donors.value.has, donors.value.needs) == (8, 9)
    with pytest.raises(refusals.TooFewDonors):
        compare(figures, list(range(6)), START)


@pytest.mark.parametrize("compare", EACH)
@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_a_figure_that_is_none_is_refused(compare: Compare, wrong: float) -> None:
    figures = _made_up(9)
    figures[4, 2] = wrong
    with pytest.raises(refusals.FiguresAreNotFinite):
        compare(figures, 0, START)


@pytest.mark.parametrize("compare", EACH)
@pytest.mark.parametrize(
    ("figures", "treated", "start"),
    [
        (np.ones(9), 0, 5),
        (np.ones((0, 9)), 0, 5),
        (np.ones((12, 9)), 12, 5),
        (np.ones((12, 9)), -1, 5),
        (np.ones((12, 9)), [], 5),
        (np.ones((12, 9)), [True] + [False] * 11, 5),
        (np.ones((12, 9)), 0, 10),
        (np.ones((12, 9)), 0, -1),
    ],
)
def test_what_does_not_belong_together_is_refused(
    compare: Compare, figures: np.ndarray, treated: int | list[int], start: int
) -> None:
    with pytest.raises(refusals.ShapesDoNotFit):
        compare(figures, treated, start)
