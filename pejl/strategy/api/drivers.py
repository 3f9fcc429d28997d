"""Adding, editing, moving and removing drivers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug
from pejl.strategy import actions
from pejl.strategy.api.reading import router
from pejl.strategy.api.schemas import DriverEdits, DriverOut, Move, NewDriver
from pejl.strategy.queries import by_id


@router.post(
    "/{slug}/strategies/{strategy_id}/drivers",
    auth=WRITING,
    response={201: DriverOut},
    operation_id="strategy_add_driver",
    summary="Add a driver",
)
def add_driver(request: HttpRequest, slug: Slug, strategy_id: Id, new: NewDriver) -> Any:
    """For the strategy office and the executive group. It comes after those there are."""
    here = writing_visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    return Status(201, actions.add_driver(by=here.actor, strategy=strategy, **new.fields()))


@router.patch(
    "/{slug}/drivers/{driver_id}",
    auth=WRITING,
    response=DriverOut,
    operation_id="strategy_edit_driver",
    summary="Change a driver",
)
def edit_driver(
    request: HttpRequest, slug: Slug, driver_id: Id, edits: DriverEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    driver = found(by_id.driver(here.actor, driver_id))
    actions.edit_driver(
        by=here.actor, driver=driver, version=version_in(if_match), **edits.fields()
    )
    return driver


@router.post(
    "/{slug}/drivers/{driver_id}/move",
    auth=WRITING,
    response=DriverOut,
    operation_id="strategy_move_driver",
    summary="Move a driver up or down",
)
def move_driver(request: HttpRequest, slug: Slug, driver_id: Id, move: Move) -> Any:
    """For the strategy office and the executive group, in a draft."""
    here = writing_visit(request, slug)
    driver = found(by_id.driver(here.actor, driver_id))
    actions.move_part(by=here.actor, part=driver, steps=move.steps)
    return found(by_id.driver(here.actor, driver_id))


@router.delete(
    "/{slug}/drivers/{driver_id}",
    auth=WRITING,
    response={204: None},
    operation_id="strategy_remove_driver",
    summary="Remove a driver",
)
def remove_driver(request: HttpRequest, slug: Slug, driver_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office and the executive group, in a draft. Those after it move up one number."""
    here = writing_visit(request, slug)
    driver = found(by_id.driver(here.actor, driver_id))
    actions.remove_part(by=here.actor, part=driver, version=version_in(if_match))
    return Status(204, None)
