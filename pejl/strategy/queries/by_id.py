"""Strategies and their parts by the id that programs keep, as far as the reader may see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from pejl.organisation.actors import Actor
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)
from pejl.strategy.queries.parts import focus_areas, with_strategy


def strategy(actor: Actor, strategy_id: UUID) -> Strategy | None:
    return (
        Strategy.objects.visible_to(actor)
        .filter(id=strategy_id)
        .select_related("adopted_by", "municipality")
        .first()
    )


def _visible(parts: QuerySet[Any], actor: Actor, part_id: UUID) -> Any:
    """The part, when its strategy is one that the reader may see; with the strategy at hand."""
    return (
        parts.filter(id=part_id, strategy__in=Strategy.objects.visible_to(actor))
        .select_related("municipality", "strategy__municipality")
        .first()
    )


def driver(actor: Actor, driver_id: UUID) -> Driver | None:
    found: Driver | None = _visible(Driver.objects.all(), actor, driver_id)
    return found


def focus_area(actor: Actor, area_id: UUID) -> FocusArea | None:
    """A focus area, with ``asked`` and ``aims`` as in ``focus_areas``."""
    found = _visible(FocusArea.objects.all(), actor, area_id)
    if found is None:
        return None
    return next((one for one in focus_areas(found.strategy) if one.id == area_id), None)


def _within_area(parts: QuerySet[Any], actor: Actor, part_id: UUID) -> Any:
    found = _visible(parts.select_related("focus_area"), actor, part_id)
    if found:
        found.focus_area.strategy = found.strategy
    return found


def objective(actor: Actor, objective_id: UUID) -> Objective | None:
    """An objective with its focus area and who answers for it."""
    every = Objective.objects.select_related("responsible", "focus_area")
    found: Objective | None = _within_area(every, actor, objective_id)
    return found


def question(actor: Actor, question_id: UUID) -> Question | None:
    found: Question | None = _within_area(Question.objects.all(), actor, question_id)
    return found


def _with_contributions(actor: Actor) -> QuerySet[CentreStrategy]:
    """What the centres wrote, as far as the reader may see: a draft is for those who work here."""
    found = CentreStrategy.objects.select_related("unit", "adopted_by").prefetch_related(
        Prefetch("contributions", Contribution.objects.order_by("focus_area__number"))
    )
    return found if actor.is_member else found.filter(status=CentreStrategy.Status.ADOPTED)


def centre_strategy(actor: Actor, centre_strategy_id: UUID) -> CentreStrategy | None:
    """A centre strategy with its contributions."""
    found: CentreStrategy | None = _visible(_with_contributions(actor), actor, centre_strategy_id)
    return found


def centre_strategies(whole: Strategy, actor: Actor) -> list[CentreStrategy]:
    """Every centre strategy of a strategy, with its contributions. Two SQL queries."""
    found = _with_contributions(actor).filter(strategy=whole).order_by("unit__name", "id")
    return with_strategy(found, whole)
