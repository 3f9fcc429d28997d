"""Posting letters: the one way in which a room lets Pejl write to people.

    mail.post(
        once=f"idea-answered:{decision.pk}", to_person_id=person.pk, email=person.email,
        municipality_id=municipality.pk, subject=…, text=…, about=idea, wanted=person_wants,
    )

A letter belongs to the caller's transaction: when that is undone, nothing is sent. Posting the same again changes
nothing. Whom to write to, where, in which language and how often they want it is known to the caller alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from pejl.jobs import digests
from pejl.jobs.jobs import send_letters
from pejl.jobs.models import LONGEST_SUBJECT, Letter


def write(
    *,
    once: str,
    municipality_id: UUID | None,
    to_person_id: UUID,
    email: str,
    subject: str,
    text: str,
    about: Model | None = None,
    wanted: str = "at_once",
    language: str = "da",
) -> Letter:
    """A letter that is not posted yet. ``about`` is the thing it tells of, kept as label and key.

    An address to which nothing can be sent makes a letter that is listed with those that could not be sent.
    """
    letter = Letter(
        once=once,
        municipality_id=municipality_id,
        to_person_id=to_person_id,
        email=email,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=text,
        about_label=about._meta.label_lower if about else "",
        about_key=str(about.pk) if about else "",
        wanted=Letter.Wanted(wanted),
        language=language,
        due_at=digests.due_at(wanted, timezone.now()),
    )
    try:
        validate_email(email)
    except ValidationError:
        letter.email, letter.state, letter.last_error = "", Letter.State.FAILED, "no address"
    return letter


@transaction.atomic(savepoint=False)
def post_all(letters: Iterable[Letter]) -> None:
    """Post written letters: two SQL statements, however many there are."""
    posted = list(letters)
    Letter.objects.bulk_create(posted, ignore_conflicts=True)
    if any(letter.wanted == Letter.Wanted.AT_ONCE for letter in posted):
        send_letters.enqueue()


def post(
    *,
    once: str,
    municipality_id: UUID | None,
    to_person_id: UUID,
    email: str,
    subject: str,
    text: str,
    about: Model | None = None,
    wanted: str = "at_once",
    language: str = "da",
) -> None:
    """Write and post one letter; for several, ``write`` each and ``post_all`` of them."""
    post_all(
        [
            write(
                once=once,
                municipality_id=municipality_id,
                to_person_id=to_person_id,
                email=email,
                subject=subject,
                text=text,
                about=about,
                wanted=wanted,
                language=language,
            )
        ]
    )
