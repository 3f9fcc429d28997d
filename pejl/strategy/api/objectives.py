"""Adding, editing, moving and removing objectives."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug
from pejl.strategy import actions
from pejl.strategy.api.reading import router
from pejl.strategy.api.responsible import fields_with_responsible
from pejl.strategy.api.schemas import Move, NewObjective, ObjectiveEdits, ObjectiveOut
from pejl.strategy.queries import by_id


@router.post(
    "/{slug}/focus-areas/{area_id}/objectives",
    auth=WRITING,
    response={201: ObjectiveOut},
    operation_id="strategy_add_objective",
    summary="Add an objective",
)
def add_objective(request: HttpRequest, slug: Slug, area_id: Id, new: NewObjective) -> Any:
    """For the strategy office and the executive group. It comes after those the focus area has."""
    here = writing_visit(request, slug)
    area = found(by_id.focus_area(here.actor, area_id))
    objective = actions.add_objective(
        by=here.actor, focus_area=area, **fields_with_responsible(here, new)
    )
    return Status(201, objective)


@router.patch(
    "/{slug}/objectives/{objective_id}",
    auth=WRITING,
    response=ObjectiveOut,
    operation_id="strategy_edit_objective",
    summary="Change an objective",
)
def edit_objective(
    request: HttpRequest, slug: Slug, objective_id: Id, edits: ObjectiveEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. After adoption the change leaves a visible trace."""
    here = writing_visit(request, slug)
    objective = found(by_id.objective(here.actor, objective_id))
    actions.edit_objective(
        by=here.actor,
        objective=objective,
        version=version_in(if_match),
        **fields_with_responsible(here, edits),
    )
    return objective


@router.post(
    "/{slug}/objectives/{objective_id}/move",
    auth=WRITING,
    response=ObjectiveOut,
    operation_id="strategy_move_objective",
    summary="Move an objective up or down",
)
def move_objective(request: HttpRequest, slug: Slug, objective_id: Id, move: Move) -> Any:
    """For the strategy office and the executive group, in a draft."""
    here = writing_visit(request, slug)
    objective = found(by_id.objective(here.actor, objective_id))
    actions.move_part(by=here.actor, part=objective, steps=move.steps)
    return found(by_id.objective(here.actor, objective_id))


@router.delete(
    "/{slug}/objectives/{objective_id}",
    auth=WRITING,
    response={204: None},
    operation_id="strategy_remove_objective",
    summary="Remove an objective",
)
def remove_objective(request: HttpRequest, slug: Slug, objective_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office and the executive group, in a draft. Those after it move up one number."""
    here = writing_visit(request, slug)
    objective = found(by_id.objective(here.actor, objective_id))
    actions.remove_part(by=here.actor, part=objective, version=version_in(if_match))
    return Status(204, None)
