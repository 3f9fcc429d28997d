"""What the figures suggest for a strategy's objectives, kept until something else than following up is written.

While a round is open, somebody saves a status every minute. That changes no figure, so what the figures suggest
must not be reckoned anew each time.
"""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache

from pejl.effects.queries.bearings import bearings, figures_version
from pejl.followup.models import Round
from pejl.followup.queries.suggestions import figures_day
from pejl.followup.suggesting import Suggestion, of_objective
from pejl.organisation.actors import Actor
from pejl.strategy.queries import objectives

KEPT_FOR = 24 * 3600
"""Seconds; the key holds the figures' version and the day, so this only bounds the memory."""
FORMAT = 1
"""Raised when ``Suggestion`` gets another shape, so that nothing old is taken for it."""


def known_suggestions(actor: Actor, round: Round) -> dict[UUID, Suggestion]:
    """What the figures suggest for each objective of a round's strategy. One SQL query, or nine."""
    strategy, day = round.strategy, figures_day(round)
    version = figures_version(strategy.municipality_id)
    key = f"followup.suggestions:{FORMAT}:{strategy.pk}:{version}:{actor.is_member}:{day}"
    found: dict[UUID, Suggestion] | None = cache.get(key)
    if found is None:
        taken = bearings(actor, objectives(strategy), today=day)
        found = {one: of_objective(bearing) for one, bearing in taken.items()}
        cache.set(key, found, KEPT_FOR)
    return found
