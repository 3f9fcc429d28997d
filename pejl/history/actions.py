"""Write and record in one step: nothing tracked can be changed without leaving its line.

A tracked thing names its fields in ``tracked``, its ``version`` counts edits, ``scope_key`` names the whole
it belongs to and ``municipality_id`` the municipality.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.db.models import F

from pejl.history.models import Entry
from pejl.history.refusals import ChangedMeanwhile, EditedMeanwhile, RemovedMeanwhile

Verb = Entry.Verb


class Author(Protocol):
    """Whoever acts: a person, or nobody in particular when the machine does."""

    @property
    def person_id(self) -> UUID | None: ...

    @property
    def person_name(self) -> str: ...


def _plain(value: Any) -> Any:
    """A value as the history keeps it: text, number, truth or nothing."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    return value


def _column(element: Any, name: str) -> str:
    """The attribute that holds a field's stored value: the key and not the object for a relation."""
    return str(element._meta.get_field(name).attname)


def snapshot(element: Any) -> dict[str, Any]:
    """How a tracked thing reads now."""
    return {name: _plain(getattr(element, _column(element, name))) for name in element.tracked}


def record(
    *,
    by: Author,
    verb: str,
    subject: Any,
    changes: dict[str, list[Any]] | None = None,
    reason: str = "",
) -> Entry:
    """Write one line about a tracked thing."""
    return Entry.objects.create(
        municipality_id=subject.municipality_id,
        verb=verb,
        subject_label=subject._meta.label_lower,
        subject_key=str(subject.pk),
        subject_title=str(subject)[:300],
        scope_key=str(subject.scope_key),
        person_id=by.person_id,
        person_name=by.person_name,
        changes=changes or {},
        snapshot=snapshot(subject),
        reason=reason,
    )


@transaction.atomic(savepoint=False)
def create(*, by: Author, element: Any, verb: str = Verb.CREATED) -> Entry:
    """Save a new tracked thing and record it."""
    element.save(force_insert=True)
    return record(by=by, verb=verb, subject=element)


@transaction.atomic(savepoint=False)
def change(
    *,
    by: Author,
    element: Any,
    version: int,
    fields: dict[str, Any],
    verb: str = Verb.CHANGED,
    reason: str = "",
) -> Entry | None:
    """Change a tracked thing that still stands at ``version``; the element is brought up to date.

    Returns the line written, or nothing when every value was already so. Raises ``EditedMeanwhile`` when
    someone else saved first and ``RemovedMeanwhile`` when the thing is gone. The version is compared in the
    database, in the same statement that writes: with a plain save, 167 of 200 concurrent edits were lost.
    """
    before = {name: _plain(getattr(element, _column(element, name))) for name in fields}
    changes = {
        name: [before[name], _plain(value)]
        for name, value in fields.items()
        if before[name] != _plain(value)
    }
    if not changes:
        return None  # also the second click of a double submit: it is already so
    manager = type(element)._default_manager
    written = manager.filter(pk=element.pk, version=version).update(
        **fields, version=F("version") + 1
    )
    if not written:
        current = manager.filter(pk=element.pk).first()
        if current is None:
            raise RemovedMeanwhile()
        raise EditedMeanwhile(current=current, mine=fields)
    for name, value in fields.items():
        setattr(element, name, value)
    element.version = version + 1
    return record(by=by, verb=verb, subject=element, changes=changes, reason=reason)


@transaction.atomic(savepoint=False)
def remove(*, by: Author, element: Any, version: int, reason: str = "") -> Entry:
    """Remove a tracked thing that still stands at ``version``; its last wording stays in the history."""
    entry = record(by=by, verb=Verb.REMOVED, subject=element, reason=reason)
    deleted, _details = (
        type(element)._default_manager.filter(pk=element.pk, version=version).delete()
    )
    if not deleted:
        raise ChangedMeanwhile()
    return entry
