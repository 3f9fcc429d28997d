"""Which indicators there are: found by number, listed with a filter, or those that tell of one objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Collate

from pejl.indicators.models import Indicator
from pejl.indicators.queries.series import Reading, readings
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.strategy.models import Objective, Strategy


def visible(actor: Actor) -> QuerySet[Indicator]:
    """The indicators that the reader may see, with unit, owner and municipality at hand."""
    return Indicator.objects.visible_to(actor).select_related("unit", "owner", "municipality")


def indicator_by_number(actor: Actor, number: int) -> Indicator | None:
    return visible(actor).filter(number=number).first()


def indicator_by_id(actor: Actor, key: UUID) -> Indicator | None:
    return visible(actor).filter(pk=key).first()


@dataclass(frozen=True)
class Filter:
    """What a list of indicators is narrowed by; an empty word narrows nothing."""

    words: str = ""
    source: str = ""
    unit: str = ""
    focus_area: str = ""
    """“2014.2”: strategy and number, as in the catalogue."""
    ended: bool = False


def indicators(actor: Actor, chosen: Filter | None = None) -> QuerySet[Indicator]:
    """Indicators in Danish order, narrowed."""
    chosen = chosen or Filter()
    found = visible(actor)
    if not chosen.ended:
        found = found.in_use()  # type: ignore[attr-defined]
    if chosen.words:
        found = found.filter(
            Q(title__icontains=chosen.words) | Q(definition__icontains=chosen.words)
        )
    if chosen.source:
        found = found.filter(source=chosen.source)
    if chosen.unit:
        found = found.filter(unit__slug=chosen.unit)
    strategy, _dot, area = chosen.focus_area.rpartition(".")
    if strategy and area.isdigit():
        found = found.filter(
            objectives__in=Objective.objects.filter(
                strategy__in=Strategy.objects.visible_to(actor).filter(slug=strategy),
                focus_area__number=int(area),
            )
        ).distinct()
    return found.order_by(Collate("title", "danish"), "number")


@dataclass(frozen=True)
class Listed:
    """An indicator in a list: how it stands, and the objectives it tells of."""

    reading: Reading
    objectives: list[Objective]


def listed(actor: Actor, found: Iterable[Indicator]) -> list[Listed]:
    """Indicators as a list shows them. At most five SQL queries for any number of them."""
    shown = list(found)
    aims = _objectives_of(actor, [one.pk for one in shown])
    return [Listed(one, aims[one.indicator.pk]) for one in readings(shown)]


def _objectives_of(actor: Actor, keys: Sequence[UUID]) -> dict[UUID, list[Objective]]:
    """The objectives of each, of strategies that the reader may see. Two SQL queries."""
    rows = Indicator.objects.filter(pk__in=keys).prefetch_related(
        Prefetch(
            "objectives",
            Objective.objects.filter(strategy__in=Strategy.objects.visible_to(actor))
            .select_related("focus_area", "strategy")
            .order_by("-strategy__starts_on", "focus_area__number", "number"),
        )
    )
    return {one.pk: list(one.objectives.all()) for one in rows.only("pk")} if keys else {}


def indicators_of_objectives(
    actor: Actor, objectives: Iterable[Objective]
) -> dict[UUID, list[Indicator]]:
    """The indicators in use of each objective, in order of number. One SQL query."""
    keys = [one.pk for one in objectives]
    through = Indicator.objectives.through.objects.filter(
        objective__in=keys, indicator__in=Indicator.objects.visible_to(actor).in_use()
    ).select_related("indicator__unit", "indicator__owner")
    found: dict[UUID, list[Indicator]] = defaultdict(list)
    for row in through.order_by("indicator__number"):
        found[row.objective_id].append(row.indicator)
    return found


def indicators_of_initiative(actor: Actor, initiative: Initiative) -> list[Indicator]:
    """The indicators in use that tell of one initiative. One SQL query."""
    return list(visible(actor).in_use().filter(initiatives=initiative).order_by("number"))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Serving:
    """What an indicator tells of, as far as the reader may see it."""

    objectives: list[Objective]
    initiatives: list[Initiative]


def serving(actor: Actor, indicator: Indicator) -> Serving:
    """Two SQL queries."""
    aims = (
        Objective.objects.filter(
            indicators=indicator, strategy__in=Strategy.objects.visible_to(actor)
        )
        .select_related("focus_area", "strategy")
        .order_by("-strategy__starts_on", "focus_area__number", "number")
    )
    served = Initiative.objects.visible_to(actor).filter(indicators=indicator).order_by("number")
    return Serving(list(aims), list(served))
