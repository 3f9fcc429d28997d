"""What waits: ideas for an answer, parked things for their day, and whatever waits for the token's person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pejl.initiatives import queries
from pejl.initiatives.api.idea_schemas import GrownOut, IdeaNamedOut
from pejl.initiatives.api.part_schemas import MilestoneOut
from pejl.initiatives.api.reading import colleague
from pejl.initiatives.queries.mine import mine
from pejl.initiatives.similar import similar_ideas
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import READING, found, visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, Words, paged

router = Router(auth=READING)


class WaitingOut(Schema):
    """An idea that waits for its first answer."""

    idea: IdeaNamedOut
    days: int = Field(description="So many whole days it has waited.")
    is_late: bool = Field(description="Longer than was promised, which is a week.")


class AnswerTimeOut(Schema):
    """How a centre answers ideas."""

    unit_id: UUID | None = Field(description="Null for ideas that lie at no centre.")
    waiting: int
    oldest_days: int
    answered: int
    median_days: float | None
    within_percent: int | None = Field(description="Of the answered, those answered in time.")


class SimilarOut(Schema):
    """An idea that resembles some words."""

    idea: IdeaNamedOut
    score: float = Field(description="From 0 to 1, where every word is met.")


class CarriedOut(Schema):
    """An initiative with how it stands today, in words."""

    initiative: GrownOut
    standing: str

    @staticmethod
    def resolve_standing(listed: Any) -> str:
        return str(listed.standing.words)


class WokenOut(Schema):
    """Something parked, an idea or an initiative, whose day to be looked at again has come."""

    idea: IdeaNamedOut | None
    initiative: GrownOut | None
    review_on: date

    @staticmethod
    def resolve_idea(thing: Any) -> Any:
        return None if hasattr(thing, "kind") else thing

    @staticmethod
    def resolve_initiative(thing: Any) -> Any:
        return thing if hasattr(thing, "kind") else None


class MineOut(Schema):
    """What is somebody's own, at most fifty of each; what waits for them comes first."""

    owed: list[WaitingOut] = Field(description="Ideas that the units they lead owe an answer.")
    gates: list[GrownOut] = Field(description="Prejekter past their time box.")
    overdue: list[MilestoneOut] = Field(description="Milestones whose day has passed.")
    woken: list[WokenOut]
    carried: list[CarriedOut] = Field(
        description="What they own, sponsor, take part in or follow, and has not ended."
    )
    had: list[IdeaNamedOut] = Field(description="Ideas they had or follow.")


class QueueFilter(Slice):
    """Which ideas are asked for."""

    unit_id: Id | None = Field(None, description="At this unit, with those that lie at none.")


class SimilarFilter(Slice):
    """What ideas are compared with."""

    q: Words = Field(min_length=1, description="The words of an idea, as it is being written.")


@router.get(
    "/{slug}/idea-queue",
    response=Page[WaitingOut],
    operation_id="initiatives_list_waiting_ideas",
    summary="Ideas that wait for their first answer",
)
def list_waiting_ideas(request: HttpRequest, slug: Slug, part: Query[QueueFilter]) -> Any:
    """Oldest first, at most 500. For those who work there; 404 for everyone else, 403 for guests."""
    here = colleague(request, slug, "initiatives.read_ideas")
    units = None
    if part.unit_id:
        unit = organisation.unit_by_id(here.municipality, part.unit_id)
        units = [unit] if unit else []
    return paged(request, queries.waiting(here.actor, units), part)


@router.get(
    "/{slug}/woken-ideas",
    response=Page[IdeaNamedOut],
    operation_id="initiatives_list_woken_ideas",
    summary="Parked ideas whose day has come",
)
def list_woken_ideas(request: HttpRequest, slug: Slug, part: Query[Slice]) -> Any:
    """Those that were to be looked at first come first. For those who work there; 404 for everyone else, 403 for
    guests."""
    here = colleague(request, slug, "initiatives.read_ideas")
    return paged(request, queries.woken(here.actor), part)


@router.get(
    "/{slug}/answer-times",
    response=Page[AnswerTimeOut],
    operation_id="initiatives_list_answer_times",
    summary="How fast each centre answers ideas",
)
def list_answer_times(request: HttpRequest, slug: Slug, part: Query[Slice]) -> Any:
    """Where most wait comes first. For those who work there; 404 for everyone else, 403 for guests."""
    here = colleague(request, slug, "initiatives.read_ideas")
    told = [
        {
            "unit_id": one.unit.id if one.unit else None,
            "waiting": one.waiting,
            "oldest_days": one.oldest_days,
            "answered": one.answered,
            "median_days": one.median_days,
            "within_percent": one.within_percent,
        }
        for one in queries.answer_times(here.actor)
    ]
    return paged(request, told, part)


@router.get(
    "/{slug}/similar-ideas",
    response=Page[SimilarOut],
    operation_id="initiatives_list_similar_ideas",
    summary="Ideas like the one being written",
)
def list_similar_ideas(request: HttpRequest, slug: Slug, part: Query[SimilarFilter]) -> Any:
    """The five that resemble the words most, also when they say it otherwise. For those who work there; guests
    find none, and everyone else 404."""
    actor = visit(request, slug).actor
    found(actor.roles or None)
    close = {one.idea_id: one.score for one in similar_ideas(actor, part.q)}
    ideas = queries.ideas_in_order(actor, list(close))
    told = [{"idea": one, "score": close[one.id]} for one in ideas]
    return paged(request, told, part)


@router.get(
    "/{slug}/mine",
    response=MineOut,
    operation_id="initiatives_read_mine",
    summary="What is the token's person's own",
)
def read_mine(request: HttpRequest, slug: Slug) -> Any:
    """What waits for them, what they carry, and what they had. 404 for who has no role there."""
    here = visit(request, slug)
    found(here.actor.roles or None)
    person: Any = here.actor.person
    return mine(here.municipality, here.actor, person)
