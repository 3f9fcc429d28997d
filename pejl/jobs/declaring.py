"""How a room says that a function is a job: what may be repeated, how often, and for how long it may run.

    @job(repeatable=True)
    def count_again(municipality: str) -> None: ...

    count_again.enqueue(str(municipality.pk))

What ``enqueue`` writes belongs to the caller's transaction. Arguments are plain values (text, numbers, lists).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import uniform
from typing import ParamSpec, TypeVar

from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_RUN = timedelta(hours=1)
EACH_WAIT_TIMES = 4
JITTER = 0.2


class NothingDone(Exception):
    """Raised by a job that found, before it changed anything, that it must be tried again later."""


class TookTooLong(Exception):
    """The job ran for longer than it said it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T]):
    """A function that can be queued, with what is to be done when it does not succeed."""

    repeatable: bool = False
    tries: int = 5
    first_wait: timedelta = FIRST_WAIT
    longest: timedelta = LONGEST_RUN
    given_up: Callable[..., None] | None = None
    """Called with the job's arguments when it will not be tried again: what waits for it waits no more."""

    def may_be_tried_again(self, fault: BaseException) -> bool:
        return self.repeatable or isinstance(fault, NothingDone)


def job(
    *,
    repeatable: bool = False,
    tries: int = 5,
    first_wait: timedelta = FIRST_WAIT,
    longest: timedelta = LONGEST_RUN,
    priority: int = 0,
    given_up: Callable[..., None] | None = None,
) -> Callable[[Callable[P, T]], JobTask[P, T]]:
    """Make a function of a module a job.

    Only a job that says ``repeatable`` is done again after a fault or when its worker died; any other is then
    shown to a person. Make it repeatable: let it find its work with a query, so that twice changes nothing.
    """

    def declare(function: Callable[P, T]) -> JobTask[P, T]:
        return JobTask(
            func=function,
            repeatable=repeatable,
            tries=tries,
            first_wait=first_wait,
            longest=longest,
            priority=priority,
            given_up=given_up,
        )

    return declare


def wait_after(attempt: int, first: timedelta = FIRST_WAIT) -> timedelta:
    """How long to wait after the first, second … attempt failed: longer each time, within bounds.

    A little by chance, so that what failed together does not come back together.
    """
    plain = min(first * EACH_WAIT_TIMES ** min(attempt - 1, 10), LONGEST_WAIT)
    return plain * uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret hangs on it
