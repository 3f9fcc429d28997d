"""Letters go to whom the page says, once; links end when another is on its way; a prepared round can be undone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from pejl.followup import refusals
from pejl.followup.actions import decisions, links, meetings
from pejl.followup.actions import rounds as actions
from pejl.followup.letters import digest_of
from pejl.followup.models import AgendaItem, MailLink, Meeting, Report, Round
from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, NotAllowed
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from pejl.organisation.models import Person
from tests import build
from tests.api.calling import program_of
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened
from tests.followup.test_meetings import report_on
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


@pytest.fixture
def office(strategy):
    return reader(build.a_person("strategy_office", strategy.municipality))


@pytest.fixture
def here(strategy):
    return build.the_operator(strategy.municipality)


def at(strategy, name: str, *args) -> str:
    return reverse(f"followup:{name}", args=[strategy.municipality.slug, *args])


def letters_to(person):
    return Letter.objects.filter(to_person_id=person.pk).order_by("created_at")


def link_in(letter: Letter) -> MailLink:
    (secret,) = re.findall(r"/opfoelgning/svar/([^/\s]+)/", letter.text)
    return MailLink.objects.select_related("round__municipality", "person").get(
        digest=digest_of(secret)
    )


def link_of(person) -> MailLink:
    return link_in(letters_to(person).last())


def ask(link: MailLink) -> None:
    by = organisation.actor_for(link.round.municipality, link.person)
    links.ask_for_another(by=by, link=link)
    link.refresh_from_db()


# A new link


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_whoever_asks_for_a_new_link_gets_one_also_when_all_is_confirmed(strategy, is_confirmed):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    old = link_of(project.owner)
    if is_confirmed:
        confirmed(report_on(round, project))
    ask(old)
    assert old.revoked_at
    assert letters_to(project.owner).count() == 2
    letter = letters_to(project.owner).last()
    assert project.title in letter.text
    assert ("new link" in letter.subject or "nyt link" in letter.subject) == is_confirmed
    new = link_in(letter)
    assert (new.person, new.round, new.revoked_at) == (project.owner, round, None)


def test_the_old_link_stays_where_no_new_one_is_posted(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    with time_machine.travel(timezone.now(), tick=False):
        first = link_of(project.owner)
        ask(first)
        second = link_of(project.owner)
        assert first.revoked_at
        ask(second)  # in the same minute: the letter that was just sent is the one
        assert second.revoked_at is None
    Person.objects.filter(pk=project.owner.pk).update(email="ingen adresse")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        second = MailLink.objects.select_related("round__municipality", "person").get(pk=second.pk)
        ask(second)
    assert second.revoked_at is None, "there is no address to send a new one to"
    closed(round)
    last = link_of(project.owner)
    ask(last)
    assert last.revoked_at is None


# Binding a link to a browser


def test_a_link_holds_in_the_first_browser_but_its_own_person_is_not_shut_out(strategy):
    project = a_project(strategy)
    opened(a_round(strategy))
    link = link_of(project.owner)
    by = organisation.actor_for(strategy.municipality, project.owner)
    links.bind_link(by=by, link=link, browser="a")
    with pytest.raises(refusals.LinkBelongsToAnotherBrowser):
        links.bind_link(by=by, link=link, browser="b")
    links.bind_link(by=by, link=link, browser="b", is_own=True)
    link.refresh_from_db()
    assert link.browser == "a"


def test_a_link_that_holds_nowhere_yet_is_bound_also_by_its_own_person(strategy):
    project = a_project(strategy)
    opened(a_round(strategy))
    link = link_of(project.owner)
    by = organisation.actor_for(strategy.municipality, project.owner)
    links.bind_link(by=by, link=link, browser="a", is_own=True)
    link.refresh_from_db()
    assert link.browser == "a"


# Deputies


def stand_in(strategy, absent, **when):
    deputy = build.a_person("employee", strategy.municipality)
    by = organisation.actor_for(strategy.municipality, absent)
    actions.appoint_deputy(by=by, municipality=strategy.municipality, deputy=deputy, **when)
    return deputy


@pytest.mark.parametrize("days_ago", [0, 3])
def test_who_begins_to_stand_in_while_a_round_is_open_is_written_to_once(strategy, days_ago):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    since = timezone.localdate() - timedelta(days=days_ago)
    deputy = stand_in(strategy, project.owner, since_on=since)
    letter = letters_to(deputy).get()
    assert project.title in letter.text
    assert project.owner.name in letter.text
    assert link_in(letter).round == round


@pytest.mark.parametrize("why_not", ["later", "over", "confirmed", "closed"])
def test_a_deputy_for_whom_nothing_waits_is_not_written_to(strategy, why_not):
    project, today = a_project(strategy), timezone.localdate()
    round = opened(a_round(strategy))
    when = {}
    if why_not == "later":
        when = {"since_on": today + timedelta(days=2)}
    elif why_not == "over":
        when = {"since_on": today - timedelta(days=5), "until_on": today - timedelta(days=1)}
    elif why_not == "confirmed":
        confirmed(report_on(round, project))
    else:
        closed(round)
    assert not letters_to(stand_in(strategy, project.owner, **when)).exists()


def test_a_deputy_s_deputy_is_not_written_to_about_what_they_may_not_report_on(strategy):
    first, second = a_project(strategy, title="Første"), a_project(strategy, title="Anden")
    actions.appoint_deputy(
        by=organisation.actor_for(strategy.municipality, first.owner),
        municipality=strategy.municipality, deputy=second.owner,
    )  # fmt: skip
    last = stand_in(strategy, second.owner)
    opened(a_round(strategy))
    assert "Første" in letters_to(second.owner).get().text
    assert "Første" not in letters_to(last).get().text


# Reminding


def test_pressing_twice_reminds_once_and_says_so(strategy, office, here):
    a_project(strategy)
    round = opened(a_round(strategy))
    assert actions.remind(by=here, round=round) == 2
    written, lines = MailLink.objects.count(), Entry.objects.count()
    assert actions.remind(by=here, round=round) == 0
    assert (MailLink.objects.count(), Entry.objects.count()) == (written, lines)
    answer = office.post(at(strategy, "remind", round.slug), follow=True)
    (told,) = [str(one) for one in answer.context["messages"]]
    assert not re.search(r"\d", told)


def test_only_who_was_not_written_to_today_is_counted_and_gets_a_link(strategy, here):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    actions.remind(by=here, round=round)
    letters_to(project.owner).last().delete()
    before = MailLink.objects.count()
    assert actions.remind(by=here, round=round) == 1
    assert MailLink.objects.count() == before + 1
    link_of(project.owner)


def test_reminding_asks_as_much_for_fifty_as_for_five(django_assert_max_num_queries, here):
    for owners in (5, 50):
        strategy = a_followed_strategy()
        for _owner in range(owners):
            a_project(strategy)
        round = opened(a_round(strategy))
        by = build.the_operator(strategy.municipality)
        for _press in range(2):
            with django_assert_max_num_queries(16):
                actions.remind(by=by, round=round)


# What the next round begins with


def a_wish(strategy, project, **how) -> tuple[Round, Report]:
    round = opened(a_round(strategy, **how))
    return round, confirmed(report_on(round, project), "off_course", decision_wanted="Flere penge")


def the_point_of(round, report, here) -> AgendaItem:
    meeting = meetings.plan_meeting(by=here, round=round, held_on=timezone.localdate())
    meetings.make_agenda(by=here, meeting=meeting)
    return AgendaItem.objects.select_related("round", "meeting").get(report=report)


@pytest.mark.parametrize(
    ("how", "kept"), [("treated", ""), ("decided", ""), ("taken off", "Flere penge"), ("", "Flere penge")]
)  # fmt: skip
def test_a_wish_that_was_handled_does_not_come_back(strategy, here, how, kept):
    project = a_project(strategy)
    round, report = a_wish(strategy, project)
    point = the_point_of(round, report, here)
    if how == "treated":
        meetings.mark_treated(by=here, point=point)
    elif how == "decided":
        decisions.record_decision(
            by=here, municipality=strategy.municipality, point=point, text="Ja"
        )
    elif how == "taken off":
        meetings.drop_point(by=here, point=point, version=point.version)
    closed(round)
    next_one = report_on(opened(a_round(strategy)), project)
    assert (next_one.decision_wanted, next_one.status) == (kept, "off_course")
    assert next_one.fact == report.fact


def test_what_nobody_stood_by_is_not_passed_on_but_the_round_before_is_still_known(strategy, here):
    project = a_project(strategy)
    first, said = a_wish(strategy, project)
    closed(first)
    second = opened(a_round(strategy))
    missed = report_on(second, project)
    Report.objects.filter(pk=missed.pk).update(status="done", fact="Kladde", decision_wanted="")
    closed(second)
    third = opened(a_round(strategy))
    report = report_on(third, project)
    assert (report.status, report.fact) == ("off_course", said.fact)
    assert report.decision_wanted == "Flere penge"
    assert report.previous == missed
    closed(third)
    other = a_project(strategy)
    fourth = closed(opened(a_round(strategy)))
    Report.objects.filter(round=fourth, initiative=other).update(status="done", fact="Kladde")
    never = report_on(opened(a_round(strategy)), other)
    assert (never.status, never.fact, never.previous.round) == ("", "", fourth)


# A prepared round


def test_a_prepared_round_is_removed_from_its_page_with_the_meetings_planned_for_it(
    strategy, office, here
):
    round = a_round(strategy)
    meeting = meetings.plan_meeting(by=here, round=round, held_on=timezone.localdate())
    meetings.add_point(by=here, meeting=meeting, title="Budget")
    page = office.get(at(strategy, "run_round", round.slug)).text
    assert at(strategy, "remove_round", round.slug) in page
    answer = office.post(at(strategy, "remove_round", round.slug), {"version": round.version})
    assert answer.url == at(strategy, "rounds")
    assert not Round.objects.exists()
    removed = Entry.objects.filter(verb=Entry.Verb.REMOVED).values_list("subject_label", flat=True)
    assert sorted(removed) == ["followup.agendaitem", "followup.meeting", "followup.round"]


def test_only_the_strategy_office_removes_a_round_and_only_one_that_stands_as_it_was_seen(
    strategy, here
):
    round = a_round(strategy)
    with pytest.raises(NotAllowed):
        actions.remove_round(
            by=build.an_actor("executive", strategy.municipality), round=round, version=1
        )
    with pytest.raises(ChangedMeanwhile):
        actions.remove_round(by=here, round=round, version=round.version + 1)
    opened(round)
    with pytest.raises(refusals.RoundIsNotDraft):
        actions.remove_round(by=here, round=round, version=round.version)


@pytest.mark.parametrize("how", ["minuted", "treated", "decided"])
def test_a_round_in_which_something_was_said_is_not_removed(strategy, here, how):
    round = a_round(strategy)
    meeting = meetings.plan_meeting(by=here, round=round, held_on=timezone.localdate())
    point = meetings.add_point(by=here, meeting=meeting, title="Budget")
    if how == "minuted":
        meetings.take_minutes(by=here, point=point, version=point.version, minutes="Drøftet")
    elif how == "treated":
        meetings.mark_treated(by=here, point=point)
    else:
        decisions.record_decision(
            by=here, municipality=strategy.municipality, point=point, text="Ja"
        )
    with pytest.raises(refusals.RoundIsUnderWay):
        actions.remove_round(by=here, round=round, version=round.version)
    assert Meeting.objects.exists()


def form_of(client, address: str) -> dict:
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_the_address_of_a_prepared_round_can_be_changed(strategy, office):
    round = a_round(strategy, slug="2014-1")
    where = at(strategy, "edit_round", round.slug)
    answer = office.post(where, form_of(office, where) | {"slug": "2014-2"})
    assert answer.url == at(strategy, "run_round", "2014-2")
    round.refresh_from_db()
    assert round.slug == "2014-2"


def test_two_rounds_do_not_get_one_address(strategy, office, here):
    a_round(strategy, slug="2014-1")
    round = a_round(strategy, slug="2014-2")
    with pytest.raises(refusals.RoundAddressIsTaken):
        actions.edit_round(by=here, round=round, version=round.version, slug="2014-1")
    actions.edit_round(by=here, round=round, version=round.version, slug="2014-2", title="Anden")
    assert round.title == "Anden"


def test_an_address_that_pejl_uses_is_refused_with_a_sentence_of_its_own(strategy, here):
    with pytest.raises(refusals.RoundAddressIsReserved):
        a_round(strategy, slug="ny")
    round = a_round(strategy)
    with pytest.raises(refusals.RoundAddressIsReserved):
        actions.edit_round(by=here, round=round, version=round.version, slug="ny")


def test_all_that_is_wrong_with_a_round_is_told_at_once(strategy, office):
    where, today = at(strategy, "prepare_round"), timezone.localdate()
    sent = form_of(office, where) | {
        "strategy": strategy.pk, "slug": "ny", "title": "Ny", "remind_days": "3",
        "starts_on": today, "ends_on": today - timedelta(days=1), "initiatives_due_on": today,
        "objectives_due_on": today, "focus_areas_due_on": today - timedelta(days=1),
    }  # fmt: skip
    errors = office.post(where, sent).context["form"].errors
    assert errors.keys() == {"slug", "ends_on", "focus_areas_due_on"}


def test_a_program_removes_a_prepared_round(strategy):
    round, program = a_round(strategy), program_of("strategy_office", strategy.municipality)
    answer = program.call("DELETE", f"/rounds/{round.pk}", version=round.version)
    assert answer.status_code == 204
    assert not Round.objects.exists()
    answer = program.call("DELETE", f"/rounds/{opened(a_round(strategy)).pk}", version=2)
    assert answer.status_code == 409
