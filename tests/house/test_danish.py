"""The Danish catalogue is complete and says the same."""

from __future__ import annotations

import re

import polib
import pytest

from tests.house.messages import messages
from tests.house.source import ROOT

CATALOGUE = ROOT / "locale" / "da" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")


@pytest.fixture(scope="module")
def danish() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_every_string_has_its_danish(danish: polib.POFile) -> None:
    translated = {(entry.msgctxt or "", entry.msgid) for entry in danish.translated_entries()}
    missing = {
        f"{path.relative_to(ROOT)}: {text!r}"
        for (context, text), path in messages().items()
        if (context, text) not in translated
    }
    assert sorted(missing) == []


def test_no_translation_is_a_guess(danish: polib.POFile) -> None:
    assert [entry.msgid for entry in danish.fuzzy_entries()] == []


def test_no_translation_is_left_over(danish: polib.POFile) -> None:
    used = set(messages())
    left_over = [e.msgid for e in danish if ((e.msgctxt or ""), e.msgid) not in used]
    assert left_over == []


def test_placeholders_survive_translation(danish: polib.POFile) -> None:
    changed = [
        entry.msgid
        for entry in danish
        for english, text in _pairs(entry)
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert changed == []


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """What is compared: a text with its translation, and a plural's forms each with their own."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, entry.msgstr_plural[max(entry.msgstr_plural)])]
