"""Names of files are readable and harmless on every computer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejl.files.names import LONGEST_NAME, MOST_BYTES, safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Årsplan for ældre.pdf", "Årsplan for ældre.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Brugere\\mig\\plan.PDF", "plan.pdf"),
        ("plan\u202efdp.exe", "planfdp.exe.pdf"),
        ("pl\x00an\r\n.pdf", "plan.pdf"),
        ("a\tb  c.pdf", "a b c.pdf"),
        ('a<b>:"|?*.pdf', "a-b------.pdf"),
        ("CON", "_CON.pdf"),
        ("aux.tar.pdf", "_aux.tar.pdf"),
        ("lpt1.pdf", "_lpt1.pdf"),
        ("Context.pdf", "Context.pdf"),
        ("plan. . .pdf", "plan.pdf"),
        ("\ud800plan.pdf", "plan.pdf"),
        ("A\u030arsplan.pdf", "Årsplan.pdf"),
    ],
)
def test_a_name_is_cleaned(given_name: str, kept: str) -> None:
    assert safe_name(given_name, (".pdf",)) == kept


@pytest.mark.parametrize("nothing", ["", ".", "...", "/", "\u202e", ".pdf"])
def test_a_name_of_nothing_becomes_a_name(nothing: str) -> None:
    kept = safe_name(nothing, (".pdf",))
    assert kept.endswith(".pdf")
    assert len(kept) > 4


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("a" * 500 + ".pdf", (".pdf",)) == "a" * 146 + ".pdf"
    assert safe_name("😀" * 140 + ".pdf", (".pdf",)).endswith(".pdf")


@given(st.text(max_size=300))
def test_whatever_it_was_called(name: str) -> None:
    kept = safe_name(name, (".txt",))
    assert kept.endswith(".txt")
    assert 4 < len(kept) <= LONGEST_NAME
    assert len(kept.encode()) <= MOST_BYTES
    assert not set(kept) & set('/\\<>:"|?*\r\n\0')
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs"} for one in kept)
    assert safe_name(kept, (".txt",)) == kept
