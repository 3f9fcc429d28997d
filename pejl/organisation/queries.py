"""What pages and actions ask about municipalities, units and people."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Collate
from django.utils import timezone

from pejl.organisation.actors import Actor, Operator
from pejl.organisation.models import Logo, Membership, Municipality, Person, PersonalToken, Unit


def municipality_by_slug(slug: str) -> Municipality | None:
    return Municipality.objects.filter(slug=slug).first()


def municipalities() -> QuerySet[Municipality]:
    """All municipalities of the installation, in Danish order."""
    return Municipality.objects.order_by(Collate("name", "danish"))


def logo_png(municipality: Municipality) -> bytes | None:
    logo = Logo.objects.filter(municipality=municipality).first()
    return bytes(logo.png) if logo else None


def below(units: Iterable[tuple[UUID, UUID | None]], tops: Iterable[UUID]) -> frozenset[UUID]:
    """The ids of ``tops`` and of all units below them, from (id, parent id) pairs."""
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for unit_id, parent_id in units:
        children[parent_id].append(unit_id)
    found: set[UUID] = set()
    waiting = list(tops)
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in found:
            found.add(unit_id)
            waiting.extend(children[unit_id])
    return frozenset(found)


def may_act(person: Person) -> bool:
    """Has not left; and a demo's person, whose password everybody knows, is nobody in a deployment."""
    return person.is_active and (settings.PEJL_DEMO or not person.is_demo)


def actor_for(
    municipality: Municipality | None, person: Person | None, *, may_write: bool = True
) -> Actor:
    """The actor that a person is in a municipality today. One SQL query, none for a visitor."""
    if person is None or not may_act(person):
        return Actor(municipality=municipality)
    if municipality is None:
        return Actor(person=person, may_write=may_write)
    memberships = list(
        Membership.objects.current()
        .filter(municipality=municipality, person=person)
        .values_list("role", "unit_id")
    )
    led = [unit_id for role, unit_id in memberships if role == "unit_leader" and unit_id]

    @cache
    def units_led() -> frozenset[UUID]:
        tree = Unit.objects.filter(municipality=municipality).values_list("id", "parent_id")
        return below(tree, led)

    return Actor(
        municipality=municipality,
        person=person,
        roles=frozenset(role for role, _unit in memberships),
        unit_ids=frozenset(unit_id for _role, unit_id in memberships if unit_id),
        units_led=units_led if led else frozenset,
        may_write=may_write,
    )


def operator() -> Operator:
    """Whoever runs the command line, not yet in any municipality."""
    return Operator()


def acting_in(municipality: Municipality, by: Actor) -> Actor:
    """The same person, or the operator, as they act in this municipality."""
    if isinstance(by, Operator):
        return replace(by, municipality=municipality)
    return actor_for(municipality, by.person, may_write=by.may_write)


@dataclass(frozen=True)
class UnitNode:
    """A unit in the tree, with what stands below it."""

    unit: Unit
    depth: int
    children: list[UnitNode] = field(default_factory=list)


def unit_tree(municipality: Municipality, *, with_closed: bool = False) -> list[UnitNode]:
    """The organisation as a tree, in Danish order on each level. One SQL query."""
    units = Unit.objects.filter(municipality=municipality).order_by(Collate("name", "danish"))
    if not with_closed:
        units = units.filter(closed_on__isnull=True)
    by_parent: dict[UUID | None, list[Unit]] = defaultdict(list)
    known = {unit.id for unit in units}
    for unit in units:
        by_parent[unit.parent_id if unit.parent_id in known else None].append(unit)

    def grow(parent_id: UUID | None, depth: int) -> list[UnitNode]:
        return [UnitNode(u, depth, grow(u.id, depth + 1)) for u in by_parent[parent_id]]

    return grow(None, 0)


def flat(nodes: list[UnitNode]) -> list[UnitNode]:
    """The tree read from top to bottom."""
    return [found for node in nodes for found in (node, *flat(node.children))]


def centres(municipality: Municipality) -> list[Unit]:
    """The units that write centre strategies: open centres and the direction, in Danish order."""
    return list(
        Unit.objects.filter(
            municipality=municipality,
            kind__in=[Unit.Kind.CENTRE, Unit.Kind.DIRECTION],
            closed_on__isnull=True,
        ).order_by(Collate("name", "danish"))
    )


def unit_by_slug(municipality: Municipality, slug: str) -> Unit | None:
    return (
        Unit.objects.filter(municipality=municipality, slug=slug).select_related("parent").first()
    )


def units_named(municipality: Municipality, words: Iterable[str]) -> list[Unit]:
    """The open units that go by these names or addresses; what no unit goes by is left out."""
    asked = {word.strip().casefold() for word in words}
    if not asked:
        return []
    open_units = Unit.objects.filter(municipality=municipality, closed_on__isnull=True)
    return [unit for unit in open_units if {unit.slug, unit.name.casefold()} & asked]


def leaders_of(municipality: Municipality, units: Iterable[Unit]) -> dict[UUID, list[Person]]:
    """Who leads each of the units today."""
    found: dict[UUID, list[Person]] = defaultdict(list)
    for membership in (
        Membership.objects.current()
        .filter(municipality=municipality, role="unit_leader", unit__in=list(units))
        .select_related("person")
    ):
        if membership.unit_id:
            found[membership.unit_id].append(membership.person)
    return found


def people(municipality: Municipality, words: str = "", role: str = "") -> QuerySet[Person]:
    """Everyone with a current role here, in Danish order, each with ``here``: the roles held."""
    current = Membership.objects.current().filter(municipality=municipality)
    chosen = current.filter(role=role) if role else current
    found = Person.objects.filter(is_active=True, id__in=chosen.values("person_id"))
    if words:
        found = found.filter(name__icontains=words[:100])
    return found.order_by(Collate("name", "danish"), "email").prefetch_related(
        Prefetch("memberships", current.select_related("unit"), to_attr="here")
    )


def responsible_candidates(
    municipality: Municipality, *, besides: Person | None = None
) -> QuerySet[Person]:
    """Who can be named responsible for a focus area or objective: leaders and the executive group.

    ``besides`` is one who is named already and stays among them.
    """
    leading = Membership.objects.current().filter(
        municipality=municipality, role__in=["executive", "unit_leader"]
    )
    may_be_named = Q(is_active=True, id__in=leading.values("person_id"))
    if besides is not None:
        may_be_named |= Q(id=besides.id)
    return Person.objects.filter(may_be_named).order_by(Collate("name", "danish"))


def member(municipality: Municipality, person_id: UUID) -> Person | None:
    """The person, when they hold a role here today."""
    held = Membership.objects.current().filter(municipality=municipality, person_id=person_id)
    return Person.objects.filter(is_active=True, id__in=held.values("person_id")).first()


def membership(municipality: Municipality, person_id: UUID, id: UUID) -> Membership | None:
    """A role that a person holds here today."""
    return (
        Membership.objects.current()
        .filter(municipality=municipality, person_id=person_id, id=id)
        .select_related("person", "unit")
        .first()
    )


def sits_in_executive_group(municipality: Municipality, person: Person) -> bool:
    """Whether the person sits in the municipality's executive group today."""
    held = Membership.objects.current().filter(municipality=municipality, person=person)
    return held.filter(role=Membership.Role.EXECUTIVE).exists()


def executives(municipality: Municipality) -> QuerySet[Person]:
    """Who sits in the executive group today, in Danish order."""
    held = Membership.objects.current().filter(
        municipality=municipality, role=Membership.Role.EXECUTIVE
    )
    return Person.objects.filter(is_active=True, id__in=held.values("person_id")).order_by(
        Collate("name", "danish")
    )


def members(municipality: Municipality) -> QuerySet[Person]:
    """Everyone who works here today, in Danish order."""
    held = (
        Membership.objects.current()
        .filter(municipality=municipality)
        .exclude(role=Membership.Role.GUEST)
    )
    return Person.objects.filter(is_active=True, id__in=held.values("person_id")).order_by(
        Collate("name", "danish")
    )


def memberships_of(municipality: Municipality, person: Person) -> QuerySet[Membership]:
    return (
        Membership.objects.current()
        .filter(municipality=municipality, person=person)
        .select_related("unit")
    )


def homes_of(person: Person) -> QuerySet[Municipality]:
    """The municipalities in which the person holds a role."""
    held = Membership.objects.current().filter(person=person)
    return municipalities().filter(id__in=held.values("municipality_id"))


def is_only_here(person: Person, municipality: Municipality) -> bool:
    """Nothing beyond this municipality hangs on the account, and no provider vouches for it yet.

    Otherwise a municipality's provider could hand out another's roles by naming an address.
    """
    elsewhere = Membership.objects.current().filter(person=person)
    return not (
        person.is_installation_admin
        or person.is_demo
        or elsewhere.exclude(municipality=municipality).exists()
        or SocialAccount.objects.filter(user=person).exists()
    )


def person_by_email(email: str) -> Person | None:
    return Person.objects.with_address(email).first()


def token_digest(key: str) -> str:
    """What is kept of a token. The key is 256 random bits, so one fast hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def token_by_key(key: str, today: date | None = None) -> PersonalToken | None:
    """The valid token with this key."""
    token = (
        PersonalToken.objects.filter(hash=token_digest(key), revoked_at__isnull=True)
        .select_related("person", "municipality")
        .first()
    )
    if token is None or not token.person.is_active:
        return None
    if token.expires_on and token.expires_on < (today or timezone.localdate()):
        return None
    return token


def tokens_of(municipality: Municipality, person: Person) -> QuerySet[PersonalToken]:
    return PersonalToken.objects.filter(
        municipality=municipality, person=person, revoked_at__isnull=True
    ).order_by("-created_at")


def demo_people() -> QuerySet[Person]:
    """The people whose sign-in a demo prints, one for each role."""
    return (
        Person.objects.filter(is_demo=True, is_active=True)
        .order_by("created_at", "email")
        .prefetch_related(
            Prefetch("memberships", Membership.objects.current().select_related("unit"))
        )
    )


def names_of(person_ids: Iterable[str]) -> dict[str, str]:
    """Names by id, for texts that hold only the id. No SQL query when nobody is asked for."""
    wanted = list(person_ids)
    if not wanted:
        return {}
    return {str(one.id): one.name for one in Person.objects.filter(id__in=wanted)}


def unit_by_id(municipality: Municipality, unit_id: UUID) -> Unit | None:
    return Unit.objects.filter(municipality=municipality, id=unit_id).first()


def membership_by_id(municipality: Municipality, membership_id: UUID) -> Membership | None:
    """A role that somebody holds here today."""
    return (
        Membership.objects.current()
        .filter(municipality=municipality, id=membership_id)
        .select_related("person", "unit")
        .first()
    )


def demo_person(id: str) -> Person | None:
    """One of the demo's people by their id, as a form sends it."""
    try:
        key = UUID(id)
    except ValueError:
        return None
    return demo_people().filter(id=key).first()


def open_units(municipality: Municipality) -> QuerySet[Unit]:
    """The units that work can be given to, in Danish order."""
    return Unit.objects.filter(municipality=municipality, closed_on__isnull=True).order_by(
        Collate("name", "danish")
    )
