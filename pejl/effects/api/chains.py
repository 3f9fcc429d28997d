"""Writing effect chains and what is expected."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.effects import actions, queries
from pejl.effects.api.naming import told_by_id, with_amount, with_things
from pejl.effects.api.reading import internal, router
from pejl.effects.api.schemas import ExpectationOut, StepOut
from pejl.effects.api.submissions import (
    ExpectationEdits,
    MoveStep,
    NewAmendment,
    NewExpectation,
    NewStep,
    StepEdits,
)
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug


@router.post(
    "/{slug}/initiatives/{initiative_id}/chain-steps",
    auth=WRITING,
    response={201: StepOut},
    operation_id="effects_add_step",
    summary="Add a step to an effect chain",
)
def add_step(request: HttpRequest, slug: Slug, initiative_id: Id, new: NewStep) -> Any:
    """For who carries the initiative, the leader of its centre, the strategy office and the executive group."""
    here = writing_visit(request, slug)
    initiative = internal(here, initiative_id)
    with told_by_id():
        step = actions.add_step(
            by=here.actor, initiative=initiative, **with_things(here, new.fields())
        )
    return Status(201, step)


@router.patch(
    "/{slug}/chain-steps/{step_id}",
    auth=WRITING,
    response=StepOut,
    operation_id="effects_edit_step",
    summary="Change a step of an effect chain",
)
def edit_step(
    request: HttpRequest, slug: Slug, step_id: Id, edits: StepEdits, if_match: IfMatch
) -> Any:
    """For who may add one. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    step = found(queries.step_for(here.actor, step_id))
    with told_by_id():
        actions.edit_step(
            by=here.actor,
            step=step,
            version=version_in(if_match),
            **with_things(here, edits.fields()),
        )
    return found(queries.step_for(here.actor, step_id))


@router.post(
    "/{slug}/chain-steps/{step_id}/move",
    auth=WRITING,
    response=StepOut,
    operation_id="effects_move_step",
    summary="Move a step up or down",
)
def move_step(request: HttpRequest, slug: Slug, step_id: Id, move: MoveStep) -> Any:
    """Among steps of its own kind. A move past the end changes nothing."""
    here = writing_visit(request, slug)
    step = found(queries.step_for(here.actor, step_id))
    actions.move_step(by=here.actor, step=step, steps=move.steps)
    return found(queries.step_for(here.actor, step_id))


@router.delete(
    "/{slug}/chain-steps/{step_id}",
    auth=WRITING,
    response={204: None},
    operation_id="effects_remove_step",
    summary="Remove a step",
)
def remove_step(request: HttpRequest, slug: Slug, step_id: Id, if_match: IfMatch) -> Any:
    """What it said stays in the history."""
    here = writing_visit(request, slug)
    step = found(queries.step_for(here.actor, step_id))
    actions.remove_step(by=here.actor, step=step, version=version_in(if_match))
    return Status(204, None)


@router.post(
    "/{slug}/initiatives/{initiative_id}/expectations",
    auth=WRITING,
    response={201: ExpectationOut},
    operation_id="effects_write_expectation",
    summary="Write what is expected of an initiative",
)
def write_expectation(
    request: HttpRequest, slug: Slug, initiative_id: Id, new: NewExpectation
) -> Any:
    """For who may write its chain. Once the initiative has begun it is marked as no prediction."""
    here = writing_visit(request, slug)
    initiative = internal(here, initiative_id)
    with told_by_id():
        expectation = actions.write_expectation(
            by=here.actor, initiative=initiative, **with_amount(here, new.fields())
        )
    return Status(201, expectation)


@router.patch(
    "/{slug}/expectations/{expectation_id}",
    auth=WRITING,
    response=ExpectationOut,
    operation_id="effects_reword_expectation",
    summary="Reword what is expected",
)
def reword_expectation(
    request: HttpRequest,
    slug: Slug,
    expectation_id: Id,
    edits: ExpectationEdits,
    if_match: IfMatch,
) -> Any:
    """Until the initiative begins; 409 from then on."""
    here = writing_visit(request, slug)
    expectation = found(queries.expectation_for(here.actor, expectation_id))
    with told_by_id():
        actions.reword_expectation(
            by=here.actor,
            expectation=expectation,
            version=version_in(if_match),
            **with_amount(here, edits.fields()),
        )
    return found(queries.expectation_for(here.actor, expectation_id))


@router.post(
    "/{slug}/expectations/{expectation_id}/amendments",
    auth=WRITING,
    response={201: ExpectationOut},
    operation_id="effects_amend_expectation",
    summary="Expect something else of an initiative that has begun",
)
def amend_expectation(
    request: HttpRequest, slug: Slug, expectation_id: Id, new: NewAmendment
) -> Any:
    """Another wording beside the old, with the reason. A wording is replaced once: 409 for the second."""
    here = writing_visit(request, slug)
    expectation = found(queries.expectation_for(here.actor, expectation_id))
    amended = actions.amend_expectation(
        by=here.actor, expectation=expectation, **with_amount(here, new.fields())
    )
    return Status(201, amended)


@router.delete(
    "/{slug}/expectations/{expectation_id}",
    auth=WRITING,
    response={204: None},
    operation_id="effects_remove_expectation",
    summary="Take back what is expected",
)
def remove_expectation(
    request: HttpRequest, slug: Slug, expectation_id: Id, if_match: IfMatch
) -> Any:
    """Until the initiative begins; 409 from then on. What it said stays in the history."""
    here = writing_visit(request, slug)
    expectation = found(queries.expectation_for(here.actor, expectation_id))
    actions.remove_expectation(by=here.actor, expectation=expectation, version=version_in(if_match))
    return Status(204, None)
