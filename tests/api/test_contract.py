"""Schemathesis sends what the OpenAPI document allows and what it does not, and compares the answers with it.

Every operation is asked with a writing token of the strategy office, and those that read also as a visitor, at
made-up addresses and at addresses of things that exist. Nothing may be a 5xx, and nothing may be answered that is
not declared. The same requests are made at every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis import checks

from pejl.wsgi import application
from tests import build
from tests.api.calling import token_for

# What the API says of itself is the same on both databases; that it keeps it is tried on one.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def on_this_machine(environ: dict[str, Any], start_response: Any) -> Any:
    """The application as it is served; it wants to know where a request comes from."""
    return application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)


REPRODUCIBLE = {
    "seed": 2014,
    "phases": {
        # Ten thousand requests more, for a day with more time.
        "coverage": {"enabled": False},
        # What is learnt from answers differs from run to run, as the ids in them do.
        "fuzzing": {
            "extra-data-sources": {"responses": False},
            "error-feedback": {"enabled": False},
        },
    },
}
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json",
    on_this_machine,
    config=schemathesis.Config.from_dict(REPRODUCIBLE),
)

each_the_same_every_time = settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
# Looks at one answer in the light of calls before it, which are undone here after each.
ABOUT_EARLIER_CALLS = [checks.use_after_free]
# A CVR number checks itself, which no schema can say; so a valid request may be refused.
CHECKED_BEYOND_THE_SCHEMA = {"organisation_create_municipality", "organisation_edit_municipality"}
CONFORMS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture
def existing() -> dict[str, Any]:
    """A municipality with one of everything, by the names that the addresses have for it."""
    strategy = build.a_strategy()
    municipality = strategy.municipality
    area = build.a_focus_area(strategy)
    contribution = build.a_contribution(build.a_centre_strategy(strategy), area)
    membership = build.a_membership("unit_leader", municipality)
    office = build.an_actor("strategy_office", municipality)
    return {
        "key": token_for(office, municipality),
        "slug": municipality.slug,
        "unit_id": str(membership.unit_id),
        "person_id": str(membership.person_id),
        "membership_id": str(membership.id),
        "strategy_id": str(strategy.id),
        "driver_id": str(build.a_driver(strategy).id),
        "area_id": str(area.id),
        "question_id": str(build.a_question(area).id),
        "objective_id": str(build.an_objective(area).id),
        "centre_strategy_id": str(contribution.centre_strategy_id),
        "day": "2999-12-31",
    }


@contextmanager
def one_connection() -> Iterator[None]:
    """A server lets go of its database connection between requests; here all of it is undone through one."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def ask(case: Any, headers: dict[str, str], **how: Any) -> None:
    """Call and compare, and leave everything as it was for the next call."""
    with one_connection(), transaction.atomic():
        case.call_and_validate(headers=headers | {"Accept-Encoding": "identity"}, **how)
        transaction.set_rollback(True)


def ask_here_and_there(case: Any, existing: dict[str, Any], headers: dict[str, str]) -> None:
    """The request as made up, and again at the address of something that exists, in its first version."""
    left_out = list(ABOUT_EARLIER_CALLS)
    if case.operation.definition.raw["operationId"] in CHECKED_BEYOND_THE_SCHEMA:
        left_out.append(checks.positive_data_acceptance)
    ask(case, headers, excluded_checks=left_out)
    case.path_parameters.update(
        {name: existing[name] for name in case.path_parameters if name in existing}
    )
    ask(case, headers | {"If-Match": '"1"'}, checks=CONFORMS)


@schema.include(method="GET").parametrize()
@each_the_same_every_time
def test_a_visitor_gets_declared_answers_only(case: Any, existing: dict[str, Any]) -> None:
    ask_here_and_there(case, existing, {})


@schema.parametrize()
@each_the_same_every_time
def test_a_program_of_the_strategy_office_gets_declared_answers_only(
    case: Any, existing: dict[str, Any]
) -> None:
    ask_here_and_there(case, existing, {"Authorization": f"Bearer {existing['key']}"})
