"""Work that comes back: each room says so in its ``jobs.py``, where it is found by name when a worker starts.

    @periodic(name="followup.remind", every=timedelta(days=1), at=time(6))
    def remind() -> None: ...

Every worker looks at the clock. The database decides which of them queues the job, so it is queued once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from pejl.jobs.declaring import JobTask, job
from pejl.jobs.models import Beat, Job

A_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - the clock on the wall, whatever the season
A_DAY = timedelta(days=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Periodic:
    """A job that is due at the beginning of each of its slots of time."""

    name: str
    every: timedelta
    at: time
    task: JobTask[[], None]

    def slot(self, now: datetime) -> datetime:
        """When the slot that holds ``now`` began.

        Slots of whole days follow the clock on the wall, so that "at six" stays six in summer; weeks begin on
        Mondays. Shorter ones are counted in UTC, so that no hour is left out or done twice.
        """
        if self.every % A_DAY:
            start = A_MONDAY.replace(tzinfo=UTC)
            return start + (now - start) // self.every * self.every
        start = datetime.combine(A_MONDAY, self.at)
        wall = timezone.make_naive(now)
        return timezone.make_aware(start + (wall - start) // self.every * self.every)


_declared: dict[str, Periodic] = {}


def periodic(
    *, name: str, every: timedelta, at: time = time(0), longest: timedelta = timedelta(hours=1)
) -> Callable[[Callable[[], None]], JobTask[[], None]]:
    """Make a function of a room's ``jobs.py`` come back. It must be one that changes nothing when done twice."""

    def declare(function: Callable[[], None]) -> JobTask[[], None]:
        task = job(repeatable=True, tries=3, longest=longest)(function)
        other = _declared.get(name)
        if other and other.task.module_path != task.module_path:
            raise ValueError(f"{name} is {other.task.module_path} already")
        _declared[name] = Periodic(name, every, at, task)
        return task

    return declare


def all_periodic() -> list[Periodic]:
    """Every periodic job of every room."""
    autodiscover_modules("jobs")
    return sorted(_declared.values(), key=lambda one: one.name)


def queue_what_is_due(now: datetime | None = None) -> list[str]:
    """Queue each periodic job whose slot has begun, and name them. One SQL query when nothing is due."""
    now = now or timezone.now()
    beats = dict(Beat.objects.values_list("name", "slot"))
    due = [one for one in all_periodic() if beats.get(one.name, LONG_AGO) < one.slot(now)]
    return [one.name for one in due if _queue(one, now)]


@transaction.atomic
def _queue(one: Periodic, now: datetime) -> bool:
    """Queue it, unless another worker was first or its last turn is not over yet."""
    slot = one.slot(now)
    Beat.objects.bulk_create([Beat(name=one.name, slot=LONG_AGO)], ignore_conflicts=True)
    if not Beat.objects.filter(name=one.name, slot__lt=slot).update(slot=slot):
        return False
    if Job.objects.unfinished().filter(task_path=one.task.module_path).exists():
        return False
    one.task.enqueue()
    return True
