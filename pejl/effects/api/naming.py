"""The things that a request names by their ids, and refusals told by the request's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from pejl.effects import queries, refusals
from pejl.history.refusals import Refusal
from pejl.indicators import queries as indicators
from pejl.initiatives.queries import by_id as initiatives
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.api.door import Visit
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere
from pejl.strategy.queries import by_id as strategy_room

NAMED_BY_ID = {"indicator", "initiative", "evaluation", "objective", "unit", "responsible"}


@contextmanager
def told_by_id() -> Iterator[None]:
    """Tell a refusal at the field that the request has: “unit_id” where the action says “unit”."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field in NAMED_BY_ID:
            refusal.field = f"{refusal.field}_id"
        raise


def _unit(actor: Actor, key: UUID) -> Any:
    return organisation.unit_by_id(actor.municipality, key) if actor.municipality else None


def _member(actor: Actor, key: UUID) -> Any:
    return organisation.member(actor.municipality, key) if actor.municipality else None


MEANT: dict[str, tuple[Callable[[Actor, UUID], Any], type[Refusal]]] = {
    "indicator": (indicators.indicator_by_id, refusals.IndicatorIsElsewhere),
    "initiative": (initiatives.initiative, refusals.InitiativeIsElsewhere),
    "evaluation": (queries.evaluation_by_id, refusals.EvaluationIsElsewhere),
    "objective": (strategy_room.objective, refusals.ObjectiveIsElsewhere),
    "unit": (_unit, UnitIsElsewhere),
    "responsible": (_member, PersonIsNotMember),
}
"""What the action calls it: how it is found by its id, and what is said when it is not there."""


def with_things(here: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments, with things in place of their ids."""
    named = dict(fields)
    for name, (find, refusal) in MEANT.items():
        field = f"{name}_id"
        if field in named:
            key = named.pop(field)
            named[name] = None if key is None else find(here.actor, key)
            if key is not None and named[name] is None:
                raise refusal(field=field)
    return named


def with_amount(here: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """The same for an expectation, with the expected change as a number."""
    named = with_things(here, fields)
    if "change" in named:
        named["change"] = Decimal(named["change"])
    return named
