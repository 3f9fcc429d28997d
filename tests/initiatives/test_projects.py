"""Projects go from state to state with a reason, and nothing in a plan waits for itself."""

from __future__ import annotations

from functools import partial

import pytest

from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, EditedMeanwhile, NotAllowed, Refusal
from pejl.initiatives import refusals
from pejl.initiatives.actions import projects as actions
from pejl.initiatives.models import Dependency, Initiative, Milestone
from tests import build
from tests.initiatives.undertaken import a_milestone, a_project, in_days, running
from tests.strategy.conftest import at_once, shared_database  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def by(project):
    return build.an_actor("strategy_office", project.municipality)


def _anew(initiative):
    return Initiative.objects.select_related("municipality", "owner").get(pk=initiative.pk)


def test_a_project_begins_when_somebody_carries_it(project, by):
    Initiative.objects.filter(pk=project.pk).update(owner=None)
    with pytest.raises(refusals.OwnerIsMissing):
        actions.start_initiative(by=by, initiative=_anew(project), version=1)
    assert actions.start_initiative(by=by, initiative=project, version=1)
    assert _anew(project).state == "running"


def test_starting_twice_starts_once(project, by):
    first = actions.start_initiative(by=by, initiative=project, version=1)
    assert first
    assert actions.start_initiative(by=by, initiative=_anew(project), version=1) is None


def test_a_project_does_not_begin_after_it_ends(project, by):
    Initiative.objects.filter(pk=project.pk).update(ends_on=in_days(3))
    with pytest.raises(refusals.EndsBeforeItBegins) as refused:
        actions.start_initiative(by=by, initiative=_anew(project), version=1, starts_on=in_days(4))
    assert refused.value.field == "starts_on"


def test_what_is_parked_has_a_day_and_a_reason_and_can_be_taken_up_again(project, by):
    park = partial(actions.park_initiative, by=by, initiative=project, version=1)
    with pytest.raises(refusals.ReviewDayIsMissing):
        park(reason="Venter", review_on=None)
    with pytest.raises(refusals.ReviewDayHasPassed):
        park(reason="Venter", review_on=in_days(0))
    with pytest.raises(refusals.ReasonIsMissing):
        park(reason=" ", review_on=in_days(30))
    entry = park(reason="Venter på aftalen", review_on=in_days(30), wakes_when="aftalen er klar")
    assert entry.reason == "Venter på aftalen"
    actions.start_initiative(by=by, initiative=project, version=2)
    assert (_anew(project).state, _anew(project).review_on) == ("running", None)


def test_stopping_leaves_what_was_learned_and_then_nothing_is_changed(by):
    project = running(a_project(by.municipality))
    with pytest.raises(refusals.LearningIsMissing):
        actions.stop_initiative(
            by=by, initiative=project, version=project.version, reason="For dyrt", learning=""
        )
    actions.stop_initiative(
        by=by,
        initiative=project,
        version=project.version,
        reason="For dyrt",
        learning="Start mindre",
    )
    assert _anew(project).ended_on == in_days(0)
    with pytest.raises(refusals.InitiativeHasEnded):
        a_milestone(project)


def test_something_simply_done_is_done_without_a_start_but_a_project_is_not(project, by):
    simply = a_project(by.municipality, kind="operation")
    assert actions.finish_initiative(by=by, initiative=simply, version=1)
    assert simply.state == "in_operation"
    with pytest.raises(refusals.GateIsNotOpen):
        actions.finish_initiative(by=by, initiative=project, version=1)


def test_a_prejekt_moves_at_its_gates_only(by):
    prejekt = a_project(
        by.municipality, kind="prejekt", question="Hvordan kan vi?",
        sponsor=build.a_person("executive", by.municipality),
    )  # fmt: skip
    with pytest.raises(refusals.GateIsNotOpen):
        actions.start_initiative(by=by, initiative=prejekt, version=1)


def test_of_two_who_decide_the_second_is_told(project, by):
    mine, theirs = _anew(project), _anew(project)
    actions.start_initiative(by=by, initiative=mine, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.park_initiative(
            by=by, initiative=theirs, version=1, reason="Venter", review_on=in_days(9)
        )


@pytest.mark.parametrize("role", ["visitor", "guest", "employee", "unit_leader"])
def test_others_do_not_move_it(project, role):
    actor = build.an_actor(role, project.municipality)
    for act in (
        partial(actions.start_initiative, initiative=project, version=1),
        partial(actions.add_line, initiative=project, kind="risk", text="Ingen"),
    ):
        with pytest.raises(NotAllowed):
            act(by=actor)


def test_its_owner_moves_it(project):
    from pejl.organisation import queries

    owner = queries.actor_for(project.municipality, project.owner)
    assert actions.start_initiative(by=owner, initiative=project, version=1)


def _depends(by, one, other):
    return actions.add_line(by=by, initiative=one, kind="dependency", needs=other)


def test_nothing_waits_for_itself_by_whatever_way(project, by):
    second, third = a_project(by.municipality), a_project(by.municipality)
    with pytest.raises(refusals.DependsInACircle):
        _depends(by, project, project)
    _depends(by, project, second)
    _depends(by, second, third)
    with pytest.raises(refusals.DependsInACircle) as refused:
        _depends(by, third, project)
    assert refused.value.field == "needs"
    assert Dependency.objects.count() == 2
    assert _depends(by, project, third), "two ways to the same are no circle"


def test_a_dependency_told_twice_is_told_once(project, by):
    other = a_project(by.municipality)
    assert _depends(by, project, other) == _depends(by, project, other)


def test_nothing_depends_on_another_municipality(project, by):
    with pytest.raises(refusals.InitiativeIsElsewhere):
        _depends(by, project, a_project())


@pytest.mark.django_db(transaction=True)
def test_two_who_each_close_half_a_circle_do_not_both_succeed(at_once, request):  # noqa: F811
    municipality = build.a_municipality()
    by = build.an_actor("strategy_office", municipality)
    for _turn in range(4):
        one, other = a_project(municipality), a_project(municipality)
        results = at_once(partial(_depends, by, one, other), partial(_depends, by, other, one))
        kinds = sorted(type(result).__name__ for result in results)
        assert kinds == ["Dependency", "DependsInACircle"], results


def test_a_reached_milestone_says_when_and_can_be_moved_back(project, by):
    milestone = a_milestone(project)
    actions.move_milestone(by=by, milestone=milestone, version=1, state="reached")
    assert milestone.reached_on == in_days(0)
    actions.move_milestone(by=by, milestone=milestone, version=2, state="under_way")
    assert Milestone.objects.get().reached_on is None


def test_a_milestone_is_not_reached_tomorrow(project, by):
    milestone = a_milestone(project)
    with pytest.raises(refusals.ReachedDayLiesAhead) as refused:
        actions.edit_line(by=by, line=milestone, version=1, state="reached", reached_on=in_days(1))
    assert refused.value.field == "reached_on"


def test_a_button_pressed_on_an_old_page_changes_nothing(project, by):
    milestone = a_milestone(project)
    actions.edit_line(by=by, line=milestone, version=1, title="Anden prøve er slut")
    stale = Milestone.objects.select_related("initiative__municipality").get()
    with pytest.raises(ChangedMeanwhile):
        actions.move_milestone(by=by, milestone=stale, version=1, state="reached")
    moved = actions.move_milestone(by=by, milestone=stale, version=2, state="reached")
    assert moved
    again = actions.move_milestone(by=by, milestone=stale, version=2, state="reached")
    assert again is None, "a second click finds it already so"


def test_every_move_stands_in_the_history(project, by):
    actions.start_initiative(by=by, initiative=project, version=1, reason="Nu er der plads")
    entry = Entry.objects.of_subject("initiatives.initiative", str(project.pk)).first()
    assert entry.changes["state"] == ["proposed", "running"]
    assert entry.reason == "Nu er der plads"
    assert issubclass(refusals.DependsInACircle, Refusal)
