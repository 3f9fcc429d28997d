"""Following ideas and initiatives, what one follows, and how one hears of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from pejl.initiatives import actions
from pejl.initiatives.actions.letters import choose_news
from pejl.initiatives.api.idea_schemas import GrownOut, IdeaNamedOut
from pejl.initiatives.queries import by_id
from pejl.initiatives.queries.mine import news_choice
from pejl.initiatives.queries.subscriptions import subscriptions
from pejl.organisation.api.door import READING, WRITING, Visit, found, visit, writing_visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, Submission, paged

router = Router(auth=READING)

Wanted = Literal["at_once", "daily", "weekly", "none"]


class SubscriptionOut(Schema):
    """An idea or an initiative that the token's person follows, and since when."""

    idea: IdeaNamedOut | None
    initiative: GrownOut | None
    created_at: datetime


class Letters(Submission):
    """How somebody wants to hear of what they follow; at once, until they choose."""

    wanted: Wanted = Field(description="Each by itself, gathered once a day or week, or none.")


@router.post(
    "/{slug}/ideas/{idea_id}/followers/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_follow_idea",
    summary="Follow an idea",
)
def follow_idea(request: HttpRequest, slug: Slug, idea_id: Id) -> Any:
    """To hear what becomes of it. Following twice changes nothing."""
    here = writing_visit(request, slug)
    actions.follow(by=here.actor, idea=found(by_id.idea(here.actor, idea_id)))
    return Status(204, None)


@router.delete(
    "/{slug}/ideas/{idea_id}/followers/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_unfollow_idea",
    summary="Follow an idea no more",
)
def unfollow_idea(request: HttpRequest, slug: Slug, idea_id: Id) -> Any:
    """Doing it twice changes nothing, so there is no version to name."""
    here = writing_visit(request, slug)
    actions.unfollow(by=here.actor, idea=found(by_id.idea(here.actor, idea_id)))
    return Status(204, None)


@router.post(
    "/{slug}/initiatives/{initiative_id}/followers/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_follow_initiative",
    summary="Follow an initiative",
)
def follow_initiative(request: HttpRequest, slug: Slug, initiative_id: Id) -> Any:
    """To hear what becomes of it. For those who work there. Following twice changes nothing."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    actions.follow(by=here.actor, initiative=initiative)
    return Status(204, None)


@router.delete(
    "/{slug}/initiatives/{initiative_id}/followers/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_unfollow_initiative",
    summary="Follow an initiative no more",
)
def unfollow_initiative(request: HttpRequest, slug: Slug, initiative_id: Id) -> Any:
    """Doing it twice changes nothing, so there is no version to name."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    actions.unfollow(by=here.actor, initiative=initiative)
    return Status(204, None)


@router.get(
    "/{slug}/subscriptions",
    response=Page[SubscriptionOut],
    operation_id="initiatives_list_subscriptions",
    summary="What the token's person follows",
)
def list_subscriptions(request: HttpRequest, slug: Slug, part: Query[Slice]) -> Any:
    """The latest first, as far as they may still read it. Whoever has a part in something follows it from the
    start. 404 for who has no role there."""
    here = visit(request, slug)
    found(here.actor.roles or None)
    return paged(request, subscriptions(here.actor), part)


def _letters(here: Visit) -> dict[str, Any]:
    person: Any = here.actor.person
    return {"wanted": news_choice(here.municipality, person)}


@router.get(
    "/{slug}/letters/me",
    auth=WRITING,
    response=Letters,
    operation_id="initiatives_read_letters",
    summary="How the token's person wants letters",
)
def read_letters(request: HttpRequest, slug: Slug) -> Any:
    """Letters about what one follows. For who works there, and for guests."""
    here = writing_visit(request, slug)
    found(here.actor.roles or None)
    return _letters(here)


@router.put(
    "/{slug}/letters/me",
    auth=WRITING,
    response=Letters,
    operation_id="initiatives_choose_letters",
    summary="Choose how often letters come",
)
def choose_letters(request: HttpRequest, slug: Slug, chosen: Letters) -> Any:
    """Whoever is named in a comment hears at once all the same, unless they want no letters."""
    here = writing_visit(request, slug)
    choose_news(by=here.actor, municipality=here.municipality, wanted=chosen.wanted)
    return _letters(here)
