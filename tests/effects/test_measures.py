"""What Pejl counts of effect and learning, counted on fingers."""

from __future__ import annotations

from datetime import date

import pytest

from tests import build
from tests.effects.made import (
    a_learning,
    an_evaluation,
    an_expectation,
    begin,
    changed,
    decided,
    reckoned,
)
from tests.indicators.lived_in import SPRING, amount, counted, on
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

COUNTS = [40 + place % 3 for place in range(8)] + [20 + place % 3 for place in range(8)]


def answered(project, method="interrupted"):
    indicator = with_values(
        an_indicator(project.municipality, frequency="month"), *COUNTS, first=date(2012, 11, 1)
    )
    return reckoned(an_evaluation(indicator, project, method=method, begins_on=date(2013, 7, 1)))


def test_a_decision_after_the_period_says_nothing_of_the_period():
    municipality = build.a_municipality()
    with on("03-10"):
        first = answered(a_project(municipality))
        answered(a_project(municipality))
        decided(a_learning(evaluation=first))
    with on("04-20"):
        late = answered(a_project(municipality))
        decided(a_learning(evaluation=late))
        assert amount("learning.analyses_that_led_to_change", municipality, SPRING) == 50
        assert (
            counted("learning.analyses_that_led_to_change", municipality, SPRING).rows.count() == 2
        )


def test_a_change_made_late_was_not_made_in_time_and_one_not_due_is_not_asked_for():
    municipality = build.a_municipality()
    with on("03-25"):
        changed(a_learning(municipality), on=date(2014, 3, 20), due_on=date(2014, 3, 20))
        changed(a_learning(municipality), on=date(2014, 3, 21), due_on=date(2014, 3, 20))
        decided(a_learning(municipality), due_on=date(2014, 3, 1))
        decided(a_learning(municipality), due_on=date(2014, 3, 30))
        a_learning(municipality)
        found = counted("learning.done_in_time", municipality, SPRING)
    assert (found.numerator, found.denominator) == (1, 3)


def test_an_effect_is_documented_by_a_number_that_rests_on_a_comparison():
    municipality = build.a_municipality()
    with on("03-10"):
        projects = [a_project(municipality, title=f"Projekt {n}") for n in range(4)]
        for project in projects:
            begin(project)
        a_project(municipality)
        answered(projects[0])
        answered(projects[1], method="before_after")
        reckoned(an_evaluation(an_indicator(municipality), projects[2]))
        found = counted("effects.documented", municipality, SPRING)
    assert list(found.counted) == [projects[0]]
    assert found.amount == 25


def test_an_expectation_counts_when_it_was_written_before_the_start():
    municipality = build.a_municipality()
    with on("03-10"):
        before, after, backdated, none = (a_project(municipality) for _ in range(4))
        for project in (before, backdated):
            an_expectation(project)
        begin(before)
        begin(after)
        an_expectation(after)
        begin(backdated, starts_on=date(2014, 3, 1))
        begin(none)
        found = counted("effects.expected_beforehand", municipality, SPRING)
    assert list(found.counted) == [before]
    assert found.amount == 25
