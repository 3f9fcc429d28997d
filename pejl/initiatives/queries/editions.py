"""The catalogue as it reads on a day, as plain texts: what is printed, and what an edition keeps for ever."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.initiatives.models import CatalogueEdition, Initiative
from pejl.initiatives.queries.catalogue import (
    EVERYTHING,
    CatalogueChoice,
    CatalogueEntry,
    as_entries,
    catalogue,
    grouped,
)
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality


def catalogue_content(
    actor: Actor,
    municipality: Municipality,
    choice: CatalogueChoice = EVERYTHING,
    *,
    title: str = "",
    is_public: bool = False,
) -> dict[str, Any]:
    """The whole catalogue as plain texts: what an edition keeps and what the printed catalogue is set from.

    ``is_public`` makes the version that everyone may read, whoever asks.
    """
    with_internal = actor.is_member and not is_public
    # What everyone may read is put together as a visitor sees it: also the titles of the objectives it serves.
    reader = Actor(municipality=municipality) if is_public else actor
    found = catalogue(
        reader, CatalogueChoice(**asdict(choice) | {"grouping": "fokus", "order": "center"})
    )
    entries = as_entries(reader, found, with_internal=with_internal, with_objectives=True)
    return {
        "municipality": municipality.name,
        "colour": municipality.accent_colour,
        "title": title or _("Development catalogue"),
        "day": timezone.localdate().isoformat(),
        "is_public": not with_internal,
        "areas": [
            {"heading": group.heading, "centres": _per_centre(group.entries)}
            for group in grouped(entries, "fokus")
        ],
        "counts": {
            kind: sum(one.kind == kind for one in entries) for kind in Initiative.Kind.values
        },
    }


def _per_centre(entries: list[CatalogueEntry]) -> list[dict[str, Any]]:
    """Within a focus area, centre by centre."""
    by_unit: dict[str, list[CatalogueEntry]] = {}
    for one in entries:
        by_unit.setdefault(one.unit, []).append(one)
    return [
        {"unit": unit, "entries": [asdict(one) for one in those]} for unit, those in by_unit.items()
    ]


def entries_of(content: dict[str, Any]) -> list[CatalogueEntry]:
    """The entries of a frozen catalogue, as they read on its day."""
    known = CatalogueEntry.__dataclass_fields__
    return [
        CatalogueEntry(**{name: value for name, value in one.items() if name in known})
        for area in content["areas"]
        for centre in area["centres"]
        for one in centre["entries"]
    ]


def editions(actor: Actor) -> QuerySet[CatalogueEdition]:
    """The editions that the reader may see, newest first."""
    found = CatalogueEdition.objects.filter(municipality=actor.municipality)
    if not actor.is_member:
        found = found.filter(is_public=True)
    return found.select_related("strategy").defer("content")


def edition(actor: Actor, key: UUID) -> CatalogueEdition | None:
    return editions(actor).defer(None).filter(id=key).first()
