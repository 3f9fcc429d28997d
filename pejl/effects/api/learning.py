"""Telling what was learned, deciding what it changes, and saying whether it helped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.effects import actions, queries
from pejl.effects.api.naming import told_by_id, with_things
from pejl.effects.api.reading import router, told_learning
from pejl.effects.api.schemas import LearningOut
from pejl.effects.api.submissions import (
    Changed,
    Decision,
    DidItHelp,
    LearningEdits,
    NewLearning,
    NoChange,
    Publication,
)
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug, Submission


@router.post(
    "/{slug}/learning",
    auth=WRITING,
    response={201: LearningOut},
    operation_id="effects_tell_learning",
    summary="Write down what was learned",
)
def tell_learning(request: HttpRequest, slug: Slug, new: NewLearning) -> Any:
    """For everyone who works there. It comes from an evaluation, an initiative, an indicator or elsewhere."""
    here = writing_visit(request, slug)
    with told_by_id():
        learning = actions.tell_learning(
            by=here.actor, municipality=here.municipality, **with_things(here, new.fields())
        )
    return Status(201, told_learning(here.actor, learning.pk))


def _step(
    request: HttpRequest,
    slug: str,
    learning_id: Any,
    said: Submission,
    if_match: str | None,
    action: Callable[..., Any],
    keeps: tuple[str, ...] = (),
) -> Any:
    """One step on the way from finding to change. What ``keeps`` names and nobody sent stays as it is."""
    here = writing_visit(request, slug)
    learning = found(queries.learning_by_id(here.actor, learning_id))
    kept = {name: getattr(learning, name) for name in keeps}
    with told_by_id():
        fields = kept | with_things(here, said.fields())
        action(by=here.actor, learning=learning, version=version_in(if_match), **fields)
    return told_learning(here.actor, learning_id)


@router.patch(
    "/{slug}/learning/{learning_id}",
    auth=WRITING,
    response=LearningOut,
    operation_id="effects_edit_learning",
    summary="Word a finding better, or place it",
)
def edit_learning(
    request: HttpRequest, slug: Slug, learning_id: Id, edits: LearningEdits, if_match: IfMatch
) -> Any:
    """For who wrote it, who makes the change, who carries the initiative, leaders and the strategy office."""
    return _step(request, slug, learning_id, edits, if_match, actions.edit_learning)


@router.post(
    "/{slug}/learning/{learning_id}/decision",
    auth=WRITING,
    response=LearningOut,
    operation_id="effects_decide_change",
    summary="Decide what is changed, who does it and by when",
)
def decide_change(
    request: HttpRequest, slug: Slug, learning_id: Id, said: Decision, if_match: IfMatch
) -> Any:
    """For who carries the initiative, the leader of the centre, the strategy office and the executive group."""
    return _step(request, slug, learning_id, said, if_match, actions.decide_change, keeps=("unit",))


@router.post(
    "/{slug}/learning/{learning_id}/no-change",
    auth=WRITING,
    response=LearningOut,
    operation_id="effects_lead_to_no_change",
    summary="Say why it leads to no change",
)
def lead_to_no_change(
    request: HttpRequest, slug: Slug, learning_id: Id, said: NoChange, if_match: IfMatch
) -> Any:
    """For who may decide a change."""
    return _step(request, slug, learning_id, said, if_match, actions.lead_to_no_change)


@router.post(
    "/{slug}/learning/{learning_id}/changed",
    auth=WRITING,
    response=LearningOut,
    operation_id="effects_say_changed",
    summary="Say that it is changed",
)
def say_changed(
    request: HttpRequest, slug: Slug, learning_id: Id, said: Changed, if_match: IfMatch
) -> Any:
    """For who may edit it. A change is decided first: 409 otherwise."""
    return _step(request, slug, learning_id, said, if_match, actions.say_changed)


@router.post(
    "/{slug}/learning/{learning_id}/helped",
    auth=WRITING,
    response=LearningOut,
    operation_id="effects_say_helped",
    summary="Say whether it helped, and how we know",
)
def say_helped(
    request: HttpRequest, slug: Slug, learning_id: Id, said: DidItHelp, if_match: IfMatch
) -> Any:
    """For who may edit it, once it is changed."""
    return _step(request, slug, learning_id, said, if_match, actions.say_helped)


@router.post(
    "/{slug}/learning/{learning_id}/publication",
    auth=WRITING,
    response=LearningOut,
    operation_id="effects_publish_learning",
    summary="Let everyone read it, or take it back",
)
def publish_learning(
    request: HttpRequest, slug: Slug, learning_id: Id, said: Publication, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. Everyone reads it without who does it."""
    return _step(request, slug, learning_id, said, if_match, actions.publish_learning)
