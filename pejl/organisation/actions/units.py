"""Add, rename, move and close units."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from pejl.history import actions as history
from pejl.organisation import queries, refusals
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn


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
    take_turn(municipality.id)
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
    take_turn(unit.municipality_id)
    if "parent" in fields:
        _require_place(unit.municipality, unit, fields["parent"])
    if "slug" in fields:
        _require_free_address(unit.municipality, fields["slug"], unit)
    history.change(by=by, element=unit, version=version, fields=fields)
