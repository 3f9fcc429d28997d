"""Who may what with municipalities, units, people and tokens; and how any rule is asked.

A predicate takes an actor and a thing and is named as the sentence it answers. Permissions are one line
each; docs/permissions.md lists them and a test compares. Writing asks ``require`` in an action; a page
asks ``may`` to decide what to offer.
"""

from __future__ import annotations

from typing import Any

import rules

from pejl.history.refusals import NotAllowed
from pejl.organisation.actors import Actor


def may(actor: Actor, permission: str, thing: Any = None) -> bool:
    """Whether the actor has the permission on the thing. An unknown permission is an error, never a no."""
    if not rules.perm_exists(permission):
        raise LookupError(f"No such permission: {permission}")
    return bool(rules.has_perm(permission, actor, thing))


def require(actor: Actor, permission: str, thing: Any = None) -> None:
    """The *may* step of an action: refuse when the actor lacks the permission."""
    if not may(actor, permission, thing):
        raise NotAllowed()


def _municipality_of(actor: Actor, thing: Any) -> bool:
    if thing is None or actor.municipality is None:
        return thing is None
    return bool(getattr(thing, "municipality_id", None) == actor.municipality.id)


@rules.predicate
def belongs_here(actor: Actor, thing: Any = None) -> bool:
    """The thing is of the municipality that the actor acts in."""
    return actor.municipality is not None and (thing is None or _municipality_of(actor, thing))


@rules.predicate
def may_write_at_all(actor: Actor) -> bool:
    """Signed in, and not through a token that only reads."""
    return actor.is_signed_in and actor.may_write


@rules.predicate
def is_anyone(actor: Actor) -> bool:
    return True


@rules.predicate
def is_signed_in(actor: Actor) -> bool:
    return actor.is_signed_in


@rules.predicate
def is_member(actor: Actor) -> bool:
    """Holds a role here, other than as a guest."""
    return actor.is_member


@rules.predicate
def is_guest(actor: Actor) -> bool:
    """Invited from another municipality: reads what is public and what it is invited to."""
    return actor.has_role("guest")


@rules.predicate
def is_strategy_office(actor: Actor) -> bool:
    return actor.has_role("strategy_office")


@rules.predicate
def sits_in_executive_group(actor: Actor) -> bool:
    return actor.has_role("executive")


@rules.predicate
def leads_the_unit(actor: Actor, thing: Any = None) -> bool:
    """Leads the unit, or the unit that the thing belongs to, or a unit above it."""
    unit_id = getattr(thing, "unit_id", None) or getattr(thing, "pk", None)
    return actor.leads(unit_id)


@rules.predicate
def is_installation_admin(actor: Actor) -> bool:
    return actor.is_installation_admin


@rules.predicate
def owns_it(actor: Actor, thing: Any = None) -> bool:
    return actor.person is not None and getattr(thing, "person_id", None) == actor.person.id


administers_here = may_write_at_all & belongs_here & (is_strategy_office | is_installation_admin)

rules.add_perm("organisation.create_municipality", may_write_at_all & is_installation_admin)
rules.add_perm("organisation.appoint_administrator", may_write_at_all & is_installation_admin)
rules.add_perm("organisation.administer", administers_here)
rules.add_perm("organisation.see_people", is_member | is_installation_admin)
rules.add_perm(
    "organisation.manage_own_tokens", may_write_at_all & (is_member | is_installation_admin)
)
rules.add_perm("organisation.revoke_token", may_write_at_all & owns_it)
rules.add_perm("organisation.use_token", owns_it)
rules.add_perm("organisation.edit_own_profile", may_write_at_all)
rules.add_perm(
    "organisation.see_own_page", is_signed_in & (is_member | is_guest | is_installation_admin)
)
