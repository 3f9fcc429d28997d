"""Reading ideas, initiatives, the talk about them and what was selected; and how the room's operations find."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from pejl.initiatives import queries
from pejl.initiatives.api.idea_schemas import CommentOut, IdeaFilter, IdeaOut, WholeIdeaOut
from pejl.initiatives.api.schemas import (
    InitiativeFilter,
    InitiativeOut,
    SelectionFilter,
    SelectionOut,
    WholeInitiativeOut,
)
from pejl.initiatives.queries import by_id
from pejl.initiatives.queries.catalogue import ORDERS, CatalogueChoice
from pejl.initiatives.queries.subscriptions import with_own_part
from pejl.organisation.api.door import READING, Visit, found, visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged
from pejl.organisation.rules import may, require
from pejl.strategy.queries import by_id as strategy_room

router = Router(auth=READING)

SORTED_BY = {"number": "nummer", "title": "titel", "ends_on": "slut", "newest": "nyeste"}
"""The orders of a program, in the words of the page's address."""


def colleague(request: HttpRequest, slug: str, permission: str) -> Visit:
    """A visit by someone who may read it. For everyone else but guests there is nothing to be found."""
    here = visit(request, slug)
    if not here.actor.roles:
        found(None)
    require(here.actor, permission)
    return here


def internal(here: Visit, initiative_id: UUID) -> Any:
    """The initiative, for those who work there: to others what is written in it is not there."""
    initiative = found(by_id.initiative(here.actor, initiative_id))
    return found(initiative if may(here.actor, "initiatives.read_internal", initiative) else None)


def whole_idea(here: Visit, idea_id: UUID) -> Any:
    """The idea as it is told: with its answers, what grew from it, and the reader's own part in it."""
    return with_own_part(here.actor, found(by_id.whole_idea(here.actor, idea_id)))


def whole_initiative(here: Visit, initiative_id: UUID) -> Any:
    """The initiative as it is told: with what its reader may see of it, and whether they follow it."""
    return with_own_part(here.actor, found(by_id.whole_initiative(here.actor, initiative_id)))


@router.get(
    "/{slug}/ideas",
    response=Page[IdeaOut],
    operation_id="initiatives_list_ideas",
    summary="The ideas of a municipality",
)
def list_ideas(request: HttpRequest, slug: Slug, part: Query[IdeaFilter]) -> Any:
    """Newest first, for those who work there. Guests are told of their own; 404 for everyone else."""
    here = visit(request, slug)
    found(here.actor.roles or None)
    ideas = queries.ideas(here.actor, words=part.q, outcome=part.outcome or "", mine=part.mine)
    if part.unit_id:
        ideas = ideas.filter(unit_id=part.unit_id)
    if part.objective_id:
        ideas = ideas.filter(objective_id=part.objective_id)
    if part.number:
        ideas = ideas.filter(number=part.number)
    return paged(request, ideas, part)


@router.get(
    "/{slug}/ideas/{idea_id}",
    response=WholeIdeaOut,
    operation_id="initiatives_read_idea",
    summary="An idea and what became of it",
)
def read_idea(request: HttpRequest, slug: Slug, idea_id: Id) -> Any:
    """With every answer and what grew from it. For those who work there and for whoever had it."""
    return whole_idea(visit(request, slug), idea_id)


@router.get(
    "/{slug}/ideas/{idea_id}/comments",
    response=Page[CommentOut],
    operation_id="initiatives_list_idea_comments",
    summary="What was said about an idea",
)
def list_idea_comments(request: HttpRequest, slug: Slug, idea_id: Id, part: Query[Slice]) -> Any:
    """Oldest first. For those who work there and for whoever had the idea."""
    idea = found(by_id.idea(visit(request, slug).actor, idea_id))
    return paged(request, idea.comments.select_related("person"), part)


@router.get(
    "/{slug}/comments/{comment_id}",
    response=CommentOut,
    operation_id="initiatives_read_comment",
    summary="Something said",
)
def read_comment(request: HttpRequest, slug: Slug, comment_id: Id) -> Any:
    """For those who work there, and for whoever had the idea that it is about."""
    return found(by_id.comment(visit(request, slug).actor, comment_id))


@router.get(
    "/{slug}/initiatives",
    response=Page[InitiativeOut],
    operation_id="initiatives_list_initiatives",
    summary="The catalogue",
)
def list_initiatives(request: HttpRequest, slug: Slug, part: Query[InitiativeFilter]) -> Any:
    """In the order of their numbers unless another is chosen. Everyone is told of what is public; those who work
    there of everything."""
    actor = visit(request, slug).actor
    choice = CatalogueChoice(kind=part.kind or "", state=part.state or "", words=part.q)
    listed = by_id.narrowed(
        by_id.initiatives(actor, choice),
        actor,
        unit_id=part.unit_id,
        focus_area_id=part.focus_area_id,
        objective_id=part.objective_id,
        strategy_id=part.strategy_id,
    )
    if part.number:
        listed = listed.filter(number=part.number)
    return paged(request, listed.order_by(*ORDERS[SORTED_BY[part.order]]), part)


@router.get(
    "/{slug}/initiatives/{initiative_id}",
    response=WholeInitiativeOut,
    operation_id="initiatives_read_initiative",
    summary="A prejekt, a project or something done at once",
)
def read_initiative(request: HttpRequest, slug: Slug, initiative_id: Id) -> Any:
    """With the decisions about it. What is written in it is told to those who work there."""
    return whole_initiative(visit(request, slug), initiative_id)


@router.get(
    "/{slug}/initiatives/{initiative_id}/comments",
    response=Page[CommentOut],
    operation_id="initiatives_list_comments",
    summary="What was said about an initiative",
)
def list_comments(request: HttpRequest, slug: Slug, initiative_id: Id, part: Query[Slice]) -> Any:
    """Oldest first, for those who work there."""
    initiative = internal(visit(request, slug), initiative_id)
    return paged(request, initiative.comments.select_related("person"), part)


@router.get(
    "/{slug}/strategies/{strategy_id}/selections",
    response=Page[SelectionOut],
    operation_id="initiatives_list_selections",
    summary="What was selected into a strategy and what was left out",
)
def list_selections(
    request: HttpRequest, slug: Slug, strategy_id: Id, part: Query[SelectionFilter]
) -> Any:
    """Every choice with its reason, newest first. For those who work there; 404 for all others, 403 for guests."""
    here = colleague(request, slug, "initiatives.read_internal")
    selections = by_id.selections(found(strategy_room.strategy(here.actor, strategy_id)))
    if part.initiative_id:
        selections = selections.filter(initiative_id=part.initiative_id)
    return paged(request, selections, part)
