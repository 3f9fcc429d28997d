"""Which strategies there are, and a strategy as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import CentreStrategy, Contribution, FocusArea, Objective, Strategy
from pejl.strategy.queries.parts import drivers, focus_areas, with_strategy


def strategies(actor: Actor) -> QuerySet[Strategy]:
    """The strategies that the reader may see, newest first."""
    return Strategy.objects.visible_to(actor).latest_first()


def in_force(found: Iterable[Strategy]) -> Strategy | None:
    """The strategy that a front page shows: the newest adopted one, else the newest there is."""
    ordered = list(found)
    adopted = [one for one in ordered if one.status == Strategy.Status.ADOPTED]
    return next(iter(adopted or ordered), None)


def strategy_by_slug(actor: Actor, slug: str) -> Strategy | None:
    return (
        Strategy.objects.visible_to(actor)
        .filter(slug=slug)
        .select_related("adopted_by", "predecessor", "municipality")
        .first()
    )


def strategy_of_municipality(municipality: Municipality, slug: str) -> Strategy | None:
    """The strategy at an address, whoever asks: for imports and jobs."""
    return Strategy.objects.filter(municipality=municipality, slug=slug).first()


def responsibilities_of(actor: Actor, person: Person) -> list[FocusArea | Objective]:
    """The focus areas and objectives that a person answers for, in the strategies the reader may see."""
    visible = Strategy.objects.visible_to(actor).exclude(status=Strategy.Status.CLOSED)
    areas = FocusArea.objects.filter(responsible=person, strategy__in=visible)
    objectives = Objective.objects.filter(responsible=person, strategy__in=visible)
    return [
        *areas.select_related("strategy").order_by("strategy__starts_on", "number"),
        *objectives.select_related("strategy", "focus_area").order_by(
            "strategy__starts_on", "focus_area__number", "number"
        ),
    ]


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


def every_part(strategy: Strategy) -> list[Any]:
    """The strategy's drivers, focus areas and objectives, and what the centres wrote."""
    found: list[Any] = [*drivers(strategy)]
    for area in focus_areas(strategy):
        found += [area, *area.aims]
    found += CentreStrategy.objects.filter(strategy=strategy).select_related("unit")
    found += Contribution.objects.filter(strategy=strategy).select_related(
        "focus_area", "centre_strategy__unit"
    )
    return with_strategy(found, strategy)


def objectives_in_force(actor: Actor) -> QuerySet[Objective]:
    """The objectives of strategies that are not closed, to choose among: newest strategy first."""
    visible = Strategy.objects.visible_to(actor).exclude(status=Strategy.Status.CLOSED)
    return (
        Objective.objects.filter(strategy__in=visible)
        .select_related("focus_area")
        .order_by("-strategy__starts_on", "focus_area__number", "number")
    )


def focus_areas_in_force(actor: Actor) -> QuerySet[FocusArea]:
    """The focus areas of strategies that are not closed, to choose among: newest strategy first."""
    visible = Strategy.objects.visible_to(actor).exclude(status=Strategy.Status.CLOSED)
    return FocusArea.objects.filter(strategy__in=visible).order_by("-strategy__starts_on", "number")
