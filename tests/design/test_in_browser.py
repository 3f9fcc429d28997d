"""What the components do in a real browser, with and without JavaScript, by mouse, finger and keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from pejl.design.gallery import COMPONENTS

SMALL_TARGETS = """() => {
  const inText = (element) => element.closest("p, li, td, .prose") && element.tagName === "A";
  return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((element) => element.checkVisibility() && !inText(element))
    .map((element) => [element, (element.labels && element.labels[0]) || element])
    .filter(([element, target]) => {
      const box = target.getBoundingClientRect();
      return box.width > 1 && (box.width < 24 || box.height < 24) && element.type !== "hidden";
    })
    .map(([element]) => element.outerHTML.slice(0, 120));
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_too_small_to_hit_or_too_wide_to_see(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for component in COMPONENTS:
        page.goto(f"/design/{component.name}/")
        assert page.evaluate(SMALL_TARGETS) == [], component.name
        assert not page.evaluate(TOO_WIDE), component.name


def test_the_figure_for_phones_and_the_one_for_desks_are_never_both_there(page: Page) -> None:
    for width, there, gone in ((360, "tall", "wide"), (1280, "wide", "tall")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/design/figure/")
        expect(page.locator(f".figure-{there}").first).to_be_visible()
        expect(page.locator(f".figure-{gone}").first).to_be_hidden()


def test_the_figure_is_read_as_a_list_of_links_and_shows_where_the_keyboard_is(page: Page) -> None:
    page.goto("/design/figure/")
    figure = page.get_by_role("figure").first
    expect(figure.get_by_role("listitem")).to_have_count(4)
    expect(figure.get_by_role("link", name="2. Leverandørsamarbejde.")).to_be_visible()
    figure.get_by_role("link", name="2. Leverandørsamarbejde.").focus()
    stroke = page.evaluate(
        "getComputedStyle(document.activeElement.querySelector('.figure-card')).strokeWidth"
    )
    assert stroke == "4px"


def test_the_summary_of_faults_has_the_focus_and_leads_to_the_fields(page: Page) -> None:
    page.goto("/design/faults/")
    expect(page.locator("[data-module='error-summary']")).to_be_focused()
    page.locator("[data-module='error-summary'] a").first.click()
    expect(page.locator("#id_title")).to_be_focused()


def test_keys_open_search_and_the_list_of_keys_and_can_be_switched_off(page: Page) -> None:
    page.goto("/design/search/")
    page.keyboard.press("/")
    expect(page.locator("main [data-search]")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.locator("label[for='shortcuts-on']").click()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_a_button_that_asks_does_nothing_when_one_says_no(page: Page) -> None:
    page.goto("/design/buttons/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("form[data-confirm] button").click()
    assert asked == ["Vil I vedtage strategien?"]
    assert page.url.endswith("/design/buttons/")


def test_the_counter_speaks_the_language_of_the_page(page: Page) -> None:
    page.goto("/design/forms/")
    said = page.locator(".character-limit")
    before = said.inner_text()
    page.locator("#id_text").press_sequentially("ti bogstav")
    expect(said).to_have_text(before.replace("600", "590"))


def test_without_javascript_nothing_is_shut_or_out_of_reach(
    browser: Browser, browser_context_args: dict[str, object]
) -> None:
    plain = browser.new_context(
        **(
            browser_context_args
            | {"java_script_enabled": False, "viewport": {"width": 360, "height": 800}}
        )
    )
    page = plain.new_page()
    page.goto("/design/folding/")
    expect(page.get_by_text("Fordi forventningerne stiger.", exact=True)).to_be_visible()
    expect(page.locator(".button-menu-open")).to_be_hidden()
    expect(page.locator(".portal-user")).to_be_visible()
    plain.close()


def test_paper_gets_the_text_and_not_the_chrome(page: Page) -> None:
    page.goto("/design/folding/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Fordi forventningerne stiger.", exact=True)).to_be_visible()
    for chrome in (".skipnav", ".breadcrumbs", ".portal-user", "footer ul"):
        expect(page.locator(chrome).first).to_be_hidden()
