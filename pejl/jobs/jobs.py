"""The room's own jobs: letters on their way, digests, and removing what is old."""

from __future__ import annotations

from datetime import time, timedelta

from pejl.jobs import digests, pruning, sending
from pejl.jobs.declaring import job
from pejl.jobs.periodic import periodic


@job(repeatable=True, priority=10, tries=20)
def send_letters() -> None:
    """Send a batch of letters; when more wait, again, so that other jobs and a stop get their turn."""
    if sending.send_batch():
        send_letters.enqueue()


@periodic(name="jobs.letters", every=timedelta(minutes=5))
def look_after_letters() -> None:
    """Note what was left in the middle, gather the digests that are due, and send what waits."""
    sending.note_what_was_left_in_the_middle()
    digests.gather()
    send_letters.enqueue()


@periodic(name="jobs.prune", every=timedelta(days=1), at=time(3))
def prune() -> None:
    """Remove finished jobs and old letters."""
    pruning.prune()
