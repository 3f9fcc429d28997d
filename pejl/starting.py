"""What must be in place before a server starts: settings, tables, the demo's example, styles, a free port."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pejl import __version__

if TYPE_CHECKING:
    import subprocess

EXAMPLE = "greve-2014"


class Failed(Exception):
    """A command that could not do what it was asked; carries the sentence for the operator."""


def say(sentence: str = "") -> None:
    """Tell the operator, at once: a server that follows would hold it back."""
    print(sentence, flush=True)


def start_django() -> None:
    """Read the settings and load the rooms, or say which settings are missing."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pejl.settings")
    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise Failed(f"{fault}\n\nEach setting is explained in docs/settings.md.") from fault
    translation.activate("da" if os.environ.get("LANG", "").startswith("da") else "en")


def _is_behind() -> bool:
    """Whether the database's tables are older than this version."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as fault:
        raise Failed(f"The database that DATABASE_URL names does not answer: {fault}") from fault
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_old_database() -> None:
    """A server on tables of an older version would fail page by page."""
    if _is_behind():
        raise Failed("The database is older than this version. Run: pejl migrate")


def bring_database_up_to_date() -> bool:
    """Run the migrations that are due, and tell whether there were any."""
    from django.conf import settings
    from django.core.management import call_command

    settings.VAR.mkdir(parents=True, exist_ok=True)
    if not _is_behind():
        return False
    say("  Tables in the database …")
    call_command("migrate", verbosity=0, interactive=False)
    return True


def example_folder() -> Path:
    """The example, where a wheel carries it or else in the checkout."""
    package = Path(__file__).resolve().parent
    in_wheel = package / "examples" / EXAMPLE
    return in_wheel if in_wheel.is_dir() else package.parent / "examples" / EXAMPLE


def refuse_demo_people() -> None:
    """A deployment must not let anyone in with a password that everybody knows."""
    from django.conf import settings

    from pejl.organisation import queries

    if not settings.PEJL_DEMO and queries.demo_people().exists():
        raise Failed("DATABASE_URL names a database with demo people. A deployment needs its own.")


def refuse_busy_port(host: str, port: int) -> None:
    """Find out before anything is prepared, and say how another port is chosen."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as fault:
            raise Failed(
                f"Cannot serve on {host}:{port}: {fault.strerror}.\n"
                f"Another port is chosen so: PORT={port + 1} make run"
            ) from fault


@contextmanager
def worker_beside() -> Iterator[subprocess.Popen[bytes]]:
    """A worker of its own process for as long as the demo's server runs, however that ends."""
    import subprocess

    words = [sys.executable, "-m", "pejl", "worker", "--beside", str(os.getpid())]
    worker = subprocess.Popen(words, stdin=subprocess.DEVNULL)
    try:
        yield worker
    finally:
        worker.terminate()
        worker.wait()


def collect_static_files() -> None:
    """Copy styles and scripts to where they are served from, when they changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = settings.STATIC_ROOT / ".collected-from"
    source = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == source:
        return
    say("  Styles, scripts and fonts …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(source)


def _state_of_static_files() -> str:
    """A word that differs when any static file was added, removed or changed."""
    import hashlib

    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
