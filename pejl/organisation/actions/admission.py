"""Let in whom the municipality's own provider vouches for, with exactly the roles it gives."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation import queries, refusals
from pejl.organisation.actions.people import end_membership
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership, Municipality, Person, Unit
from pejl.organisation.newcomers import person_with
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

Verb = Entry.Verb
Role = Membership.Role
IN_UNITS = frozenset({Role.EMPLOYEE, Role.INITIATIVE_LEAD})
"""Roles that belong to a unit where one is told, and to the whole municipality where none is."""

Held = tuple[str, Unit | None]


def _held(roles: Iterable[str], units: list[Unit]) -> list[Held]:
    """Each role with its units. A leader of no known unit leads nothing."""
    found: list[Held] = []
    for role in roles:
        if role == Role.UNIT_LEADER or (role in IN_UNITS and units):
            found += [(role, unit) for unit in units]
        elif role in Role.values:
            found.append((role, None))
    return found


def _set(by: Actor, municipality: Municipality, person: Person, held: list[Held]) -> None:
    """End what is no longer held and give what is new; what stays is left alone."""
    take_turn(municipality.id)
    wanted = {(role, unit.id if unit else None): unit for role, unit in held}
    current = Membership.objects.current().filter(municipality=municipality, person=person)
    for membership in current:
        if wanted.pop((membership.role, membership.unit_id), "ended") == "ended":
            end_membership(by=by, membership=membership, version=membership.version)
    for (role, _unit_id), unit in wanted.items():
        membership = Membership(
            municipality=municipality, person=person, role=role, unit=unit,
            since_on=timezone.localdate(),
        )  # fmt: skip
        history.create(by=by, element=membership, verb=Verb.GRANTED)


@transaction.atomic
def set_roles(
    *,
    by: Actor,
    municipality: Municipality,
    person: Person,
    roles: Iterable[str],
    units: Iterable[str],
) -> None:
    """Give a person exactly these roles here, and end every other. The provider decides, so the last
    person of the strategy office can lose the role too: the installation's administrator names another.
    """
    require(by, "organisation.administer", municipality)
    _set(by, municipality, person, _held(roles, queries.units_named(municipality, units)))


@transaction.atomic
def admit_from_provider(
    *,
    by: Actor,
    municipality: Municipality,
    known: Person | None,
    email: str,
    email_is_verified: bool,
    name: str,
    roles: Iterable[str],
    units: Iterable[str],
) -> Person:
    """The person of whom the provider speaks; somebody new becomes a person, somebody without a role does not.

    ``known`` is the person who has signed in with the same subject before. Otherwise the address decides, but
    only where nothing beyond this municipality can be won by it.
    """
    require(by, "organisation.administer", municipality)
    held = _held(roles, queries.units_named(municipality, units))
    if not held:
        raise refusals.NoRoleHere()
    person = known or _by_address(municipality, email, name, email_is_verified)
    _set(by, municipality, person, held)
    return person


def _by_address(
    municipality: Municipality, email: str, name: str, email_is_verified: bool
) -> Person:
    if "@" not in email:
        raise refusals.ProviderTellsNoAddress()
    existing = queries.person_by_email(email)
    if existing and not (email_is_verified and queries.is_only_here(existing, municipality)):
        raise refusals.AddressIsSomebodys()
    return existing or person_with(email=email, name=name or email.partition("@")[0])
