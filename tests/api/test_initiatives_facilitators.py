"""Facilitators through the API: one offers oneself, changes it, takes it back, and can be asked meanwhile."""

from __future__ import annotations

import pytest

from pejl.history.models import Entry
from pejl.initiatives.models import Facilitator
from pejl.jobs.models import Letter
from pejl.organisation.models import Membership
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import done, refused

pytestmark = pytest.mark.django_db

ME = "/facilitators/me"
ID = "b1f0c7d2-0000-4000-8000-000000000005"


@pytest.fixture
def municipality():
    return build.a_municipality()


@pytest.fixture
def actor(municipality):
    return build.an_actor("employee", municipality)


@pytest.fixture
def nurse(actor, municipality):
    return Program(municipality, token_for(actor, municipality))


@pytest.fixture
def colleague(municipality):
    return program_of("employee", municipality)


def offered(program, **details):
    body = {"methods": "Brugerrejser", "consents": True} | details
    return done(program.call("PUT", ME, body, version=program.read(ME)["version"]))


def test_one_offers_oneself_changes_it_and_is_shown_while_one_agrees(
    municipality, actor, nurse, colleague
):
    assert nurse.read(ME)["version"] == 0
    unit = build.a_unit(municipality)
    told = offered(nurse, unit_id=str(unit.id), languages="Dansk, færøsk")
    assert (told["version"], told["consents"], told["unit_id"]) == (1, True, str(unit.id))
    path = f"/facilitators/{told['id']}"
    shown = colleague.read(path)
    assert colleague.read("/facilitators?q=færøsk")["items"] == [shown]
    assert (shown["person"]["id"], shown["email"]) == (str(actor.person_id), actor.person.email)
    hidden = offered(nurse, methods="Interview", consents=False)
    assert (hidden["version"], hidden["languages"]) == (2, "Dansk, færøsk")
    assert nurse.read(ME) == hidden
    assert colleague.get(path).status_code == 404
    assert colleague.read("/facilitators")["total"] == 0
    assert Entry.objects.of_subject("initiatives.facilitator", told["id"]).count() == 2


def test_an_offer_that_was_changed_meanwhile_is_not_overwritten(nurse):
    body = {"consents": True}
    refused(nurse.call("PUT", ME, body), 428, "version-not-named")
    refused(nurse.call("PUT", ME, body, version=3), 412, "removed-meanwhile")
    offered(nurse)
    stale = {"methods": "Noget andet", "consents": True}
    told = refused(nurse.call("PUT", ME, stale, version=0), 412, "edited-meanwhile")
    assert told["current"]["methods"] == "Brugerrejser"
    assert nurse.read(ME)["methods"] == "Brugerrejser"


def test_an_offer_is_withdrawn_for_good_and_can_be_made_anew(nurse, colleague):
    path = f"/facilitators/{offered(nurse)['id']}"
    for _ in range(2):
        done(nurse.call("DELETE", ME), 204)
    assert nurse.read(ME)["version"] == 0
    assert colleague.get(path).status_code == 404
    assert not Facilitator.objects.exists()
    assert offered(nurse)["version"] == 1


@pytest.mark.parametrize(
    ("wrong", "status", "name", "field"),
    [
        ({"consents": None}, 422, "unusable-values", "consents"),
        ({"methods": "x" * 401}, 422, "unusable-values", "methods"),
        ({"person_id": ID}, 422, "unusable-values", "person_id"),
        ({"unit_id": ID}, 409, "unit-is-elsewhere", "unit_id"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(nurse, wrong, status, name, field):
    answer = nurse.call("PUT", ME, {"consents": True} | wrong, version=0)
    assert [one["field"] for one in refused(answer, status, name)["errors"]] == [field]
    assert not Facilitator.objects.exists()


def test_a_closed_unit_is_refused(municipality, nurse):
    unit = build.a_unit(municipality)
    office = program_of("strategy_office", municipality)
    done(office.call("PATCH", f"/units/{unit.id}", {"closed_on": "2014-01-01"}, version=1))
    answer = nurse.call("PUT", ME, {"consents": True, "unit_id": str(unit.id)}, version=0)
    refused(answer, 409, "unit-is-closed")


def test_whoever_is_shown_can_be_asked_once_and_answers_by_e_mail(
    municipality, actor, nurse, colleague
):
    path = f"/facilitators/{offered(nurse)['id']}/questions"
    question = {"text": "Kan du lede et værksted i maj?", "id": ID}
    for _ in range(2):
        done(colleague.call("POST", path, question), 204)
    letter = Letter.objects.get(to_person_id=actor.person_id)
    asker = colleague.read("/me")
    assert question["text"] in letter.text
    assert asker["email"] in letter.text
    assert asker["name"] in letter.subject
    done(colleague.call("POST", path, {"text": "Og i juni?"}), 204)
    done(program_of("employee", municipality).call("POST", path, question), 204)
    assert Letter.objects.count() == 3
    refused(colleague.call("POST", path, {"text": " "}), 422, "unusable-values")


def test_whoever_does_not_agree_or_left_is_not_asked(actor, nurse, colleague):
    path = f"/facilitators/{offered(nurse)['id']}/questions"
    question = {"text": "Kan du?"}
    offered(nurse, consents=False)
    refused(colleague.call("POST", path, question), 404, "not-found")
    offered(nurse)
    Membership.objects.filter(person=actor.person).update(role="guest")
    refused(colleague.call("POST", path, question), 404, "not-found")
    assert not Letter.objects.exists()


def test_outsiders_neither_see_nor_ask_nor_offer(municipality, nurse):
    path = f"/facilitators/{offered(nurse)['id']}"
    question = {"text": "Kan du?"}
    guest = program_of("guest", municipality)
    for answer, status, name in (
        (visitor(municipality).get(path), 404, "not-found"),
        (guest.get(path), 403, "not-allowed"),
        (visitor(municipality).call("POST", f"{path}/questions", question), 401, "token-needed"),
        (guest.call("POST", f"{path}/questions", question), 403, "not-allowed"),
        (visitor(municipality).get(ME), 401, "token-needed"),
        (guest.get(ME), 403, "not-allowed"),
        (guest.call("PUT", ME, {"consents": True}, version=0), 403, "not-allowed"),
        (guest.call("DELETE", ME), 403, "not-allowed"),
        (program_of("employee", build.a_municipality()).get(path), 404, "not-found"),
    ):
        refused(answer, status, name)
    reading = program_of("employee", municipality, scope="read")
    assert reading.get(path).status_code == reading.get(ME).status_code == 200
    refused(reading.call("POST", f"{path}/questions", question), 403, "not-allowed")
    refused(reading.call("PUT", ME, {"consents": True}, version=0), 403, "not-allowed")
    assert not Letter.objects.exists()
