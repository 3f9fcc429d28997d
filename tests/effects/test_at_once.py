"""Two at the same instant: what is expected is locked or reworded, never both, and nothing is made twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from pejl.effects import actions
from pejl.effects.models import ChainStep, Evaluation, EvaluationResult, Expectation, Learning
from pejl.history.models import Entry
from pejl.initiatives.actions.projects import start_initiative
from pejl.initiatives.models import Initiative
from tests import build
from tests.effects.made import a_learning, an_evaluation, an_expectation, begin
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project
from tests.strategy.conftest import at_once, shared_database

__all__ = ["at_once", "shared_database"]


def names(results):
    return sorted(type(one).__name__ for one in results)


@pytest.fixture
def place(shared_database):
    return build.a_municipality()


def read(model, thing):
    """The thing as somebody has it before them, each with their own reading."""
    return model.objects.select_related("municipality").get(pk=thing.pk)


def test_what_is_expected_is_not_reworded_after_the_initiative_has_begun(at_once, place):
    office = build.the_operator(place)
    for _round in range(5):
        project = a_project(place)
        expected = read(Expectation, an_expectation(project))
        mine = read(Initiative, project)
        results = at_once(
            partial(start_initiative, by=office, initiative=mine, version=mine.version),
            partial(
                actions.reword_expectation, by=office, expectation=expected, version=1,
                change=Decimal(-1),
            ),
        )  # fmt: skip
        started = Entry.objects.of_subject("initiatives.initiative", str(project.pk)).filter(
            changes__has_key="state"
        )
        reworded = Entry.objects.of_subject("effects.expectation", str(expected.pk)).filter(
            verb="changed"
        )
        assert names(results) in (["Entry", "Entry"], ["Entry", "ExpectationIsLocked"])
        if reworded.exists():
            assert reworded.get().pk < started.get().pk, "reworded before it was locked"


def test_of_two_who_change_the_same_wording_one_is_told(at_once, place):
    office = build.the_operator(place)
    for _round in range(5):
        project = a_project(place)
        expected = an_expectation(project)
        begin(project)
        told = {"by": office, "due_on": date(2015, 1, 1), "reason": "Fordi"}
        results = at_once(
            *(
                partial(
                    actions.amend_expectation, expectation=read(Expectation, expected),
                    change=Decimal(number), **told,
                )
                for number in (-1, -2)
            )
        )  # fmt: skip
        assert names(results) == ["Expectation", "ExpectationWasChanged"]
        assert Expectation.objects.filter(replaces=expected).count() == 1


def test_two_steps_added_at_once_have_each_their_place(at_once, place):
    project, office = a_project(place), build.the_operator(place)
    at_once(
        *(
            partial(
                actions.add_step, by=office, initiative=read(Initiative, project), kind="output",
                text=text,
            )
            for text in ("Først", "Så")
        )
    )  # fmt: skip
    numbers = ChainStep.objects.filter(initiative=project).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]


def test_two_who_reckon_at_once_get_one_result(at_once, place):
    indicator = with_values(an_indicator(place, frequency="month"), *([5] * 6), *([4] * 6))
    evaluation = an_evaluation(indicator)
    run = [
        partial(
            actions.run_evaluation, by=build.the_operator(place),
            evaluation=Evaluation.objects.select_related("indicator__municipality").get(
                pk=evaluation.pk
            ),
        )
        for _each in range(2)
    ]  # fmt: skip
    assert names(at_once(*run)) == ["EvaluationResult", "EvaluationResult"]
    assert EvaluationResult.objects.filter(evaluation=evaluation).count() == 1


def test_of_two_who_decide_a_change_at_once_the_second_sees_both(at_once, place):
    for _round in range(5):
        learning = a_learning(place)
        who = build.a_person("employee", place)
        results = at_once(
            *(
                partial(
                    actions.decide_change, by=build.the_operator(place),
                    learning=read(Learning, learning), version=1, change=text, responsible=who,
                    due_on=date(2015, 1, 1),
                )
                for text in ("Vi ringer", "Vi skriver")
            )
        )  # fmt: skip
        assert names(results) == ["EditedMeanwhile", "Entry"]
