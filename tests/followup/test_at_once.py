"""Several people at the same instant: minutes, agendas and decisions, each on a connection of its own."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pejl.followup.actions import decisions as deciding
from pejl.followup.actions import meetings as actions
from pejl.followup.models import AgendaItem, Decision, Meeting, Report, Round
from pejl.history.refusals import EditedMeanwhile
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, confirmed, opened
from tests.followup.test_meetings import a_meeting, report_on
from tests.strategy.conftest import at_once, shared_database

__all__ = ["at_once", "shared_database"]


@pytest.fixture
def round(shared_database) -> Round:
    strategy = a_followed_strategy()
    project = a_project(strategy)
    round = opened(a_round(strategy))
    confirmed(report_on(round, project), "off_course")
    return round


def again(meeting: Meeting) -> Meeting:
    """The same meeting as another request finds it."""
    return Meeting.objects.select_related("round__municipality", "round__strategy").get(
        pk=meeting.pk
    )


def test_of_eight_who_write_to_one_point_at_once_one_is_kept_and_the_others_are_told(
    round, at_once
):
    by = build.the_operator(round.municipality)
    point = actions.add_point(by=by, meeting=a_meeting(round), title="Budget")

    def writing(words: str):
        mine = AgendaItem.objects.select_related("round").get(pk=point.pk)
        return lambda: actions.take_minutes(by=by, point=mine, version=1, minutes=words)

    results = at_once(*(writing(f"Ord {number}") for number in range(8)))
    refused = [one for one in results if isinstance(one, EditedMeanwhile)]
    assert len(refused) == 7
    kept = AgendaItem.objects.get(pk=point.pk).minutes
    assert kept.startswith("Ord")
    assert {one.current.minutes for one in refused} == {kept}


def test_those_who_write_to_different_points_at_once_do_not_meet(round, at_once):
    by = build.the_operator(round.municipality)
    meeting = a_meeting(round)
    points = [actions.add_point(by=by, meeting=meeting, title=f"Punkt {n}") for n in range(6)]
    results = at_once(
        *(
            lambda one=one: actions.take_minutes(by=by, point=one, version=1, minutes=one.title)
            for one in points
        )
    )
    assert not [one for one in results if isinstance(one, Exception)]
    assert all(one.minutes == one.title for one in AgendaItem.objects.all())


def test_two_who_make_the_agenda_at_once_make_one(round, at_once):
    by = build.the_operator(round.municipality)
    meeting = a_meeting(round)
    meetings = [again(meeting) for _ in range(3)]
    results = at_once(
        *(lambda one=one: actions.make_agenda(by=by, meeting=one) for one in meetings)
    )
    assert not [one for one in results if isinstance(one, Exception)]
    sources = list(AgendaItem.objects.values_list("came_from", flat=True))
    assert len(sources) == len(set(sources)) > 1
    numbers = sorted(AgendaItem.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_two_clicks_at_once_record_one_decision_and_two_people_get_two_numbers(round, at_once):
    here = round.municipality
    by, key = build.the_operator(here), uuid4()

    def decide(**more):
        return lambda: deciding.record_decision(by=by, municipality=here, text="Ja", **more)

    results = at_once(decide(id=key), decide(id=key), decide(), decide())
    assert not [one for one in results if isinstance(one, Exception)]
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_of_two_who_replace_a_decision_at_once_one_does(round, at_once):
    here = round.municipality
    by = build.the_operator(here)
    decision = deciding.record_decision(by=by, municipality=here, text="Vi venter")

    def replacing():
        mine = Decision.objects.select_related("municipality").get(pk=decision.pk)
        return lambda: deciding.replace_decision(by=by, decision=mine, version=1, text="Nej")

    results = at_once(replacing(), replacing())
    assert sum(isinstance(one, Exception) for one in results) == 1
    assert Decision.objects.filter(replaces=decision).count() == 1
    assert Report.objects.filter(round=round).exists()
