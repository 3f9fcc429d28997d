"""The word for the strength of evidence follows from the rules, and says which of them held it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.methods import comparison, evidence
from pejl.methods.evidence import Design, Facts, Strength, grade
from pejl.methods.interrupted import interrupted_series
from pejl.methods.staggered import NEVER, effects_by_group_and_time

CALIFORNIA = Path(__file__).parents[3] / "shared/oracles/effect/california_prop99.csv"

COMPARED = Facts(
    Design.SYNTHETIC_DIFFERENCE,
    before=12,
    after=4,
    relative_error=0.2,
    parallel_p=0.6,
    excludes_none=True,
    placebo_p=0.03,
    keeps_sign=True,
)
ALONE = Facts(Design.INTERRUPTED, 12, 12, excludes_none=True, neighbours_allowed_for=True)
BY_GROUPS = Facts(Design.STAGGERED, 3, 4, parallel_p=0.4, excludes_none=True)


def _codes(facts: Facts) -> list[str]:
    return [one.code for one in grade(facts).held_back_by]


@pytest.mark.parametrize(
    ("facts", "strength", "held_back_by"),
    [
        (COMPARED, Strength.STRONG, []),
        (replace(COMPARED, design=Design.DIFFERENCE), Strength.STRONG, []),
        (replace(COMPARED, design=Design.SYNTHETIC), Strength.STRONG, []),
        (BY_GROUPS, Strength.STRONG, []),
        (ALONE, Strength.MODERATE, ["compared_with_others"]),
        (Facts(Design.BEFORE_AFTER, 40, 40), Strength.NONE, ["something_to_compare_with"]),
        (replace(COMPARED, after=2), Strength.MODERATE, ["three_points_after"]),
        (replace(COMPARED, relative_error=0.5), Strength.MODERATE, ["followed_closely_before"]),
        (replace(COMPARED, placebo_p=0.08), Strength.MODERATE, ["very_unusual_among_placebos"]),
        (replace(COMPARED, placebo_p=0.11), Strength.WEAK, ["unusual_among_placebos"]),
        (replace(COMPARED, keeps_sign=False), Strength.WEAK, ["stands_without_any_one_donor"]),
        (replace(COMPARED, parallel_p=0.10), Strength.WEAK, ["moved_alike_before"]),
        (replace(COMPARED, before=4), Strength.WEAK, ["five_points_before"]),
        (replace(BY_GROUPS, parallel_p=0.02), Strength.WEAK, ["moved_alike_before"]),
        (replace(BY_GROUPS, excludes_none=False), Strength.WEAK, ["interval_leaves_out_no_effect"]),
        (replace(BY_GROUPS, after=1), Strength.MODERATE, ["three_points_after"]),
        (replace(ALONE, before=7), Strength.WEAK, ["eight_points_on_both_sides"]),
        (replace(ALONE, after=7), Strength.WEAK, ["eight_points_on_both_sides"]),
        (replace(ALONE, excludes_none=False), Strength.WEAK, ["interval_leaves_out_no_effect"]),
        (replace(ALONE, neighbours_allowed_for=False), Strength.WEAK, ["neighbours_allowed_for"]),
    ],
)
def test_the_word_and_what_held_it_back(
    facts: Facts, strength: Strength, held_back_by: list[str]
) -> None:
    assert grade(facts).strength == strength
    assert _codes(facts) == held_back_by


def test_what_is_not_known_is_not_kept() -> None:
    unknown = Facts(Design.SYNTHETIC, before=30, after=10)
    assert grade(unknown).strength == Strength.WEAK
    assert _codes(unknown) == [
        "moved_alike_before",
        "unusual_among_placebos",
        "stands_without_any_one_donor",
    ]
    assert grade(Facts(Design.STAGGERED, 9, 9)).strength == Strength.WEAK


def test_only_the_rules_of_the_design_are_told_kept_or_not() -> None:
    verdict = grade(ALONE)
    assert [one.code for one in verdict.reasons] == [
        "something_to_compare_with",
        "compared_with_others",
        "eight_points_on_both_sides",
        "neighbours_allowed_for",
        "interval_leaves_out_no_effect",
    ]
    assert [one.code for one in verdict.reasons if not one.kept] == ["compared_with_others"]


def test_every_rule_has_its_own_code_and_a_source_and_every_design_its_assumptions() -> None:
    codes = [rule.code for rule in evidence.RULES]
    assert len(set(codes)) == len(codes)
    assert all(rule.source for rule in evidence.RULES)
    for design in Design:
        assumptions = grade(Facts(design, 9, 9)).assumptions
        assert "nothing_else_happened_here" in assumptions
        assert len(set(assumptions)) == len(assumptions) >= 4


FACTS = st.builds(
    Facts,
    st.sampled_from(Design),
    st.integers(0, 30),
    st.integers(0, 30),
    relative_error=st.none() | st.floats(0, 2),
    parallel_p=st.none() | st.floats(0, 1),
    excludes_none=st.none() | st.booleans(),
    placebo_p=st.none() | st.floats(0, 1),
    keeps_sign=st.none() | st.booleans(),
    neighbours_allowed_for=st.none() | st.booleans(),
)


@given(FACTS)
def test_better_facts_never_make_the_word_weaker(facts: Facts) -> None:
    better = replace(
        facts,
        before=facts.before + 5,
        after=facts.after + 5,
        relative_error=0.0,
        parallel_p=1.0,
        excludes_none=True,
        placebo_p=0.01,
        keeps_sign=True,
        neighbours_allowed_for=True,
    )
    assert grade(better).strength >= grade(facts).strength
    assert grade(facts).strength <= (
        Strength.NONE
        if facts.design is Design.BEFORE_AFTER
        else Strength.MODERATE
        if facts.design is Design.INTERRUPTED
        else Strength.STRONG
    )


@pytest.mark.skipif(
    not CALIFORNIA.exists(), reason="the published data are not beside this checkout"
)
def test_proposition_99_is_moderate_where_the_mixture_is_chosen_and_weak_where_it_is_not() -> None:
    """A placebo p of .103 shows nothing unusual; .077 and .051 do, but are no more than one in twenty."""
    lines = np.genfromtxt(CALIFORNIA, delimiter=";", dtype=None, names=True, encoding="utf-8")
    states, years = np.unique(lines["State"]), np.unique(lines["Year"])
    packs = np.empty((len(states), len(years)))
    packs[np.searchsorted(states, lines["State"]), lines["Year"] - years[0]] = lines[
        "PacksPerCapita"
    ]
    california, start = int(np.flatnonzero(states == "California")[0]), 1989 - years[0]
    words = {
        one: grade(evidence.facts_of_comparison(one(packs, california, start)))
        for one in (
            comparison.difference_in_differences,
            comparison.synthetic_control,
            comparison.synthetic_difference_in_differences,
        )
    }
    assert [word.strength for word in words.values()] == [
        Strength.WEAK,
        Strength.MODERATE,
        Strength.MODERATE,
    ]
    assert [[one.code for one in word.held_back_by] for word in words.values()] == [
        ["unusual_among_placebos"],
        ["very_unusual_among_placebos"],
        ["very_unusual_among_placebos"],
    ]


def test_the_facts_of_a_series_are_those_that_it_tells() -> None:
    draw = np.random.default_rng(1)
    values = 50 + draw.normal(size=24)
    values[12:] -= 8
    facts = evidence.facts_of_interrupted(interrupted_series(values, 12))
    assert facts == Facts(
        Design.INTERRUPTED, 12, 12, excludes_none=True, neighbours_allowed_for=True
    )
    counts = draw.poisson(40, size=24)
    facts = evidence.facts_of_interrupted(interrupted_series(counts, 8, family="poisson"))
    assert (facts.before, facts.after, facts.excludes_none) == (8, 16, False)
    drifting = np.cumsum(draw.normal(size=60)).round() + 100
    found = interrupted_series(drifting, 30, family="quasi-poisson")
    assert found.autocorrelation > 2 / 60**0.5
    assert evidence.facts_of_interrupted(found).neighbours_allowed_for is False


def test_the_facts_of_groups_are_those_that_they_tell() -> None:
    draw = np.random.default_rng(2)
    starts = np.repeat([NEVER, 3, 5], 12)
    figures = draw.normal(size=(36, 8))
    for row, start in enumerate(starts):
        if start != NEVER:
            figures[row, start:] += 6
    found = effects_by_group_and_time(figures, starts)
    facts = evidence.facts_of_staggered(found)
    assert facts == Facts(Design.STAGGERED, 3, 5, parallel_p=found.before_p, excludes_none=True)
    assert grade(facts).strength == Strength.STRONG
