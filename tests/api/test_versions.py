"""Nobody overwrites what they have not read, and nothing unchanged is sent twice."""

from __future__ import annotations

import gzip

import pytest

from tests import build
from tests.api.calling import program_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective():
    objective = build.an_objective(title="Som den var")
    build.adopted(objective.strategy)
    return objective


@pytest.fixture
def path(objective):
    return f"/objectives/{objective.id}"


@pytest.fixture
def office(objective):
    return program_of("strategy_office", objective.municipality)


def test_a_change_that_names_no_version_is_refused(office, path):
    answer = office.call("PATCH", path, {"title": "Ny"})
    assert answer.status_code == 428
    assert answer.json()["type"] == "urn:pejl:problem:version-not-named"
    star = office.call("PATCH", path, {"title": "Ny"}, **{"If-Match": "*"})
    assert star.status_code == 428


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', '"1-0123456789abcdef"', "read"])
def test_the_etag_of_what_was_read_serves_as_version(office, path, tag):
    tag = office.get(path).headers["ETag"] if tag == "read" else tag
    answer = office.call("PATCH", path, {"title": "Ny"}, **{"If-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"].startswith('"2-')
    assert answer.headers["ETag"] == office.get(path).headers["ETag"]


def test_the_second_of_two_editors_is_told_both_versions(office, path):
    office.call("PATCH", path, {"title": "Først"}, version=1)
    answer = office.call("PATCH", path, {"title": "Sidst", "responsible_id": None}, version=1)
    told = answer.json()
    assert (answer.status_code, told["type"]) == (412, "urn:pejl:problem:edited-meanwhile")
    assert (told["current"]["title"], told["current"]["version"]) == ("Først", 2)
    assert told["yours"] == {"title": "Sidst", "responsible_id": None}
    assert office.read(path)["title"] == "Først"


@pytest.mark.parametrize("tag", ['"7"', "1", '"x"', '"99999999999999999999"', '""', "\\"])
def test_what_is_no_etag_of_the_current_version_changes_nothing(office, path, tag):
    answer = office.call("PATCH", path, {"title": "Ny"}, **{"If-Match": tag})
    assert answer.status_code == 412
    assert office.read(path)["title"] == "Som den var"


def test_nothing_stale_is_removed_or_adopted():
    area = build.a_focus_area()
    office = program_of("strategy_office", area.municipality)
    executive = program_of("executive", area.municipality)
    build.an_objective(area)
    path = f"/strategies/{area.strategy_id}/adopt"
    calls = [
        office.call("DELETE", f"/focus-areas/{area.id}", version=9),
        executive.call("POST", path, {"adopted_on": "2014-01-01"}, version=9),
    ]
    assert [answer.status_code for answer in calls] == [412, 412]


LISTS = ["/units", "/strategies", "/search?q=ny", "/api/v1/municipalities", "/api/v1/openapi.json"]


@pytest.mark.parametrize("listed", [*LISTS, "the objective"])
def test_what_has_not_changed_is_not_sent_again(objective, path, listed):
    program = visitor(objective.municipality)
    address = path if listed == "the objective" else listed
    first = program.get(address)
    assert first.status_code == 200
    again = program.get(address, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert program.get(address, **{"If-None-Match": '"old"'}).status_code == 200


def test_a_changed_thing_is_sent_anew_also_when_only_its_responsible_chiefs_name_changed(
    objective, office, path
):
    chief = build.a_person("executive", objective.municipality, name="Før")
    edits = {"responsible_id": str(chief.id)}
    tag = office.call("PATCH", path, edits, version=1).headers["ETag"]
    assert visitor(objective.municipality).get(path, **{"If-None-Match": tag}).status_code == 304
    chief.name = "Efter"
    chief.save()
    assert visitor(objective.municipality).get(path, **{"If-None-Match": tag}).status_code == 200


def test_a_compressed_answer_can_be_asked_for_again_and_its_etag_used_to_change_it(office, path):
    office.call("PATCH", path, {"text": "Lang tekst. " * 200}, version=1)
    packed = office.get(path, **{"Accept-Encoding": "gzip"})
    tag = packed.headers["ETag"]
    assert b"Lang tekst" in gzip.decompress(packed.content)
    assert tag.startswith("W/")
    assert office.get(path, **{"If-None-Match": tag}).status_code == 304
    assert office.call("PATCH", path, {"text": ""}, **{"If-Match": tag}).status_code == 200
