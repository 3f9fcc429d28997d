"""Entering and correcting values, setting targets, and accepting steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.indicators import actions
from pejl.indicators.api.naming import new_values, period_of, told_by_id, with_things
from pejl.indicators.api.reading import router, seen
from pejl.indicators.api.schemas import StepChangeOut, TargetOut, ValueOut, WrittenOut
from pejl.indicators.api.submissions import (
    Correction,
    ManyValues,
    NewStepChange,
    NewTarget,
    NewValue,
    TargetEdits,
)
from pejl.indicators.api.wire import ValueId
from pejl.indicators.queries import by_id
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug
from pejl.organisation.rules import require


@router.post(
    "/{slug}/indicators/{indicator_id}/values",
    auth=WRITING,
    response={201: ValueOut},
    operation_id="indicators_enter_value",
    summary="Enter a value",
)
def enter_value(request: HttpRequest, slug: Slug, indicator_id: Id, new: NewValue) -> Any:
    """For its owner, the leader of its centre, the strategy office and the executive group. The same once more
    changes nothing; another value for the period is a correction."""
    here = writing_visit(request, slug)
    indicator = seen(here, indicator_id)
    require(here.actor, "indicators.enter_values", indicator)
    with told_by_id():
        fields = with_things(here, new.fields())
        period = period_of(indicator, fields)
        value = actions.enter_value(
            by=here.actor, indicator=indicator, starts_on=period.first, ends_on=period.last,
            **fields,
        )  # fmt: skip
    return Status(201, by_id.value(here.actor, value.pk))


@router.post(
    "/{slug}/indicators/{indicator_id}/values/many",
    auth=WRITING,
    response=WrittenOut,
    operation_id="indicators_enter_values",
    summary="Enter many values at once",
)
def enter_values(request: HttpRequest, slug: Slug, indicator_id: Id, sent: ManyValues) -> Any:
    """All of them or none, at most 5,000; more are handed in as a file. Where another value stands it is
    corrected, for which a reason is asked. Sending the same again changes nothing."""
    here = writing_visit(request, slug)
    indicator = seen(here, indicator_id)
    require(here.actor, "indicators.enter_values", indicator)
    return actions.enter_values(
        by=here.actor,
        indicator=indicator,
        values=new_values(here, indicator, sent.values),
        reason=sent.reason or "",
    )


@router.post(
    "/{slug}/values/{value_id}/corrections",
    auth=WRITING,
    response={201: ValueOut},
    operation_id="indicators_correct_value",
    summary="Correct a value",
)
def correct_value(request: HttpRequest, slug: Slug, value_id: ValueId, said: Correction) -> Any:
    """For who may enter values. The old one stays beside the new; 409 where it was corrected meanwhile."""
    here = writing_visit(request, slug)
    value = found(by_id.value(here.actor, value_id))
    corrected = actions.correct_value(
        by=here.actor, value=value, **with_things(here, said.fields())
    )
    return Status(201, by_id.value(here.actor, corrected.pk))


@router.post(
    "/{slug}/indicators/{indicator_id}/targets",
    auth=WRITING,
    response={201: TargetOut},
    operation_id="indicators_set_target",
    summary="Set a target",
)
def set_target(request: HttpRequest, slug: Slug, indicator_id: Id, new: NewTarget) -> Any:
    """For the leader of its centre, the strategy office and the executive group. One a day."""
    here = writing_visit(request, slug)
    indicator = seen(here, indicator_id)
    target = actions.set_target(
        by=here.actor, indicator=indicator, **with_things(here, new.fields())
    )
    return Status(201, by_id.target(here.actor, target.pk))


@router.patch(
    "/{slug}/targets/{target_id}",
    auth=WRITING,
    response=TargetOut,
    operation_id="indicators_edit_target",
    summary="Move a target",
)
def edit_target(
    request: HttpRequest, slug: Slug, target_id: Id, edits: TargetEdits, if_match: IfMatch
) -> Any:
    """For who may set targets. What it was stays in the history."""
    here = writing_visit(request, slug)
    target = found(by_id.target(here.actor, target_id))
    now = {name: getattr(target, name) for name in ("due_on", "value", "note")}
    fields = now | with_things(here, edits.fields())
    actions.edit_target(by=here.actor, target=target, version=version_in(if_match), **fields)
    return by_id.target(here.actor, target_id)


@router.delete(
    "/{slug}/targets/{target_id}",
    auth=WRITING,
    response={204: None},
    operation_id="indicators_remove_target",
    summary="Remove a target",
)
def remove_target(request: HttpRequest, slug: Slug, target_id: Id, if_match: IfMatch) -> Any:
    """For who may set targets. That it was set stays in the history."""
    here = writing_visit(request, slug)
    target = found(by_id.target(here.actor, target_id))
    actions.remove_target(by=here.actor, target=target, version=version_in(if_match))
    return Status(204, None)


@router.post(
    "/{slug}/indicators/{indicator_id}/step-changes",
    auth=WRITING,
    response={201: StepChangeOut},
    operation_id="indicators_accept_step",
    summary="Accept that the process is another from a day on",
)
def accept_step(request: HttpRequest, slug: Slug, indicator_id: Id, new: NewStepChange) -> Any:
    """For who may edit the indicator. Limits are reckoned anew from that day, and the name stands beside it."""
    here = writing_visit(request, slug)
    step = actions.accept_step(by=here.actor, indicator=seen(here, indicator_id), **new.fields())
    return Status(201, by_id.step_change(here.actor, step.pk))


@router.delete(
    "/{slug}/step-changes/{step_change_id}",
    auth=WRITING,
    response={204: None},
    operation_id="indicators_withdraw_step",
    summary="Take back an accepted step",
)
def withdraw_step(request: HttpRequest, slug: Slug, step_change_id: Id, if_match: IfMatch) -> Any:
    """For who may edit the indicator. That it was accepted, and by whom, stays in the history."""
    here = writing_visit(request, slug)
    step = found(by_id.step_change(here.actor, step_change_id))
    actions.withdraw_step(by=here.actor, step=step, version=version_in(if_match))
    return Status(204, None)
