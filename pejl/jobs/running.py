"""Taking a job, doing it, and writing down how it ended; and taking back what a dead worker held.

An attempt is known by its worker and its number. What it says about the job counts only while the job is still
its own, so a worker that was thought dead and comes back can settle what it did but cannot undo another's work.
"""

from __future__ import annotations

import logging
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from pejl.jobs.declaring import JobTask, TookTooLong, wait_after
from pejl.jobs.models import Job, JobQuerySet

logger = logging.getLogger("pejl.jobs")

LEASE = timedelta(minutes=2)
RENEWALS_IN_A_LEASE = 4
WORKER_DIED = "the worker died"
State = Job.State


def take(worker: str, lease: timedelta = LEASE) -> Job | None:
    """The next job that is due, now held by this worker; nothing when there is none.

    The first look takes no lock, so an idle worker never stands in a writer's way.
    """
    if not Job.objects.due().exists():
        return None
    with transaction.atomic():
        job = Job.objects.due().select_for_update(skip_locked=True).first()
        if job is None:
            return None
        now = timezone.now()
        job.state, job.worker, job.attempts = State.RUNNING, worker, job.attempts + 1
        job.started_at, job.leased_until = now, now + lease
        job.save(update_fields=["state", "worker", "attempts", "started_at", "leased_until"])
    return job


def perform(job: Job, lease: timedelta = LEASE) -> None:
    """Do a job that was taken, and settle it whatever happens."""
    try:
        task = _task(job)
    except (ImportError, TypeError) as fault:
        _give_up(job, None, fault)
        return
    with LeaseKeeper(job, lease):
        try:
            with _at_most(task.longest), translation.override(settings.LANGUAGE_CODE):
                task.call(*job.arguments["args"], **job.arguments["kwargs"])
        except Exception as fault:
            _after(job, task, fault)
        except BaseException:
            # The worker itself is being ended: as if it had died, but known at once.
            _held(job).update(leased_until=timezone.now() - lease)
            raise
        else:
            _settle(job, state=State.DONE, finished_at=timezone.now(), error="")


def _task(job: Job) -> JobTask[Any, Any]:
    task = import_string(job.task_path)
    if not isinstance(task, JobTask):
        raise TypeError(f"{job.task_path} is no job any more")
    return task


def _after(job: Job, task: JobTask[Any, Any], fault: Exception) -> None:
    """Try again later where that is allowed and left; otherwise a person must see it."""
    if not task.may_be_tried_again(fault) or job.attempts >= job.tries:
        _give_up(job, task, fault)
        return
    again = timezone.now() + wait_after(job.attempts, task.first_wait)
    logger.warning("Job %s (%s) failed, again at %s", job.pk, where(fault), again)
    _settle(job, state=State.READY, run_after=again, error=where(fault))


def _give_up(job: Job, task: JobTask[Any, Any] | None, fault: Exception) -> None:
    # The frames and not the message: a fault's words may name a person.
    frames = "".join(traceback.format_tb(fault.__traceback__))
    logger.error("Job %s %s given up: %s\n%s", job.pk, job.task_path, where(fault), frames)
    if _settle(job, state=State.FAILED, finished_at=timezone.now(), error=where(fault)) and task:
        _tell_given_up(job, task)


def _tell_given_up(job: Job, task: JobTask[Any, Any]) -> None:
    """Let the room put right what waited for the job; that it cannot does not make the job any worse."""
    if task.given_up is None:
        return
    try:
        with translation.override(settings.LANGUAGE_CODE):
            task.given_up(*job.arguments["args"], **job.arguments["kwargs"])
    except Exception as fault:
        logger.error("What waited for job %s was not told: %s", job.pk, where(fault))


def _mine(job: Job) -> JobQuerySet:
    """The job's row, as long as no later attempt holds it."""
    return Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts)


def _held(job: Job) -> JobQuerySet:
    return _mine(job).filter(state=State.RUNNING)


def _settle(job: Job, **fields: Any) -> bool:
    """Write how this attempt ended, unless the job has gone to another one meanwhile. Returns whether it was."""
    still_open = _mine(job).filter(state__in=[State.RUNNING, State.READY, State.UNCERTAIN])
    if not still_open.update(leased_until=None, **fields):
        logger.warning("Job %s was taken over while it ran", job.pk)
        return False
    return True


def take_back_lost_jobs() -> int:
    """Free what dead workers held: done again where that changes nothing, otherwise left to a person."""
    if not Job.objects.lost().exists():
        return 0
    now = timezone.now()
    given_up = {"leased_until": None, "finished_at": now, "error": WORKER_DIED}
    repeatable = Job.objects.lost().filter(repeatable=True)
    uncertain = Job.objects.lost().filter(repeatable=False)
    worn_out = list(repeatable.filter(attempts__gte=F("tries")))
    counts = (
        uncertain.update(state=State.UNCERTAIN, **given_up),
        _worn_out(worn_out, **given_up),
        repeatable.filter(attempts__lt=F("tries")).update(
            state=State.READY, leased_until=None, run_after=now, error=WORKER_DIED
        ),
    )
    logger.warning("Workers died: %s jobs uncertain, %s given up, %s again", *counts)
    return sum(counts)


def _worn_out(jobs: list[Job], **given_up: Any) -> int:
    """Give up what killed its worker as often as it may be tried. Whoever is first to say so tells the room."""
    ended = 0
    for job in jobs:
        if not Job.objects.lost().filter(pk=job.pk).update(state=State.FAILED, **given_up):
            continue
        ended += 1
        with suppress(ImportError, TypeError):
            _tell_given_up(job, _task(job))
    return ended


def where(fault: BaseException) -> str:
    """The kind of fault and the last line of ours that it passed, without a word of what it says."""
    ours = Path(__file__).resolve().parent.parent
    frames = traceback.extract_tb(fault.__traceback__)
    inside = [frame for frame in frames if Path(frame.filename).is_relative_to(ours)]
    place = inside[-1] if inside else None
    line = f" in {Path(place.filename).relative_to(ours.parent)}:{place.lineno}" if place else ""
    return f"{type(fault).__name__}{line}"[:200]


class LeaseKeeper:
    """Renews the lease of a job for as long as it is being done, from a thread of its own."""

    def __init__(self, job: Job, lease: timedelta) -> None:
        self.job, self.lease = job, lease
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.over.set()

    def _keep(self) -> None:
        pause = (self.lease / RENEWALS_IN_A_LEASE).total_seconds()
        try:
            while not self.over.wait(pause):
                self._renew()
        finally:
            connections.close_all()

    def _renew(self) -> None:
        try:
            _held(self.job).update(leased_until=timezone.now() + self.lease)
        except DatabaseError:
            logger.warning("The lease of job %s could not be renewed", self.job.pk)
            connections.close_all()


@contextmanager
def _at_most(longest: timedelta) -> Iterator[None]:
    """Interrupt what runs for too long, so that one stuck job does not hold up all others.

    Only a process's main thread can be interrupted; that is where a worker does its jobs.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, longest.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
