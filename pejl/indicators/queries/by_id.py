"""Indicators and what belongs to them by the id that programs keep, as far as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pejl.indicators.models import Import, Indicator, StepChange, Target, Value
from pejl.indicators.queries.indicators import indicator_by_id, visible
from pejl.indicators.queries.series import readings
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.rules import may
from pejl.strategy.models import Strategy


def shown(actor: Actor, indicators: Iterable[Indicator]) -> list[Any]:
    """Indicators as they are told: with ``reading`` and the ids of what they tell of. Six SQL queries at most."""
    found = list(indicators)
    aims = _ids(
        Indicator.objectives.through.objects.filter(
            objective__strategy__in=Strategy.objects.visible_to(actor)
        ).order_by("objective__strategy", "objective__focus_area__number", "objective__number"),
        "objective_id", found,
    )  # fmt: skip
    served = _ids(
        Indicator.initiatives.through.objects.filter(
            initiative__in=Initiative.objects.visible_to(actor)
        ).order_by("initiative__number"),
        "initiative_id", found,
    )  # fmt: skip
    told: list[Any] = []
    for reading in readings(found):
        one: Any = reading.indicator
        one.reading, one.is_inside = reading, actor.is_member
        one.aim_ids, one.served_ids = aims[one.pk], served[one.pk]
        told.append(one)
    return told


def _ids(rows: Any, name: str, indicators: Iterable[Indicator]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    here = rows.filter(indicator__in=[one.pk for one in indicators])
    for indicator_id, key in here.values_list("indicator_id", name):
        found[indicator_id].append(key)
    return found


def whole_indicator(actor: Actor, key: UUID) -> Any:
    """An indicator as it is told, with ``aimed``, its targets, and ``stepped``, its accepted steps."""
    found = indicator_by_id(actor, key)
    if found is None:
        return None
    (one,) = shown(actor, [found])
    one.aimed = seen_by(actor, found.targets.select_related("set_by"))
    one.stepped = seen_by(actor, found.stepchanges.select_related("accepted_by"))
    return one


def seen_by(actor: Actor, things: Iterable[Any]) -> list[Any]:
    """Things, each told whether its reader works here: names are for those who do."""
    found = list(things)
    for one in found:
        one.is_inside = actor.is_member
    return found


def narrowed(
    indicators: QuerySet[Indicator], *, objective_id: UUID | None, initiative_id: UUID | None,
    unit_id: UUID | None, number: int | None,
) -> QuerySet[Indicator]:  # fmt: skip
    """Indicators of one objective, initiative or unit, or the one with a number."""
    asked = {
        "objectives": objective_id, "initiatives": initiative_id, "unit": unit_id, "number": number,
    }  # fmt: skip
    return indicators.filter(**{name: one for name, one in asked.items() if one is not None})


def _of(rows: QuerySet[Any], actor: Actor, key: Any) -> Any:
    """A row of an indicator that the reader may see, with the indicator at hand."""
    of_seen = rows.filter(pk=key, indicator__in=visible(actor))
    return next(iter(seen_by(actor, of_seen.select_related("indicator__municipality")[:1])), None)


def target(actor: Actor, key: UUID) -> Any:
    return _of(Target.objects.select_related("set_by"), actor, key)


def step_change(actor: Actor, key: UUID) -> Any:
    return _of(StepChange.objects.select_related("accepted_by"), actor, key)


def value(actor: Actor, key: int) -> Any:
    """A value; also one that was corrected since."""
    return _of(Value.objects.select_related("recorded_by"), actor, key)


def import_seen(actor: Actor, key: UUID) -> Import | None:
    """A file of figures, for those who may see what numbers rest on."""
    found: Import | None = _of(
        Import.objects.select_related("handed_in_by", "municipality"), actor, key
    )
    return found if found and may(actor, "indicators.see_rows", found) else None


def values(indicator: Indicator, *, with_corrected: bool = False) -> QuerySet[Value]:
    """The values of an indicator that hold now, oldest first; also those that were corrected, where asked for."""
    found = Value.objects.filter(indicator=indicator).select_related("recorded_by")
    return found if with_corrected else found.filter(superseded_at__isnull=True)


def values_of(
    rows: QuerySet[Value], *, whole: bool, unit_id: UUID | None, dimension: str, category: str,
    since: Any, until: Any,
) -> QuerySet[Value]:  # fmt: skip
    """Values of one unit or part, or of a stretch of time."""
    wanted = Q()
    if whole:
        wanted &= Q(unit__isnull=True, dimension="")
    for name, said in (
        ("unit", unit_id), ("dimension", dimension), ("category", category),
        ("ends_on__gte", since), ("starts_on__lte", until),
    ):  # fmt: skip
        if said:
            wanted &= Q(**{name: said})
    return rows.filter(wanted)


def initiatives_named(actor: Actor, keys: Iterable[UUID]) -> list[Initiative]:
    """The initiatives with these ids that the reader may see."""
    return list(Initiative.objects.visible_to(actor).filter(pk__in=list(keys)))
