"""The way from ideas to operation in numbers: what goes on, what leaves it, what waits, what was found out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.initiatives.models import Gate, Idea, Initiative, Unknown
from pejl.initiatives.queries.initiatives import focus_areas_seen_by
from pejl.organisation.actors import Actor
from pejl.strategy.models import FocusArea

Kind, State, Outcome = Initiative.Kind, Initiative.State, Idea.Outcome


@dataclass(frozen=True)
class Stage:
    """One step of the way: how many came this far, and how many left it here."""

    name: str
    count: int
    width: float
    """Per cent of the widest step."""
    exits: list[tuple[str, int]]

    @property
    def left(self) -> float:
        return (100 - self.width) / 2


def funnel(actor: Actor) -> list[Stage]:
    """Ideas → answered → prejekt → project → operation, with what left the way. Two SQL queries."""
    ideas = Counter(Idea.objects.visible_to(actor).values_list("outcome", flat=True))
    here = Initiative.objects.visible_to(actor)
    tally = Counter(here.values_list("kind", "state"))

    def of(kind: str | None = None, *states: str) -> int:
        return sum(
            count
            for (one, state), count in tally.items()
            if kind in (None, one) and (not states or state in states)
        )

    steps = [
        (_("Ideas"), sum(ideas.values()), [(_("wait for an answer"), ideas[""])]),
        (
            _("Answered"),
            sum(ideas.values()) - ideas[""],
            [
                (_("being matured"), ideas[Outcome.MATURE]),
                (_("parked"), ideas[Outcome.PARKED]),
                (_("declined"), ideas[Outcome.DECLINED]),
            ],
        ),
        (_("Prejekter"), of(Kind.PREJEKT), _exits(of, Kind.PREJEKT)),
        (_("Projects"), of(Kind.PROJECT), _exits(of, Kind.PROJECT)),
        (_("In operation"), of(None, State.IN_OPERATION), []),
    ]
    widest = max(count for _name, count, _exits in steps) or 1
    return [
        Stage(name, count, round(100 * count / widest, 1), [one for one in exits if one[1]])
        for name, count, exits in steps
    ]


def _exits(of: Callable[..., int], kind: str) -> list[tuple[str, int]]:
    """What left the way as a prejekt or as a project."""
    return [
        (_("parked"), of(kind, State.PARKED)),
        (_("stopped with learning"), of(kind, State.STOPPED)),
    ]


@dataclass(frozen=True)
class MatrixCell:
    """How many serve a focus area at a centre, and the words that choose them in the catalogue."""

    count: int
    focus_area: str


@dataclass(frozen=True)
class MatrixRow:
    """One centre."""

    unit: str
    slug: str
    cells: list[MatrixCell]
    count: int


@dataclass(frozen=True)
class Matrix:
    """Focus areas by centres."""

    focus_areas: list[FocusArea]
    rows: list[MatrixRow]

    @property
    def heads(self) -> list[str]:
        """The head of each column."""
        areas = [f"{area.number}. {area.label}" for area in self.focus_areas]
        return [_("Centre"), *areas, _("In all")]


def matrix(actor: Actor) -> Matrix:
    """How the initiatives spread over focus areas and centres; one that serves two is counted in both."""
    found = list(
        Initiative.objects.visible_to(actor)
        .select_related("unit")
        .prefetch_related(focus_areas_seen_by(actor))
        .order_by("unit__name")
    )
    areas: dict[str, FocusArea] = {}
    counted: Counter[tuple[str, str]] = Counter()
    whole: Counter[str] = Counter()
    names = {}
    for one in found:
        names[one.unit.slug] = one.unit.name
        whole[one.unit.slug] += 1
        for area in one.areas:  # type: ignore[attr-defined]
            words = f"{area.strategy.slug}.{area.number}"
            areas[words] = area
            counted[one.unit.slug, words] += 1
    ordered = sorted(areas, key=lambda words: (words.rpartition(".")[0], areas[words].number))
    rows = [
        MatrixRow(
            name, slug, [MatrixCell(counted[slug, words], words) for words in ordered], whole[slug]
        )
        for slug, name in names.items()
    ]
    return Matrix([areas[words] for words in ordered], rows)


@dataclass(frozen=True)
class ParkedOne:
    """Something parked: since when, until when, and what would wake it."""

    label: str
    title: str
    is_idea: bool
    number: int
    since: date
    days: int
    review_on: date | None
    wakes_when: str
    width: float
    is_due: bool


def parked(actor: Actor) -> list[ParkedOne]:
    """What is parked, longest first: ideas and initiatives. Three SQL queries."""
    today = timezone.localdate()
    gates = dict(
        Gate.objects.filter(initiative__municipality=actor.municipality, outcome=Gate.Outcome.PARK)
        .order_by("created_at")
        .values_list("initiative_id", "decided_on")
    )
    rows = [
        (one.label, one.title, False, one.number, gates.get(one.id, one.created_at.date()), one)
        for one in Initiative.objects.visible_to(actor).filter(state=State.PARKED)
    ] + [
        (str(one.number), one.title, True, one.number, timezone.localdate(one.answered_at), one)
        for one in Idea.objects.visible_to(actor).filter(
            outcome=Outcome.PARKED, answered_at__isnull=False
        )
    ]
    longest = max((max((today - row[4]).days, 1) for row in rows), default=1)
    found = [
        ParkedOne(
            label,
            title,
            is_idea,
            number,
            since,
            (today - since).days,
            one.review_on,
            one.wakes_when,
            round(100 * max((today - since).days, 0) / longest, 1),
            one.review_on is not None and one.review_on <= today,
        )
        for label, title, is_idea, number, since, one in rows
    ]
    return sorted(found, key=lambda one: -one.days)


@dataclass(frozen=True)
class Share:
    """How many of a prejekt's open questions were answered."""

    number: int
    title: str
    answered: int
    given_up: int
    open: int

    @property
    def all(self) -> int:
        return self.answered + self.given_up + self.open

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.all) if self.all else 0

    @property
    def given_up_percent(self) -> int:
        return round(100 * self.given_up / self.all) if self.all else 0


@dataclass(frozen=True)
class Shares:
    """Per prejekt, and all together."""

    each: list[Share]
    total: Share


def unknowns(actor: Actor) -> Shares:
    """What the prejekter did not know, and how much of it is answered. One SQL query."""
    visible = Initiative.objects.visible_to(actor)
    counted = (
        Unknown.objects.filter(initiative__in=visible)
        .values_list("initiative__number", "initiative__title", "state")
        .annotate(count=Count("id"))
        .order_by("initiative__number")
    )
    by_prejekt: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for number, title, state, count in counted:
        by_prejekt[number, title][state] += count
    each = [_share(number, title, states) for (number, title), states in by_prejekt.items()]
    whole = sum(by_prejekt.values(), Counter[str]())
    return Shares(each, _share(0, _("All prejekter"), whole))


def _share(number: int, title: str, states: Counter[str]) -> Share:
    answered, given_up = states["answered"], states["given_up"]
    return Share(number, title, answered, given_up, states["open"] + states["examined"])
