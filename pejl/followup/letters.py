"""Letters of a round: one to each who owes something, with one link to one page; reminders; a word to the leader.

The link carries a secret of which only the digest is kept. Every letter gets a link of its own; all of them end
with the round's grace. A letter is posted once for what it asks, so that the job that writes them may run twice.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.design.days import written_day
from pejl.followup.models import Deputy, MailLink, Report, Round
from pejl.initiatives.news import letter_text, site
from pejl.jobs import mail
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from pejl.organisation.models import Person

LINK_OUTLIVES = timedelta(days=7)
"""So long after the last deadline and its grace a link still leads somewhere."""
MOST_NAMED = 12


@dataclass(frozen=True)
class Owing:
    """What one person owes, and for whom they stand in."""

    person: Person
    reports: tuple[Report, ...]

    @property
    def due_on(self) -> date:
        return min(one.due_on for one in self.reports)


def digest_of(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def owing(round: Round, *, only: Iterable[UUID] | None = None) -> list[Owing]:
    """Everybody who owes an unconfirmed report in a round, deputies for others too. Three SQL queries."""
    reports = (
        Report.objects.filter(round=round, confirmed_at__isnull=True, owner__isnull=False)
        .select_related("initiative", "objective__focus_area", "focus_area")
        .order_by("due_on", "kind")
    )
    by_owner: dict[UUID, list[Report]] = defaultdict(list)
    for one in reports:
        by_owner[one.owner_id].append(one)  # type: ignore[index]
    for person_id, deputy_id in _deputies(round, by_owner):
        by_owner[deputy_id] += by_owner[person_id]
    wanted = set(only) if only is not None else None
    people = organisation.members(round.municipality).filter(id__in=by_owner)
    return [
        Owing(one, tuple(by_owner[one.id]))
        for one in people
        if one.is_active and (wanted is None or one.id in wanted)
    ]


def _deputies(round: Round, owners: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    today = timezone.localdate()
    found = Deputy.objects.filter(
        municipality=round.municipality_id, person_id__in=list(owners), since_on__lte=today
    ).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return list(found.values_list("person_id", "deputy_id"))


def invite(round: Round) -> int:
    """Write to everybody who owes something. Returns to how many."""
    return _post(round, owing(round), once=f"round:{round.pk}", is_reminder=False)


def write_to(round: Round, person: Person) -> int:
    """Write to one person: who took something over, or asked for a new link."""
    stamp = timezone.now().isoformat(timespec="minutes")
    once = f"round:{round.pk}:{stamp}"
    return _post(round, owing(round, only=[person.id]), once=once, is_reminder=False)


def remind(round: Round, today: date, *, due: Collection[date] | None = None) -> int:
    """Write again, at most once a day, to those who still owe something: anything, or what is due on some days."""
    once = f"{_reminded(round)}{today.isoformat()}"
    asked = [
        one
        for one in owing(round)
        if due is None or any(report.due_on in due for report in one.reports)
    ]
    return _post(round, asked, once=once, is_reminder=True)


def last_reminded(round: Round) -> date | None:
    """The last day on which anybody was reminded of a round. One SQL query."""
    begins = _reminded(round)
    written = Letter.objects.filter(
        municipality_id=round.municipality_id, once__startswith=begins
    ).aggregate(last=Max("once"))["last"]
    return date.fromisoformat(written.removeprefix(begins)[:10]) if written else None


def _reminded(round: Round) -> str:
    return f"round-reminded:{round.pk}:"


def _post(round: Round, asked: Sequence[Owing], *, once: str, is_reminder: bool) -> int:
    """The letters with their links: a bounded number of SQL statements, however many there are."""
    expires = _expires_at(round)
    links, letters = [], []
    for one in asked:
        secret = secrets.token_urlsafe(32)
        links.append(
            MailLink(
                municipality_id=round.municipality_id,
                round=round,
                person=one.person,
                digest=digest_of(secret),
                expires_at=expires,
            )
        )
        letters.append(_letter(round, one, secret, once=once, is_reminder=is_reminder))
    MailLink.objects.bulk_create(links, batch_size=1_000)
    mail.post_all(letters)
    return len(letters)


def _expires_at(round: Round) -> datetime:
    last = round.focus_areas_due_on + timedelta(days=round.grace_days) + LINK_OUTLIVES
    return timezone.make_aware(datetime.combine(last, time.max))


def _letter(round: Round, asked: Owing, secret: str, *, once: str, is_reminder: bool) -> Letter:
    with translation.override(asked.person.language):
        count = len(asked.reports)
        words = {"count": count, "round": round.title, "day": written_day(asked.due_on)}
        subject = ngettext(
            "%(round)s: %(count)d status from you by %(day)s",
            "%(round)s: %(count)d statuses from you by %(day)s",
            count,
        )
        if is_reminder:
            subject = _("Reminder: %(subject)s") % {"subject": subject}
        named = "\n".join(f"– {one}" for one in asked.reports[:MOST_NAMED])
        rest = _("… and more: the page below has them all.") if count > MOST_NAMED else ""
        asks = _("One page has all of it. An unchanged item is confirmed with one press.")
        address = reverse("followup:answer", args=[round.municipality.slug, secret])
        happened = "\n\n".join(filter(None, (round.message, named, rest, asks)))
        return mail.write(
            once=once,
            municipality_id=round.municipality_id,
            to_person_id=asked.person.id,
            email=asked.person.email,
            subject=subject % words,
            text=letter_text(
                round.municipality,
                happened,
                f"{site()}{address}",
                _("The link is yours alone. Do not send it on: others can sign in themselves."),
            ),
            about=round,
            language=asked.person.language,
        )
