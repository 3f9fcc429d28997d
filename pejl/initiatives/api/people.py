"""Who can run an innovation process and be asked, and how broadly people take part."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.initiatives.actions import facilitators as actions
from pejl.initiatives.api.naming import told_by_id, with_things
from pejl.initiatives.api.people_schemas import (
    FacilitatorFilter,
    FacilitatorOut,
    FacilitatorQuestion,
    Offer,
    OfferOut,
    ParticipationFilter,
    ParticipationOut,
)
from pejl.initiatives.api.reading import colleague
from pejl.initiatives.queries import breadth
from pejl.organisation.api.door import (
    READING,
    WRITING,
    IfMatch,
    Visit,
    found,
    version_in,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Page, Slug, paged
from pejl.organisation.rules import require

router = Router(auth=READING)

NOTHING_WRITTEN = {"consents": False, "version": 0}


def _shown(here: Visit, words: str = "") -> list[Any]:
    """Those who agree to be shown, each with what they have ``led``."""
    shown = []
    for one in breadth.facilitators(here.actor, words):
        facilitator: Any = one.facilitator
        facilitator.led = one.led
        shown.append(facilitator)
    return shown


def _facilitator(here: Visit, facilitator_id: UUID) -> Any:
    return found(next((one for one in _shown(here) if one.id == facilitator_id), None))


@router.get(
    "/{slug}/facilitators",
    response=Page[FacilitatorOut],
    operation_id="initiatives_list_facilitators",
    summary="Who can run an innovation process",
)
def list_facilitators(request: HttpRequest, slug: Slug, part: Query[FacilitatorFilter]) -> Any:
    """Those who agree to be shown. For those who work there; 404 for everyone else, 403 for guests."""
    here = colleague(request, slug, "initiatives.see_facilitators")
    return paged(request, _shown(here, part.q), part)


@router.get(
    "/{slug}/facilitators/me",
    auth=WRITING,
    response=OfferOut,
    operation_id="initiatives_read_offer",
    summary="What the token's person offers as a facilitator",
)
def read_offer(request: HttpRequest, slug: Slug) -> Any:
    """Shown to them alone until they agree to be shown. Version 0 when nothing is written. For those who work
    there."""
    here = writing_visit(request, slug)
    require(here.actor, "initiatives.see_facilitators")
    return breadth.own_offer(here.actor) or NOTHING_WRITTEN


@router.put(
    "/{slug}/facilitators/me",
    auth=WRITING,
    response=OfferOut,
    operation_id="initiatives_write_offer",
    summary="Offer to facilitate, or change the offer",
)
def write_offer(request: HttpRequest, slug: Slug, offer: Offer, if_match: IfMatch) -> Any:
    """For those who work there. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    with told_by_id():
        return actions.offer_to_facilitate(
            by=here.actor,
            municipality=here.municipality,
            version=version_in(if_match),
            **with_things(here, offer.fields()),
        )


@router.delete(
    "/{slug}/facilitators/me",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_withdraw_offer",
    summary="Take back one's offer to facilitate",
)
def withdraw_offer(request: HttpRequest, slug: Slug) -> Any:
    """For those who work there. Withdrawing twice changes nothing, so there is no version to name."""
    here = writing_visit(request, slug)
    actions.withdraw_offer(by=here.actor, municipality=here.municipality)
    return Status(204, None)


@router.get(
    "/{slug}/facilitators/{facilitator_id}",
    response=FacilitatorOut,
    operation_id="initiatives_read_facilitator",
    summary="Somebody who can run an innovation process",
)
def read_facilitator(request: HttpRequest, slug: Slug, facilitator_id: Id) -> Any:
    """While they agree to be shown. For those who work there; 404 for everyone else, 403 for guests."""
    here = colleague(request, slug, "initiatives.see_facilitators")
    return _facilitator(here, facilitator_id)


@router.post(
    "/{slug}/facilitators/{facilitator_id}/questions",
    auth=WRITING,
    response={204: None},
    operation_id="initiatives_ask_facilitator",
    summary="Ask somebody to run an innovation process",
)
def ask_facilitator(
    request: HttpRequest, slug: Slug, facilitator_id: Id, question: FacilitatorQuestion
) -> Any:
    """For those who work there. Pejl writes them a letter, which they answer by e-mail."""
    here = writing_visit(request, slug)
    require(here.actor, "initiatives.see_facilitators")
    facilitator = _facilitator(here, facilitator_id)
    actions.ask_facilitator(by=here.actor, facilitator=facilitator, **question.fields())
    return Status(204, None)


@router.get(
    "/{slug}/participation",
    response=ParticipationOut,
    operation_id="initiatives_read_participation",
    summary="How broadly people take part",
)
def read_participation(request: HttpRequest, slug: Slug, asked: Query[ParticipationFilter]) -> Any:
    """In counts that name nobody and hide small numbers. For those who work there; 404 for everyone else, 403 for
    guests."""
    here = colleague(request, slug, "initiatives.read_internal")
    return breadth.breadth(here.municipality, asked.year)
