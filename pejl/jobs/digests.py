"""Digests (*samlebreve*): what a person wanted to hear once a day or once a week, gathered into one letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from pejl.jobs.models import Letter

AT = time(7)
MOST_IN_FULL = 50
"""Beyond this many, a digest names the subjects only."""
BETWEEN = "\n\n" + "-" * 40 + "\n\n"
WHAT_BELONGS_TOGETHER = ("to_person_id", "municipality_id", "email", "language", "wanted")


def due_at(wanted: str, now: datetime) -> datetime:
    """When a letter that is wanted so goes out: now, tomorrow morning, or on Monday morning."""
    if wanted == Letter.Wanted.AT_ONCE:
        return now
    wall = timezone.make_naive(now)
    next_one = datetime.combine(wall.date(), AT)
    if wanted == Letter.Wanted.WEEKLY:
        next_one += timedelta(days=-wall.weekday() % 7)
    if next_one <= wall:
        next_one += timedelta(days=7 if wanted == Letter.Wanted.WEEKLY else 1)
    return timezone.make_aware(next_one)


def gather() -> int:
    """Put what is due into one letter a person, and tell how many letters that made."""
    groups = Letter.objects.to_gather().order_by().values(*WHAT_BELONGS_TOGETHER).distinct()
    return sum(_gather_one(group) for group in list(groups))


@transaction.atomic
def _gather_one(group: dict[str, object]) -> bool:
    """The parts are locked, so that two workers cannot put one into two digests."""
    due = Letter.objects.to_gather().filter(**group).order_by("created_at")
    parts = list(due.select_for_update(skip_locked=True))
    if not parts:
        return False
    with translation.override(parts[0].language):
        digest = Letter.objects.create(
            once=f"digest:{parts[0].pk}",
            subject=_subject(parts),
            text=_text(parts),
            **(group | {"wanted": Letter.Wanted.AT_ONCE}),
        )
    numbers = [part.pk for part in parts]
    Letter.objects.filter(pk__in=numbers).update(state=Letter.State.GATHERED, digest=digest)
    return True


def _subject(parts: Sequence[Letter]) -> str:
    if len(parts) == 1:
        return parts[0].subject
    return ngettext("%(count)s message from Pejl", "%(count)s messages from Pejl", len(parts)) % {
        "count": len(parts)
    }


def _text(parts: Sequence[Letter]) -> str:
    """The letters one after the other; of very many, the first in full and then their subjects."""
    texts = [f"{part.subject}\n\n{part.text.strip()}" for part in parts[:MOST_IN_FULL]]
    rest = [f"- {part.subject}" for part in parts[MOST_IN_FULL:]]
    if rest:
        texts.append(gettext("And besides:") + "\n\n" + "\n".join(rest))
    return BETWEEN.join(texts)
