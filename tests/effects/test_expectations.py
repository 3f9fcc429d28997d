"""Expectations: free before the initiative begins, locked from then on, every later change beside the first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from pejl.effects import actions, refusals
from pejl.effects.models import Expectation
from pejl.effects.queries.beginning import began_on
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.indicators.refusals import NotAFigure
from pejl.initiatives.actions.projects import park_initiative
from tests import build
from tests.effects.made import a_running_project, an_expectation, begin
from tests.indicators.made import an_indicator
from tests.initiatives.undertaken import a_project, in_days

pytestmark = pytest.mark.django_db


def office(thing):
    return build.the_operator(thing.municipality)


def amended(expectation, **details):
    told = {
        "change": Decimal(-3), "due_on": date(2015, 6, 30), "reason": "Prøven blev forsinket",
    } | details  # fmt: skip
    return actions.amend_expectation(by=office(expectation), expectation=expectation, **told)


def test_an_expectation_is_reworded_until_the_initiative_begins():
    project = a_project()
    expected = an_expectation(project)

    actions.reword_expectation(
        by=office(project), expectation=expected, version=1, change=Decimal(-4)
    )

    assert Expectation.objects.get().change == -4
    begin(project)
    with pytest.raises(refusals.ExpectationIsLocked):
        actions.reword_expectation(
            by=office(project), expectation=expected, version=2, change=Decimal(-1)
        )
    with pytest.raises(refusals.ExpectationIsLocked):
        actions.remove_expectation(by=office(project), expectation=expected, version=2)
    assert Expectation.objects.get().change == -4


def test_a_later_change_stands_beside_the_first_wording_with_its_reason():
    project = a_project()
    first = an_expectation(project)
    with pytest.raises(refusals.ExpectationIsOpen):
        amended(first)
    begin(project)

    second = amended(first)
    third = amended(second, change=Decimal(-2), reason="Vi kender området bedre nu")

    first.refresh_from_db()
    assert (first.change, first.was_begun) == (-5, False)
    assert (second.replaces, third.replaces) == (first, second)
    assert (second.was_begun, second.reason) == (True, "Prøven blev forsinket")


def test_a_change_needs_a_reason():
    project = a_project()
    first = an_expectation(project)
    begin(project)
    with pytest.raises(refusals.ChangeNeedsReason):
        amended(first, reason=" ")


def test_of_two_who_change_the_same_wording_the_second_is_told():
    project = a_project()
    first = an_expectation(project)
    begin(project)
    key = uuid4()
    assert amended(first, id=key) == amended(first, id=key), "a second click changes nothing"
    with pytest.raises(refusals.ExpectationWasChanged):
        amended(first, change=Decimal(-1))
    assert Expectation.objects.count() == 2


def test_of_two_who_reword_the_second_sees_both():
    expected = an_expectation(a_project())
    actions.reword_expectation(
        by=office(expected), expectation=expected, version=1, change=Decimal(-4)
    )
    with pytest.raises(EditedMeanwhile):
        actions.reword_expectation(
            by=office(expected), expectation=expected, version=1, change=Decimal(-3)
        )


def test_one_written_after_the_beginning_is_marked_as_no_prediction():
    assert an_expectation(a_running_project()).was_begun
    assert not an_expectation(a_project()).was_begun


def test_a_second_click_writes_one():
    project, indicator, key = a_project(), None, uuid4()
    indicator = an_indicator(project.municipality)
    assert an_expectation(project, indicator, id=key) == an_expectation(project, indicator, id=key)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [("0", refusals.NothingIsExpected), ("NaN", NotAFigure), ("Infinity", NotAFigure)],
)
def test_an_expectation_is_a_finite_change(change, refusal):
    with pytest.raises(refusal):
        an_expectation(a_project(), change=Decimal(change))


def test_an_indicator_of_another_municipality_is_refused():
    with pytest.raises(refusals.IndicatorIsElsewhere):
        an_expectation(a_project(), an_indicator())


def test_an_employee_who_does_not_carry_it_writes_no_expectation():
    project = a_project()
    other = build.an_actor("employee", project.municipality)
    with pytest.raises(NotAllowed):
        actions.write_expectation(
            by=other, initiative=project, indicator=an_indicator(project.municipality),
            change=Decimal(1), due_on=date(2014, 12, 31),
        )  # fmt: skip


def test_it_began_on_the_day_it_was_set_going_or_says_itself_when_that_was_earlier():
    with time_machine.travel("2026-03-10T12:00:00+01:00", tick=False):
        project, late, planned = a_project(), a_project(), a_project()
        assert began_on(project) is None
        begin(project)
        begin(late, starts_on=date(2026, 2, 1))
        begin(planned, starts_on=date(2026, 4, 1))
    assert began_on(project) == date(2026, 3, 10)
    assert began_on(late) == date(2026, 2, 1)
    assert began_on(planned) == date(2026, 3, 10)


def test_what_is_parked_before_it_began_has_not_begun():
    project = a_project()
    park_initiative(
        by=office(project), initiative=project, version=1, reason="Vi venter på budgettet",
        review_on=in_days(30),
    )  # fmt: skip
    assert began_on(project) is None
    assert not an_expectation(project).was_begun
    begin(project)
    project.refresh_from_db()
    park_initiative(
        by=office(project), initiative=project, version=project.version, reason="Igen",
        review_on=in_days(30),
    )  # fmt: skip
    assert began_on(project) is not None


def test_an_initiative_that_was_handed_in_as_running_began_when_it_was_handed_in():
    with time_machine.travel("2026-03-10T12:00:00+01:00", tick=False):
        project = a_project(state="running")
    assert began_on(project) == date(2026, 3, 10)
    assert an_expectation(project).was_begun
