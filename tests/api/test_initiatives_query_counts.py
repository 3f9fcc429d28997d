"""What an answer about ideas and initiatives costs the database, which is the same for one row and for fifty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejl.initiatives import actions
from pejl.initiatives.actions.catalogue import select_initiative
from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.actions.projects import add_line
from pejl.organisation import queries as organisation
from tests import build
from tests.api.calling import Program, program_of, token_for
from tests.api.test_query_counts import spent
from tests.initiatives.exploring import a_prejekt, a_world, grown, in_days
from tests.initiatives.undertaken import a_project, an_idea

pytestmark = pytest.mark.django_db

MOST_FOR_A_VISITOR = {
    "/initiatives?limit=200": 5,
    "/initiatives?limit=200&kind=prejekt&q=e&unit_id={unit}&focus_area_id={area}"
    "&objective_id={objective}&strategy_id={strategy}": 5,
    "/initiatives/{prejekt}": 7,
    "/initiatives/{project}": 7,
}
MOST_FOR_A_COLLEAGUE = {path: most + 1 for path, most in MOST_FOR_A_VISITOR.items()} | {
    "/ideas?limit=200": 4,
    "/ideas?limit=200&q=e&outcome=open&mine=true": 4,
    "/ideas/{idea}": 5,
    "/ideas/{idea}/comments?limit=200": 5,
    "/initiatives/{prejekt}": 15,
    "/initiatives/{project}": 14,
    "/initiatives/{prejekt}/comments?limit=200": 7,
    "/initiatives/{prejekt}/known/{known}": 6,
    "/strategies/{strategy}/selections?limit=200": 5,
    "/facilitators?limit=200": 4,
}


def _a_project(world, rows):
    project = a_project(world.municipality, is_public=True)
    by = {"by": world.executive, "initiative": project}
    for number in range(rows):
        add_line(**by, kind="milestone", title=f"Milepæl {number}", due_on=in_days(number))
        add_line(**by, kind="deliverable", title=f"Leverance {number}")
        add_line(**by, kind="risk", text=f"Risiko {number}")
        add_line(**by, kind="dependency", needs=a_project(world.municipality, unit=world.unit))
        person = build.a_person("employee", world.municipality)
        actions.name_participant(**by, person=person)
        offer_to_facilitate(
            by=organisation.actor_for(world.municipality, person),
            municipality=world.municipality,
            consents=True,
        )
    return project


def _prejekter(world, rows, objective):
    for number in range(rows):
        one = a_prejekt(world, title=f"Prejekt {number}", is_public=True, objectives=[objective])
        select_initiative(
            by=world.executive, initiative=one, strategy=objective.strategy, version=1,
            is_selected=True, reason="Ja",
        )  # fmt: skip


def _an_idea(world, rows):
    for _ in range(rows):
        idea = an_idea(world.municipality, unit=world.unit)
        actions.join_idea(by=world.executive, idea=idea)
    for _ in range(rows):
        actions.comment(by=build.an_actor("employee", world.municipality), idea=idea, text="Ja")
        answer = {"outcome": "mature", "reason": "Ja"}
        actions.answer_idea(by=world.executive, idea=idea, version=idea.version, **answer)
        a_project(world.municipality, unit=world.unit, idea=idea)
        actions.answer_idea(
            by=world.executive, idea=idea, version=idea.version, outcome="declined", reason="Nej"
        )
    return idea


@pytest.fixture(params=[1, 50], ids=["one row", "fifty rows"])
def places(request):
    """The addresses of ideas and initiatives with so many of everything."""
    rows, world = request.param, a_world()
    objective = build.an_objective(
        build.a_focus_area(build.adopted(build.a_strategy(world.municipality)))
    )
    _prejekter(world, rows, objective)
    prejekt = grown(world, rows)
    actions.edit_initiative(
        by=world.executive, initiative=prejekt, version=prejekt.version, is_public=True
    )
    return world.municipality, {
        "prejekt": prejekt.id,
        "known": prejekt.knowns.first().id,
        "project": _a_project(world, rows).id,
        "idea": _an_idea(world, rows).id,
        "unit": world.unit.id,
        "area": objective.focus_area_id,
        "objective": objective.id,
        "strategy": objective.strategy_id,
    }


def test_a_visitors_answers_cost_few_queries(places):
    municipality, addresses = places
    assert not spent(Program(municipality), addresses, MOST_FOR_A_VISITOR)


def test_a_colleagues_answers_cost_few_queries(places):
    municipality, addresses = places
    actor = build.an_actor("employee", municipality)
    program = Program(municipality, token_for(actor, municipality))
    program.read("/me")  # notes the day of the token's use
    assert not spent(program, addresses, MOST_FOR_A_COLLEAGUE)


@pytest.mark.parametrize(
    ("path", "body", "most"),
    [
        ("/ideas", {"title": "Hvad nu hvis?"}, 20),
        ("/initiatives/{prejekt}/known", {"text": "Det ved vi"}, 14),
    ],
)
def test_saving_costs_few_queries(path, body, most):
    world = a_world()
    prejekt = a_prejekt(world)
    program = program_of("strategy_office", world.municipality)
    program.read("/me")
    with CaptureQueriesContext(connection) as asked:
        answer = program.call("POST", path.format(prejekt=prejekt.id), body)
    assert answer.status_code == 201
    assert len(asked) <= most
