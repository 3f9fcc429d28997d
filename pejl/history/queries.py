"""What the history is asked: a trail, a whole as it was, and whether anything happened since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from pejl.history.models import Entry, EntryQuerySet


def trail(municipality_id: UUID, scope_key: str, *, since: datetime | None = None) -> EntryQuerySet:
    """Everything that happened to one whole, newest first."""
    entries = Entry.objects.within(municipality_id).of_whole(str(scope_key))
    return entries.filter(at__gt=since) if since else entries


def data_version(municipality_id: UUID | None) -> int:
    """A number that rises whenever anything recorded changes in the municipality.

    Caches and conditional requests are keyed by it: every state change writes a line, so the last line's
    number says whether a page can have changed. Without a municipality, it rises with any change at all.
    """
    entries = Entry.objects.within(municipality_id) if municipality_id else Entry.objects.all()
    last = entries.aggregate(last=Max("id"))["last"]
    return int(last or 0)


@dataclass(frozen=True)
class Recalled:
    """One thing as it read at a past moment."""

    label: str
    key: str
    values: dict[str, Any]
    entry_at: datetime
    person_name: str


def as_it_was(
    municipality_id: UUID, scope_key: str, moment: datetime, labels: Iterable[str]
) -> dict[str, list[Recalled]]:
    """All parts of a whole as they read at ``moment``, by label; what was removed by then is left out."""
    entries = (
        Entry.objects.within(municipality_id)
        .of_whole(str(scope_key))
        .recorded_by(moment)
        .filter(subject_label__in=list(labels))
        .order_by("id")
    )
    latest: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        latest[entry.subject_label, entry.subject_key] = entry
    recalled: dict[str, list[Recalled]] = {label: [] for label in labels}
    for (label, key), entry in latest.items():
        if entry.verb != Entry.Verb.REMOVED:
            recalled[label].append(
                Recalled(label, key, entry.snapshot, entry.at, entry.person_name)
            )
    return recalled


def by_person(municipality_id: UUID, person_id: UUID) -> EntryQuerySet:
    """What a person has done in a municipality, newest first."""
    return Entry.objects.within(municipality_id).filter(person_id=person_id)
