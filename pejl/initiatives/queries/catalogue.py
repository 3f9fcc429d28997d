"""What the pages of the catalogue ask: which initiatives stand in it, narrowed, grouped and sorted as chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Collate

from pejl.initiatives.models import Initiative
from pejl.initiatives.queries.entries import CatalogueEntry, Group, as_entries, grouped
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.strategy.models import FocusArea, Strategy

__all__ = [
    "EVERYTHING",
    "STATES",
    "CatalogueChoice",
    "CatalogueEntry",
    "Group",
    "as_entries",
    "catalogue",
    "grouped",
    "initiatives_for_centre_strategy",
    "initiatives_of_unit",
    "serving_focus_area",
]

State = Initiative.State
STATES = (
    State.PROPOSED, State.RUNNING, State.CRYSTALLISED, State.IN_OPERATION, State.PARKED,
    State.STOPPED,
)  # fmt: skip
"""The states in the order in which the catalogue tells of them."""

GROUPINGS = ("fokus", "center", "tilstand")
ORDERS = {
    "nummer": ("number",),
    "titel": (Collate("title", "danish"), "number"),
    "slut": (F("ends_on").asc(nulls_last=True), "number"),
    "nyeste": ("-created_at", "-number"),
    "center": (Collate("unit__name", "danish"), "number"),
}


@dataclass(frozen=True)
class CatalogueChoice:
    """How a reader narrows, groups and sorts the catalogue; empty words choose everything."""

    kind: str = ""
    unit: str = ""
    focus_area: str = ""
    state: str = ""
    strategy: str = ""
    words: str = ""
    grouping: str = "fokus"
    order: str = "nummer"


EVERYTHING = CatalogueChoice()


def catalogue(actor: Actor, choice: CatalogueChoice = EVERYTHING) -> QuerySet[Initiative]:
    """The initiatives of the catalogue that the reader may see, grouped and sorted as chosen."""
    found = _narrowed(Initiative.objects.visible_to(actor), actor, choice)
    order = ORDERS.get(choice.order, ORDERS["nummer"])
    return found.order_by(*_group_order(actor, choice.grouping), *order)


def _narrowed(
    found: QuerySet[Initiative], actor: Actor, choice: CatalogueChoice
) -> QuerySet[Initiative]:
    wanted: dict[str, Any] = {"kind": choice.kind, "unit__slug": choice.unit, "state": choice.state}
    if choice.strategy:
        wanted["strategy__in"] = Strategy.objects.visible_to(actor).filter(slug=choice.strategy)
    if choice.focus_area:
        wanted["focus_areas__in"] = _area(actor, choice.focus_area)
    chosen = {name: value for name, value in wanted.items() if value != ""}
    return found.filter(_says(choice.words), **chosen)


def _says(words: str) -> Q:
    """Has the words in its title, its summary, its question or its goal."""
    if not words:
        return Q()
    return (
        Q(title__icontains=words)
        | Q(summary__icontains=words)
        | Q(prejekt__question__icontains=words)
        | Q(project__goal__icontains=words)
    )


def _area(actor: Actor, words: str) -> QuerySet[FocusArea]:
    """A focus area by strategy and number, such as “2014.2”."""
    strategy, _dot, number = words.rpartition(".")
    return FocusArea.objects.filter(
        strategy__in=Strategy.objects.visible_to(actor).filter(slug=strategy),
        number=int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0,
    )


def _group_order(actor: Actor, grouping: str) -> list[Any]:
    if grouping == "center":
        return [Collate("unit__name", "danish")]
    if grouping == "tilstand":
        places = [When(state=state, then=Value(place)) for place, state in enumerate(STATES)]
        return [Case(*places, default=Value(len(STATES)))]
    first = FocusArea.objects.filter(
        initiatives=OuterRef("pk"), strategy__in=Strategy.objects.visible_to(actor)
    ).order_by("-strategy__starts_on", "-strategy__slug", "number")
    return [
        Subquery(first.values("strategy__starts_on")[:1]).desc(nulls_last=True),
        Subquery(first.values("number")[:1]).asc(nulls_last=True),
    ]


def _entries(actor: Actor, choice: CatalogueChoice) -> list[CatalogueEntry]:
    """Everything that is chosen, as the reader may see it."""
    return as_entries(actor, catalogue(actor, choice), with_internal=actor.is_member)


def initiatives_of_unit(actor: Actor, unit: Unit) -> list[Group]:
    """What a centre carries, per focus area."""
    choice = CatalogueChoice(unit=unit.slug)
    return grouped(_entries(actor, choice), "fokus")


def serving_focus_area(actor: Actor, area: FocusArea) -> list[CatalogueEntry]:
    """What serves a focus area."""
    choice = CatalogueChoice(focus_area=f"{area.strategy.slug}.{area.number}", grouping="center")
    return _entries(actor, choice)


def initiatives_for_centre_strategy(
    actor: Actor, unit: Unit, strategy: Strategy
) -> dict[int, list[CatalogueEntry]]:
    """What a centre carries for each focus area of a strategy, by its number; once under each that it serves."""
    by_number: dict[int, list[CatalogueEntry]] = {}
    for entry in _entries(actor, CatalogueChoice(unit=unit.slug)):
        for slug, number, _title in entry.areas:
            if slug == strategy.slug:
                by_number.setdefault(number, []).append(entry)
    return by_number
