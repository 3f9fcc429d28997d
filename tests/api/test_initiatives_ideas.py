"""Ideas through the API: handed in, answered, handed over, joined and talked about, as on the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pejl.initiatives.models import Comment, Idea, Initiative, Support
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import done, refused

pytestmark = pytest.mark.django_db

ID = "b1f0c7d2-0000-4000-8000-000000000002"
LATER = (timezone.localdate() + timedelta(days=60)).isoformat()


@pytest.fixture
def municipality():
    return build.a_municipality()


@pytest.fixture
def office(municipality):
    return program_of("strategy_office", municipality)


@pytest.fixture
def nurse(municipality):
    return program_of("employee", municipality)


@pytest.fixture
def idea(nurse):
    return done(nurse.call("POST", "/ideas", {"title": "Hvad nu hvis vi ringede først?"}), 201)


def at(idea):
    return f"/ideas/{idea['id']}"


def test_an_idea_is_handed_in_worded_better_and_found_again(municipality, nurse):
    unit = build.a_unit(municipality)
    objective = build.an_objective(
        build.a_focus_area(build.adopted(build.a_strategy(municipality)))
    )
    body = {
        "title": "Hvad nu hvis vi ringede først?",
        "why": "Så er\r\nborgeren klar.",
        "values": ["quality", "quality", "employees"],
        "novelty": "borrowed",
        "borrowed_from": "Ishøj",
        "unit_id": str(unit.id),
        "objective_id": str(objective.id),
    }
    told = done(nurse.call("POST", "/ideas", body), 201)
    assert (told["number"], told["outcome"], told["why"]) == (1, "", "Så er\nborgeren klar.")
    assert told["values"] == ["quality", "employees"]
    assert told["submitter"]["id"] == nurse.read("/me")["id"]
    edits = {"place": "Hjemmeplejen", "objective_id": None}
    better = done(nurse.call("PATCH", at(told), edits, version=told["version"]))
    assert (better["place"], better["objective_id"], better["version"]) == ("Hjemmeplejen", None, 2)
    assert nurse.read(at(told)) == better
    listed = nurse.read("/ideas")["items"]
    assert [one["id"] for one in listed] == [told["id"]]
    assert set(better) - set(listed[0]) == {"answers", "became", "is_joined", "is_followed"}


def test_ideas_can_be_asked_for_by_answer_unit_objective_words_and_whose_they_are(
    municipality, nurse, idea, office
):
    unit = build.a_unit(municipality)
    other = done(
        office.call("POST", "/ideas", {"title": "Fælles cykler", "unit_id": str(unit.id)}), 201
    )
    answer = {"outcome": "declined", "reason": "Vi har dem."}
    done(office.call("POST", f"{at(other)}/answers", answer, version=1), 201)

    def titles(query):
        return [one["title"] for one in nurse.read(f"/ideas?{query}")["items"]]

    assert titles("outcome=open") == [idea["title"]]
    assert titles("outcome=declined") == titles(f"unit_id={unit.id}") == ["Fælles cykler"]
    assert titles("q=CYKLER") == ["Fælles cykler"]
    assert titles("mine=true") == [idea["title"]]
    assert titles(f"objective_id={unit.id}") == []
    assert nurse.get("/ideas?outcome=maybe").status_code == 422


def test_ideas_are_for_those_who_work_there_and_a_guest_reads_their_own(municipality, idea):
    stranger = visitor(municipality)
    elsewhere = program_of("strategy_office", build.a_municipality())
    elsewhere.here = stranger.here
    for program in (stranger, elsewhere):
        for path in ("/ideas", at(idea), f"{at(idea)}/comments"):
            assert program.get(path).status_code == 404
    guest = program_of("guest", municipality)
    assert guest.read("/ideas")["total"] == 0
    assert guest.get(at(idea)).status_code == 404
    own = done(guest.call("POST", "/ideas", {"title": "Vi gør sådan her"}), 201)
    assert [one["id"] for one in guest.read("/ideas")["items"]] == [own["id"]]
    assert guest.read(at(own)) == own


def test_a_request_sent_twice_with_its_own_id_makes_one_idea_and_one_answer(nurse, office):
    told = [
        done(nurse.call("POST", "/ideas", {"title": "Én gang", "id": ID}), 201) for _ in range(2)
    ]
    assert told[0] == told[1]
    answer = {"outcome": "mature", "reason": "Tal med flere.", "id": ID}
    for _ in range(2):
        answered = done(office.call("POST", f"{at(told[0])}/answers", answer, version=1), 201)
    assert (Idea.objects.count(), len(answered["answers"])) == (1, 1)
    done(nurse.call("POST", f"{at(told[0])}/comments", {"text": "Ja", "id": ID}), 201)
    done(nurse.call("POST", f"{at(told[0])}/comments", {"text": "Ja", "id": ID}), 201)
    assert Comment.objects.count() == 1


def test_an_answer_begins_what_it_says_and_the_idea_tells_of_it(municipality, office, idea):
    sponsor = build.a_person("executive", municipality)
    unit = build.a_unit(municipality)
    begins = {
        "question": "Hvordan bliver besøgene rolige?",
        "sponsor_id": str(sponsor.id),
        "unit_id": str(unit.id),
    }
    answer = {"outcome": "prejekt", "reason": "Vi ved for lidt.", "begins": begins}
    told = done(office.call("POST", f"{at(idea)}/answers", answer, version=1), 201)
    assert told["outcome"] == "prejekt"
    assert [one["reason"] for one in told["answers"]] == ["Vi ved for lidt."]
    (grown,) = told["became"]
    assert (grown["kind"], grown["state"], grown["label"]) == ("prejekt", "proposed", "P1")
    whole = office.read(f"/initiatives/{grown['id']}")
    assert (whole["question"], whole["internal"]["idea_id"]) == (begins["question"], idea["id"])


@pytest.mark.parametrize(
    ("answer", "status", "name", "field"),
    [
        ({"outcome": "parked", "reason": "Senere"}, 409, "review-day-is-missing", "review_on"),
        (
            {"outcome": "parked", "reason": "Senere", "review_on": "2014-01-01"},
            409,
            "review-day-has-passed",
            "review_on",
        ),
        ({"outcome": "do_now", "reason": "Gør det"}, 409, "unit-is-missing", "unit_id"),
        ({"outcome": "declined", "reason": " "}, 422, "unusable-values", "reason"),
        (
            {"outcome": "project", "reason": "Ja", "begins": {"question": "Hvad?"}},
            422,
            "unusable-values",
            "begins.question",
        ),
        (
            {"outcome": "do_now", "reason": "Ja", "begins": {"hours": 3}},
            422,
            "unusable-values",
            "begins.hours",
        ),
    ],
)
def test_an_answer_that_lacks_something_is_refused_at_its_field(
    office, idea, answer, status, name, field
):
    told = refused(office.call("POST", f"{at(idea)}/answers", answer, version=1), status, name)
    assert told["errors"][0]["field"] == field
    assert office.read(at(idea))["outcome"] == ""


def test_whoever_is_named_must_be_from_here(municipality, office, idea):
    stranger = build.a_person("executive", build.a_municipality())
    unit = build.a_unit(build.a_municipality())
    employee = build.a_person("employee", municipality)
    own_unit = str(build.a_unit(municipality).id)
    begins = {"question": "Hvad?", "unit_id": own_unit}
    for named, name, field in (
        ({"sponsor_id": str(stranger.id)}, "person-is-not-member", "sponsor_id"),
        ({"sponsor_id": str(employee.id)}, "sponsor-is-not-executive", "sponsor_id"),
        ({"unit_id": str(unit.id)}, "unit-is-elsewhere", "unit_id"),
        ({}, "sponsor-is-missing", "sponsor_id"),
    ):
        answer = {"outcome": "prejekt", "reason": "Ja", "begins": begins | named}
        told = refused(office.call("POST", f"{at(idea)}/answers", answer, version=1), 409, name)
        assert told["errors"][0]["field"] == field
    draft = build.an_objective()
    body = {"title": "Ny", "objective_id": str(draft.id)}
    refused(office.call("POST", "/ideas", body), 409, "initiative-is-elsewhere")


def test_only_those_who_triage_answer_and_hand_over(municipality, nurse, idea):
    answer = {"outcome": "declined", "reason": "Nej"}
    path = f"{at(idea)}/answers"
    refused(nurse.call("POST", path, answer, version=1), 403, "not-allowed")
    reader = program_of("strategy_office", municipality, scope="read")
    refused(reader.call("POST", path, answer, version=1), 403, "not-allowed")
    refused(visitor(municipality).call("POST", path, answer, version=1), 401, "token-needed")
    hand_over = {"to_unit_id": str(build.a_unit(municipality).id), "reason": "Jeres"}
    refused(nurse.call("POST", f"{at(idea)}/hand-overs", hand_over, version=1), 403, "not-allowed")
    other = program_of("employee", municipality)
    refused(other.call("PATCH", at(idea), {"title": "Kapret"}, version=1), 403, "not-allowed")


def test_an_idea_is_handed_over_and_the_other_centre_owes_the_answer(municipality, office, idea):
    unit = build.a_unit(municipality)
    body = {"to_unit_id": str(unit.id), "reason": "Det er jeres."}
    told = done(office.call("POST", f"{at(idea)}/hand-overs", body, version=1), 201)
    assert (told["unit_id"], told["outcome"]) == (str(unit.id), "")
    assert told["answers"][0]["to_unit_id"] == str(unit.id)
    leader = Program(
        municipality, token_for(build.an_actor("unit_leader", municipality, unit), municipality)
    )
    answer = {"outcome": "mature", "reason": "Godt set."}
    done(leader.call("POST", f"{at(idea)}/answers", answer, version=told["version"]), 201)
    elsewhere = {"to_unit_id": str(build.a_unit(build.a_municipality()).id), "reason": "Jeres"}
    told = refused(
        office.call("POST", f"{at(idea)}/hand-overs", elsewhere, version=3),
        409,
        "unit-is-elsewhere",
    )
    assert told["errors"][0]["field"] == "to_unit_id"
    closed = build.a_unit(municipality)
    office.call("PATCH", f"/units/{closed.id}", {"closed_on": "2014-01-01"}, version=1)
    body = {"to_unit_id": str(closed.id), "reason": "Jeres"}
    version = office.read(at(idea))["version"]
    refused(
        office.call("POST", f"{at(idea)}/hand-overs", body, version=version), 409, "unit-is-closed"
    )


def test_the_second_of_two_who_answer_is_told_both_versions(office, municipality, idea):
    answer = {"outcome": "mature", "reason": "Først"}
    refused(office.call("POST", f"{at(idea)}/answers", answer), 428, "version-not-named")
    done(office.call("POST", f"{at(idea)}/answers", answer, version=1), 201)
    other = {"outcome": "declined", "reason": "Sidst"}
    told = refused(
        office.call("POST", f"{at(idea)}/answers", other, version=1), 412, "edited-meanwhile"
    )
    assert told["current"]["outcome"] == "mature"
    assert len(office.read(at(idea))["answers"]) == 1


def test_joining_counts_once_and_is_taken_back(nurse, office, idea):
    path = f"{at(idea)}/supporters/me"
    for _ in range(2):
        done(office.call("POST", path), 204)
    assert nurse.read(at(idea))["supporters"] == 1
    for _ in range(2):
        done(office.call("DELETE", path), 204)
    assert not Support.objects.exists()


def test_a_comment_is_made_read_and_taken_back_by_its_writer(municipality, nurse, office, idea):
    said = done(nurse.call("POST", f"{at(idea)}/comments", {"text": "Prøv om aftenen"}), 201)
    assert office.read(f"{at(idea)}/comments")["items"] == [said]
    path = f"/comments/{said['id']}"
    assert office.read(path) == said
    assert visitor(municipality).get(path).status_code == 404
    other = program_of("employee", municipality)
    refused(other.call("DELETE", path, version=1), 403, "not-allowed")
    refused(nurse.call("DELETE", path), 428, "version-not-named")
    done(nurse.call("DELETE", path, version=1), 204)
    assert office.read(path)["is_taken_back"] is True
    refused(nurse.call("POST", f"{at(idea)}/comments", {"text": "\n"}), 422, "unusable-values")


def test_nothing_of_another_municipality_is_reached(office, idea):
    foreign = program_of("strategy_office", build.a_municipality())
    for method, path, body in (
        ("PATCH", at(idea), {"title": "Kapret"}),
        ("POST", f"{at(idea)}/answers", {"outcome": "mature", "reason": "Ja"}),
        ("POST", f"{at(idea)}/supporters/me", None),
        ("POST", f"{at(idea)}/comments", {"text": "Hej"}),
    ):
        assert foreign.call(method, path, body, version=1).status_code == 404
    assert not Initiative.objects.exists()
