"""What an answer costs the database, which is the same for one row and for fifty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.api.calling import Program, token_for

pytestmark = pytest.mark.django_db

MOST_FOR_A_VISITOR = {
    "/api/v1/municipalities": 2,
    "/units?limit=200": 2,
    "/strategies?limit=200": 3,
    "{strategy}": 2,
    "{strategy}/drivers?limit=200": 3,
    "{strategy}/focus-areas?limit=200": 5,
    "{strategy}/objectives?limit=200": 5,
    "{strategy}/centre-strategies?limit=200": 4,
    "{strategy}/trail?limit=200": 4,
    "{strategy}/as-of/2999-01-01": 3,
    "{area}": 5,
    "{objective}": 2,
    "/search?q=kommunen": 2,
}
MOST_FOR_A_COLLEAGUE = {path: most + 1 for path, most in MOST_FOR_A_VISITOR.items()} | {
    "/people?limit=200": 6,
    "/me": 3,
}


@pytest.fixture(params=[1, 50], ids=["one row", "fifty rows"])
def places(request):
    """The addresses of a strategy with so many of everything."""
    strategy = build.a_strategy()
    for _ in range(request.param):
        area = build.a_focus_area(strategy, "Kommunens opgave")
        build.a_question(area)
        objective = build.an_objective(area, "Kommunens mål")
        build.a_driver(strategy)
        unit = build.a_unit(strategy.municipality)
        build.a_contribution(build.a_centre_strategy(strategy, unit), area)
    build.adopted(strategy)
    return strategy.municipality, {
        "strategy": f"/strategies/{strategy.id}",
        "area": f"/focus-areas/{area.id}",
        "objective": f"/objectives/{objective.id}",
    }


def spent(program, places, most):
    """Where more was asked of the database than it may cost."""
    over = {}
    for path, limit in most.items():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            program.read(path.format(**places))
        if len(asked) > limit:
            over[path] = len(asked)
    return over


def test_a_visitors_answers_cost_few_queries(places):
    municipality, addresses = places
    assert not spent(Program(municipality), addresses, MOST_FOR_A_VISITOR)


def test_a_colleagues_answers_cost_few_queries(places):
    municipality, addresses = places
    actor = build.an_actor("employee", municipality)
    program = Program(municipality, token_for(actor, municipality))
    program.read("/me")  # notes the day of the token's use
    assert not spent(program, addresses, MOST_FOR_A_COLLEAGUE)


def test_a_change_costs_few_queries():
    objective = build.an_objective()
    actor = build.an_actor("strategy_office", objective.municipality)
    program = Program(objective.municipality, token_for(actor, objective.municipality))
    program.read("/me")
    with CaptureQueriesContext(connection) as asked:
        answer = program.call("PATCH", f"/objectives/{objective.id}", {"text": "Ny"}, version=1)
    assert answer.status_code == 200
    assert len(asked) <= 20
