"""The names of the levels, in the forms that sentences need."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from pejl.organisation.addresses import address_of
from pejl.organisation.numbers import is_cvr
from pejl.organisation.vocabulary import CONCEPTS, DEFAULTS, FORMS, chosen_words, term


@pytest.mark.parametrize("language", sorted(DEFAULTS))
def test_every_concept_has_every_form_in_every_language(language):
    assert DEFAULTS[language].keys() == CONCEPTS.keys()
    for concept, forms in DEFAULTS[language].items():
        assert tuple(forms) == FORMS
        assert all(forms[form] for form in FORMS[1:]), concept
        assert forms["gender"] in ({"en", "et"} if language == "da" else {""})


def test_danish_gender_decides_article_and_adjective():
    assert term(None, "focus_area", "new", "da") == "nyt fokusområde"
    assert term(None, "objective", "new", "da") == "ny målsætning"
    assert term(None, "focus_area", "indefinite", "da") == "et fokusområde"
    own = {"da": {"focus_area": {"gender": "en", "singular": "indsats"}}}
    assert term(own, "focus_area", "new", "da") == "ny indsats"


def test_english_finds_its_own_article():
    assert term(None, "objective", "indefinite", "en") == "an objective"
    assert term(None, "driver", "indefinite", "en") == "a driver"


def test_a_form_left_empty_and_an_unknown_language_fall_back():
    own = {"da": {"theme": {"singular": "ledetråd"}}}
    assert term(own, "theme", "plural", "da") == "temaer"
    assert term(own, "theme", "singular", "en") == "theme"
    assert term(own, "theme", "singular", "fi") == "theme"
    assert term({"da": None}, "theme", "singular", "da") == "tema"


def test_only_words_that_differ_from_the_usual_are_kept():
    written = {"theme": dict(DEFAULTS["da"]["theme"]) | {"singular": " ledetråd ", "plural": ""}}
    assert chosen_words(written, "da") == {"theme": {"singular": "ledetråd"}}
    assert chosen_words({}, "da") == {}


def test_a_municipalitys_word_cannot_bring_markup_into_a_page():
    class Municipality:
        vocabulary = {"da": {"theme": {"singular": "<b>x</b>"}}}

    template = Template('{% load vocabulary %}{% term "theme" %}{% term_cap "theme" %}')
    with translation.override("da"):
        assert "<b>" not in template.render(Context({"municipality": Municipality()}))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Center for Børn & Unge", "center-for-boern-unge"),
        ("ÆØÅ æøå", "aeoeaa-aeoeaa"),
        ("///", ""),
        ("x" * 100, "x" * 60),
    ],
)
def test_an_address_spells_the_danish_letters_out(name, address):
    assert address_of(name) == address


@pytest.mark.parametrize("number", ["44023911", "29189803"])
def test_a_real_cvr_number_is_known(number):
    assert is_cvr(number)


@pytest.mark.parametrize("number", ["", "1", "12345678", "00000000", "4402391x", "440239110"])
def test_what_is_no_cvr_number_is_known_too(number):
    assert not is_cvr(number)
