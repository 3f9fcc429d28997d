"""The secret address at which a person's own calendar program fetches their deadlines and meetings."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from pejl.organisation.models import Element, Person


class CalendarAddress(Element):
    """Where one person's calendar is fetched. Only the digest of its secret is kept; a new one ends the old."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    tracked = ("person",)
    """The digest is the key to somebody's calendar, so the history does not keep it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"], name="a_person_has_one_calendar_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def scope_key(self) -> str:
        return str(self.municipality_id)
