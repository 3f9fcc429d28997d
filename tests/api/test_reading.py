"""What everyone, and what those who work in the municipality, can read through the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.api.calling import program_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    """An adopted strategy with one of everything."""
    draft = build.a_strategy()
    area = build.a_focus_area(draft, "Inddragelse af brugere")
    build.an_objective(area, "Vi inddrager flere")
    build.a_question(area, "Hvem er ikke med endnu?")
    build.a_driver(draft, "Stram økonomi")
    centre = build.a_centre_strategy(draft)
    build.a_contribution(centre, area)
    return build.adopted(draft)


def parts(strategy):
    return f"/strategies/{strategy.id}"


def test_everyone_reads_an_adopted_strategy_with_its_parts(strategy):
    program = visitor(strategy.municipality)
    told = program.read(parts(strategy))
    assert (told["status"], told["theme"]) == ("adopted", "Innovation i praksis")
    assert told["adopted_by"]["name"]
    assert program.read("/strategies")["items"] == [told]
    area = program.read(f"{parts(strategy)}/focus-areas")["items"][0]
    assert [one["text"] for one in area["questions"]] == ["Hvem er ikke med endnu?"]
    assert [one["label"] for one in area["objectives"]] == ["1.1"]
    assert program.read(f"{parts(strategy)}/objectives")["items"] == area["objectives"]
    assert program.read(f"{parts(strategy)}/drivers")["items"][0]["title"] == "Stram økonomi"


def test_every_part_stands_at_its_own_address(strategy):
    program = visitor(strategy.municipality)
    area = program.read(f"{parts(strategy)}/focus-areas")["items"][0]
    driver = program.read(f"{parts(strategy)}/drivers")["items"][0]
    assert program.read(f"/focus-areas/{area['id']}") == area
    assert program.read(f"/drivers/{driver['id']}") == driver
    for kind in ("questions", "objectives"):
        assert program.read(f"/{kind}/{area[kind][0]['id']}") == area[kind][0]


def test_municipalities_are_listed_and_found_by_their_address(strategy):
    program = visitor(strategy.municipality)
    one = program.read(f"/api/v1/municipalities/{strategy.municipality.slug}")
    assert one["id"] == str(strategy.municipality.id)
    assert one in program.read("/api/v1/municipalities")["items"]


def test_units_can_be_asked_for_by_kind_and_closed_ones_only_on_request():
    municipality = build.a_municipality()
    open_centre = build.a_unit(municipality, "Center for Børn")
    build.a_unit(municipality, "Team Nord", kind="team", parent=open_centre)
    closed = build.a_unit(municipality, "Nedlagt")
    office = program_of("strategy_office", municipality)
    body = {"closed_on": "2014-01-01"}
    assert office.call("PATCH", f"/units/{closed.id}", body, version=1).status_code == 200
    program = visitor(municipality)
    assert [one["name"] for one in program.read("/units")["items"]] == [
        "Center for Børn",
        "Team Nord",
    ]
    assert program.read("/units?kind=team")["items"][0]["parent_id"] == str(open_centre.id)
    assert program.read("/units?closed=true")["total"] == 3
    assert program.read(f"/units/{closed.id}")["closed_on"] == "2014-01-01"


def test_a_draft_is_told_to_those_who_work_there_and_is_missing_for_everyone_else():
    area = build.a_focus_area()
    draft = area.strategy
    paths = [parts(draft), f"{parts(draft)}/trail", f"/focus-areas/{area.id}"]
    elsewhere = build.a_municipality()
    foreign = program_of("strategy_office", elsewhere)
    foreign.here = visitor(draft.municipality).here
    missing = [visitor(draft.municipality), program_of("guest", draft.municipality), foreign]
    for program in missing:
        assert [program.get(path).status_code for path in paths] == [404, 404, 404]
        assert program.read("/strategies")["total"] == 0
    employee = program_of("employee", draft.municipality, scope="read")
    assert [employee.get(path).status_code for path in paths] == [200, 200, 200]


def test_a_thing_of_another_municipality_is_not_found_at_this_ones_address(strategy):
    program = visitor(build.a_municipality())
    assert program.get(parts(strategy)).status_code == 404
    unit = build.a_unit(strategy.municipality)
    assert program.get(f"/units/{unit.id}").status_code == 404


def test_a_centre_strategy_is_everyones_once_it_is_adopted(strategy):
    municipality = strategy.municipality
    employee = program_of("employee", municipality)
    path = f"{parts(strategy)}/centre-strategies"
    told = employee.read(path)["items"][0]
    area_id = told["contributions"][0]["focus_area_id"]
    addresses = [
        f"/centre-strategies/{told['id']}",
        f"/centre-strategies/{told['id']}/contributions/{area_id}",
    ]
    assert visitor(municipality).read(path)["total"] == 0
    assert [visitor(municipality).get(one).status_code for one in addresses] == [404, 404]
    assert employee.read(addresses[0]) == told
    assert employee.read(addresses[1]) == told["contributions"][0]


def test_people_are_told_to_colleagues_only(strategy):
    municipality = strategy.municipality
    person = build.a_person("unit_leader", municipality, name="Åse Østergård")
    for path in ("/people", f"/people/{person.id}"):
        assert visitor(municipality).get(path).status_code == 404
        assert program_of("guest", municipality).get(path).status_code == 403
    employee = program_of("employee", municipality, scope="read")
    told = employee.read(f"/people/{person.id}")
    assert told["roles"][0]["role"] == "unit_leader"
    assert employee.read("/people?q=østerg")["items"] == [told]
    assert employee.read("/people?role=unit_leader")["total"] == 1
    role = f"/memberships/{told['roles'][0]['id']}"
    assert employee.read(role) == told["roles"][0]
    assert visitor(municipality).get(role).status_code == 404


def test_drivers_objectives_and_centre_strategies_can_be_filtered(strategy):
    employee = program_of("employee", strategy.municipality)
    there = parts(strategy)
    area_id = employee.read(f"{there}/focus-areas")["items"][0]["id"]
    unit_id = employee.read(f"{there}/centre-strategies")["items"][0]["unit"]["id"]
    nobody = "00000000-0000-4000-8000-000000000000"
    expected = {
        "/drivers?kind=economy&stance=adapt": 1,
        "/drivers?kind=politics": 0,
        f"/objectives?focus_area_id={area_id}": 1,
        f"/objectives?responsible_id={nobody}": 0,
        f"/centre-strategies?unit_id={unit_id}&status=draft": 1,
        "/centre-strategies?status=adopted": 0,
    }
    found = {path: employee.read(there + path)["total"] for path in expected}
    assert found == expected


def test_strategies_can_be_asked_for_by_year_and_status(strategy):
    program = visitor(strategy.municipality)
    expected = {"?year=2014": 1, "?year=2015": 0, "?status=adopted": 1, "?status=closed": 0}
    assert {q: program.read(f"/strategies{q}")["total"] for q in expected} == expected


def test_the_public_trail_begins_with_the_adoption(strategy):
    office = program_of("strategy_office", strategy.municipality)
    objective = office.read(f"{parts(strategy)}/objectives")["items"][0]
    edits = {"title": "Vi inddrager langt flere"}
    office.call("PATCH", f"/objectives/{objective['id']}", edits, version=objective["version"])
    lines = visitor(strategy.municipality).read(f"{parts(strategy)}/trail")["items"]
    assert [line["verb"] for line in lines] == ["changed", "adopted"]
    assert lines[0]["changes"]["title"] == ["Vi inddrager flere", "Vi inddrager langt flere"]
    query = f"?subject_id={objective['id']}&verb=changed"
    assert visitor(strategy.municipality).read(f"{parts(strategy)}/trail{query}")["total"] == 1
    assert office.read(f"{parts(strategy)}/trail")["total"] > 2


def test_a_strategy_is_told_as_it_read_on_a_day(strategy):
    program = visitor(strategy.municipality)
    past = program.read(f"{parts(strategy)}/as-of/2999-01-01")
    assert past["values"]["theme"] == "Innovation i praksis"
    assert past["focus_areas"][0]["objectives"][0]["title"] == "Vi inddrager flere"
    for day in ("1999-12-31", "0001-01-01", "9999-12-31"):
        assert program.get(f"{parts(strategy)}/as-of/{day}").status_code == 404


def test_searching_finds_what_the_reader_may_see(strategy):
    program = visitor(strategy.municipality)
    found = program.read("/search?q=inddrage")["items"]
    assert {one["subject"] for one in found} == {"strategy.focusarea", "strategy.objective"}
    assert found[0]["url"].startswith(f"/{strategy.municipality.slug}/strategi/")
    secret = build.a_strategy(strategy.municipality, title="Hemmelig kladde")
    assert program.read("/search?q=hemmelig")["total"] == 0
    employee = program_of("employee", strategy.municipality)
    assert employee.read("/search?q=hemmelig")["items"][0]["id"] == str(secret.id)


def test_a_list_is_told_in_parts_that_lead_on_to_each_other():
    municipality = build.a_municipality()
    for _ in range(5):
        build.a_unit(municipality)
    program = visitor(municipality)
    names, path = [], "/units?limit=2&kind=centre"
    while path:
        page = program.read(path)
        assert (page["total"], page["limit"]) == (5, 2)
        names += [one["name"] for one in page["items"]]
        path = page["next"]
    assert len(set(names)) == 5
    for wrong in ("limit=0", "limit=201", "offset=-1", f"offset={10**30}", "limit=x"):
        assert program.get(f"/units?{wrong}").status_code == 422


def test_a_program_is_told_whose_token_it_has(strategy):
    employee = program_of("employee", strategy.municipality, scope="read")
    told = employee.read("/me")
    assert told["may_write"] is False
    assert [one["role"] for one in told["roles"]] == ["employee"]
    assert visitor(strategy.municipality).get("/me").status_code == 401
