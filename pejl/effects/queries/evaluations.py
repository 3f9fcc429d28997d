"""Evaluations: listed with a filter and with what was answered last, or one with all its answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, UUIDField, When

from pejl.effects.models import Evaluation, EvaluationResult, Learning
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor

NO_NUMBER, NOT_ASKED = "no_number", "not_asked"
"""In the filter beside the grades: asked without a number to give, and not reckoned yet."""


def latest_of(outer: str = "pk") -> Subquery:
    """The key of the result that was reckoned last, for each evaluation in a query."""
    found = EvaluationResult.objects.filter(evaluation=OuterRef(outer))
    return Subquery(found.order_by("-ran_at", "-id").values("pk")[:1])


def visible(actor: Actor) -> QuerySet[Evaluation]:
    """The evaluations that the reader may see, with what they are about at hand."""
    return Evaluation.objects.visible_to(actor).select_related(
        "initiative", "indicator__unit", "indicator__municipality", "municipality", "written_by"
    )


@dataclass(frozen=True)
class Filter:
    """What a list of evaluations is narrowed by; an empty word narrows nothing."""

    method: str = ""
    grade: str = ""
    """A grade, or ``no_number``, or ``not_asked``."""
    initiative: int | None = None
    """By the number people say."""
    words: str = ""


def evaluations(actor: Actor, chosen: Filter | None = None) -> QuerySet[Evaluation]:
    """Evaluations, newest first, narrowed; each with ``latest_id``."""
    chosen = chosen or Filter()
    found = visible(actor).annotate(latest_id=latest_of())
    if chosen.method:
        found = found.filter(method=chosen.method)
    if chosen.initiative is not None:
        found = found.filter(
            initiative__number=chosen.initiative,
            initiative__in=Initiative.objects.visible_to(actor),
        )
    if chosen.words:
        found = found.filter(
            Q(title__icontains=chosen.words)
            | Q(question__icontains=chosen.words)
            | Q(conclusion__icontains=chosen.words)
        )
    return _graded(found, chosen.grade).order_by("-number")


def _graded(found: QuerySet[Any], grade: str) -> QuerySet[Any]:
    if grade == NOT_ASKED:
        return found.filter(latest_id__isnull=True)
    if not grade:
        return found
    results = EvaluationResult.objects.filter(pk=OuterRef("latest_id"))
    found = found.annotate(
        latest_grade=Subquery(results.values("grade")[:1]),
        latest_refused=Subquery(results.values("refused")[:1]),
    )
    if grade == NO_NUMBER:
        return found.exclude(latest_refused="").filter(latest_id__isnull=False)
    return found.filter(latest_grade=grade, latest_refused="")


@dataclass(frozen=True)
class Latest:
    """What the figures answered last, as briefly as a list tells it."""

    ran_at: datetime
    refused: str
    grade: str
    setup: dict[str, Any]
    answer: dict[str, Any]
    """Only what a sentence needs: no series and no placebos."""


@dataclass(frozen=True)
class Listed:
    """An evaluation in a list."""

    evaluation: Evaluation
    latest: Latest | None
    initiative: Initiative | None
    """As far as the reader may see it."""


SAID = (
    "measure", "estimate", "low", "high", "rank", "p", "mean_before", "mean_after", "has", "needs",
    "missing", "periods", "relative_error", "limit", "name",
)  # fmt: skip


def listed(actor: Actor, found: Iterable[Any]) -> list[Listed]:
    """Evaluations with ``latest_id`` as a list shows them. One SQL query for any number of them."""
    shown = list(found)
    latest = latest_by_key([one.latest_id for one in shown])
    return [Listed(one, latest.get(one.latest_id), seen_by(actor, one.initiative)) for one in shown]


def latest_by_key(keys: Iterable[UUID | None]) -> dict[UUID, Latest]:
    """Results by their keys, without the series that they hold. One SQL query."""
    wanted = [one for one in keys if one]
    if not wanted:
        return {}
    told: QuerySet[Any] = EvaluationResult.objects.filter(pk__in=wanted).annotate(
        **{f"said_{name}": F(f"answer__{name}") for name in SAID}
    )
    columns = ("pk", "ran_at", "refused", "grade", "setup", *(f"said_{name}" for name in SAID))
    return {key: _latest(*row) for key, *row in told.values_list(*columns)}


def _latest(
    ran_at: datetime, refused: str, grade: str, setup: dict[str, Any], *said: Any
) -> Latest:
    answer = {name: value for name, value in zip(SAID, said, strict=True) if value is not None}
    return Latest(ran_at, refused, grade, setup, answer)


def told(actor: Actor, chosen: Filter | None = None) -> QuerySet[Any]:
    """Evaluations as programs read them: with ``last_grade``, nothing where there is no number, and
    ``shown_initiative_id`` as far as the reader may see it."""
    results = EvaluationResult.objects.filter(pk=OuterRef("latest_id"), refused="")
    shown: Any = F("initiative_id")
    if not actor.is_member:
        shown = Case(
            When(initiative__is_public=True, then=shown), output_field=UUIDField(null=True)
        )
    return evaluations(actor, chosen).annotate(
        last_grade=Subquery(results.values("grade")[:1]), shown_initiative_id=shown
    )


def seen_by(actor: Actor, initiative: Initiative | None) -> Initiative | None:
    """The initiative, where this reader may see it."""
    if initiative is None or actor.is_member or initiative.is_public:
        return initiative
    return None


def evaluation_by_number(actor: Actor, number: int) -> Evaluation | None:
    return visible(actor).filter(number=number).first()


def evaluation_by_id(actor: Actor, key: UUID) -> Evaluation | None:
    return visible(actor).filter(pk=key).first()


@dataclass(frozen=True)
class EvaluationPage:
    """An evaluation, what was answered last, what was answered before, and what was learned from it."""

    evaluation: Evaluation
    latest: EvaluationResult | None
    earlier: list[Latest]
    learnings: list[Learning]
    initiative: Initiative | None
    indicator: Indicator | None
    """Both as far as the reader may see them."""

    @property
    def asked_anew(self) -> bool:
        """The question was put otherwise since it was answered."""
        if self.latest is None:
            return False
        setup, now = self.latest.setup, self.evaluation
        return any(
            setup[name] != value
            for name, value in (
                ("question", now.question),
                ("method", now.method),
                ("begins_on", now.begins_on.isoformat()),
                ("about", now.about),
                ("compared_with", now.compared_with),
                ("season", now.season),
                ("slope", now.slope),
            )
        )


def evaluation_page(actor: Actor, evaluation: Evaluation) -> EvaluationPage:
    """Three SQL queries."""
    keys = list(evaluation.results.values_list("pk", flat=True))
    latest = evaluation.results.select_related("ran_by").first() if keys else None
    if latest is not None:
        latest.evaluation = evaluation
    before = latest_by_key(keys[1:])
    shown = evaluation.indicator if actor.is_member or evaluation.indicator.is_public else None
    return EvaluationPage(
        evaluation=evaluation,
        latest=latest,
        earlier=[before[key] for key in keys[1:]],
        learnings=list(Learning.objects.visible_to(actor).filter(evaluation=evaluation)),
        initiative=seen_by(actor, evaluation.initiative),
        indicator=shown,
    )


def result_of(evaluation: Evaluation, key: UUID | None = None) -> EvaluationResult | None:
    """A result of an evaluation by its id; the latest where none is named. One SQL query."""
    found = evaluation.results.all()
    return (found.filter(pk=key) if key else found).first()
