"""The parts of a strategy: drivers, focus areas, questions, objectives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from pejl.organisation.actors import Actor
from pejl.strategy.models import (
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
    StrategyPart,
)


def with_strategy(parts: Iterable[Any], strategy: Strategy) -> list[Any]:
    """The parts, each holding the strategy object at hand so that asking for it costs no query."""
    found = list(parts)
    for part in found:
        part.strategy = strategy
    return found


def focus_areas(strategy: Strategy, *, with_questions: bool = True) -> list[FocusArea]:
    """The focus areas with ``aims`` (objectives) and ``asked`` (questions): three SQL queries at most."""
    areas = with_strategy(
        FocusArea.objects.filter(strategy=strategy).select_related("responsible"), strategy
    )
    questions: dict[UUID, list[Question]] = {area.id: [] for area in areas}
    objectives: dict[UUID, list[Objective]] = {area.id: [] for area in areas}
    asked = Question.objects.filter(strategy=strategy) if with_questions else []
    for question in with_strategy(asked, strategy):
        questions[question.focus_area_id].append(question)
    for objective in with_strategy(
        Objective.objects.filter(strategy=strategy).select_related("responsible"), strategy
    ):
        objectives[objective.focus_area_id].append(objective)
    for area in areas:
        area.asked = questions[area.id]
        area.aims = objectives[area.id]
        for objective in area.aims:
            objective.focus_area = area
    return areas


def focus_area_by_number(strategy: Strategy, number: int) -> FocusArea | None:
    """One focus area, with ``asked`` and ``aims`` as in ``focus_areas``."""
    return next((area for area in focus_areas(strategy) if area.number == number), None)


def objectives(strategy: Strategy) -> list[Objective]:
    """All objectives in reading order, each with its focus area and who answers for it. One SQL query."""
    return _in_order(Objective.objects.filter(strategy=strategy), strategy)


def objectives_at(actor: Actor, slug: str, **besides: Subquery) -> list[Objective]:
    """The objectives of the strategy at an address, in reading order; none where the reader may not see it.

    One SQL query, where the strategy and then its objectives would be two. ``besides``: what else the page needs
    that the same question can bring, as a field on each.
    """
    named = Strategy.objects.visible_to(actor).filter(slug=slug)
    found = _in_order(
        Objective.objects.filter(strategy__in=named)
        .select_related("strategy__adopted_by")
        .annotate(**besides)
    )
    if found and actor.municipality is not None:
        found[0].strategy.municipality = actor.municipality
    return found


def _in_order(found: QuerySet[Objective], strategy: Strategy | None = None) -> list[Objective]:
    """Objectives of one strategy in reading order; they and their focus areas hold the same strategy object."""
    ordered = list(
        found.select_related("focus_area", "responsible").order_by("focus_area__number", "number")
    )
    for objective in ordered:
        strategy = strategy or objective.strategy
        objective.strategy = objective.focus_area.strategy = strategy
    return ordered


def drivers(strategy: Strategy) -> list[Driver]:
    return with_strategy(Driver.objects.filter(strategy=strategy), strategy)


def parts_below(part: StrategyPart) -> list[StrategyPart]:
    """What disappears with a part: a focus area's questions, objectives and contributions."""
    if not isinstance(part, FocusArea):
        return []
    found = [
        *Contribution.objects.filter(focus_area=part),
        *Objective.objects.filter(focus_area=part),
        *Question.objects.filter(focus_area=part),
    ]
    return with_strategy(found, part.strategy)
