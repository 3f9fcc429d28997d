"""What public code owes its readers: a licence, a description for catalogues, and documents that are true."""

from __future__ import annotations

import ast
import hashlib
import importlib
import re

import pytest
from django.apps import apps
from django.db import models
from ruamel.yaml import YAML

from pejl import __version__
from pejl.organisation.models import Person
from tests.house.source import ROOT

# The text as Mozilla publishes it. GitHub, scancode and others know a licence by its exact words.
MPL_2_0 = "fab3dd6bdab226f1c08630b1dd917e11fcb4ec5e1e020e2c16f83a0a13863e85"

# From the standard, https://yml.publiccode.tools.
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
KINDS = {"standalone/web", "standalone/backend", "standalone/other", "library", "addon"}
LONGEST_SHORT, SHORTEST_LONG, LONGEST_LONG = 150, 150, 10_000

# Of libraries' models, what tells of people beyond relations to them, addresses of mail and of machines.
TELLS_OF_PEOPLE = {"username", "user_agent", "uid", "extra_data", "session_key", "session_data",
                   "expire_date", "person_id", "person_name", "to_person_id"}  # fmt: skip
SECRETS = {"axes.AccessAttempt.post_data", "mfa.Authenticator.data"}

PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:pejl|tests|docs|setup|examples|requirements|\.ci)/[^`\s*…]*)`")
NAME_IN_FILE = re.compile(r"`(\w+)` (?:in|of)\s+`([\w./-]+\.(?:py|toml|html))`")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.fixture(scope="module")
def description() -> dict:
    return YAML(typ="safe").load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_licence_is_the_whole_mozilla_public_license() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == MPL_2_0


def test_the_description_has_what_its_standard_demands(description: dict) -> None:
    assert description["publiccodeYmlVersion"] == "0"
    assert description["name"] == "Pejl"
    assert description["softwareVersion"] == __version__
    assert re.match(r"https://\S+$", description["url"])
    assert description["platforms"] == ["web"]
    assert description["categories"]
    assert description["developmentStatus"] in STATUSES
    assert description["softwareType"] in KINDS
    assert description["legal"]["license"] == "MPL-2.0"
    assert description["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all(contact["name"] for contact in description["maintenance"]["contacts"])
    assert description["localisation"]["localisationReady"] is True


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_description_speaks_both_languages(description: dict, language: str) -> None:
    said = description["description"][language]
    assert language in description["localisation"]["availableLanguages"]
    assert len(said["shortDescription"].strip()) <= LONGEST_SHORT
    assert SHORTEST_LONG <= len(said["longDescription"].strip()) <= LONGEST_LONG
    assert 5 <= len(said["features"]) <= 20
    assert [path for path in said["screenshots"] if not (ROOT / path).is_file()] == []


def test_both_languages_list_the_same_features(description: dict) -> None:
    said = description["description"]
    assert len(said["da"]["features"]) == len(said["en"]["features"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_document_names_exists(path) -> None:
    text = re.sub(
        r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    named = [
        found for found in PATH.findall(text) if not found.startswith("pejl/design/static/vendor")
    ]
    assert [one for one in named if "<" not in one and not (ROOT / one).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_finds_in_a_file_stands_there(path) -> None:
    """“`change` in `pejl/history/actions.py`”: a name moves sooner than its file."""
    pairs = NAME_IN_FILE.findall(path.read_text(encoding="utf-8"))
    gone = [
        (name, file)
        for name, file in pairs
        if not re.search(rf"\b{name}\b", (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert gone == []


def test_each_step_of_the_tutorial_rests_on_what_exists() -> None:
    """The room that it builds is not there; all that it takes from other rooms must be."""
    blocks = PYTHON_BLOCK.findall((ROOT / "docs" / "new-room.md").read_text(encoding="utf-8"))
    gone = [
        f"{module}.{name}"
        for block in blocks
        if "import " in block
        for module, name in _imports(block)
        if not _exists(module, name)
    ]
    assert blocks
    assert gone == []


def _imports(block: str) -> list[tuple[str, str]]:
    return [
        (str(node.module), alias.name)
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(("pejl", "tests"))
        for alias in node.names
        if "initiatives" not in f"{node.module}.{alias.name}"
    ]


def _exists(module: str, name: str) -> bool:
    if hasattr(importlib.import_module(module), name):
        return True
    try:
        importlib.import_module(f"{module}.{name}")
    except ModuleNotFoundError:
        return False
    return True


def _personal_fields() -> set[str]:
    """Every stored field that tells of a person: all of ``Person``, what points to one, and what names one."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if model is Person
        or field.related_model is Person
        or isinstance(field, models.EmailField | models.GenericIPAddressField)
        or field.name in TELLS_OF_PEOPLE
    } | SECRETS


def test_every_field_about_a_person_is_declared_with_purpose_and_retention() -> None:
    text = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    declared = re.findall(r"^\| `([\w.]+)` \| ", text, re.MULTILINE)
    assert sorted(declared) == sorted(_personal_fields())
