"""A centre's own strategy: begin it, write it, contribute per focus area, adopt it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Status

from pejl.history.refusals import RemovedMeanwhile
from pejl.organisation.api.door import (
    WRITING,
    IfMatch,
    Visit,
    found,
    unit_named,
    version_in,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Slug
from pejl.strategy import actions
from pejl.strategy.api.reading import router
from pejl.strategy.api.schemas import (
    CentreStrategyEdits,
    CentreStrategyOut,
    ContributionOut,
    ContributionText,
    NewCentreStrategy,
)
from pejl.strategy.queries import by_id

NOTHING_WRITTEN = 0

IfNoneMatch = Annotated[
    str | None,
    Header(
        None,
        alias="If-None-Match",
        max_length=200,
        description="`*` says that nothing was written when it was read; then no If-Match is needed.",
    ),
]


@router.post(
    "/{slug}/strategies/{strategy_id}/centre-strategies",
    auth=WRITING,
    response={201: CentreStrategyOut},
    operation_id="strategy_begin_centre_strategy",
    summary="Begin a centre's strategy",
)
def begin_centre_strategy(
    request: HttpRequest, slug: Slug, strategy_id: Id, new: NewCentreStrategy
) -> Any:
    """For the unit's leader and the strategy office. Beginning twice gives the one that is there."""
    here = writing_visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    fields = new.fields()
    unit = unit_named(here, fields.pop("unit_id"))
    begun = actions.begin_centre_strategy(by=here.actor, strategy=strategy, unit=unit, **fields)
    return Status(201, begun)


@router.patch(
    "/{slug}/centre-strategies/{centre_strategy_id}",
    auth=WRITING,
    response=CentreStrategyOut,
    operation_id="strategy_edit_centre_strategy",
    summary="Change a centre strategy's introduction",
)
def edit_centre_strategy(
    request: HttpRequest,
    slug: Slug,
    centre_strategy_id: Id,
    edits: CentreStrategyEdits,
    if_match: IfMatch,
) -> Any:
    """For the unit's leader and the strategy office."""
    here = writing_visit(request, slug)
    centre_strategy = found(by_id.centre_strategy(here.actor, centre_strategy_id))
    actions.edit_centre_strategy(
        by=here.actor,
        centre_strategy=centre_strategy,
        version=version_in(if_match),
        **edits.fields(),
    )
    return centre_strategy


@router.post(
    "/{slug}/centre-strategies/{centre_strategy_id}/adopt",
    auth=WRITING,
    response=CentreStrategyOut,
    operation_id="strategy_adopt_centre_strategy",
    summary="Adopt a centre strategy",
)
def adopt_centre_strategy(
    request: HttpRequest, slug: Slug, centre_strategy_id: Id, if_match: IfMatch
) -> Any:
    """For the unit's leader. From now on everyone can read it."""
    here = writing_visit(request, slug)
    centre_strategy = found(by_id.centre_strategy(here.actor, centre_strategy_id))
    actions.adopt_centre_strategy(
        by=here.actor, centre_strategy=centre_strategy, version=version_in(if_match)
    )
    return centre_strategy


@router.put(
    "/{slug}/centre-strategies/{centre_strategy_id}/contributions/{area_id}",
    auth=WRITING,
    response=ContributionOut,
    operation_id="strategy_write_contribution",
    summary="Write what a centre does for a focus area",
)
def write_contribution(
    request: HttpRequest,
    slug: Slug,
    centre_strategy_id: Id,
    area_id: Id,
    contribution: ContributionText,
    if_match: IfMatch,
    if_none_match: IfNoneMatch,
) -> Any:
    """For the unit's leader and the strategy office. `If-None-Match: *` for the first time, then `If-Match`."""
    here = writing_visit(request, slug)
    whole = found(by_id.centre_strategy(here.actor, centre_strategy_id))
    version = NOTHING_WRITTEN
    if (if_none_match or "").strip() != "*":
        version = version_in(if_match)
        _require_written(whole, area_id)
    return actions.write_contribution(
        by=here.actor,
        centre_strategy=whole,
        focus_area=_area(here, area_id),
        version=version,
        **contribution.fields(),
    )


def _area(here: Visit, area_id: Any) -> Any:
    return found(by_id.focus_area(here.actor, area_id))


def _require_written(whole: Any, area_id: Any) -> None:
    """A version can only be named of what is there."""
    if not any(one.focus_area_id == area_id for one in whole.contributions.all()):
        raise RemovedMeanwhile()
