"""Those who answer for a strategy write it: in place, side by side, without a mouse, without a script."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from pejl.strategy import actions
from pejl.strategy.models import Objective, Strategy
from tests import build

OBJECTIVE = "/greve/strategi/2014/maalsaetninger/1.1/"


@pytest.fixture
def objective(greve):
    return Objective.objects.select_related("focus_area").get(
        municipality=greve, focus_area__number=1, number=1
    )


def write(page, text):
    """Open the form where one reads, and write in it."""
    page.goto(OBJECTIVE)
    page.locator("main").get_by_role("link", name="Rediger", exact=True).click()
    page.get_by_role("textbox", name="Hvad vi vil").fill(text)


def test_an_objective_is_edited_in_place_and_the_trail_tells(page, sign_in, somebody, objective):
    sign_in(page, somebody("strategy_office"))
    write(page, "Flere skal med, og **tidligere**.")
    assert page.url.endswith(OBJECTIVE), "the form opens on the page itself"
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("main strong", has_text="tidligere")).to_be_visible()
    expect(page.get_by_role("textbox", name="Hvad vi vil")).to_have_count(0)
    page.goto("/greve/strategi/2014/historik/")
    first = page.locator(".pejl-trail > li").first
    expect(first).to_contain_text(somebody("strategy_office").name)
    expect(first.locator("ins").first).to_be_visible()
    assert first.locator("del").count() >= 1, "the old text beside the new"


def test_of_two_who_edit_the_same_the_second_sees_both(
    page, browser, browser_context_args, sign_in, somebody, objective
):
    other = browser.new_context(**browser_context_args).new_page()
    sign_in(page, somebody("strategy_office"))
    sign_in(other, somebody("executive"))
    write(page, "Den førstes ord.")
    write(other, "Den andens ord.")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("main p", has_text="Den førstes ord.")).to_be_visible()
    other.get_by_role("button", name="Gem").click()
    conflict = other.locator("section", has_text="Den førstes ord.").first
    expect(conflict).to_contain_text("Den andens ord.")
    expect(other.get_by_role("textbox", name="Hvad vi vil")).to_have_value("Den andens ord.")
    objective.refresh_from_db()
    assert objective.text == "Den førstes ord."
    other.get_by_role("textbox", name="Hvad vi vil").fill("Begges ord.")
    other.get_by_role("button", name="Gem").click()
    expect(other.locator("main p", has_text="Begges ord.")).to_be_visible()
    other.context.close()


def test_the_same_edit_without_javascript(no_script, sign_in, somebody, objective):
    page = no_script
    sign_in(page, somebody("strategy_office"))
    write(page, "Skrevet uden script.")
    assert page.url.endswith("/rediger/"), "a page of its own where there are no scripts"
    page.get_by_role("button", name="Gem").click()
    assert OBJECTIVE in page.url
    assert page.locator("main p", has_text="Skrevet uden script.").is_visible()
    objective.refresh_from_db()
    assert objective.text == "Skrevet uden script."


def test_what_cannot_be_saved_is_said_in_the_form_and_kept(page, sign_in, somebody, objective, axe):
    sign_in(page, somebody("strategy_office"))
    write(page, "Teksten bliver stående.")
    page.get_by_role("textbox", name="Titel").fill("")
    page.get_by_role("button", name="Gem").click()
    summary = page.locator("[data-module='error-summary']")
    expect(summary).to_be_visible()
    expect(page.get_by_role("textbox", name="Hvad vi vil")).to_have_value("Teksten bliver stående.")
    assert axe(page) == []
    summary.get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Titel")).to_be_focused()


def test_with_the_keyboard_alone_from_the_skip_link_to_a_saved_edit(
    page, sign_in, somebody, objective
):
    sign_in(page, somebody("strategy_office"))
    page.goto(OBJECTIVE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
    page.keyboard.press("Enter")
    tab_to(page, "document.activeElement.textContent.trim() === 'Rediger'")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Titel")).to_be_focused()
    tab_to(page, "document.activeElement.name === 'text'")
    page.keyboard.press("Control+A")
    page.keyboard.type("Skrevet uden mus.")
    tab_to(page, "document.activeElement.type === 'submit'")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("main p", has_text="Skrevet uden mus.")).to_be_visible()


def tab_to(page, reached, most=40):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    raise AssertionError(f"never reached by the Tab key: {reached}")


def test_a_draft_is_adopted_and_its_changes_are_seen_by_everyone(page, sign_in, somebody, greve):
    draft = build.a_strategy(greve, slug="2030", title="Udviklingsstrategi 2030")
    build.an_objective(build.a_focus_area(draft, "Et område"), "En målsætning", text="Før.")
    chief = somebody("executive")
    sign_in(page, chief)
    page.goto("/greve/strategi/2030/")
    page.get_by_role("link", name="Vedtag").click()
    page.get_by_role("button", name="Vedtag").click()
    page.wait_for_url("**/strategi/2030/")
    assert Strategy.objects.get(pk=draft.pk).adopted_by == chief
    objective = draft.objectives.get()
    actions.edit_objective(
        by=build.queries.actor_for(greve, chief), objective=objective, version=1, text="Efter."
    )
    page.context.clear_cookies()
    page.goto("/greve/strategi/2030/historik/?efter=vedtagelsen")
    lines = page.locator(".pejl-trail > li")
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text("Før.")
    expect(lines.first).to_contain_text("Efter.")


def test_pages_on_which_one_writes_are_free_of_faults(sized_page, axe, sign_in, somebody, greve):
    draft = build.a_strategy(
        greve, slug="2030", starts_on=date(2030, 1, 1), ends_on=date(2030, 12, 31)
    )
    area = build.a_focus_area(draft)
    for _ in "ab":
        build.an_objective(area), build.a_question(area), build.a_driver(draft)
    build.a_focus_area(draft)
    office = somebody("strategy_office")
    sign_in(sized_page, office)
    whole = "/greve/strategi/2030/"
    faults = []
    for place in (
        "", "rediger/", "fokusomraader/1/", "fokusomraader/nyt/", "fokusomraader/1/rediger/",
        "fokusomraader/1/maalsaetninger/ny/", "fokusomraader/1/spoergsmaal/nyt/",
        "fokusomraader/1/spoergsmaal/1/rediger/", "maalsaetninger/1.1/",
        "maalsaetninger/1.1/rediger/", "drivkraefter/", "drivkraefter/ny/",
        "drivkraefter/1/rediger/", "centre/dagtilbud-skoler/", "centre/dagtilbud-skoler/rediger/",
        "centre/dagtilbud-skoler/fokusomraader/1/", "../ny/", "historik/", "../../mit/",
    ):  # fmt: skip
        sized_page.goto(whole + place)
        assert sized_page.get_by_role("heading", level=1).is_visible()
        faults += [f"{place}: {fault}" for fault in axe(sized_page)]
        if sized_page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{place}: too wide")
    assert not faults, "\n".join(faults)
