"""The figure holds any strategy: nothing overlaps, nothing runs out of its card, every focus area is reached."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.design.figure import EDGE, TALL, Card, Layout, tall_layout, wide_layout
from pejl.design.gallery import sample_figure
from pejl.design.geometry import Box
from pejl.design.lettering import divide, fit, fit_circle, softly, width_of, wrap
from pejl.design.signs import SIGNS
from tests.design.page import Page, render

LAYOUTS = [wide_layout, tall_layout]
LONG = "Produktivitetsforbedringer og udviklingsstrategi for velfærdsteknologi"


@dataclass
class Area:
    """A focus area of a test."""

    number: str
    title: str
    note: str = ""


def sample(count: int) -> list[Area]:
    return [Area(one.number, one.title, one.note) for one in sample_figure(count).sectors]


def words(count: int) -> list[str]:
    return ["Kræver opmærksomhed", "På kurs"] * (count // 2) + ["Ikke begyndt"] * (count % 2)


def apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.x
        or other.right <= one.x
        or one.bottom <= other.y
        or other.bottom <= one.y
    )


def lines_inside(layout: Layout, card: Card) -> bool:
    inner = Box(card.box.x + 4, card.box.y + 4, card.box.width - 8, card.box.height - 8)
    texts = [
        (card.title, card.title_size),
        (card.state, layout.shape.state_size),
        (card.note, layout.shape.note_size),
    ]
    return all(
        line.x >= inner.x
        and line.x + width_of(line.text, size) <= inner.right
        and inner.y <= line.y - size * 0.8
        and line.y + size * 0.25 <= inner.bottom
        for lines, size in texts
        for line in lines
    )


def holds(layout: Layout) -> None:
    """What must be true of every figure."""
    whole = Box(0, 0, layout.shape.width, layout.height)
    reach = layout.shape.ring[1]
    ring = Box(layout.centre.x - reach, layout.centre.y - reach, 2 * reach, 2 * reach)
    for card in layout.cards:
        assert card.box.x >= 0
        assert card.box.right <= whole.width
        assert card.box.y >= 0
        assert card.box.bottom <= whole.height
        assert apart(card.box, ring)
        assert lines_inside(layout, card), card.title
    assert all(apart(a.box, b.box) for a, b in combinations(layout.cards, 2))
    for line in layout.theme:
        half = width_of(line.text, layout.theme_size) / 2
        assert math.hypot(half, abs(line.y - layout.theme_size * 0.35 - layout.centre.y)) <= (
            layout.shape.disc
        )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", range(1, 9))
def test_a_strategy_with_one_to_eight_focus_areas_fits(layout, count: int) -> None:
    drawn = layout("Innovation i praksis", sample(count), words(count))
    assert len(drawn.cards) == count
    holds(drawn)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", range(1, 9))
def test_long_danish_words_fit_everywhere(layout, count: int) -> None:
    areas = [Area(f"{number}", LONG * 2, LONG * 2) for number in range(1, count + 1)]
    holds(layout(LONG, areas, ["Kræver opmærksomhed"] * count))


@settings(deadline=None, max_examples=40)
@given(
    theme=st.text(max_size=90),
    titles=st.lists(st.text(max_size=120), min_size=1, max_size=8),
    note=st.text(max_size=120),
)
def test_whatever_is_written_nothing_overlaps(theme: str, titles: list[str], note: str) -> None:
    areas = [Area(str(number), title, note) for number, title in enumerate(titles, 1)]
    for layout in LAYOUTS:
        holds(layout(theme, areas, ["Kræver opmærksomhed"] * len(areas)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_order_of_the_keyboard_is_the_order_of_the_eye(layout) -> None:
    cards = layout("Tema", sample(8), words(8)).cards
    assert [(card.box.y, card.box.x) for card in cards] == sorted(
        (card.box.y, card.box.x) for card in cards
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", range(1, 9))
def test_the_bearings_stand_evenly_round_the_theme(layout, count: int) -> None:
    drawn = layout("Tema", sample(count), words(count))
    turns = sorted(
        math.degrees(
            math.atan2(card.bearing.node.x - drawn.centre.x, drawn.centre.y - card.bearing.node.y)
        )
        % 360
        for card in drawn.cards
    )
    steps = [(b - a) % 360 for a, b in zip(turns, turns[1:] + turns[:1], strict=True)]
    assert all(abs(step - 360 / count) < 0.5 for step in steps) or count == 1


def test_letters_on_a_phone_are_large_enough_to_read() -> None:
    drawn = tall_layout("Innovation i praksis", sample(8), words(8))
    at_360_pixels = (360 - 32) / TALL.width
    smallest = min(TALL.note_size, TALL.state_size, *(card.title_size for card in drawn.cards))
    assert smallest * at_360_pixels >= 12


def test_a_card_is_a_large_target() -> None:
    drawn = tall_layout("Tema", [Area("1", "A")], ["På kurs"])
    assert min(drawn.cards[0].box.height, drawn.cards[0].box.width) > 44 + EDGE


def test_words_are_divided_where_danish_joins_them() -> None:
    assert divide("Produktivitetsforbedringer", 140, 16) == ("Produktivitets-", "forbedringer")
    assert divide("Udviklingsstrategi", 120, 16) == ("Udviklings-", "strategi")
    assert divide("bære\u00addygtighed", 70, 16) == ("bære-", "dygtighed")


def test_words_stay_whole_in_the_disc_when_a_smaller_size_allows_it() -> None:
    assert fit_circle("Innovation i praksis", 68, (24, 22, 20)).lines == ("Innovation", "i praksis")


def test_a_text_too_long_is_cut_with_an_ellipsis() -> None:
    cut = fit(LONG, 140, (16,), 2)
    assert len(cut.lines) == 2
    assert cut.lines[1].endswith("…")


@given(st.text(max_size=80), st.integers(40, 300))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    assert all(width_of(line, 16) <= width for line in wrap(text, width, 16))


def test_only_long_words_get_soft_hyphens() -> None:
    assert softly("Udviklingsstrategi 2014 for os") == "Udviklings\u00adstrategi 2014 for os"


def test_every_focus_area_is_a_link_named_by_number_title_and_state() -> None:
    page = Page(render("{% theme_figure figure %}", figure=sample_figure(4)))
    figures = [shown for shown in page.all("svg") if shown.get("role") == "group"]
    assert len(figures) == 2
    assert all(shown["aria-label"] for shown in figures)
    assert len([group for group in page.all("g") if group.get("role") == "listitem"]) == 8
    assert len(page.all("a")) == 2 * (4 + 1)
    assert page.words.count("1. Involvering. On course.") == 2


def test_the_figure_shows_a_state_by_its_shape_as_well() -> None:
    html = render("{% theme_figure figure %}", figure=sample_figure(8))
    for sector in sample_figure(8).sectors:
        assert html.count(SIGNS[sector.state].path) >= 4


def test_the_figure_carries_hostile_titles_harmlessly() -> None:
    figure = sample_figure(1)
    object.__setattr__(figure, "theme", "<script>alert(1)</script>")
    assert "<script" not in render("{% theme_figure figure %}", figure=figure)


def test_two_figures_on_a_page_share_no_id() -> None:
    source = "{% theme_figure figure %}{% theme_figure figure %}"
    page = Page(render(source, figure=sample_figure(3)))
    assert len(page.ids) == len(set(page.ids))
