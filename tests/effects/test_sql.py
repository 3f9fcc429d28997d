"""How many questions the database is asked: as many for fifty as for one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pejl.effects import queries
from tests import build
from tests.effects.made import a_learning, a_step, an_evaluation, an_expectation, begin, reckoned
from tests.effects.made import decided as with_a_change
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def employee(project):
    return build.an_actor("employee", project.municipality)


def url_of(number):
    return f"/{number}/"


def fill(project, times):
    """So many steps, expectations with a change, evaluations with a result, and findings."""
    for _each in range(times):
        indicator = with_values(an_indicator(project.municipality, frequency="month"), 1, 2, 3)
        a_step(project, indicator=indicator)
        an_expectation(project, indicator)
        evaluation = reckoned(an_evaluation(indicator, project))
        with_a_change(a_learning(evaluation=evaluation, initiative=project))


@pytest.mark.parametrize("times", [1, 50])
def test_an_initiative_s_effect_takes_ten(project, employee, django_assert_max_num_queries, times):
    fill(project, times)
    begin(project)
    project.refresh_from_db()
    with django_assert_max_num_queries(11):
        page = queries.initiative_effects(employee, project, url_of)
        assert len(page.evaluations) == len(page.learnings) == len(page.expected) == times
        assert [one.change_words for one in page.expected]
        assert [(one.responsible.name, one.evaluation.label) for one in page.learnings]


@pytest.mark.parametrize("times", [1, 50])
def test_the_list_of_evaluations_takes_two(project, employee, django_assert_num_queries, times):
    fill(project, times)
    with django_assert_num_queries(2):
        listed = queries.listed(employee, queries.evaluations(employee))
        assert [one.latest.refused for one in listed] == ["too_few_after"] * times
        assert {one.initiative.label for one in listed} == {project.label}


@pytest.mark.parametrize("times", [1, 50])
def test_the_register_takes_one_and_its_numbers_two(
    project, employee, django_assert_num_queries, times
):
    fill(project, times)
    with django_assert_num_queries(1):
        found = list(queries.learnings(employee))
        assert {one.initiative.unit_id for one in found} == {project.unit_id}
    with django_assert_num_queries(2):
        assert queries.counts(employee).decided == times


@pytest.mark.parametrize("times", [0, 20])
def test_an_evaluation_takes_four_however_often_it_was_reckoned(
    project, employee, django_assert_num_queries, times
):
    indicator = with_values(an_indicator(project.municipality, frequency="month"), 1, 2, 3)
    evaluation = reckoned(an_evaluation(indicator, project))
    for day in range(times):
        evaluation.begins_on = date(2015, 1, 1 + day)
        reckoned(evaluation)
    evaluation = queries.evaluation_by_number(employee, 1)
    with django_assert_num_queries(3 + bool(times)):
        page = queries.evaluation_page(employee, evaluation)
        assert len(page.earlier) == times


@pytest.mark.parametrize("times", [1, 50])
def test_the_evidence_for_all_objectives_takes_two(django_assert_num_queries, times):
    area = build.a_focus_area()
    objectives = [build.an_objective(area) for _ in range(min(times, 12))]
    place = area.municipality
    for each in range(times):
        project = a_project(place, objectives=[objectives[each % len(objectives)]])
        indicator = with_values(an_indicator(place, frequency="month"), *([5] * 6), *([4] * 6))
        reckoned(an_evaluation(indicator, project))
    employee = build.an_actor("employee", place)
    with django_assert_num_queries(2):
        found = queries.evidence_for_objectives(employee, objectives)
    assert set(found) == {one.pk for one in objectives}
    assert {one.grade for one in found.values()} == {"none"}
    assert sum(one.asked for one in found.values()) == times


def test_evidence_is_the_best_grade_of_what_was_answered_last():
    objective = build.an_objective()
    place = objective.municipality
    project = a_project(place, objectives=[objective])
    fell = [Decimal(40 + (n % 3)) for n in range(12)] + [Decimal(20 + (n % 3)) for n in range(12)]
    indicator = with_values(an_indicator(place, frequency="month"), *fell)
    alone = reckoned(
        an_evaluation(indicator, project, method="interrupted", begins_on=date(2015, 1, 1))
    )
    reckoned(an_evaluation(indicator, project, begins_on=date(2015, 1, 1)))
    employee = build.an_actor("employee", place)

    def best():
        return queries.evidence_for_objectives(employee, [objective])[objective.pk]

    assert (best().grade, best().label, best().asked) == ("moderate", "E1", 2)
    alone.begins_on = date(2016, 11, 1)
    reckoned(alone)
    assert (best().grade, best().label) == ("none", "E2")
    visitor = build.an_actor("visitor", place)
    assert queries.evidence_for_objectives(visitor, [objective]) == {}
