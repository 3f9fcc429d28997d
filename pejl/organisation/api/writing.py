"""Changing municipalities, units, roles and one's own profile: the actions of the pages, for machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from pejl.organisation import actions, queries
from pejl.organisation.api.door import (
    WRITING,
    IfMatch,
    found,
    installation_actor,
    unit_named,
    version_in,
    writing_visit,
)
from pejl.organisation.api.reading import me, router
from pejl.organisation.api.schemas import (
    MembershipOut,
    MeOut,
    MunicipalityEdits,
    MunicipalityOut,
    NewMembership,
    NewMunicipality,
    NewUnit,
    OwnProfile,
    UnitEdits,
    UnitOut,
)
from pejl.organisation.api.wire import Id, Slug


@router.post(
    "/municipalities",
    auth=WRITING,
    response={201: MunicipalityOut},
    operation_id="organisation_create_municipality",
    summary="Open a municipality",
)
def create_municipality(request: HttpRequest, new: NewMunicipality) -> Any:
    """For installation administrators: an empty municipality with one person in its strategy office."""
    actor = installation_actor(request)
    return Status(201, actions.create_municipality(by=actor, **new.fields()))


@router.patch(
    "/municipalities/{slug}",
    auth=WRITING,
    response=MunicipalityOut,
    operation_id="organisation_edit_municipality",
    summary="Change a municipality's settings",
)
def edit_municipality(
    request: HttpRequest, slug: Slug, edits: MunicipalityEdits, if_match: IfMatch
) -> Any:
    """For the strategy office. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    actions.edit_municipality(
        by=here.actor,
        municipality=here.municipality,
        version=version_in(if_match),
        **edits.fields(),
    )
    return here.municipality


@router.post(
    "/{slug}/units",
    auth=WRITING,
    response={201: UnitOut},
    operation_id="organisation_add_unit",
    summary="Add a unit",
)
def add_unit(request: HttpRequest, slug: Slug, new: NewUnit) -> Any:
    """For the strategy office."""
    here = writing_visit(request, slug)
    fields = new.fields()
    parent = unit_named(here, fields.pop("parent_id", None))
    unit = actions.add_unit(by=here.actor, municipality=here.municipality, parent=parent, **fields)
    return Status(201, unit)


@router.patch(
    "/{slug}/units/{unit_id}",
    auth=WRITING,
    response=UnitOut,
    operation_id="organisation_edit_unit",
    summary="Rename, move or close a unit",
)
def edit_unit(
    request: HttpRequest, slug: Slug, unit_id: Id, edits: UnitEdits, if_match: IfMatch
) -> Any:
    """For the strategy office. A unit is never removed: give it the day on which it closed."""
    here = writing_visit(request, slug)
    unit = found(queries.unit_by_id(here.municipality, unit_id))
    fields = edits.fields()
    if "parent_id" in fields:
        fields["parent"] = unit_named(here, fields.pop("parent_id"))
    actions.edit_unit(by=here.actor, unit=unit, version=version_in(if_match), **fields)
    return unit


@router.post(
    "/{slug}/memberships",
    auth=WRITING,
    response={201: MembershipOut},
    operation_id="organisation_grant_membership",
    summary="Give somebody a role",
)
def grant_membership(request: HttpRequest, slug: Slug, new: NewMembership) -> Any:
    """For the strategy office. A unit leader needs the unit that they lead."""
    here = writing_visit(request, slug)
    fields = new.fields()
    unit = unit_named(here, fields.pop("unit_id", None))
    membership = actions.grant_role(
        by=here.actor, municipality=here.municipality, unit=unit, **fields
    )
    return Status(201, membership)


@router.delete(
    "/{slug}/memberships/{membership_id}",
    auth=WRITING,
    response={204: None},
    operation_id="organisation_end_membership",
    summary="End a role",
)
def end_membership(request: HttpRequest, slug: Slug, membership_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office. It stays readable that the person held the role."""
    here = writing_visit(request, slug)
    membership = found(queries.membership_by_id(here.municipality, membership_id))
    actions.end_role(by=here.actor, membership=membership, version=version_in(if_match))
    return Status(204, None)


@router.patch(
    "/{slug}/me",
    auth=WRITING,
    response=MeOut,
    operation_id="organisation_edit_me",
    summary="Change one's own name, title or language",
)
def edit_me(request: HttpRequest, slug: Slug, edits: OwnProfile) -> Any:
    """For the token's person, so there is no version to name."""
    here = writing_visit(request, slug)
    now = me(here)
    fields = {name: now[name] for name in ("name", "title", "language")} | edits.fields()
    actions.edit_own_profile(by=here.actor, **fields)
    return {**now, **fields}
