"""What one can choose among in the catalogue's filter, remembered until something is recorded here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models.functions import Collate

from pejl.history.models import Entry
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.strategy.models import FocusArea, Strategy

REMEMBERED = 256
"""Choices of so many municipalities and kinds of readers are kept by one process, a few kilobytes each."""
LOOK_BACK = 50
"""Lines may be written in another order than they were numbered, so the last few say more than the very last."""

Words = tuple[tuple[str, str], ...]
"""What stands in the address, and what is read, of each thing to choose."""


@dataclass(frozen=True)
class Choices:
    """What one can choose among in the catalogue's filter."""

    units: Words
    focus_areas: Words
    strategies: Words


def choices(actor: Actor) -> Choices:
    """Centres with something in the catalogue, focus areas and strategies.

    One SQL query when nothing was recorded since somebody of the same kind asked, three otherwise.
    """
    municipality = actor.municipality
    lines = Entry.objects.within(municipality.id if municipality else None).order_by("-id")
    return _choices(_another_like(actor), tuple(lines.values_list("id", flat=True)[:LOOK_BACK]))


def _another_like(actor: Actor) -> Actor:
    """Somebody who works here, or a visitor, with nothing that is one reader's alone: they share what is
    remembered.
    """
    roles = frozenset({"employee"}) if actor.is_member else frozenset[str]()
    return Actor(municipality=actor.municipality, roles=roles)


@lru_cache(maxsize=REMEMBERED)
def _choices(actor: Actor, _lines: tuple[int, ...]) -> Choices:
    """Read for a kind of reader as of the last lines of the history; every change writes one."""
    strategies: dict[str, str] = {}
    areas = []
    for area in _focus_areas(actor):
        strategy = area.strategy
        strategies[strategy.slug] = strategy.title
        areas.append(
            (f"{strategy.slug}.{area.number}", f"{area.number}. {area.label} ({strategy.period})")
        )
    return Choices(
        units=_units(actor), focus_areas=tuple(areas), strategies=tuple(strategies.items())
    )


def _units(actor: Actor) -> Words:
    listed = Initiative.objects.visible_to(actor).values("unit_id")
    units = Unit.objects.filter(municipality=actor.municipality, id__in=listed)
    return tuple(units.order_by(Collate("name", "danish")).values_list("slug", "name"))


def _focus_areas(actor: Actor) -> list[FocusArea]:
    """The focus areas, those of the newest strategy first."""
    seen = FocusArea.objects.filter(strategy__in=Strategy.objects.visible_to(actor))
    return list(
        seen.select_related("strategy").order_by(
            "-strategy__starts_on", "-strategy__slug", "number"
        )
    )
