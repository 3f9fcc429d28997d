"""Letters to those who follow: what happened, why and where, in their language and as often as they want."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pejl.initiatives import jobs
from pejl.initiatives import news as letters
from pejl.initiatives.actions import projects
from pejl.initiatives.actions.conversation import comment, follow, unfollow
from pejl.initiatives.actions.ideas import answer_idea, hand_over_idea
from pejl.initiatives.actions.letters import choose_news
from pejl.initiatives.models import Idea, Initiative, NewsChoice
from pejl.jobs.models import Letter
from pejl.organisation.models import Person
from tests import build
from tests.initiatives.undertaken import a_milestone, a_project, an_idea, in_days, running
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    municipality = build.a_municipality()
    return an_idea(municipality, unit=build.a_unit(municipality))


@pytest.fixture
def office(idea):
    return build.an_actor("strategy_office", idea.municipality)


def to(person):
    return Letter.objects.filter(to_person_id=person.pk)


def test_whoever_had_the_idea_reads_the_answer_and_the_reason(idea, office):
    Person.objects.filter(pk=idea.submitter_id).update(language="en")
    answer_idea(by=office, idea=idea, version=1, outcome="declined", reason="Vi gør det allerede")
    letter = to(idea.submitter).get()
    assert "Decline it" in letter.subject
    assert "Vi gør det allerede" in letter.text
    path = reverse("initiatives:idea", args=[idea.municipality.slug, idea.number])
    assert f"{letters.site()}{path}" in letter.text
    assert letters.address_of_choice(idea.municipality) in letter.text
    assert letter.language == "en"


def test_whoever_did_it_gets_no_letter(idea, office):
    follow(by=office, idea=idea)
    hand_over_idea(
        by=office, idea=idea, version=1, to_unit=build.a_unit(idea.municipality), reason="Jeres"
    )
    assert not to(office.person).exists()
    assert to(idea.submitter).count() == 1


def test_whoever_stopped_following_and_whoever_left_hear_no_more(idea, office):
    stopped, left = (build.an_actor("employee", idea.municipality) for _ in range(2))
    follow(by=stopped, idea=idea)
    unfollow(by=stopped, idea=idea)
    follow(by=left, idea=idea)
    Person.objects.filter(pk=left.person_id).update(is_active=False)
    comment(by=office, idea=idea, text="Hej")
    assert {one.to_person_id for one in Letter.objects.all()} == {idea.submitter_id}


def test_letters_come_as_they_were_chosen(idea, office):
    people = {}
    for wanted in ("at_once", "daily", "weekly", "none"):
        actor = people[wanted] = build.an_actor("employee", idea.municipality)
        follow(by=actor, idea=idea)
        choose_news(by=actor, municipality=idea.municipality, wanted=wanted)
    comment(by=office, idea=idea, text="Hej")
    for wanted, actor in people.items():
        expected = [] if wanted == "none" else [wanted]
        assert list(to(actor.person).values_list("wanted", flat=True)) == expected


def test_whoever_is_named_hears_at_once_and_once(idea, office):
    named = build.an_actor("employee", idea.municipality)
    follow(by=named, idea=idea)
    choose_news(by=named, municipality=idea.municipality, wanted="weekly")
    stranger = build.a_person("employee", build.a_municipality())
    text = f"Spørg @{named.person.email.upper()} eller @{stranger.email}."
    comment(by=office, idea=idea, text=text)
    assert [one.wanted for one in to(named.person)] == ["at_once"]
    assert not to(stranger).exists()


def test_choosing_twice_keeps_one_choice(idea, office):
    for wanted in ("daily", "daily", "none"):
        choose_news(by=office, municipality=idea.municipality, wanted=wanted)
    assert NewsChoice.objects.get().wanted == "none"


def test_followers_of_the_idea_hear_what_became_of_the_project(idea, office):
    owner = build.a_person("employee", idea.municipality)
    project = a_project(idea.municipality, idea=idea, owner=owner, unit=idea.unit)
    projects.start_initiative(by=office, initiative=project, version=project.version)
    projects.stop_initiative(
        by=office, initiative=project, version=project.version, reason="For dyrt",
        learning="Begynd mindre",
    )  # fmt: skip
    last = to(idea.submitter).order_by("created_at").last()
    assert to(idea.submitter).count() == 2
    assert "Begynd mindre" in last.text
    assert to(owner).count() == 2


def test_letters_to_many_take_few_queries(idea, office, django_assert_max_num_queries):
    for _one in range(40):
        follow(by=build.an_actor("employee", idea.municipality), idea=idea)
    with django_assert_max_num_queries(20):
        comment(by=office, idea=idea, text="Hej")
    assert Letter.objects.count() == 41


def _late(idea, days=9):
    Idea.objects.filter(pk=idea.pk).update(created_at=timezone.now() - timedelta(days=days))


def test_leaders_are_reminded_once_a_day_of_what_waits_too_long(idea):
    leader = build.a_person("unit_leader", idea.municipality, idea.unit)
    jobs.remind_of_ideas.func()
    assert not Letter.objects.exists(), "within the promise nobody is reminded"
    _late(idea)
    for _again in range(2):
        jobs.remind_of_ideas.func()
    assert idea.title in to(leader).get().text


def test_what_was_parked_wakes_on_its_day_and_once(idea, office):
    owner = build.a_person("employee", idea.municipality)
    project = a_project(idea.municipality, owner=owner)
    Initiative.objects.filter(pk=project.pk).update(state="parked", review_on=in_days(0))
    leader = build.a_person("unit_leader", idea.municipality, idea.unit)
    Idea.objects.filter(pk=idea.pk).update(
        outcome="parked", review_on=in_days(0), wakes_when="aftalen er klar"
    )
    for _again in range(2):
        jobs.wake_parked.func()
    assert to(owner).count() == 1
    assert "aftalen er klar" in to(leader).get().text


def test_what_fails_does_not_keep_the_others_from_it(idea, monkeypatch, caplog):
    ideas = [an_idea(idea.municipality, unit=idea.unit) for _ in range(3)]
    Idea.objects.filter(pk__in=[one.pk for one in ideas]).update(
        outcome="parked", review_on=in_days(0)
    )
    leader = build.a_person("unit_leader", idea.municipality, idea.unit)
    whole = jobs._waking

    def fails_once(thing, person, wanted):
        if thing.pk == ideas[1].pk:
            raise ValueError("broken")
        return whole(thing, person, wanted)

    monkeypatch.setattr(jobs, "_waking", fails_once)
    jobs.wake_parked.func()
    assert to(leader).count() == 2
    assert "could not write" in caplog.text


def test_mine_shows_what_waits_for_me_first(idea):
    leader = build.a_person("unit_leader", idea.municipality, idea.unit)
    project = running(a_project(idea.municipality, owner=leader))
    a_milestone(project, -2, "Prøven er slut")
    url = reverse("initiatives:mine", args=[idea.municipality.slug])
    shown = reader(leader, "en").get(url).content.decode()
    assert "2 things wait for you." in shown
    assert shown.index(idea.title) < shown.index("Prøven er slut") < shown.index("Ideas I had")


def test_the_letters_are_chosen_on_mine(idea):
    url = reverse("initiatives:choose_news", args=[idea.municipality.slug])
    client = reader(idea.submitter, "en")
    assert client.post(url, {"wanted": "weekly"}).status_code == 302
    assert client.post(url, {"wanted": "hourly"}).status_code == 200
    assert NewsChoice.objects.get().wanted == "weekly"


def test_mine_is_for_those_who_are_signed_in(idea):
    url = reverse("initiatives:mine", args=[idea.municipality.slug])
    assert reader(None, "en").get(url).status_code == 403


@pytest.mark.parametrize("count", [1, 20])
def test_mine_takes_few_queries_however_much_there_is(idea, count, django_assert_max_num_queries):
    leader = build.a_person("unit_leader", idea.municipality, idea.unit)
    for _one in range(count):
        a_milestone(running(a_project(idea.municipality, owner=leader, unit=idea.unit)), -1)
        an_idea(idea.municipality, unit=idea.unit)
    client = reader(leader, "en")
    url = reverse("initiatives:mine", args=[idea.municipality.slug])
    client.get(url)
    with django_assert_max_num_queries(18):
        client.get(url)
