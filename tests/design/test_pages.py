"""The base pages stand whatever they are given, and the gallery is for the demo only."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

from pejl.design.colour import READABLE, WHITE, contrast, readable_on_white, theme_stylesheet
from pejl.design.gallery import COMPONENTS
from pejl.design.views import gallery, gallery_component
from tests.design.page import Page

INLINE = re.compile(r"<style|\sstyle=|\son\w+=|javascript:|data:[a-z]+/", re.IGNORECASE)


@pytest.mark.parametrize("name", ["page", "bare", "error"])
def test_a_page_renders_with_nothing_given(name: str) -> None:
    html = render_to_string(f"design/{name}.html")
    page = Page(html)
    assert INLINE.search(html) is None
    assert len(page.ids) == len(set(page.ids))
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert all(script.get("src") for script in page.all("script"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_says_its_language(language: str) -> None:
    with translation.override(language):
        assert Page(render_to_string("design/page.html")).all("html")[0]["lang"] == language


def test_a_full_page_leads_everywhere() -> None:
    context = {
        "municipality": SimpleNamespace(
            name="Greve Kommune", slug="greve", accent_colour="", has_logo=False
        ),
        "actor": SimpleNamespace(
            is_signed_in=True, person=SimpleNamespace(name="Karen <b>Jespersen")
        ),
        "navigation": [{"label": "Strategi", "url": "/greve/strategi/", "current": True}],
        "trail": [("Greve Kommune", "/greve/"), ("Strategi", "")],
        "messages": [SimpleNamespace(level_tag="success", __str__=lambda self: "Gemt")],
    }
    html = render_to_string("design/page.html", context, RequestFactory().get("/greve/"))
    page = Page(html)
    links = {link["href"] for link in page.all("a")}
    assert {"#main-content", "/greve/", "/greve/strategi/", "/was/", "/om/"} <= links
    assert "Karen &lt;b&gt;Jespersen" in html
    assert len(page.ids) == len(set(page.ids))
    assert len([one for one in page.elements if one[1].get("role") == "status"]) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_an_error_says_what_happened_and_that_nothing_is_lost(status: int) -> None:
    html = render_to_string("design/error.html", {"status": status})
    assert "has been lost" in html or "gået tabt" in html
    assert html.count("<p>") >= 3


def test_the_gallery_is_not_there_outside_the_demo() -> None:
    request = RequestFactory().get("/design/")
    with override_settings(PEJL_DEMO=False):
        for view in (gallery, lambda asked: gallery_component(asked, "figure")):
            with pytest.raises(Http404):
                view(request)


def test_the_gallery_shows_each_component_and_how_it_is_written() -> None:
    request = RequestFactory().get("/design/")
    for component in COMPONENTS:
        html = gallery_component(request, component.name).content.decode()
        assert "<pre" in html
    with pytest.raises(Http404):
        gallery_component(request, "rocket")


@pytest.mark.parametrize("accent", ["#ffee00", "#ffffff", "#123f6d", "#e30613", "#00ff00"])
def test_any_accent_colour_can_be_read(accent: str) -> None:
    assert contrast(readable_on_white(accent), WHITE) >= READABLE


def test_a_colour_that_is_none_gives_no_stylesheet() -> None:
    assert theme_stylesheet("") == theme_stylesheet("red;}body{display:none") == ""
    assert theme_stylesheet("#2A6F6B").startswith(":root { --accent: #2a6f6b;")
