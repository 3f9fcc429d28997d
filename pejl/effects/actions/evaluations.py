"""Put a question to the figures, let them answer, and conclude. What they answered never changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.effects import conditions, figures, findable, refusals
from pejl.effects.figures import OWN
from pejl.effects.models import Evaluation, EvaluationResult
from pejl.effects.queries.lines import answer_to, fitting, offers, setup_of
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.initiatives.numbering import next_number
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

SEASONS = range(3, 54)


@transaction.atomic
def create_evaluation(
    *,
    by: Actor,
    municipality: Municipality,
    title: str,
    question: str,
    indicator: Indicator,
    method: str,
    begins_on: date,
    initiative: Initiative | None = None,
    id: UUID | None = None,
    about: str = OWN,
    compared_with: Iterable[str] = (),
    season: int = 0,
    **fields: Any,
) -> Evaluation:
    """Ask whether something worked. The same ``id`` twice makes one."""
    require(by, "effects.begin_evaluation", initiative or indicator)
    conditions.require_here(municipality, {"initiative": initiative, "indicator": indicator})
    if id and (existing := Evaluation.objects.filter(id=id, municipality=municipality).first()):
        return existing
    named = list(compared_with)
    _require_askable(indicator, question, about, named, season)
    take_turn(municipality.id)
    evaluation = Evaluation(
        id=id or uuid4(), municipality=municipality, title=title, question=question.strip(),
        indicator=indicator, method=method, begins_on=begins_on, initiative=initiative, about=about,
        compared_with=named, season=season, number=next_number(Evaluation, municipality),
        written_by=by.person, **fields,
    )  # fmt: skip
    history.create(by=by, element=evaluation)
    findable.index(evaluation)
    return evaluation


def _require_askable(
    indicator: Indicator, question: str, about: str, named: list[str], season: int
) -> None:
    """What must hold of any question to the figures."""
    conditions.require_words(question, refusals.QuestionIsMissing)
    if season and season not in SEASONS:
        raise refusals.SeasonIsOdd()
    if about == OWN and not named:
        return
    offered = offers(indicator)
    if about not in {one.key for one in offered}:
        raise refusals.SeriesIsUnknown()
    if set(named) - {one.key for one in fitting(about, offered)}:
        raise refusals.ComparisonIsUnknown()


ASKED = ("question", "about", "compared_with", "season")


@transaction.atomic
def edit_evaluation(
    *, by: Actor, evaluation: Evaluation, version: int, **fields: Any
) -> Entry | None:
    """Word it better, or put the question otherwise. What was answered before stays as it was asked."""
    require(by, "effects.evaluate", evaluation)
    conditions.require_here(evaluation.municipality, fields)
    indicator = fields.get("indicator", evaluation.indicator)
    if indicator != evaluation.indicator and evaluation.results.exists():
        raise refusals.EvaluationHasResults()
    if fields.get("initiative") not in (None, evaluation.initiative):
        require(by, "effects.begin_evaluation", fields["initiative"])
    if "compared_with" in fields:
        fields["compared_with"] = list(fields["compared_with"])
    if {"indicator", *ASKED} & fields.keys():
        now = {name: fields.get(name, getattr(evaluation, name)) for name in ASKED}
        _require_askable(
            indicator, now["question"], now["about"], now["compared_with"], now["season"]
        )
    if evaluation.is_public and not indicator.is_public:
        raise refusals.IndicatorIsInternal()
    entry = history.change(by=by, element=evaluation, version=version, fields=fields)
    findable.index(evaluation)
    return entry


@transaction.atomic
def run_evaluation(
    *, by: Actor, evaluation: Evaluation, ran_at: datetime | None = None
) -> EvaluationResult:
    """Reckon on the figures that hold now. The same question to the same figures gives the same result, once.

    ``ran_at`` is for what is read in from files, which tell of their own days.
    """
    require(by, "effects.evaluate", evaluation)
    if evaluation.is_public and not evaluation.indicator.is_public:
        raise refusals.IndicatorIsInternal()
    take_turn(evaluation.municipality_id)
    setup, found = setup_of(evaluation), answer_to(evaluation)
    told = figures.as_json(found.figures)
    latest = evaluation.results.first()
    if latest is not None and (latest.setup, latest.figures) == (setup, told):
        return latest
    result = EvaluationResult(
        municipality=evaluation.municipality, evaluation=evaluation, ran_by=by.person, setup=setup,
        ran_at=ran_at or timezone.now(),
        figures=told, answer=found.answer, refused=found.refused, grade=found.grade,
        grounds=found.grounds, is_example=evaluation.is_example,
    )  # fmt: skip
    history.create(by=by, element=result)
    return result


@transaction.atomic
def conclude_evaluation(
    *, by: Actor, evaluation: Evaluation, version: int, conclusion: str
) -> Entry | None:
    """Say in words what we conclude, also that nothing can be concluded. It rests on a result."""
    require(by, "effects.evaluate", evaluation)
    conditions.require_words(conclusion, refusals.ConclusionIsMissing)
    if not evaluation.results.exists():
        raise refusals.NothingIsReckonedYet()
    fields = {"conclusion": conclusion.strip()}
    entry = history.change(by=by, element=evaluation, version=version, fields=fields)
    findable.index(evaluation)
    return entry


@transaction.atomic
def publish_evaluation(
    *, by: Actor, evaluation: Evaluation, version: int, is_public: bool = True
) -> Entry | None:
    """Let everyone read it, with the figures that it rests on; or take it back from the public."""
    require(by, "effects.publish", evaluation)
    if is_public and not evaluation.indicator.is_public:
        raise refusals.IndicatorIsInternal()
    entry = history.change(
        by=by, element=evaluation, version=version, fields={"is_public": is_public}
    )
    findable.index(evaluation)
    return entry
