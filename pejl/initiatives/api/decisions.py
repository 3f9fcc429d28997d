"""Deciding: a prejekt's gates, selection into a strategy, and from which state to which an initiative goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.initiatives import actions
from pejl.initiatives.actions import projects
from pejl.initiatives.actions.catalogue import select_initiative as select
from pejl.initiatives.api.naming import told_by_id, with_things
from pejl.initiatives.api.reading import router, whole_initiative
from pejl.initiatives.api.schemas import (
    Finish,
    NewGate,
    NewSelection,
    Park,
    Start,
    Stop,
    Wake,
    WholeInitiativeOut,
)
from pejl.initiatives.queries import by_id
from pejl.initiatives.refusals import InitiativeIsElsewhere
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug, Submission
from pejl.strategy.queries import by_id as strategy_room


@router.post(
    "/{slug}/initiatives/{initiative_id}/gates",
    auth=WRITING,
    response={201: WholeInitiativeOut},
    operation_id="initiatives_decide_gate",
    summary="Decide at a prejekt's gate",
)
def decide_gate(
    request: HttpRequest, slug: Slug, initiative_id: Id, new: NewGate, if_match: IfMatch
) -> Any:
    """For the executive group and the leader of its centre. A decision stands: of two who decide at once the
    second is told so. Tells the prejekt as it stands now; what grew from it is named by the last gate."""
    here = writing_visit(request, slug)
    prejekt = found(by_id.initiative(here.actor, initiative_id))
    with told_by_id():
        actions.decide_gate(
            by=here.actor,
            initiative=prejekt,
            version=version_in(if_match),
            **with_things(here, new.fields()),
        )
    return Status(201, whole_initiative(here, initiative_id))


@router.post(
    "/{slug}/initiatives/{initiative_id}/selections",
    auth=WRITING,
    response={201: WholeInitiativeOut},
    operation_id="initiatives_select_initiative",
    summary="Take an initiative into a strategy, or leave it out",
)
def select_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, new: NewSelection, if_match: IfMatch
) -> Any:
    """For the executive group, with the reason. Tells the initiative as it stands now."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    fields = new.fields()
    strategy = strategy_room.strategy(here.actor, fields.pop("strategy_id"))
    if strategy is None:
        raise InitiativeIsElsewhere(field="strategy_id")
    with told_by_id():
        select(
            by=here.actor,
            initiative=initiative,
            strategy=strategy,
            version=version_in(if_match),
            after=fields.pop("after_id", None),
            **fields,
        )
    return Status(201, whole_initiative(here, initiative_id))


def _move(
    request: HttpRequest,
    slug: str,
    initiative_id: Any,
    if_match: str | None,
    action: Callable[..., Any],
    how: Submission,
) -> Any:
    """Let the action take the initiative where it goes, and tell it as it stands then."""
    here = writing_visit(request, slug)
    initiative = found(by_id.initiative(here.actor, initiative_id))
    with told_by_id():
        action(by=here.actor, initiative=initiative, version=version_in(if_match), **how.fields())
    return whole_initiative(here, initiative_id)


@router.post(
    "/{slug}/initiatives/{initiative_id}/wake",
    auth=WRITING,
    response=WholeInitiativeOut,
    operation_id="initiatives_wake_prejekt",
    summary="Take up a parked prejekt again",
)
def wake_prejekt(
    request: HttpRequest, slug: Slug, initiative_id: Id, how: Wake, if_match: IfMatch
) -> Any:
    """For the executive group and the leader of its centre. It goes on where it was."""
    return _move(request, slug, initiative_id, if_match, actions.wake_prejekt, how)


@router.post(
    "/{slug}/initiatives/{initiative_id}/start",
    auth=WRITING,
    response=WholeInitiativeOut,
    operation_id="initiatives_start_initiative",
    summary="Begin a project, or take up one that was parked",
)
def start_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, how: Start, if_match: IfMatch
) -> Any:
    """For who may edit it. Somebody must own it. A prejekt starts at its gate."""
    return _move(request, slug, initiative_id, if_match, projects.start_initiative, how)


@router.post(
    "/{slug}/initiatives/{initiative_id}/finish",
    auth=WRITING,
    response=WholeInitiativeOut,
    operation_id="initiatives_finish_initiative",
    summary="Set in operation what was made",
)
def finish_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, how: Finish, if_match: IfMatch
) -> Any:
    """For who may edit it. From then on it is read and no longer changed."""
    return _move(request, slug, initiative_id, if_match, projects.finish_initiative, how)


@router.post(
    "/{slug}/initiatives/{initiative_id}/park",
    auth=WRITING,
    response=WholeInitiativeOut,
    operation_id="initiatives_park_initiative",
    summary="Let a project rest until a day",
)
def park_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, how: Park, if_match: IfMatch
) -> Any:
    """For who may edit it. A prejekt is parked at its gate."""
    return _move(request, slug, initiative_id, if_match, projects.park_initiative, how)


@router.post(
    "/{slug}/initiatives/{initiative_id}/stop",
    auth=WRITING,
    response=WholeInitiativeOut,
    operation_id="initiatives_stop_initiative",
    summary="Stop a project, with what was learned",
)
def stop_initiative(
    request: HttpRequest, slug: Slug, initiative_id: Id, how: Stop, if_match: IfMatch
) -> Any:
    """For who may edit it. A prejekt is stopped at its gate."""
    return _move(request, slug, initiative_id, if_match, projects.stop_initiative, how)
