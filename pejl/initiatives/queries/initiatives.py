"""What pages ask about initiatives, whatever their kind: which there are, and what stands around one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from pejl.initiatives.models import (
    Comment,
    Follow,
    Gate,
    Initiative,
    Participant,
)
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership
from pejl.strategy.models import FocusArea, Objective, Strategy


def initiative_by_number(actor: Actor, number: int) -> Initiative | None:
    """The initiative that people call P and this number, when the reader may see it. One SQL query.

    For those who work here also ``is_followed``, whether they follow it themselves; ``owner_is_here`` and
    ``sponsor_is_in_office``, whether those who are named still work here and sit in the executive group.
    """
    found: QuerySet[Initiative] = Initiative.objects.visible_to(actor).filter(number=number)
    if actor.is_member:
        found = _with_people(found, actor)
    return found.select_related(
        "municipality", "unit", "sponsor", "owner", "strategy", "idea", "predecessor",
        "prejekt", "project",
    ).first()  # fmt: skip


def _with_people(found: QuerySet[Initiative], actor: Actor) -> QuerySet[Initiative]:
    """What a page asks about the people of an initiative, looked up in the same query."""
    roles = Membership.objects.current().filter(municipality=actor.municipality)
    working = roles.filter(person__is_active=True)
    deciding = roles.filter(role=Membership.Role.EXECUTIVE)
    follows = Follow.objects.filter(initiative=OuterRef("pk"), person=actor.person)
    return found.annotate(
        is_followed=Exists(follows),
        owner_is_here=Exists(working.filter(person=OuterRef("owner"))),
        sponsor_is_in_office=Exists(deciding.filter(person=OuterRef("sponsor"))),
    )


def initiatives(
    actor: Actor,
    *,
    kind: str = "",
    states: tuple[str, ...] = (),
    words: str = "",
    unit: str = "",
    focus_area: str = "",
    mine: bool = False,
) -> QuerySet[Initiative]:
    """The initiatives that the reader may see, newest first, narrowed by what is chosen.

    ``focus_area`` is one by strategy and number, such as “2014.2”; ``mine`` are those the reader carries,
    sponsors, takes part in or follows.
    """
    found = Initiative.objects.visible_to(actor)
    if kind:
        found = found.filter(kind=kind)
    if states:
        found = found.filter(state__in=states)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(summary__icontains=words))
    if unit:
        found = found.filter(unit__slug=unit)
    if focus_area:
        strategy, _dot, number = focus_area.rpartition(".")
        area = FocusArea.objects.filter(
            strategy__slug=strategy, number=number if number.isdecimal() else 0
        )
        found = found.filter(focus_areas__in=area.filter(municipality=actor.municipality))
    if mine:
        found = found.filter(_of(actor))
    return (
        found.select_related("unit", "owner", "sponsor")
        .prefetch_related(focus_areas_seen_by(actor))
        .order_by("-created_at", "-number")
    )


def _of(actor: Actor) -> Q:
    """Has a part in it, or asked to hear of it."""
    person = actor.person
    parts = Participant.objects.filter(person=person).values("initiative_id")
    follows = Follow.objects.filter(person=person, initiative__isnull=False)
    return (
        Q(owner=person)
        | Q(sponsor=person)
        | Q(id__in=parts)
        | Q(id__in=follows.values("initiative_id"))
    )


def focus_areas_seen_by(actor: Actor) -> Prefetch[str, QuerySet[FocusArea], str]:
    """The focus areas an initiative serves, as ``areas``; those of a draft only for who may read the draft."""
    seen = FocusArea.objects.filter(strategy__in=Strategy.objects.visible_to(actor))
    named = seen.select_related("strategy").only(
        "number", "title", "short_title", "municipality_id",
        "strategy__slug", "strategy__title", "strategy__status", "strategy__starts_on",
        "strategy__ends_on", "strategy__municipality_id",
    )  # fmt: skip
    return Prefetch("focus_areas", named.order_by("number"), to_attr="areas")


@dataclass(frozen=True)
class Surroundings:
    """What stands around an initiative of any kind: where it came from, what it serves, who is in it."""

    initiative: Initiative
    objectives: list[Objective]
    focus_areas: list[FocusArea]
    """Only where no objective is named, for an objective tells its focus area itself."""
    gates: list[Gate]
    """Decisions about it, oldest first."""
    successors: list[Initiative]
    """What grew from it, as far as the reader may see it."""
    predecessor: Initiative | None
    participants: list[Participant] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def surroundings(actor: Actor, initiative: Initiative) -> Surroundings:
    """What stands around an initiative; people and talk only for those who work here. At most six SQL queries."""
    seen = Strategy.objects.visible_to(actor)
    aims = initiative.objectives.filter(strategy__in=seen).select_related("focus_area", "strategy")
    areas = initiative.focus_areas.filter(strategy__in=seen).select_related("strategy")
    objectives = list(aims.order_by("focus_area__number", "number"))
    visible = Initiative.objects.visible_to(actor).select_related("unit")
    before = initiative.predecessor
    people = initiative.participants.select_related("person", "unit")
    return Surroundings(
        initiative=initiative,
        objectives=objectives,
        focus_areas=[] if objectives else list(areas.order_by("number")),
        gates=_gates(initiative),
        successors=list(visible.filter(predecessor=initiative).order_by("number")),
        predecessor=before if before and (actor.is_member or before.is_public) else None,
        participants=list(people.order_by("since_on", "id")) if actor.is_member else [],
        comments=list(initiative.comments.select_related("person")) if actor.is_member else [],
    )


def _gates(initiative: Initiative) -> list[Gate]:
    """The decisions about a prejekt; nothing else has gates."""
    if initiative.kind != Initiative.Kind.PREJEKT:
        return []
    return list(initiative.gates.select_related("decided_by", "led_to"))
