"""What it takes to have Pejl at all: starting the command, and a fresh clone on a machine with warm caches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench import data
from bench.figures import Figure
from bench.wire import free_port, wait_for_page

RUNS = 21
MOST_TIMES = 2
FIRST_PAGE_WITHIN, SECOND_START_WITHIN = 90, 5
LARGEST_ENVIRONMENT = 600
PATIENCE = 600
INSTALLED = (".venv", "node_modules", "pejl/design/static/vendor", "pejl/design/vendor")
"""Where `make run` puts what it installs."""


def figures() -> Iterator[Figure]:
    yield _version_ratio()
    with tempfile.TemporaryDirectory(prefix="pejl-bench-") as folder:
        clone = Path(folder) / "pejl"
        started = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", "--local", data.ROOT, clone], check=True)
        with _made_to_run(clone):
            first = time.monotonic() - started
        yield Figure("house.first_page_s", round(first, 1), "s", FIRST_PAGE_WITHIN, "of HEAD")
        started = time.monotonic()
        with _made_to_run(clone):
            second = time.monotonic() - started
        yield Figure("house.second_start_s", round(second, 1), "s", SECOND_START_WITHIN)
        size = round(sum(_size(clone / part) for part in INSTALLED) / 1_000_000)
        yield Figure("house.environment_mb", size, "MB", LARGEST_ENVIRONMENT)


def _version_ratio() -> Figure:
    """Telling the version beside only importing Django, in turn, each in a process of its own."""
    bin_folder = Path(sys.executable).parent
    ours, django = [], []
    for _ in range(RUNS):
        ours.append(_seconds([bin_folder / "pejl", "--version"]))
        django.append(_seconds([sys.executable, "-c", "import django"]))
    value = round(median(ours) / median(django), 2)
    note = f"import django takes {median(django) * 1000:.0f} ms"
    return Figure("house.version_ratio", value, "times", MOST_TIMES, note)


def _seconds(command: Sequence[str | Path]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


@contextmanager
def _made_to_run(clone: Path) -> Iterator[None]:
    """`make run` in the clone until its first page is there; stopped, with all it started, afterwards."""
    port = free_port()
    log = clone.parent / "make-run.log"
    own = ("PEJL_", "DATABASE_URL", "DJANGO_", "VIRTUAL_ENV", "MAKE", "MFLAGS")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    with log.open("wb") as said:
        made = subprocess.Popen(
            ["make", "run"], cwd=clone, env=outside | {"PORT": str(port)}, stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for_page(port, made, PATIENCE)
        yield
    except SystemExit as fault:
        raise SystemExit(f"make run: {fault}\n\n{log.read_text(errors='replace')}") from fault
    finally:
        if made.poll() is None:
            os.killpg(made.pid, signal.SIGTERM)
        made.wait(PATIENCE)


def _size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)
