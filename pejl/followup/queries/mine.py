"""What is mine in following up: what I owe, what I own, what was decided on it, and which days lie ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.followup.letters import digest_of
from pejl.followup.models import CalendarAddress, Decision, Deputy, Meeting, Report, Round
from pejl.followup.queries.decisions import decisions
from pejl.followup.queries.rounds import stands_in
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.strategy.queries import focus_areas_in_force, objectives_in_force

MOST = 20
RECENTLY = timedelta(days=60)
"""So long ago a decision on my things is still news, and so far back a calendar shows meetings."""


@dataclass(frozen=True)
class OwedRound:
    """A round in which I owe something."""

    round: Round
    left: int
    due_on: date
    """The first of the days."""

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Owned:
    """Something that I own or answer for, with how it is shown."""

    thing: Any
    stands: str
    report: Report | None


@dataclass(frozen=True)
class Event:
    """A day that somebody must not miss: nothing but a title and where to read on."""

    key: str
    day: date
    title: str
    url_name: str
    url_args: tuple[Any, ...]


@dataclass(frozen=True)
class Mine:
    """Following up as one person sees it."""

    owed: list[OwedRound]
    owned: list[Owned]
    decided: list[Decision]
    ahead: list[Event]

    @property
    def has_anything(self) -> bool:
        return bool(self.owed or self.owned or self.decided or self.ahead)


def mine(actor: Actor) -> Mine:
    """What is mine here. At most ten SQL queries."""
    if not actor.is_member or actor.person_id is None:
        return Mine([], [], [], [])
    left = list(_unconfirmed(actor))
    things = _things_of(actor)
    today = timezone.localdate()
    ahead = [one for one in _events(actor, left) if one.day >= today]
    return Mine(
        owed=_by_round(left),
        owned=_owned(things),
        decided=_decided_on(actor, things),
        ahead=ahead[:MOST],
    )


def _unconfirmed(actor: Actor) -> QuerySet[Report]:
    """What a person owes and stands in for, and has not confirmed."""
    today = timezone.localdate()
    for_others = (
        Deputy.objects.filter(
            municipality=actor.municipality, deputy=actor.person_id, since_on__lte=today
        )
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        .values("person_id")
    )
    return (
        Report.objects.filter(Q(owner=actor.person_id) | Q(owner__in=for_others))
        .filter(
            municipality=actor.municipality, round__state=Round.State.OPEN,
            confirmed_at__isnull=True,
        )
        .select_related("round")
        .order_by("due_on", "id")
    )  # fmt: skip


def _by_round(left: Iterable[Report]) -> list[OwedRound]:
    of_each: dict[UUID, list[Report]] = defaultdict(list)
    for one in left:
        of_each[one.round_id].append(one)
    return [
        OwedRound(some[0].round, len(some), min(one.due_on for one in some))
        for some in of_each.values()
    ]


def _things_of(actor: Actor) -> dict[str, list[Any]]:
    """What a person owns or answers for, by the field of a report that holds it. Three SQL queries."""
    owned = Initiative.objects.visible_to(actor).filter(owner=actor.person_id).alive()
    aims = objectives_in_force(actor).filter(responsible=actor.person_id)
    areas = focus_areas_in_force(actor).filter(responsible=actor.person_id)
    return {
        "focus_area": list(areas.select_related("strategy")),
        "objective": list(aims.select_related("strategy", "focus_area")),
        "initiative": list(owned.order_by("number")),
    }


def _owned(things: dict[str, list[Any]]) -> list[Owned]:
    """Each thing with the latest report on it. One SQL query."""
    every = Q(pk__in=[])
    for kind, some in things.items():
        every |= Q(kind=kind, **{f"{kind}__in": some})
    latest: dict[UUID, Report] = {}
    found = Report.objects.filter(every).exclude(round__state=Round.State.DRAFT)
    for one in found.select_related("round", "previous").order_by("round__ends_on"):
        latest[one.initiative_id or one.objective_id or one.focus_area_id] = one  # type: ignore[index]
    return [
        Owned(thing, stands_in(latest[thing.pk]) if thing.pk in latest else "no_data", latest.get(thing.pk))
        for some in things.values()
        for thing in some
    ]  # fmt: skip


def _decided_on(actor: Actor, things: dict[str, list[Any]]) -> list[Decision]:
    """What I am to carry out, and what was decided lately on my things. One SQL query."""
    mine_to_do = Q(responsible=actor.person_id, state=Decision.State.OPEN)
    on_mine = Q(pk__in=[])
    for kind, some in things.items():
        on_mine |= Q(**{f"{kind}__in": some})
    lately = Q(decided_on__gte=timezone.localdate() - RECENTLY) | Q(state=Decision.State.OPEN)
    found = decisions(actor).filter(mine_to_do | (on_mine & lately))
    in_order = found.order_by("-state", F("due_on").asc(nulls_last=True), "-number")
    return list(in_order[:MOST])


def events_of(actor: Actor) -> list[Event]:
    """A person's deadlines and meetings in the order of days. Three SQL queries."""
    return _events(actor, _unconfirmed(actor)) if actor.is_member else []


def _events(actor: Actor, left: Iterable[Report]) -> list[Event]:
    found = [*_deadlines(left), *_to_carry_out(actor), *_meetings(actor)]
    return sorted(found, key=lambda one: (one.day, one.key))


def _deadlines(left: Iterable[Report]) -> list[Event]:
    """One event a round and day, however many statuses are due."""
    counted: dict[tuple[Round, date], int] = defaultdict(int)
    for one in left:
        counted[one.round, one.due_on] += 1
    return [
        Event(
            key=f"deadline-{round.pk}-{day}",
            day=day,
            title=ngettext("%(round)s: %(count)d status", "%(round)s: %(count)d statuses", count)
            % {"round": round.title, "count": count},
            url_name="followup:mine",
            url_args=(),
        )
        for (round, day), count in counted.items()
    ]


def _to_carry_out(actor: Actor) -> list[Event]:
    found = decisions(actor).filter(
        responsible=actor.person_id, state=Decision.State.OPEN, due_on__isnull=False
    )
    return [
        Event(
            key=f"decision-{one.pk}",
            day=one.due_on,
            title=_("Decision %(label)s") % {"label": one.label},
            url_name="followup:decision",
            url_args=(one.number,),
        )
        for one in found
        if one.due_on
    ]


def _meetings(actor: Actor) -> list[Event]:
    """For those who take part in them."""
    if not (actor.has_role("executive") or actor.has_role("strategy_office")):
        return []
    found = Meeting.objects.filter(
        municipality=actor.municipality, held_on__gte=timezone.localdate() - RECENTLY
    ).select_related("round")
    return [
        Event(
            key=f"meeting-{one.pk}",
            day=one.held_on,
            title=one.title or _("Meeting: %(round)s") % {"round": one.round.title},
            url_name="followup:meeting",
            url_args=(one.round.slug, one.pk),
        )
        for one in found
    ]


def calendar_address_of(municipality: Municipality, person: Person) -> CalendarAddress | None:
    """The address that a person's calendar is fetched at, where they have made one."""
    return CalendarAddress.objects.filter(municipality=municipality, person=person).first()


def person_by_calendar(municipality: Municipality, secret: str) -> Person | None:
    """Whose calendar it is that an address carries the secret of."""
    found = CalendarAddress.objects.filter(
        municipality=municipality, digest=digest_of(secret)
    ).select_related("person")
    address = found.first()
    return address.person if address else None
