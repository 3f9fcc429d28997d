"""Lock files: they hold hashes and no host, and everything we ask for is in them."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.house.source import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
WANTED = re.compile(r"^[A-Za-z0-9._-]+")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _locked(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {_plain(found) for found in PINNED.findall(text)}


def _wanted(requirements: list[str]) -> set[str]:
    return {_plain(found[0]) for entry in requirements if (found := WANTED.match(entry))}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_hashes_everything(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    packages = [line for line in text.splitlines() if PINNED.match(line)]
    assert packages
    assert all(line.endswith("\\") for line in packages), "a package without a hash"


def test_the_npm_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_what_we_ask_for_is_locked() -> None:
    run = _wanted(PROJECT["project"]["dependencies"]) | _wanted(GROUPS["build"])
    assert run <= _locked("run")
    assert run | _wanted(GROUPS["dev"]) <= _locked("test")
    assert _wanted(GROUPS["node"]) <= _locked("node")


def test_the_tests_run_on_the_versions_that_people_run() -> None:
    def lines(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return {line for line in text.splitlines() if PINNED.match(line)}

    assert lines("run") <= lines("test")
