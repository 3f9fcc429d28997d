"""The room's pages: who sees them, what they do, with and without htmx, and what they say when refused."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from pejl.organisation import actions, queries
from pejl.organisation.models import Membership, Unit
from tests import build

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def here():
    return build.a_municipality("Greve", slug="greve")


@pytest.fixture
def office(here, client):
    """A browser in which somebody from the strategy office is signed in."""
    return signed_in(client, build.a_person("strategy_office", here))


def signed_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(name, municipality, *args):
    return reverse(f"organisation:{name}", args=[municipality.slug, *args])


FOR_THE_OFFICE = ["grant_role", "new_unit", "settings", "vocabulary", "edit_logo"]


@pytest.mark.parametrize("name", FOR_THE_OFFICE)
@pytest.mark.parametrize("role", ["visitor", *build.ROLES])
def test_only_the_strategy_office_administers(client, here, name, role):
    if role != "visitor":
        signed_in(client, build.a_person(role, here))
    expected = 200 if role == "strategy_office" else 403
    assert client.get(at(name, here)).status_code == expected
    assert client.post(at(name, here), {}).status_code == expected


@pytest.mark.parametrize("name", [*FOR_THE_OFFICE, "people"])
def test_the_office_of_one_municipality_is_nobody_in_another(office, name):
    assert office.get(at(name, build.a_municipality())).status_code == 404


def test_an_unknown_municipality_is_not_found(client):
    assert client.get("/findes-ikke/enheder/").status_code == 404


def test_everyone_reads_the_organisation_and_only_staff_the_people(client, here):
    build.a_unit(here, "Center for Ældre")
    assert "Center for Ældre" in client.get(at("units", here)).text
    assert client.get(at("people", here)).status_code == 403
    signed_in(client, build.a_person("employee", here, name="Åse Ærlig"))
    assert "Åse Ærlig" in client.get(at("people", here)).text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_people_are_found_by_name_and_role(office, here, headers):
    build.a_person("employee", here, name="Øjvind Østergaard")
    build.a_person("executive", here, name="Øjvind Chef")
    found = office.get(
        at("people", here), {"q": "øjvind", "rolle": "executive"}, headers=headers
    ).text
    assert "Øjvind Chef" in found
    assert "Østergaard" not in found
    assert ("<html" in found) is not bool(headers)


def a_role(**but):
    return {
        "id": uuid4(), "email": "ny@example.dk", "name": "Ny Leder", "title": "",
        "role": "employee", "unit": "",
    } | but  # fmt: skip


def test_a_role_is_given_and_ended(office, here):
    response = office.post(at("grant_role", here), a_role())
    assert response.status_code == 302
    held = Membership.objects.get(person__email="ny@example.dk")
    end = at("end_role", here, held.person_id, held.id)
    assert office.get(end).status_code == 200
    assert office.post(end, {"version": held.version}).status_code == 302
    assert not Membership.objects.current().filter(person=held.person).exists()


def test_htmx_is_told_to_move_the_page_after_saving(office, here):
    response = office.post(at("grant_role", here), a_role(), headers=HTMX)
    assert response.headers["HX-Redirect"] == at("people", here)


def test_two_clicks_give_one_role(office, here):
    twice = a_role()
    for _click in range(2):
        assert office.post(at("grant_role", here), twice).status_code == 302
    assert Membership.objects.filter(person__email="ny@example.dk").count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_refusal_stands_at_its_field(office, here, headers):
    response = office.post(at("grant_role", here), a_role(role="unit_leader"), headers=headers)
    assert response.status_code == 200
    assert 'id="id_unit-error"' in response.text
    assert "Ny Leder" in response.text
    assert ("<html" in response.text) is not bool(headers)


def test_a_unit_of_another_municipality_cannot_be_chosen(office, here):
    elsewhere = build.a_unit(build.a_municipality())
    response = office.post(at("grant_role", here), a_role(role="unit_leader", unit=elsewhere.id))
    assert response.context["form"].errors["unit"]


def test_another_municipalitys_role_cannot_be_ended_from_here(office, here):
    other = build.a_membership("employee", build.a_municipality())
    end = at("end_role", here, other.person_id, other.id)
    assert office.post(end, {"version": 1}).status_code == 404


def test_a_units_address_is_made_from_its_danish_name(office, here):
    written = {
        "id": uuid4(),
        "name": "Center for Børn & Ånd",
        "kind": "centre",
        "slug": "",
        "parent": "",
    }
    assert office.post(at("new_unit", here), written).status_code == 302
    assert Unit.objects.get(name="Center for Børn & Ånd").slug == "center-for-boern-aand"


def test_two_who_edit_the_same_unit_see_both_texts_and_the_second_decides(office, here):
    unit = build.a_unit(here, "Center for Skole")
    mine = {
        "version": unit.version, "name": "Mit navn", "slug": unit.slug, "kind": unit.kind,
        "parent": "", "closed_on": "",
    }  # fmt: skip
    actions.edit_unit(by=build.the_operator(here), unit=unit, version=1, name="Deres navn")
    shown = office.post(at("edit_unit", here, unit.slug), mine)
    assert [(one.mine, one.theirs) for one in shown.context["form"].conflict] == [
        ("Mit navn", "Deres navn")
    ]
    assert "Mit navn" in shown.text
    assert "Deres navn" in shown.text
    again = mine | {"version": shown.context["form"]["version"].value()}
    assert office.post(at("edit_unit", here, unit.slug), again).status_code == 302
    assert Unit.objects.get(id=unit.id).name == "Mit navn"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cvr", "12345678"),
        ("cvr", "1234"),
        ("accent_colour", "#ffff00"),
        ("accent_colour", "red"),
        ("dst_code", "25"),
        ("contact_email", "ingen"),
        ("name", ""),
        ("name", "x" * 101),
        ("name", "nul\x00tegn"),
    ],
)
def test_what_cannot_be_is_told_at_the_field(office, here, field, value):
    written = {
        "version": 1, "name": "Greve", "dst_code": "253", "cvr": "44023911",
        "accent_colour": "#12436D", "contact_email": "",
    }  # fmt: skip
    wrong = office.post(at("settings", here), written | {field: value})
    assert list(wrong.context["form"].errors) == [field]
    assert office.post(at("settings", here), written).status_code == 302


def test_a_new_word_for_a_level_is_shown_before_it_is_saved_and_used_after(office, here):
    page = at("vocabulary", here)
    form = office.get(page).context["form"]
    words = {name: form[name].value() for name in form.fields}
    words |= {
        "focus_area-singular": "pejlemærke", "focus_area-definite": "pejlemærket",
        "focus_area-plural": "pejlemærker", "focus_area-plural_definite": "pejlemærkerne",
    }  # fmt: skip
    assert "nyt pejlemærke" in office.post(page, words | {"preview": "1"}).text
    here.refresh_from_db()
    assert here.vocabulary == {}
    assert office.post(page, words).status_code == 302
    here.refresh_from_db()
    assert here.vocabulary["da"]["focus_area"]["plural"] == "pejlemærker"
    assert "gender" not in here.vocabulary["da"]["focus_area"]
    assert list(here.vocabulary["da"]) == ["focus_area"]


def test_the_colour_and_the_logo_are_served_and_not_sent_twice(client, here):
    build.a_logo(here)
    here.refresh_from_db()
    actions.edit_municipality(
        by=build.the_operator(here),
        municipality=here,
        version=here.version,
        accent_colour="#801650",
    )
    for name, kind in (("logo", "image/png"), ("theme_css", "text/css")):
        first = client.get(at(name, here))
        assert first.status_code == 200
        assert first.headers["Content-Type"].startswith(kind)
        again = client.get(at(name, here), headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
    assert "#801650" in client.get(at("theme_css", here)).text
    assert client.get(at("logo", build.a_municipality())).status_code == 404


def test_a_token_is_shown_once_and_can_be_revoked(office, here):
    page = at("tokens", here)
    made = office.post(page, {"name": "Regneark", "scope": "write", "expires_on": ""})
    key = made.context["key"]
    assert made.headers["Cache-Control"] == "no-store"
    token = queries.token_by_key(key)
    assert token is not None
    assert key not in office.get(page).text
    office.post(at("revoke_token", here, token.id))
    assert queries.token_by_key(key) is None


def test_somebody_elses_token_is_not_found(office, here):
    token, _key = build.a_token(here)
    assert office.post(at("revoke_token", here, token.id)).status_code == 404


def test_ones_own_profile_is_changed_and_the_language_with_it(office):
    response = office.post(
        reverse("organisation:profile"), {"name": "Nyt Navn", "title": "", "language": "en"}
    )
    assert response.status_code == 302
    assert "My profile" in office.get(reverse("organisation:profile")).text


def test_only_an_administrator_of_the_installation_opens_municipalities(client, office):
    page = reverse("organisation:new_municipality")
    assert office.get(page).status_code == 403
    signed_in(client, build.an_administrator())
    written = {
        "id": uuid4(), "name": "Solrød", "slug": "solroed", "first_name": "Ida",
        "first_email": "ida@example.dk",
    }  # fmt: skip
    taken = client.post(page, written | {"slug": "api"})
    assert taken.context["form"].errors["slug"]
    assert client.post(page, written).status_code == 302
    assert client.post(page, written).status_code == 302, "the second click of the same form"
    assert client.post(page, written | {"id": uuid4()}).context["form"].errors["slug"]


def test_hidden_values_that_were_tampered_with_are_told_and_change_nothing(office, here):
    unit = build.a_unit(here)
    for version in ("", "x", "-1", "99999999999999999999"):
        written = {"version": version, "name": "Y", "slug": unit.slug, "kind": "centre"}
        response = office.post(at("edit_unit", here, unit.slug), written)
        assert response.status_code == 200, version
    response = office.post(at("grant_role", here), a_role(id="x"))
    assert response.context["form"].errors["id"]
