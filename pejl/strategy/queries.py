"""What pages ask about strategies: each from the municipality and the reader to what the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from pejl.history import queries as history
from pejl.history.models import EntryQuerySet
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
    StrategyPart,
)


def strategies(actor: Actor) -> QuerySet[Strategy]:
    """The strategies that the reader may see, newest first."""
    return Strategy.objects.visible_to(actor).latest_first()


def current_strategy(actor: Actor) -> Strategy | None:
    """The strategy that a front page shows: the newest adopted one, else the newest visible."""
    found = list(strategies(actor).select_related("adopted_by")[:20])
    adopted = [one for one in found if one.status == Strategy.Status.ADOPTED]
    return (adopted or found or [None])[0]


def strategy_by_slug(actor: Actor, slug: str) -> Strategy | None:
    return (
        Strategy.objects.visible_to(actor)
        .filter(slug=slug)
        .select_related("adopted_by", "predecessor", "municipality")
        .first()
    )


def _with_strategy(parts: Iterable[Any], strategy: Strategy) -> list[Any]:
    """The parts, each holding the strategy object at hand so that asking for it costs no query."""
    found = list(parts)
    for part in found:
        part.strategy = strategy
    return found


def focus_areas(strategy: Strategy) -> list[FocusArea]:
    """The focus areas with their questions and objectives. Three SQL queries whatever the number."""
    areas = _with_strategy(
        FocusArea.objects.filter(strategy=strategy).select_related("responsible"), strategy
    )
    questions: dict[UUID, list[Question]] = {area.id: [] for area in areas}
    objectives: dict[UUID, list[Objective]] = {area.id: [] for area in areas}
    for question in _with_strategy(Question.objects.filter(strategy=strategy), strategy):
        questions[question.focus_area_id].append(question)
    for objective in _with_strategy(
        Objective.objects.filter(strategy=strategy).select_related("responsible"), strategy
    ):
        objectives[objective.focus_area_id].append(objective)
    for area in areas:
        area.asked = questions[area.id]
        area.aims = objectives[area.id]
        for objective in area.aims:
            objective.focus_area = area
    return areas


def focus_area_by_number(strategy: Strategy, number: int) -> FocusArea | None:
    """One focus area, with ``asked`` and ``aims`` as in ``focus_areas``."""
    return next((area for area in focus_areas(strategy) if area.number == number), None)


def objective_by_label(strategy: Strategy, label: str) -> Objective | None:
    """The objective that people call “2.3”, with its focus area at hand."""
    area_number, _dot, number = label.partition(".")
    if not (area_number.isdecimal() and number.isdecimal()):
        return None
    objective = (
        Objective.objects.filter(
            strategy=strategy, focus_area__number=int(area_number), number=int(number)
        )
        .select_related("focus_area", "responsible")
        .first()
    )
    if objective:
        objective.strategy = objective.focus_area.strategy = strategy
    return objective


def objectives_beside(objective: Objective) -> tuple[Objective | None, Objective | None]:
    """The objectives before and after in reading order, for the way on from a page. One SQL query."""
    ordered = list(
        Objective.objects.filter(strategy_id=objective.strategy_id)
        .select_related("focus_area")
        .order_by("focus_area__number", "number")
    )
    place = next(i for i, one in enumerate(ordered) if one.id == objective.id)
    before = ordered[place - 1] if place else None
    after = ordered[place + 1] if place + 1 < len(ordered) else None
    return before, after


def drivers(strategy: Strategy) -> list[Driver]:
    return _with_strategy(Driver.objects.filter(strategy=strategy), strategy)


def driver_by_number(strategy: Strategy, number: int) -> Driver | None:
    driver = Driver.objects.filter(strategy=strategy, number=number).first()
    if driver:
        driver.strategy = strategy
    return driver


def questions_of(area: FocusArea) -> list[Question]:
    return _with_strategy(Question.objects.filter(focus_area=area), area.strategy)


def question_by_number(area: FocusArea, number: int) -> Question | None:
    return next((one for one in questions_of(area) if one.number == number), None)


@dataclass(frozen=True)
class CentreReply:
    """A centre and what it has written for a strategy, if anything yet."""

    unit: Unit
    centre_strategy: CentreStrategy | None


def _readable(strategy: Strategy, actor: Actor) -> QuerySet[CentreStrategy]:
    found = CentreStrategy.objects.filter(strategy=strategy)
    return found if actor.is_member else found.filter(status=CentreStrategy.Status.ADOPTED)


def centre_replies(strategy: Strategy, units: Iterable[Unit], actor: Actor) -> list[CentreReply]:
    """Each of the units with the centre strategy that the reader may see."""
    written = {one.unit_id: one for one in _readable(strategy, actor)}
    return [CentreReply(unit, written.get(unit.id)) for unit in units]


def contributions_to(area: FocusArea, actor: Actor) -> list[Contribution]:
    """What the centres do for a focus area, as far as the reader may see, in the order of the centres."""
    found = Contribution.objects.filter(
        focus_area=area, centre_strategy__in=_readable(area.strategy, actor)
    ).exclude(text="")
    return sorted(
        _with_strategy(found.select_related("centre_strategy__unit"), area.strategy),
        key=lambda one: one.centre_strategy.unit.name,
    )


def centre_strategy_of(strategy: Strategy, unit: Unit, actor: Actor) -> CentreStrategy | None:
    """A unit's centre strategy with its contributions, when the reader may see it."""
    found = (
        _readable(strategy, actor)
        .filter(unit=unit)
        .select_related("adopted_by")
        .prefetch_related(
            Prefetch("contributions", Contribution.objects.select_related("focus_area"))
        )
        .first()
    )
    if found:
        found.strategy, found.unit = strategy, unit
    return found


def centre_strategies_of_unit(unit: Unit, actor: Actor) -> list[CentreStrategy]:
    """Everything a unit has written for the strategies that the reader may see, newest first."""
    found = CentreStrategy.objects.filter(
        unit=unit, strategy__in=Strategy.objects.visible_to(actor)
    )
    if not actor.is_member:
        found = found.filter(status=CentreStrategy.Status.ADOPTED)
    return list(found.select_related("strategy").order_by("-strategy__starts_on"))


@dataclass(frozen=True)
class PairedContribution:
    """A focus area and a centre's contribution to it, which may still be unwritten."""

    focus_area: FocusArea
    contribution: Contribution | None


def paired_contributions(
    areas: Iterable[FocusArea], centre_strategy: CentreStrategy | None
) -> list[PairedContribution]:
    """Every focus area with the centre's contribution to it."""
    written = (
        {one.focus_area_id: one for one in centre_strategy.contributions.all()}
        if centre_strategy
        else {}
    )
    return [PairedContribution(area, written.get(area.id)) for area in areas]


def trail(strategy: Strategy, *, after_adoption: bool = False) -> EntryQuerySet:
    """What happened to the strategy and its parts, newest first; or only what came after adoption."""
    since = strategy.adopted_at if after_adoption else None
    return history.trail(strategy.municipality_id, strategy.scope_key, since=since)


def public_trail(strategy: Strategy, actor: Actor) -> EntryQuerySet:
    """The trail that the reader may see: the public reads what came with and after adoption."""
    if actor.is_member:
        return trail(strategy)
    found = trail(strategy).filter(at__gte=strategy.adopted_at)
    return found.exclude(
        subject_label__in=["strategy.centrestrategy", "strategy.contribution"]
    )


def changes_after_adoption(strategy: Strategy) -> Counter[str]:
    """How many times each part was changed after adoption, by its key. One SQL query."""
    if strategy.adopted_at is None:
        return Counter()
    found = trail(strategy, after_adoption=True).filter(verb__in=["changed", "created"])
    return Counter(found.values_list("subject_key", flat=True))


@dataclass(frozen=True)
class PastFocusArea:
    """A focus area as it read at a past moment."""

    values: dict[str, Any]
    questions: list[dict[str, Any]] = field(default_factory=list)
    objectives: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class PastStrategy:
    """A strategy as it read at a past moment."""

    moment: datetime
    values: dict[str, Any]
    drivers: list[dict[str, Any]]
    focus_areas: list[PastFocusArea]


def as_it_was(strategy: Strategy, moment: datetime) -> PastStrategy | None:
    """The whole strategy as it read at ``moment``; nothing when it was not yet begun. One SQL query."""
    labels = {
        model: model._meta.label_lower
        for model in (Strategy, Driver, FocusArea, Question, Objective)
    }
    past = history.as_it_was(
        strategy.municipality_id, strategy.scope_key, moment, labels.values()
    )
    if not past[labels[Strategy]]:
        return None

    def numbered(model: Any) -> list[Any]:
        return sorted(past[labels[model]], key=lambda one: one.values["number"])

    def within(model: Any, area_key: str) -> list[dict[str, Any]]:
        return [one.values for one in numbered(model) if one.values["focus_area"] == area_key]

    return PastStrategy(
        moment=moment,
        values=past[labels[Strategy]][0].values,
        drivers=[one.values for one in numbered(Driver)],
        focus_areas=[
            PastFocusArea(one.values, within(Question, one.key), within(Objective, one.key))
            for one in numbered(FocusArea)
        ],
    )


def strategy_of_municipality(municipality: Municipality, slug: str) -> Strategy | None:
    """The strategy at an address, whoever asks: for imports and jobs."""
    return Strategy.objects.filter(municipality=municipality, slug=slug).first()


def missing_for_adoption(strategy: Strategy) -> list[Any]:
    """What a strategy lacks before it can be adopted, in the words the page shows."""
    missing: list[Any] = []
    areas = focus_areas(strategy)
    if not strategy.theme:
        missing.append(_("The strategy needs a running theme."))
    if not areas:
        missing.append(_("The strategy needs at least one focus area."))
    missing += [
        _("“%(title)s” has no objective yet.") % {"title": area.title}
        for area in areas
        if not area.aims
    ]
    return missing


def parts_below(part: StrategyPart) -> list[StrategyPart]:
    """What disappears with a part: a focus area's questions, objectives and contributions."""
    if not isinstance(part, FocusArea):
        return []
    found = [
        *Contribution.objects.filter(focus_area=part),
        *Objective.objects.filter(focus_area=part),
        *Question.objects.filter(focus_area=part),
    ]
    return _with_strategy(found, part.strategy)


def every_part(strategy: Strategy) -> list[Any]:
    """The strategy's drivers, focus areas and objectives, and what the centres wrote."""
    found: list[Any] = [*drivers(strategy)]
    for area in focus_areas(strategy):
        found += [area, *area.aims]
    found += CentreStrategy.objects.filter(strategy=strategy).select_related("unit")
    found += Contribution.objects.filter(strategy=strategy).select_related(
        "focus_area", "centre_strategy__unit"
    )
    return _with_strategy(found, strategy)
