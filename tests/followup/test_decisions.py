"""Decisions: about what they are, never reworded, replaced or ended; found by those who work here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pejl.effects.actions import evaluations
from pejl.followup import refusals
from pejl.followup.actions import decisions as actions
from pejl.followup.actions import meetings as meeting_actions
from pejl.followup.models import Decision
from pejl.followup.queries import decisions as queries
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.initiatives.models import NewsChoice
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from pejl.search import queries as search
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, confirmed, opened
from tests.followup.test_meetings import a_meeting, report_on
from tests.indicators.made import an_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


@pytest.fixture
def here(strategy):
    return strategy.municipality


def decided(municipality, text: str = "Vi ringer i stedet", **details) -> Decision:
    details = {"by": build.the_operator(municipality)} | details
    return actions.record_decision(municipality=municipality, text=text, **details)


def test_a_decision_at_a_point_is_about_what_the_point_is_about(strategy, here):
    project, aim = a_project(strategy), strategy.objectives.first()
    round = opened(a_round(strategy))
    for thing in (project, aim):
        confirmed(report_on(round, thing), "off_course")
    meeting, by = a_meeting(round), build.the_operator(here)
    points = {
        one.report_id: one for one in meeting_actions.make_agenda(by=by, meeting=meeting) if one.report_id
    }  # fmt: skip
    on_project = decided(here, point=points[report_on(round, project).pk])
    on_aim = decided(here, point=points[report_on(round, aim).pk])
    assert (on_project.initiative, on_project.objective) == (project, None)
    assert (on_aim.initiative, on_aim.objective, on_aim.focus_area) == (None, aim, None)
    elsewhere = decided(here, point=points[report_on(round, aim).pk], initiative=project)
    assert (elsewhere.initiative, elsewhere.objective) == (project, None)


def test_a_decision_about_an_effect_is_about_the_initiative_that_had_it(strategy, here):
    project, by = a_project(strategy), build.the_operator(here)
    evaluation = evaluations.create_evaluation(
        by=by, municipality=here, title="Virkede det?", question="Faldt ventetiden?",
        indicator=an_indicator(here), method="before_after", begins_on=timezone.localdate(),
        initiative=project,
    )  # fmt: skip
    round = opened(a_round(strategy))
    point = meeting_actions.put_on_agenda(
        by=by, round=round, why="effect", title="E1", evaluation=evaluation
    )
    assert decided(here, point=point).initiative == project


def test_decisions_are_numbered_within_the_municipality(here):
    first, second = decided(here), decided(here)
    assert (first.label, second.label) == ("B1", "B2")
    assert decided(build.a_municipality()).label == "B1"


def test_two_clicks_make_one_decision(here):
    from uuid import uuid4

    key = uuid4()
    assert decided(here, id=key) == decided(here, id=key)


def test_a_decision_needs_words_and_somebody_who_works_here(here):
    with pytest.raises(refusals.TextIsMissing):
        decided(here, text=" ")
    stranger = build.a_person("employee", build.a_municipality())
    with pytest.raises(refusals.PersonIsElsewhere):
        decided(here, responsible=stranger)
    with pytest.raises(refusals.NothingIsNamedSo):
        decided(here, initiative=a_project(a_followed_strategy()))


@pytest.mark.parametrize("role", ["employee", "unit_leader", "initiative_lead", "guest"])
def test_only_the_office_and_the_executive_group_decide(here, role):
    with pytest.raises(NotAllowed):
        decided(here, by=build.an_actor(role, here))


def test_whoever_is_responsible_is_told_once_as_often_as_they_chose(here):
    chief = organisation.actor_for(here, build.a_person("executive", here))
    at_once, weekly, never = (build.a_person("employee", here) for _ in range(3))
    NewsChoice.objects.create(municipality=here, person=weekly, wanted="weekly")
    NewsChoice.objects.create(municipality=here, person=never, wanted="none")
    for person in (at_once, weekly, never, chief.person):
        decided(here, by=chief, responsible=person)
    told = dict(Letter.objects.values_list("to_person_id", "wanted"))
    assert told == {at_once.pk: "at_once", weekly.pk: "weekly"}


def test_the_one_responsible_ends_a_decision_and_others_do_not(here):
    person = build.a_person("employee", here)
    decision = decided(here, responsible=person)
    end = {"decision": decision, "version": 1, "state": "done", "outcome": "Gjort."}
    with pytest.raises(NotAllowed):
        actions.end_decision(by=build.an_actor("employee", here), **end)
    by = organisation.actor_for(here, person)
    with pytest.raises(refusals.OutcomeIsMissing):
        actions.end_decision(by=by, **(end | {"outcome": " "}))
    with pytest.raises(refusals.EndIsMissing):
        actions.end_decision(by=by, **(end | {"state": "open"}))
    actions.end_decision(by=by, **end)
    decision.refresh_from_db()
    assert (decision.state, decision.ended_on) == ("done", timezone.localdate())
    with pytest.raises(refusals.DecisionHasEnded):
        actions.end_decision(by=by, **(end | {"version": 2}))


def test_a_decision_is_replaced_and_keeps_its_words(here):
    old = decided(here, text="Vi udbyder", responsible=build.a_person("employee", here))
    by = build.the_operator(here)
    new = actions.replace_decision(by=by, decision=old, version=1, text="Vi gør det selv")
    old.refresh_from_db()
    assert (old.text, old.state) == ("Vi udbyder", "dropped")
    assert new.label in old.outcome
    assert not old.is_overdue
    with pytest.raises(refusals.DecisionIsReplaced):
        actions.replace_decision(by=by, decision=old, version=2, text="Noget tredje")


def test_of_two_who_end_and_replace_at_once_the_second_is_told(here):
    mine = decided(here)
    theirs = Decision.objects.select_related("municipality").get(pk=mine.pk)
    by = build.the_operator(here)
    actions.end_decision(by=by, decision=theirs, version=1, state="dropped", outcome="Nej.")
    with pytest.raises((refusals.DecisionHasEnded, EditedMeanwhile)):
        actions.replace_decision(by=by, decision=mine, version=1, text="Ja")
    assert Decision.objects.count() == 1


def test_a_decision_is_past_its_day_until_it_ends(here):
    yesterday = timezone.localdate() - timedelta(days=1)
    decision = decided(here, due_on=yesterday)
    assert decision.is_overdue
    actions.end_decision(
        by=build.the_operator(here), decision=decision, version=1, state="done", outcome="Gjort."
    )
    assert not decision.is_overdue


def test_employees_find_a_decision_by_its_words_and_the_public_does_not(here):
    decision = decided(here, text="Vi køber nye elcykler til hjemmeplejen")
    staff, visitor = (build.an_actor(role, here) for role in ("employee", "visitor"))
    assert [hit.title for hit in search.find(here.id, staff.audiences, "elcykel").hits] == [
        f"{decision.label} {decision}"
    ]
    assert not search.find(here.id, visitor.audiences, "elcykel").hits
    assert list(queries.decisions(staff)) == [decision]
    assert not queries.decisions(visitor)


def test_a_number_that_people_say_names_one_thing(strategy, here):
    project, actor = a_project(strategy), build.an_actor("employee", here)
    aim = strategy.objectives.first()
    assert queries.thing_named(actor, project.label.lower(), None) == {"initiative": project}
    assert queries.thing_named(actor, "1.1", strategy) == {"objective": aim}
    assert queries.thing_named(actor, " 1. ", strategy) == {"focus_area": aim.focus_area}
    for nothing in ("", "P0", "9.9", "B1", "1.1.1", "²"):
        assert queries.thing_named(actor, nothing, strategy) == {}
