"""The ``pejl`` command."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password

from pejl import __version__, cli, starting
from pejl.deployment import DEMO_PASSWORD
from pejl.organisation import queries
from pejl.organisation.actions import people
from tests import build

ROOT = Path(__file__).resolve().parent.parent
AT_MOST_TIMES_AN_IMPORT = 2


def _fastest(*words: str) -> float:
    """The best of many starts: what the machine does besides only ever adds."""
    times = []
    for _ in range(15):
        started = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


def test_the_version_is_said_at_once() -> None:
    limit = AT_MOST_TIMES_AN_IMPORT * _fastest("-c", "import django")
    assert _fastest("-m", "pejl", "--version") <= limit


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"pejl {__version__}\n"


def test_an_unknown_word_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["serve", "--prot", "80"])
    assert "serve does not know: --prot 80" in capsys.readouterr().err


def test_the_demo_is_not_served_to_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--host", "0.0.0.0"]) == 1
    assert "not on 0.0.0.0" in capsys.readouterr().err


def test_a_port_in_use_is_said_before_anything_is_prepared() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(starting.Failed, match=f"PORT={port + 1} make run"):
            starting.refuse_busy_port("127.0.0.1", port)


def test_a_new_secret_key_is_long_enough_and_new(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["secret-key"])
    cli.main(["secret-key"])
    first, second = capsys.readouterr().out.split()
    assert first != second
    assert len(first) >= 50


@pytest.mark.django_db
def test_the_first_administrator_is_made_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["createadmin", "anna@example.dk", "Anna Sand"]
    monkeypatch.setenv("PEJL_ADMIN_PASSWORD", "kort")
    assert cli.main(words) == 1
    assert queries.person_by_email("anna@example.dk") is None

    monkeypatch.setenv("PEJL_ADMIN_PASSWORD", "en-lang-og-god-kode")
    assert cli.main(words) == 0
    anna = queries.person_by_email("anna@example.dk")
    assert anna is not None
    assert anna.is_installation_admin
    assert check_password("en-lang-og-god-kode", anna.password)


@pytest.mark.django_db
def test_a_deployment_with_demo_people_does_not_start(settings) -> None:
    starting.refuse_demo_people()
    people.appoint_administrator(
        by=build.the_operator(), email="demo@example.dk", name="Demo", is_demo=True
    )
    starting.refuse_demo_people()
    settings.PEJL_DEMO = False
    with pytest.raises(starting.Failed, match="demo people"):
        starting.refuse_demo_people()


@pytest.mark.django_db
def test_the_demo_s_people_are_listed_with_their_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["demo-people"]) == 1
    people.appoint_administrator(
        by=build.the_operator(), email="demo@example.dk", name="Demo", is_demo=True
    )
    assert cli.main(["demo-people"]) == 0
    said = capsys.readouterr().out
    assert "demo@example.dk" in said
    assert DEMO_PASSWORD in said


@pytest.mark.django_db
def test_every_fault_of_a_folder_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "municipality.yaml").write_text("name: Prøve\nslug: [\n", encoding="utf-8")
    assert cli.main(["import", str(tmp_path)]) == 1
    assert "municipality.yaml" in capsys.readouterr().err


@pytest.mark.sqlite
def test_a_backup_is_a_whole_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a process of its own, because a test's own database has a transaction open."""
    target = tmp_path / "backup.sqlite3"
    environment = {"PATH": os.environ["PATH"], "PEJL_VAR": str(tmp_path / "var")}

    def pejl(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pejl", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert pejl("migrate").returncode == 0
    assert pejl("backup", str(target)).returncode == 0
    with sqlite3.connect(target) as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
    assert "organisation_municipality" in tables
    again = pejl("backup", str(target))
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    for word, command in cli.COMMANDS.items():
        assert command.run.__doc__, f"{word} does not"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///{folder}/new.sqlite3", "Run: pejl migrate"),
        ("sqlite:///{folder}/no/such/folder.sqlite3", "does not answer"),
        ("postgres://nobody@127.0.0.1:1/nothing", "does not answer"),
    ],
)
def test_a_deployment_without_its_database_says_so(tmp_path: Path, url: str, sentence: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pejl", "serve", "--port", "0"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PEJL_SECRET_KEY": "x" * 60,
            "PEJL_HOSTS": "pejl.example.dk",
            "DATABASE_URL": url.format(folder=tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.sqlite
def test_the_server_stops_at_one_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C goes to every process of a terminal; a worker must not be told twice."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "pejl", "demo", "--port", str(port)]
    environment = {"PATH": os.environ["PATH"], "PEJL_VAR": str(tmp_path)}
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, process_group=0
    ) as server:
        try:
            _wait_until_it_answers(port)
            os.killpg(server.pid, signal.SIGINT)
            said, _nothing = server.communicate(timeout=8)
        finally:
            server.kill()
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in said
    assert DEMO_PASSWORD in said


def _wait_until_it_answers(port: int, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                assert answer.status == 200
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail("the demo did not answer")
