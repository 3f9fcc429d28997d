"""Prejekter, projects and what is done at once, through the API: what everyone reads, what a role can change."""

from __future__ import annotations

import pytest

from pejl.initiatives import actions
from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from tests import build
from tests.api.calling import program_of, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.exploring import QUESTION, a_prejekt, a_running_prejekt, a_world, in_days
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

ID = "b1f0c7d2-0000-4000-8000-000000000003"


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(world):
    return program_of("strategy_office", world.municipality)


def at(initiative):
    return f"/initiatives/{initiative['id'] if isinstance(initiative, dict) else initiative.id}"


def test_a_prejekt_is_proposed_and_changed(world, office):
    objective = build.an_objective(
        build.a_focus_area(build.adopted(build.a_strategy(world.municipality)))
    )
    body = {
        "kind": "prejekt",
        "title": "Aftenbesøg",
        "unit_id": str(world.unit.id),
        "sponsor_id": str(world.sponsor.id),
        "question": QUESTION,
        "hours": 40,
        "amount": "25000.50",
        "ends_on": in_days(30).isoformat(),
        "objective_ids": [str(objective.id)],
        "id": ID,
    }
    told = done(office.call("POST", "/initiatives", body), 201)
    assert (told["label"], told["state"], told["question"], told["goal"]) == (
        "P1",
        "proposed",
        QUESTION,
        None,
    )
    assert told["objective_ids"] == [str(objective.id)]
    assert told["focus_area_ids"] == [str(objective.focus_area_id)]
    internal = told["internal"]
    assert (internal["hours"], internal["amount"], internal["sponsor"]["id"]) == (
        40,
        "25000.50",
        str(world.sponsor.id),
    )
    assert done(office.call("POST", "/initiatives", body), 201) == told
    edits = {"summary": "Ro om aftenen", "occasion": "Klager", "is_public": True}
    changed = done(office.call("PATCH", at(told), edits, version=1))
    assert (changed["summary"], changed["internal"]["occasion"]) == ("Ro om aftenen", "Klager")
    assert changed["objective_ids"] == told["objective_ids"]
    assert office.read(at(told)) == changed
    assert Initiative.objects.count() == 1


def test_aims_that_are_not_named_stay(world, office):
    strategy = build.adopted(build.a_strategy(world.municipality))
    area, other = build.a_focus_area(strategy), build.a_focus_area(strategy)
    objective = build.an_objective(area)
    path = at(a_prejekt(world, objectives=[objective]))
    edits = {"focus_area_ids": [str(other.id)]}
    told = done(office.call("PATCH", path, edits, version=1))
    assert told["objective_ids"] == [str(objective.id)]
    assert set(told["focus_area_ids"]) == {str(area.id), str(other.id)}
    assert told["version"] == 2
    told = done(office.call("PATCH", path, {"objective_ids": []}, version=2))
    assert (told["objective_ids"], told["version"]) == ([], 3)
    draft = build.an_objective()
    edits = {"objective_ids": [str(draft.id)]}
    refused(office.call("PATCH", path, edits, version=3), 409, "initiative-is-elsewhere")


@pytest.mark.parametrize(
    ("kind", "edits"),
    [
        ("prejekt", {"occasion": "Ny anledning"}),
        ("project", {"goal": "Et nyt mål"}),
        ("project", {"title": "Ny titel"}),
    ],
)
def test_nobody_overwrites_what_they_have_not_read(world, office, kind, edits):
    made = a_prejekt(world) if kind == "prejekt" else a_project(world.municipality)
    first = {"affected": "Alle"} if kind == "prejekt" else {"outside": "Dagen", "title": "Først"}
    refused(office.call("PATCH", at(made), edits), 428, "version-not-named")
    assert done(office.call("PATCH", at(made), first, version=1))["version"] == 2
    told = refused(office.call("PATCH", at(made), edits, version=1), 412, "edited-meanwhile")
    assert (told["current"]["version"], told["yours"]) == (2, edits)
    assert done(office.call("PATCH", at(made), edits, version=2))["version"] == 3


def test_the_question_of_a_running_prejekt_is_not_changed_behind_its_gates(world, office):
    prejekt = a_running_prejekt(world)
    edits = {"question": "Hvad så?"}
    version = office.read(at(prejekt))["version"]
    told = refused(
        office.call("PATCH", at(prejekt), edits, version=version),
        409,
        "question-is-reworded-at-a-gate",
    )
    assert told["errors"][0]["field"] == "question"


@pytest.mark.parametrize(
    ("wrong", "status", "name", "field"),
    [
        ({"question": "Vi undersøger det."}, 409, "question-is-no-question", "question"),
        ({"sponsor_id": None}, 409, "sponsor-is-missing", "sponsor_id"),
        ({"goal": "Et mål"}, 422, "unusable-values", "goal"),
        ({"kind": "operation"}, 422, "unusable-values", "question"),
        ({"starts_on": "2030-02-01", "ends_on": "2030-01-01"}, 409, "ends-before-it-begins", None),
        ({"hours": -1}, 422, "unusable-values", "hours"),
        ({"amount": "1.005"}, 422, "unusable-values", "amount"),
        ({"amount": "1e400"}, 422, "unusable-values", "amount"),
        ({"title": "x" * 201}, 422, "unusable-values", "title"),
        ({"state": "running"}, 422, "unusable-values", "state"),
        ({"unit_id": None}, 422, "unusable-values", "unit_id"),
        ({"objective_ids": [ID]}, 409, "initiative-is-elsewhere", "objective_ids"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(world, office, wrong, status, name, field):
    body = {
        "kind": "prejekt",
        "title": "Aftenbesøg",
        "unit_id": str(world.unit.id),
        "sponsor_id": str(world.sponsor.id),
        "question": QUESTION,
    }
    told = refused(office.call("POST", "/initiatives", body | wrong), status, name)
    if field:
        assert field in [one["field"] for one in told["errors"]]
    assert not Initiative.objects.exists()


def test_who_may_not_is_told_so(world):
    body = {"kind": "operation", "title": "Skilte", "unit_id": str(world.unit.id)}
    employee = program_of("employee", world.municipality)
    refused(employee.call("POST", "/initiatives", body), 403, "not-allowed")
    refused(visitor(world.municipality).call("POST", "/initiatives", body), 401, "token-needed")
    prejekt = a_prejekt(world)
    refused(employee.call("PATCH", at(prejekt), {"title": "Ny"}, version=1), 403, "not-allowed")
    lead = program_of("initiative_lead", world.municipality)
    done(lead.call("POST", "/initiatives", body), 201)


PUBLIC = {
    "id", "number", "label", "kind", "state", "title", "summary", "question", "goal", "learning",
    "unit_id", "strategy_id", "focus_area_ids", "objective_ids", "starts_on", "ends_on",
    "ended_on", "is_public", "is_example", "version",
}  # fmt: skip


def test_everyone_reads_what_is_public_and_nothing_internal(world, office):
    hidden = a_prejekt(world, title="Skjult")
    shown = a_prejekt(
        world, title="Vist", is_public=True, internal_note="Hemmelig note", predecessor=hidden
    )
    actions.note_known(by=world.executive, initiative=shown, text="Hemmelig viden")
    actions.comment(by=world.executive, initiative=shown, text="Hemmelig tale")
    actions.decide_gate(
        by=world.executive, initiative=shown, version=1, kind="start", outcome="start",
        reason="Hemmelig grund",
    )  # fmt: skip
    guest = program_of("guest", world.municipality)
    for program in (visitor(world.municipality), guest):
        (listed,) = program.read("/initiatives")["items"]
        assert {name for name, value in listed.items() if value is not None} <= PUBLIC
        assert (listed["title"], listed["internal"]) == ("Vist", None)
        answer = program.get(at(shown))
        whole = answer.json()
        assert (whole["lines"], whole["internal"], whole["grew_from"]) == (None, None, None)
        assert whole["question"] == QUESTION
        decided = whole["decisions"][0]
        assert set(decided) == {"kind", "outcome", "decided_on"}
        text = answer.content.decode()
        assert "Hemmelig" not in text
        assert world.sponsor.name not in text
        assert program.get(at(hidden)).status_code == 404
        assert program.get(f"{at(shown)}/comments").status_code == 404
    assert office.read("/initiatives")["total"] == 2
    told = office.read(at(shown))
    assert told["grew_from"]["title"] == "Skjult"
    assert told["lines"]["gates"][0]["reason"] == "Hemmelig grund"
    assert told["lines"]["known"][0]["text"] == "Hemmelig viden"
    assert office.read(f"{at(shown)}/comments")["items"][0]["text"] == "Hemmelig tale"


def test_a_draft_strategy_is_not_given_away_by_what_serves_it(world, office):
    draft = build.a_strategy(world.municipality)
    objective = build.an_objective(build.a_focus_area(draft))
    shown = a_prejekt(world, is_public=True, objectives=[objective], strategy=draft)
    program = visitor(world.municipality)
    told = program.read(at(shown))
    assert (told["strategy_id"], told["objective_ids"], told["focus_area_ids"]) == (None, [], [])
    filters = (
        f"strategy_id={draft.id}",
        f"objective_id={objective.id}",
        f"focus_area_id={objective.focus_area_id}",
    )
    assert [program.read(f"/initiatives?{one}")["total"] for one in filters] == [0, 0, 0]
    assert [office.read(f"/initiatives?{one}")["total"] for one in filters] == [1, 1, 1]
    assert office.read(at(shown))["strategy_id"] == str(draft.id)


def test_the_catalogue_can_be_narrowed(world, office):
    a_prejekt(world, title="Aften")
    project = a_project(world.municipality, title="Bad")

    def titles(query):
        return [one["title"] for one in office.read(f"/initiatives?{query}")["items"]]

    assert titles("") == ["Aften", "Bad"]
    assert (
        titles("kind=project") == titles(f"unit_id={project.unit_id}") == titles("q=bad") == ["Bad"]
    )
    assert titles("q=aftenbesøgene") == ["Aften"]
    assert titles("state=running") == []
    assert titles("limit=1&offset=1") == ["Bad"]
    assert office.get("/initiatives?kind=action").status_code == 422


def test_another_municipalitys_initiative_is_not_found_here(world):
    shown = a_prejekt(world, is_public=True)
    elsewhere = program_of("strategy_office", build.a_municipality())
    assert elsewhere.get(at(shown)).status_code == 404
    assert elsewhere.call("PATCH", at(shown), {"title": "Ny"}, version=1).status_code == 404
    elsewhere.here = visitor(world.municipality).here
    assert elsewhere.read(at(shown))["internal"] is None
    refused(elsewhere.call("PATCH", at(shown), {"title": "Ny"}, version=1), 401, "token-needed")


def test_facilitators_are_shown_to_colleagues_while_they_agree(world):
    shown, hidden = (build.a_person("employee", world.municipality) for _ in range(2))
    for person, consents in ((shown, True), (hidden, False)):
        offer_to_facilitate(
            by=organisation.actor_for(world.municipality, person),
            municipality=world.municipality,
            methods="Brugerrejser",
            consents=consents,
        )
    prejekt = a_prejekt(world)
    actions.name_participant(by=world.executive, initiative=prejekt, person=shown, role="lead")
    colleague = program_of("employee", world.municipality)
    (told,) = colleague.read("/facilitators?q=brugerrejser")["items"]
    assert told["person"]["id"] == str(shown.id)
    assert [one["id"] for one in told["led"]] == [str(prejekt.id)]
    assert colleague.read("/facilitators?q=kan%20ikke")["total"] == 0
    assert visitor(world.municipality).get("/facilitators").status_code == 404
    assert program_of("guest", world.municipality).get("/facilitators").status_code == 403
