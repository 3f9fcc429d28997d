"""Following up for programs: the round, reports, readiness, meetings, minutes and decisions."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejl.followup.models import Report, Round
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.followup.made import a_followed_strategy, a_project, a_round, confirmed, opened
from tests.followup.many import a_round_of
from tests.followup.test_meetings import all_confirmed, report_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


@pytest.fixture
def office(strategy) -> Program:
    return program_of("strategy_office", strategy.municipality)


def of(person, municipality) -> Program:
    actor = organisation.actor_for(municipality, person)
    return Program(municipality, token_for(actor, municipality))


def days(**more: int) -> dict[str, str]:
    today = timezone.localdate()
    return {name: str(today + timedelta(days=number)) for name, number in more.items()}


def told(answer, status: int = 200):
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_program_prepares_opens_reminds_closes_and_reopens_a_round(strategy, office):
    a_project(strategy)
    new = {"strategy_id": str(strategy.id), "slug": "2014-1", "title": "Forår", "remind_days": [3]} | days(
        starts_on=-90, ends_on=0, initiatives_due_on=7, objectives_due_on=14, focus_areas_due_on=21
    )  # fmt: skip
    made = told(office.call("POST", "/rounds", new | {"id": str(uuid4())}), 201)
    where = f"/rounds/{made['id']}"
    edited = told(office.call("PATCH", where, {"title": "Foråret"}, version=1))
    assert (edited["title"], edited["remind_days"]) == ("Foråret", [3])
    running = told(office.call("POST", f"{where}/open", version=edited["version"]))
    assert running["state"] == "open"
    assert Letter.objects.count() == 2
    assert told(office.call("POST", f"{where}/remind")) == {"written": 2}
    ended = told(office.call("POST", f"{where}/close", version=running["version"]))
    again = office.call(
        "POST", f"{where}/reopen", {"reason": "En enhed manglede"}, version=ended["version"]
    )
    assert told(again)["state"] == "open"
    assert [one["id"] for one in office.read("/rounds")["items"]] == [made["id"]]


def test_faulty_days_and_an_unknown_strategy_are_told_at_their_fields(strategy, office):
    new = {"strategy_id": str(uuid4()), "slug": "a", "title": "A"} | days(
        starts_on=-9, ends_on=0, initiatives_due_on=9, objectives_due_on=5, focus_areas_due_on=21
    )
    unknown = told(office.call("POST", "/rounds", new), 409)
    assert unknown["errors"][0]["field"] == "strategy_id"
    wrong = told(office.call("POST", "/rounds", new | {"strategy_id": str(strategy.id)}), 409)
    assert wrong["errors"][0]["field"] == "objectives_due_on"


def test_an_owner_keeps_and_confirms_and_of_two_the_second_gets_both_texts(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_on(round, project)
    owner = of(project.owner, strategy.municipality)
    where = f"/reports/{report.id}"
    kept = told(owner.call("PATCH", where, {"fact": "Vi er i gang"}, version=1))
    assert (kept["draft"], kept["fact"]) == ({"fact": "Vi er i gang"}, "")
    assert (kept["confirmed_at"], kept["stands"]) == (None, "no_data")
    late = told(owner.call("PATCH", where, {"fact": "Noget andet"}, version=1), 412)
    assert "Vi er i gang" in str(late)
    sure = told(owner.call("POST", f"{where}/confirm", {"status": "on_course"}, version=2))
    assert (sure["stands"], sure["confirmed_by"]["id"]) == ("on_course", str(project.owner_id))
    assert (sure["draft"], sure["fact"]) == ({}, "Vi er i gang")
    missing = told(owner.call("POST", f"{where}/confirm", {"status": "off_course"}, version=3), 409)
    assert missing["errors"][0]["field"] == "cause"

    def found(query: str) -> list[str]:
        listed = owner.read(f"/rounds/{round.id}/reports?{query}")["items"]
        return [one["id"] for one in listed]

    assert (
        found("mine=true")
        == found("confirmed=true")
        == found("status=on_course")
        == [str(report.id)]
    )
    assert found(f"unit_id={project.unit_id}") == [str(report.id)]
    assert len(found("confirmed=false")) == 3


def test_a_report_is_handed_over_to_somebody_who_works_there(strategy, office):
    round = opened(a_round(strategy))
    report = Report.objects.filter(round=round).first()
    heir = build.a_person("employee", strategy.municipality)
    stranger = build.a_person("employee", build.a_municipality())
    where = f"/reports/{report.id}/hand-over"
    refused = told(office.call("POST", where, {"owner_id": str(stranger.id)}, version=1), 409)
    assert refused["errors"][0]["field"] == "owner_id"
    handed = told(office.call("POST", where, {"owner_id": str(heir.id)}, version=1))
    assert handed["owner"]["id"] == str(heir.id)


def test_a_unit_is_marked_ready_and_taken_back(strategy):
    project = a_project(strategy)
    leader = of(
        build.a_person("unit_leader", strategy.municipality, project.unit), strategy.municipality
    )
    round = opened(a_round(strategy))
    where = f"/rounds/{round.id}/readiness"
    new = {"unit_id": str(project.unit_id), "note": "Set"}
    assert leader.call("POST", where, new).status_code == 409
    confirmed(report_on(round, project))
    marked = told(leader.call("POST", where, new), 201)
    assert (marked["is_ready"], marked["note"], marked["owed"]) == (True, "Set", 1)
    back = leader.call("DELETE", f"{where}/{marked['readiness_id']}", version=marked["version"])
    assert not told(back)["is_ready"]
    assert [one["is_ready"] for one in leader.read(where)["items"]] == [False]


def test_a_meeting_gets_its_agenda_minutes_and_decisions(strategy, office):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    confirmed(report_on(round, project), "off_course")
    all_confirmed(round)
    meeting = told(office.call("POST", f"/rounds/{round.id}/meetings", days(held_on=30)), 201)
    here = f"/meetings/{meeting['id']}"
    moved = told(office.call("PATCH", here, {"place": "Rådhuset"}, version=1))
    assert moved["place"] == "Rådhuset"
    assert told(office.call("POST", f"{here}/agenda"))["points"] == 1
    own = told(office.call("POST", f"{here}/points", {"title": "Budget"}), 201)
    told(office.call("POST", f"/points/{own['id']}/move", {"steps": -1}))
    first, second = office.read(f"{here}/points")["items"]
    assert (first["id"], second["why"]) == (own["id"], "off_course")

    minutes = {"minutes": "Vi drøftede det"}
    wrote = told(office.call("PUT", f"/points/{second['id']}/minutes", minutes, version=1))
    assert office.call(
        "PUT", f"/points/{second['id']}/minutes", {"minutes": "Nej"}, version=1
    ).status_code == 412  # fmt: skip
    assert wrote["version"] == 2
    treated = office.call("POST", f"/points/{second['id']}/treated", {"is_treated": True})
    assert told(treated)["is_treated"]
    decided = told(
        office.call(
            "POST", "/decisions",
            {"text": "Vi stopper", "point_id": second["id"], "responsible_id": str(project.owner_id)},
        ), 201,
    )  # fmt: skip
    assert decided["initiative_id"] == str(project.id)
    assert office.read(f"/points/{second['id']}")["decision_ids"] == [decided["id"]]

    renamed = told(office.call("PATCH", f"/points/{own['id']}", {"title": "Løn"}, version=1))
    gone = office.call("DELETE", f"/points/{own['id']}", version=renamed["version"])
    assert gone.status_code == 204
    assert office.get(f"/points/{own['id']}").status_code == 404


def test_a_point_that_was_taken_off_is_put_back(strategy, office):
    round = opened(a_round(strategy))
    meeting = told(office.call("POST", f"/rounds/{round.id}/meetings", days(held_on=30)), 201)
    told(office.call("POST", f"/meetings/{meeting['id']}/agenda"))
    (point,) = office.read(f"/meetings/{meeting['id']}/points")["items"]
    assert office.call("DELETE", f"/points/{point['id']}", version=1).status_code == 204
    assert office.read(f"/points/{point['id']}")["meeting_id"] is None
    back = told(
        office.call("POST", f"/points/{point['id']}/put-back", {"meeting_id": meeting["id"]})
    )
    assert (back["meeting_id"], back["is_treated"]) == (meeting["id"], False)
    wrong = office.call("POST", f"/points/{point['id']}/put-back", {"meeting_id": str(uuid4())})
    assert told(wrong, 409)["errors"][0]["field"] == "meeting_id"


def test_a_decision_is_filtered_ended_and_replaced(strategy, office):
    project = a_project(strategy)
    new = {
        "text": "Vi venter", "initiative_id": str(project.id), "responsible_id": str(project.owner_id),
    } | days(decided_on=-5, due_on=-1)  # fmt: skip
    old = told(office.call("POST", "/decisions", new), 201)
    assert old["is_overdue"]
    for query in ("overdue=true", f"initiative_id={project.id}", "state=open", "q=venter",
                  f"responsible_id={project.owner_id}"):  # fmt: skip
        assert [one["id"] for one in office.read(f"/decisions?{query}")["items"]] == [old["id"]], (
            query
        )
    assert office.read("/decisions?state=done")["total"] == 0
    newer = told(
        office.call("POST", f"/decisions/{old['id']}/replace", {"text": "Vi begynder"}, version=1),
        201,
    )
    assert (newer["replaces_id"], newer["initiative_id"]) == (old["id"], str(project.id))
    assert office.read(f"/decisions/{old['id']}")["state"] == "dropped"
    end = {"state": "done", "outcome": "I gang"}
    assert (
        told(office.call("POST", f"/decisions/{newer['id']}/end", end, version=1))["state"]
        == "done"
    )
    unknown = told(
        office.call("POST", "/decisions", {"text": "Ja", "objective_id": str(uuid4())}), 409
    )
    assert unknown["errors"][0]["field"] == "objective_id"


def test_somebody_stands_in_for_a_time_and_never_for_themselves(strategy, office):
    here = strategy.municipality
    person, deputy = (build.a_person("employee", here) for _ in range(2))
    mine = of(person, here)
    own = told(mine.call("POST", "/deputies", {"deputy_id": str(deputy.id)}), 201)
    assert own["person"]["id"] == str(person.id)
    same = told(mine.call("POST", "/deputies", {"deputy_id": str(person.id)}), 409)
    assert same["errors"][0]["field"] == "deputy_id"
    where = f"/deputies/{own['id']}"
    assert told(mine.call("PATCH", where, days(until_on=-3), version=1), 409)
    assert told(mine.call("PATCH", where, days(until_on=3), version=1))["until_on"]
    assert of(deputy, here).read("/deputies")["total"] == 1
    assert program_of("employee", here).read("/deputies")["total"] == 0
    assert office.read("/deputies")["total"] == 1


def test_visitors_are_told_of_signed_public_rounds_and_of_nothing_in_them(strategy):
    round = opened(a_round(strategy))
    anyone = visitor(strategy.municipality)
    assert anyone.read("/rounds")["total"] == 0
    Round.objects.filter(pk=round.pk).update(state="signed", is_public=True)
    assert anyone.read(f"/rounds/{round.id}")["state"] == "signed"
    report = Report.objects.filter(round=round).first()
    for path in (
        f"/rounds/{round.id}/reports", f"/reports/{report.id}", f"/rounds/{round.id}/meetings",
        f"/rounds/{round.id}/readiness", "/decisions", "/deputies",
    ):  # fmt: skip
        assert anyone.get(path).status_code == 404, path


@pytest.mark.parametrize(
    "path", ["/rounds", "/rounds/{round}/reports?limit=200", "/rounds/{round}/readiness?limit=200"]
)
def test_an_answer_costs_as_much_for_two_hundred_as_for_twenty(path):
    counted = []
    for number in (20, 200):
        round = a_round_of(number)
        program = program_of("employee", round.municipality)
        address = path.format(round=round.id)
        program.read(address)
        with CaptureQueriesContext(connection) as asked:
            program.read(address)
        counted.append(len(asked))
    few, many = counted
    assert few == many
