"""What waits, through the API: ideas for an answer, parked things for their day, and what waits for oneself."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from pejl.initiatives import actions
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import refused
from tests.initiatives.exploring import a_running_prejekt, a_world, in_days
from tests.initiatives.undertaken import a_milestone, a_project, an_idea, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def chief(world):
    return Program(world.municipality, token_for(world.leader, world.municipality))


@pytest.fixture
def employee(world):
    return program_of("employee", world.municipality)


def days_ago(days):
    return in_so_many_days(-days)


def in_so_many_days(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def titles(listed):
    return [one["idea"]["title"] for one in listed]


def test_ideas_wait_in_a_queue_the_oldest_first(world, employee):
    other = build.a_unit(world.municipality)
    with days_ago(10):
        an_idea(world.municipality, title="Gammel", unit=world.unit)
    an_idea(world.municipality, title="Uden center")
    an_idea(world.municipality, title="Andetsteds", unit=other)
    answered = an_idea(world.municipality, title="Besvaret", unit=world.unit)
    actions.answer_idea(
        by=world.executive, idea=answered, version=1, outcome="mature", reason="Godt."
    )
    waiting = employee.read("/idea-queue")["items"]
    assert titles(waiting) == ["Gammel", "Uden center", "Andetsteds"]
    assert [(one["days"], one["is_late"]) for one in waiting[:2]] == [(10, True), (0, False)]
    here = employee.read(f"/idea-queue?unit_id={world.unit.id}")["items"]
    assert titles(here) == ["Gammel", "Uden center"]
    unknown = employee.read(f"/idea-queue?unit_id={answered.id}")["items"]
    assert titles(unknown) == ["Uden center"]


def test_answer_times_are_told_per_centre(world, employee):
    with days_ago(10):
        late = an_idea(world.municipality, unit=world.unit)
        soon = an_idea(world.municipality, unit=world.unit)
    an_idea(world.municipality)
    answer = {"by": world.executive, "version": 1, "outcome": "mature", "reason": "Godt."}
    with days_ago(8):
        actions.answer_idea(idea=soon, **answer)
    actions.answer_idea(idea=late, **answer)
    an_idea(world.municipality, unit=world.unit)
    here, nowhere = employee.read("/answer-times")["items"]
    assert here["unit_id"] == str(world.unit.id)
    assert (here["waiting"], here["answered"], here["within_percent"]) == (1, 2, 50)
    assert here["median_days"] == pytest.approx(6, abs=0.01)
    assert (nowhere["unit_id"], nowhere["median_days"]) == (None, None)


def test_parked_ideas_wake_on_their_day(world, employee):
    idea = an_idea(world.municipality)
    actions.answer_idea(
        by=world.executive, idea=idea, version=1, outcome="parked", reason="Ikke nu.",
        review_on=in_days(5), wakes_when="Når der er penge",
    )  # fmt: skip
    assert employee.read("/woken-ideas")["total"] == 0
    with in_so_many_days(6):
        (told,) = employee.read("/woken-ideas")["items"]
    assert (told["id"], told["wakes_when"]) == (str(idea.id), "Når der er penge")


def test_like_ideas_are_found_while_one_writes(world, employee):
    close = an_idea(world.municipality, title="Hvad nu hvis hjemmeplejen ringede før besøget?")
    an_idea(world.municipality, title="Hvad nu hvis skolerne fik solceller på taget?")
    told = employee.read("/similar-ideas?q=ring%20til%20borgeren%20f%C3%B8r%20bes%C3%B8get")[
        "items"
    ]
    assert [one["idea"]["id"] for one in told] == [str(close.id)]
    assert 0 < told[0]["score"] <= 1
    assert employee.get("/similar-ideas").status_code == 422
    guest = program_of("guest", world.municipality)
    assert guest.read("/similar-ideas?q=ringede%20f%C3%B8r%20bes%C3%B8get")["items"] == []


def test_mine_tells_what_waits_for_me_what_i_carry_and_what_i_had(world, chief):
    mine = chief.read("/mine")
    assert not any(mine.values())
    prejekt = a_running_prejekt(world, ends_on=in_days(1))
    owed = an_idea(world.municipality, unit=world.unit)
    had = an_idea(world.municipality, by=world.leader, title="Min egen")
    project = running(a_project(world.municipality, unit=world.unit, owner=world.chief))
    milestone = a_milestone(project, days=1)
    parked = an_idea(world.municipality, unit=world.unit, title="Parkeret")
    actions.answer_idea(
        by=world.executive, idea=parked, version=1, outcome="parked", reason="Ikke nu.",
        review_on=in_days(1),
    )  # fmt: skip
    with in_so_many_days(3):
        mine = chief.read("/mine")
    assert str(owed.id) in [one["idea"]["id"] for one in mine["owed"]]
    assert [one["id"] for one in mine["gates"]] == [str(prejekt.id)]
    assert [one["id"] for one in mine["overdue"]] == [str(milestone.id)]
    (woken,) = mine["woken"]
    assert (woken["idea"]["id"], woken["initiative"]) == (str(parked.id), None)
    carried = {one["initiative"]["id"]: one["standing"] for one in mine["carried"]}
    assert set(carried) == {str(prejekt.id), str(project.id)}
    assert all(carried.values())
    assert [one["id"] for one in mine["had"]] == [str(had.id)]


def test_outsiders_are_told_nothing_and_a_guest_of_their_own(world):
    actor = build.an_actor("guest", world.municipality)
    guest = Program(world.municipality, token_for(actor, world.municipality))
    own = an_idea(world.municipality, by=actor)
    an_idea(world.municipality)
    assert [one["id"] for one in guest.read("/mine")["had"]] == [str(own.id)]
    outside = visitor(world.municipality)
    for path in ("/idea-queue", "/woken-ideas", "/answer-times"):
        refused(outside.get(path), 404, "not-found")
        refused(guest.get(path), 403, "not-allowed")
    for path in ("/mine", "/similar-ideas?q=bes%C3%B8g"):
        refused(outside.get(path), 404, "not-found")
