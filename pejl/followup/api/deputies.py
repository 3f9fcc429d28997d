"""Who reports in whose place, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.followup.actions import rounds as actions
from pejl.followup.api.naming import colleague, told_by_id, with_things
from pejl.followup.api.schemas import DeputyOut
from pejl.followup.api.submissions import DeputyEdits, NewDeputy
from pejl.followup.queries import rounds as queries
from pejl.organisation.api.door import READING, WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged
from pejl.organisation.rules import may, require

router = Router(auth=READING)


@router.get(
    "/{slug}/deputies",
    response=Page[DeputyOut],
    operation_id="followup_list_deputies",
    summary="Who stands in for whom",
)
def list_deputies(request: HttpRequest, slug: Slug, part: Query[Slice]) -> Any:
    """For the strategy office all, for others their own. For those who work there."""
    here = colleague(request, slug)
    sees_all = may(here.actor, "followup.appoint_any_deputy", here.municipality)
    person = None if sees_all else here.actor.person
    return paged(request, queries.deputies(here.actor, person), part)


@router.post(
    "/{slug}/deputies",
    auth=WRITING,
    response={201: DeputyOut},
    operation_id="followup_appoint_deputy",
    summary="Name somebody who reports in one's place",
)
def appoint_deputy(request: HttpRequest, slug: Slug, new: NewDeputy) -> Any:
    """For oneself; for others, the strategy office."""
    here = writing_visit(request, slug)
    require(here.actor, "followup.appoint_deputy")
    with told_by_id():
        made = actions.appoint_deputy(
            by=here.actor, municipality=here.municipality, **with_things(here, new.fields())
        )
    return Status(201, made)


@router.patch(
    "/{slug}/deputies/{deputy_id}",
    auth=WRITING,
    response=DeputyOut,
    operation_id="followup_end_deputy",
    summary="Say until when somebody stands in",
)
def end_deputy(
    request: HttpRequest, slug: Slug, deputy_id: Id, edits: DeputyEdits, if_match: IfMatch
) -> Any:
    """For the one who is away, and the strategy office."""
    here = writing_visit(request, slug)
    deputy = found(queries.deputy_by_id(here.actor, deputy_id))
    actions.end_deputy(by=here.actor, deputy=deputy, version=version_in(if_match), **edits.fields())
    return deputy
