"""What is written in an initiative, through the API: every kind of line in the same way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests import build
from tests.api.calling import program_of, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.exploring import a_prejekt, a_world, decided, in_days
from tests.initiatives.undertaken import a_project

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate().isoformat()
ID = "b1f0c7d2-0000-4000-8000-000000000004"

EXPLORED = {
    "known": ({"text": "De fleste klager om aftenen"}, {"confidence": "high", "source": "Bruger"}),
    "unknowns": ({"question": "Hvem kommer?", "is_critical": True}, {"state": "examined"}),
    "activities": ({"kind": "interview", "title": "Seks samtaler"}, {"hours": 3, "learned": "Ro"}),
    "options": ({"title": "Fast tid"}, {"verdict": "pursue", "pro": "Ro\nog tid"}),
    "log": ({"text": "Ro betyder mest"}, {"on": "2014-06-30"}),
    "participants": ({"described_as": "to pårørende"}, {"role": "citizen", "hours": 2}),
}
PLANNED = {
    "milestones": ({"title": "Prøve", "due_on": "2030-01-31"}, {"state": "under_way"}),
    "deliverables": ({"title": "Vejledning"}, {"is_delivered": True}),
    "risks": ({"text": "Ingen tid", "likelihood": "high"}, {"is_closed": True}),
    "participants": ({"described_as": "en skole", "role": "invited"}, {"hours": 5}),
}
CASES = [
    *(("prejekt", path, *case) for path, case in EXPLORED.items()),
    *(("project", path, *case) for path, case in PLANNED.items()),
    *(("operation", path, *case) for path, case in PLANNED.items()),
]


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(world):
    return program_of("strategy_office", world.municipality)


def of_kind(world, kind):
    made = a_prejekt(world) if kind == "prejekt" else a_project(world.municipality, kind)
    return f"/initiatives/{made.id}"


@pytest.mark.parametrize(("kind", "path", "new", "edits"), CASES)
def test_a_line_is_added_read_changed_and_removed(world, office, kind, path, new, edits):
    whole = of_kind(world, kind)
    body = new | {"id": ID}
    line = done(office.call("POST", f"{whole}/{path}", body), 201)
    assert new.items() <= line.items()
    assert done(office.call("POST", f"{whole}/{path}", body), 201) == line
    here = f"{whole}/{path}/{line['id']}"
    assert office.read(here) == line
    assert office.read(whole)["lines"][path] == [line]
    refused(office.call("PATCH", here, edits), 428, "version-not-named")
    changed = done(office.call("PATCH", here, edits, version=1))
    assert {**line, **edits, "version": 2}.items() <= changed.items()
    assert office.read(here) == changed
    told = refused(
        office.call("PATCH", here, {"is_example": True}, version=1), 412, "edited-meanwhile"
    )
    assert (told["current"]["version"], told["yours"]["is_example"]) == (2, True)
    refused(office.call("DELETE", here, version=1), 412, "changed-meanwhile")
    done(office.call("DELETE", here, version=2), 204)
    assert office.get(here).status_code == 404


@pytest.mark.parametrize(("kind", "path", "new", "edits"), CASES)
def test_a_line_is_only_for_those_who_may(world, office, kind, path, new, edits):
    whole = of_kind(world, kind)
    office.call("PATCH", whole, {"is_public": True}, version=1)
    line = done(office.call("POST", f"{whole}/{path}", new), 201)
    here = f"{whole}/{path}/{line['id']}"
    employee = program_of("employee", world.municipality)
    assert employee.read(here) == line
    refused(employee.call("POST", f"{whole}/{path}", new), 403, "not-allowed")
    refused(employee.call("PATCH", here, edits, version=1), 403, "not-allowed")
    refused(employee.call("DELETE", here, version=1), 403, "not-allowed")
    stranger = visitor(world.municipality)
    assert stranger.get(here).status_code == 404
    refused(stranger.call("DELETE", here, version=1), 401, "token-needed")
    guest = program_of("guest", world.municipality)
    assert [
        guest.get(here).status_code,
        guest.call("PATCH", here, edits, version=1).status_code,
    ] == [
        404,
        404,
    ]
    other = of_kind(world, kind)
    assert office.get(f"{other}/{path}/{line['id']}").status_code == 404


def test_a_project_has_no_unknowns_and_a_prejekt_no_milestones(world, office):
    prejekt, project = of_kind(world, "prejekt"), of_kind(world, "project")
    milestone, unknown = PLANNED["milestones"][0], EXPLORED["unknowns"][0]
    assert office.call("POST", f"{prejekt}/milestones", milestone).status_code == 404
    assert office.call("POST", f"{project}/unknowns", unknown).status_code == 404


def test_lines_are_tied_to_lines_of_the_same_prejekt_only(world, office):
    whole, other = of_kind(world, "prejekt"), of_kind(world, "prejekt")
    unknown = done(office.call("POST", f"{whole}/unknowns", EXPLORED["unknowns"][0]), 201)
    known = {"text": "Det er naboen", "answers_id": unknown["id"]}
    noted = done(office.call("POST", f"{whole}/known", known), 201)
    assert noted["answers_id"] == unknown["id"]
    learned = {"text": "Spørg naboen", "known_id": noted["id"], "unknown_id": unknown["id"]}
    line = done(office.call("POST", f"{whole}/log", learned), 201)
    assert (line["known_id"], line["written_by"]["id"]) == (noted["id"], office.read("/me")["id"])
    told = refused(office.call("POST", f"{other}/known", known), 409, "initiative-is-elsewhere")
    assert told["errors"][0]["field"] == "answers_id"
    path = f"{whole}/log/{line['id']}"
    assert done(office.call("PATCH", path, {"known_id": None}, version=1))["known_id"] is None
    stolen = EXPLORED["unknowns"][0] | {"id": unknown["id"]}
    refused(office.call("POST", f"{other}/unknowns", stolen), 409, "initiative-is-elsewhere")


def test_an_answered_question_says_what_was_found_and_when(world, office):
    whole = of_kind(world, "prejekt")
    line = done(office.call("POST", f"{whole}/unknowns", EXPLORED["unknowns"][0]), 201)
    here = f"{whole}/unknowns/{line['id']}"
    answered = {"state": "answered"}
    refused(office.call("PATCH", here, answered, version=1), 409, "answer-is-missing")
    told = done(office.call("PATCH", here, answered | {"answer": "Naboen"}, version=1))
    assert (told["settled_on"], told["answer"]) == (TODAY, "Naboen")


def test_a_reached_milestone_says_when(world, office):
    whole = of_kind(world, "project")
    line = done(office.call("POST", f"{whole}/milestones", PLANNED["milestones"][0]), 201)
    here = f"{whole}/milestones/{line['id']}"
    reached = done(office.call("PATCH", here, {"state": "reached"}, version=1))
    assert reached["reached_on"] == TODAY
    ahead = {"state": "reached", "reached_on": in_days(3).isoformat()}
    refused(office.call("PATCH", here, ahead, version=2), 409, "reached-day-lies-ahead")


def test_nothing_waits_for_itself(world, office):
    first, second = of_kind(world, "project"), of_kind(world, "project")
    needs = {"needs_id": second.rsplit("/", 1)[1], "note": "Først den"}
    line = done(office.call("POST", f"{first}/dependencies", needs), 201)
    assert done(office.call("POST", f"{first}/dependencies", needs), 201) == line
    back = {"needs_id": first.rsplit("/", 1)[1]}
    told = refused(office.call("POST", f"{second}/dependencies", back), 409, "depends-in-a-circle")
    assert told["errors"][0]["field"] == "needs_id"
    refused(office.call("POST", f"{first}/dependencies", back), 409, "depends-in-a-circle")
    here = f"{first}/dependencies/{line['id']}"
    assert done(office.call("PATCH", here, {"note": "Siden"}, version=1))["note"] == "Siden"
    elsewhere = {"needs_id": str(a_project().id)}
    refused(office.call("POST", f"{first}/dependencies", elsewhere), 409, "initiative-is-elsewhere")
    done(office.call("DELETE", here, version=2), 204)


def test_somebody_who_takes_part_is_named_once_in_a_role(world, office):
    whole = of_kind(world, "prejekt")
    person = build.a_person("employee", world.municipality)
    body = {"person_id": str(person.id), "role": "gardener"}
    named = done(office.call("POST", f"{whole}/participants", body), 201)
    assert named["person"]["id"] == str(person.id)
    assert done(office.call("POST", f"{whole}/participants", body), 201) == named
    here = f"{whole}/participants/{named['id']}"
    changed = done(office.call("PATCH", here, {"hours": 4}, version=1))
    assert (changed["role"], changed["hours"], changed["person"]) == (
        "gardener",
        4,
        named["person"],
    )
    lead = done(office.call("POST", f"{whole}/participants", body | {"role": "lead"}), 201)
    other = f"{whole}/participants/{lead['id']}"
    refused(office.call("PATCH", other, {"role": "gardener"}, version=1), 409, "takes-part-already")
    told = refused(office.call("POST", f"{whole}/participants", {}), 409, "nobody-is-named")
    assert told["errors"][0]["field"] == "person_id"
    stranger = {"person_id": str(build.a_person("employee", build.a_municipality()).id)}
    refused(office.call("POST", f"{whole}/participants", stranger), 409, "person-is-not-member")


def test_what_has_ended_is_read_and_no_longer_changed(world, office):
    prejekt = a_prejekt(world)
    whole = f"/initiatives/{prejekt.id}"
    line = done(office.call("POST", f"{whole}/known", EXPLORED["known"][0]), 201)
    decided(world, prejekt, "start", "stop", learning="Vi ved nu hvorfor ikke.")
    here = f"{whole}/known/{line['id']}"
    assert office.read(here) == line
    refused(
        office.call("POST", f"{whole}/known", EXPLORED["known"][0]), 409, "initiative-has-ended"
    )
    refused(office.call("PATCH", here, {"source": "x"}, version=1), 409, "initiative-has-ended")
    refused(office.call("DELETE", here, version=1), 409, "initiative-has-ended")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("known", {"text": " "}),
        ("known", {"text": "x" * 4001}),
        ("known", {"text": "x", "confidence": "sure"}),
        ("unknowns", {"question": "Hvad?", "state": "answered"}),
        ("activities", {"kind": "interview", "title": "x", "hours": "3"}),
        ("activities", {"kind": "interview", "title": "x", "taking_part": 10**12}),
        ("activities", {"kind": "interview", "title": "x", "on": "i dag"}),
        ("options", {"title": "a\x00b"}),
        ("log", {"text": "x", "known_id": "1"}),
        ("participants", {"described_as": "x" * 121}),
    ],
)
def test_a_line_that_cannot_be_kept_is_told_so(world, office, path, body):
    refused(
        office.call("POST", f"{of_kind(world, 'prejekt')}/{path}", body), 422, "unusable-values"
    )
