"""Give and end roles."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation import refusals
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership, Municipality, Person, Unit
from pejl.organisation.newcomers import person_with
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

Verb = Entry.Verb
OFFICE = Membership.Role.STRATEGY_OFFICE


@transaction.atomic
def appoint_administrator(
    *, by: Actor, email: str, name: str, password: str = "", is_demo: bool = False
) -> Person:
    """Make somebody administrator of the installation, who can open municipalities."""
    require(by, "organisation.appoint_administrator")
    person = person_with(email=email, name=name, is_demo=is_demo)
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
    is_example: bool = False,
    since_on: date | None = None,
    id: UUID | None = None,
) -> Membership:
    """Give someone a role here. Whoever is new to the installation gets a person, and signs in later."""
    require(by, "organisation.administer", municipality)
    take_turn(municipality.id)
    if id and (existing := Membership.objects.filter(id=id, municipality=municipality).first()):
        return existing
    if unit is not None and unit.municipality_id != municipality.id:
        raise refusals.UnitIsElsewhere()
    if role == Membership.Role.UNIT_LEADER and unit is None:
        raise refusals.RoleNeedsUnit()
    person = person_with(email=email, name=name, title=title, is_demo=is_demo)
    held = Membership.objects.current().filter(
        municipality=municipality, person=person, role=role, unit=unit
    )
    if held.exists():
        raise refusals.RoleIsHeldAlready()
    membership = Membership(
        id=id or uuid4(), municipality=municipality, person=person, role=role, unit=unit,
        since_on=since_on or timezone.localdate(), is_example=is_example,
    )  # fmt: skip
    history.create(by=by, element=membership, verb=Verb.GRANTED)
    return membership


def end_membership(*, by: Actor, membership: Membership, version: int) -> None:
    """End a role from today, whoever is left; one that began today is taken back."""
    require(by, "organisation.administer", membership)
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.since_on > yesterday:
        history.remove(by=by, element=membership, version=version)
        return
    history.change(
        by=by, element=membership, version=version, fields={"until_on": yesterday},
        verb=Verb.REVOKED,
    )  # fmt: skip


@transaction.atomic
def end_role(*, by: Actor, membership: Membership, version: int) -> None:
    """End a role from today; it stays readable that the person held it."""
    require(by, "organisation.administer", membership)
    take_turn(membership.municipality_id)
    others = (
        Membership.objects.current()
        .filter(municipality_id=membership.municipality_id, role=OFFICE)
        .exclude(person_id=membership.person_id)
    )
    if membership.role == OFFICE and not others.exists():
        raise refusals.LastStrategyOffice()
    end_membership(by=by, membership=membership, version=version)
