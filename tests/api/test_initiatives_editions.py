"""Editions of the catalogue through the API: issued once, read for ever, public without what is internal."""

from __future__ import annotations

import pytest

from pejl.initiatives import actions
from pejl.initiatives.actions.catalogue import select_initiative
from pejl.initiatives.models import CatalogueEdition
from tests import build
from tests.api.calling import program_of, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.catalogue import Place

pytestmark = pytest.mark.django_db

ID = "b1f0c7d2-0000-4000-8000-000000000004"


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def office(place):
    return program_of("strategy_office", place.municipality)


def chosen(place, **details):
    """An initiative that is selected into the strategy."""
    one = place.initiative(**details)
    select_initiative(
        by=place.chief, initiative=one, strategy=place.strategy, version=one.version,
        is_selected=True, reason="Fordi.",
    )  # fmt: skip
    one.refresh_from_db()
    return one


def issued(program, **details):
    return done(program.call("POST", "/editions", {"title": "Katalog 2014"} | details), 201)


def entries(program, edition):
    return program.read(f"/editions/{edition['id']}/entries")["items"]


def test_an_edition_is_issued_once_and_holds_what_is_selected(place, office):
    prejekt = chosen(place, title="Aftenbesøg", owner=place.employee.person)
    place.initiative(title="Ikke udvalgt")
    told = issued(office, id=ID)
    assert issued(office, id=ID) == told
    assert (told["title"], told["is_public"], told["version"]) == ("Katalog 2014", False, 1)
    assert told["strategy_id"] == str(place.strategy.id)
    assert told["municipality"] == place.municipality.name
    assert told["counts"] == {"prejekt": 1, "project": 0, "operation": 0}
    assert office.read(f"/editions/{ID}") == told
    (entry,) = entries(office, told)
    assert (entry["label"], entry["title"]) == (prejekt.label, "Aftenbesøg")
    assert entry["line"] == "Hvordan kan vi gøre det bedre?"
    assert entry["owner"] == place.employee.person.name
    slug = place.strategy.slug
    assert entry["focus_areas"] == [{"strategy": slug, "number": 1, "title": "Produktivitet"}]
    assert entry["objectives"] == ["1.1 Kortere vej"]
    listed = {name: told[name] for name in told if name not in {"municipality", "counts"}}
    assert office.read("/editions")["items"] == [listed]
    assert CatalogueEdition.objects.count() == 1


def test_an_edition_reads_the_same_after_what_it_tells_of_has_changed(place, office):
    prejekt = chosen(place, title="Som den var")
    told = issued(office)
    before = entries(office, told)
    actions.edit_initiative(
        by=place.chief, initiative=prejekt, version=prejekt.version, title="Ny titel"
    )
    assert entries(office, told) == before
    assert [one["title"] for one in entries(office, issued(office))] == ["Ny titel"]
    assert office.read("/editions")["total"] == 2


def test_everyone_reads_a_public_edition_without_what_is_internal(place, office):
    chosen(place, title="Vist", owner=place.employee.person, is_public=True)
    chosen(place, title="Skjult")
    public, internal = issued(office, is_public=True), issued(office)
    guest = program_of("guest", place.municipality)
    for program in (visitor(place.municipality), guest):
        assert [one["id"] for one in program.read("/editions")["items"]] == [public["id"]]
        assert program.read(f"/editions/{public['id']}") == public
        (entry,) = entries(program, public)
        assert (entry["title"], entry["owner"], entry["sponsor"]) == ("Vist", "", "")
        for path in (f"/editions/{internal['id']}", f"/editions/{internal['id']}/entries"):
            assert program.get(path).status_code == 404
    employee = program_of("employee", place.municipality)
    assert len(entries(employee, internal)) == 2


def test_who_may_not_issue_is_told_so_and_nothing_is_frozen(place):
    body = {"title": "Katalog"}
    for role in ("employee", "unit_leader", "guest"):
        answer = program_of(role, place.municipality).call("POST", "/editions", body)
        refused(answer, 403, "not-allowed")
    refused(visitor(place.municipality).call("POST", "/editions", body), 401, "token-needed")
    office = program_of("strategy_office", place.municipality)
    refused(office.call("POST", "/editions", {"title": " "}), 422, "unusable-values")
    elsewhere = program_of("strategy_office", build.a_municipality())
    refused(elsewhere.call("POST", "/editions", body), 404, "not-found")
    assert not CatalogueEdition.objects.exists()


def test_editions_are_listed_newest_first_and_narrowed_to_a_strategy(place, office):
    first, last = issued(office, title="Første"), issued(office, title="Anden")
    told = [one["id"] for one in office.read("/editions")["items"]]
    assert told == [last["id"], first["id"]]
    assert office.read(f"/editions?strategy_id={place.strategy.id}")["total"] == 2
    assert office.read(f"/editions?strategy_id={ID}")["total"] == 0


def test_another_municipalitys_edition_is_not_found_here(place, office):
    public = issued(office, is_public=True)
    elsewhere = program_of("strategy_office", build.a_municipality())
    assert elsewhere.get(f"/editions/{public['id']}").status_code == 404
    assert elsewhere.get(f"/editions/{public['id']}/entries").status_code == 404
