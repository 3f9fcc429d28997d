"""Entries of the catalogue: what is told of an initiative, read from the database as an entry and nothing more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.initiatives.models import Initiative, LogEntry
from pejl.organisation.actors import Actor
from pejl.strategy.models import Strategy

TOLD = (
    "id", "number", "kind", "state", "title", "summary", "is_public", "is_example", "strategy_id",
    "starts_on", "ends_on", "unit__name", "unit__slug", "prejekt__question", "project__goal",
)  # fmt: skip
"""What an entry is made from."""
TOLD_INSIDE = (
    "sponsor__name", "owner__name", "learning", "ended_on", "review_on", "wakes_when",
    "last_learned", "last_learned_on",
)  # fmt: skip
"""What those who work here read besides; for others it is not even read."""


@dataclass(frozen=True)
class CatalogueEntry:
    """One prejekt, project or thing done at once as the catalogue shows it; holds only what may be frozen as text.

    For visitors the fields that are not public are empty: people, what was learned, when to look again.
    """

    number: int
    kind: str
    state: str
    title: str
    line: str
    """The question of a prejekt, the goal of a project."""
    summary: str
    unit: str
    unit_slug: str
    areas: list[list[Any]] = field(default_factory=list)
    """Focus areas served, as [strategy, number, title]; the first is the one it stands under."""
    objectives: list[str] = field(default_factory=list)
    """Told in print and in spreadsheets; pages lead to them by the focus area."""
    starts_on: str = ""
    ends_on: str = ""
    sponsor: str = ""
    owner: str = ""
    learned: str = ""
    learned_on: str = ""
    review_on: str = ""
    wakes_when: str = ""
    is_selected: bool = False
    is_public: bool = False
    is_example: bool = False

    @property
    def label(self) -> str:
        return f"P{self.number}"

    @property
    def kind_word(self) -> str:
        return _word(Initiative.Kind.choices, self.kind)

    @property
    def state_word(self) -> str:
        return _word(Initiative.State.choices, self.state)

    @property
    def begins(self) -> date | None:
        return _day(self.starts_on)

    @property
    def ends(self) -> date | None:
        return _day(self.ends_on)

    @property
    def learned_day(self) -> date | None:
        return _day(self.learned_on)

    @property
    def review_day(self) -> date | None:
        return _day(self.review_on)

    @property
    def is_past_its_time(self) -> bool:
        ends = self.ends
        return (
            self.state == Initiative.State.RUNNING
            and ends is not None
            and ends < timezone.localdate()
        )

    @property
    def area_heading(self) -> str:
        """The focus area it stands under."""
        return _area_heading(self.areas[0]) if self.areas else _("No focus area")

    @property
    def also_serves(self) -> list[str]:
        return [_area_heading(one) for one in self.areas[1:]]


def _word(choices: Iterable[tuple[Any, Any]], value: str) -> str:
    return str(dict(choices).get(value, value))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _area_heading(area: Sequence[Any]) -> str:
    return f"{area[1]}. {area[2]}"


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    heading: str
    entries: list[CatalogueEntry]


def grouped(entries: Iterable[CatalogueEntry], grouping: str) -> list[Group]:
    """Entries that are already in order, under their headings."""
    keys = {
        "center": lambda one: one.unit,
        "tilstand": lambda one: one.state_word,
    }
    key = keys.get(grouping, lambda one: one.area_heading)
    return [Group(heading, list(those)) for heading, those in groupby(entries, key)]


def as_entries(
    actor: Actor,
    found: QuerySet[Initiative],
    *,
    with_internal: bool,
    with_objectives: bool = False,
) -> list[CatalogueEntry]:
    """The initiatives found as the catalogue shows them; ``with_internal`` for those who work here.

    Two SQL queries however many there are, three with the objectives that print and spreadsheets tell.
    """
    rows = told_rows(actor, found, with_internal=with_internal)
    aims = _objectives_of(actor, rows) if with_objectives else {}
    return [entry_of(row, aims.get(row["id"], ()), with_internal=with_internal) for row in rows]


def told_rows(
    actor: Actor, found: QuerySet[Initiative], *more: str, with_internal: bool
) -> list[dict[str, Any]]:
    """What an entry is made from, a row each, with ``areas``, and ``more`` fields that the caller asks for.

    Rows and not objects: an entry tells a quarter of what its four tables hold.
    """
    if with_internal:
        found = _with_learning(found)
    rows = list(found.values(*TOLD, *(TOLD_INSIDE if with_internal else ()), *more))
    areas = _areas_of(actor, rows)
    return [{**row, "areas": areas[row["id"]]} for row in rows]


def _with_learning(found: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Each with the last line of its log of learning, looked up in the same query."""
    log = LogEntry.objects.filter(initiative=OuterRef("pk")).order_by("-on", "-created_at")
    return found.annotate(
        last_learned=Subquery(log.values("text")[:1]),
        last_learned_on=Subquery(log.values("on")[:1]),
    )


def _areas_of(actor: Actor, rows: list[dict[str, Any]]) -> dict[UUID, list[list[Any]]]:
    """The focus areas that each serves; those of the newest strategy first, those of a draft only for
    who may read the draft.
    """
    links = (
        Initiative.focus_areas.through._default_manager.filter(
            initiative__in=[row["id"] for row in rows],
            focusarea__strategy__in=Strategy.objects.visible_to(actor),
        )
        .order_by(
            "-focusarea__strategy__starts_on", "-focusarea__strategy__slug", "focusarea__number"
        )
        .values_list(
            "initiative_id", "focusarea__strategy__slug", "focusarea__number", "focusarea__title"
        )
    )
    found: dict[UUID, list[list[Any]]] = defaultdict(list)
    for initiative_id, *area in links:
        found[initiative_id].append(area)
    return found


def _objectives_of(actor: Actor, rows: list[dict[str, Any]]) -> dict[UUID, list[str]]:
    """The objectives that each serves, as one says them: “2.3 Kortere vej”."""
    links = (
        Initiative.objectives.through._default_manager.filter(
            initiative__in=[row["id"] for row in rows],
            objective__strategy__in=Strategy.objects.visible_to(actor),
        )
        .order_by("objective__focus_area__number", "objective__number")
        .values_list(
            "initiative_id",
            "objective__focus_area__number",
            "objective__number",
            "objective__title",
        )
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for initiative_id, area, number, title in links:
        found[initiative_id].append(f"{area}.{number} {title}")
    return found


def entry_of(
    row: dict[str, Any], objectives: Iterable[str] = (), *, with_internal: bool
) -> CatalogueEntry:
    """One row of ``told_rows`` as the catalogue shows it."""
    return CatalogueEntry(
        number=row["number"],
        kind=row["kind"],
        state=row["state"],
        title=row["title"],
        line=row["prejekt__question"] or row["project__goal"] or "",
        summary=row["summary"],
        unit=row["unit__name"],
        unit_slug=row["unit__slug"],
        areas=row["areas"],
        objectives=list(objectives),
        starts_on=_iso(row["starts_on"]),
        ends_on=_iso(row["ends_on"]),
        is_selected=row["strategy_id"] is not None,
        is_public=row["is_public"],
        is_example=row["is_example"],
        **(_internal(row) if with_internal else {}),
    )


def _internal(row: dict[str, Any]) -> dict[str, str]:
    """What those who work here read beside what everyone reads."""
    ended = bool(row["learning"])
    return {
        "sponsor": row["sponsor__name"] or "",
        "owner": row["owner__name"] or "",
        "learned": row["learning"] or row["last_learned"] or "",
        "learned_on": _iso(row["ended_on"] if ended else row["last_learned_on"]),
        "review_on": _iso(row["review_on"]),
        "wakes_when": row["wakes_when"],
    }
