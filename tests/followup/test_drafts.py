"""A text in the making is nobody's judgement: not on pages, not in records, not in the next round."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from pejl.followup import refusals
from pejl.followup.actions import reports as actions
from pejl.followup.frozen.content import content_of_round
from pejl.followup.models import Report
from pejl.followup.queries.overview import Chosen, overview
from pejl.followup.queries.rounds import stands_in
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened
from tests.followup.test_answering_page import answer_to
from tests.followup.test_meetings import report_on
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


def draft(report, **said):
    """What its owner writes without confirming it."""
    by = organisation.actor_for(report.municipality, report.owner)
    actions.save_report(by=by, report=report, version=report.version, **said)
    return Report.objects.select_related("round__strategy", "previous").get(pk=report.pk)


def link_of(person):
    """Where the letter to somebody leads."""
    (letter,) = Letter.objects.filter(to_person_id=person.pk)
    return re.search(r"/[\w-]+/opfoelgning/svar/[\w-]+/", letter.text)[0]


def standing(round, report):
    office = build.an_actor("strategy_office", round.municipality)
    rows = overview(office, round, Chosen(which="alle")).listed
    return next(one for one in rows if one.report_id == report.pk)


def test_a_draft_is_not_how_a_thing_stands_and_is_not_signed(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = draft(report_on(round, project), status="done", fact="Halvfærdig tekst")
    assert standing(round, report).stands == "no_data"
    assert stands_in(report) == "no_data"
    closed(round)
    round.refresh_from_db()
    by = build.an_actor("executive", round.municipality)
    told = content_of_round(round, by=by, number=1, moment=timezone.now())
    (one,) = told["initiatives"]
    assert (one["report"]["status"], one["report"]["fact"]) == ("", "")
    assert one["report"]["confirmed"] is None


def test_last_times_judgement_stands_whatever_is_being_written(strategy):
    project = a_project(strategy)
    first = opened(a_round(strategy))
    confirmed(report_on(first, project), "on_course", fact="Det går")
    closed(first)
    second = opened(a_round(strategy))
    report = draft(report_on(second, project), status="off_course", fact="Måske ikke")
    row = standing(second, report)
    assert (row.stands, row.status) == ("on_course", "on_course")
    assert not row.disagrees
    assert not row.wants_decision


def test_a_confirmed_judgement_stands_until_another_is_confirmed(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_on(round, project)
    confirmed(report, "off_course", fact="Står stille", cause="Ingen penge", remedy="Søger")
    report = draft(Report.objects.select_related("round").get(pk=report.pk), status="on_course")
    assert (report.status, report.written["status"]) == ("off_course", "on_course")
    assert standing(round, report).stands == "off_course"
    page = reader(project.owner).get(reverse("followup:mine", args=[round.municipality.slug]))
    form = next(form for one, form in page.context["items"] if one.report.pk == report.pk)
    assert form.initial["status"] == "on_course"


def test_what_was_written_is_what_is_confirmed_and_the_draft_is_gone(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = draft(report_on(round, project), status="on_course", fact="Vi er i gang")
    by = organisation.actor_for(report.municipality, report.owner)
    actions.confirm_report(by=by, report=report, version=report.version)
    report.refresh_from_db()
    assert (report.status, report.fact, report.draft) == ("on_course", "Vi er i gang", {})


def test_all_that_is_missing_is_said_at_once(strategy):
    project = a_project(strategy)
    report = report_on(opened(a_round(strategy)), project)
    by = organisation.actor_for(report.municipality, report.owner)
    with pytest.raises(refusals.FactIsMissing) as told:
        actions.confirm_report(by=by, report=report, version=1, status="off_course")
    assert [one.field for one in told.value.others] == ["cause", "remedy", "disagreement"]


def test_a_link_reaches_what_its_person_owes_and_no_farther(strategy):
    """The strategy office may report on everything when signed in; its letter's link is for its own."""
    project = a_project(strategy)
    office = build.a_person("strategy_office", strategy.municipality)
    own = a_project(strategy, owner=office)
    round = opened(a_round(strategy))
    page = link_of(office)
    other = report_on(round, project)
    browser = reader(None)
    answer = browser.post(page, answer_to(other, status="done"))
    assert answer.status_code == 403
    other.refresh_from_db()
    assert not other.is_confirmed
    answer = browser.post(page, answer_to(report_on(round, own), status="on_course"))
    assert answer.status_code == 302


def test_what_was_written_for_a_round_that_closed_meanwhile_is_still_in_the_form(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_on(round, project)
    closed(round)
    page = reverse("followup:mine", args=[round.municipality.slug])
    words = answer_to(report, status="on_course", fact="Skrevet i sidste øjeblik")
    for more, headers in (({}, {}), ({"keep": "1"}, {"HX-Request": "true"})):
        answer = reader(project.owner).post(page, words | more, headers=headers)
        assert answer.status_code == 200
        told = answer.content.decode()
        assert "ikke åben" in told or "lukket" in told
        if not more:
            assert "Skrevet i sidste øjeblik" in told
        else:
            assert "<html" not in told


def test_of_two_who_write_on_one_thing_the_second_sees_the_first_and_chooses(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_on(round, project)
    page = reverse("followup:mine", args=[round.municipality.slug])
    draft(report, fact="Fra den anden fane")
    words = answer_to(report, version="1", fact="Fra min egen fane") | {"keep": "1"}
    browser = reader(project.owner)
    told = browser.post(page, words, headers={"HX-Request": "true"}).content.decode()
    assert "Fra den anden fane" in told
    assert 'name="over" value="2"' in told
    del words["keep"]
    assert browser.post(page, words | {"over": "2"}).status_code == 302
    report.refresh_from_db()
    assert (report.fact, report.is_confirmed) == ("Fra min egen fane", True)
