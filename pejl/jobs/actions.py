"""What a person decides about what the machine could not. Higher rooms ask who may, and record it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pejl.jobs.jobs import send_letters
from pejl.jobs.models import Job, Letter


def run_again(*, job_id: UUID) -> bool:
    """Queue a job again that was given up or is uncertain; false when it is neither any more."""
    jobs = Job.objects.for_a_person().filter(pk=job_id)
    return bool(
        jobs.update(
            state=Job.State.READY,
            run_after=timezone.now(),
            finished_at=None,
            tries=F("attempts") + F("tries"),
        )
    )


def count_as_done(*, job_id: UUID) -> bool:
    """Take a job off the list: somebody saw that it was done, or that it need not be."""
    jobs = Job.objects.for_a_person().filter(pk=job_id)
    return bool(jobs.update(state=Job.State.DONE, finished_at=timezone.now()))


@transaction.atomic(savepoint=False)
def send_again(*, letter_ids: Collection[UUID]) -> int:
    """Send letters once more that could not be sent, or perhaps were; how many of them that are."""
    letters = Letter.objects.for_a_person().filter(pk__in=letter_ids).exclude(email="")
    again = letters.update(state=Letter.State.QUEUED, due_at=timezone.now(), last_error="")
    if again:
        send_letters.enqueue()
    return again


def count_as_sent(*, letter_ids: Collection[UUID]) -> int:
    """Take letters off the list: they arrived, or need not."""
    letters = Letter.objects.for_a_person().filter(pk__in=letter_ids)
    return letters.update(state=Letter.State.SENT, last_error="")


def forget_person(*, person_id: UUID) -> None:
    """Remove every letter to a person whose name and address are blanked."""
    Letter.objects.filter(to_person_id=person_id).delete()
