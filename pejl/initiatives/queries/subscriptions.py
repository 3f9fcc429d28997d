"""What somebody asked to hear of, and whether they have a part in one idea or initiative."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from pejl.initiatives.models import Follow, Idea, Initiative, Support
from pejl.organisation.actors import Actor


def subscriptions(actor: Actor) -> QuerySet[Follow]:
    """What the reader follows and may still read, latest first."""
    readable = Q(idea__in=Idea.objects.visible_to(actor)) | Q(
        initiative__in=Initiative.objects.visible_to(actor)
    )
    found = Follow.objects.filter(readable, municipality=actor.municipality, person=actor.person)
    return found.select_related("idea", "initiative").order_by("-created_at", "id")


def with_own_part(actor: Actor, thing: Any) -> Any:
    """The idea or initiative with ``is_followed`` and ``is_joined``: whether the reader does.

    No SQL query for a visitor, one for an initiative, two for an idea.
    """
    thing.is_joined = thing.is_followed = False
    if actor.person is None:
        return thing
    mine = {"person": actor.person}
    thing.is_followed = thing.follows.filter(**mine).exists()
    thing.is_joined = (
        isinstance(thing, Idea) and Support.objects.filter(idea=thing, **mine).exists()
    )
    return thing
