"""What can be done with municipalities, units, people and tokens: may, must, write, record."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pejl.deployment import DEMO_PASSWORD
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation import queries, refusals
from pejl.organisation.actors import Actor
from pejl.organisation.models import (
    RESERVED_SLUGS,
    Logo,
    Membership,
    Municipality,
    Person,
    PersonalToken,
    Unit,
)
from pejl.organisation.pictures import as_logo_png
from pejl.organisation.rules import require

Verb = Entry.Verb
OFFICE = Membership.Role.STRATEGY_OFFICE


@transaction.atomic
def create_municipality(
    *,
    by: Actor,
    name: str,
    slug: str,
    first_email: str,
    first_name: str,
    id: UUID | None = None,
    **details: Any,
) -> Municipality:
    """Open a municipality, empty, with one person in its strategy office who can fill it."""
    require(by, "organisation.create_municipality")
    if id and (existing := Municipality.objects.filter(id=id, slug=slug).first()):
        return existing  # the second click of a double submit
    if slug in RESERVED_SLUGS:
        raise refusals.AddressIsReserved()
    if Municipality.objects.filter(slug=slug).exists():
        raise refusals.AddressIsTaken()
    municipality = Municipality(id=id or uuid4(), name=name, slug=slug, **details)
    history.create(by=by, element=municipality)
    person = _person(email=first_email, name=first_name)
    history.create(
        by=by,
        element=Membership(municipality=municipality, person=person, role=OFFICE),
        verb=Verb.GRANTED,
    )
    return municipality


def edit_municipality(
    *, by: Actor, municipality: Municipality, version: int, **fields: Any
) -> None:
    """Change name, codes, colour, contact or the words for the levels. The address never changes."""
    require(by, "organisation.administer", municipality)
    history.change(by=by, element=municipality, version=version, fields=fields)


@transaction.atomic
def set_logo(*, by: Actor, municipality: Municipality, version: int, picture: bytes) -> None:
    """Replace the logo by a re-encoded copy of the picture; refuses what is no picture."""
    require(by, "organisation.administer", municipality)
    png = as_logo_png(picture)
    digest = hashlib.sha256(png).hexdigest()[:16]
    Logo.objects.update_or_create(municipality=municipality, defaults={"png": png})
    history.change(by=by, element=municipality, version=version, fields={"logo_digest": digest})


def _require_place(municipality: Municipality, unit: Unit | None, parent: Unit | None) -> None:
    """A unit can hang under any open unit of its municipality but itself and what is below it."""
    if parent is None:
        return
    if parent.municipality_id != municipality.id:
        raise refusals.UnitIsElsewhere(field="parent")
    if unit is not None:
        tree = Unit.objects.filter(municipality=municipality).values_list("id", "parent_id")
        if parent.id in queries.below(tree, [unit.id]):
            raise refusals.UnitWouldHangUnderItself()


def _require_free_address(municipality: Municipality, slug: str, unit: Unit | None = None) -> None:
    taken = Unit.objects.filter(municipality=municipality, slug=slug)
    if unit is not None:
        taken = taken.exclude(id=unit.id)
    if taken.exists():
        raise refusals.AddressIsTaken()


@transaction.atomic
def add_unit(
    *,
    by: Actor,
    municipality: Municipality,
    name: str,
    slug: str,
    kind: str,
    parent: Unit | None = None,
    is_example: bool = False,
    id: UUID | None = None,
) -> Unit:
    """Add a centre, institution or team to the organisation."""
    require(by, "organisation.administer", municipality)
    if id and (existing := Unit.objects.filter(id=id, municipality=municipality).first()):
        return existing
    _require_place(municipality, None, parent)
    _require_free_address(municipality, slug)
    unit = Unit(
        id=id or uuid4(), municipality=municipality, name=name, slug=slug, kind=kind,
        parent=parent, is_example=is_example,
    )  # fmt: skip
    history.create(by=by, element=unit)
    return unit


@transaction.atomic
def edit_unit(*, by: Actor, unit: Unit, version: int, **fields: Any) -> None:
    """Rename, move or close a unit."""
    require(by, "organisation.administer", unit)
    if "parent" in fields:
        _require_place(unit.municipality, unit, fields["parent"])
    if "slug" in fields:
        _require_free_address(unit.municipality, fields["slug"], unit)
    history.change(by=by, element=unit, version=version, fields=fields)


def _person(*, email: str, name: str, title: str = "", is_demo: bool = False) -> Person:
    """The person with this address, who is made when new and otherwise left as they are."""
    person = queries.person_by_email(email)
    if person is None:
        if is_demo and not settings.PEJL_DEMO:
            raise refusals.DemoPeopleInDeployment()
        person = Person(email=email.strip().lower(), name=name, title=title, is_demo=is_demo)
        person.set_password(DEMO_PASSWORD if is_demo else None)
        person.save()
    return person


@transaction.atomic
def appoint_administrator(
    *, by: Actor, email: str, name: str, password: str = "", is_demo: bool = False
) -> Person:
    """Make somebody administrator of the installation, who can open municipalities."""
    require(by, "organisation.appoint_administrator")
    person = _person(email=email, name=name, is_demo=is_demo)
    if password:
        person.set_password(password)
        Person.objects.filter(id=person.id).update(password=person.password)
    if not person.is_installation_admin:
        Person.objects.filter(id=person.id).update(is_installation_admin=True)
        person.is_installation_admin = True
        history.record(by=by, verb=Verb.GRANTED, subject=person)
    return person


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    municipality: Municipality,
    email: str,
    name: str,
    role: str,
    unit: Unit | None = None,
    title: str = "",
    is_demo: bool = False,
    since_on: date | None = None,
    id: UUID | None = None,
) -> Membership:
    """Give someone a role here. Whoever is new to the installation gets a person, and signs in later."""
    require(by, "organisation.administer", municipality)
    if id and (existing := Membership.objects.filter(id=id, municipality=municipality).first()):
        return existing
    if unit is not None and unit.municipality_id != municipality.id:
        raise refusals.UnitIsElsewhere()
    if role == Membership.Role.UNIT_LEADER and unit is None:
        raise refusals.RoleNeedsUnit()
    person = _person(email=email, name=name, title=title, is_demo=is_demo)
    held = Membership.objects.current().filter(
        municipality=municipality, person=person, role=role, unit=unit
    )
    if held.exists():
        raise refusals.RoleIsHeldAlready()
    membership = Membership(
        id=id or uuid4(), municipality=municipality, person=person, role=role, unit=unit,
        since_on=since_on or timezone.localdate(),
    )  # fmt: skip
    history.create(by=by, element=membership, verb=Verb.GRANTED)
    return membership


@transaction.atomic
def end_role(*, by: Actor, membership: Membership, version: int) -> None:
    """End a role from today; it stays readable that the person held it."""
    require(by, "organisation.administer", membership)
    others = (
        Membership.objects.current()
        .filter(municipality_id=membership.municipality_id, role=OFFICE)
        .exclude(person_id=membership.person_id)
    )
    if membership.role == OFFICE and not others.exists():
        raise refusals.LastStrategyOffice()
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.since_on > yesterday:
        history.remove(by=by, element=membership, version=version)
        return
    history.change(
        by=by, element=membership, version=version, fields={"until_on": yesterday},
        verb=Verb.REVOKED,
    )  # fmt: skip


def edit_own_profile(*, by: Actor, name: str, title: str, language: str) -> None:
    """Change one's own name, title and language. Not in a municipality's history: it is one's own."""
    require(by, "organisation.edit_own_profile")
    Person.objects.filter(id=by.person_id).update(name=name, title=title, language=language)


@transaction.atomic
def create_token(
    *, by: Actor, municipality: Municipality, name: str, scope: str, expires_on: date | None
) -> tuple[PersonalToken, str]:
    """Make a token for one's own programs. The key is returned this once and kept only as a hash."""
    require(by, "organisation.manage_own_tokens")
    key = f"pejl_{secrets.token_urlsafe(32)}"
    token = PersonalToken(
        municipality=municipality, person=by.person, name=name, scope=scope,
        expires_on=expires_on, hash=queries.token_digest(key), hint=key[:9],
    )  # fmt: skip
    token.save(force_insert=True)
    history.record(by=by, verb=Verb.GRANTED, subject=token)
    return token, key


@transaction.atomic
def revoke_token(*, by: Actor, token: PersonalToken) -> None:
    """End a token at once. Revoking twice changes nothing."""
    require(by, "organisation.revoke_token", token)
    ended = PersonalToken.objects.filter(id=token.id, revoked_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    if ended:
        history.record(by=by, verb=Verb.REVOKED, subject=token)


def note_token_use(*, by: Actor, token: PersonalToken) -> None:
    """Keep on which day a token was last used, so that its owner sees which one can go.

    At most one write a day, and none in the history: reading is no change.
    """
    require(by, "organisation.use_token", token)
    today = timezone.localdate()
    if token.last_used_on != today:
        PersonalToken.objects.filter(id=token.id).update(last_used_on=today)
