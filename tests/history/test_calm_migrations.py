"""A change of words makes no migration; a change of the database does."""

from __future__ import annotations

import pytest
from django.core.management import get_commands, load_command_class
from django.core.validators import RegexValidator
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from pejl.history.management.autodetector import CalmAutodetector


def _state(field: models.Field, **options: str) -> ProjectState:
    state = ProjectState()
    key = ("id", models.BigAutoField(primary_key=True))
    state.add_model(ModelState("room", "Thing", [key, ("kind", field)], options=options))
    return state


def _changes(before: ProjectState, after: ProjectState) -> list[str]:
    changes = CalmAutodetector(before, after)._detect_changes()
    return [
        type(operation).__name__
        for migrations in changes.values()
        for migration in migrations
        for operation in migration.operations
    ]


@pytest.mark.parametrize(
    "words",
    [
        {"verbose_name": "a kind"},
        {"help_text": "What it is."},
        {"choices": [("a", "An A")]},
        {"validators": [RegexValidator("a")]},
    ],
    ids=lambda words: next(iter(words)),
)
def test_words_on_a_field_make_no_migration(words: dict) -> None:
    before = _state(models.CharField(max_length=5))
    assert _changes(before, _state(models.CharField(max_length=5, **words))) == []


def test_a_model_s_own_name_makes_no_migration() -> None:
    before = _state(models.CharField(max_length=5))
    after = _state(models.CharField(max_length=5), verbose_name="thing")
    assert _changes(before, after) == []


@pytest.mark.parametrize("changed", [{"max_length": 9}, {"max_length": 5, "unique": True}])
def test_what_changes_the_database_makes_one(changed: dict) -> None:
    before = _state(models.CharField(max_length=5))
    assert _changes(before, _state(models.CharField(**changed))) == ["AlterField"]


def test_a_new_field_keeps_its_words() -> None:
    with_words = models.CharField(max_length=5, help_text="What it is.")
    changes = CalmAutodetector(ProjectState(), _state(with_words))._detect_changes()
    (operation,) = changes["room"][0].operations
    assert dict(operation.fields)["kind"].help_text == "What it is."


@pytest.mark.parametrize("name", ["makemigrations", "migrate"])
def test_both_commands_are_calm(name: str) -> None:
    command = load_command_class(get_commands()[name], name)
    assert command.autodetector is CalmAutodetector
