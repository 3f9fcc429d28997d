"""How the set-up scripts tell what they do: one line when something starts, its time when it is done."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class StepFailed(Exception):
    """A program that the set-up needs did not succeed; carries the sentence for the user."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is going on before it starts, so that nobody waits in front of a silent screen."""
    print(f"  {what} … ", end="", flush=True)
    started = time.monotonic()
    yield
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def run(command: Sequence[str | Path], hint: str = "") -> None:
    """Run a program quietly; show everything it said only when it fails."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as fault:
        raise StepFailed(f"Could not start {command[0]}: {fault}. {hint}".strip()) from fault
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-40:])
        program = " ".join(str(word) for word in command[:4])
        raise StepFailed(f"{program} … failed:\n\n{said}\n\n{hint}".strip())


def stop(message: object) -> None:
    """End with a message in place of a traceback."""
    sys.exit(f"\n\n{message}")
