"""Run everything that must hold, side by side, and tell at the end what this machine could not run.

``suite.py`` runs all; ``suite.py check house`` only what needs no server and no browser, ``suite.py sqlite`` (or
``postgresql``, ``browser``) only that. A step takes one core: two test runs side by side keep two cores as busy
as one run split over both would, without starting everything twice. The longest steps start early.

With ``PEJL_REQUIRE_ALL=1`` a step that could not run counts as failed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from postgres import NoPostgres, throw_away_cluster
from steps import ROOT

BIN = Path(sys.executable).parent
LOGS = ROOT / "var" / "test"
PYTEST: list[str | Path] = [BIN / "pytest", "-rs", "--no-header", "--color=no", "--durations=10"]
# The suite says itself how it is configured; whatever the developer's shell says of Pejl stays outside.
KEPT = {"PEJL_CHROMIUM", "PEJL_REQUIRE_ALL"}
SKIPPED = re.compile(r"^SKIPPED \[\d+\] \S+ (?P<reason>.*)$", re.MULTILINE)
CLOSING_LINE = re.compile(
    r"^=+ .*(passed|failed|error|no tests ran|deselected).* =+$", re.MULTILINE
)
# The house tests stand among the others; alone they are for those who want an answer in seconds.
ALL = ("check", "sqlite", "postgresql", "browser")


class CannotRun(Exception):
    """A step that this machine lacks something for; carries what."""


@dataclass(frozen=True)
class Step:
    """One thing that must hold: a command, what it is for, and what it needs around it."""

    group: str
    name: str
    command: Sequence[str | Path]
    needs_postgres: bool = False
    needs_browser: bool = False

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name.replace(' ', '-').lower()}.log"

    @property
    def own_files(self) -> Path:
        """Where the product puts its files during this step, apart from those of the demo."""
        return self.log.with_suffix("")


@dataclass
class Outcome:
    """How a step ended."""

    step: Step
    seconds: float = 0
    failed: bool = False
    output: str = ""
    not_run: list[str] = field(default_factory=list)


STEPS = [
    Step("check", "ruff check", [BIN / "ruff", "check", "--quiet", "."]),
    Step("check", "ruff format", [BIN / "ruff", "format", "--quiet", "--diff", "."]),
    Step(
        "postgresql",
        "tests on PostgreSQL",
        [*PYTEST, "-m", "not browser"],
        needs_postgres=True,
    ),
    Step("sqlite", "tests on SQLite", [*PYTEST, "-m", "not browser"]),
    Step("browser", "tests in Chromium", [*PYTEST, "-m", "browser"], needs_browser=True),
    Step("check", "mypy", [BIN / "mypy"]),
    Step("house", "house tests", [*PYTEST, "tests/house"]),
    Step("check", "import-linter", [BIN / "lint-imports", "--no-cache"]),
    Step("check", "migrations", [sys.executable, "-m", "pejl", "makemigrations", "--check"]),
]


@contextmanager
def surroundings(step: Step) -> Iterator[dict[str, str]]:
    """The environment a step runs in, with a database server for as long as it runs."""
    outside = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or not (name.startswith("PEJL_") or name == "DATABASE_URL")
    }
    step.own_files.mkdir(parents=True, exist_ok=True)
    mine = outside | {"PEJL_VAR": str(step.own_files)}
    if step.needs_browser and not browser():
        raise CannotRun("no Chromium on this machine (PEJL_CHROMIUM names one)")
    server = throw_away_cluster() if step.needs_postgres else nullcontext("")
    try:
        with server as url:
            yield mine | ({"DATABASE_URL": url} if url else {})
    except NoPostgres as fault:
        raise CannotRun(f"no PostgreSQL: {fault}") from fault


def browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("PEJL_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def run(step: Step) -> Outcome:
    """Run one step into its log."""
    started = time.monotonic()
    outcome = Outcome(step)
    try:
        with surroundings(step) as environment, step.log.open("w", encoding="utf-8") as log:
            done = subprocess.run(
                step.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
        outcome.failed = bool(done.returncode)
        outcome.output = step.log.read_text(encoding="utf-8", errors="replace")
        outcome.not_run = sorted(set(SKIPPED.findall(outcome.output)))
    except CannotRun as reason:
        outcome.not_run = [str(reason)]
    outcome.seconds = time.monotonic() - started
    return outcome


def tell(outcome: Outcome) -> None:
    """One line for what holds; everything a program said for what does not."""
    sign = (
        "FAILED"
        if outcome.failed
        else "not run"
        if not outcome.output and outcome.not_run
        else "ok"
    )
    print(f"{sign:8}{outcome.step.name:24}{outcome.seconds:6.1f} s", flush=True)
    closing = list(CLOSING_LINE.finditer(outcome.output))
    if outcome.failed:
        print(outcome.output.rstrip() + "\n", flush=True)
    elif closing:
        print(closing[-1].group(), flush=True)


def run_all(steps: Iterable[Step]) -> list[Outcome]:
    """The steps side by side, one a core, each told of as it ends."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as cores:
        for running in as_completed([cores.submit(run, step) for step in steps]):
            outcomes.append(running.result())
            tell(outcomes[-1])
    return outcomes


def main(groups: Sequence[str]) -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    steps = [step for step in STEPS if step.group in (groups or ALL)]
    print(f"{len(steps)} steps; what each says is kept in {LOGS.relative_to(ROOT)}/", flush=True)
    started = time.monotonic()
    outcomes = run_all(steps)
    print(f"\n{time.monotonic() - started:.0f} s in all")
    failed = [outcome.step.name for outcome in outcomes if outcome.failed]
    not_run = [f"{o.step.name}: {reason}" for o in outcomes for reason in o.not_run]
    for line in not_run:
        print(f"not run: {line}")
    if failed:
        print(f"failed: {', '.join(failed)}")
    if not_run and os.environ.get("PEJL_REQUIRE_ALL") == "1":
        print("failed: PEJL_REQUIRE_ALL=1 asks for every line above to run")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
