"""Searching, for machines: the page's own query."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pejl.organisation.api.door import READING, visit
from pejl.organisation.api.wire import Page, Slice, Slug, Words, paged
from pejl.overview import queries

router = Router(auth=READING)


class SearchFilter(Slice):
    """What is searched for."""

    q: Words = Field(description="Any words, as they come to mind.")


class HitOut(Schema):
    """Something that was found, and where it stands."""

    subject: str = Field(description="The kind of thing, such as “strategy.objective”.")
    id: str = Field(description="The id under which the API knows it.")
    title: str
    excerpt: str
    url: str = Field(description="The address of its page.")


@router.get(
    "/{slug}/search",
    response=Page[HitOut],
    operation_id="overview_search_municipality",
    summary="Search in a municipality",
)
def search_municipality(request: HttpRequest, slug: Slug, part: Query[SearchFilter]) -> Any:
    """Best first, over everything that the reader may see: the inflections of Danish, and slips of the pen."""
    here = visit(request, slug)
    result = queries.found_pages(here.municipality, here.actor, part.q)
    hits = [
        {
            "subject": located.hit.subject_label,
            "id": located.hit.key,
            "title": located.hit.title,
            "excerpt": "".join(piece.text for piece in located.hit.excerpt),
            "url": located.url,
        }
        for located in queries.located(here.municipality, result)
    ]
    return paged(request, hits, part)
