"""What is mine in following up, the calendar that one subscribes to, and an objective's way through the rounds."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from pejl.followup.actions import calendars
from pejl.followup.actions import decisions as deciding
from pejl.followup.actions import meetings as meeting_actions
from pejl.followup.actions import rounds as round_actions
from pejl.followup.models import CalendarAddress, Round
from pejl.followup.queries import mine as queries
from pejl.followup.queries.rounds import through_the_rounds
from pejl.history.models import Entry
from pejl.history.refusals import NotAllowed
from pejl.organisation import queries as organisation
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened
from tests.followup.test_meetings import report_on
from tests.followup.test_reminding import leave
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


def actor_of(person, municipality):
    return organisation.actor_for(municipality, person)


def feed(client, municipality, secret: str):
    return client.get(reverse("followup:calendar", args=[municipality.slug, secret]))


def test_what_i_owe_own_and_shall_do_stands_together(strategy):
    here, project = strategy.municipality, a_project(strategy)
    me = actor_of(project.owner, here)
    round = opened(a_round(strategy))
    decision = deciding.record_decision(
        by=build.the_operator(here), municipality=here, initiative=project, text="Sæt farten op",
        due_on=timezone.localdate() + timedelta(days=40), responsible=project.owner,
    )  # fmt: skip
    found = queries.mine(me)
    assert [(one.round, one.left) for one in found.owed] == [(round, 1)]
    assert [(one.thing, one.stands) for one in found.owned] == [(project, "no_data")]
    assert found.decided == [decision]
    assert [one.day for one in found.ahead] == [round.initiatives_due_on, decision.due_on]

    confirmed(report_on(round, project), "needs_attention")
    found = queries.mine(me)
    assert not found.owed
    assert [one.stands for one in found.owned] == ["needs_attention"]


def test_whoever_stands_in_sees_what_the_other_owes(strategy):
    project, here = a_project(strategy), strategy.municipality
    deputy = build.a_person("employee", here)
    round_actions.appoint_deputy(by=actor_of(project.owner, here), municipality=here, deputy=deputy)
    round = opened(a_round(strategy))
    assert [one.round for one in queries.mine(actor_of(deputy, here)).owed] == [round]


def test_a_visitor_and_a_guest_have_nothing(strategy):
    opened(a_round(strategy))
    for role in ("visitor", "guest"):
        assert not queries.mine(build.an_actor(role, strategy.municipality)).has_anything


def test_the_page_shows_what_there_is_and_nothing_where_there_is_nothing(strategy):
    project, here = a_project(strategy), strategy.municipality
    opened(a_round(strategy))
    shown = [
        render_to_string(
            "followup/parts/mine.html", {"mine": queries.mine(actor), "municipality": here}
        )
        for actor in (actor_of(project.owner, here), build.an_actor("employee", here))
    ]
    assert project.title in shown[0]
    assert not shown[1].strip()


def test_what_is_mine_costs_as_many_questions_for_twenty_things_as_for_one(
    strategy, django_assert_max_num_queries
):
    here = strategy.municipality
    person = build.a_person("employee", here)
    for number in range(20):
        a_project(strategy, person, title=f"Projekt nr. {number}")
    opened(a_round(strategy))
    with django_assert_max_num_queries(9):
        queries.mine(actor_of(person, here))


def test_a_calendar_holds_deadlines_and_meetings_with_no_more_than_title_and_address(strategy):
    here, project = strategy.municipality, a_project(strategy)
    round = opened(a_round(strategy))
    office = build.the_operator(here)
    meeting = meeting_actions.plan_meeting(
        by=office, round=round, held_on=timezone.localdate() + timedelta(days=30)
    )
    deciding.record_decision(
        by=office, municipality=here, text="Hemmelige ord", responsible=project.owner,
        due_on=timezone.localdate() + timedelta(days=3),
    )  # fmt: skip
    chief = strategy.focusareas.first().responsible
    expected = {
        project.owner: [round.initiatives_due_on, timezone.localdate() + timedelta(days=3)],
        chief: [round.objectives_due_on, round.focus_areas_due_on, meeting.held_on],
    }
    for person, days in expected.items():
        secret = calendars.make_calendar_address(by=actor_of(person, here), municipality=here)
        answer = feed(reader(), here, secret)
        assert answer.headers["Content-Type"].startswith("text/calendar")
        events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        assert sorted(one.decoded("dtstart") for one in events) == sorted(days)
        told = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "TRANSP"}
        assert all(set(one.keys()) == told for one in events)
        assert b"Hemmelige ord" not in answer.content
        assert len({str(one["uid"]) for one in events}) == len(events)


def test_a_calendar_address_is_shown_once_and_ended_by_its_person(strategy):
    here = strategy.municipality
    person = build.a_person("employee", here)
    client, where = reader(person), reverse("followup:my_calendar", args=[here.slug])

    def made() -> str:
        shown = client.post(where, {"make": "1"}).context["shown"]
        return shown.rsplit("/", 1)[1].removesuffix(".ics")

    first, second = made(), made()
    kept = CalendarAddress.objects.get()
    assert second not in client.get(where).content.decode()
    assert second not in kept.digest
    assert feed(reader(), here, first).status_code == 404
    assert feed(reader(), here, second).status_code == 200
    history = str(list(Entry.objects.values_list("snapshot", "changes")))
    assert kept.digest not in history
    client.post(where, {"end": "1"})
    assert feed(reader(), here, second).status_code == 404


def test_a_calendar_leads_nowhere_for_who_has_left_and_in_another_municipality(strategy):
    here = strategy.municipality
    person = build.a_person("employee", here)
    secret = calendars.make_calendar_address(by=actor_of(person, here), municipality=here)
    assert feed(reader(), build.a_municipality(), secret).status_code == 404
    leave(person)
    assert feed(reader(), here, secret).status_code == 404


def test_a_guest_and_a_visitor_make_no_calendar(strategy):
    for role in ("guest", "visitor"):
        with pytest.raises(NotAllowed):
            calendars.make_calendar_address(
                by=build.an_actor(role, strategy.municipality), municipality=strategy.municipality
            )


def test_an_objective_s_way_through_the_rounds_is_not_repainted_by_time(strategy):
    aim, today = strategy.objectives.first(), timezone.localdate()
    spring = today - timedelta(days=290)
    first = opened(
        a_round(strategy, title="Forår", starts_on=spring, ends_on=today - timedelta(days=200))
    )
    confirmed(report_on(first, aim), "off_course", fact="Langt bagud")
    closed(first)
    long_ago = timezone.now() - timedelta(days=300)
    first.reports.filter(kind="objective", objective=aim).update(confirmed_at=long_ago)
    Round.objects.filter(pk=first.pk).update(closed_at=long_ago)
    second = opened(a_round(strategy, title="Efterår"))
    confirmed(report_on(second, aim), "on_course", disagreement="Nu går det")

    actor = build.an_actor("employee", strategy.municipality)
    passed = through_the_rounds(actor, aim)
    assert [(one.round.title, one.stands) for one in passed] == [
        ("Forår", "off_course"),
        ("Efterår", "on_course"),
    ]
    shown = render_to_string(
        "followup/parts/row_of_rounds.html",
        {"passed": passed, "municipality": strategy.municipality},
    )
    assert "Langt bagud" in shown
    visitor = build.an_actor("visitor", strategy.municipality)
    assert through_the_rounds(visitor, aim) == []
    Round.objects.filter(pk=first.pk).update(state="signed", is_public=True, signed_at=long_ago)
    (public,) = through_the_rounds(visitor, aim)
    assert (public.stands, public.fact) == ("off_course", "")
