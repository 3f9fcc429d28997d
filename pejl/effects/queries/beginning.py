"""Whether and when an initiative began: from that day on, what was expected of it is locked."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from pejl.history.models import Entry
from pejl.initiatives.models import Initiative

State = Initiative.State
BEFORE = (State.PROPOSED, State.PARKED)
"""An initiative may be parked before it ever began, and then waits for its start again."""


def began_on(initiative: Initiative) -> date | None:
    """The day it began; nothing while it has not.

    That is the day on which it was set going, or the day that it says itself where that one lies further back:
    whoever records a start late has known for a while what happened since. At most one SQL query.
    """
    if initiative.state == State.PROPOSED:
        return None
    recorded = _recorded(initiative)
    if recorded is None:
        return None
    return min(recorded, initiative.starts_on or recorded)


def _recorded(initiative: Initiative) -> date | None:
    moves = (
        Entry.objects.within(initiative.municipality_id)
        .of_subject(Initiative._meta.label_lower, str(initiative.pk))
        .filter(changes__has_key="state")
        .order_by("id")
        .values_list("at", "changes")
    )
    for at, changes in moves:
        if changes["state"][1] not in BEFORE:
            return timezone.localdate(at)
    if initiative.state == State.PARKED:
        return None
    return timezone.localdate(initiative.created_at)
