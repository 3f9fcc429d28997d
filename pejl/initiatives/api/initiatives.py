"""Proposing and editing initiatives; and the room's smaller groups of operations, put together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.initiatives import actions
from pejl.initiatives.api import catalogue, files, following, mine, people
from pejl.initiatives.api.naming import require_own, told_by_id, with_things
from pejl.initiatives.api.reading import router, whole_initiative
from pejl.initiatives.api.schemas import InitiativeEdits, NewInitiative, WholeInitiativeOut
from pejl.initiatives.queries import by_id
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug

for _group in (catalogue, files, following, mine, people):
    router.add_router("", _group.router)


@router.post(
    "/{slug}/initiatives",
    auth=WRITING,
    response={201: WholeInitiativeOut},
    operation_id="initiatives_propose_initiative",
    summary="Propose a prejekt, a project or something to be done",
)
def propose_initiative(request: HttpRequest, slug: Slug, new: NewInitiative) -> Any:
    """For the strategy office, the executive group, initiative leads and the leader of its centre. A prejekt has a
    question and a sponsor in the executive group."""
    here = writing_visit(request, slug)
    fields = new.fields()
    require_own(new.kind, fields)
    with told_by_id():
        initiative = actions.propose_initiative(
            by=here.actor, municipality=here.municipality, **with_things(here, fields)
        )
    return Status(201, whole_initiative(here, initiative.id))


@router.patch(
    "/{slug}/initiatives/{initiative_id}",
    auth=WRITING,
    response=WholeInitiativeOut,
    operation_id="initiatives_edit_initiative",
    summary="Change what an initiative says, who carries it and what it serves",
)
def edit_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, edits: InitiativeEdits, if_match: IfMatch
) -> Any:
    """For its owner, its sponsor, the leader of its centre, the strategy office and the executive group. Fields
    that are left out stay as they are."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    fields = edits.fields()
    require_own(initiative.kind, fields)
    with told_by_id():
        actions.edit_initiative(
            by=here.actor,
            initiative=initiative,
            version=version_in(if_match),
            **_with_aims_left_out(initiative, with_things(here, fields)),
        )
    return whole_initiative(here, initiative_id)


def _with_aims_left_out(initiative: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Aims are set together: whoever names only the one kind means that the other stays."""
    if "focus_areas" in fields and "objectives" not in fields:
        fields["objectives"] = list(initiative.objectives.select_related("focus_area"))
    if "objectives" in fields and "focus_areas" not in fields:
        fields["focus_areas"] = list(initiative.focus_areas.all())
    return fields
