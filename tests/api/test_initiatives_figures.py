"""What the pages of selection, flow and participation show, as data."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from pejl.initiatives import actions
from pejl.initiatives.actions.catalogue import select_initiative
from pejl.organisation import queries as organisation
from tests import build
from tests.api.calling import program_of, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.catalogue import Place
from tests.initiatives.exploring import a_running_prejekt, a_world, in_days
from tests.initiatives.undertaken import an_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def employee(place):
    return program_of("employee", place.municipality)


def test_candidates_tell_what_each_asks_and_what_was_decided(place, employee):
    taken = place.initiative(title="Med", hours=40, amount="1000.50")
    left = place.initiative("project", title="Ikke med", hours=10)
    place.initiative(title="Uden fokus", objectives=[])
    for one, is_selected in ((taken, True), (left, False)):
        select_initiative(
            by=place.chief, initiative=one, strategy=place.strategy, version=1,
            is_selected=is_selected, reason="Fordi.",
        )  # fmt: skip
    told = employee.read(f"/strategies/{place.strategy.id}/candidates")
    by_title = {one["entry"]["title"]: one for one in told["candidates"]}
    assert list(by_title)[-1] == "Uden fokus"
    assert by_title["Uden fokus"]["choice"] is None
    chosen = by_title["Med"]
    assert (chosen["is_selected"], chosen["hours"], chosen["amount"]) == (True, 40, "1000.50")
    assert (chosen["initiative_id"], chosen["choice"]["reason"]) == (str(taken.id), "Fordi.")
    assert by_title["Ikke med"]["is_selected"] is False
    assert (told["total"]["selected"], told["total"]["all"]) == (1, 3)
    assert (told["total"]["selected_hours"], told["total"]["all_hours"]) == (40, 50)
    (centre,) = [one for one in told["centres"] if one["unit"] == place.unit.name]
    assert centre["focus_areas"] == [{"selected": 1, "all": 2}]
    assert [area["title"] for area in told["focus_areas"]] == ["Produktivitet"]


def test_the_flow_counts_ideas_initiatives_what_is_parked_and_what_is_found_out():
    world = a_world()
    employee = program_of("employee", world.municipality)
    prejekt = a_running_prejekt(world)
    by = {"by": world.executive, "initiative": prejekt}
    unknown = actions.note_unknown(**by, question="Hvem ringer?")
    actions.note_unknown(**by, question="Og hvornår?")
    actions.settle_unknown(
        by=world.executive, unknown=unknown, version=1, state="answered", answer="Plejen."
    )
    idea = an_idea(world.municipality)
    actions.answer_idea(
        by=world.executive, idea=idea, version=1, outcome="parked", reason="Ikke nu.",
        review_on=in_days(30), wakes_when="Når budgettet er lagt",
    )  # fmt: skip
    told = employee.read("/flow")
    assert [one["count"] for one in told["funnel"]] == [1, 1, 1, 0, 0]
    assert [one["count"] for one in told["funnel"][1]["exits"]] == [1]
    (parked,) = told["parked"]
    assert (parked["idea_id"], parked["initiative_id"]) == (str(idea.id), None)
    assert (parked["days"], parked["is_due"]) == (0, False)
    (share,) = told["unknowns"]
    assert (share["initiative_id"], share["answered"], share["open"]) == (str(prejekt.id), 1, 1)
    assert told["all_unknowns"]["percent"] == 50
    english = program_of("employee", world.municipality, **{"Accept-Language": "en"})
    assert english.read("/flow")["funnel"][0]["name"] == "Ideas"


def test_the_matrix_counts_initiatives_by_centre_and_focus_area(place, employee):
    place.initiative()
    place.initiative(objectives=[])
    matrix = employee.read("/flow")["matrix"]
    assert [area["title"] for area in matrix["focus_areas"]] == ["Produktivitet"]
    assert matrix["focus_areas"][0]["strategy_id"] == str(place.strategy.id)
    (centre,) = matrix["centres"]
    assert (centre["unit"], centre["counts"], centre["all"]) == (place.unit.name, [1], 2)


def test_participation_is_counted_and_small_numbers_are_hidden(place, employee):
    for number in range(12):
        person = build.a_person("employee", place.municipality, place.unit)
        if number < 6:
            actor = organisation.actor_for(place.municipality, person)
            actions.submit_idea(by=actor, municipality=place.municipality, title="Hvad nu hvis?")
    told = employee.read("/participation")
    (centre,) = [one for one in told["centres"] if one["unit"] == place.unit.name]
    assert (centre["employees"], centre["year"]) == (12, {"people": 6, "percent": 50})
    assert len(centre["quarters"]) == 4
    ideas = told["ways"][0]
    assert (ideas["times"], ideas["people"]["people"]) == (6, 6)
    assert told["ways"][1]["people"]["people"] == 0
    an_idea(place.municipality)
    few = program_of("employee", a_place_with_one_idea())
    assert few.read("/participation")["ways"][0]["people"] == {"people": None, "percent": None}


def a_place_with_one_idea():
    municipality = build.a_municipality()
    an_idea(municipality)
    return municipality


def test_participation_is_asked_for_by_year(place, employee):
    with time_machine.travel(timezone.now() - timedelta(days=730), tick=False):
        an_idea(place.municipality)
        before = timezone.localdate().year
    an_idea(place.municipality)
    now = timezone.localdate().year
    assert employee.read("/participation")["year"] == now
    told = employee.read(f"/participation?year={before}")
    assert (told["year"], told["years"]) == (before, [now, before])
    assert told["ways"][0]["times"] == 1
    assert employee.read("/participation?year=1999")["year"] == now
    assert employee.get("/participation?year=i%20fjor").status_code == 422


def test_figures_are_for_those_who_work_here(place):
    paths = ["/flow", "/participation", f"/strategies/{place.strategy.id}/candidates"]
    guest = program_of("guest", place.municipality)
    foreign = program_of("strategy_office", build.a_municipality())
    foreign.here = guest.here
    for path in paths:
        refused(visitor(place.municipality).get(path), 404, "not-found")
        refused(foreign.get(path), 404, "not-found")
        refused(guest.get(path), 403, "not-allowed")
    draft = build.a_strategy()
    own = program_of("employee", place.municipality)
    assert own.get(f"/strategies/{draft.id}/candidates").status_code == 404


def test_the_catalogue_is_sorted_as_asked_and_one_is_found_by_its_number(place, employee):
    first = place.initiative(title="Østfløjen", ends_on=in_days(60))
    last = place.initiative(title="Aftenbesøg", ends_on=in_days(30))

    def numbers(query):
        return [one["number"] for one in employee.read(f"/initiatives?{query}")["items"]]

    assert numbers("") == numbers("order=number") == [first.number, last.number]
    for order in ("title", "ends_on", "newest"):
        assert numbers(f"order={order}") == [last.number, first.number], order
    assert numbers(f"number={last.number}") == [last.number]
    assert employee.get("/initiatives?order=owner").status_code == 422
    idea = an_idea(place.municipality)
    an_idea(place.municipality)
    (told,) = employee.read(f"/ideas?number={idea.number}")["items"]
    assert told["id"] == str(idea.id)


def test_what_a_prejekt_did_not_know_is_settled_in_one_step():
    world = a_world()
    prejekt = a_running_prejekt(world)
    unknown = actions.note_unknown(by=world.executive, initiative=prejekt, question="Hvem ringer?")
    office = program_of("strategy_office", world.municipality)
    path = f"/initiatives/{prejekt.id}/unknowns/{unknown.id}/settle"
    found = {"state": "answered", "answer": "Plejen.", "makes_known": True, "confidence": "high"}
    missing = refused(
        office.call("POST", path, {"state": "answered"}, version=1), 409, "answer-is-missing"
    )
    assert missing["errors"][0]["field"] == "answer"
    employee = program_of("employee", world.municipality)
    refused(employee.call("POST", path, found, version=1), 403, "not-allowed")
    told = done(office.call("POST", path, found, version=1))
    assert (told["state"], told["answer"], told["version"]) == ("answered", "Plejen.", 2)
    (known,) = office.read(f"/initiatives/{prejekt.id}")["lines"]["known"]
    assert (known["text"], known["answers_id"]) == ("Plejen.", str(unknown.id))
    assert known["confidence"] == "high"
    done(office.call("POST", path, found, version=2))
    assert len(office.read(f"/initiatives/{prejekt.id}")["lines"]["known"]) == 1
