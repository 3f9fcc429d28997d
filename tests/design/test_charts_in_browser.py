"""Charts in a real browser: without faults for axe, readable on a phone, on paper and without colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PAGES = ("series", "sparkline", "bars", "funnel", "effects", "effect-chain", "bearing-signs")
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll(".pejl-chart svg")]
  .filter((svg) => svg.checkVisibility())
  .flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return [...svg.querySelectorAll("text")].map((text) => scale * parseFloat(getComputedStyle(text).fontSize));
  }))"""
OUTSIDE = """() => [...document.querySelectorAll(".pejl-chart svg")]
  .filter((svg) => svg.checkVisibility())
  .flatMap((svg) => {
    const room = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text")].filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < room.left - 2 || box.right > room.right + 2;
    }).map((text) => text.textContent);
  })"""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_even_with_the_numbers_open(
    sized_page: Page, axe: Callable[[Page], list[str]], name: str
) -> None:
    sized_page.goto(f"/design/{name}/")
    sized_page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true })"
    )
    assert axe(sized_page) == []


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
def test_letters_are_large_enough_and_stay_in_the_picture(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("series", "bars", "funnel", "effects"):
        page.goto(f"/design/{name}/")
        page.evaluate("document.fonts.ready")
        assert page.evaluate(SMALLEST_LETTERS) >= (11 if width >= 360 else 10), name
        assert page.evaluate(OUTSIDE) == [], name


def test_a_phone_and_a_desk_each_get_their_drawing(page: Page) -> None:
    for width, there, gone in ((360, "narrow", "wide"), (1280, "wide", "narrow")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/design/bars/")
        expect(page.locator(f".pejl-chart .c-{there}").first).to_be_visible()
        expect(page.locator(f".pejl-chart .c-{gone}").first).to_be_hidden()


def test_a_screen_reader_gets_one_picture_with_name_and_description(sized_page: Page) -> None:
    sized_page.goto("/design/series/")
    figure = sized_page.locator(".pejl-chart").first
    pictures = figure.get_by_role("img")
    expect(pictures).to_have_count(1)
    expect(figure.get_by_role("img", name="besvaret inden for 14 dage")).to_be_visible()
    tree = figure.aria_snapshot()
    assert "74,1" in tree
    assert "Ny modtagelse" not in tree, "words of the drawing are not read one by one"


def test_the_numbers_are_one_press_away(page: Page) -> None:
    page.goto("/design/bars/")
    table = page.locator(".pejl-chart table").first
    expect(table).to_be_hidden()
    page.locator(".pejl-chart summary").first.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("rowheader", name="Center for Sundhed & Pleje")).to_be_visible()


def test_paper_shows_the_drawing_for_desks_in_black(page: Page) -> None:
    page.set_viewport_size({"width": 500, "height": 900})
    page.goto("/design/series/")
    page.emulate_media(media="print")
    expect(page.locator(".pejl-chart .c-wide").first).to_be_visible()
    expect(page.locator(".pejl-chart .c-narrow").first).to_be_hidden()
    stroke = page.evaluate("getComputedStyle(document.querySelector('.c-wide .c-own')).stroke")
    assert stroke == "rgb(0, 0, 0)"


def test_chosen_colours_of_the_reader_reach_the_lines(page: Page) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto("/design/series/")
    stroke = page.evaluate("getComputedStyle(document.querySelector('.c-wide .c-own')).stroke")
    assert stroke == "rgb(255, 255, 255)"


def test_the_chain_stands_in_a_row_on_a_desk_and_in_a_column_on_a_phone(page: Page) -> None:
    for width, is_row in ((360, False), (1280, True)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/design/effect-chain/")
        boxes = [one.bounding_box() for one in page.locator(".pejl-stage-box").all()]
        tops = {round(box["y"]) for box in boxes if box}
        assert (len(tops) == 1) == is_row
        assert len(boxes) == 4
