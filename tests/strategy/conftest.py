"""A database that several connections can write to at once."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """The test's database as production has it.

    PostgreSQL's is so already. SQLite's stands in memory, where a second connection does not wait its turn
    as it does with a file: the test gets a copy in a file.
    """
    usual = connections["default"]
    if usual.vendor != "sqlite":
        yield
        return
    usual.ensure_connection()
    described = connections.settings["default"]
    name, described["NAME"] = described["NAME"], str(tmp_path / "pejl.sqlite3")
    with contextlib.closing(sqlite3.connect(described["NAME"])) as copy:
        usual.connection.backup(copy)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        described["NAME"] = name


@pytest.fixture
def at_once(shared_database: None) -> Callable[..., list[Any]]:
    """Do several things at the same instant, each on its own connection: what each gave, or raised."""

    def run(*deeds: Callable[[], Any]) -> list[Any]:
        results: list[Any] = [None] * len(deeds)
        start = Barrier(len(deeds))

        def do(place: int, deed: Callable[[], Any]) -> None:
            try:
                start.wait()
                results[place] = deed()
            except Exception as fault:  # what was raised is the result
                results[place] = fault
            finally:
                connections["default"].close()

        threads = [Thread(target=do, args=pair) for pair in enumerate(deeds)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run
