"""What a role can do through the API: the same as on the pages, with the same refusals."""

from __future__ import annotations

import pytest
from django.utils import timezone

from pejl.organisation.models import Membership
from pejl.strategy.models import Driver, FocusArea, Objective, Question, Strategy
from tests import build
from tests.api.calling import program_of, token_for, visitor

pytestmark = pytest.mark.django_db

ID = "b1f0c7d2-0000-4000-8000-000000000001"
NEW_STRATEGY = {
    "title": "Udviklingsstrategi 2015",
    "slug": "2015",
    "starts_on": "2015-01-01",
    "ends_on": "2015-12-31",
    "theme": "Nærhed",
}


@pytest.fixture
def municipality():
    return build.a_municipality()


@pytest.fixture
def office(municipality):
    return program_of("strategy_office", municipality)


def done(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.json() if answer.content else None


def refused(answer, status, name):
    told = answer.json()
    assert (answer.status_code, told["type"]) == (status, f"urn:pejl:problem:{name}"), told
    assert answer.headers["Content-Type"] == "application/problem+json"
    return told


def test_a_strategy_is_written_adopted_changed_and_closed(municipality, office):
    executive = program_of("executive", municipality)
    strategy = done(office.call("POST", "/strategies", NEW_STRATEGY), 201)
    there = f"/strategies/{strategy['id']}"
    area = done(office.call("POST", f"{there}/focus-areas", {"title": "Inddragelse"}), 201)
    path = f"/focus-areas/{area['id']}"
    objective = done(office.call("POST", f"{path}/objectives", {"title": "Flere"}), 201)
    assert objective["label"] == "1.1"
    done(office.call("POST", f"{path}/questions", {"text": "Hvem mangler?"}), 201)
    driver = {"kind": "politics", "title": "Reform", "stance": "adapt", "text": "Ny lov."}
    done(office.call("POST", f"{there}/drivers", driver), 201)
    adoption = {"adopted_on": "2014-12-01"}
    adopted = done(executive.call("POST", f"{there}/adopt", adoption, version=1))
    assert (adopted["status"], adopted["adopted_on"]) == ("adopted", "2014-12-01")
    edits = {"rationale": "Fordi flere ved mere."}
    changed = done(office.call("PATCH", f"/objectives/{objective['id']}", edits, version=1))
    assert (changed["rationale"], changed["title"]) == ("Fordi flere ved mere.", "Flere")
    closed = done(office.call("POST", f"{there}/close", version=adopted["version"]))
    assert closed["status"] == "closed"
    late = office.call("PATCH", f"/objectives/{objective['id']}", edits, version=2)
    refused(late, 409, "strategy-is-closed")


@pytest.mark.parametrize(
    ("kind", "build_one", "edits", "model"),
    [
        ("drivers", build.a_driver, {"title": "Ny titel", "stance": "both"}, Driver),
        ("focus-areas", build.a_focus_area, {"short_title": "Kort"}, FocusArea),
    ],
)
def test_parts_of_a_draft_are_edited_moved_and_removed(kind, build_one, edits, model):
    first = build_one()
    second = build_one(first.strategy)
    _edited_moved_and_removed(kind, first, second, edits, model)


@pytest.mark.parametrize(
    ("kind", "build_one", "edits", "model"),
    [
        ("questions", build.a_question, {"text": "Hvordan?"}, Question),
        ("objectives", build.an_objective, {"text": "Længere **tekst**"}, Objective),
    ],
)
def test_what_a_focus_area_holds_is_edited_moved_and_removed(kind, build_one, edits, model):
    first = build_one()
    second = build_one(first.focus_area)
    _edited_moved_and_removed(kind, first, second, edits, model)


def _edited_moved_and_removed(kind, first, second, edits, model):
    office = program_of("strategy_office", first.municipality)
    one, other = f"/{kind}/{first.id}", f"/{kind}/{second.id}"
    changed = done(office.call("PATCH", one, edits, version=1))
    assert edits.items() <= changed.items()
    moved = done(office.call("POST", f"{one}/move", {"steps": 1}))
    assert (moved["number"], office.read(other)["number"]) == (2, 1)
    done(office.call("DELETE", one, version=moved["version"]), 204)
    assert list(model.objects.values_list("id", flat=True)) == [second.id]


def test_a_responsible_chief_is_named_and_taken_away_again(municipality, office):
    chief = build.a_person("unit_leader", municipality, name="Åse Chef")
    objective = build.an_objective(build.a_focus_area(build.a_strategy(municipality)))
    path = f"/objectives/{objective.id}"
    named = done(office.call("PATCH", path, {"responsible_id": str(chief.id)}, version=1))
    assert named["responsible"]["name"] == "Åse Chef"
    emptied = done(office.call("PATCH", path, {"responsible_id": None}, version=2))
    assert emptied["responsible"] is None
    stranger = build.a_person("unit_leader", build.a_municipality())
    body = {"responsible_id": str(stranger.id)}
    told = refused(office.call("PATCH", path, body, version=3), 409, "person-is-not-member")
    assert told["errors"][0]["field"] == "responsible_id"


def test_a_strategy_can_continue_one_of_the_same_municipality_only(municipality, office):
    before = build.adopted(build.a_strategy(municipality))
    body = NEW_STRATEGY | {"predecessor_id": str(before.id)}
    assert done(office.call("POST", "/strategies", body), 201)["predecessor_id"] == str(before.id)
    elsewhere = build.adopted()
    body = NEW_STRATEGY | {"predecessor_id": str(elsewhere.id), "slug": "2016"}
    refused(office.call("POST", "/strategies", body), 409, "part-is-elsewhere")


def test_a_request_sent_twice_with_its_own_id_makes_one_thing(office):
    body = NEW_STRATEGY | {"id": ID}
    told = [done(office.call("POST", "/strategies", body), 201) for _ in range(2)]
    assert told[0] == told[1]
    assert Strategy.objects.count() == 1


def test_an_id_that_is_used_elsewhere_is_refused(office):
    taken = build.a_strategy()
    body = NEW_STRATEGY | {"id": str(taken.id)}
    refused(office.call("POST", "/strategies", body), 409, "id-is-used-elsewhere")


def test_a_refusal_tells_its_sentence_at_its_field_in_the_readers_language(municipality, office):
    build.a_strategy(municipality, slug="2015")
    told = refused(office.call("POST", "/strategies", NEW_STRATEGY), 409, "address-is-taken")
    assert told["errors"] == [{"field": "slug", "message": told["detail"]}]
    english = office.call("POST", "/strategies", NEW_STRATEGY, **{"Accept-Language": "en-GB"})
    assert english.json()["detail"] == (
        "There is already a strategy at this address. Choose another."
    )
    assert english.headers["Content-Language"] == "en"


def test_who_may_not_do_it_is_told_so_and_nothing_is_changed(municipality):
    strategy = build.a_strategy(municipality)
    path, edits = f"/strategies/{strategy.id}", {"title": "Kapret"}
    for program in (
        program_of("employee", municipality),
        program_of("strategy_office", municipality, scope="read"),
    ):
        refused(program.call("PATCH", path, edits, version=1), 403, "not-allowed")
    refused(visitor(municipality).call("PATCH", path, edits, version=1), 401, "token-needed")
    strategy.refresh_from_db()
    assert strategy.title != "Kapret"


def test_a_unit_leader_writes_and_adopts_the_centre_strategy(municipality):
    area = build.a_focus_area(build.a_strategy(municipality))
    centre = build.a_unit(municipality)
    actor = build.an_actor("unit_leader", municipality, centre)
    leader = program_of("employee", municipality)
    leader.headers = {"Authorization": f"Bearer {token_for(actor, municipality)}"}
    begin, body = f"/strategies/{area.strategy_id}/centre-strategies", {"unit_id": str(centre.id)}
    begun = done(leader.call("POST", begin, body), 201)
    path = f"/centre-strategies/{begun['id']}"
    done(leader.call("PATCH", path, {"introduction": "Vi tager fat."}, version=1))
    text = f"{path}/contributions/{area.id}"
    first = {"If-None-Match": "*"}
    written = done(leader.call("PUT", text, {"text": "Brugerråd"}, **first))
    refused(leader.call("PUT", text, {"text": "Andet"}, **first), 412, "edited-meanwhile")
    again = done(leader.call("PUT", text, {"text": "Brugerråd og pårørende"}, version=1))
    assert (again["id"], again["version"]) == (written["id"], 2)
    refused(leader.call("PUT", text, {"text": "Andet"}), 428, "version-not-named")
    adopted = done(leader.call("POST", f"{path}/adopt", version=2))
    assert adopted["contributions"][0]["text"] == "Brugerråd og pårørende"
    other = build.a_unit(municipality)
    body = {"unit_id": str(other.id)}
    refused(leader.call("POST", begin, body), 403, "not-allowed")


def test_a_version_cannot_be_named_of_a_contribution_that_is_not_written():
    area = build.a_focus_area()
    whole = build.a_centre_strategy(area.strategy)
    office = program_of("strategy_office", area.municipality)
    path = f"/centre-strategies/{whole.id}/contributions/{area.id}"
    refused(office.call("PUT", path, {"text": "x"}, version=1), 412, "removed-meanwhile")


def test_the_strategy_office_keeps_the_units(municipality, office):
    body = {"name": "Center for Ældre", "slug": "aeldre", "kind": "centre"}
    centre = done(office.call("POST", "/units", body), 201)
    below = {"name": "Team", "slug": "team", "kind": "team", "parent_id": centre["id"]}
    team = done(office.call("POST", "/units", below), 201)
    top = done(office.call("PATCH", f"/units/{team['id']}", {"parent_id": None}, version=1))
    assert top["parent_id"] is None
    stranger = build.a_unit(build.a_municipality())
    edits = {"parent_id": str(stranger.id)}
    told = refused(
        office.call("PATCH", f"/units/{team['id']}", edits, version=2), 409, "unit-is-elsewhere"
    )
    assert told["errors"][0]["field"] == "unit_id"


def test_the_strategy_office_gives_and_ends_roles(municipality, office):
    body = {"email": "ny@example.dk", "name": "Ny Kollega", "role": "executive"}
    held = done(office.call("POST", "/memberships", body), 201)
    refused(office.call("POST", "/memberships", body), 409, "role-is-held-already")
    Membership.objects.filter(id=held["id"]).update(since_on="2014-01-01")
    path = f"/memberships/{held['id']}"
    done(office.call("DELETE", path, version=held["version"]), 204)
    ended = Membership.objects.get(id=held["id"])
    assert ended.until_on < timezone.localdate()
    assert office.call("DELETE", path, version=ended.version).status_code == 404
    leader = body | {"role": "unit_leader", "email": "anden@example.dk"}
    refused(office.call("POST", "/memberships", leader), 409, "role-needs-unit")


def test_the_settings_of_a_municipality_are_changed_by_its_strategy_office(municipality, office):
    path = f"/api/v1/municipalities/{municipality.slug}"
    words = {"da": {"focus_area": {"gender": "en", "singular": "retning"}}}
    edits = {"vocabulary": words, "accent_colour": "#12436D", "dst_code": "253"}
    told = done(office.call("PATCH", path, edits, version=1))
    assert edits.items() <= told.items()
    refused(
        program_of("executive", municipality).call("PATCH", path, edits, version=2),
        403,
        "not-allowed",
    )


def test_a_municipality_is_opened_by_an_administrator_of_the_installation(municipality, office):
    body = {
        "name": "Ishøj Kommune",
        "slug": "ishoej",
        "first_email": "kontor@ishoej.dk",
        "first_name": "Strategikontoret",
    }
    path = "/api/v1/municipalities"
    refused(office.call("POST", path, body), 403, "not-allowed")
    refused(visitor(municipality).call("POST", path, body), 401, "token-needed")
    administrator = program_of("installation_admin", municipality)
    assert done(administrator.call("POST", path, body), 201)["slug"] == "ishoej"
    refused(administrator.call("POST", path, body), 409, "address-is-taken")
    body = body | {"slug": "design"}
    refused(administrator.call("POST", path, body), 409, "address-is-reserved")


def test_one_changes_ones_own_profile(municipality):
    employee = program_of("employee", municipality)
    told = done(employee.call("PATCH", "/me", {"title": "Konsulent", "language": "en"}))
    assert (told["title"], told["language"]) == ("Konsulent", "en")
    assert employee.read("/me") == told
