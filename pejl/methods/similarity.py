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
written out: a question goes from its grams to the words that have them, and from those to their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

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
TAIL = 0.1
"""So large a share of texts may be added before all weights are reckoned anew."""
SMALLEST_TAIL = 50


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of numbers of different length, one behind the other."""

    starts: Integers = field(default_factory=lambda: np.zeros(1, np.int32))
    """(rows + 1) where each row begins in ``members``."""
    members: Integers = field(default_factory=lambda: np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def sizes(self) -> Integers:
        return np.diff(self.starts)

    def row_of_member(self) -> Integers:
        """In which row each member stands."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.sizes())

    def sums(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """For each row the sum of its members' values."""
        sums = np.bincount(self.row_of_member(), values[self.members], minlength=len(self))
        return sums.astype(np.float64, copy=False)

    def after(self, row: int) -> Rows:
        """The rows from a row on."""
        return Rows(self.starts[row:] - self.starts[row], self.members[self.starts[row] :])

    def followed_by(self, more: list[list[int]]) -> Rows:
        ends = np.cumsum([len(row) for row in more], dtype=np.int32) + self.starts[-1]
        added = np.fromiter(chain.from_iterable(more), np.int32)
        return Rows(
            np.concatenate([self.starts, ends.astype(np.int32)]),
            np.concatenate([self.members, added]),
        )

    def some(self, rows: NDArray[Any]) -> tuple[Integers, Integers]:
        """The members of some rows one behind the other, and the size of each row."""
        starts = self.starts[rows].astype(np.int64)
        sizes = self.starts[rows + 1] - self.starts[rows]
        begins = np.cumsum(sizes, dtype=np.int64) - sizes
        return self.members[np.arange(sizes.sum()) + np.repeat(starts - begins, sizes)], sizes

    def turned(self, height: int) -> Rows:
        """Member → the rows that it stands in."""
        order = np.argsort(self.members, kind="stable")
        sizes = np.bincount(self.members, minlength=height)
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        return Rows(starts, self.row_of_member()[order])


@dataclass(frozen=True, eq=False)
class Weights:
    """What counts how much in a collection; follows from its texts, those of a small tail left aside."""

    gram: Numbers
    """(g) how rare a gram is: 1 + ln((1 + n) / (1 + texts with it))."""
    word: Numbers
    """(v) how rare a word is, likewise."""
    word_length: Numbers
    """(v) length of each word as a vector of weighed grams."""
    text_length: Numbers
    """(n) length of each text, drawn towards the mean; endless for a text that is empty or out."""
    mean_length: float
    words_with_gram: Rows
    """Gram → words, for all but the tail."""
    texts_with_word: Rows
    """Word → texts, for all but the tail."""
    settled: int
    """How many texts are not in the tail."""


@dataclass(frozen=True, eq=False)
class Collection:
    """``n`` texts of ``v`` different words with ``g`` different grams, ready to be compared with."""

    word_places: Mapping[str, int] = field(default_factory=dict)
    """Word → its place among ``v``."""
    gram_places: Mapping[str, int] = field(default_factory=dict)
    """Gram → its place among ``g``."""
    spelling: Rows = field(default_factory=Rows)
    """Word → its grams."""
    wording: Rows = field(default_factory=Rows)
    """Text → its words, each once."""
    is_out: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    """(n) texts that are no longer answered with."""
    weights: Weights | None = None

    def __len__(self) -> int:
        return len(self.wording)


@dataclass(frozen=True, eq=False)
class Nearest:
    """The texts that resemble a question most, best first."""

    positions: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """(k) which texts, counted in the order in which they were added."""
    scores: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
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
    """The collection with more texts at its end; the given one stays as it was.

    A few more are weighed by what was known; after many, everything is weighed anew.
    """
    each = [list(dict.fromkeys(filter(None, words))) for words in texts]
    word_places, gram_places = dict(collection.word_places), dict(collection.gram_places)
    fresh = [word for word in dict.fromkeys(chain.from_iterable(each)) if word not in word_places]
    word_places.update({word: at for at, word in enumerate(fresh, len(word_places))})
    spelt = [
        [gram_places.setdefault(gram, len(gram_places)) for gram in grams_of(word)]
        for word in fresh
    ]
    grown = Collection(
        word_places,
        gram_places,
        collection.spelling.followed_by(spelt),
        collection.wording.followed_by([[word_places[word] for word in words] for words in each]),
        np.concatenate([collection.is_out, np.zeros(len(each), bool)]),
    )
    known = collection.weights
    if known and known.mean_length and len(grown) <= known.settled * (1 + TAIL) + SMALLEST_TAIL:
        return replace(grown, weights=_stretched(grown, known))
    return replace(grown, weights=_weighed(grown))


def without(collection: Collection, positions: Iterable[int]) -> Collection:
    """The collection, answering no longer with some of its texts; all others keep their positions."""
    is_out = collection.is_out.copy()
    is_out[list(positions)] = True
    weights = collection.weights
    if weights is not None:
        lengths = np.where(is_out, np.float32(np.inf), weights.text_length)
        weights = replace(weights, text_length=lengths)
    return replace(collection, is_out=is_out, weights=weights)


def nearest(
    collection: Collection, words: Sequence[str], *, limit: int = 5, at_least: float = 0.0
) -> Nearest:
    """The texts that say most nearly what these words say; fewer than ``limit`` when few do."""
    asked = list(dict.fromkeys(filter(None, words)))[:MOST_WORDS]
    weights = collection.weights
    if not asked or weights is None:
        return Nearest()
    question = _question(collection, weights, asked)
    cosines = _cosines(collection, weights, question)
    candidates = _greatest(cosines, max(limit, MOST_CANDIDATES))
    if not len(candidates):
        return Nearest()
    met = _share_met(collection, weights, question, candidates)
    scores = np.sqrt(np.minimum(cosines[candidates], 1) * met)
    order = np.lexsort((candidates, -scores))[:limit]
    order = order[scores[order] >= at_least]
    return Nearest(candidates[order], scores[order])


def _rarity(texts_with_it: NDArray[Any], n: int) -> Numbers:
    """1 + ln((1 + n) / (1 + texts with it)), never below 1."""
    return (1 + np.log((1 + n) / (1 + np.minimum(texts_with_it, n)))).astype(np.float32)


def _weighed(collection: Collection) -> Weights:
    """The weights of a collection.

    Two shortcuts, both without a measurable loss: a text with a gram in two of its words counts twice for that
    gram, and a text is as long as if its words had no gram in common.
    """
    n, v, g = len(collection), len(collection.word_places), len(collection.gram_places)
    spelling, wording = collection.spelling, collection.wording
    texts_with_word = np.bincount(wording.members, minlength=v)
    spread = np.repeat(texts_with_word, spelling.sizes())
    gram = _rarity(np.bincount(spelling.members, spread, minlength=g), n)
    squares = spelling.sums(gram**2)
    lengths = np.sqrt(wording.sums(squares))
    mean = float(lengths.sum() / max(np.count_nonzero(lengths), 1))
    return Weights(
        gram=gram,
        word=_rarity(texts_with_word, n),
        word_length=np.sqrt(squares).astype(np.float32),
        text_length=_pivoted(lengths, mean, collection.is_out),
        mean_length=mean,
        words_with_gram=spelling.turned(g),
        texts_with_word=wording.turned(v),
        settled=n,
    )


def _stretched(collection: Collection, known: Weights) -> Weights:
    """The weights with those of a tail: what is new in it counts as never heard of before."""
    unheard_of = _rarity(np.zeros(1), known.settled)
    gram = _filled(known.gram, len(collection.gram_places), unheard_of)
    squares = collection.spelling.after(len(known.word)).sums(gram**2)
    word_length = np.concatenate([known.word_length, np.sqrt(squares).astype(np.float32)])
    added = len(known.text_length)
    lengths = np.sqrt(collection.wording.after(added).sums(word_length**2))
    pivoted = _pivoted(lengths, known.mean_length, collection.is_out[added:])
    return replace(
        known,
        gram=gram,
        word=_filled(known.word, len(collection.word_places), unheard_of),
        word_length=word_length,
        text_length=np.concatenate([known.text_length, pivoted]),
    )


def _filled(values: Numbers, size: int, value: Numbers) -> Numbers:
    return np.concatenate([values, np.repeat(value, size - len(values))])


def _pivoted(lengths: NDArray[np.float64], mean: float, is_out: NDArray[np.bool_]) -> Numbers:
    """Lengths drawn towards their mean, so that the scale of the cosine is kept; endless when empty or out."""
    pivoted = lengths**PIVOT * mean ** (1 - PIVOT)
    return np.where((lengths == 0) | is_out, np.inf, pivoted).astype(np.float32)


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


def _cosines(collection: Collection, weights: Weights, question: _Question) -> NDArray[np.float64]:
    """(n) the pivoted cosine between the question and every text."""
    wanted = np.zeros(len(weights.gram), np.float32)
    wanted[question.grams] = question.by_word.sum(axis=0) * weights.gram[question.grams]
    settled_words = len(weights.texts_with_word)
    of_words = _gathered(wanted, weights.words_with_gram, settled_words, collection.spelling)
    of_texts = _gathered(of_words, weights.texts_with_word, weights.settled, collection.wording)
    length = float(np.sqrt((question.word_lengths.astype(float) ** 2).sum()))
    cosines: NDArray[np.float64] = of_texts / (weights.text_length * length)
    return cosines


def _gathered(
    values: NDArray[Any], rows_with: Rows, settled: int, rows: Rows
) -> NDArray[np.float64]:
    """For each row the sum of its members' values: the settled rows from the members, the tail one by one."""
    found = np.flatnonzero(values[: len(rows_with)])
    touched, sizes = rows_with.some(found)
    sums = np.bincount(touched, np.repeat(values[found], sizes), minlength=settled)
    return np.concatenate([sums, rows.after(settled).sums(values)])


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
    words, sizes = collection.wording.some(texts)
    different, place = np.unique(words, return_inverse=True)
    alike = _words_alike(collection, weights, question, different)
    best = np.maximum.reduceat(alike[:, place], np.cumsum(sizes) - sizes, axis=1)
    share: NDArray[np.float64] = question.word_weights @ best / question.word_weights.sum()
    return share


def _words_alike(
    collection: Collection, weights: Weights, question: _Question, words: Integers
) -> Numbers:
    """(m × w) the cosine between each word of the question and each of some words."""
    grams, sizes = collection.spelling.some(words)
    column = np.full(len(weights.gram), -1, np.int32)
    column[question.grams] = np.arange(len(question.grams))
    shared = column[grams] >= 0
    word_of_gram = np.repeat(np.arange(len(words)), sizes)
    theirs = np.zeros((len(question.grams), len(words)), np.float32)
    theirs[column[grams[shared]], word_of_gram[shared]] = weights.gram[grams[shared]]
    lengths = np.outer(question.word_lengths, weights.word_length[words])
    alike: Numbers = (question.by_word @ theirs) / lengths
    return alike
