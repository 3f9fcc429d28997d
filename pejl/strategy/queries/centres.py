"""What the centres wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.search.danish import danish_key
from pejl.strategy.models import CentreStrategy, Contribution, FocusArea, Strategy
from pejl.strategy.queries.parts import with_strategy


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
        with_strategy(found.select_related("centre_strategy__unit"), area.strategy),
        key=lambda one: danish_key(one.centre_strategy.unit.name),
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
