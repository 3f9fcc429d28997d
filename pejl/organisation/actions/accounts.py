"""What people do with their own account: profile, tokens, sessions."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person, PersonalToken
from pejl.organisation.rules import require

Verb = Entry.Verb


def edit_own_profile(*, by: Actor, name: str, title: str, language: str) -> None:
    """Change one's own name, title and language. Not in a municipality's history: it is one's own."""
    require(by, "organisation.edit_own_profile")
    if by.person:
        Person.objects.filter(id=by.person.id).update(name=name, title=title, language=language)


@transaction.atomic
def sign_out_everywhere(*, by: Actor) -> None:
    """End all of one's own sessions, on every device."""
    require(by, "organisation.edit_own_profile")
    if by.person:
        Person.objects.filter(id=by.person.id).update(signed_out_at=timezone.now())
        history.record(by=by, verb=Verb.REVOKED, subject=by.person)


@transaction.atomic
def create_token(
    *, by: Actor, municipality: Municipality, name: str, scope: str, expires_on: date | None
) -> tuple[PersonalToken, str]:
    """Make a token for one's own programs. The key is returned this once and kept only as a hash."""
    require(by, "organisation.manage_own_tokens")
    key = f"pejl_{secrets.token_urlsafe(32)}"
    token = PersonalToken(
        municipality=municipality, person=by.person, name=name, scope=scope,
        expires_on=expires_on, hash=queries.token_digest(key), hint=key[:9],
    )  # fmt: skip
    token.save(force_insert=True)
    history.record(by=by, verb=Verb.GRANTED, subject=token)
    return token, key


@transaction.atomic
def revoke_token(*, by: Actor, token: PersonalToken) -> None:
    """End a token at once. Revoking twice changes nothing."""
    require(by, "organisation.revoke_token", token)
    ended = PersonalToken.objects.filter(id=token.id, revoked_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    if ended:
        history.record(by=by, verb=Verb.REVOKED, subject=token)


def note_token_use(*, by: Actor, token: PersonalToken) -> None:
    """Keep on which day a token was last used, so that its owner sees which one can go.

    At most one write a day, and none in the history: reading is no change.
    """
    require(by, "organisation.use_token", token)
    today = timezone.localdate()
    if token.last_used_on != today:
        PersonalToken.objects.filter(id=token.id).update(last_used_on=today)
