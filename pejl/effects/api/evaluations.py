"""Putting questions to the figures, reckoning, concluding and publishing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.effects import actions, queries
from pejl.effects.api.naming import told_by_id, with_things
from pejl.effects.api.reading import router, whole_evaluation
from pejl.effects.api.schemas import ResultOut, WholeEvaluationOut
from pejl.effects.api.submissions import (
    Conclusion,
    EvaluationEdits,
    NewEvaluation,
    Publication,
)
from pejl.organisation.api.door import WRITING, IfMatch, found, version_in, writing_visit
from pejl.organisation.api.wire import Id, Slug


@router.post(
    "/{slug}/evaluations",
    auth=WRITING,
    response={201: WholeEvaluationOut},
    operation_id="effects_create_evaluation",
    summary="Put a question to the figures",
)
def create_evaluation(request: HttpRequest, slug: Slug, new: NewEvaluation) -> Any:
    """For the strategy office, the executive group, initiative leads, who carries the initiative or the
    indicator, and the leader of its centre. Nothing is reckoned yet."""
    here = writing_visit(request, slug)
    with told_by_id():
        evaluation = actions.create_evaluation(
            by=here.actor, municipality=here.municipality, **with_things(here, new.fields())
        )
    return Status(201, whole_evaluation(here.actor, evaluation.pk))


@router.patch(
    "/{slug}/evaluations/{evaluation_id}",
    auth=WRITING,
    response=WholeEvaluationOut,
    operation_id="effects_edit_evaluation",
    summary="Put the question otherwise",
)
def edit_evaluation(
    request: HttpRequest, slug: Slug, evaluation_id: Id, edits: EvaluationEdits, if_match: IfMatch
) -> Any:
    """What was answered before stays as it was asked. The indicator stays once its figures were asked: 409."""
    here = writing_visit(request, slug)
    evaluation = found(queries.evaluation_by_id(here.actor, evaluation_id))
    with told_by_id():
        actions.edit_evaluation(
            by=here.actor,
            evaluation=evaluation,
            version=version_in(if_match),
            **with_things(here, edits.fields()),
        )
    return whole_evaluation(here.actor, evaluation_id)


@router.post(
    "/{slug}/evaluations/{evaluation_id}/results",
    auth=WRITING,
    response={201: ResultOut},
    operation_id="effects_run_evaluation",
    summary="Reckon on the figures that hold now",
)
def run_evaluation(request: HttpRequest, slug: Slug, evaluation_id: Id) -> Any:
    """For who may put the question. The same question to the same figures gives the result that is there."""
    here = writing_visit(request, slug)
    evaluation = found(queries.evaluation_by_id(here.actor, evaluation_id))
    return Status(201, actions.run_evaluation(by=here.actor, evaluation=evaluation))


@router.post(
    "/{slug}/evaluations/{evaluation_id}/conclusion",
    auth=WRITING,
    response=WholeEvaluationOut,
    operation_id="effects_conclude_evaluation",
    summary="Say what we conclude",
)
def conclude_evaluation(
    request: HttpRequest, slug: Slug, evaluation_id: Id, said: Conclusion, if_match: IfMatch
) -> Any:
    """For who may put the question. It rests on a result: 409 without one."""
    here = writing_visit(request, slug)
    evaluation = found(queries.evaluation_by_id(here.actor, evaluation_id))
    actions.conclude_evaluation(
        by=here.actor, evaluation=evaluation, version=version_in(if_match), **said.fields()
    )
    return whole_evaluation(here.actor, evaluation_id)


@router.post(
    "/{slug}/evaluations/{evaluation_id}/publication",
    auth=WRITING,
    response=WholeEvaluationOut,
    operation_id="effects_publish_evaluation",
    summary="Let everyone read it, or take it back",
)
def publish_evaluation(
    request: HttpRequest, slug: Slug, evaluation_id: Id, said: Publication, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. Its indicator must be public: 409 otherwise."""
    here = writing_visit(request, slug)
    evaluation = found(queries.evaluation_by_id(here.actor, evaluation_id))
    actions.publish_evaluation(
        by=here.actor, evaluation=evaluation, version=version_in(if_match), **said.fields()
    )
    return whole_evaluation(here.actor, evaluation_id)
