"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import ast
import re

import pytest

from pejl.cli import COMMANDS
from tests.house.source import PACKAGE, ROOT, python_files, tree

# Read by the set-up and the tests, not by the product.
SET_UP_READS = {"PEJL_CHROMIUM", "PEJL_REQUIRE_ALL", "PORT", "PYTHON"}
SETTING = re.compile(r"^(PEJL_[A-Z_]+|DATABASE_URL|PORT)$")
PATH_IN_CODE = re.compile(r"`((?:pejl|tests|docs|setup|examples|locale|bench)/[^`\s]*)`")


def _document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _settings_read() -> set[str]:
    """Every name that the product looks up in its environment."""
    files = [path for path in python_files() if path.parent == PACKAGE]
    words = {
        node.value
        for path in files
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {word for word in words if SETTING.match(word)}


def test_every_setting_is_documented() -> None:
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", _document("docs/settings.md"), re.MULTILINE))
    assert described == _settings_read() | SET_UP_READS


def test_every_command_is_documented() -> None:
    described = re.findall(r"^## `pejl ([a-z-]+)", _document("docs/commands.md"), re.MULTILINE)
    assert described == list(COMMANDS)


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", _document("Makefile"), re.MULTILINE))
    described = set(re.findall(r"`make ([a-z-]+)`", _document("docs/commands.md")))
    assert targets - described == set()


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_every_path_that_a_document_names_exists(name: str) -> None:
    gone = [
        path
        for path in PATH_IN_CODE.findall(_document(name))
        if "<" not in path and not any(ROOT.glob(path.rstrip("/")))
    ]
    assert gone == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("docs/**/*.md")) + sorted(ROOT.glob("*.md")))
def test_every_link_between_documents_leads_somewhere(document) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", text)
    assert [link for link in links if not (document.parent / link).exists()] == []
