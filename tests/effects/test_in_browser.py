"""Effect in a browser: a chain written in place, an answer read on a phone and at a desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests import build
from tests.effects.made import a_learning, an_evaluation, decided, reckoned, with_lines
from tests.indicators.made import an_indicator
from tests.initiatives.undertaken import a_project


@pytest.fixture
def project(transactional_db):
    return a_project()


def fits(page):
    wide = page.evaluate("document.documentElement.scrollWidth")
    return wide <= page.viewport_size["width"]


def test_a_chain_is_written_where_it_is_read(sized_page, sign_in, project, axe):
    sign_in(sized_page, project.owner)
    sized_page.goto(reverse("effects:initiative", args=[project.municipality.slug, project.number]))
    assert axe(sized_page) == []
    sized_page.locator("a[href$='?led=effect']").focus()
    sized_page.keyboard.press("Enter")
    sized_page.locator("#part-nyt-effect input[name=text]").fill("Færre falder i hjemmet")
    assert axe(sized_page) == []
    sized_page.locator("#part-nyt-effect button[type=submit]").click()
    sized_page.locator(".pejl-stage-effect", has_text="Færre falder i hjemmet").wait_for()
    sized_page.locator(".alert-info", has_text="Færre falder i hjemmet").wait_for()
    assert fits(sized_page)
    assert axe(sized_page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_an_answer_is_read_on_a_phone_and_at_a_desk(page, sign_in, project, axe, width):
    others = {f"Kommune {n}": [n + 0.5 * i + (i * n % 3) / 9 for i in range(12)] for n in range(12)}
    own = [3.3 + 0.5 * i + (i % 2) / 9 - 2 * (i > 7) for i in range(12)]
    indicator = with_lines(
        an_indicator(project.municipality, frequency="year"), {"": own, **others},
        first=date(2003, 1, 1),
    )  # fmt: skip
    evaluation = reckoned(
        an_evaluation(indicator, project, method="synthetic_difference", begins_on=date(2011, 1, 1))
    )
    decided(a_learning(evaluation=evaluation))
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, build.a_person("strategy_office", project.municipality))
    for name, args in (
        ("evaluation", [1]), ("edit_evaluation", [1]), ("evaluations", []), ("learnings", []),
        ("learning", [1]), ("decide", [1]),
    ):  # fmt: skip
        page.goto(reverse(f"effects:{name}", args=[project.municipality.slug, *args]))
        assert fits(page), name
        assert axe(page) == [], name
