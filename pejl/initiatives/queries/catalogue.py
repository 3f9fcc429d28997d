"""What the pages of the catalogue ask: its entries, their groups, and the catalogue as it reads on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Case, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Collate
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.initiatives.models import Initiative, LogEntry
from pejl.initiatives.queries.initiatives import focus_areas_seen_by
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit
from pejl.strategy.models import FocusArea, Objective, Strategy

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
        return self.state == State.RUNNING and ends is not None and ends < timezone.localdate()

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
    """The initiatives of the catalogue that the reader may see, grouped and sorted as chosen.

    Two SQL queries when read, however many there are: the initiatives, and their focus areas.
    """
    found = _narrowed(Initiative.objects.visible_to(actor), actor, choice)
    order = ORDERS.get(choice.order, ORDERS["nummer"])
    ordered = found.order_by(*_group_order(actor, choice.grouping), *order)
    told = ordered.select_related("unit", "prejekt", "project")
    if actor.is_member:  # people and learning are not told to others, so they are not read for them
        told = _with_learning(told.select_related("sponsor", "owner"))
    return told.prefetch_related(focus_areas_seen_by(actor))


def _narrowed(
    found: QuerySet[Initiative], actor: Actor, choice: CatalogueChoice
) -> QuerySet[Initiative]:
    if choice.kind:
        found = found.filter(kind=choice.kind)
    if choice.unit:
        found = found.filter(unit__slug=choice.unit)
    if choice.state:
        found = found.filter(state=choice.state)
    if choice.strategy:
        found = found.filter(
            strategy__in=Strategy.objects.visible_to(actor).filter(slug=choice.strategy)
        )
    if choice.focus_area:
        found = found.filter(focus_areas__in=_area(actor, choice.focus_area))
    if choice.words:
        words = choice.words
        found = found.filter(
            Q(title__icontains=words)
            | Q(summary__icontains=words)
            | Q(prejekt__question__icontains=words)
            | Q(project__goal__icontains=words)
        )
    return found


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


def objectives_seen_by(actor: Actor) -> Prefetch[str, QuerySet[Objective], str]:
    seen = Objective.objects.filter(strategy__in=Strategy.objects.visible_to(actor))
    return Prefetch(
        "objectives",
        seen.select_related("focus_area").order_by("focus_area__number", "number"),
        to_attr="aims",
    )


def _with_learning(found: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Each with the last line of its log of learning, looked up in the same query."""
    log = LogEntry.objects.filter(initiative=OuterRef("pk")).order_by("-on", "-created_at")
    return found.annotate(
        last_learned=Subquery(log.values("text")[:1]),
        last_learned_on=Subquery(log.values("on")[:1]),
    )


def as_entries(found: Iterable[Initiative], *, with_internal: bool) -> list[CatalogueEntry]:
    """The initiatives as the catalogue shows them; ``with_internal`` for those who work here."""
    return [_entry(one, with_internal=with_internal) for one in found]


def _entry(one: Any, *, with_internal: bool) -> CatalogueEntry:
    prejekt, project = getattr(one, "prejekt", None), getattr(one, "project", None)
    return CatalogueEntry(
        number=one.number,
        kind=one.kind,
        state=one.state,
        title=one.title,
        line=prejekt.question if prejekt else (project.goal if project else ""),
        summary=one.summary,
        unit=one.unit.name,
        unit_slug=one.unit.slug,
        areas=[
            [area.strategy.slug, area.number, area.title]
            for area in sorted(one.areas, key=_newest_strategy_first)
        ],
        objectives=[f"{aim.label} {aim.title}" for aim in getattr(one, "aims", ())],
        starts_on=_iso(one.starts_on),
        ends_on=_iso(one.ends_on),
        is_selected=one.strategy_id is not None,
        is_public=one.is_public,
        is_example=one.is_example,
        **(_internal(one) if with_internal else {}),
    )


def _newest_strategy_first(area: FocusArea) -> tuple[int, str, int]:
    return (-area.strategy.starts_on.toordinal(), area.strategy.slug, area.number)


def _internal(one: Any) -> dict[str, str]:
    """What those who work here read beside what everyone reads."""
    ended = bool(one.learning)
    return {
        "sponsor": one.sponsor.name if one.sponsor else "",
        "owner": one.owner.name if one.owner else "",
        "learned": one.learning or one.last_learned or "",
        "learned_on": _iso(one.ended_on if ended else one.last_learned_on),
        "review_on": _iso(one.review_on),
        "wakes_when": one.wakes_when,
    }


def grouped(entries: Iterable[CatalogueEntry], grouping: str) -> list[Group]:
    """Entries that are already in order, under their headings."""
    keys = {
        "center": lambda one: one.unit,
        "tilstand": lambda one: one.state_word,
    }
    key = keys.get(grouping, lambda one: one.area_heading)
    return [Group(heading, list(those)) for heading, those in groupby(entries, key)]


@dataclass(frozen=True)
class Choices:
    """What one can choose among in the catalogue's filter."""

    units: list[Unit]
    focus_areas: list[tuple[str, str]]
    strategies: list[tuple[str, str]]


def choices(municipality: Municipality, actor: Actor) -> Choices:
    """Centres with something in the catalogue, focus areas and strategies. Two SQL queries."""
    mine = Initiative.objects.visible_to(actor)
    units = Unit.objects.filter(municipality=municipality, id__in=mine.values("unit_id"))
    areas = (
        FocusArea.objects.filter(strategy__in=Strategy.objects.visible_to(actor))
        .select_related("strategy")
        .only(
            "number", "title", "short_title",
            "strategy__slug", "strategy__title", "strategy__starts_on", "strategy__ends_on",
        )
        .order_by("-strategy__starts_on", "-strategy__slug", "number")
    )  # fmt: skip
    strategies: dict[str, str] = {}
    listed = []
    for area in areas:
        strategies[area.strategy.slug] = area.strategy.title
        listed.append((f"{area.strategy.slug}.{area.number}", _area_choice(area)))
    return Choices(
        units=list(units.order_by(Collate("name", "danish"))),
        focus_areas=listed,
        strategies=list(strategies.items()),
    )


def _area_choice(area: FocusArea) -> str:
    return f"{area.number}. {area.label} ({area.strategy.period})"


def initiatives_of_unit(actor: Actor, unit: Unit) -> list[Group]:
    """What a centre carries, per focus area."""
    choice = CatalogueChoice(unit=unit.slug)
    return grouped(as_entries(catalogue(actor, choice), with_internal=actor.is_member), "fokus")


def serving_focus_area(actor: Actor, area: FocusArea) -> list[CatalogueEntry]:
    """What serves a focus area."""
    choice = CatalogueChoice(focus_area=f"{area.strategy.slug}.{area.number}", grouping="center")
    return as_entries(catalogue(actor, choice), with_internal=actor.is_member)


def initiatives_for_centre_strategy(
    actor: Actor, unit: Unit, strategy: Strategy
) -> dict[int, list[CatalogueEntry]]:
    """What a centre carries for each focus area of a strategy, by its number; once under each that it serves."""
    found = catalogue(actor, CatalogueChoice(unit=unit.slug))
    by_number: dict[int, list[CatalogueEntry]] = {}
    for entry in as_entries(found, with_internal=actor.is_member):
        for slug, number, _title in entry.areas:
            if slug == strategy.slug:
                by_number.setdefault(number, []).append(entry)
    return by_number
