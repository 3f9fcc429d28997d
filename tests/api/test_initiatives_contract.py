"""Schemathesis at the addresses of ideas and initiatives that exist, as in ``test_contract``.

Asked as the one who may do most with them: a centre leader who also sits in the executive group and the strategy
office.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pejl.initiatives import actions
from pejl.initiatives.actions.attachments import attach_file
from pejl.initiatives.actions.catalogue import issue_edition
from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.actions.projects import add_line
from pejl.organisation import actions as organisation
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from tests import build
from tests.api.calling import token_for
from tests.api.test_contract import ask_here_and_there, each_the_same_every_time, schema
from tests.initiatives.exploring import a_running_prejekt, a_world, in_days
from tests.initiatives.undertaken import a_project, an_idea

pytestmark = pytest.mark.django_db

ROOM = {"operation_id_regex": "^initiatives_"}


def _lines_of_a_prejekt(by: dict[str, Any]) -> dict[str, Any]:
    return {
        "known": actions.note_known(**by, text="Det ved vi"),
        "unknowns": actions.note_unknown(**by, question="Hvem?"),
        "activities": actions.note_activity(**by, title="Samtale", kind="interview"),
        "options": actions.note_option(**by, title="Fast tid"),
        "log": actions.log_learning(**by, text="Ro betyder mest"),
        "participants": actions.name_participant(**by, described_as="to pårørende"),
    }


def _lines_of_a_project(by: dict[str, Any], other: Any) -> dict[str, Any]:
    return {
        "milestones": add_line(**by, kind="milestone", title="Prøve", due_on=in_days(9)),
        "deliverables": add_line(**by, kind="deliverable", title="Vejledning"),
        "risks": add_line(**by, kind="risk", text="Ingen tid"),
        "dependencies": add_line(**by, kind="dependency", needs=other),
    }


def _who_may_most(world: Any) -> Actor:
    for role in ("strategy_office", "executive"):
        organisation.grant_role(
            by=build.the_operator(world.municipality), municipality=world.municipality,
            role=role, email=world.chief.email, name=world.chief.name,
        )  # fmt: skip
    return queries.actor_for(world.municipality, world.chief)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    stored = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": stored}


@pytest.fixture
def existing() -> dict[str, Any]:
    """An idea, a running prejekt and a project with one of everything, by the names that addresses have for it."""
    world = a_world()
    strategy = build.adopted(build.a_strategy(world.municipality))
    prejekt, project = a_running_prejekt(world, is_public=True), a_project(world.municipality)
    idea = an_idea(world.municipality, unit=world.unit)
    by = {"by": world.executive, "initiative": prejekt}
    lines = _lines_of_a_prejekt(by)
    lines |= _lines_of_a_project({"by": world.executive, "initiative": project}, prejekt)
    photo = SimpleUploadedFile("tavlen.png", build.a_picture())
    edition = issue_edition(by=world.executive, strategy=strategy, title="Katalog", is_public=True)
    facilitator = offer_to_facilitate(
        by=world.executive, municipality=world.municipality, consents=True
    )
    return {
        "key": token_for(_who_may_most(world), world.municipality),
        "slug": world.municipality.slug,
        "strategy_id": str(strategy.id),
        "idea_id": str(idea.id),
        "comment_id": str(actions.comment(by=world.executive, idea=idea, text="Ja").id),
        "initiative_id": str(prejekt.id),
        "project_id": str(project.id),
        "file_id": str(attach_file(**by, file=photo).id),
        "edition_id": str(edition.id),
        "facilitator_id": str(facilitator.id),
        "lines": {path: str(line.id) for path, line in lines.items()},
    }


OF_A_PROJECT = {
    "milestones",
    "deliverables",
    "risks",
    "dependencies",
    "start",
    "finish",
    "park",
    "stop",
}


def _at(case: Any, existing: dict[str, Any]) -> dict[str, Any]:
    """What exists at the address that is asked: a project where only a project will do."""
    words = set(case.path.split("/"))
    places = {name: one for name, one in existing.items() if isinstance(one, str)}
    if words & OF_A_PROJECT:
        places["initiative_id"] = existing["project_id"]
    for path, line_id in existing["lines"].items():
        if path in words:
            places["line_id"] = line_id
    return places


@schema.include(method="GET", **ROOM).parametrize()
@each_the_same_every_time
def test_a_visitor_gets_declared_answers_only(case: Any, existing: dict[str, Any]) -> None:
    ask_here_and_there(case, _at(case, existing), {})


@schema.include(**ROOM).parametrize()
@each_the_same_every_time
def test_a_program_that_may_do_most_gets_declared_answers_only(
    case: Any, existing: dict[str, Any]
) -> None:
    key = {"Authorization": f"Bearer {existing['key']}"}
    ask_here_and_there(case, _at(case, existing), key)
