"""Somebody who has never seen Pejl opens every page of Greve's strategy, on a phone and on a desk."""

from __future__ import annotations

import pytest

PAGES = {
    "the installation": "/",
    "the municipality": "/greve/",
    "strategies": "/greve/strategi/",
    "the strategy": "/greve/strategi/2014/",
    "drivers": "/greve/strategi/2014/drivkraefter/",
    "a focus area": "/greve/strategi/2014/fokusomraader/2/",
    "an objective": "/greve/strategi/2014/maalsaetninger/2.3/",
    "centres": "/greve/centre/",
    "a centre": "/greve/centre/dagtilbud-skoler/",
    "a centre strategy": "/greve/strategi/2014/centre/dagtilbud-skoler/",
    "the change trail": "/greve/strategi/2014/historik/",
    "as it was": "/greve/strategi/2014/pr/2030-01-01/",
    "as it was before": "/greve/strategi/2014/pr/2010-01-01/",
    "search": "/greve/soeg/",
    "search with hits": "/greve/soeg/?q=leverandør",
    "search without hits": "/greve/soeg/?q=qqqqqq",
    "the catalogue": "/greve/katalog/",
    "the catalogue, narrowed": "/greve/katalog/?type=project&opdelt=center",
    "editions of the catalogue": "/greve/katalog/udgaver/",
    "prejekter": "/greve/prejekter/",
    "indicators": "/greve/indikatorer/",
    "an indicator with a step and its targets": "/greve/indikatorer/3/",
    "an indicator with units and ages": "/greve/indikatorer/2/",
    "an indicator that Pejl computes": "/greve/indikatorer/5/",
    "an indicator without values": "/greve/indikatorer/12/",
    "an objective with figures": "/greve/strategi/2014/maalsaetninger/1.3/",
    "effect evaluations": "/greve/effektvurderinger/",
    "an effect with its uncertainty": "/greve/effektvurderinger/1/",
    "an interrupted series": "/greve/effektvurderinger/2/",
    "an evaluation that gives no number": "/greve/effektvurderinger/3/",
    "what was learned": "/greve/laering/",
    "one thing learned": "/greve/laering/1/",
    "not for visitors: ideas": "/greve/ideer/",
    "units": "/greve/enheder/",
    "sign-in": "/konto/log-ind/",
    "about": "/om/",
    "accessibility": "/was/",
    "nothing there": "/greve/findes-ikke/",
    "not for visitors": "/greve/strategi/2014/rediger/",
}
NARROWEST = 320


def too_wide(page):
    """What stands out of the window to the right, by its tag and classes."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
           [...document.querySelectorAll('body *')]
             .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
             .map(one => one.tagName + '.' + one.className).slice(0, 8)"""
    )


def test_every_page_is_free_of_faults_and_fits(sized_page, axe, greve):
    faults = []
    for name, address in PAGES.items():
        sized_page.goto(address)
        faults += [f"{name}: {fault}" for fault in axe(sized_page)]
        faults += [f"{name}: too wide: {one}" for one in too_wide(sized_page)]
    assert not faults, "\n".join(faults)


def test_at_the_width_of_the_narrowest_phone_nothing_scrolls_sideways(page, greve):
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    wide = {}
    for name, address in PAGES.items():
        page.goto(address)
        if found := too_wide(page):
            wide[name] = found
    assert not wide


@pytest.mark.parametrize("language", ["en"])
def test_the_pages_are_as_good_in_english(page, axe, greve, language):
    page.goto("/greve/strategi/2014/")
    page.get_by_role("button", name="English").first.click()
    faults = []
    for name, address in PAGES.items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language, name
        faults += [f"{name}: {fault}" for fault in axe(page)]
    assert not faults, "\n".join(faults)


def test_from_the_front_page_to_an_objective_by_the_figure(page, greve):
    page.goto("/")
    page.get_by_role("link", name="Greve Kommune").first.click()
    page.wait_for_url("**/greve/")
    visible = page.locator("figure svg a:visible")
    assert visible.count() == 5, "the theme and four focus areas"
    visible.nth(2).click()
    page.wait_for_url("**/fokusomraader/2/")
    page.locator("#maalsaetninger a").nth(2).click()
    page.wait_for_url("**/maalsaetninger/2.3/")
    assert page.get_by_role("heading", level=1).inner_text().startswith("2.3")


def test_the_figure_is_a_list_to_a_screen_reader(page, greve):
    page.goto("/greve/")
    figure = page.locator("figure svg:visible")
    assert figure.get_by_role("list").get_by_role("listitem").count() == 4
    assert figure.get_by_role("link").count() == 5


def test_to_english_and_back_one_stays_where_one_was(page, greve):
    page.goto("/greve/strategi/2014/maalsaetninger/1.1/")
    page.get_by_role("button", name="English").first.click()
    assert page.url.endswith("/greve/strategi/2014/maalsaetninger/1.1/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Dansk").first.click()
    assert page.url.endswith("/greve/strategi/2014/maalsaetninger/1.1/")
    assert page.locator("html").get_attribute("lang") == "da"


def test_a_printed_page_is_a_clean_sheet(page, greve):
    page.emulate_media(media="print")
    for name, address in PAGES.items():
        page.goto(address)
        shown = page.locator("header nav:visible, nav:visible, form:visible, .button:visible")
        texts = [one.evaluate("one => one.outerHTML.slice(0, 90)") for one in shown.all()]
        assert not texts or name in {"sign-in", "search", "search with hits", "search without hits"}, (
            name, texts,
        )  # fmt: skip
        assert page.get_by_role("heading", level=1).is_visible(), name
