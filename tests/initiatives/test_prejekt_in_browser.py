"""The prejekt in a browser: written in place by keyboard, at a desk and on a phone, and decided."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.initiatives import exploring


@pytest.fixture
def world(transactional_db):
    return exploring.a_world()


def address(prejekt):
    return reverse("initiatives:initiative", args=[prejekt.municipality.slug, prejekt.number])


def test_one_writes_what_is_known_where_it_is_read(sized_page, sign_in, world, axe):
    prejekt = exploring.grown(world, 2)
    sign_in(sized_page, world.chief)
    sized_page.goto(address(prejekt))
    for number in range(2):
        sized_page.locator("a[href$='/viden/ny/']").focus()
        sized_page.keyboard.press("Enter")
        box = sized_page.locator("#part-ny-viden textarea")
        sized_page.locator("#part-ny-viden textarea:focus").wait_for()
        box.fill(f"Skrevet på mødet {number}")
        assert axe(sized_page) == []
        sized_page.locator("#part-ny-viden button[type=submit]").click()
        sized_page.locator("#viden li", has_text=f"Skrevet på mødet {number}").wait_for()
        # Ready for the next: the keyboard stands at the link again.
        sized_page.locator("a[href$='/viden/ny/']:focus").wait_for()
    assert sized_page.url.endswith(address(prejekt))
    wide = sized_page.evaluate("document.documentElement.scrollWidth")
    assert wide <= sized_page.viewport_size["width"]
    assert axe(sized_page) == []


def test_an_unknown_is_answered_in_place_and_becomes_known(page, sign_in, world, axe):
    prejekt = exploring.grown(world, 1)
    sign_in(page, world.chief)
    page.goto(address(prejekt))
    page.locator("#ikke-viden a[href$='/svar/']").first.click()
    page.locator("#ikke-viden textarea[name=answer]").fill("Det ved vi nu")
    assert page.locator("#ikke-viden li", has_text="Og 0?").is_visible()
    assert axe(page) == []
    page.locator("#ikke-viden form button[type=submit]").first.click()
    page.locator("#viden li", has_text="Det ved vi nu").wait_for()


def test_a_prejekt_is_stopped_well(sized_page, sign_in, world, axe):
    prejekt = exploring.a_running_prejekt(world)
    sign_in(sized_page, world.sponsor)
    sized_page.goto(address(prejekt))
    sized_page.locator("a[href$='/beslutning/krystallisering/']").click()
    assert axe(sized_page) == []
    sized_page.locator("a[href='?beslutning=stop']").click()
    assert axe(sized_page) == []
    sized_page.locator("textarea[name=learning]").fill("Lyset vækker borgerne")
    sized_page.locator("textarea[name=reason]").fill("Vi ved nu hvorfor ikke")
    sized_page.locator("#part-form button.button-primary").click()
    sized_page.locator(".alert-success", has_text="Lyset vækker borgerne").wait_for()
    assert axe(sized_page) == []
