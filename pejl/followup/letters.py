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

    @property
    def is_confirmed(self) -> bool:
        """Nothing is left to do: they only want to read it again, or to change it."""
        return all(one.is_confirmed for one in self.reports)


def digest_of(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def owing(
    round: Round, *, only: Iterable[UUID] | None = None, confirmed: bool = False
) -> list[Owing]:
    """Everybody who owes an unconfirmed report in a round, deputies for others too. Three SQL queries.

    ``confirmed`` also counts what they have confirmed.
    """
    reports = (
        Report.objects.filter(round=round, owner__isnull=False)
        .select_related("initiative", "objective__focus_area", "focus_area")
        .order_by("due_on", "kind")
    )
    if not confirmed:
        reports = reports.filter(confirmed_at__isnull=True)
    by_owner: dict[UUID, list[Report]] = defaultdict(list)
    for one in reports:
        by_owner[one.owner_id].append(one)  # type: ignore[index]
    standing_in = [
        (deputy_id, tuple(by_owner[person_id]))
        for person_id, deputy_id in _deputies(round, by_owner)
    ]  # taken before any is added: who stands in for a deputy does not stand in for others
    for deputy_id, theirs in standing_in:
        by_owner[deputy_id] += theirs
    wanted = by_owner.keys() if only is None else by_owner.keys() & set(only)
    people = organisation.members(round.municipality).filter(id__in=wanted)
    return [Owing(one, tuple(by_owner[one.id])) for one in people]


def _deputies(round: Round, owners: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    today = timezone.localdate()
    found = Deputy.objects.filter(
        municipality=round.municipality_id, person_id__in=list(owners), since_on__lte=today
    ).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return list(found.values_list("person_id", "deputy_id"))


def invite(round: Round) -> int:
    """Write to everybody who owes something. Returns to how many."""
    return _post(round, owing(round), once=f"round:{round.pk}")


def write_to(round: Round, person: Person) -> int:
    """Write to one person who took something over."""
    return _post(round, owing(round, only=[person.id]), once=f"round:{round.pk}:{_minute()}")


def send_new_link(round: Round, person: Person) -> int:
    """Write to one person who asked for a new link, at most once a minute; also who has confirmed everything."""
    asked = owing(round, only=[person.id]) or owing(round, only=[person.id], confirmed=True)
    return _post(round, asked, once=f"round:{round.pk}:link:{_minute()}")


def write_to_deputy(standing: Deputy) -> int:
    """Write to somebody who stands in now, once for each open round in which the absent person still owes."""
    today = timezone.localdate()
    if standing.since_on > today or (standing.until_on and standing.until_on < today):
        return 0
    unconfirmed = Report.objects.filter(owner=standing.person_id, confirmed_at__isnull=True)
    rounds = Round.objects.filter(
        municipality=standing.municipality_id,
        state=Round.State.OPEN,
        pk__in=unconfirmed.values("round_id"),
    ).select_related("municipality")
    return sum(
        _post(
            one,
            owing(one, only=[standing.deputy_id]),
            once=f"round:{one.pk}:deputy:{standing.pk}",
            stands_in_for=standing.person,
        )
        for one in rounds
    )


def _minute() -> str:
    return timezone.now().isoformat(timespec="minutes")


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


def _post(
    round: Round,
    asked: Sequence[Owing],
    *,
    once: str,
    is_reminder: bool = False,
    stands_in_for: Person | None = None,
) -> int:
    """The letters with their links, and to how many they go: a bounded number of SQL statements.

    Who was written to already gets neither letter nor link and is not counted; who has no address gets a letter
    that is listed with those that could not be sent, and is not counted either.
    """
    if not asked:
        return 0
    secret_of = {one.person.id: secrets.token_urlsafe(32) for one in asked}
    written = [
        _letter(
            round, one, secret_of[one.person.id],
            once=once, is_reminder=is_reminder, stands_in_for=stands_in_for,
        )
        for one in asked
    ]  # fmt: skip
    mail.post_all(written)
    new = _posted(written, once)
    expires = _expires_at(round)
    links = [
        MailLink(
            municipality_id=round.municipality_id, round=round, person_id=one.to_person_id,
            digest=digest_of(secret_of[one.to_person_id]), expires_at=expires,
        )
        for one in new
    ]  # fmt: skip
    MailLink.objects.bulk_create(links, batch_size=1_000)
    return sum(one.state == Letter.State.QUEUED for one in new)


def _posted(written: Sequence[Letter], once: str) -> list[Letter]:
    """Those that were not there before. One query, asked afterwards: of two who press at once one counts."""
    people = [one.to_person_id for one in written]
    there = Letter.objects.filter(to_person_id__in=people, once=once)
    kept = set(there.values_list("id", flat=True))
    return [one for one in written if one.id in kept]


def _expires_at(round: Round) -> datetime:
    last = round.focus_areas_due_on + timedelta(days=round.grace_days) + LINK_OUTLIVES
    return timezone.make_aware(datetime.combine(last, time.max))


def _letter(
    round: Round,
    asked: Owing,
    secret: str,
    *,
    once: str,
    is_reminder: bool,
    stands_in_for: Person | None,
) -> Letter:
    with translation.override(asked.person.language):
        address = reverse("followup:answer", args=[round.municipality.slug, secret])
        return mail.write(
            once=once,
            municipality_id=round.municipality_id,
            to_person_id=asked.person.id,
            email=asked.person.email,
            subject=_subject(round, asked, is_reminder=is_reminder),
            text=letter_text(
                round.municipality,
                _told(round, asked, stands_in_for),
                f"{site()}{address}",
                _("The link is yours alone. Do not send it on: others can sign in themselves."),
            ),
            about=round,
            language=asked.person.language,
        )


def _subject(round: Round, asked: Owing, *, is_reminder: bool) -> str:
    if asked.is_confirmed:
        return _("%(round)s: a new link to your statuses") % {"round": round.title}
    count = len(asked.reports)
    subject = ngettext(
        "%(round)s: %(count)d status from you by %(day)s",
        "%(round)s: %(count)d statuses from you by %(day)s",
        count,
    ) % {"count": count, "round": round.title, "day": written_day(asked.due_on)}
    return _("Reminder: %(subject)s") % {"subject": subject} if is_reminder else subject


def _told(round: Round, asked: Owing, stands_in_for: Person | None) -> str:
    """What the letter says above its link."""
    for_whom = (
        _("You stand in for %(person)s.") % {"person": stands_in_for} if stands_in_for else ""
    )
    named = "\n".join(f"– {one}" for one in asked.reports[:MOST_NAMED])
    many = len(asked.reports) > MOST_NAMED
    rest = _("… and more: the page below has them all.") if many else ""
    if asked.is_confirmed:
        asks = _("You have confirmed all of it. It can be changed until the round is closed.")
    else:
        asks = _("One page has all of it. An unchanged item is confirmed with one press.")
    return "\n\n".join(filter(None, (for_whom, round.message, named, rest, asks)))
