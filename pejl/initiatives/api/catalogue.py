"""Editions of the catalogue, what could be selected into a strategy, and the flow from ideas to operation."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.initiatives.actions.catalogue import issue_edition as issue
from pejl.initiatives.api.catalogue_schemas import (
    CandidatesOut,
    CatalogueEntryOut,
    EditionFilter,
    EditionOut,
    FlowOut,
    NewEdition,
    WholeEditionOut,
)
from pejl.initiatives.api.reading import colleague
from pejl.initiatives.queries import editions as kept
from pejl.initiatives.queries import flow, numbers
from pejl.initiatives.queries.selection import selection_page
from pejl.organisation.api.door import READING, WRITING, Visit, found, visit, writing_visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged
from pejl.organisation.rules import require
from pejl.strategy import queries as strategy_room
from pejl.strategy.queries import by_id as strategies

router = Router(auth=READING)


def _whole(edition: Any) -> Any:
    """The edition with what stands on its cover."""
    edition.municipality_name = edition.content["municipality"]
    edition.counts = edition.content["counts"]
    return edition


@router.get(
    "/{slug}/editions",
    response=Page[EditionOut],
    operation_id="initiatives_list_editions",
    summary="The editions of the catalogue",
)
def list_editions(request: HttpRequest, slug: Slug, part: Query[EditionFilter]) -> Any:
    """Newest first. Everyone is told of what is public; those who work there of all."""
    editions = kept.editions(visit(request, slug).actor)
    if part.strategy_id:
        editions = editions.filter(strategy_id=part.strategy_id)
    return paged(request, editions, part)


@router.post(
    "/{slug}/editions",
    auth=WRITING,
    response={201: WholeEditionOut},
    operation_id="initiatives_issue_edition",
    summary="Issue an edition of the catalogue",
)
def issue_edition(request: HttpRequest, slug: Slug, new: NewEdition) -> Any:
    """Freezes what is selected into the strategy in force as it reads now; 404 while there is no strategy. For
    the strategy office and the executive group."""
    here = writing_visit(request, slug)
    require(here.actor, "initiatives.issue_catalogue")
    strategy = found(strategy_room.in_force(strategy_room.strategies(here.actor)))
    return Status(201, _whole(issue(by=here.actor, strategy=strategy, **new.fields())))


@router.get(
    "/{slug}/editions/{edition_id}",
    response=WholeEditionOut,
    operation_id="initiatives_read_edition",
    summary="An edition of the catalogue",
)
def read_edition(request: HttpRequest, slug: Slug, edition_id: Id) -> Any:
    """Everyone reads one that is public; those who work there every one."""
    return _whole(found(kept.edition(visit(request, slug).actor, edition_id)))


@router.get(
    "/{slug}/editions/{edition_id}/entries",
    response=Page[CatalogueEntryOut],
    operation_id="initiatives_list_entries",
    summary="What stands in an edition",
)
def list_entries(request: HttpRequest, slug: Slug, edition_id: Id, part: Query[Slice]) -> Any:
    """As it read on its day, by focus area and centre. What is internal is empty in a public edition."""
    edition = found(kept.edition(visit(request, slug).actor, edition_id))
    return paged(request, kept.entries_of(edition.content), part)


@router.get(
    "/{slug}/strategies/{strategy_id}/candidates",
    response=CandidatesOut,
    operation_id="initiatives_read_candidates",
    summary="What could be selected into a strategy, and what it asks of the centres",
)
def read_candidates(request: HttpRequest, slug: Slug, strategy_id: Id) -> Any:
    """All that lives and is in no other strategy, and what is selected already. For those who work there; 404 for
    all others, 403 for guests."""
    here = colleague(request, slug, "initiatives.read_internal")
    strategy = found(strategies.strategy(here.actor, strategy_id))
    page, ids = selection_page(here.actor, strategy), numbers.initiative_ids(here.actor)
    candidates = [
        {
            "initiative_id": ids[one.entry.number],
            "entry": one.entry,
            "hours": one.hours,
            "amount": one.amount,
            "is_selected": one.is_selected,
            "choice": one.choice,
        }
        for _heading, those in page.groups
        for one in those
    ]
    return {
        "focus_areas": page.focus_areas,
        "candidates": candidates,
        "rows": page.rows,
        "total": page.total,
    }


@router.get(
    "/{slug}/flow",
    response=FlowOut,
    operation_id="initiatives_read_flow",
    summary="The way from ideas to operation in numbers",
)
def read_flow(request: HttpRequest, slug: Slug) -> Any:
    """How many came how far and what left the way, focus areas by centres, what is parked, and how much of what
    prejekter did not know is answered. For those who work there; 404 for everyone else, 403 for guests."""
    here = colleague(request, slug, "initiatives.read_internal")
    ids = numbers.initiative_ids(here.actor)
    shares = flow.unknowns(here.actor)
    return {
        "funnel": flow.funnel(here.actor),
        "matrix": flow.matrix(here.actor),
        "parked": _parked(here, ids),
        "unknowns": [
            {"initiative_id": ids[one.number], "percent": one.percent, **asdict(one)}
            for one in shares.each
        ],
        "all_unknowns": shares.total,
    }


def _parked(here: Visit, ids: dict[int, Any]) -> list[dict[str, Any]]:
    """What is parked, by the ids that programs keep."""
    parked = flow.parked(here.actor)
    ideas = numbers.idea_ids(here.actor, [one.number for one in parked if one.is_idea])
    return [
        {
            **asdict(one),
            "idea_id": ideas[one.number] if one.is_idea else None,
            "initiative_id": None if one.is_idea else ids[one.number],
        }
        for one in parked
    ]
