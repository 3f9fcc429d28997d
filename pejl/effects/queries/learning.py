"""The register of learning: what was found, what is changed because of it, and whether it helped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pejl.effects.models import Evaluation, EvaluationResult, Learning
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Person
from pejl.strategy.models import Objective, Strategy

State = Learning.State
LEADS_TO_A_CHANGE = (State.DECIDED, State.CHANGED)
MOST_SHOWN = 8


@dataclass(frozen=True)
class Filter:
    """What the register is narrowed by; an empty word narrows nothing."""

    state: str = ""
    helped: str = ""
    unit: str = ""
    """A unit's address."""
    objective: str = ""
    """“2014/2.3”: strategy and number."""
    responsible: str = ""
    """A person's id."""
    overdue: bool = False
    words: str = ""


def visible(actor: Actor) -> QuerySet[Learning]:
    """The learning that the reader may see, with what it names at hand."""
    return Learning.objects.visible_to(actor).select_related(
        "evaluation", "indicator", "initiative", "unit", "responsible", "written_by",
        "objective__focus_area", "objective__strategy", "municipality",
    )  # fmt: skip


def learnings(actor: Actor, chosen: Filter | None = None) -> QuerySet[Learning]:
    """The register, newest first, narrowed."""
    chosen = chosen or Filter()
    found = visible(actor)
    if chosen.state:
        found = found.filter(state=chosen.state)
    if chosen.helped:
        found = found.filter(helped=chosen.helped, state=State.CHANGED)
    if chosen.unit:
        found = found.filter(Q(unit__slug=chosen.unit) | Q(initiative__unit__slug=chosen.unit))
    if chosen.objective:
        found = found.filter(about(_objective(actor, chosen.objective)))
    if chosen.responsible and actor.is_member:
        found = found.filter(responsible__in=_keys(chosen.responsible))
    if chosen.overdue:
        found = found.filter(state=State.DECIDED, due_on__lt=timezone.localdate())
    if chosen.words:
        found = found.filter(
            Q(finding__icontains=chosen.words)
            | Q(details__icontains=chosen.words)
            | Q(change__icontains=chosen.words)
        )
    return found.order_by("-number")


def _keys(word: str) -> list[UUID]:
    try:
        return [UUID(word)]
    except ValueError:
        return []


def _objective(actor: Actor, word: str) -> QuerySet[Objective]:
    """The objective by its strategy and number; none when the word makes no sense."""
    strategy, _slash, label = word.rpartition("/")
    area, _dot, number = label.partition(".")
    if not (area.isdecimal() and number.isdecimal()):
        return Objective.objects.none()
    return Objective.objects.filter(
        strategy__in=Strategy.objects.visible_to(actor).filter(slug=strategy),
        focus_area__number=int(area),
        number=int(number),
    )


def about(objectives: Any) -> Q:
    """Learning about objectives: said so, or learned from what serves or measures one of them."""
    serving = Initiative.objectives.through.objects.filter(objective__in=objectives)
    initiatives = serving.values("initiative_id")
    measuring = Indicator.objectives.through.objects.filter(objective__in=objectives)
    return (
        Q(objective__in=objectives)
        | Q(indicator__in=measuring.values("indicator_id"))
        | Q(initiative__in=initiatives)
        | Q(evaluation__initiative__in=initiatives)
    )


@dataclass(frozen=True)
class Counts:
    """The register in numbers."""

    all: int
    new: int
    decided: int
    changed: int
    no_change: int
    helped: int
    """Changes that helped, wholly or in part."""
    overdue: int
    analyses: int
    """Evaluations that gave a number."""
    led_to_change: int
    """Those of them that led to a decided or made change."""

    @property
    def share(self) -> int | None:
        """Percent of analyses that led to a change; nothing where there are none."""
        return round(100 * self.led_to_change / self.analyses) if self.analyses else None


def counts(actor: Actor, chosen: Filter | None = None) -> Counts:
    """The register, or a part of it, in numbers. Two SQL queries, however large it is.

    Narrowed by what the learning is about and whose it is, and not by how far it has come: that is what is told.
    """
    chosen = replace(chosen or Filter(), state="", helped="", overdue=False)
    seen = learnings(actor, chosen).order_by()
    overdue = Q(state=State.DECIDED, due_on__lt=timezone.localdate())
    found = seen.aggregate(
        all=Count("pk"),
        **{state.value: Count("pk", filter=Q(state=state)) for state in State},
        helped=Count("pk", filter=Q(state=State.CHANGED, helped__in=["yes", "partly"])),
        overdue=Count("pk", filter=overdue),
    )
    analyses = analysed(_evaluations_about(actor, chosen)).aggregate(
        analyses=Count("pk"), led_to_change=Count("pk", filter=Q(leads_to_change=True))
    )
    return Counts(**found, **analyses)


def _evaluations_about(actor: Actor, chosen: Filter) -> QuerySet[Evaluation]:
    """The evaluations that a part of the register can come from; none for what only learning has."""
    found = Evaluation.objects.visible_to(actor)
    if chosen.words or chosen.responsible:
        return found.none()
    if chosen.objective:
        serving = Initiative.objectives.through.objects.filter(
            objective__in=_objective(actor, chosen.objective)
        )
        found = found.filter(initiative__in=serving.values("initiative_id"))
    if chosen.unit:
        found = found.filter(initiative__unit__slug=chosen.unit)
    return found


def analysed(found: QuerySet[Evaluation]) -> QuerySet[Any]:
    """Evaluations that gave a number, each with ``leads_to_change``: a change was decided because of it."""
    results = EvaluationResult.objects.filter(evaluation=OuterRef("pk"), refused="")
    changes = Learning.objects.filter(evaluation=OuterRef("pk"), state__in=LEADS_TO_A_CHANGE)
    return found.filter(Exists(results)).annotate(leads_to_change=Exists(changes))


@dataclass(frozen=True)
class Sources:
    """Where something was learned and what it is about, as far as the reader may see it."""

    evaluation: Evaluation | None
    indicator: Indicator | None
    initiative: Initiative | None
    objective: Objective | None
    responsible: Person | None
    """Only for those who work here."""


def sources_seen_by(actor: Actor, learning: Learning) -> Sources:
    """No SQL query for learning as ``visible`` gives it."""
    inside = actor.is_member
    evaluation, indicator = learning.evaluation, learning.indicator
    initiative, aim = learning.initiative, learning.objective
    return Sources(
        evaluation if evaluation and (inside or evaluation.is_public) else None,
        indicator if indicator and (inside or indicator.is_public) else None,
        initiative if initiative and (inside or initiative.is_public) else None,
        aim if aim and (inside or not aim.strategy.is_draft) else None,
        learning.responsible if inside else None,
    )


def learning_by_number(actor: Actor, number: int) -> Learning | None:
    return visible(actor).filter(number=number).first()


def learning_by_id(actor: Actor, key: UUID) -> Learning | None:
    return visible(actor).filter(pk=key).first()


@dataclass(frozen=True)
class Learned:
    """The first of what was learned about an objective, and how much more there is."""

    shown: list[Learning]
    more: int


def learning_for_objective(actor: Actor, objective: Objective) -> Learned:
    """What was learned about an objective, as briefly as its page tells it. One SQL query."""
    found = list(visible(actor).filter(about([objective.pk])).order_by("-number"))
    return Learned(found[:MOST_SHOWN], max(len(found) - MOST_SHOWN, 0))
