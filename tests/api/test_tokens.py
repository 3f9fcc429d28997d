"""Personal tokens: what they open, for whom, and what they do not."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from pejl.organisation import actions as organisation
from pejl.organisation.models import PersonalToken
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor

pytestmark = pytest.mark.django_db

NEW = {"name": "Center", "slug": "center", "kind": "centre"}


@pytest.mark.parametrize("key", ["pejl_unknown", "", "x" * 5000, "æøå", "a b", "\x01"])
def test_an_unknown_token_is_refused_also_where_none_is_needed(key):
    municipality = build.a_municipality()
    program = visitor(municipality, Authorization=f"Bearer {key}")
    for answer in (program.get("/units"), program.call("POST", "/units", NEW)):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


def test_another_kind_of_sign_in_is_no_token():
    program = visitor(build.a_municipality(), Authorization="Basic dTpw")
    assert program.get("/units").status_code == 401


def test_a_revoked_an_expired_and_a_leavers_token_open_nothing():
    municipality = build.a_municipality()
    actor = build.an_actor("employee", municipality)
    program = Program(municipality, token_for(actor, municipality))
    assert program.get("/people").status_code == 200
    token = PersonalToken.objects.get(person=actor.person)
    organisation.revoke_token(by=actor, token=token)
    assert program.get("/people").status_code == 401
    PersonalToken.objects.update(revoked_at=None, expires_on=date(2014, 1, 1))
    assert program.get("/people").status_code == 401
    PersonalToken.objects.update(expires_on=None)
    actor.person.is_active = False
    actor.person.save()
    assert program.get("/people").status_code == 401


def test_a_token_of_another_municipality_reads_as_a_visitor_and_writes_nothing():
    here, elsewhere = build.a_municipality(), build.a_municipality()
    actor = build.an_actor("strategy_office", here)
    build.a_membership("strategy_office", elsewhere, email=actor.person.email)
    program = Program(elsewhere, token_for(actor, here))
    assert program.get("/units").status_code == 200
    assert program.get("/people").status_code == 404
    assert program.call("POST", "/units", NEW).status_code == 401
    nowhere = program.call("POST", "/api/v1/findes-ikke/units", NEW)
    assert nowhere.status_code == 404


def test_a_reading_token_changes_nothing_whoever_holds_it():
    municipality = build.a_municipality()
    program = program_of("strategy_office", municipality, scope="read")
    assert program.get("/people").status_code == 200
    assert program.call("POST", "/units", NEW).status_code == 403
    assert program.call("PATCH", "/me", {"name": "Ny"}).status_code == 403


def test_a_browsers_sign_in_does_not_count_here():
    municipality = build.a_municipality()
    person = build.a_person("strategy_office", municipality)
    program = visitor(municipality)
    program.client = Client()
    program.client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    assert program.get("/people").status_code == 404
    assert program.call("POST", "/units", NEW).status_code == 401


def test_the_day_of_use_is_noted_once_a_day(django_assert_num_queries):
    municipality = build.a_municipality()
    program = program_of("employee", municipality)
    with django_assert_num_queries(4):
        program.get("/units")
    with django_assert_num_queries(3):
        program.get("/units")
    assert PersonalToken.objects.get().last_used_on is not None
