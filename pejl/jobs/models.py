"""What waits to be done, what comes back every so often, and the letters that people get."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 200


class JobQuerySet(models.QuerySet["Job"]):
    """Filters that name how far a job has come."""

    def due(self) -> JobQuerySet:
        return self.filter(state=Job.State.READY, run_after__lte=timezone.now())

    def lost(self) -> JobQuerySet:
        """Taken by a worker that has not been heard of for as long as it promised."""
        return self.filter(state=Job.State.RUNNING, leased_until__lt=timezone.now())

    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=[Job.State.READY, Job.State.RUNNING])

    def for_a_person(self) -> JobQuerySet:
        """What no machine will settle: given up, or perhaps done and perhaps not."""
        return self.filter(state__in=[Job.State.FAILED, Job.State.UNCERTAIN])


class Job(models.Model):
    """One piece of work that waits for a worker. Removed some time after it is settled.

    Its worker holds it by a lease and renews that while it works. ``worker`` and ``attempts`` together say which
    attempt holds it now: whoever is neither has nothing more to say about it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        READY = "ready", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("given up")
        UNCERTAIN = "uncertain", _("perhaps done, perhaps not")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_path = models.CharField(max_length=200)
    arguments = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    priority = models.SmallIntegerField(default=0)
    repeatable = models.BooleanField()
    """Whether doing it twice changes nothing, so that it may be done again when its worker died."""
    tries = models.PositiveSmallIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    run_after = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    """The kind of fault and where in the code; never its words, which may name a person."""

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-priority", "run_after", "created_at"]
        indexes = [
            models.Index(
                fields=["-priority", "run_after"],
                condition=Q(state="ready"),
                name="jobs_that_wait",
            ),
            models.Index(fields=["state", "finished_at"], name="jobs_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", leased_until__isnull=False)
                | (~Q(state="running") & Q(leased_until__isnull=True)),
                name="a_job_has_a_lease_while_it_runs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_path} {self.state}"


class Beat(models.Model):
    """The last time a periodic job was due and was queued; never twice for the same time."""

    name = models.CharField(max_length=80, primary_key=True)
    slot = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Filters that name what is to be sent, and what was not."""

    def to_send(self) -> LetterQuerySet:
        return self._due().filter(wanted=Letter.Wanted.AT_ONCE)

    def to_gather(self) -> LetterQuerySet:
        return self._due().exclude(wanted=Letter.Wanted.AT_ONCE)

    def _due(self) -> LetterQuerySet:
        return self.filter(state=Letter.State.QUEUED, due_at__lte=timezone.now())

    def left_in_the_middle(self, since: datetime) -> LetterQuerySet:
        """Handed to the mail server before ``since``, and nobody wrote down what it answered."""
        return self.filter(state=Letter.State.SENDING, taken_at__lt=since)

    def for_a_person(self) -> LetterQuerySet:
        return self.filter(state__in=[Letter.State.FAILED, Letter.State.UNCERTAIN])


class Letter(models.Model):
    """A text that one person gets by e-mail, by itself or with others in a digest. Removed after three months.

    The room knows nobody: whom it goes to, where, and how they want it is said by the one who posts it.
    """

    class Wanted(models.TextChoices):
        """How the person wants to hear of it."""

        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day, gathered")
        WEEKLY = "weekly", _("once a week, gathered")

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        GATHERED = "gathered", _("put into a digest")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        UNCERTAIN = "uncertain", _("perhaps sent, perhaps not")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.CharField(max_length=200)
    """What the letter is the only one about, for its person: posting it again changes nothing."""
    municipality_id = models.UUIDField(null=True)
    to_person_id = models.UUIDField()
    email = models.EmailField()
    language = models.CharField(max_length=2, default="da")
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    about_label = models.CharField(max_length=60, blank=True)
    about_key = models.CharField(max_length=40, blank=True)
    wanted = models.CharField(max_length=10, choices=Wanted, default=Wanted.AT_ONCE)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    """The kind of fault and the mail server's number; never its words, which repeat the address."""
    digest = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "wanted", "due_at"], name="letters_that_wait"),
            models.Index(fields=["municipality_id", "-created_at"], name="letters_of_municipality"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to_person_id", "once"], name="a_person_gets_a_letter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
