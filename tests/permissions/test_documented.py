"""docs/permissions.md says of every permission who has it, and the predicates answer as it says."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from rules.permissions import permissions as registered

from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.rules import may
from tests import build

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
COLUMNS = (
    "visitor", "employee", "initiative_lead", "unit_leader", "executive", "strategy_office",
    "guest", "installation_admin",
)  # fmt: skip
LIVES = (("draft", "draft"), ("adopted", "adopted"), ("closed", "adopted"))
"""How a strategy stands in the course of its life, and a centre's strategy within it."""
WORDS = {
    (True, True, True): "yes",
    (False, False, False): "no",
    (False, True, True): "when adopted",
    (True, True, False): "until closed",
    (True, False, False): "while a draft",
}


ABOUT_THINGS = {
    name
    for name in registered
    if name.startswith(("strategy.", "initiatives.", "indicators.", "effects.", "followup."))
} | {"organisation.administer"}


def documented() -> dict[str, dict[str, str]]:
    """The table of the document: permission → role → word."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in DOCUMENT.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return {
        permission.strip("`"): dict(zip(COLUMNS, cells, strict=True))
        for permission, _meaning, *cells in rows
    }


@pytest.fixture(scope="module")
def actors(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Somebody of each role in one municipality, and the unit that its unit leader leads."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        municipality = build.a_municipality()
        unit = build.a_unit(municipality)
        found = {
            role: build.an_actor(role, municipality, unit if role == "unit_leader" else None)
            for role in COLUMNS
        }
        assert found["unit_leader"].leads(unit.id)
        yield SimpleNamespace(of=found, municipality=municipality, unit_id=unit.id)
        transaction.set_rollback(True)


def thing(
    actors: Any, actor: Actor, standing: tuple[str, str], own: bool, here: bool = True
) -> Any:
    """Whatever a permission may be asked about: of a strategy, of a unit, of a person."""
    strategy, itself = standing
    return SimpleNamespace(
        municipality_id=actors.municipality.id if here else uuid4(),
        strategy=SimpleNamespace(status=strategy),
        status=itself,
        unit_id=actors.unit_id if own else uuid4(),
        pk=uuid4(),
        person_id=actor.person_id if own else uuid4(),
        submitter_id=actor.person_id if own else uuid4(),
        owner_id=actor.person_id if own else uuid4(),
        responsible_id=actor.person_id if own else uuid4(),
        is_public=strategy != "draft",
        state="open" if strategy == "draft" else "signed",  # of a round
    )


def answers(actors: Any, permission: str, role: str, own: bool) -> tuple[bool, ...]:
    actor = actors.of[role]
    return tuple(may(actor, permission, thing(actors, actor, standing, own)) for standing in LIVES)


def answered(actors: Any, permission: str, role: str) -> str:
    """What the predicates answer, as a word of the table."""
    mine, others = (answers(actors, permission, role, own) for own in (True, False))
    if mine == others:
        rooms = ("initiatives.", "indicators.", "effects.", "followup.")
        made_public = permission.startswith(rooms)
        return WORDS[mine].replace("adopted", "public" if made_public else "adopted")
    assert not any(others), "whatever one may of others' things, one may of one's own"
    word = WORDS[mine]
    return "own" if word == "yes" else f"own, {word}"


def test_every_permission_is_documented_and_nothing_else():
    assert documented().keys() == set(registered)


@pytest.mark.parametrize("permission", sorted(registered))
def test_the_predicates_answer_as_the_document_says(actors, permission):
    said = documented().get(permission, {})
    assert {role: answered(actors, permission, role) for role in COLUMNS} == said


@pytest.mark.parametrize("permission", sorted(ABOUT_THINGS))
def test_of_another_municipality_s_things_nobody_may_anything(actors, permission):
    for role, actor in actors.of.items():
        for standing in LIVES:
            elsewhere = thing(actors, actor, standing, own=True, here=False)
            assert not may(actor, permission, elsewhere), role


def test_a_token_that_only_reads_writes_nothing(actors):
    reading = {
        "organisation.see_people", "organisation.see_own_page", "organisation.use_token",
        "strategy.read", "strategy.read_trail", "strategy.read_centre_strategy",
        "initiatives.read", "initiatives.read_ideas", "initiatives.read_internal",
        "initiatives.see_facilitators", "effects.read", "effects.read_chain",
        "followup.read_round", "followup.read_internal",
        "indicators.read", "indicators.see_rows",
    }  # fmt: skip
    for role in COLUMNS:
        person = actors.of[role].person
        actor = queries.actor_for(actors.municipality, person, may_write=False)
        for permission in set(registered) - reading:
            for standing in LIVES:
                asked = thing(actors, actor, standing, own=True)
                assert not may(actor, permission, asked), (role, permission)


def test_an_unknown_permission_is_an_error_and_never_a_no(actors):
    with pytest.raises(LookupError):
        may(actors.of["executive"], "strategy.paint")
