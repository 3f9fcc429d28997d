"""The units, people and aims that a request names by their ids, and refusals told by the request's own names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from ninja.errors import ValidationError

from pejl.history.refusals import Refusal
from pejl.initiatives.queries import by_id
from pejl.initiatives.refusals import InitiativeIsElsewhere
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import Visit, unit_named
from pejl.organisation.refusals import PersonIsNotMember
from pejl.strategy.queries import by_id as strategy_room

PEOPLE = ("person", "sponsor", "owner")
UNITS = ("unit", "to_unit")
NAMED_BY_ID = {*PEOPLE, *UNITS, "objective", "strategy", "needs"}

OWN = {
    "prejekt": {"question", "occasion", "affected", "hours", "amount"},
    "project": {"goal", "outside", "hours", "amount", "first_benefit", "expected_effect"},
    "operation": set[str](),
}
"""What only initiatives of one kind have."""


@contextmanager
def told_by_id() -> Iterator[None]:
    """Tell a refusal at the field that the request has: “unit_id” where the action says “unit”."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field in NAMED_BY_ID:
            refusal.field = f"{refusal.field}_id"
        raise


def require_own(kind: str, fields: dict[str, Any], within: str = "") -> None:
    """A prejekt has no goal and a project no question: such a field is as unknown as any other."""
    others = set().union(*OWN.values()) - OWN[kind]
    wrong = [name for name in fields if name in others]
    if wrong:
        way = [part for part in ("body", "fields", within) if part]
        raise ValidationError([{"type": "extra_forbidden", "loc": (*way, one)} for one in wrong])


def _person(here: Visit, name: str, person_id: UUID | None) -> Any:
    if person_id is None:
        return None
    person = organisation.member(here.municipality, person_id)
    if person is None:
        raise PersonIsNotMember(field=f"{name}_id")
    return person


def _objective(here: Visit, objective_id: UUID | None) -> Any:
    if objective_id is None:
        return None
    objective = strategy_room.objective(here.actor, objective_id)
    if objective is None:
        raise InitiativeIsElsewhere(field="objective_id")
    return objective


def _all(found: list[Any], ids: list[UUID], field: str) -> list[Any]:
    if {one.id for one in found} != set(ids):
        raise InitiativeIsElsewhere(field=field)
    return found


def with_things(here: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments, with units, people and aims in place of their ids."""
    named = dict(fields)
    for name in PEOPLE:
        if f"{name}_id" in named:
            named[name] = _person(here, name, named.pop(f"{name}_id"))
    for name in UNITS:
        if f"{name}_id" in named:
            named[name] = unit_named(here, named.pop(f"{name}_id"))
    if "objective_id" in named:
        named["objective"] = _objective(here, named.pop("objective_id"))
    if "objective_ids" in named:
        ids = named.pop("objective_ids")
        named["objectives"] = _all(by_id.objectives(here.actor, ids), ids, "objective_ids")
    if "focus_area_ids" in named:
        ids = named.pop("focus_area_ids")
        named["focus_areas"] = _all(by_id.focus_areas(here.actor, ids), ids, "focus_area_ids")
    return named
