"""Texts that say much the same are found by the pieces of their words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejl.methods import similarity

TEXTS = [
    ["skolehaver", "dyrker", "grøntsager"],
    ["robot", "støvsuger", "hjemmehjælp"],
    ["hjemmehjælperne", "planlægger", "ruten"],
    [],
    ["musik", "plejehjem"],
]


def _found(texts: list[list[str]], words: list[str], **how: float) -> list[int]:
    answer = similarity.nearest(similarity.collect(texts), words, **how)  # type: ignore[arg-type]
    return [int(one) for one in answer.positions]


def _in_full(texts: list[list[str]], words: list[str]) -> np.ndarray:
    """The score of every text, with every gram written out: slow, and plain to read."""
    n = len(texts)
    sets = [[set(similarity.grams_of(word)) for word in text] for text in texts]
    count: dict[str, int] = {}
    for text in sets:
        for word in text:
            for gram in word:
                count[gram] = count.get(gram, 0) + 1
    idf = lambda times: 1 + np.log((1 + n) / (1 + min(times, n)))  # noqa: E731
    weight = lambda gram: idf(count.get(gram, 0))  # noqa: E731
    length = lambda word: np.sqrt(sum(weight(gram) ** 2 for gram in word))  # noqa: E731
    dot = lambda a, b: sum(weight(gram) ** 2 for gram in a & b)  # noqa: E731
    asked = [set(similarity.grams_of(word)) for word in words]
    rare = [idf(sum(word in text for text in texts)) for word in words]
    lengths = [np.sqrt(sum(length(word) ** 2 for word in text)) for text in sets]
    mean = np.mean([one for one in lengths if one])
    own = np.sqrt(sum(length(word) ** 2 for word in asked))
    scores = []
    for text, size in zip(sets, lengths, strict=True):
        if not text:
            scores.append(0.0)
            continue
        cosine = sum(dot(a, b) for a in asked for b in text) / own / (size**0.7 * mean**0.3)
        met = [max(dot(a, b) / length(a) / length(b) for b in text) for a in asked]
        share = sum(r * m for r, m in zip(rare, met, strict=True)) / sum(rare)
        scores.append(float(np.sqrt(min(cosine, 1) * share)))
    return np.array(scores)


@pytest.mark.parametrize(
    "words",
    [
        ["skolens", "haver"],
        ["hjemmehjælp"],
        ["hjemmehjælpere", "støvsuge"],
        ["musikken", "på", "plejehjemmet"],
    ],
)
def test_the_scores_are_those_of_the_method_written_out(words: list[str]) -> None:
    answer = similarity.nearest(similarity.collect(TEXTS), words, limit=10)
    written_out = _in_full(TEXTS, words)
    assert answer.scores == pytest.approx(written_out[answer.positions], rel=1e-5)
    assert sorted(answer.positions) == list(np.flatnonzero(written_out))
    assert list(answer.scores) == sorted(answer.scores, reverse=True)


def test_a_compound_meets_its_parts() -> None:
    assert _found(TEXTS, ["haver", "skole"])[0] == 0
    assert _found(TEXTS, ["ruteplanlægning"])[0] == 2


def test_a_text_is_most_like_itself() -> None:
    for position, text in enumerate(TEXTS):
        assert _found(TEXTS, text, limit=1) == ([position] if text else [])


def test_what_shares_nothing_is_not_found() -> None:
    assert _found(TEXTS, ["xylofon"]) == []
    assert _found(TEXTS, []) == []
    assert _found([], ["robot"]) == []
    assert _found([[]], ["robot"]) == []


def test_a_threshold_leaves_out_what_is_barely_alike() -> None:
    answer = similarity.nearest(similarity.collect(TEXTS), ["hjemmehjælp"])
    between = float(answer.scores[:2].mean())
    assert _found(TEXTS, ["hjemmehjælp"], at_least=between) == [int(answer.positions[0])]


def test_a_text_that_is_out_is_not_found_and_the_others_keep_their_positions() -> None:
    whole = similarity.collect(TEXTS)
    less = similarity.without(whole, [1])
    assert similarity.nearest(less, ["hjemmehjælp"]).positions[0] == 2
    assert 1 not in similarity.nearest(less, ["hjemmehjælp"]).positions
    assert 1 in similarity.nearest(whole, ["hjemmehjælp"]).positions
    more = similarity.with_texts(less, [["nyt"]] * 200)
    assert 1 not in similarity.nearest(more, ["hjemmehjælp", "robot"]).positions


WORD = st.text("abcdeæøå", min_size=1, max_size=6)
TEXT = st.lists(WORD, max_size=5)


@given(st.lists(TEXT, max_size=12), st.lists(TEXT, max_size=12), TEXT)
@settings(max_examples=150, deadline=None)
def test_texts_added_later_are_found_as_if_they_had_been_there(
    first: list[list[str]], later: list[list[str]], asked: list[str]
) -> None:
    """A tail is weighed by what was known, so scores may differ a little, but not who is found."""
    at_once = similarity.nearest(similarity.collect(first + later), asked, limit=40)
    grown = similarity.with_texts(similarity.collect(first), later)
    bit_by_bit = similarity.nearest(grown, asked, limit=40)
    assert set(at_once.positions) == set(bit_by_bit.positions)
    assert (bit_by_bit.scores >= 0).all()
    assert (bit_by_bit.scores <= 1 + 1e-6).all()


def test_after_many_more_everything_is_weighed_anew() -> None:
    words = [[f"ord{at % 7}", f"andet{at}"] for at in range(300)]
    grown = similarity.collect(words[:10])
    for text in words[10:]:
        grown = similarity.with_texts(grown, [text])
    at_once = similarity.collect(words)
    assert grown.weights is not None
    assert at_once.weights is not None
    assert grown.weights.settled > 200
    for asked in (["ord3", "andet5"], ["andet299"]):
        one, other = similarity.nearest(grown, asked), similarity.nearest(at_once, asked)
        assert one.positions[0] == other.positions[0]
        assert one.scores[0] == pytest.approx(other.scores[0], abs=0.05)


def test_a_long_question_costs_no_more_than_a_limit() -> None:
    assert _found(TEXTS, [f"ord{at}" for at in range(60)] + ["robot"]) == _found(
        TEXTS, [f"ord{at}" for at in range(60)]
    )
