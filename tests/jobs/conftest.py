"""A mail server on this machine, and workers that are processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.jobs.mail_server import MailServer
from tests.strategy.conftest import at_once, shared_database

ROOT = Path(__file__).resolve().parents[2]
__all__ = ["at_once", "shared_database"]

StartWorker = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """Listens on loopback; Django's own SMTP is set to it."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        yield server


def _address_of_the_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    host = quote(known["HOST"], safe="")
    return f"postgres://{known['USER']}@{host}/{known['NAME']}"


@pytest.fixture
def start_worker(shared_database: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Start a worker on the test's database; those that still run at the end are ended."""
    started: list[subprocess.Popen[str]] = []

    def start(**more: str) -> subprocess.Popen[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "PEJL_VAR": str(tmp_path),
            "DATABASE_URL": _address_of_the_database(),
        }
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.hasty_worker"],
            cwd=ROOT,
            env=environment | more,
            text=True,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()
