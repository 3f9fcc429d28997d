"""How long finished jobs and letters are kept. docs/privacy.md repeats it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pejl.jobs.models import Job, Letter

KEEP_DONE_JOBS = timedelta(days=14)
KEEP_FAILED_JOBS = timedelta(days=90)
KEEP_LETTERS = timedelta(days=90)


def prune() -> None:
    """Remove what is old. A job that is uncertain stays until a person has settled it."""
    now = timezone.now()
    settled = Job.objects.filter(finished_at__lt=now - KEEP_DONE_JOBS)
    settled.filter(state=Job.State.DONE).delete()
    settled.filter(state=Job.State.FAILED, finished_at__lt=now - KEEP_FAILED_JOBS).delete()
    waiting = [Letter.State.QUEUED, Letter.State.SENDING]
    Letter.objects.filter(created_at__lt=now - KEEP_LETTERS).exclude(state__in=waiting).delete()
