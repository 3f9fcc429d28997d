"""Effect chains: who writes them, in what order they stand, and that nothing said is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pejl.effects import actions, refusals
from pejl.effects.models import ChainStep
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.organisation import queries as organisation
from tests import build
from tests.effects.made import a_step
from tests.indicators.made import an_indicator
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db


def texts(project, kind="activity"):
    return [one.text for one in ChainStep.objects.filter(initiative=project, kind=kind)]


def test_the_owner_writes_a_step_and_another_employee_does_not():
    project = a_project()
    owner = organisation.actor_for(project.municipality, project.owner)

    step = actions.add_step(by=owner, initiative=project, kind="output", text="60 besøg")

    assert (step.number, step.evidence, step.standing) == (1, "none", "untried")
    other = build.an_actor("employee", project.municipality)
    with pytest.raises(NotAllowed):
        actions.add_step(by=other, initiative=project, kind="output", text="Nej")


def test_two_clicks_add_one_step():
    project, key = a_project(), uuid4()
    assert a_step(project, id=key) == a_step(project, id=key)
    assert texts(project) == ["Vi ringer først"]


def test_a_step_says_something():
    project = a_project()
    with pytest.raises(refusals.StepSaysNothing):
        a_step(project, text="  ")
    step = a_step(project)
    with pytest.raises(refusals.StepSaysNothing):
        actions.edit_step(
            by=build.the_operator(project.municipality), step=step, version=1, text=""
        )


def test_an_indicator_of_another_municipality_is_refused():
    with pytest.raises(refusals.IndicatorIsElsewhere):
        a_step(a_project(), kind="effect", indicator=an_indicator())


def test_steps_are_moved_among_their_own_kind():
    project = a_project()
    office = build.the_operator(project.municipality)
    first, second = a_step(project, text="Først"), a_step(project, text="Så")
    a_step(project, "output", text="En leverance")

    actions.move_step(by=office, step=second, steps=-1)

    assert texts(project) == ["Så", "Først"]
    actions.move_step(by=office, step=first, steps=5)
    assert texts(project) == ["Så", "Først"], "past the end nothing moves"
    assert Entry.objects.filter(verb="moved").count() == 2


def test_a_step_that_becomes_another_kind_stands_last_there():
    project = a_project()
    a_step(project, "output", text="En leverance")
    step = a_step(project, text="Egentlig også en leverance")
    office = build.the_operator(project.municipality)

    actions.edit_step(by=office, step=step, version=1, kind="output")

    assert texts(project, "output") == ["En leverance", "Egentlig også en leverance"]


def test_of_two_who_word_a_step_the_second_sees_both():
    step = a_step(a_project())
    office = build.the_operator(step.municipality)
    actions.edit_step(by=office, step=step, version=1, text="Vi ringer samme dag")
    with pytest.raises(EditedMeanwhile) as found:
        actions.edit_step(by=office, step=step, version=1, text="Vi skriver først")
    assert found.value.current.text == "Vi ringer samme dag"
    assert found.value.mine == {"text": "Vi skriver først"}


def test_what_a_removed_step_said_stays_in_the_history():
    step = a_step(a_project())
    actions.remove_step(by=build.the_operator(step.municipality), step=step, version=1)
    assert not ChainStep.objects.exists()
    assert Entry.objects.get(verb="removed").snapshot["text"] == "Vi ringer først"
