"""The lines of the history."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    """Filters that name what a trail is asked for."""

    def within(self, municipality_id: UUID | None) -> EntryQuerySet:
        return self.filter(municipality_id=municipality_id)

    def of_whole(self, scope_key: str) -> EntryQuerySet:
        """Everything that happened to one whole, such as a strategy with all its parts."""
        return self.filter(scope_key=scope_key)

    def of_subject(self, label: str, key: str) -> EntryQuerySet:
        return self.filter(subject_label=label, subject_key=key)

    def recorded_by(self, moment: datetime) -> EntryQuerySet:
        return self.filter(at__lte=moment)


class Entry(models.Model):
    """One change: who did what to which thing, and how the thing read afterwards.

    Never changed or removed. The subject is named by label and key, not by a foreign key, so that a line
    outlives what it tells of and the room needs to know no other.
    """

    class Verb(models.TextChoices):
        """What was done."""

        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")
        MOVED = "moved", _("moved")
        ADOPTED = "adopted", _("adopted")
        CLOSED = "closed", _("closed")
        GRANTED = "granted", _("granted")
        REVOKED = "revoked", _("revoked")

    municipality_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=20, choices=Verb)
    subject_label = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=40)
    subject_title = models.CharField(max_length=300, blank=True)
    scope_key = models.CharField(max_length=40, blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200, blank=True)
    changes: models.JSONField[dict[str, list[Any]]] = models.JSONField(default=dict)
    snapshot: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    reason = models.TextField(max_length=2000, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["municipality_id", "-id"], name="history_by_municipality"),
            models.Index(fields=["scope_key", "at"], name="history_by_whole"),
            models.Index(fields=["subject_label", "subject_key"], name="history_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person_name} {self.verb} {self.subject_label}"
