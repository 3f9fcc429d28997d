"""Adding, editing, moving and removing focus areas and the questions that they ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug
from pejl.strategy import actions
from pejl.strategy.api.reading import router
from pejl.strategy.api.responsible import fields_with_responsible
from pejl.strategy.api.schemas import (
    FocusAreaEdits,
    FocusAreaOut,
    Move,
    NewFocusArea,
    NewQuestion,
    QuestionEdits,
    QuestionOut,
)
from pejl.strategy.queries import by_id


@router.post(
    "/{slug}/strategies/{strategy_id}/focus-areas",
    auth=WRITING,
    response={201: FocusAreaOut},
    operation_id="strategy_add_focus_area",
    summary="Add a focus area",
)
def add_focus_area(request: HttpRequest, slug: Slug, strategy_id: Id, new: NewFocusArea) -> Any:
    """For the strategy office and the executive group. It comes after those there are."""
    here = writing_visit(request, slug)
    strategy = found(by_id.strategy(here.actor, strategy_id))
    area = actions.add_focus_area(
        by=here.actor, strategy=strategy, **fields_with_responsible(here, new)
    )
    return Status(201, found(by_id.focus_area(here.actor, area.id)))


@router.patch(
    "/{slug}/focus-areas/{area_id}",
    auth=WRITING,
    response=FocusAreaOut,
    operation_id="strategy_edit_focus_area",
    summary="Change a focus area",
)
def edit_focus_area(
    request: HttpRequest, slug: Slug, area_id: Id, edits: FocusAreaEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    area = found(by_id.focus_area(here.actor, area_id))
    actions.edit_focus_area(
        by=here.actor,
        focus_area=area,
        version=version_in(if_match),
        **fields_with_responsible(here, edits),
    )
    return area


@router.post(
    "/{slug}/focus-areas/{area_id}/move",
    auth=WRITING,
    response=FocusAreaOut,
    operation_id="strategy_move_focus_area",
    summary="Move a focus area up or down",
)
def move_focus_area(request: HttpRequest, slug: Slug, area_id: Id, move: Move) -> Any:
    """For the strategy office and the executive group, in a draft."""
    here = writing_visit(request, slug)
    area = found(by_id.focus_area(here.actor, area_id))
    actions.move_part(by=here.actor, part=area, steps=move.steps)
    return found(by_id.focus_area(here.actor, area_id))


@router.delete(
    "/{slug}/focus-areas/{area_id}",
    auth=WRITING,
    response={204: None},
    operation_id="strategy_remove_focus_area",
    summary="Remove a focus area",
)
def remove_focus_area(request: HttpRequest, slug: Slug, area_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office and the executive group, in a draft. What hangs on it goes with it."""
    here = writing_visit(request, slug)
    area = found(by_id.focus_area(here.actor, area_id))
    actions.remove_part(by=here.actor, part=area, version=version_in(if_match))
    return Status(204, None)


@router.post(
    "/{slug}/focus-areas/{area_id}/questions",
    auth=WRITING,
    response={201: QuestionOut},
    operation_id="strategy_add_question",
    summary="Add a question",
)
def add_question(request: HttpRequest, slug: Slug, area_id: Id, new: NewQuestion) -> Any:
    """For the strategy office and the executive group. It comes after those there are."""
    here = writing_visit(request, slug)
    area = found(by_id.focus_area(here.actor, area_id))
    return Status(201, actions.add_question(by=here.actor, focus_area=area, **new.fields()))


@router.patch(
    "/{slug}/questions/{question_id}",
    auth=WRITING,
    response=QuestionOut,
    operation_id="strategy_edit_question",
    summary="Word a question anew",
)
def edit_question(
    request: HttpRequest, slug: Slug, question_id: Id, edits: QuestionEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group."""
    here = writing_visit(request, slug)
    question = found(by_id.question(here.actor, question_id))
    actions.edit_question(
        by=here.actor, question=question, version=version_in(if_match), **edits.fields()
    )
    return question


@router.post(
    "/{slug}/questions/{question_id}/move",
    auth=WRITING,
    response=QuestionOut,
    operation_id="strategy_move_question",
    summary="Move a question up or down",
)
def move_question(request: HttpRequest, slug: Slug, question_id: Id, move: Move) -> Any:
    """For the strategy office and the executive group, in a draft."""
    here = writing_visit(request, slug)
    question = found(by_id.question(here.actor, question_id))
    actions.move_part(by=here.actor, part=question, steps=move.steps)
    return found(by_id.question(here.actor, question_id))


@router.delete(
    "/{slug}/questions/{question_id}",
    auth=WRITING,
    response={204: None},
    operation_id="strategy_remove_question",
    summary="Remove a question",
)
def remove_question(request: HttpRequest, slug: Slug, question_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office and the executive group, in a draft."""
    here = writing_visit(request, slug)
    question = found(by_id.question(here.actor, question_id))
    actions.remove_part(by=here.actor, part=question, version=version_in(if_match))
    return Status(204, None)
