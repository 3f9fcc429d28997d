"""A request has one municipality and one actor, found from the address; everything else looks like nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pejl.organisation import queries
from tests import build

pytestmark = pytest.mark.django_db


def test_a_visitor_costs_no_query_to_know(django_assert_num_queries):
    here = build.a_municipality()
    with django_assert_num_queries(0):
        assert not queries.actor_for(here, None).is_signed_in


@pytest.mark.parametrize("role", build.ROLES)
def test_an_actor_is_known_in_two_queries_whatever_the_role(role, django_assert_max_num_queries):
    here = build.a_municipality()
    person = build.a_person(role, here)
    with django_assert_max_num_queries(2):
        assert queries.actor_for(here, person).roles == {role}


def test_a_role_counts_where_it_is_held_and_nowhere_else():
    here, elsewhere = build.a_municipality(), build.a_municipality()
    person = build.a_person("executive", here)
    assert queries.actor_for(here, person).is_member
    assert not queries.actor_for(elsewhere, person).is_member
    assert not queries.actor_for(None, person).is_member


def test_a_guest_is_no_member():
    here = build.a_municipality()
    assert not build.an_actor("guest", here).is_member


@pytest.mark.parametrize(
    "path", ["/findes-ikke/", "/findes-ikke/personer/", "/findes-ikke/tema.css", "/GREVE/enheder/"]
)
def test_a_municipality_that_is_not_here_is_not_found(client, path):
    build.a_municipality(slug="greve")
    assert client.get(path).status_code == 404


def test_another_municipalitys_unit_is_not_found_from_here(client):
    here = build.a_municipality()
    elsewhere = build.a_unit(build.a_municipality(), slug="center-for-alt")
    client.force_login(
        build.a_person("strategy_office", here),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    page = reverse("organisation:edit_unit", args=[here.slug, elsewhere.slug])
    assert client.get(page).status_code == 404
    assert client.post(page, {}).status_code == 404


def test_people_and_units_stand_in_danish_order():
    here = build.a_municipality()
    for name in ("Århus", "Ærø", "Odense", "Østerbro"):
        build.a_unit(here, name)
    names = [node.unit.name for node in queries.unit_tree(here)]
    assert names == ["Odense", "Ærø", "Østerbro", "Århus"]


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_of_people_costs_the_same_whatever_its_length(
    client, count, django_assert_max_num_queries
):
    here = build.a_municipality()
    unit = build.a_unit(here)
    for _person in range(count):
        build.a_membership("employee", here, unit)
    client.force_login(
        build.a_person("employee", here),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    with django_assert_max_num_queries(9):
        client.get(reverse("organisation:people", args=[here.slug]))
