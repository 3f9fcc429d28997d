"""Which of two findings comes first. Decided here and not in the database, so that every
installation answers alike whatever it stores its data in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pejl.search.analyser import Term, grams, stem, words

ALIKE_ENOUGH = 0.5
"""From here two words share so many trigrams that one is taken for a misspelling of the other."""
SHORTEST_PART = 4
"""A shorter word is in too many others to be taken for a part of them."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How near a word is to what was asked for: what that is worth in a title and in a text."""

    in_title: float
    in_text: float


SAME_WORD = Kinship(in_title=100, in_text=42)
SAME_STEM = Kinship(in_title=80, in_text=40)
BEGINS_ALIKE = Kinship(in_title=60, in_text=22)
PART_OF_COMPOUND = Kinship(in_title=50, in_text=20)
MISSPELT = Kinship(in_title=18, in_text=10)
WHOLE_TITLE = 10
"""Added when a title says nothing but what was asked for."""


def likeness(one: str, other: str) -> float:
    """How alike two words look, from 0 to 1: the trigrams they share of those they have."""
    ours, theirs = grams(one), grams(other)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _kinship(asked: str, asked_stem: str, word: str) -> Kinship | None:
    """How a word of a document answers one word of a search; nothing when it does not."""
    if word == asked:
        return SAME_WORD
    if stem(word) == asked_stem:
        return SAME_STEM
    long_stem = len(asked_stem) >= SHORTEST_PART
    if word.startswith(asked) or (long_stem and word.startswith(asked_stem)):
        return BEGINS_ALIKE
    if long_stem and asked_stem in word:
        return PART_OF_COMPOUND
    alike = likeness(asked, word)
    if alike < ALIKE_ENOUGH:
        return None
    return Kinship(MISSPELT.in_title * alike, MISSPELT.in_text * alike)


def kin_of(term: Term, vocabulary: Iterable[str]) -> dict[str, Kinship]:
    """The words of a vocabulary that answer a term, in either of its spellings."""
    kin = {}
    other_stem = stem(term.otherwise)
    for word in vocabulary:
        found = [_kinship(term.word, term.stem, word)]
        if term.otherwise != term.word:
            found.append(_kinship(term.otherwise, other_stem, word))
        answers = [kinship for kinship in found if kinship]
        if answers:
            kin[word] = max(answers, key=lambda kinship: kinship.in_title)
    return kin


def score(title: str, text_words: Collection[str], kin: list[dict[str, Kinship]]) -> float:
    """What a document is worth as an answer; 0 when it lacks most of what was asked for."""
    title_words = words(title)
    best = [_best(of_term, title_words, text_words) for of_term in kin]
    answered = sum(1 for worth in best if worth)
    if not answered or answered * 2 < len(kin):
        return 0.0
    asked_for = sum(1 for word in title_words if any(word in of_term for of_term in kin))
    bonus = WHOLE_TITLE * asked_for / max(len(title_words), 1)
    return round(sum(best) * answered / len(kin) + bonus, 3)


def _best(
    kin: dict[str, Kinship], title_words: Collection[str], text_words: Collection[str]
) -> float:
    in_title = (kin[word].in_title for word in title_words if word in kin)
    in_text = (kin[word].in_text for word in kin.keys() & set(text_words))
    return max((*in_title, *in_text), default=0.0)
