"""Which short texts say much the same, by the pieces of words they share.

Danish builds words from words: "skolehaver" and "haver på skolen" share no word and hardly a stem, but many
runs of three to five letters. So a word is taken as the set of its runs ("grams"), a text as the sum of its
words, and a gram weighs the less the more texts it is in (TF-IDF; Salton and Buckley, "Term-weighting approaches
in automatic text retrieval", 1988; for character grams McNamee and Mayfield, "Character n-gram tokenization
for European language text retrieval", 2004).

A question is answered in two steps. The cosine between question and text, with long texts held back a little
less than the cosine does (Singhal, Buckley and Mitra, "Pivoted document length normalization", 1996), names
some candidates. They are then ranked by how well each single word of the question is met by its nearest word in
the candidate, so that a text which meets all of them a little comes before one that meets a single word twice.

Texts are kept as words and words as grams. Both sums are linear, so the grams of every text need never be
written out: a question costs one pass over the vocabulary and one over the words of the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Numbers = NDArray[np.float32]

SHORTEST_GRAM, LONGEST_GRAM = 3, 5
LONGEST_WORD = 40
MOST_WORDS = 60
"""So many words of a question are read: enough for an idea, and a limit to the work."""
MOST_CANDIDATES = 40
PIVOT = 0.7
"""1 is the plain cosine; 0 would not mind how long a text is. Anything from 0.6 to 0.8 does as well."""

_NONE = np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False)
class Collection:
    """``n`` texts of ``v`` different words with ``g`` different grams, ready to be compared with."""

    word_places: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Word → its place among ``v``."""
    gram_places: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Gram → its place among ``g``."""
    gram_starts: Integers = field(default_factory=lambda: np.zeros(1, np.int32), repr=False)
    """(v + 1) where each word's grams begin in ``grams``."""
    grams: Integers = field(default_factory=lambda: _NONE, repr=False)
    """(grams of all words) places of grams, word by word."""
    word_starts: Integers = field(default_factory=lambda: np.zeros(1, np.int32), repr=False)
    """(n + 1) where each text's words begin in ``words``."""
    words: Integers = field(default_factory=lambda: _NONE, repr=False)
    """(words of all texts) places of words, text by text."""
    is_out: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool), repr=False)
    """(n) texts that are no longer answered with."""
    weights: Weights | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.word_starts) - 1


@dataclass(frozen=True, eq=False)
class Weights:
    """What counts how much in a collection; follows from its texts."""

    gram: Numbers
    """(g) how rare a gram is: 1 + ln((1 + n) / (1 + texts with it))."""
    word: Numbers
    """(v) how rare a word is, likewise."""
    word_length: Numbers
    """(v) length of each word as a vector of weighed grams."""
    text_length: Numbers
    """(n) length of each text, pivoted; endless for a text that is out."""
    text_of_word: Integers
    """(words of all texts) which text each stands in."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """The texts that resemble a question most, best first."""

    positions: NDArray[np.int64]
    """(k) which texts, counted in the order in which they were added."""
    scores: NDArray[np.float64]
    """(k) from 0, nothing in common, to 1, every word met."""


@dataclass(frozen=True, eq=False)
class _Question:
    """A question of ``m`` words with ``q`` different grams that the collection knows."""

    grams: Integers
    """(q) places of its grams in the collection."""
    by_word: Numbers
    """(m × q) weighed grams of each word."""
    word_weights: Numbers
    """(m) how rare each word is."""
    word_lengths: Numbers
    """(m) with the grams that only the question has."""


def grams_of(word: str) -> list[str]:
    """All runs of three to five letters in a word and its two edges, each once; none leaves the word."""
    edged = f"<{word[:LONGEST_WORD]}>"
    sizes = range(SHORTEST_GRAM, LONGEST_GRAM + 1)
    runs = (edged[at : at + size] for size in sizes for at in range(len(edged) - size + 1))
    return list(dict.fromkeys(runs))


def collect(texts: Iterable[Sequence[str]]) -> Collection:
    """A collection of texts, each given as its words, folded and without the words that every text has."""
    return with_texts(Collection(), texts)


def with_texts(collection: Collection, texts: Iterable[Sequence[str]]) -> Collection:
    """The collection with more texts at its end; the given one stays as it was."""
    each = [list(dict.fromkeys(filter(None, words))) for words in texts]
    word_places, gram_places = dict(collection.word_places), dict(collection.gram_places)
    fresh = [word for word in dict.fromkeys(chain.from_iterable(each)) if word not in word_places]
    word_places.update(zip(fresh, range(len(word_places), len(word_places) + len(fresh)), strict=True))
    spelt = [
        [gram_places.setdefault(gram, len(gram_places)) for gram in grams_of(word)] for word in fresh
    ]
    placed = [[word_places[word] for word in words] for words in each]
    gram_starts, grams = _joined(collection.gram_starts, collection.grams, spelt)
    word_starts, words = _joined(collection.word_starts, collection.words, placed)
    return _weighed(
        Collection(
            word_places, gram_places, gram_starts, grams, word_starts, words,
            np.concatenate([collection.is_out, np.zeros(len(each), bool)]),
        )
    )  # fmt: skip


def without(collection: Collection, positions: Iterable[int]) -> Collection:
    """The collection, answering no longer with some of its texts; all others keep their positions."""
    is_out = collection.is_out.copy()
    is_out[list(positions)] = True
    if collection.weights is None:
        return replace(collection, is_out=is_out)
    lengths = np.where(is_out, np.float32(np.inf), collection.weights.text_length)
    return replace(
        collection, is_out=is_out, weights=replace(collection.weights, text_length=lengths)
    )


def nearest(
    collection: Collection, words: Sequence[str], *, limit: int = 5, at_least: float = 0.0
) -> Nearest:
    """The texts that say most nearly what these words say; fewer than ``limit`` when few do."""
    asked = list(dict.fromkeys(filter(None, words)))[:MOST_WORDS]
    weights = collection.weights
    if not asked or weights is None or not len(collection.words):
        return Nearest(np.zeros(0, np.int64), np.zeros(0))
    question = _question(collection, weights, asked)
    cosines = _cosines(collection, weights, question)
    candidates = _greatest(cosines, max(limit, MOST_CANDIDATES))
    if not len(candidates):
        return Nearest(np.zeros(0, np.int64), np.zeros(0))
    met = _share_met(collection, weights, question, candidates)
    scores = np.sqrt(np.minimum(cosines[candidates], 1) * met)
    order = np.lexsort((candidates, -scores))[:limit]
    order = order[scores[order] >= at_least]
    return Nearest(candidates[order], scores[order])


def _joined(
    starts: Integers, members: Integers, more: list[list[int]]
) -> tuple[Integers, Integers]:
    """Rows of different length behind those that are there: where each begins, and their members."""
    ends = np.cumsum([len(row) for row in more], dtype=np.int32) + starts[-1]
    added = np.fromiter(chain.from_iterable(more), np.int32)
    return (
        np.concatenate([starts, ends.astype(np.int32)]),
        np.concatenate([members, added]),
    )


def _rarity(texts_with_it: NDArray[np.float64], n: int) -> Numbers:
    """1 + ln((1 + n) / (1 + texts with it)), never below 1."""
    return (1 + np.log((1 + n) / (1 + np.minimum(texts_with_it, n)))).astype(np.float32)


def _weighed(collection: Collection) -> Collection:
    """The collection with its weights.

    Two shortcuts, both without a measurable loss: a text with a gram in two of its words counts twice for that
    gram, and a text is as long as if its words had no gram in common.
    """
    n, v = len(collection), len(collection.word_places)
    text_of_word = np.repeat(np.arange(n, dtype=np.int32), np.diff(collection.word_starts))
    texts_with_word = np.bincount(collection.words, minlength=v).astype(float)
    spread = np.repeat(texts_with_word, np.diff(collection.gram_starts))
    texts_with_gram = np.bincount(collection.grams, spread, minlength=len(collection.gram_places))
    gram = _rarity(texts_with_gram, n)
    word_of_gram = np.repeat(np.arange(v), np.diff(collection.gram_starts))
    squares = np.bincount(word_of_gram, gram[collection.grams] ** 2, minlength=v)
    of_texts = np.sqrt(np.bincount(text_of_word, squares[collection.words], minlength=n))
    weights = Weights(
        gram=gram,
        word=_rarity(texts_with_word, n),
        word_length=np.sqrt(squares).astype(np.float32),
        text_length=_pivoted(of_texts, collection.is_out),
        text_of_word=text_of_word,
    )
    return replace(collection, weights=weights)


def _pivoted(lengths: NDArray[np.float64], is_out: NDArray[np.bool_]) -> Numbers:
    """Lengths drawn towards their mean, so that the scale of the cosine is kept; endless when empty or out."""
    empty = lengths == 0
    mean = lengths[~empty].mean() if not empty.all() else 1.0
    pivoted = lengths**PIVOT * mean ** (1 - PIVOT)
    return np.where(empty | is_out, np.inf, pivoted).astype(np.float32)


def _question(collection: Collection, weights: Weights, asked: list[str]) -> _Question:
    spelt = [grams_of(word) for word in asked]
    known = {
        gram: collection.gram_places[gram]
        for gram in dict.fromkeys(chain.from_iterable(spelt))
        if gram in collection.gram_places
    }
    column = {gram: at for at, gram in enumerate(known)}
    grams = np.fromiter(known.values(), np.int32, len(known))
    unheard_of = float(_rarity(np.zeros(1), len(collection))[0])
    by_word = np.zeros((len(asked), len(grams)), np.float32)
    only_here = np.zeros(len(asked))
    for row, runs in enumerate(spelt):
        columns = [column[gram] for gram in runs if gram in column]
        by_word[row, columns] = weights.gram[grams[columns]]
        only_here[row] = (len(runs) - len(columns)) * unheard_of**2
    places = [collection.word_places.get(word, -1) for word in asked]
    return _Question(
        grams=grams,
        by_word=by_word,
        word_weights=np.array(
            [weights.word[at] if at >= 0 else unheard_of for at in places], np.float32
        ),
        word_lengths=np.sqrt((by_word**2).sum(axis=1) + only_here).astype(np.float32),
    )


def _cosines(
    collection: Collection, weights: Weights, question: _Question
) -> NDArray[np.float64]:
    """(n) the pivoted cosine between the question and every text."""
    wanted = np.zeros(len(weights.gram), np.float32)
    wanted[question.grams] = question.by_word.sum(axis=0) * weights.gram[question.grams]
    of_words = np.add.reduceat(wanted[collection.grams], collection.gram_starts[:-1])
    of_texts = np.bincount(
        weights.text_of_word, of_words[collection.words], minlength=len(collection)
    )
    length = float(np.sqrt((question.word_lengths.astype(float) ** 2).sum()))
    cosines: NDArray[np.float64] = of_texts / (weights.text_length * length)
    return cosines


def _greatest(values: NDArray[np.float64], limit: int) -> NDArray[np.int64]:
    """Where the greatest values above 0 are, in no order."""
    if len(values) > limit:
        found = np.argpartition(values, -limit)[-limit:]
    else:
        found = np.arange(len(values))
    return found[values[found] > 0]


def _share_met(
    collection: Collection, weights: Weights, question: _Question, texts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(k) how much of the question each text meets: every word by its nearest word, the rare ones count more."""
    starts, ends = collection.word_starts[texts], collection.word_starts[texts + 1]
    words = collection.words[_ranges(starts, ends)]
    different, place = np.unique(words, return_inverse=True)
    alike = _words_alike(collection, weights, question, different)
    sizes = ends - starts
    best = np.maximum.reduceat(alike[:, place], np.cumsum(sizes) - sizes, axis=1)
    share: NDArray[np.float64] = question.word_weights @ best / question.word_weights.sum()
    return share


def _words_alike(
    collection: Collection, weights: Weights, question: _Question, words: Integers
) -> Numbers:
    """(m × w) the cosine between each word of the question and each of some words."""
    starts, ends = collection.gram_starts[words], collection.gram_starts[words + 1]
    grams = collection.grams[_ranges(starts, ends)]
    column = np.full(len(weights.gram), -1, np.int32)
    column[question.grams] = np.arange(len(question.grams))
    shared = column[grams] >= 0
    word_of_gram = np.repeat(np.arange(len(words)), ends - starts)
    theirs = np.zeros((len(question.grams), len(words)), np.float32)
    theirs[column[grams[shared]], word_of_gram[shared]] = weights.gram[grams[shared]]
    lengths = np.outer(question.word_lengths, weights.word_length[words])
    alike: Numbers = (question.by_word @ theirs) / lengths
    return alike


def _ranges(starts: Integers, ends: Integers) -> NDArray[np.int64]:
    """Every number from each start up to its end, one range after the other."""
    sizes = (ends - starts).astype(np.int64)
    skipped = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    numbers: NDArray[np.int64] = np.arange(sizes.sum()) + skipped
    return numbers
