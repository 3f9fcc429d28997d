"""The executive group's overview of a round: exceptions and roll-ups first, the rest one step away.

A page shows so many exceptions of each objective and says how many more there are, so that it stays as quick and
as readable with eight hundred initiatives as with two hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pejl.followup.models import Round
from pejl.followup.queries.standing import Counts, Row, counts_of, rows_of
from pejl.organisation.actors import Actor
from pejl.search.danish import danish_key

MOST_SHOWN = 3
"""So many exceptions of one objective stand on the page; the filter has them all."""

WHICH: dict[str, Callable[[Row], bool]] = {
    "ude-af-kurs": lambda row: row.stands == "off_course",
    "uenige": lambda row: row.disagrees,
    "foraeldede": lambda row: row.stands == "stale",
    "mangler": lambda row: row.is_missing,
    "beslutning": lambda row: row.wants_decision,
    "uden-ejer": lambda row: row.is_unowned,
    "undtagelser": lambda row: row.is_exception,
}
"""What a reader can ask for, by the word that stands in the address; any other word asks for all."""


@dataclass(frozen=True)
class Chosen:
    """What a reader asked for; nothing for the overview itself."""

    which: str = ""
    unit: str = ""
    aim: str = ""
    """The label of an objective: all that serves it."""

    @property
    def is_narrow(self) -> bool:
        return bool(self.which or self.unit or self.aim)


@dataclass
class Aim:
    """An objective, or what serves a focus area directly: how it stands, and the exceptions among what is done."""

    row: Row | None
    served_by: list[Row] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counts:
        return counts_of(self.served_by)

    @cached_property
    def exceptions(self) -> list[Row]:
        found = [one for one in self.served_by if one.is_exception]
        return sorted(found, key=lambda one: one.place)

    @property
    def shown(self) -> list[Row]:
        return self.exceptions[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """Further exceptions that the page does not show."""
        return max(0, len(self.exceptions) - MOST_SHOWN)


@dataclass
class Area:
    """A focus area with its objectives and the roll-up of all that is reported within it."""

    number: int | None
    row: Row | None = None
    aims: dict[str, Aim] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counts:
        return counts_of(self.rows)


@dataclass(frozen=True)
class UnitPart:
    """A unit with the roll-up of what it carries out."""

    name: str
    slug: str
    counts: Counts


@dataclass(frozen=True)
class Overview:
    """A round as the executive group reads it."""

    round: Round
    counts: Counts
    areas: list[Area]
    units: list[UnitPart]
    listed: list[Row]
    """What was asked for, worst first; empty where the overview itself is shown."""
    asked: dict[str, int]
    """How many there are of each that can be asked for."""


def overview(actor: Actor, round: Round, chosen: Chosen) -> Overview:
    """A round, rolled up by focus area and by unit. At most nine SQL queries, however large the round is."""
    rows = rows_of(actor, round)
    return Overview(
        round=round,
        counts=counts_of(rows),
        areas=_areas(rows),
        units=_units(rows),
        listed=_listed(rows, chosen) if chosen.is_narrow else [],
        asked=_asked(rows, chosen),
    )


def _areas(rows: Iterable[Row]) -> list[Area]:
    found: dict[int | None, Area] = {}
    for row in rows:
        area = found.setdefault(row.area, Area(row.area))
        area.rows.append(row)
        if row.kind == "focus_area":
            area.row = row
            continue
        aim = area.aims.setdefault(row.aim, Aim(None))
        if row.kind == "objective":
            aim.row = row
        else:
            aim.served_by.append(row)
    return list(found.values())


def _units(rows: Iterable[Row]) -> list[UnitPart]:
    of_each: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.unit:
            of_each[row.unit, row.unit_slug].append(row)
    found = [UnitPart(name, slug, counts_of(own)) for (name, slug), own in of_each.items()]
    return sorted(found, key=lambda one: danish_key(one.name))


def _asked(rows: Iterable[Row], chosen: Chosen) -> dict[str, int]:
    here = [one for one in rows if not chosen.unit or one.unit_slug == chosen.unit]
    return {word: sum(map(is_meant, here)) for word, is_meant in WHICH.items()} | {
        "alle": len(here)
    }


def _listed(rows: Iterable[Row], chosen: Chosen) -> list[Row]:
    asked = WHICH.get(chosen.which)
    found = [
        one
        for one in rows
        if (asked is None or asked(one))
        and (not chosen.unit or one.unit_slug == chosen.unit)
        and (not chosen.aim or one.aim == chosen.aim)
    ]
    return sorted(found, key=lambda one: one.place)
