"""Rooms: named by the domain, in one order, with the same furniture."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

from tests.house.source import PACKAGE, ROOT, furniture, python_files, rows, templates, tree, where

ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
LONGEST_FILE, LONGEST_TEMPLATE = 400, 120
NAMES_THAT_SAY_NOTHING = set("utils helpers common core base manager managers service misc".split())
NAMED_BY_OTHERS = {"pejl/search/sqlite/base.py": "Django looks for a database engine's `base`"}


def _relations() -> list[Field]:
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("pejl.")
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
    ]


def _room(model: type) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("field", _relations(), ids=str)
def test_a_relation_points_to_its_own_or_a_lower_room(field: Field) -> None:
    here, there = field.model, field.remote_field.model
    if not there.__module__.startswith("pejl."):
        return
    beside_or_above = rows()[_room(there)] >= rows()[_room(here)]
    assert _room(here) == _room(there) or not beside_or_above, f"{field} points up to {there}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_begins_with_a_paragraph_and_no_code(room) -> None:
    source = tree(room / "__init__.py")
    assert ast.get_docstring(source), f"{room.name} does not say what it is"
    assert len(source.body) == 1, f"{room.name}/__init__.py holds code"


def test_nobody_listens_for_signals() -> None:
    listening = [
        where(path, node)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom | ast.Import)
        and ("signals" in ast.unparse(node) or "django.dispatch" in ast.unparse(node))
    ]
    assert listening == []


def _imports_at_run_time(path: Path) -> Iterator[ast.ImportFrom | ast.Import]:
    """All imports but those that only a type checker sees."""
    for node in tree(path).body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.ImportFrom | ast.Import):
                yield part


@pytest.mark.parametrize("kind", ["views", "api"])
def test_views_and_the_api_know_models_by_type_alone(kind: str) -> None:
    knowing = [
        where(path, node)
        for path in furniture(kind)
        for node in _imports_at_run_time(path)
        if isinstance(node, ast.ImportFrom)
        and re.fullmatch(r"pejl\.\w+\.models", node.module or "")
    ]
    assert knowing == []


@pytest.mark.parametrize("kind", ["views", "api"])
def test_views_and_the_api_leave_the_database_to_queries_and_actions(kind: str) -> None:
    reaching = [
        where(path, node)
        for path in furniture(kind)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "save", "_base_manager"}
    ]
    assert reaching == []


def test_files_stay_short_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for paths, limit in ((python_files(), LONGEST_FILE), (templates(), LONGEST_TEMPLATE))
        for path in paths
        if path.parent.name != "migrations"
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert long == {}


def test_no_file_is_named_for_nothing() -> None:
    empty = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.stem in NAMES_THAT_SAY_NOTHING or path.parent.name in NAMES_THAT_SAY_NOTHING
    }
    assert empty == NAMED_BY_OTHERS.keys() & empty
