"""The room's pages in a real browser, on a phone and on a desk: nothing for axe to find, and htmx at work."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from pejl.organisation import actions
from tests import build

VISITORS = ["account_login", "account_signup", "account_reset_password", "account_inactive"]
ONES_OWN = ["organisation:profile", "account_change_password", "mfa_index", "account_logout"]
OFFICE = [
    "people", "grant_role", "units", "new_unit", "settings", "vocabulary", "edit_logo", "tokens",
]  # fmt: skip


@pytest.fixture
def here(transactional_db):
    municipality = build.a_municipality("Greve Kommune", slug="greve")
    centre = build.a_unit(municipality, "Center for Skole og Dagtilbud", slug="skole")
    build.a_unit(municipality, "Hedelyskolen", slug="hedely", kind="institution", parent=centre)
    build.a_membership(
        "unit_leader", municipality, centre, name="Centerchef for Skole og Dagtilbud", is_demo=True
    )
    return municipality


@pytest.fixture
def office(here):
    return build.with_password(build.a_person("strategy_office", here, name="Åse Strategi"))


@pytest.mark.parametrize("name", VISITORS)
def test_what_visitors_see_is_accessible(sized_page, axe, here, name):
    sized_page.goto(reverse(name))
    assert axe(sized_page) == []


@pytest.mark.parametrize("name", ONES_OWN)
def test_ones_own_pages_are_accessible(sized_page, axe, sign_in, office, name):
    sign_in(sized_page, office)
    sized_page.goto(reverse(name))
    assert axe(sized_page) == []


@pytest.mark.parametrize("name", OFFICE)
def test_the_offices_pages_are_accessible(sized_page, axe, sign_in, office, name):
    sign_in(sized_page, office)
    sized_page.goto(reverse(f"organisation:{name}", args=["greve"]))
    assert axe(sized_page) == []
    assert sized_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_newcomer_to_the_demo_is_in_with_one_press(page, here):
    page.goto(reverse("account_login"))
    page.locator("main form").first.get_by_role("button").click()
    page.wait_for_url("**/greve/")
    assert page.get_by_text("Centerchef for Skole og Dagtilbud").first.is_visible()


def test_people_are_found_while_one_writes_and_the_address_tells(page, sign_in, office):
    sign_in(page, office)
    page.goto(reverse("organisation:people", args=["greve"]))
    page.locator("#people-words").press_sequentially("åse")
    page.wait_for_url(re.compile("q=%C3%A5se"))
    assert page.locator("#found tbody tr").count() == 1


def test_two_who_edit_see_both_texts_in_place_and_nothing_written_is_lost(
    page, axe, sign_in, here, office
):
    sign_in(page, office)
    page.goto(reverse("organisation:edit_unit", args=["greve", "skole"]))
    page.locator("#id_name").fill("Mit navn")
    unit = build.Unit.objects.get(slug="skole")
    actions.edit_unit(by=build.the_operator(here), unit=unit, version=1, name="Deres navn")
    page.locator("#form button[type=submit]").click()
    page.locator(".pejl-conflict").wait_for()
    assert "Deres navn" in page.locator(".pejl-conflict").inner_text()
    assert page.locator("#id_name").input_value() == "Mit navn"
    assert axe(page) == []
    page.locator("#form button[type=submit]").click()
    page.wait_for_url("**/enheder/")
    assert build.Unit.objects.get(slug="skole").name == "Mit navn"


def test_the_sentences_change_before_anything_is_saved(page, sign_in, here, office):
    sign_in(page, office)
    page.goto(reverse("organisation:vocabulary", args=["greve"]))
    page.locator("[name='focus_area-singular']").fill("pejlemærke")
    page.locator("[name=preview]").click()
    page.get_by_text("nyt pejlemærke").wait_for()
    here.refresh_from_db()
    assert here.vocabulary == {}
