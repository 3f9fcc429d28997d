"""Reading chains, expectations, evaluations with their answers, and the register of learning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from pejl.effects import queries
from pejl.effects.api.schemas import (
    ChainOut,
    EvaluationFilter,
    EvaluationOut,
    ExpectationOut,
    ExpectedOut,
    LearningFilter,
    LearningOut,
    ResultOut,
    SeriesOut,
    StepOut,
    WholeEvaluationOut,
)
from pejl.effects.queries.evaluations import Filter, told
from pejl.effects.queries.learning import Filter as LearningChoice
from pejl.effects.queries.learning import about, sources_seen_by
from pejl.effects.queries.lines import fitting, offers
from pejl.initiatives.queries import by_id
from pejl.organisation.actors import Actor
from pejl.organisation.api.door import READING, Visit, found, visit
from pejl.organisation.api.wire import Id, Page, Part, Slug, paged
from pejl.organisation.rules import may

router = Router(auth=READING)


def internal(here: Visit, initiative_id: UUID) -> Any:
    """The initiative, for those who work there: to others its chain is not there."""
    initiative = found(by_id.initiative(here.actor, initiative_id))
    return found(initiative if may(here.actor, "effects.read_chain", initiative) else None)


@router.get(
    "/{slug}/initiatives/{initiative_id}/effect-chain",
    response=ChainOut,
    operation_id="effects_read_chain",
    summary="How an initiative is meant to work",
)
def read_chain(request: HttpRequest, slug: Slug, initiative_id: Id) -> Any:
    """From what is done to whom it helps, and what a good chain would not lack. For those who work there."""
    return queries.chain_of(internal(visit(request, slug), initiative_id))


@router.get(
    "/{slug}/chain-steps/{step_id}",
    response=StepOut,
    operation_id="effects_read_step",
    summary="A step of an effect chain",
)
def read_step(request: HttpRequest, slug: Slug, step_id: Id) -> Any:
    """For those who work there; 404 for everyone else."""
    return found(queries.step_for(visit(request, slug).actor, step_id))


@router.get(
    "/{slug}/initiatives/{initiative_id}/expectations",
    response=list[ExpectedOut],
    operation_id="effects_list_expectations",
    summary="What is expected of an initiative",
)
def list_expectations(request: HttpRequest, slug: Slug, initiative_id: Id) -> Any:
    """Each with its first wording and every later change. For those who work there."""
    initiative = internal(visit(request, slug), initiative_id)
    return queries.expectations_of(initiative, queries.began_on(initiative))


@router.get(
    "/{slug}/expectations/{expectation_id}",
    response=ExpectationOut,
    operation_id="effects_read_expectation",
    summary="One wording of what is expected",
)
def read_expectation(request: HttpRequest, slug: Slug, expectation_id: Id) -> Any:
    """For those who work there; 404 for everyone else."""
    return found(queries.expectation_for(visit(request, slug).actor, expectation_id))


@router.get(
    "/{slug}/evaluations",
    response=Page[EvaluationOut],
    operation_id="effects_list_evaluations",
    summary="The effect evaluations of a municipality",
)
def list_evaluations(request: HttpRequest, slug: Slug, part: Query[EvaluationFilter]) -> Any:
    """Newest first. Everyone is told of what is public; those who work there of everything."""
    actor = visit(request, slug).actor
    chosen = Filter(method=part.method or "", grade=part.grade or "", words=part.q)
    listed = told(actor, chosen)
    if part.initiative_id:
        listed = listed.filter(shown_initiative_id=part.initiative_id)
    return paged(request, listed, part)


def whole_evaluation(actor: Actor, key: UUID) -> Any:
    """An evaluation with what was answered last."""
    evaluation = found(told(actor).filter(pk=key).first())
    evaluation.latest = queries.result_of(evaluation)
    return evaluation


@router.get(
    "/{slug}/evaluations/{evaluation_id}",
    response=WholeEvaluationOut,
    operation_id="effects_read_evaluation",
    summary="An effect evaluation with its latest answer",
)
def read_evaluation(request: HttpRequest, slug: Slug, evaluation_id: Id) -> Any:
    """With the figures that went in, so that the answer can be reckoned again."""
    return whole_evaluation(visit(request, slug).actor, evaluation_id)


@router.get(
    "/{slug}/evaluations/{evaluation_id}/results",
    response=Page[ResultOut],
    operation_id="effects_list_results",
    summary="Every answer to an effect evaluation",
)
def list_results(request: HttpRequest, slug: Slug, evaluation_id: Id, part: Part) -> Any:
    """Newest first. An answer is never changed: the figures of today make another one."""
    evaluation = found(queries.evaluation_by_id(visit(request, slug).actor, evaluation_id))
    return paged(request, evaluation.results.all(), part)


@router.get(
    "/{slug}/evaluations/{evaluation_id}/series",
    response=list[SeriesOut],
    operation_id="effects_list_series",
    summary="What an effect evaluation can be about and compared with",
)
def list_series(request: HttpRequest, slug: Slug, evaluation_id: Id) -> Any:
    """The series that the indicator has, and those of other municipalities. For those who work there."""
    here = visit(request, slug)
    evaluation = found(queries.evaluation_by_id(here.actor, evaluation_id))
    found(evaluation if here.actor.is_member else None)
    offered = offers(evaluation.indicator)
    return [
        {
            "key": one.key,
            "name": one.name,
            "kind": one.kind,
            "dimension": one.dimension,
            "fits": [other.key for other in fitting(one.key, offered)],
        }
        for one in offered
    ]


def shown(actor: Actor, learnings: Iterable[Any]) -> None:
    """Say of each what of its sources the reader may see."""
    for one in learnings:
        one.shown = sources_seen_by(actor, one)


@router.get(
    "/{slug}/learning",
    response=Page[LearningOut],
    operation_id="effects_list_learning",
    summary="The register of learning",
)
def list_learning(request: HttpRequest, slug: Slug, part: Query[LearningFilter]) -> Any:
    """Newest first. Everyone is told of what is public, without who does it."""
    actor = visit(request, slug).actor
    listed = queries.learnings(
        actor,
        LearningChoice(
            state=part.state or "", helped=part.helped or "", overdue=part.overdue, words=part.q
        ),
    )
    if part.unit_id:
        listed = listed.filter(unit_id=part.unit_id)
    if part.objective_id:
        listed = listed.filter(about([part.objective_id]))
    page = paged(request, listed, part)
    shown(actor, page["items"])
    return page


def told_learning(actor: Actor, key: UUID) -> Any:
    learning: Any = found(queries.learning_by_id(actor, key))
    shown(actor, [learning])
    return learning


@router.get(
    "/{slug}/learning/{learning_id}",
    response=LearningOut,
    operation_id="effects_read_learning",
    summary="A finding and what it led to",
)
def read_learning(request: HttpRequest, slug: Slug, learning_id: Id) -> Any:
    """Who does it is told to those who work there."""
    return told_learning(visit(request, slug).actor, learning_id)
