"""Deciding through the API: gates, selection, and from state to state."""

from __future__ import annotations

import pytest

from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.exploring import a_prejekt, a_running_prejekt, a_world, in_days
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

ID = "b1f0c7d2-0000-4000-8000-000000000005"


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(world):
    return program_of("strategy_office", world.municipality)


@pytest.fixture
def executive(world):
    return Program(world.municipality, token_for(world.executive, world.municipality))


def at(initiative):
    return f"/initiatives/{initiative.id}"


def test_a_prejekt_goes_through_its_gates_to_a_project(world, executive):
    prejekt = a_prejekt(world)
    start = {"kind": "start", "outcome": "start", "reason": "Det er et godt spørgsmål.", "id": ID}
    told = done(executive.call("POST", f"{at(prejekt)}/gates", start, version=1), 201)
    assert (told["state"], told["version"]) == ("running", 2)
    again = done(executive.call("POST", f"{at(prejekt)}/gates", start, version=1), 201)
    assert again == told
    crystallise = {
        "kind": "crystallise",
        "outcome": "project",
        "reason": "Vi ved nok.",
        "scores": {"need": {"score": 3, "words": "Alle siger det"}, "risk": {"score": 1}},
        "title": "Rolige aftener",
        "owner_id": str(world.chief.id),
        "first_benefit": "Færre klager til sommer",
    }
    told = done(executive.call("POST", f"{at(prejekt)}/gates", crystallise, version=2), 201)
    assert told["state"] == "crystallised"
    gate = told["lines"]["gates"][-1]
    assert gate["scores"]["need"] == {"score": 3, "words": "Alle siger det"}
    assert gate["decided_by"]["id"] == str(world.sponsor.id)
    (grown,) = told["became"]
    assert (grown["id"], grown["kind"]) == (gate["led_to_id"], "project")
    project = executive.read(f"/initiatives/{grown['id']}")
    assert project["internal"]["first_benefit"] == "Færre klager til sommer"
    assert project["grew_from"]["id"] == str(prejekt.id)


@pytest.mark.parametrize(
    ("gate", "status", "name", "field"),
    [
        ({"kind": "start", "outcome": "start"}, 409, "gate-is-not-open", "outcome"),
        ({"kind": "midway", "outcome": "project"}, 409, "gate-is-not-open", "outcome"),
        ({"kind": "midway", "outcome": "stop"}, 409, "learning-is-missing", "learning"),
        (
            {"kind": "midway", "outcome": "reword", "question_after": "Nej"},
            409,
            "question-is-no-question",
            "question_after",
        ),
        ({"kind": "crystallise", "outcome": "project"}, 409, "owner-is-missing", "owner_id"),
        ({"kind": "crystallise", "outcome": "park"}, 409, "review-day-is-missing", "review_on"),
        ({"kind": "midway", "outcome": "go_on", "reason": " "}, 422, "unusable-values", "reason"),
        (
            {"kind": "crystallise", "outcome": "stop", "scores": {"need": {"score": 4}}},
            422,
            "unusable-values",
            "scores.need.score",
        ),
        (
            {"kind": "crystallise", "outcome": "stop", "scores": {"luck": {"score": 1}}},
            422,
            "unusable-values",
            None,
        ),
    ],
)
def test_a_decision_that_lacks_something_is_refused_at_its_field(
    world, executive, gate, status, name, field
):
    prejekt = a_running_prejekt(world)
    body = {"reason": "Derfor."} | gate
    answer = executive.call("POST", f"{at(prejekt)}/gates", body, version=prejekt.version)
    told = refused(answer, status, name)
    assert field in (None, told["errors"][0]["field"])
    assert executive.read(at(prejekt))["state"] == "running"


def test_of_two_who_decide_at_once_the_second_is_told(world, executive):
    prejekt = a_running_prejekt(world)
    gate = {"kind": "midway", "outcome": "go_on", "reason": "Videre."}
    path = f"{at(prejekt)}/gates"
    refused(executive.call("POST", path, gate), 428, "version-not-named")
    done(executive.call("POST", path, gate, version=prejekt.version), 201)
    refused(executive.call("POST", path, gate, version=prejekt.version), 409, "gate-is-decided")


def test_only_the_executive_group_and_the_centres_leader_decide(world, executive, office):
    prejekt = a_prejekt(world)
    gate = {"kind": "start", "outcome": "start", "reason": "Ja."}
    path = f"{at(prejekt)}/gates"
    refused(office.call("POST", path, gate, version=1), 403, "not-allowed")
    refused(visitor(world.municipality).call("POST", path, gate, version=1), 401, "token-needed")
    leader = Program(world.municipality, token_for(world.leader, world.municipality))
    done(leader.call("POST", path, gate, version=1), 201)


def test_a_parked_prejekt_is_woken(world, executive):
    prejekt = a_running_prejekt(world)
    gate = {
        "kind": "crystallise",
        "outcome": "park",
        "reason": "Ikke nu.",
        "review_on": in_days(90).isoformat(),
        "wakes_when": "Når loven er klar",
    }
    path = f"{at(prejekt)}/gates"
    parked = done(executive.call("POST", path, gate, version=prejekt.version), 201)
    assert (parked["state"], parked["internal"]["wakes_when"]) == ("parked", "Når loven er klar")
    wake = {"reason": "Loven er klar."}
    woken = done(executive.call("POST", f"{at(prejekt)}/wake", wake, version=parked["version"]))
    assert woken["state"] == "running"
    again = executive.call("POST", f"{at(prejekt)}/wake", wake, version=woken["version"])
    refused(again, 409, "gate-is-not-open")


def test_the_executive_group_selects_and_leaves_out_with_reasons(world, executive, office):
    prejekt = a_prejekt(world)
    strategy = build.adopted(build.a_strategy(world.municipality))
    path, told = f"{at(prejekt)}/selections", f"/strategies/{strategy.id}/selections"
    choice = {
        "strategy_id": str(strategy.id),
        "is_selected": True,
        "reason": "Det haster.",
        "id": ID,
    }
    for _ in range(2):
        taken = done(executive.call("POST", path, choice, version=1), 201)
    assert taken["strategy_id"] == str(strategy.id)
    (first,) = office.read(told)["items"]
    assert (first["is_selected"], first["reason"]) == (True, "Det haster.")
    assert taken["lines"]["selections"] == [first]
    other = choice | {"is_selected": False, "reason": "Ikke alligevel.", "id": None}
    version = taken["version"]
    unseen = executive.call("POST", path, other, version=version)
    refused(unseen, 409, "selection-is-decided")
    seen = other | {"after_id": first["id"]}
    left = done(executive.call("POST", path, seen, version=version), 201)
    assert left["strategy_id"] is None
    listed = office.read(told)["items"]
    assert [one["is_selected"] for one in listed] == [False, True]
    assert office.read(f"{told}?initiative_id={ID}")["total"] == 0
    refused(office.call("POST", path, seen, version=version), 403, "not-allowed")
    assert visitor(world.municipality).get(told).status_code == 404
    assert program_of("guest", world.municipality).get(told).status_code == 403


def test_nothing_is_selected_into_a_strategy_that_is_closed_or_elsewhere(world, executive):
    prejekt = a_prejekt(world)
    closed = build.closed(build.a_strategy(world.municipality))
    body = {"strategy_id": str(closed.id), "is_selected": True, "reason": "Ja"}
    path = f"{at(prejekt)}/selections"
    refused(executive.call("POST", path, body, version=1), 409, "strategy-is-not-open")
    body["strategy_id"] = str(build.adopted().id)
    told = refused(executive.call("POST", path, body, version=1), 409, "initiative-is-elsewhere")
    assert told["errors"][0]["field"] == "strategy_id"


def test_a_project_begins_rests_goes_on_and_is_set_in_operation(world, office):
    project = at(a_project(world.municipality))
    running = done(office.call("POST", f"{project}/start", {}, version=1))
    assert (running["state"], bool(running["starts_on"])) == ("running", True)
    park = {"reason": "Vi venter.", "review_on": in_days(30).isoformat()}
    parked = done(office.call("POST", f"{project}/park", park, version=running["version"]))
    assert parked["state"] == "parked"
    taken_up = {"starts_on": in_days(0).isoformat(), "reason": "Nu."}
    again = done(office.call("POST", f"{project}/start", taken_up, version=parked["version"]))
    learned = {"learning": "Ring først."}
    ended = done(office.call("POST", f"{project}/finish", learned, version=again["version"]))
    assert (ended["state"], ended["learning"]) == ("in_operation", "Ring først.")
    late = office.call("PATCH", project, {"title": "Ny"}, version=ended["version"])
    refused(late, 409, "initiative-has-ended")


def test_a_project_stops_with_what_was_learned(world, office):
    project = at(a_project(world.municipality))
    refused(
        office.call("POST", f"{project}/stop", {"reason": "Nej", "learning": " "}, version=1),
        409,
        "learning-is-missing",
    )
    stop = {"reason": "For dyrt.", "learning": "Prisen pr. besøg er for høj."}
    refused(office.call("POST", f"{project}/stop", stop), 428, "version-not-named")
    told = done(office.call("POST", f"{project}/stop", stop, version=1))
    assert (told["state"], told["learning"]) == ("stopped", "Prisen pr. besøg er for høj.")


def test_a_project_without_an_owner_or_a_prejekt_is_not_simply_started(world, office):
    project = at(a_project(world.municipality, owner=None))
    told = refused(office.call("POST", f"{project}/start", {}, version=1), 409, "owner-is-missing")
    assert told["errors"][0]["field"] == "owner_id"
    prejekt = at(a_prejekt(world))
    refused(office.call("POST", f"{prejekt}/start", {}, version=1), 409, "gate-is-not-open")
