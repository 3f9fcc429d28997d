"""Signing in with e-mail and password, with a second step, and as one of the demo's people."""

from __future__ import annotations

import re
import time

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.conf import settings as configured
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from pejl.deployment import DEMO_PASSWORD
from pejl.organisation import actions, queries
from pejl.organisation.models import Person
from tests import build

pytestmark = pytest.mark.django_db

LOGIN = reverse("account_login")


@pytest.fixture(autouse=True)
def fresh_counts(settings):
    """Counted failures live in a cache of each test's own."""
    cache.clear()


@pytest.fixture
def here():
    return build.a_municipality("Greve", slug="greve")


@pytest.fixture
def person(here):
    return build.with_password(build.a_person("executive", here, email="chef@example.dk"))


def sign_in(client, email="chef@example.dk", password=build.PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_one_lands_in_ones_own_municipality(client, person):
    response = sign_in(client, email="Chef@Example.DK")
    assert response.headers["Location"] == "/greve/"
    assert is_signed_in(client)


def test_one_with_two_municipalities_lands_where_one_chooses(client, person):
    elsewhere = build.a_municipality()
    actions.grant_role(
        by=build.the_operator(elsewhere), municipality=elsewhere, email=person.email, name="x",
        role="guest",
    )  # fmt: skip
    assert sign_in(client).headers["Location"] == "/"


def test_one_goes_on_to_the_page_one_came_from_but_to_no_other_site(client, person):
    assert sign_in(client, next="/greve/personer/").headers["Location"] == "/greve/personer/"
    client.logout()
    assert sign_in(client, next="https://example.com/").headers["Location"] == "/greve/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    wrong = sign_in(client, password="no").context["form"].errors
    unknown = sign_in(client, email="ingen@example.dk", password="no").context["form"].errors
    assert wrong == unknown
    assert not is_signed_in(client)


def test_after_many_wrong_passwords_the_right_one_is_refused_too_for_a_while(client, person):
    for _attempt in range(configured.AXES_FAILURE_LIMIT):
        response = sign_in(client, password="no")
    assert response.status_code == 429
    refused = sign_in(client, email="CHEF@example.dk")
    assert refused.status_code == 429
    assert "30" in refused.text
    assert not is_signed_in(client)
    with time_machine.travel(time.time() + 31 * 60):
        assert sign_in(client).status_code == 302


def test_one_who_is_shut_out_shuts_nobody_else_out(client, person, here):
    build.with_password(build.a_person("employee", here, email="anden@example.dk"))
    for _attempt in range(configured.AXES_FAILURE_LIMIT):
        sign_in(client, password="no")
    assert sign_in(client, email="anden@example.dk").status_code == 302


def test_nobody_opens_an_account(client):
    page = reverse("account_signup")
    before = Person.objects.count()
    client.post(page, {"email": "ny@example.dk", "password1": build.PASSWORD})
    assert Person.objects.count() == before
    assert "password1" not in client.get(page).text


def test_who_has_left_cannot_sign_in(client, person):
    Person.objects.filter(id=person.id).update(is_active=False)
    sign_in(client)
    assert not is_signed_in(client)


def test_who_has_no_password_cannot_sign_in_with_an_empty_one(client, here):
    build.a_person("employee", here, email="uden@example.dk")
    for password in ("", "!", build.PASSWORD):
        sign_in(client, email="uden@example.dk", password=password)
        assert not is_signed_in(client)


def test_a_forgotten_password_is_chosen_anew_by_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    (sent,) = mail.outbox
    link = re.search(r"http://testserver(\S+)", sent.body)[1]
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0]
    new = "helt-ny-hemmelighed-2"
    assert client.post(path, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(client, password=new).status_code == 302


def test_no_mail_goes_to_an_unknown_address_and_the_page_says_the_same(client, person):
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "ingen@example.dk"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert [one.to for one in mail.outbox] == [[person.email]]


@pytest.mark.parametrize("password", ["kort", "password1234", "chef@example.dk"])
def test_a_weak_password_is_refused(client, person, password):
    sign_in(client)
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": build.PASSWORD, "password1": password, "password2": password},
    )
    assert response.status_code == 200
    assert response.context["form"].errors


def test_signing_out_everywhere_ends_the_sessions_of_other_browsers(client, person):
    sign_in(client)
    other = type(client)()
    sign_in(other)
    client.post(reverse("organisation:sign_out_everywhere"))
    assert other.get(reverse("organisation:profile")).status_code == 403
    assert sign_in(other).status_code == 302


def test_a_new_password_ends_the_sessions_of_other_browsers(client, person):
    sign_in(client)
    other = type(client)()
    sign_in(other)
    new = "helt-ny-hemmelighed-2"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": build.PASSWORD, "password1": new, "password2": new},
    )
    assert client.get(reverse("organisation:profile")).status_code == 200
    assert other.get(reverse("organisation:profile")).status_code == 403


def test_a_session_ends_after_its_time_however_much_it_is_used(client, person):
    profile = reverse("organisation:profile")
    with time_machine.travel(time.time(), tick=False) as clock:
        sign_in(client)
        for _visit in range(11):
            clock.shift(60 * 60)
            assert client.get(profile).status_code == 200
        clock.shift(61 * 60)
        assert client.get(profile).status_code == 403


def test_a_session_ends_when_it_lies_still(client, person):
    with time_machine.travel(time.time(), tick=False) as clock:
        sign_in(client)
        clock.shift(configured.PEJL_SESSION_IDLE_SECONDS + 1)
        assert client.get(reverse("organisation:profile")).status_code == 403
        assert not is_signed_in(client)


def code_for(secret):
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def test_two_step_sign_in_is_switched_on_and_then_asked_for(client, person):
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": build.PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in page.text
    assert "data:image" not in page.text
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}).status_code == 302
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200

    other = type(client)()
    assert sign_in(other).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(other)
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.context["form"].errors["code"]
    assert not is_signed_in(other)
    with time_machine.travel(time.time() + 60):
        other.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert is_signed_in(other)


def test_sensitive_pages_ask_for_the_password_again_after_a_while(client, person):
    sign_in(client)
    with time_machine.travel(time.time() + 60 * 60):
        asked = client.get(reverse("mfa_activate_totp"))
        assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
        client.post(reverse("account_reauthenticate"), {"password": build.PASSWORD})
        assert client.get(reverse("mfa_activate_totp")).status_code == 200


ACCOUNT_PAGES = [
    "account_login", "account_logout", "account_signup", "account_inactive",
    "account_reauthenticate", "account_change_password", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "mfa_index",
    "mfa_activate_totp",
]  # fmt: skip
FOR_VISITORS = {"account_login", "account_signup"}


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_every_page_of_the_account_is_drawn_with_our_own_components(client, person, name):
    if name not in FOR_VISITORS:
        sign_in(client)
        client.post(reverse("account_reauthenticate"), {"password": build.PASSWORD})
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert 'id="main-content"' in page.text
    assert "allauth/layouts/base.html" not in [template.name for template in page.templates]


def test_a_link_that_was_used_says_so(client):
    page = client.get(reverse("account_reset_password_from_key", args=["abc", "set-password"]))
    assert page.status_code == 200
    assert reverse("account_reset_password") in page.text


@pytest.fixture
def demo_person(here):
    return build.a_person("unit_leader", here, name="Centerchef", is_demo=True)


def test_a_newcomer_to_the_demo_signs_in_with_one_press(client, demo_person):
    assert str(demo_person.id) in client.get(LOGIN).text
    response = client.post(reverse("organisation:demo_sign_in"), {"person": demo_person.id})
    assert response.headers["Location"] == "/greve/"
    assert is_signed_in(client)


@pytest.mark.parametrize("who", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_one_press_lets_in_nobody_else(client, person, who):
    url = reverse("organisation:demo_sign_in")
    assert client.post(url, {"person": who}).status_code == 404
    assert client.post(url, {"person": person.id}).status_code == 404
    assert not is_signed_in(client)


def test_a_demos_people_are_nobody_in_a_deployment(client, demo_person, settings):
    client.post(reverse("organisation:demo_sign_in"), {"person": demo_person.id})
    settings.PEJL_DEMO = False
    assert client.get("/greve/personer/").status_code == 403
    url = reverse("organisation:demo_sign_in")
    assert client.post(url, {"person": demo_person.id}).status_code == 404
    client.logout()
    assert str(demo_person.id) not in client.get(LOGIN).text
    sign_in(client, email=demo_person.email, password=DEMO_PASSWORD)
    assert not is_signed_in(client)
    assert not queries.actor_for(None, demo_person).is_signed_in
