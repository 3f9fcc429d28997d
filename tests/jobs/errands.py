"""Jobs for the tests, which write down what they do."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from pejl.jobs.declaring import NothingDone, job

done: list[object] = []
"""What the jobs did, where they ran in the test's own process."""


@job(repeatable=True, tries=3)
def errand(word: str) -> None:
    done.append(word)


@job(repeatable=True, tries=3, first_wait=timedelta(minutes=1))
def always_fails(word: str) -> None:
    done.append(word)
    raise ValueError(word)


def _nobody_waits(word: str) -> None:
    done.append(f"{word} given up")
    raise ValueError("and this fails as well")


@job(repeatable=True, tries=2, first_wait=timedelta(minutes=1), given_up=_nobody_waits)
def is_waited_for(word: str) -> None:
    done.append(word)
    raise ValueError(word)


@job(tries=3)
def fails_and_must_not_be_repeated(word: str) -> None:
    done.append(word)
    raise ValueError(word)


@job(tries=3)
def finds_the_door_closed(word: str) -> None:
    done.append(word)
    if len(done) < 2:
        raise NothingDone


@job(longest=timedelta(seconds=0.05))
def gets_stuck() -> None:
    time.sleep(5)


@job(repeatable=True)
def is_ended_by_force(word: str) -> None:
    raise KeyboardInterrupt


def _slowly_write(path: str, word: str) -> None:
    """One line in the middle of some time, as a letter that is sent: it cannot be taken back."""
    time.sleep(0.03)
    with Path(path).open("a", encoding="utf-8") as book:
        book.write(f"{word}\n")
    time.sleep(0.03)


@job(repeatable=True, tries=50)
def repeatable_line(path: str, word: str) -> None:
    _slowly_write(path, word)


@job(tries=50)
def line_that_must_not_come_twice(path: str, word: str) -> None:
    _slowly_write(path, word)


@job()
def long_line(path: str) -> None:
    Path(path).write_text("begun")
    time.sleep(1)
    Path(path).write_text("finished")
