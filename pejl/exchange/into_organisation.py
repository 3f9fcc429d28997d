"""A folder's municipality, units and people into Pejl: what is new is made, what differs is changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from pejl.exchange.faults import Fault
from pejl.exchange.references import Folder
from pejl.exchange.refusals import FolderDoesNotFit, told_at
from pejl.exchange.shape import Entry
from pejl.organisation import actions, queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person, Unit


@dataclass
class Organisation:
    """What the strategy needs of the organisation: the names that the files use, and who acts."""

    by: Actor
    municipality: Municipality
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def bring_in_organisation(*, by: Actor, folder: Folder, with_demo_people: bool) -> Organisation:
    """Make or change the municipality, its units and the roles of its people. Nothing is removed."""
    municipality = _municipality(by, folder)
    here = Organisation(queries.acting_in(municipality, by), municipality)
    parents = {unit.fields["slug"]: unit.fields["parent"] for unit in folder.units}
    for unit in sorted(folder.units, key=lambda one: _depth(one.fields["slug"], parents)):
        here.units[unit.fields["slug"]] = _unit(here, unit)
    for person in folder.people:
        with told_at(person):
            found = _person(here, person, is_demo=with_demo_people and person.fields["is_demo"])
        if found:
            here.people[person.fields["key"]] = found
    return here


def _given(entry: Entry) -> dict[str, Any]:
    """The fields that the file says something of; what it leaves out keeps its value."""
    return {name: value for name, value in entry.fields.items() if name in entry.lines}


def _municipality(by: Actor, folder: Folder) -> Municipality:
    entry = folder.municipality
    fields = _given(entry)
    municipality = queries.municipality_by_slug(fields["slug"])
    with told_at(entry):
        if municipality is None:
            _require_strategy_office(folder)
            return actions.create_municipality(by=by, **fields)
        changed = differences(municipality, fields)
        if changed:
            actions.edit_municipality(
                by=queries.acting_in(municipality, by),
                municipality=municipality,
                version=municipality.version,
                **changed,
            )
    return municipality


def _require_strategy_office(folder: Folder) -> None:
    """Somebody must be able to administer a new municipality."""
    roles = {
        role.fields["role"] for person in folder.people for role in person.parts["memberships"]
    }
    if "strategy_office" not in roles:
        expected = _("the list with at least one person who has the role strategy_office")
        raise FolderDoesNotFit([Fault("people.yaml", None, "people", _("nobody"), expected)])


def differences(thing: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Those of the fields that read otherwise in Pejl."""
    return {name: value for name, value in fields.items() if getattr(thing, name) != value}


def _depth(slug: str, parents: dict[str, str | None]) -> int:
    """How many units stand above this one, so that each is made after the one it belongs under."""
    depth, above = 0, parents[slug]
    while above is not None:
        depth, above = depth + 1, parents[above]
    return depth


def _unit(here: Organisation, entry: Entry) -> Unit:
    fields = dict(entry.fields)
    fields["parent"] = here.units.get(fields["parent"])
    unit = queries.unit_by_slug(here.municipality, fields["slug"])
    with told_at(entry):
        if unit is None:
            return actions.add_unit(by=here.by, municipality=here.municipality, **fields)
        changed = differences(unit, fields)
        if changed:
            actions.edit_unit(by=here.by, unit=unit, version=unit.version, **changed)
    return unit


def _person(here: Organisation, entry: Entry, *, is_demo: bool) -> Person | None:
    """The person, with the roles that the file names; a demo's administrator only in a demo."""
    fields = entry.fields
    person = queries.person_by_email(fields["email"])
    if is_demo and fields["is_installation_admin"]:
        if person is None or not person.is_installation_admin:
            person = actions.appoint_administrator(
                by=here.by, email=fields["email"], name=fields["name"], is_demo=True
            )
    for membership in entry.parts["memberships"]:
        person = _with_role(here, entry, membership, person, is_demo=is_demo)
    return person


def _with_role(
    here: Organisation, entry: Entry, membership: Entry, person: Person | None, *, is_demo: bool
) -> Person:
    role, unit = membership.fields["role"], here.units.get(membership.fields["unit"] or "")
    if person and queries.memberships_of(here.municipality, person).filter(role=role, unit=unit):
        return person
    granted = actions.grant_role(
        by=here.by,
        municipality=here.municipality,
        email=entry.fields["email"],
        name=entry.fields["name"],
        title=entry.fields["title"],
        role=role,
        unit=unit,
        is_demo=is_demo,
        is_example=entry.fields["is_example"],
    )
    return granted.person
