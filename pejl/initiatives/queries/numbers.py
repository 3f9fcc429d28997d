"""From the numbers that people say to the ids that programs keep."""

from __future__ import annotations

from uuid import UUID

from pejl.initiatives.models import Idea, Initiative
from pejl.organisation.actors import Actor


def initiative_ids(actor: Actor) -> dict[int, UUID]:
    """The initiatives that the reader may see: number → id. One SQL query."""
    return dict(Initiative.objects.visible_to(actor).values_list("number", "id"))


def idea_ids(actor: Actor, numbers: list[int]) -> dict[int, UUID]:
    """The ideas with these numbers that the reader may see: number → id. One SQL query."""
    found = Idea.objects.visible_to(actor).filter(number__in=numbers)
    return dict(found.values_list("number", "id"))
