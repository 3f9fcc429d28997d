"""Meetings: an agenda of exceptions that follows the round, and minutes that two people take at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pejl.followup import refusals
from pejl.followup.actions import decisions as deciding
from pejl.followup.actions import meetings as actions
from pejl.followup.models import AgendaItem, Meeting, Report, Round
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.initiatives.actions import projects
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened

pytestmark = pytest.mark.django_db
Why = AgendaItem.Why


@pytest.fixture
def strategy():
    return a_followed_strategy()


def a_meeting(round: Round, **details) -> Meeting:
    details = {"held_on": timezone.localdate() + timedelta(days=20)} | details
    return actions.plan_meeting(by=the_office(round), round=round, **details)


def the_office(round: Round):
    return build.the_operator(round.municipality)


def report_on(round: Round, thing) -> Report:
    name = {"initiative": "initiative", "objective": "objective", "focusarea": "focus_area"}
    kind = name[thing._meta.model_name]
    return Report.objects.select_related("round", "initiative", "objective", "previous").get(
        round=round, kind=kind, **{kind: thing}
    )


def all_confirmed(round: Round, **but: str) -> None:
    """Every report of the round confirmed as on course, but for what is said by title."""
    found = Report.objects.filter(round=round).select_related(
        "round", "initiative", "objective", "focus_area", "previous"
    )
    for one in found:
        if not one.is_confirmed:
            confirmed(one)


def agenda(meeting: Meeting) -> list[tuple[str, str]]:
    points = actions.make_agenda(by=the_office(meeting.round), meeting=meeting)
    return [(one.why, one.title) for one in points]


def test_nothing_that_is_on_course_reaches_the_agenda(strategy):
    a_project(strategy)
    round = opened(a_round(strategy))
    all_confirmed(round)
    assert agenda(a_meeting(round)) == []


def test_each_report_gives_one_point_for_its_weightiest_reason(strategy):
    off, wanting, differing = (a_project(strategy, title=name) for name in ("Af", "Vil", "Uenig"))
    here = the_office(a_round(strategy))
    projects.add_line(
        by=here, initiative=differing, kind="milestone", title="Pilot",
        due_on=strategy.ends_on - timedelta(days=3),
    )  # fmt: skip
    round = opened(a_round(strategy))
    confirmed(report_on(round, off), "off_course")
    confirmed(report_on(round, wanting), "off_course", decision_wanted="Må vi udskyde?")
    for above in (strategy.objectives.first(), strategy.focusareas.first()):
        confirmed(report_on(round, above), "needs_attention")  # as what is late makes it
    all_confirmed(round)

    assert agenda(a_meeting(round)) == [
        (Why.DECISION_WANTED, f"{wanting.label} Vil"),
        (Why.OFF_COURSE, f"{off.label} Af"),
        (Why.DISAGREEMENT, f"{differing.label} Uenig"),
    ]


def test_what_is_not_reported_is_gathered_in_one_point_a_unit(strategy):
    unit = build.a_unit(strategy.municipality, "Center for Ældre")
    for _number in range(3):
        a_project(strategy, unit=unit)
    round = opened(a_round(strategy))
    for one in Report.objects.filter(round=round, unit__isnull=True).select_related(
        "round", "objective", "focus_area", "previous"
    ):
        confirmed(one)

    (point,) = actions.make_agenda(by=the_office(round), meeting=a_meeting(round))
    assert (point.why, point.came_from) == (Why.STALE, f"stale:unit-{unit.slug}")
    assert "Center for Ældre" in point.title
    assert point.details.count("\n") == 2


def test_the_agenda_follows_the_round_until_somebody_has_said_something(strategy):
    first, second = a_project(strategy), a_project(strategy)
    round = opened(a_round(strategy))
    confirmed(report_on(round, first), "off_course")
    confirmed(report_on(round, second), "off_course")
    all_confirmed(round)
    meeting, here = a_meeting(round), the_office(round)
    kept, gone = actions.make_agenda(by=here, meeting=meeting)
    actions.take_minutes(by=here, point=kept, version=kept.version, minutes="Drøftet.")

    for project in (first, second):
        confirmed(report_on(round, project), "on_course")

    assert actions.make_agenda(by=here, meeting=meeting) == [kept]
    assert not AgendaItem.objects.filter(pk=gone.pk).exists()
    entries = Entry.objects.count()
    actions.make_agenda(by=here, meeting=meeting)
    assert Entry.objects.count() == entries, "twice changes nothing"


def test_a_point_that_was_taken_off_does_not_come_back_by_itself(strategy):
    round = opened(a_round(strategy))
    confirmed(report_on(round, strategy.objectives.first()), "off_course")
    all_confirmed(round)
    meeting, here = a_meeting(round), the_office(round)
    point = actions.make_agenda(by=here, meeting=meeting)[0]
    actions.drop_point(by=here, point=point, version=point.version)

    assert point not in actions.make_agenda(by=here, meeting=meeting)
    actions.put_back(by=here, point=point, meeting=meeting)
    assert point in actions.make_agenda(by=here, meeting=meeting)


def test_what_has_been_talked_about_is_not_taken_off(strategy):
    round = opened(a_round(strategy))
    meeting, here = a_meeting(round), the_office(round)
    point = actions.add_point(by=here, meeting=meeting, title="Budget")
    actions.take_minutes(by=here, point=point, version=1, minutes="Vi venter.")
    with pytest.raises(refusals.PointIsTreated):
        actions.drop_point(by=here, point=point, version=point.version)


def test_other_rooms_put_the_same_thing_on_the_agenda_once(strategy):
    round = opened(a_round(strategy))
    by = build.an_actor("employee", strategy.municipality)
    asked = {"round": round, "why": Why.OTHER, "title": "En kontrakt", "came_from": "supplier:7"}
    first = actions.put_on_agenda(by=by, **asked)
    assert actions.put_on_agenda(by=by, **asked) == first
    assert first.meeting is None
    all_confirmed(round)

    meeting = a_meeting(round)
    assert agenda(meeting) == [(Why.OTHER, "En kontrakt")]
    with pytest.raises(NotAllowed):
        actions.put_on_agenda(by=build.an_actor("guest", strategy.municipality), **asked)


def test_points_that_a_meeting_did_not_reach_come_along_to_the_next(strategy):
    round = opened(a_round(strategy))
    all_confirmed(round)
    here, today = the_office(round), timezone.localdate()
    before = a_meeting(round, held_on=today - timedelta(days=7))
    reached = actions.add_point(by=here, meeting=before, title="Nået")
    actions.mark_treated(by=here, point=reached)
    left = actions.add_point(by=here, meeting=before, title="Ikke nået")

    assert actions.make_agenda(by=here, meeting=a_meeting(round)) == [left]


def test_what_was_decided_last_time_comes_first_until_it_is_done(strategy):
    first = opened(a_round(strategy, ends_on=timezone.localdate() - timedelta(days=60)))
    here = the_office(first)
    chief = strategy.focusareas.first().responsible
    meeting = a_meeting(first)
    point = actions.add_point(by=here, meeting=meeting, title="Udbud")
    open_one, done = (
        deciding.record_decision(
            by=here, municipality=first.municipality, point=point, text=text, responsible=chief
        )
        for text in ("Vi holder udbud", "Vi ringer")
    )
    closed(first)
    deciding.end_decision(by=here, decision=done, version=1, state="done", outcome="Ringet.")
    second = opened(a_round(strategy))
    all_confirmed(second)

    points = actions.make_agenda(by=here, meeting=a_meeting(second))
    assert [one.why for one in points] == [Why.LAST_TIME, Why.LAST_TIME]
    assert points[0].decision == open_one
    assert "Ringet." in points[1].details


def test_of_two_who_take_minutes_at_the_same_point_none_loses_a_word(strategy):
    round = opened(a_round(strategy))
    meeting, here = a_meeting(round), the_office(round)
    point = actions.add_point(by=here, meeting=meeting, title="Budget")
    mine, theirs = (AgendaItem.objects.select_related("round").get(pk=point.pk) for _ in range(2))

    actions.take_minutes(by=here, point=theirs, version=1, minutes="Deres")
    with pytest.raises(EditedMeanwhile) as refused:
        actions.take_minutes(by=here, point=mine, version=1, minutes="Mine")
    assert (refused.value.current.minutes, refused.value.mine) == ("Deres", {"minutes": "Mine"})


def test_marking_a_point_and_moving_it_do_not_disturb_who_writes_its_minutes(strategy):
    round = opened(a_round(strategy))
    meeting, here = a_meeting(round), the_office(round)
    first, second = (actions.add_point(by=here, meeting=meeting, title=name) for name in "AB")
    actions.mark_treated(by=here, point=second)
    actions.move_point(by=here, point=second, steps=-1)

    assert list(meeting.points.values_list("title", flat=True)) == ["B", "A"]
    actions.take_minutes(by=here, point=second, version=1, minutes="Stadig version 1")
    assert first.version == 1


def test_a_signed_round_takes_no_minutes_and_no_points(strategy):
    round = opened(a_round(strategy))
    meeting, here = a_meeting(round), the_office(round)
    point = actions.add_point(by=here, meeting=meeting, title="Budget")
    Round.objects.filter(pk=round.pk).update(state="signed")
    refused = (
        lambda: actions.take_minutes(by=here, point=point, version=1, minutes="For sent"),
        lambda: actions.add_point(by=here, meeting=meeting, title="For sent"),
        lambda: actions.make_agenda(by=here, meeting=meeting),
        lambda: actions.mark_treated(by=here, point=point),
        lambda: deciding.record_decision(
            by=here, municipality=round.municipality, point=point, text="For sent"
        ),
    )
    for deed in refused:
        with pytest.raises(refusals.RoundIsSigned):
            deed()


def test_the_words_of_pejls_points_are_not_changed_by_hand(strategy):
    round = opened(a_round(strategy))
    point = actions.make_agenda(by=the_office(round), meeting=a_meeting(round))[0]
    with pytest.raises(refusals.PointIsPejls):
        actions.edit_point(by=the_office(round), point=point, version=1, title="Noget andet")


@pytest.mark.parametrize("role", ["employee", "unit_leader", "initiative_lead", "guest"])
def test_only_the_office_and_the_executive_group_take_minutes(strategy, role):
    round = opened(a_round(strategy))
    point = actions.add_point(by=the_office(round), meeting=a_meeting(round), title="Budget")
    with pytest.raises(NotAllowed):
        actions.take_minutes(
            by=build.an_actor(role, strategy.municipality), point=point, version=1, minutes="Nej"
        )
