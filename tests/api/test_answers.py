"""What every answer has, and what no request, however hostile, can bring about."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError

from pejl.organisation import actions as organisation
from tests import build
from tests.api.calling import program_of, visitor

pytestmark = pytest.mark.django_db

DEEP = b'{"title":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.fixture
def strategy():
    return build.a_strategy()


@pytest.fixture
def office(strategy):
    return program_of("strategy_office", strategy.municipality)


def test_open_data_can_be_read_by_the_pages_of_every_site_but_not_with_a_token(strategy, office):
    answer = visitor(strategy.municipality).get("/units")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-cache"
    assert {"Authorization", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    own = office.get("/units")
    assert "Access-Control-Allow-Origin" not in own.headers
    assert own.headers["Cache-Control"] == "private, no-cache"
    written = visitor(strategy.municipality).call("POST", "/units", {})
    assert "Access-Control-Allow-Origin" not in written.headers


def test_a_browser_may_ask_beforehand_and_is_offered_reading_only(strategy):
    answer = visitor(strategy.municipality).call("OPTIONS", "/units")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in answer.headers["Access-Control-Allow-Headers"]


def test_the_head_of_an_answer_can_be_asked_for_alone(strategy):
    answer = visitor(strategy.municipality).call("HEAD", "/units")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/x", "/api/v1/x/y/z/ø", "/units/", "/units/%00", "/%00/%2e%2e"]
)
def test_an_address_that_is_none_is_told_as_a_problem(strategy, path):
    answer = visitor(strategy.municipality).get(path)
    assert answer.status_code in {404, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]


def test_what_cannot_be_done_at_an_address_is_told_with_what_can(strategy):
    answer = visitor(strategy.municipality).call("DELETE", "/units")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}
    assert answer.json()["type"] == "urn:pejl:problem:method-not-allowed"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"title": "\xe6"}', 400),
        (DEEP, 400),
        (b'{"title": ' + b"9" * 5000 + b"}", 400),
        (b"[]", 422),
        (b"null", 422),
        (b"NaN", 422),
        (b'"text"', 422),
        (b'{"title": NaN}', 422),
        (b'{"title": 1}', 422),
        (b'{"title": null}', 422),
        (b'{"title": ""}', 422),
        (b'{"title": "  \\n "}', 422),
        (b'{"title": "a\\u0000b"}', 422),
        (b'{"title": "\\ud800"}', 422),
        (b'{"title": "a", "responsible_id": "1"}', 422),
        (b'{"title": "a", "is_example": 1}', 422),
        (b'{"title": "a", "id": 7}', 422),
        (b'{"title": "a", "version": 7}', 422),
        (b'{"title": "a", "__class__": {}}', 422),
        (b'{"title": "' + b"a" * 201 + b'"}', 422),
        (b'{"text": "' + b"a" * 20_001 + b'", "title": "a"}', 422),
        (b'{"text": "' + b"a" * 3_000_000 + b'", "title": "a"}', 413),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else value,
)
def test_a_body_that_cannot_be_used_is_told_so(strategy, office, body, status):
    answer = office.call("POST", f"/strategies/{strategy.id}/focus-areas", body)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not strategy.focusareas.exists()


@pytest.mark.parametrize("day", ["2014-02-30", "20140101", "x", "2014-1-1", "14-01-01", "0"])
def test_a_day_that_is_none_is_told_so(strategy, office, day):
    assert office.get(f"/strategies/{strategy.id}/as-of/{day}").status_code == 422


@pytest.mark.parametrize("key", ["1", "x" * 36, "\x00", "{00000000-0000-4000-8000-000000000000}"])
def test_an_id_that_is_none_is_told_so(strategy, office, key):
    assert office.get(f"/units/{key}").status_code in {404, 422}


@pytest.mark.parametrize("words", ["%00", "%ff", "x" * 201, "%ED%A0%80", "' OR 1=1 --", "*(", "%"])
def test_searching_for_anything_never_fails(strategy, words):
    answer = visitor(strategy.municipality).get(f"/search?q={words}")
    assert answer.status_code in {200, 422}


def test_what_is_wrong_is_told_field_by_field_in_danish_and_english(strategy, office):
    body = {"title": "a" * 201, "ends_on": "i morgen", "unknown": 1}
    answer = office.call("POST", "/strategies", body, **{"Accept-Language": "en"})
    told = {one["field"]: one["message"] for one in answer.json()["errors"]}
    assert told == {
        "title": "At most 200 characters.",
        "slug": "This must be filled in.",
        "starts_on": "This must be filled in.",
        "ends_on": "This must be a day, such as 2014-06-30.",
        "unknown": "There is no such field.",
    }
    danish = office.call("POST", "/strategies", body)
    assert danish.headers["Content-Language"] == "da"


@pytest.mark.parametrize(
    ("asked", "language"),
    [("en", "en"), ("de, en;q=0.5, da;q=0.9", "da"), ("fr", "da"), ("", "da"), ("x" * 9000, "da")],
)
def test_the_language_is_the_first_that_is_asked_for_and_spoken(strategy, asked, language):
    answer = visitor(strategy.municipality).get("/findes-ikke", **{"Accept-Language": asked})
    assert answer.headers["Content-Language"] == language


def test_danish_letters_are_told_as_they_are(strategy):
    build.a_unit(strategy.municipality, "Ældre på Åsen")
    answer = visitor(strategy.municipality).get("/units")
    assert "Ældre på Åsen" in answer.content.decode()
    assert json.loads(answer.content)["total"] == 1


def test_what_the_database_itself_refuses_is_told_as_a_conflict(office, monkeypatch):
    """Two requests at the same instant pass the same check; the database stops the second."""

    def lose_the_race(**_how):
        raise IntegrityError

    monkeypatch.setattr(organisation, "add_unit", lose_the_race)
    body = {"name": "Center", "slug": "center", "kind": "centre"}
    answer = office.call("POST", "/units", body)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:pejl:problem:there-already")


def test_an_id_of_another_municipality_makes_nothing_here(office):
    taken = build.a_unit(build.a_municipality())
    body = {"name": "Center", "slug": "center", "kind": "centre", "id": str(taken.id)}
    assert office.call("POST", "/units", body).status_code == 409
    administrator = program_of("installation_admin", taken.municipality)
    body = {
        "name": "Ny Kommune",
        "slug": "ny-kommune",
        "first_email": "ny@example.dk",
        "first_name": "Ny",
        "id": str(taken.municipality_id),
    }
    assert administrator.call("POST", "/api/v1/municipalities", body).status_code == 409
