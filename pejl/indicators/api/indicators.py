"""Making, editing, ending and removing indicators; letting Pejl count; and the room's operations put together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.indicators import actions
from pejl.indicators.api.naming import require_undecided, told_by_id, with_things
from pejl.indicators.api.reading import router, seen
from pejl.indicators.api.schemas import WholeIndicatorOut, WrittenOut
from pejl.indicators.api.submissions import EndOfIndicator, IndicatorEdits, NewIndicator
from pejl.indicators.jobs import count_first
from pejl.indicators.queries import by_id
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug


@router.post(
    "/{slug}/indicators",
    auth=WRITING,
    response={201: WholeIndicatorOut},
    operation_id="indicators_create_indicator",
    summary="Make an indicator",
)
def create_indicator(request: HttpRequest, slug: Slug, new: NewIndicator) -> Any:
    """For the strategy office, the executive group, initiative leads, and the leader of its centre. One that Pejl
    counts has its first figures at once."""
    here = writing_visit(request, slug)
    fields = new.fields()
    if new.source == "computed":
        require_undecided(fields)
    with told_by_id():
        indicator = actions.create_indicator(
            by=here.actor, municipality=here.municipality, **with_things(here, fields)
        )
        if indicator.is_computed and indicator.computed_at is None:
            count_first(indicator)
    return Status(201, by_id.whole_indicator(here.actor, indicator.pk))


@router.patch(
    "/{slug}/indicators/{indicator_id}",
    auth=WRITING,
    response=WholeIndicatorOut,
    operation_id="indicators_edit_indicator",
    summary="Change what an indicator says, who owns it and what it tells of",
)
def edit_indicator(
    request: HttpRequest, slug: Slug, indicator_id: Id, edits: IndicatorEdits, if_match: IfMatch
) -> Any:
    """For its owner, the leader of its centre, the strategy office and the executive group. Its values stay; what
    a measure decides is not edited."""
    here = writing_visit(request, slug)
    indicator = seen(here, indicator_id)
    fields = edits.fields()
    if indicator.is_computed:
        require_undecided(fields, "source")
    with told_by_id():
        actions.edit_indicator(
            by=here.actor,
            indicator=indicator,
            version=version_in(if_match),
            **with_things(here, fields),
        )
    return found(by_id.whole_indicator(here.actor, indicator_id))


@router.post(
    "/{slug}/indicators/{indicator_id}/end",
    auth=WRITING,
    response=WholeIndicatorOut,
    operation_id="indicators_end_indicator",
    summary="Take no more values",
)
def end_indicator(
    request: HttpRequest, slug: Slug, indicator_id: Id, end: EndOfIndicator, if_match: IfMatch
) -> Any:
    """For who may edit it. What is there stays readable."""
    here = writing_visit(request, slug)
    actions.end_indicator(
        by=here.actor,
        indicator=seen(here, indicator_id),
        version=version_in(if_match),
        **end.fields(),
    )
    return found(by_id.whole_indicator(here.actor, indicator_id))


@router.delete(
    "/{slug}/indicators/{indicator_id}",
    auth=WRITING,
    response={204: None},
    operation_id="indicators_remove_indicator",
    summary="Remove an indicator that never had a value",
)
def remove_indicator(request: HttpRequest, slug: Slug, indicator_id: Id, if_match: IfMatch) -> Any:
    """For who may edit it. One with values is ended instead: 409."""
    here = writing_visit(request, slug)
    actions.remove_indicator(
        by=here.actor, indicator=seen(here, indicator_id), version=version_in(if_match)
    )
    return Status(204, None)


@router.post(
    "/{slug}/indicators/{indicator_id}/compute",
    auth=WRITING,
    response=WrittenOut,
    operation_id="indicators_compute_indicator",
    summary="Let Pejl count now",
)
def compute_indicator(request: HttpRequest, slug: Slug, indicator_id: Id) -> Any:
    """In place of waiting for the next hour. For who may enter values. 409 where no measure is named."""
    here = writing_visit(request, slug)
    return actions.compute_indicator(by=here.actor, indicator=seen(here, indicator_id))
