"""`make test` tells the truth about what it ran."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import suite
from postgres import NoPostgres


@pytest.fixture(autouse=True)
def _own_logs(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "LOGS", tmp_path)
    monkeypatch.setattr(suite, "ROOT", tmp_path)


def _step(code: str, **needs: bool) -> suite.Step:
    return suite.Step("check", "a step", [sys.executable, "-c", code], **needs)


def _main(monkeypatch: pytest.MonkeyPatch, *steps: suite.Step) -> int:
    monkeypatch.setattr(suite, "STEPS", list(steps))
    return suite.main([])


def test_all_is_well_when_every_step_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, _step("print('quiet')")) == 0
    assert "quiet" not in capsys.readouterr().out


def test_a_failed_step_fails_all_and_is_shown_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, _step("print('because'); raise SystemExit(2)"), _step("")) == 1
    said = capsys.readouterr().out
    assert "because" in said
    assert "failed: a step" in said


def test_the_closing_line_of_pytest_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "=================== 3 passed, 1 deselected in 0.02s ==================="
    assert _main(monkeypatch, _step(f"print({line!r})")) == 0
    assert line in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_what_could_not_run_is_listed_and_fails_where_all_is_required(
    required: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    @contextmanager
    def none_here() -> Iterator[str]:
        raise NoPostgres("neither installed nor to be had as a Python package")
        yield ""

    monkeypatch.setenv("PEJL_REQUIRE_ALL", required)
    monkeypatch.setattr(suite, "throw_away_cluster", none_here)
    skipping = _step("print('SKIPPED [1] tests/x.py:3: no node on this machine')")
    assert _main(monkeypatch, _step("", needs_postgres=True), skipping) == code
    said = capsys.readouterr().out
    assert "not run: a step: no PostgreSQL: neither installed" in said
    assert "not run: a step: no node on this machine" in said


def test_a_step_does_not_see_how_the_shell_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEJL_SECRET_KEY", "mine")
    monkeypatch.setenv("DATABASE_URL", "postgres://mine")
    seen = (
        "import os, sys; sys.exit('PEJL_SECRET_KEY' in os.environ or 'DATABASE_URL' in os.environ)"
    )
    assert _main(monkeypatch, _step(seen)) == 0
