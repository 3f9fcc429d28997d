"""What an operator's and a municipality's pages ask about the queue and about letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils import timezone

from pejl.jobs.models import Job, JobQuerySet, Letter, LetterQuerySet

LONGEST_HEALTHY_WAIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Standing:
    """How the queue stands, in numbers."""

    jobs_waiting: int
    jobs_running: int
    jobs_failed: int
    jobs_uncertain: int
    waiting_since: datetime | None
    """Since when the oldest job that could be done is waiting."""
    letters_waiting: int
    letters_failed: int
    letters_uncertain: int
    letters_since: datetime | None
    """Since when the oldest letter that could be sent is waiting."""

    @property
    def is_standing_still(self) -> bool:
        """Whether it looks as if no worker runs, or no mail server answers."""
        limit = timezone.now() - LONGEST_HEALTHY_WAIT
        return any(since and since < limit for since in (self.waiting_since, self.letters_since))

    @property
    def left_to_people(self) -> int:
        """How many jobs and letters no machine will settle."""
        jobs = self.jobs_failed + self.jobs_uncertain
        return jobs + self.letters_failed + self.letters_uncertain


def standing() -> Standing:
    """How the queue stands. Two SQL queries."""
    now = timezone.now()
    due_job = Q(state=Job.State.READY, run_after__lte=now)
    due_letter = Q(state=Letter.State.QUEUED, wanted=Letter.Wanted.AT_ONCE, due_at__lte=now)
    jobs = Job.objects.aggregate(
        jobs_waiting=Count("pk", filter=Q(state=Job.State.READY)),
        jobs_running=Count("pk", filter=Q(state=Job.State.RUNNING)),
        jobs_failed=Count("pk", filter=Q(state=Job.State.FAILED)),
        jobs_uncertain=Count("pk", filter=Q(state=Job.State.UNCERTAIN)),
        waiting_since=Min("run_after", filter=due_job),
    )
    letters = Letter.objects.aggregate(
        letters_waiting=Count("pk", filter=Q(state=Letter.State.QUEUED)),
        letters_failed=Count("pk", filter=Q(state=Letter.State.FAILED)),
        letters_uncertain=Count("pk", filter=Q(state=Letter.State.UNCERTAIN)),
        letters_since=Min("due_at", filter=due_letter),
    )
    return Standing(**jobs, **letters)


def jobs_for_a_person() -> JobQuerySet:
    """Jobs that no machine will settle, newest first. One SQL query."""
    return Job.objects.for_a_person().order_by("-finished_at")


def letters_not_sent(municipality_id: UUID | None = None) -> LetterQuerySet:
    """Letters that could not be sent, or perhaps were; of one municipality or all. One SQL query."""
    letters = Letter.objects.for_a_person().order_by("-created_at")
    return letters.filter(municipality_id=municipality_id) if municipality_id else letters


def letters_to(person_id: UUID) -> LetterQuerySet:
    """What was written to one person, newest first. One SQL query."""
    return Letter.objects.filter(to_person_id=person_id).order_by("-created_at")
