"""Pages speak Danish or English, in the municipality's own words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pejl.organisation import actions as organisation
from tests import build
from tests.overview.reader import pages, reader, reader_with, whole_strategy

pytestmark = pytest.mark.django_db

OWN = {"focus_area": {"gender": "et", "singular": "pejlemærke", "definite": "pejlemærket",
                      "plural": "pejlemærker", "plural_definite": "pejlemærkerne"}}  # fmt: skip


@pytest.fixture
def adopted():
    strategy, unit = whole_strategy()
    build.adopted(strategy)
    return strategy, unit


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_says_which_language_it_is_in_and_is(adopted, language):
    client = reader(language=language)
    for name, address in pages(*adopted).items() | {
        ("installation", "/"),
        ("about", "/om/"),
        ("was", "/was/"),
    }:
        answer = client.get(address)
        words = answer.content.decode()
        assert f'<html lang="{language}"' in words, name
        assert answer["Content-Language"] == language, name
        other = "Change trail" if language == "da" else "Ændringsspor"
        assert other not in words, name


def test_the_language_is_chosen_on_the_page_and_one_stays_where_one_was(adopted):
    client, address = reader(), pages(*adopted)["objective"]
    assert "Målsætning" in client.get(address).content.decode()
    answer = client.post("/sprog/", {"language": "en", "next": address})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert '<html lang="en"' in client.get(address).content.decode()
    client.post("/sprog/", {"language": "da", "next": address})
    assert '<html lang="da"' in client.get(address).content.decode()


def test_choosing_a_language_leads_to_no_other_site():
    answer = reader().post("/sprog/", {"language": "en", "next": "https://evil.example/"})
    assert "evil" not in answer["Location"]


@pytest.mark.parametrize("language", ["fr", "\x00", "da; drop", ""])
def test_an_unknown_language_is_danish(adopted, language):
    client = reader(language="da")
    client.cookies["django_language"] = language
    assert '<html lang="da"' in client.get(pages(*adopted)["strategy"]).content.decode()


def test_a_municipality_s_own_words_stand_on_its_pages_and_forms(adopted):
    strategy, unit = adopted
    municipality = strategy.municipality
    organisation.edit_vocabulary(
        by=build.the_operator(municipality), municipality=municipality,
        version=municipality.version, language="da", words=OWN,
    )  # fmt: skip
    client = reader_with("strategy_office", municipality)
    words = client.get(pages(strategy, unit)["strategy"]).content.decode()
    assert "Pejlemærker" in words
    assert "Tilføj nyt pejlemærke" in words
    assert "okusområder</h2>" not in words
    form = client.get(f"/{municipality.slug}/strategi/{strategy.slug}/fokusomraader/1/rediger/")
    assert "pejlemærket" in form.content.decode()
    english = reader(language="en").get(pages(strategy, unit)["strategy"]).content.decode()
    assert "Focus areas" in english


def test_the_example_s_own_words_do_not_leak_to_others(adopted):
    strategy, _unit = adopted
    organisation.edit_vocabulary(
        by=build.the_operator(strategy.municipality), municipality=strategy.municipality,
        version=strategy.municipality.version, language="da", words=OWN,
    )  # fmt: skip
    other, its_unit = whole_strategy()
    build.adopted(other)
    assert "ejlemærke" not in reader().get(pages(other, its_unit)["strategy"]).content.decode()


def test_headings_do_not_skip_a_level_and_there_is_one_of_the_first(adopted):
    for name, address in pages(*adopted).items():
        words = reader().get(address).content.decode()
        main = words[words.index("<main") : words.index("</main>")]
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", main)]
        assert levels.count(1) == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)


@pytest.mark.parametrize("name", ["strategy", "objective", "trail", "municipality"])
def test_reading_pages_answer_htmx_as_they_answer_a_browser(adopted, name):
    address = pages(*adopted)[name]
    for headers in ({}, {"hx-request": "true"}):
        answer = reader().get(address, headers=headers)
        assert answer.status_code == 200
        assert "<main" in answer.content.decode()
