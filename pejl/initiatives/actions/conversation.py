"""Comment, follow, and tell those who follow what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from pejl.history import actions as history
from pejl.initiatives import news as letters
from pejl.initiatives.following import about, begin_to_follow
from pejl.initiatives.models import Comment, Follow, Idea, Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


@transaction.atomic
def follow(*, by: Actor, idea: Idea | None = None, initiative: Initiative | None = None) -> None:
    """Ask to hear what becomes of an idea or an initiative."""
    require(by, "initiatives.converse", about(idea=idea, initiative=initiative))
    begin_to_follow(person_id=by.person_id, idea=idea, initiative=initiative)


@transaction.atomic
def unfollow(*, by: Actor, idea: Idea | None = None, initiative: Initiative | None = None) -> None:
    """Ask to hear no more of it."""
    require(by, "initiatives.converse", about(idea=idea, initiative=initiative))
    Follow.objects.filter(person=by.person, idea=idea, initiative=initiative).delete()


@transaction.atomic
def comment(
    *,
    by: Actor,
    text: str,
    idea: Idea | None = None,
    initiative: Initiative | None = None,
    id: UUID | None = None,
) -> Comment:
    """Say something about an idea or an initiative. The same ``id`` twice says it once."""
    thing = about(idea=idea, initiative=initiative)
    require(by, "initiatives.converse", thing)
    if id and (existing := Comment.objects.filter(id=id, person=by.person).first()):
        return existing
    said = Comment(
        id=id or uuid4(), municipality=thing.municipality, idea=idea, initiative=initiative,
        person=by.person, text=text,
    )  # fmt: skip
    history.create(by=by, element=said)
    begin_to_follow(person_id=by.person_id, idea=idea, initiative=initiative)
    tell_followers(by=by, idea=idea, initiative=initiative, news=said)
    return said


@transaction.atomic
def take_back_comment(*, by: Actor, comment: Comment, version: int) -> None:
    """Take back what one said; a gap stays, so that answers keep their place."""
    require(by, "initiatives.take_back", comment)
    history.change(
        by=by, element=comment, version=version, fields={"text": "–", "is_taken_back": True}
    )


def tell_followers(
    *,
    by: Actor,
    news: Any,
    idea: Idea | None = None,
    initiative: Initiative | None = None,
) -> None:
    """Write to everyone who follows, but not to whoever did it. Sent once the change is certain."""
    letters.write(by=by, news=news, thing=about(idea=idea, initiative=initiative))
