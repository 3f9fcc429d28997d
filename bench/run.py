"""Measure, tell a line a figure, and write var/bench.json."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import data
from bench.figures import Figure

RESULT = data.ROOT / "var" / "bench.json"


def _configure(database: Path) -> None:
    """Run as a deployment does, on a copy of the data: a measurement may write."""
    copy = data.FOLDER / "in-use.sqlite3"
    for leftover in data.FOLDER.glob(f"{copy.name}*"):
        leftover.unlink()
    shutil.copyfile(database, copy)
    own = ("PEJL_", "DATABASE_URL")
    for name in [name for name in os.environ if name.startswith(own)]:
        del os.environ[name]
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{copy}",
        "PEJL_SECRET_KEY": secrets.token_urlsafe(50),
        "PEJL_HOSTS": "localhost,127.0.0.1",
        "PEJL_HTTPS": "0",  # there is no proxy between the bench and the server
        "PEJL_VAR": str(data.FOLDER),
    }


def _begin() -> None:
    """The application ready in this process; it looks for the static files as soon as it is made."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from pejl.starting import collect_static_files

    collect_static_files()


def _pages() -> Iterator[Figure]:
    _begin()
    from bench import pages

    yield from pages.figures()


def _initiatives() -> Iterator[Figure]:
    _begin()
    from bench import initiatives

    yield from initiatives.figures()


def _indicators() -> Iterator[Figure]:
    _begin()
    from bench import indicators

    yield from indicators.figures()


def _followup() -> Iterator[Figure]:
    _begin()
    from bench import followup

    yield from followup.figures()


def _wire() -> Iterator[Figure]:
    from bench import wire

    yield from wire.figures()


def _house() -> Iterator[Figure]:
    from bench import house

    yield from house.figures()


GROUPS: dict[str, Callable[[], Iterator[Figure]]] = {
    "pages": _pages,
    "initiatives": _initiatives,
    "indicators": _indicators,
    "followup": _followup,
    "wire": _wire,
    "house": _house,
}


def main(wanted: Sequence[str]) -> int:
    """Measure all groups, or those named; only all of them are written to var/bench.json."""
    if unknown := set(wanted) - set(GROUPS):
        print(f"No such group: {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}")
        return 2
    _configure(data.ready())
    found: list[Figure] = []
    for group in wanted or GROUPS:
        for figure in GROUPS[group]():
            print(figure.as_line(), flush=True)
            found.append(figure)
    if not wanted:
        RESULT.write_text(json.dumps([one.as_json() for one in found], indent=1) + "\n")
    over = [one.name for one in found if not one.ok]
    if over:
        print(f"\nover the limit: {', '.join(over)}")
    return 1 if over else 0
