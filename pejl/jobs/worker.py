"""The process that does the jobs: one at a time, until it is told to stop. Start several for more."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import threading
import time
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connections

from pejl.jobs import periodic, running

logger = logging.getLogger("pejl.jobs")

PAUSE = 1.0
"""Seconds between two looks at an empty queue."""
BETWEEN_LOOKS_AT_THE_CLOCK = 5.0
AFTER_A_FAULT_OF_THE_DATABASE = 5.0


class Worker:
    """Does what is due, queues what comes back, and takes back what dead workers held."""

    def __init__(
        self, *, lease: timedelta = running.LEASE, pause: float = PAUSE, beside: int | None = None
    ) -> None:
        self.name = f"{os.getpid()}-{secrets.token_hex(6)}"
        self.lease, self.pause, self.beside = lease, pause, beside
        self.between_looks = min(
            BETWEEN_LOOKS_AT_THE_CLOCK, lease.total_seconds() / running.RENEWALS_IN_A_LEASE
        )
        self.stopping = threading.Event()
        self.looked_at = 0.0

    def run(self) -> None:
        """Work until a signal says stop; the job in hand is finished first. A second signal ends that too."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        while not self.stopping.is_set() and not self._is_alone():
            try:
                close_old_connections()
                pause = 0.0 if self.step() else self.pause
            except DatabaseError:
                logger.exception("The database does not answer")
                connections.close_all()
                pause = AFTER_A_FAULT_OF_THE_DATABASE
            if pause:
                self.stopping.wait(pause)
        connections.close_all()

    def step(self) -> bool:
        """Look at the clock when it is time, and do one job; whether there was one."""
        if time.monotonic() >= self.looked_at + self.between_looks:
            self.looked_at = time.monotonic()
            running.take_back_lost_jobs()
            periodic.queue_what_is_due()
        job = running.take(self.name, self.lease)
        if job is None:
            return False
        running.perform(job, self.lease)
        return True

    def _stop(self, _number: int, _frame: object) -> None:
        if self.stopping.is_set():
            raise KeyboardInterrupt
        self.stopping.set()

    def _is_alone(self) -> bool:
        """Whether the server that started this worker is gone."""
        return self.beside is not None and os.getppid() != self.beside


def work_off() -> int:
    """Do here and now everything that is due, and tell how much that was. For tests and for the console."""
    worker = Worker()
    done = 0
    while job := running.take(worker.name):
        running.perform(job)
        done += 1
    return done
