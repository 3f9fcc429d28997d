"""What changed between two texts is told word by word, and nothing of either is lost."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from pejl.design.wording import TOO_LONG, Passage, changed_words
from tests.design.page import render

TEXT = st.text(alphabet=st.sampled_from("ab æ.,\n"), max_size=60)


@given(TEXT, TEXT)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    passages = changed_words(old, new)
    assert "".join(one.text for one in passages if one.kind != "added") == old
    assert "".join(one.text for one in passages if one.kind != "removed") == new


def test_a_changed_word_stands_between_what_stayed() -> None:
    assert changed_words("Vi inddrager flere borgere", "Vi inddrager alle borgere") == [
        Passage("same", "Vi inddrager "),
        Passage("removed", "flere"),
        Passage("added", "alle"),
        Passage("same", " borgere"),
    ]


def test_a_rewritten_sentence_is_not_chopped_into_single_words() -> None:
    kinds = [one.kind for one in changed_words("inden året er omme", "senest i 2014 altså")]
    assert kinds == ["removed", "added"]


def test_a_very_long_text_is_compared_quickly() -> None:
    old = "\n".join(f"linje {number} med ord" for number in range(TOO_LONG))
    started = time.perf_counter()
    passages = changed_words(old, old.replace("linje 7 ", "linje syv "))
    assert time.perf_counter() - started < 2
    assert [one.kind for one in passages] == ["same", "removed", "added", "same"]


def test_a_change_is_said_in_words_and_both_whole_texts_can_be_reached() -> None:
    html = render("{% diff old new %}", old="flere <b>borgere", new="alle <b>borgere")
    assert "<del><span" in html
    assert "<ins><span" in html
    assert "removed:" in html
    assert "added:" in html
    assert html.count("<details") == 2
    assert "flere &lt;b&gt;borgere" in html
    assert "alle &lt;b&gt;borgere" in html
