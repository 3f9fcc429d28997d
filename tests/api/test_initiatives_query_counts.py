"""What an answer about ideas and initiatives costs the database, which is the same for one row and for fifty."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejl.initiatives import actions
from pejl.initiatives.actions.attachments import attach_file
from pejl.initiatives.actions.catalogue import issue_edition, select_initiative
from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.actions.projects import add_line
from pejl.initiatives.models import Facilitator
from pejl.organisation import queries as organisation
from tests import build
from tests.api.calling import Program, program_of, token_for
from tests.api.test_query_counts import spent
from tests.initiatives.exploring import a_prejekt, a_world, grown, in_days
from tests.initiatives.undertaken import a_project, an_idea, running

pytestmark = pytest.mark.django_db

MOST_FOR_A_VISITOR = {
    "/initiatives?limit=200": 5,
    "/initiatives?limit=200&kind=prejekt&q=e&unit_id={unit}&focus_area_id={area}"
    "&objective_id={objective}&strategy_id={strategy}": 5,
    "/initiatives/{prejekt}": 6,
    "/initiatives/{project}": 6,
    "/editions?limit=200": 3,
    "/editions/{edition}": 2,
    "/editions/{edition}/entries?limit=200": 2,
}
MOST_FOR_A_COLLEAGUE = {path: most + 1 for path, most in MOST_FOR_A_VISITOR.items()} | {
    "/ideas?limit=200": 4,
    "/ideas?limit=200&q=e&outcome=open&mine=true": 4,
    "/ideas/{idea}": 7,
    "/ideas/{idea}/comments?limit=200": 5,
    "/ideas/{idea}/files?limit=200": 5,
    "/initiatives/{prejekt}": 12,
    "/initiatives/{project}": 11,
    "/initiatives/{project}/files?limit=200": 7,
    "/files/{file}": 4,
    "/initiatives/{prejekt}/comments?limit=200": 7,
    "/initiatives/{prejekt}/known/{known}": 6,
    "/strategies/{strategy}/selections?limit=200": 5,
    "/strategies/{strategy}/candidates": 12,
    "/flow": 12,
    "/participation": 10,
    "/facilitators?limit=200": 4,
    "/facilitators/{facilitator}": 4,
    "/facilitators/me": 3,
    "/letters/me": 3,
    "/idea-queue?limit=200": 3,
    "/woken-ideas?limit=200": 3,
    "/answer-times?limit=200": 4,
    "/similar-ideas?q=hvad%20nu%20hvis%20vi%20ringede": 5,
}
MOST_FOR_A_CHIEF = {"/subscriptions?limit=200": 4, "/mine": 15}
"""What is one's own is asked for by somebody who owns, leads and follows a lot."""


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    stored = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": stored}


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
        attach_file(**by, file=SimpleUploadedFile("note.txt", f"Note {number}".encode()))
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
    for number in range(rows):
        actions.comment(by=build.an_actor("employee", world.municipality), idea=idea, text="Ja")
        answer = {"outcome": "mature", "reason": "Ja"}
        actions.answer_idea(by=world.executive, idea=idea, version=idea.version, **answer)
        a_project(world.municipality, unit=world.unit, idea=idea)
        actions.answer_idea(
            by=world.executive, idea=idea, version=idea.version, outcome="declined", reason="Nej"
        )
        attach_file(
            by=world.executive, idea=idea, file=SimpleUploadedFile("x.txt", f"{number}".encode())
        )
    return idea


def _of_the_chief(world, rows):
    """So many ideas that wait for the chief, are parked, or followed by them."""
    for _ in range(rows):
        waiting = an_idea(world.municipality, unit=world.unit)
        actions.follow(by=world.leader, idea=waiting)
        parked = an_idea(world.municipality, unit=world.unit)
        actions.answer_idea(
            by=world.executive, idea=parked, version=1, outcome="parked", reason="Ikke nu.",
            review_on=in_days(1),
        )  # fmt: skip
        project = a_project(world.municipality, unit=world.unit, owner=world.chief)
        add_line(
            by=world.executive, initiative=running(project), kind="milestone", title="Prøve",
            due_on=in_days(1),
        )  # fmt: skip


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
    _of_the_chief(world, rows)
    edition = issue_edition(
        by=world.executive, strategy=objective.strategy, title="Katalog", is_public=True
    )
    project = _a_project(world, rows)
    return world, {
        "prejekt": prejekt.id,
        "known": prejekt.knowns.first().id,
        "project": project.id,
        "file": project.attachments.first().id,
        "facilitator": Facilitator.objects.filter(municipality=world.municipality).first().id,
        "edition": edition.id,
        "idea": _an_idea(world, rows).id,
        "unit": world.unit.id,
        "area": objective.focus_area_id,
        "objective": objective.id,
        "strategy": objective.strategy_id,
    }


def test_a_visitors_answers_cost_few_queries(places):
    world, addresses = places
    assert not spent(Program(world.municipality), addresses, MOST_FOR_A_VISITOR)


def test_a_colleagues_answers_cost_few_queries(places):
    world, addresses = places
    program = program_of("employee", world.municipality)
    program.read("/me")  # notes the day of the token's use
    assert not spent(program, addresses, MOST_FOR_A_COLLEAGUE)


def test_what_is_ones_own_costs_few_queries_however_much_it_is(places):
    world, addresses = places
    program = Program(world.municipality, token_for(world.leader, world.municipality))
    program.read("/me")
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        program.read("/me")
        assert not spent(program, addresses, MOST_FOR_A_CHIEF)
        mine = program.read("/mine")
    assert mine["owed"]
    assert mine["overdue"]
    assert mine["woken"]
    assert mine["carried"]
    assert program.read("/subscriptions")["total"] > 0


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


def test_fetching_a_file_costs_few_queries():
    world = a_world()
    idea = an_idea(world.municipality)
    file = attach_file(by=world.executive, idea=idea, file=SimpleUploadedFile("x.txt", b"Til alle"))
    program = program_of("employee", world.municipality)
    program.read("/me")
    with CaptureQueriesContext(connection) as asked:
        answer = program.get(f"/files/{file.id}/content")
    assert answer.status_code == 200
    assert len(asked) <= 4
