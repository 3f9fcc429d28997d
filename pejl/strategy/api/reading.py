"""Reading strategies, their parts, their change trail, and how they read on a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from pejl.organisation.api.door import READING, Visit, found, visit
from pejl.organisation.api.wire import Day, Id, Page, Slice, Slug, paged
from pejl.organisation.rules import require
from pejl.strategy import queries
from pejl.strategy.api.schemas import (
    CentreStrategyFilter,
    CentreStrategyOut,
    ContributionOut,
    DriverFilter,
    DriverOut,
    EntryOut,
    FocusAreaOut,
    ObjectiveFilter,
    ObjectiveOut,
    PastStrategyOut,
    QuestionOut,
    StrategyFilter,
    StrategyOut,
    TrailFilter,
)
from pejl.strategy.queries import by_id

router = Router(auth=READING)


def _strategy(request: HttpRequest, slug: str, strategy_id: UUID) -> tuple[Visit, Any]:
    here = visit(request, slug)
    return here, found(by_id.strategy(here.actor, strategy_id))


@router.get(
    "/{slug}/strategies",
    response=Page[StrategyOut],
    operation_id="strategy_list_strategies",
    summary="The strategies of a municipality",
)
def list_strategies(request: HttpRequest, slug: Slug, part: Query[StrategyFilter]) -> Any:
    """Newest first. Drafts are told to those who work there."""
    strategies = queries.strategies(visit(request, slug).actor).select_related("adopted_by")
    if part.status:
        strategies = strategies.filter(status=part.status)
    if part.year:
        strategies = strategies.filter(
            Q(starts_on__year__lte=part.year, ends_on__year__gte=part.year)
        )
    return paged(request, strategies, part)


@router.get(
    "/{slug}/strategies/{strategy_id}",
    response=StrategyOut,
    operation_id="strategy_read_strategy",
    summary="A strategy",
)
def read_strategy(request: HttpRequest, slug: Slug, strategy_id: Id) -> Any:
    """Its own texts and dates; the parts stand at addresses below it."""
    return _strategy(request, slug, strategy_id)[1]


@router.get(
    "/{slug}/strategies/{strategy_id}/drivers",
    response=Page[DriverOut],
    operation_id="strategy_list_drivers",
    summary="The drivers of a strategy",
)
def list_drivers(
    request: HttpRequest, slug: Slug, strategy_id: Id, part: Query[DriverFilter]
) -> Any:
    """What in the surroundings forces development, what it means and what is done about it."""
    _here, strategy = _strategy(request, slug, strategy_id)
    drivers = [
        one
        for one in queries.drivers(strategy)
        if part.kind in (None, one.kind) and part.stance in (None, one.stance)
    ]
    return paged(request, drivers, part)


@router.get(
    "/{slug}/strategies/{strategy_id}/focus-areas",
    response=Page[FocusAreaOut],
    operation_id="strategy_list_focus_areas",
    summary="The focus areas of a strategy",
)
def list_focus_areas(request: HttpRequest, slug: Slug, strategy_id: Id, part: Query[Slice]) -> Any:
    """Each with the questions that it asks and its objectives."""
    _here, strategy = _strategy(request, slug, strategy_id)
    return paged(request, queries.focus_areas(strategy), part)


@router.get(
    "/{slug}/strategies/{strategy_id}/objectives",
    response=Page[ObjectiveOut],
    operation_id="strategy_list_objectives",
    summary="The objectives of a strategy",
)
def list_objectives(
    request: HttpRequest, slug: Slug, strategy_id: Id, part: Query[ObjectiveFilter]
) -> Any:
    """In the order of their numbers."""
    _here, strategy = _strategy(request, slug, strategy_id)
    objectives = [
        one
        for area in queries.focus_areas(strategy)
        for one in area.aims
        if part.focus_area_id in (None, one.focus_area_id)
        and part.responsible_id in (None, one.responsible_id)
    ]
    return paged(request, objectives, part)


@router.get(
    "/{slug}/strategies/{strategy_id}/centre-strategies",
    response=Page[CentreStrategyOut],
    operation_id="strategy_list_centre_strategies",
    summary="What the centres contribute to a strategy",
)
def list_centre_strategies(
    request: HttpRequest, slug: Slug, strategy_id: Id, part: Query[CentreStrategyFilter]
) -> Any:
    """The centre strategies with a contribution per focus area. Drafts are told to those who work there."""
    here, strategy = _strategy(request, slug, strategy_id)
    replies = [
        one
        for one in by_id.centre_strategies(strategy, here.actor)
        if part.unit_id in (None, one.unit_id) and part.status in (None, one.status)
    ]
    return paged(request, replies, part)


@router.get(
    "/{slug}/strategies/{strategy_id}/trail",
    response=Page[EntryOut],
    operation_id="strategy_read_trail",
    summary="The change trail of a strategy",
)
def read_trail(request: HttpRequest, slug: Slug, strategy_id: Id, part: Query[TrailFilter]) -> Any:
    """Newest first. Visitors are told what came with and after the adoption."""
    here, strategy = _strategy(request, slug, strategy_id)
    require(here.actor, "strategy.read_trail", strategy)
    entries = queries.public_trail(strategy, here.actor)
    if part.subject_id:
        entries = entries.filter(subject_key=str(part.subject_id))
    if part.verb:
        entries = entries.filter(verb=part.verb)
    return paged(request, entries, part)


@router.get(
    "/{slug}/strategies/{strategy_id}/as-of/{day}",
    response=PastStrategyOut,
    operation_id="strategy_read_past",
    summary="A strategy as it read on a day",
)
def read_past(request: HttpRequest, slug: Slug, strategy_id: Id, day: Day) -> Any:
    """As it stood when the day ended. 404 when it was not begun then, or not yet everyone's to read."""
    here, strategy = _strategy(request, slug, strategy_id)
    if not 1900 <= day.year <= 9000:
        return found(None)
    moment = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    past = found(queries.as_it_was(strategy, moment, here.actor))
    return {
        "day": day,
        "values": past.values,
        "drivers": past.drivers,
        "focus_areas": past.focus_areas,
    }


@router.get(
    "/{slug}/drivers/{driver_id}",
    response=DriverOut,
    operation_id="strategy_read_driver",
    summary="A driver",
)
def read_driver(request: HttpRequest, slug: Slug, driver_id: Id) -> Any:
    """Something in the surroundings, what it means and what is done about it."""
    return found(by_id.driver(visit(request, slug).actor, driver_id))


@router.get(
    "/{slug}/focus-areas/{area_id}",
    response=FocusAreaOut,
    operation_id="strategy_read_focus_area",
    summary="A focus area",
)
def read_focus_area(request: HttpRequest, slug: Slug, area_id: Id) -> Any:
    """With the questions that it asks and its objectives."""
    return found(by_id.focus_area(visit(request, slug).actor, area_id))


@router.get(
    "/{slug}/questions/{question_id}",
    response=QuestionOut,
    operation_id="strategy_read_question",
    summary="A question",
)
def read_question(request: HttpRequest, slug: Slug, question_id: Id) -> Any:
    """A question that a focus area asks."""
    return found(by_id.question(visit(request, slug).actor, question_id))


@router.get(
    "/{slug}/objectives/{objective_id}",
    response=ObjectiveOut,
    operation_id="strategy_read_objective",
    summary="An objective",
)
def read_objective(request: HttpRequest, slug: Slug, objective_id: Id) -> Any:
    """What is to be achieved, why, and who answers for it."""
    return found(by_id.objective(visit(request, slug).actor, objective_id))


@router.get(
    "/{slug}/centre-strategies/{centre_strategy_id}",
    response=CentreStrategyOut,
    operation_id="strategy_read_centre_strategy",
    summary="A centre strategy",
)
def read_centre_strategy(request: HttpRequest, slug: Slug, centre_strategy_id: Id) -> Any:
    """What one centre contributes. A draft is told to those who work there."""
    return found(by_id.centre_strategy(visit(request, slug).actor, centre_strategy_id))


@router.get(
    "/{slug}/centre-strategies/{centre_strategy_id}/contributions/{area_id}",
    response=ContributionOut,
    operation_id="strategy_read_contribution",
    summary="A centre's contribution to a focus area",
)
def read_contribution(request: HttpRequest, slug: Slug, centre_strategy_id: Id, area_id: Id) -> Any:
    """404 also when the centre has written nothing for the focus area yet."""
    whole = found(by_id.centre_strategy(visit(request, slug).actor, centre_strategy_id))
    written = [one for one in whole.contributions.all() if one.focus_area_id == area_id]
    return found(next(iter(written), None))
