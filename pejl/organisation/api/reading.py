"""Reading municipalities, units, people and roles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from pejl.organisation import queries
from pejl.organisation.api.door import READING, WRITING, Visit, found, visit, writing_visit
from pejl.organisation.api.schemas import (
    MembershipOut,
    MeOut,
    MunicipalityOut,
    PeopleFilter,
    PersonOut,
    UnitFilter,
    UnitOut,
)
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged
from pejl.organisation.rules import require

router = Router(auth=READING)


def _colleague(request: HttpRequest, slug: str) -> Visit:
    """A visit by someone who may see people. For everyone else but guests there are none to be found."""
    here = visit(request, slug)
    if not here.actor.roles and not here.actor.is_installation_admin:
        found(None)
    require(here.actor, "organisation.see_people", None)
    return here


@router.get(
    "/municipalities",
    response=Page[MunicipalityOut],
    operation_id="organisation_list_municipalities",
    summary="The municipalities of this installation",
)
def list_municipalities(request: HttpRequest, part: Query[Slice]) -> Any:
    """In Danish alphabetical order."""
    return paged(request, queries.municipalities(), part)


@router.get(
    "/municipalities/{slug}",
    response=MunicipalityOut,
    operation_id="organisation_read_municipality",
    summary="A municipality",
)
def read_municipality(request: HttpRequest, slug: Slug) -> Any:
    """Name, codes, colour and its own words for the levels of a strategy."""
    return visit(request, slug).municipality


@router.get(
    "/{slug}/units",
    response=Page[UnitOut],
    operation_id="organisation_list_units",
    summary="The units of a municipality",
)
def list_units(request: HttpRequest, slug: Slug, part: Query[UnitFilter]) -> Any:
    """Direction, centres, institutions and teams, each after the unit that it belongs under."""
    here = visit(request, slug)
    nodes = queries.flat(queries.unit_tree(here.municipality, with_closed=part.closed))
    units = [node.unit for node in nodes if part.kind in (None, node.unit.kind)]
    return paged(request, units, part)


@router.get(
    "/{slug}/units/{unit_id}",
    response=UnitOut,
    operation_id="organisation_read_unit",
    summary="A unit",
)
def read_unit(request: HttpRequest, slug: Slug, unit_id: Id) -> Any:
    """A direction, centre, institution or team; also one that is closed."""
    return found(queries.unit_by_id(visit(request, slug).municipality, unit_id))


@router.get(
    "/{slug}/people",
    response=Page[PersonOut],
    operation_id="organisation_list_people",
    summary="The people who hold a role here",
)
def list_people(request: HttpRequest, slug: Slug, part: Query[PeopleFilter]) -> Any:
    """For those who work in the municipality. 404 for everyone else, 403 for guests."""
    here = _colleague(request, slug)
    people = queries.people(here.municipality, part.q, part.role or "")
    return paged(request, people, part)


@router.get(
    "/{slug}/people/{person_id}",
    response=PersonOut,
    operation_id="organisation_read_person",
    summary="A person who holds a role here",
)
def read_person(request: HttpRequest, slug: Slug, person_id: Id) -> Any:
    """For those who work in the municipality. 404 for everyone else, 403 for guests."""
    here = _colleague(request, slug)
    return found(queries.people(here.municipality).filter(id=person_id).first())


@router.get(
    "/{slug}/memberships/{membership_id}",
    response=MembershipOut,
    operation_id="organisation_read_membership",
    summary="A role that a person holds",
)
def read_membership(request: HttpRequest, slug: Slug, membership_id: Id) -> Any:
    """For those who work in the municipality. 404 for everyone else, 403 for guests."""
    here = _colleague(request, slug)
    return found(queries.membership_by_id(here.municipality, membership_id))


@router.get(
    "/{slug}/me",
    auth=WRITING,
    response=MeOut,
    operation_id="organisation_read_me",
    summary="Whose token this is, and what it may",
)
def read_me(request: HttpRequest, slug: Slug) -> Any:
    """The token's person with the roles held here, and whether the token may change anything."""
    return me(writing_visit(request, slug))


def me(here: Visit) -> dict[str, Any]:
    """The one who asks, as the API tells it."""
    person: Any = here.actor.person
    told = {name: getattr(person, name) for name in ("id", "name", "title", "email", "language")}
    return {
        **told,
        "may_write": here.actor.may_write,
        "roles": list(queries.memberships_of(here.municipality, person)),
    }
