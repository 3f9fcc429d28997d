"""Who acts: a person (or nobody) in one municipality, with the roles held there.

Built once a request by ``organisation.queries.actor_for``; every rule and every action takes one. Asking a rule
costs no query, but for the units that somebody leads, which are looked up when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from pejl.organisation.models import Municipality, Person


@dataclass(frozen=True)
class Actor:
    """A person, or a visitor, seen from one municipality (or from the installation's own pages)."""

    municipality: Municipality | None = None
    person: Person | None = None
    roles: frozenset[str] = frozenset()
    unit_ids: frozenset[UUID] = frozenset()
    """Units the person belongs to."""
    units_led: Callable[[], frozenset[UUID]] = frozenset
    """Looks up ``led_unit_ids``; asked only where leading a unit matters, for it reads the unit tree."""
    may_write: bool = field(default=True)
    """False when acting through a token that may only read."""

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    @property
    def is_installation_admin(self) -> bool:
        return self.person is not None and self.person.is_installation_admin

    @property
    def person_id(self) -> UUID | None:
        return self.person.id if self.person else None

    @property
    def person_name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def led_unit_ids(self) -> frozenset[UUID]:
        """Units the person leads, and all units below those."""
        return self.units_led()

    @property
    def is_member(self) -> bool:
        """Works in the municipality: holds a role there other than guest."""
        return bool(self.roles - {"guest"})

    def has_role(self, role: str) -> bool:
        return role in self.roles

    def leads(self, unit_id: UUID | None) -> bool:
        """Leads the unit, or a unit above it."""
        return unit_id is not None and unit_id in self.led_unit_ids

    @property
    def audiences(self) -> frozenset[str]:
        """Which texts the actor may find: everyone's, the staff's, the leaders'."""
        found = {"public"}
        if self.is_member:
            found.add("staff")
        if self.roles & {"executive", "strategy_office", "unit_leader"}:
            found.add("leaders")
        return frozenset(found)


@dataclass(frozen=True)
class Operator(Actor):
    """Whoever has the installation's command line: needs no account, and may act in every municipality.

    Who can reach the command line can reach the database, so nothing is won by refusing them here; but what
    they do goes through the same actions and stands in the history.
    """

    roles: frozenset[str] = frozenset({"executive", "strategy_office"})

    @property
    def is_signed_in(self) -> bool:
        return True

    @property
    def is_installation_admin(self) -> bool:
        return True

    @property
    def person_name(self) -> str:
        return "Pejl"

    def leads(self, unit_id: UUID | None) -> bool:
        return True
