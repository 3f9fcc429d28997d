"""Another municipality moves in: three focus areas, seven objectives, nothing of Greve."""

from __future__ import annotations

from django.urls import reverse

from pejl.strategy.models import FocusArea, Objective
from tests import build

OBJECTIVES = {"Bosætning": 3, "Klima": 2, "Læring": 2}


def test_it_is_opened_and_its_strategy_written_in_the_browser(page, sign_in, greve):
    administrator = build.an_administrator()
    sign_in(page, administrator)
    page.goto(reverse("organisation:new_municipality"))
    page.locator("input[name=name]").fill("Ærø Kommune")
    page.locator("input[name=slug]").fill("aeroe")
    page.locator("input[name=first_email]").fill("kontor@aeroe.example")
    page.locator("input[name=first_name]").fill("Ø. Kontor")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/aeroe/**")
    page.context.clear_cookies()

    office = build.queries.person_by_email("kontor@aeroe.example")
    sign_in(page, office)
    page.goto("/aeroe/")
    page.get_by_role("link", name="Begynd").first.click()
    page.locator("input[name=title]").fill("Øens strategi")
    page.locator("input[name=slug]").fill("2027")
    page.locator("input[name=starts_on]").fill("2027-01-01")
    page.locator("input[name=ends_on]").fill("2028-12-31")
    page.locator("input[name=theme]").fill("Sammen om øen")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url("**/aeroe/strategi/2027/")
    for number, (title, count) in enumerate(OBJECTIVES.items(), 1):
        add(page, "/aeroe/strategi/2027/fokusomraader/nyt/", title)
        for place in range(count):
            add(
                page,
                f"/aeroe/strategi/2027/fokusomraader/{number}/maalsaetninger/ny/",
                f"{title} {place}",
            )
    assert FocusArea.objects.filter(strategy__slug="2027").count() == 3
    assert Objective.objects.filter(strategy__slug="2027").count() == 7

    for address in (
        "/aeroe/",
        "/aeroe/strategi/2027/",
        "/aeroe/centre/",
        "/aeroe/strategi/",
        "/aeroe/soeg/?q=leverandør",
    ):
        page.goto(address)
        assert "Greve" not in page.content(), address
        assert "greve" not in page.content(), address
    page.goto("/aeroe/strategi/2027/maalsaetninger/1.3/")
    assert "Bosætning 2" in page.get_by_role("heading", level=1).inner_text()


def add(page, address, title):
    page.goto(address)
    page.locator("input[name=title]").fill(title)
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url(lambda url: not url.endswith(("/ny/", "/nyt/")))
