"""Effects of an initiative that was taken up at different times come out as published."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.methods import refusals
from pejl.methods.staggered import NEVER, Staggered, effects_by_group_and_time

COUNTIES = Path(__file__).parents[3] / "shared/oracles/effect/mpdta.csv"
needs_counties = pytest.mark.skipif(
    not COUNTIES.exists(), reason="the published data are not beside this checkout"
)
FIRST_YEAR = 2003


def _counties() -> tuple[np.ndarray, np.ndarray]:
    """Log teen employment (500 counties × 2003-2007), and the year in which each raised its minimum wage."""
    with COUNTIES.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    rows = {county: row for row, county in enumerate(sorted({one["countyreal"] for one in lines}))}
    employed = np.full((len(rows), 5), np.nan)
    starts = np.full(len(rows), NEVER)
    for one in lines:
        row, year = rows[one["countyreal"]], int(float(one["first.treat"]))
        employed[row, int(one["year"]) - FIRST_YEAR] = one["lemp"]
        starts[row] = year - FIRST_YEAR if year else NEVER
    return employed, starts


def _by_year(found: Staggered) -> dict[tuple[int, int], float]:
    years = zip(
        (found.groups + FIRST_YEAR).tolist(), (found.periods + FIRST_YEAR).tolist(), strict=True
    )
    return dict(zip(years, found.effects.tolist(), strict=True))


def _made_up(seed: int, per_group: int = 6, periods: int = 7) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    starts = np.repeat([NEVER, 3, 5], per_group)
    shared = np.cumsum(draw.normal(size=periods))
    levels = draw.normal(50, 10, size=(len(starts), 1))
    return levels + shared + draw.normal(0, 0.5, size=(len(starts), periods)), starts


@needs_counties
@pytest.mark.parametrize("universal_base", [False, True])
def test_minimum_wages_and_teen_employment_come_out_as_published(universal_base: bool) -> None:
    """Callaway and Sant'Anna 2021, never-treated controls and no covariates; after the start the base is the
    same."""
    found = effects_by_group_and_time(*_counties(), universal_base=universal_base)
    published = {
        (2004, 2004): -0.0105,
        (2004, 2005): -0.0704,
        (2004, 2006): -0.1373,
        (2004, 2007): -0.1008,
        (2006, 2006): -0.0046,
        (2006, 2007): -0.0412,
        (2007, 2007): -0.0261,
    }
    effects = _by_year(found)
    assert {key: effects[key] for key in published} == pytest.approx(published, abs=5e-5)
    assert found.overall.estimate == pytest.approx(-0.03995, abs=5e-6)
    assert found.overall.error == pytest.approx(0.0120, abs=5e-5)
    assert (found.units, found.never) == (500, 309)


@needs_counties
def test_effects_before_the_start_come_out_as_in_the_authors_package() -> None:
    """The package ``did`` prints these for its data ``mpdta`` with the formula ~1: effects before with the
    varying base, effects by exposure, and .16812 for the test that all effects before are 0."""
    found = effects_by_group_and_time(*_counties())
    effects = _by_year(found)
    assert effects[2007, 2004] == pytest.approx(0.0305, abs=5e-5)
    assert effects[2007, 2006] == pytest.approx(-0.0311, abs=5e-5)
    assert found.before_p == pytest.approx(0.16812, abs=5e-6)
    since = [found.by_exposure[each].estimate for each in range(4)]
    assert since == pytest.approx([-0.0199, -0.0510, -0.1373, -0.1008], abs=5e-5)
    assert found.by_exposure[0].error == pytest.approx(0.0118, abs=5e-5)


@given(st.integers(0, 10_000), st.floats(-1e4, 1e4), st.floats(-20, 20))
@settings(max_examples=30, deadline=None)
def test_levels_are_of_no_account_and_an_effect_is_found_in_full(
    seed: int, constant: float, effect: float
) -> None:
    figures, starts = _made_up(seed)
    one = effects_by_group_and_time(figures, starts)
    helped = figures + constant
    for row, start in enumerate(starts):
        if start != NEVER:
            helped[row, start:] += effect
    other = effects_by_group_and_time(helped, starts)
    begun = one.periods >= one.groups
    assert other.effects - one.effects == pytest.approx(effect * begun, abs=1e-8)
    assert other.errors == pytest.approx(one.errors, abs=1e-8)
    assert other.overall.estimate - one.overall.estimate == pytest.approx(effect, abs=1e-8)


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_order_of_units_is_of_no_account(seed: int) -> None:
    figures, starts = _made_up(seed)
    order = np.random.default_rng(seed).permutation(len(starts))
    one = effects_by_group_and_time(figures, starts)
    other = effects_by_group_and_time(figures[order], starts[order])
    assert other.effects == pytest.approx(one.effects)
    assert other.overall.error == pytest.approx(one.overall.error)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    hits = [
        found.overall.low <= 0 <= found.overall.high
        for found in (
            effects_by_group_and_time(*_made_up(seed, per_group=40)) for seed in range(200)
        )
    ]
    assert 0.9 <= np.mean(hits) <= 0.99


def test_groups_that_did_not_move_in_parallel_are_told() -> None:
    figures, starts = _made_up(1, per_group=20)
    assert effects_by_group_and_time(figures, starts).before_p > 0.05
    figures[starts == 5] += np.arange(7) * 1.0
    assert effects_by_group_and_time(figures, starts).before_p < 0.001


def test_nothing_can_be_tested_where_no_group_has_two_periods_before() -> None:
    figures, starts = _made_up(2)
    found = effects_by_group_and_time(figures[:, 2:4], np.where(starts == 3, 1, NEVER))
    assert found.before_p is None
    assert list(found.groups) == [1]


def test_small_groups_and_those_that_began_before_the_figures_are_left_out_and_named() -> None:
    figures, starts = _made_up(3)
    starts[starts == 5] = [5, 5, 5, 5, 0, 0]
    found = effects_by_group_and_time(figures, starts)
    assert found.small_groups == (5,)
    assert found.always == 2
    assert set(found.groups) == {3}
    assert (found.units, found.never) == (12, 6)
    alone = effects_by_group_and_time(figures[:12], starts[:12])
    assert found.overall == alone.overall


def test_too_little_gets_no_number_and_is_named() -> None:
    figures, starts = _made_up(4)
    with pytest.raises(refusals.TooFewDonors) as never:
        effects_by_group_and_time(figures[2:], starts[2:])
    assert (never.value.has, never.value.needs) == (4, 5)
    with pytest.raises(refusals.GroupsAreTooSmall):
        effects_by_group_and_time(figures[:10], starts[:10])
    with pytest.raises(refusals.GroupsAreTooSmall):
        effects_by_group_and_time(figures, np.full(18, NEVER))
    with pytest.raises(refusals.TooFewPeriodsBefore):
        effects_by_group_and_time(figures[:, :1], np.full(18, NEVER))


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_figure_that_is_none_is_refused(wrong: float) -> None:
    figures, starts = _made_up(5)
    figures[3, 3] = wrong
    with pytest.raises(refusals.FiguresAreNotFinite):
        effects_by_group_and_time(figures, starts)


def test_what_does_not_belong_together_is_refused() -> None:
    figures, starts = _made_up(6)
    for wrong in (starts[1:], starts.astype(float), np.where(starts == 5, 7, starts), starts - 1):
        with pytest.raises(refusals.ShapesDoNotFit):
            effects_by_group_and_time(figures, wrong)
    with pytest.raises(refusals.ShapesDoNotFit):
        effects_by_group_and_time(figures[0], starts)
