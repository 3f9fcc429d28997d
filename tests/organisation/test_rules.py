"""Who may what: every permission of the room × every role × own and other municipality, as one table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pejl.history.refusals import NotAllowed
from pejl.organisation.rules import may, require
from tests import build

pytestmark = pytest.mark.django_db

EVERYONE = {"visitor", *build.ROLES, "installation_admin"}
STAFF = {"employee", "initiative_lead", "unit_leader", "executive", "strategy_office"}
SIGNED_IN = EVERYONE - {"visitor"}

TABLE = {
    "organisation.create_municipality": {"installation_admin"},
    "organisation.appoint_administrator": {"installation_admin"},
    "organisation.administer": {"strategy_office", "installation_admin"},
    "organisation.see_people": STAFF | {"installation_admin"},
    "organisation.manage_own_tokens": STAFF | {"installation_admin"},
    "organisation.edit_own_profile": SIGNED_IN,
    "organisation.see_own_page": SIGNED_IN,
}
ONLY_READING = {"organisation.see_people", "organisation.see_own_page"}


@pytest.mark.parametrize("role", sorted(EVERYONE))
@pytest.mark.parametrize("permission", sorted(TABLE))
def test_the_table_of_roles_holds(permission, role):
    municipality = build.a_municipality()
    actor = build.an_actor(role, municipality)
    assert may(actor, permission, municipality) is (role in TABLE[permission])


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_no_role_reaches_into_another_municipality(role):
    actor = build.an_actor(role, build.a_municipality())
    assert not may(actor, "organisation.administer", build.a_municipality())


@pytest.mark.parametrize("permission", sorted(TABLE.keys() - ONLY_READING))
def test_whoever_acts_through_a_reading_token_changes_nothing(permission):
    municipality = build.a_municipality()
    for role in SIGNED_IN:
        actor = replace(build.an_actor(role, municipality), may_write=False)
        assert not may(actor, permission, municipality)


def test_a_token_is_its_persons_alone():
    municipality = build.a_municipality()
    token, _key = build.a_token(municipality)
    for role in EVERYONE:
        other = build.an_actor(role, municipality)
        assert not may(other, "organisation.revoke_token", token)
        assert not may(other, "organisation.use_token", token)


def test_a_leader_leads_the_unit_and_everything_below_it_and_nothing_beside():
    municipality = build.a_municipality()
    centre, beside = build.a_unit(municipality), build.a_unit(municipality)
    school = build.a_unit(municipality, parent=centre)
    team = build.a_unit(municipality, parent=school)
    leader = build.an_actor("unit_leader", municipality, centre)
    assert all(leader.leads(unit.id) for unit in (centre, school, team))
    assert not leader.leads(beside.id)
    assert not leader.leads(None)


def test_a_permission_that_does_not_exist_is_an_error_and_never_a_no():
    with pytest.raises(LookupError):
        may(build.the_operator(), "organisation.fly")


def test_what_is_not_allowed_is_refused():
    municipality = build.a_municipality()
    with pytest.raises(NotAllowed):
        require(build.an_actor("employee", municipality), "organisation.administer", municipality)
