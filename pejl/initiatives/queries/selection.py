"""What the page of selection asks: everything proposed, what it asks of the centres, and what was chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pejl.initiatives.models import Initiative, Selection
from pejl.initiatives.queries.catalogue import CatalogueChoice, CatalogueEntry, catalogue
from pejl.initiatives.queries.entries import entry_of, told_rows
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import FocusArea, Strategy

ASKED = ("prejekt__hours", "prejekt__amount", "project__hours", "project__amount")
"""What an initiative asks of its centre."""


@dataclass(frozen=True)
class Candidate:
    """An initiative that can be selected, what it asks of its centre, and what was last decided about it."""

    entry: CatalogueEntry
    hours: int | None
    amount: Decimal | None
    is_selected: bool
    choice: Selection | None
    """The last choice, when there is one: who, when and why."""


@dataclass
class Asked:
    """What the selected, and all that could be, ask of one centre."""

    unit: str
    selected: int = 0
    selected_hours: int = 0
    selected_amount: Decimal = Decimal(0)
    all: int = 0
    all_hours: int = 0
    all_amount: Decimal = Decimal(0)

    def count(self, candidate: Candidate) -> None:
        """Add one initiative."""
        hours, amount = candidate.hours or 0, candidate.amount or Decimal(0)
        self.all += 1
        self.all_hours += hours
        self.all_amount += amount
        if candidate.is_selected:
            self.selected += 1
            self.selected_hours += hours
            self.selected_amount += amount


@dataclass(frozen=True)
class Cell:
    """How many of a focus area at a centre are selected, of how many."""

    selected: int
    all: int


@dataclass(frozen=True)
class Row:
    """One centre in the table of focus areas and centres."""

    unit: str
    cells: list[Cell]
    asked: Asked


@dataclass(frozen=True)
class SelectionPage:
    """Everything that could be selected into a strategy."""

    focus_areas: list[FocusArea]
    rows: list[Row]
    total: Asked
    groups: list[tuple[str, list[Candidate]]] = field(default_factory=list)

    @property
    def heads(self) -> list[str]:
        """The head of each column of the table."""
        areas = [f"{area.number}. {area.label}" for area in self.focus_areas]
        return [_("Centre"), *areas, _("Selected"), _("Hours"), _("Kroner")]


def selection_page(actor: Actor, strategy: Strategy) -> SelectionPage:
    """All that lives and is not taken into another strategy, per focus area."""
    areas = strategy_room.focus_areas(strategy, with_questions=False)
    candidates = _candidates(actor, strategy)
    units = organisation.centres(strategy.municipality)
    return SelectionPage(
        focus_areas=areas,
        rows=_rows(units, areas, candidates, strategy),
        total=_asked("", candidates),
        groups=_per_area(areas, candidates, strategy),
    )


def _candidates(actor: Actor, strategy: Strategy) -> list[Candidate]:
    free = catalogue(actor, CatalogueChoice(order="center")).filter(strategy=None)
    chosen = catalogue(actor, CatalogueChoice(strategy=strategy.slug, order="center"))
    rows = [
        row
        for found in (free.exclude(state__in=Initiative.ENDED), chosen)
        for row in told_rows(actor, found, *ASKED, with_internal=True)
    ]
    latest = {
        one.initiative_id: one
        for one in Selection.objects.filter(strategy=strategy)
        .select_related("decided_by")
        .order_by("created_at")
    }
    return [
        Candidate(
            entry=entry_of(row, with_internal=True),
            hours=_first(row["prejekt__hours"], row["project__hours"]),
            amount=_first(row["prejekt__amount"], row["project__amount"]),
            is_selected=row["strategy_id"] == strategy.id,
            choice=latest.get(row["id"]),
        )
        for row in rows
    ]


def _first(of_prejekt: Any, of_project: Any) -> Any:
    """What one of the two says; an initiative is never both."""
    return of_project if of_prejekt is None else of_prejekt


def _numbers(candidate: Candidate, strategy: Strategy) -> list[int]:
    return [area[1] for area in candidate.entry.areas if area[0] == strategy.slug]


def _asked(unit: str, candidates: Iterable[Candidate]) -> Asked:
    asked = Asked(unit)
    for one in candidates:
        asked.count(one)
    return asked


def _rows(
    units: list[Unit], areas: list[FocusArea], candidates: list[Candidate], strategy: Strategy
) -> list[Row]:
    by_unit: dict[str, list[Candidate]] = defaultdict(list)
    for unit in units:
        by_unit[unit.name] = []
    for one in candidates:
        by_unit[one.entry.unit].append(one)
    return [
        Row(name, [_cell(those, area.number, strategy) for area in areas], _asked(name, those))
        for name, those in by_unit.items()
    ]


def _cell(those: list[Candidate], number: int, strategy: Strategy) -> Cell:
    serving = [one for one in those if number in _numbers(one, strategy)]
    return Cell(sum(one.is_selected for one in serving), len(serving))


def _per_area(
    areas: list[FocusArea], candidates: list[Candidate], strategy: Strategy
) -> list[tuple[str, list[Candidate]]]:
    """Each initiative once, under the first focus area it serves; those that serve none come last."""
    first: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        first[min(_numbers(one, strategy), default=0)].append(one)
    headed = [(f"{area.number}. {area.title}", first[area.number]) for area in areas]
    headed.append(("", first[0]))
    return [(heading, those) for heading, those in headed if those]


def choices_about(strategy: Strategy, initiative: Initiative) -> list[Selection]:
    """What was decided about taking the initiative into the strategy, newest first."""
    found = Selection.objects.filter(strategy=strategy, initiative=initiative)
    return list(found.select_related("decided_by").order_by("-created_at"))


def latest_selection(strategy: Strategy, initiative: Initiative) -> Selection | None:
    """What was last decided about taking the initiative into the strategy."""
    found = Selection.objects.filter(strategy=strategy, initiative=initiative)
    return found.select_related("decided_by").order_by("-created_at").first()
