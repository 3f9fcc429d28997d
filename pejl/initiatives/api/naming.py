"""The units, people and aims that a request names by their ids, and refusals told by the request's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja.errors import ValidationError

from pejl.history.refusals import Refusal
from pejl.initiatives.queries import by_id
from pejl.initiatives.refusals import InitiativeIsElsewhere
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import Visit
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere
from pejl.strategy.queries import by_id as strategy_room

NAMED_BY_ID = {"person", "sponsor", "owner", "unit", "to_unit", "objective", "strategy", "needs"}

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


def _person(here: Visit, person_id: UUID | None, field: str) -> Any:
    if person_id is None:
        return None
    person = organisation.member(here.municipality, person_id)
    if person is None:
        raise PersonIsNotMember(field=field)
    return person


def _unit(here: Visit, unit_id: UUID | None, field: str) -> Any:
    if unit_id is None:
        return None
    unit = organisation.unit_by_id(here.municipality, unit_id)
    if unit is None:
        raise UnitIsElsewhere(field=field)
    return unit


def _objective(here: Visit, objective_id: UUID | None, field: str) -> Any:
    if objective_id is None:
        return None
    objective = strategy_room.objective(here.actor, objective_id)
    if objective is None:
        raise InitiativeIsElsewhere(field=field)
    return objective


def _objectives(here: Visit, ids: list[UUID], field: str) -> list[Any]:
    return _all(by_id.objectives(here.actor, ids), ids, field)


def _focus_areas(here: Visit, ids: list[UUID], field: str) -> list[Any]:
    return _all(by_id.focus_areas(here.actor, ids), ids, field)


def _all(found: list[Any], ids: list[UUID], field: str) -> list[Any]:
    if {one.id for one in found} != set(ids):
        raise InitiativeIsElsewhere(field=field)
    return found


def _kroner(here: Visit, amount: str | None, field: str) -> Decimal | None:
    return None if amount is None else Decimal(amount)


MEANT: dict[str, tuple[str, Callable[..., Any]]] = {
    "person_id": ("person", _person),
    "sponsor_id": ("sponsor", _person),
    "owner_id": ("owner", _person),
    "unit_id": ("unit", _unit),
    "to_unit_id": ("to_unit", _unit),
    "objective_id": ("objective", _objective),
    "objective_ids": ("objectives", _objectives),
    "focus_area_ids": ("focus_areas", _focus_areas),
    "amount": ("amount", _kroner),
}
"""By the field of a request: what the action calls it, and how it is found."""


def with_things(here: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments, with units, people and aims in place of their ids, and kroner as a number."""
    named = dict(fields)
    for field, (name, find) in MEANT.items():
        if field in named:
            named[name] = find(here, named.pop(field), field)
    return named
