"""Beginning, editing, adopting and closing a strategy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.organisation.api.door import (
    WRITING,
    IfMatch,
    Visit,
    found,
    version_in,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Slug, Submission
from pejl.strategy import actions
from pejl.strategy.api.reading import router
from pejl.strategy.api.schemas import (
    Adoption,
    NewStrategy,
    StrategyEdits,
    StrategyOut,
)
from pejl.strategy.queries import by_id
from pejl.strategy.refusals import PartIsElsewhere


def _fields(here: Visit, submission: Submission) -> dict[str, Any]:
    """The action's arguments, with the strategy that this one continues in place of its id."""
    fields = submission.fields()
    if "predecessor_id" in fields:
        predecessor_id = fields.pop("predecessor_id")
        fields["predecessor"] = predecessor_id and by_id.strategy(here.actor, predecessor_id)
        if predecessor_id and fields["predecessor"] is None:
            raise PartIsElsewhere(field="predecessor_id")
    return fields


@router.post(
    "/{slug}/strategies",
    auth=WRITING,
    response={201: StrategyOut},
    operation_id="strategy_create_strategy",
    summary="Begin a strategy",
)
def create_strategy(request: HttpRequest, slug: Slug, new: NewStrategy) -> Any:
    """For the strategy office and the executive group. It begins as a draft."""
    here = writing_visit(request, slug)
    strategy = actions.create_strategy(
        by=here.actor, municipality=here.municipality, **_fields(here, new)
    )
    return Status(201, strategy)


@router.patch(
    "/{slug}/strategies/{strategy_id}",
    auth=WRITING,
    response=StrategyOut,
    operation_id="strategy_edit_strategy",
    summary="Change a strategy's texts and dates",
)
def edit_strategy(
    request: HttpRequest, slug: Slug, strategy_id: Id, edits: StrategyEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. After adoption the change leaves a visible trace."""
    here = writing_visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    actions.edit_strategy(
        by=here.actor, strategy=strategy, version=version_in(if_match), **_fields(here, edits)
    )
    return strategy


@router.post(
    "/{slug}/strategies/{strategy_id}/adopt",
    auth=WRITING,
    response=StrategyOut,
    operation_id="strategy_adopt_strategy",
    summary="Adopt a strategy",
)
def adopt_strategy(
    request: HttpRequest, slug: Slug, strategy_id: Id, adoption: Adoption, if_match: IfMatch
) -> Any:
    """For the executive group. From now on everyone can read it, and every change of its text shows."""
    here = writing_visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    actions.adopt_strategy(
        by=here.actor,
        strategy=strategy,
        version=version_in(if_match),
        adopted_on=adoption.adopted_on,
    )
    return strategy


@router.post(
    "/{slug}/strategies/{strategy_id}/close",
    auth=WRITING,
    response=StrategyOut,
    operation_id="strategy_close_strategy",
    summary="Close a strategy",
)
def close_strategy(request: HttpRequest, slug: Slug, strategy_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office and the executive group. It stays readable and is no longer changed."""
    here = writing_visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    actions.close_strategy(by=here.actor, strategy=strategy, version=version_in(if_match))
    return strategy
