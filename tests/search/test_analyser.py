import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.search.analyser import (
    LONGEST_WORD,
    MOST_TERMS,
    fold,
    grams,
    grams_of,
    plain,
    readable,
    stem,
    stems_of,
    terms,
    words,
)
from pejl.search.ranking import ALIKE_ENOUGH, likeness


@pytest.mark.parametrize(
    "family",
    [
        "indsats indsatsen indsatser indsatserne indsatsens indsatsernes",
        "målsætning målsætningen målsætninger målsætningerne målsætningernes",
        "arbejdsplads arbejdspladsen arbejdspladser arbejdspladserne",
        "produktivitet produktiviteten",
        "center centret centeret centre centrene centrenes",
        "barn barnet børn børnene børnenes",
        "idé idéen idéer idéerne ide ideer",
        "budget budgettet budgetter budgetterne",
        "proces processen processer processerne",
        "borger borgeren borgere borgerne borgernes",
        "leverandør leverandøren leverandører leverandørerne",
        "hus huset huse husene husets",
        "kommune kommunen kommuner kommunerne kommunens",
    ],
)
def test_the_inflections_of_a_word_meet_in_one_stem(family: str) -> None:
    assert len({stem(fold(word)) for word in family.split()}) == 1


def test_words_that_only_look_alike_keep_their_stems_apart() -> None:
    assert stem("mål") != stem("måling")
    assert stem("indsats") != stem("indsat")
    assert stem("hus") != stem("husk")


def test_æ_ø_and_å_are_letters_of_their_own_and_accents_are_not() -> None:
    assert fold("ÆBLERØDGRØD") == "æblerødgrød"
    assert fold("Å") != fold("A")
    assert fold("Å") == fold("A\u030a") == "å"
    assert fold("Café") == "cafe"
    assert fold("Björk") == "bjørk"


def test_the_number_of_an_objective_is_one_word() -> None:
    assert words("Målsætning 2.3 og 12") == ["målsætning", "2ː3", "12"]


def test_words_that_are_everywhere_are_left_out() -> None:
    assert words("Hvad vi skal gøre for de ældre") == ["gøre", "ældre"]


def test_a_word_shares_most_of_its_trigrams_with_its_misspelling() -> None:
    assert grams("ældre") == {"ˈæl", "æld", "ldr", "dre"}
    assert likeness("invovlering", "involvering") >= ALIKE_ENOUGH
    assert likeness("involvering", "leverandør") < ALIKE_ENOUGH
    assert grams("2014") == frozenset()


def test_markdown_becomes_the_text_that_one_reads() -> None:
    markdown = (
        '# Ældre\r\n\r\n* **fed** og _kursiv_ med [henvisning](https://greve.dk "Greve")\n'
        "1. `kode` snake_case <b>ord</b>\n\n| a | b |\n|---|---|\n> citat, 2 < 3\x00"
    )
    assert plain(markdown) == (
        "Ældre fed og kursiv med henvisning kode snake_case ord a b citat, 2 < 3"
    )


def test_what_is_searched_for_is_cut_and_never_refused() -> None:
    many = " ".join(f"ord{number}" for number in range(100))
    assert len(terms(many)) == MOST_TERMS
    (term,) = terms("å" * 10_000)
    assert len(term.word) == LONGEST_WORD
    assert terms("") == terms("og i det") == terms('"*()^: AND')[1:] == []


def test_a_keyboard_without_danish_letters_still_spells_danish() -> None:
    assert [term.otherwise for term in terms("maalsaetning aarhus århus boern skole")] == [
        "målsætning",
        "århus",
        "aarhus",
        "børn",
        "skole",
    ]


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    found = words(text)
    assert len(found) == len(set(found))
    for token in found + stems_of(found) + grams_of(found):
        assert token
        assert not set(token) & set(' "\x00')
    assert plain(text) == " ".join(plain(text).split())
    assert readable(readable(text)) == readable(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåéÆØÅ'-. 123", max_size=60))
def test_analysing_twice_changes_nothing(text: str) -> None:
    for word in words(text):
        assert fold(word) == word
        assert stem(stem(word)) == stem(word)
    assert words(text) == words(text.upper())
