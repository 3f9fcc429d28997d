"""Who takes part, counted centre by centre over time; and who can run an innovation process.

People are counted and never named. A number below ``FEWEST`` is not shown, and neither is one from which it could
be worked out: with one centre hidden, the smallest of the others is hidden too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.initiatives.models import (
    Activity,
    Comment,
    Facilitator,
    Idea,
    Initiative,
    Participant,
    Support,
)
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership, Municipality, Unit

FEWEST = 5
TOP = (Unit.Kind.CENTRE, Unit.Kind.DIRECTION)


@dataclass(frozen=True)
class Trace:
    """Somebody took part in something on a day."""

    person_id: UUID
    on: date
    kind: str


@dataclass(frozen=True)
class Count:
    """How many different people; nothing where the number is too small to be shown."""

    people: int | None
    percent: int | None = None


@dataclass(frozen=True)
class CentreRow:
    """One centre: how many work there, and how many of them took part, quarter by quarter and in the year."""

    unit: str
    employees: int | None
    quarters: list[Count]
    year: Count


@dataclass(frozen=True)
class KindRow:
    """One way of taking part, in the whole municipality."""

    name: str
    times: int
    people: Count


@dataclass(frozen=True)
class Breadth:
    """Who took part in a year."""

    years: list[int]
    year: int
    rows: list[CentreRow]
    total: CentreRow
    kinds: list[KindRow]
    activities: int
    taking_part: int

    @property
    def hides_some(self) -> bool:
        return any(one.people is None for row in self.rows for one in [*row.quarters, row.year])


def _day(moment: datetime | date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _traces(municipality: Municipality) -> list[Trace]:
    """Every time somebody who can be counted took part. Four SQL queries."""
    sources = (
        ("idea", Idea.objects.exclude(submitter=None), "submitter_id", "created_at"),
        ("support", Support.objects.all(), "person_id", "created_at"),
        ("comment", Comment.objects.all(), "person_id", "created_at"),
        ("part", Participant.objects.exclude(person=None), "person_id", "since_on"),
    )
    return [
        Trace(person, _day(moment), kind)
        for kind, found, who, when in sources
        for person, moment in found.filter(municipality=municipality).values_list(who, when)
    ]


def _homes(municipality: Municipality) -> tuple[dict[UUID, str], dict[str, set[UUID]]]:
    """Every unit's centre, and who works at each centre today. Two SQL queries."""
    units = {one.id: one for one in Unit.objects.filter(municipality=municipality)}

    def centre_of(unit: Unit) -> str:
        while unit.kind not in TOP and unit.parent_id in units:
            unit = units[unit.parent_id]
        return unit.name

    centres = {key: centre_of(unit) for key, unit in units.items()}
    staff: dict[str, set[UUID]] = {
        one.name: set() for one in units.values() if one.kind in TOP and not one.closed_on
    }
    held = Membership.objects.current().filter(municipality=municipality, unit__isnull=False)
    for person, unit in held.exclude(role="guest").values_list("person_id", "unit_id"):
        staff.setdefault(centres[unit], set()).add(person)
    return centres, staff


def _count(people: int, employees: int) -> Count:
    """A share of those who work there; nothing where either number is too small."""
    if employees < FEWEST or 0 < people < FEWEST:
        return Count(None)
    return Count(people, round(100 * people / employees))


def _row(name: str, staff: set[UUID], quarters: list[set[UUID]]) -> CentreRow:
    employees = len(staff)
    return CentreRow(
        unit=name,
        employees=employees if employees >= FEWEST else None,
        quarters=[_count(len(those & staff), employees) for those in quarters],
        year=_count(len(set().union(*quarters) & staff), employees),
    )


def _covered(rows: list[CentreRow]) -> list[CentreRow]:
    """Hide a second number in each column that hides just one, so that the sum does not give it away."""
    columns = [[*row.quarters, row.year] for row in rows]
    for at in range(5):
        column = [row[at] for row in columns]
        shown = [place for place, one in enumerate(column) if one.people]
        if sum(one.people is None for one in column) == 1 and shown:
            columns[min(shown, key=lambda place: column[place].people or 0)][at] = Count(None)
    return [
        CentreRow(row.unit, row.employees, cells[:4], cells[4])
        for row, cells in zip(rows, columns, strict=True)
    ]


def breadth(municipality: Municipality, year: int | None = None) -> Breadth:
    """Who took part in a year, the latest with anything in it unless another is chosen. Eight SQL queries."""
    traces = _traces(municipality)
    _centres, staff = _homes(municipality)
    years = sorted({one.on.year for one in traces}, reverse=True) or [timezone.localdate().year]
    chosen = year if year in years else years[0]
    those = [one for one in traces if one.on.year == chosen]
    quarters: list[set[UUID]] = [set(), set(), set(), set()]
    for one in those:
        quarters[(one.on.month - 1) // 3].add(one.person_id)
    everyone = set().union(*staff.values(), {one.person_id for one in those})
    activities = Activity.objects.filter(municipality=municipality, on__year=chosen)
    return Breadth(
        years=years,
        year=chosen,
        rows=_covered([_row(name, people, quarters) for name, people in staff.items()]),
        total=_row(_("The whole municipality"), everyone, quarters),
        kinds=_kinds(those, len(everyone)),
        activities=activities.count(),
        taking_part=activities.aggregate(all=Sum("taking_part"))["all"] or 0,
    )


def _kinds(traces: list[Trace], employees: int) -> list[KindRow]:
    words = {
        "idea": _("handed in an idea"),
        "support": _("joined somebody's idea"),
        "comment": _("said something about an idea or initiative"),
        "part": _("had a part in a prejekt or project"),
    }
    people: dict[str, list[UUID]] = defaultdict(list)
    for one in traces:
        people[one.kind].append(one.person_id)
    return [
        KindRow(word, len(people[kind]), _count(len(set(people[kind])), employees))
        for kind, word in words.items()
    ]


@dataclass(frozen=True)
class Shown:
    """A facilitator, and what they have led."""

    facilitator: Facilitator
    led: list[Initiative]


def facilitators(actor: Actor, words: str = "") -> list[Shown]:
    """Those who agree to be shown and still work here, with what they led. Three SQL queries."""
    found = (
        Facilitator.objects.filter(
            municipality=actor.municipality,
            consents=True,
            person__in=organisation.members(actor.municipality) if actor.municipality else [],
        )
        .select_related("person", "unit")
        .order_by("person__name")
    )
    wanted = words.casefold()
    listed = [one for one in found if wanted in _findable(one)]
    led = _led(actor, [one.person_id for one in listed])
    return [Shown(one, led[one.person_id]) for one in listed]


def _findable(one: Facilitator) -> str:
    unit = one.unit.name if one.unit else ""
    return " ".join(
        (one.person.name, one.methods, one.languages, one.availability, one.about, unit)
    ).casefold()


def _led(actor: Actor, people: Iterable[UUID]) -> dict[UUID, list[Initiative]]:
    led: dict[UUID, list[Initiative]] = defaultdict(list)
    leading = Participant.objects.filter(
        municipality=actor.municipality, role=Participant.Role.LEAD, person__in=list(people)
    )
    for one in leading.select_related("initiative").order_by("-since_on"):
        if one.person_id:
            led[one.person_id].append(one.initiative)
    return led


def own_offer(actor: Actor) -> Facilitator | None:
    """What the reader wrote about themself."""
    if actor.person_id is None:
        return None
    return Facilitator.objects.filter(
        municipality=actor.municipality, person_id=actor.person_id
    ).first()
