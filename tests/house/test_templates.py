"""Templates: nothing inline, nothing untranslated, the design system's names in one room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import room, templates, where

PAGES = [pytest.param(path, id=str(path.relative_to(path.parents[2]))) for path in templates()]
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=|javascript:",
    re.IGNORECASE,
)
BLANKED = re.compile(
    r"{#.*?#}|{% comment.*?endcomment %}|{% blocktrans.*?endblocktrans\w* %}|{%.*?%}|{{.*?}}"
    r"|pejl-[\w-]+|<!--.*?-->|<!doctype[^>]*>|<(?:code|kbd|pre)\b.*?</(?:code|kbd|pre)>",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"")
WORD = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
CLASSES = re.compile(r"\bclass=\"([^\"]*)\"")
ENTITY = re.compile(r"&\w+;")
# Names and marks that are the same in every language.
SAME_EVERYWHERE = {"Pejl", "Dansk", "English", "MPL", "API", "OpenAPI", "Greve"}


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of what is no text, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", found[0])


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [where(path, _line(text, found.start())) for found in INLINE.finditer(text)] == []


@pytest.mark.parametrize("path", [page for page in PAGES if "gallery" not in page.id])
def test_every_word_on_a_page_can_be_translated(path: Path) -> None:
    """All but the gallery's samples, which stand for what a municipality would write."""
    text = BLANKED.sub(_blank, path.read_text(encoding="utf-8"))
    spoken = [(found.start(), found[1]) for found in SPOKEN.finditer(text)]
    plain = ENTITY.sub(_blank, TAG.sub(_blank, text))
    shown = [(found.start(), found[0]) for found in WORD.finditer(plain)]
    bare = [
        f"{where(path, _line(text, place))}: {words}"
        for place, words in spoken + shown
        if any(word not in SAME_EVERYWHERE for word in WORD.findall(words))
    ]
    assert bare == []


@pytest.mark.parametrize("path", [page for page in PAGES if room(page.values[0]) != "design"])
def test_only_the_design_room_knows_the_names_of_the_design_system(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    foreign = {
        f"{where(path, _line(text, found.start()))}: {name}"
        for found in CLASSES.finditer(text)
        for name in re.sub(r"{[{%].*?[%}]}", " ", found[1]).split()
        if not name.startswith("pejl-")
    }
    assert sorted(foreign) == []
