"""Finding."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from pejl.search.analyser import TITLE_MARK, Place, Term, grams, places, stem, terms
from pejl.search.danish import danish_key
from pejl.search.models import Document
from pejl.search.ranking import Kinship, kin_of, score

MOST_CANDIDATES = 300
"""So many documents are ranked; of more, the database leaves out those that share least."""
EXCERPT_LENGTH = 220
EXCERPT_LEAD = 60

# A shared stem weighs more than all the trigrams a word can have.
_STEM_WEIGHT = 50
_GRAM_WEIGHT = 1


class Part(NamedTuple):
    """A stretch of an excerpt; `is_hit` when it is what was searched for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `url_name` and `url_args` lead to its page."""

    subject_label: str
    key: str
    title: str
    excerpt: list[Part]
    url_name: str
    url_args: dict[str, Any]
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits first; `total` counts all that answer, at most `MOST_CANDIDATES`."""

    hits: list[Hit]
    total: int


def find(
    municipality_id: UUID,
    audiences: frozenset[str],
    words: str,
    *,
    limit: int = 50,
    kinds: Collection[str] | None = None,
) -> SearchResult:
    """What a reader of these audiences finds in a municipality; one SQL statement, or none.

    `kinds` narrows it to some subjects ("strategy.objective"). Whatever is typed, it never raises:
    the analyser takes words out of it and lets the rest be.
    """
    asked = terms(words)
    if not asked or not audiences:
        return SearchResult([], 0)
    candidates = list(_candidates(municipality_id, audiences, asked, kinds))
    vocabulary = {document.pk: document.words.split() for document in candidates}
    every_word = {word for of_document in vocabulary.values() for word in of_document}
    kin = [kin_of(term, every_word) for term in asked]
    scored = [(score(found.title, vocabulary[found.pk], kin), found) for found in candidates]
    answers = [(worth, found) for worth, found in scored if worth]
    answers.sort(key=_best_first)
    return SearchResult([_hit(found, worth, kin) for worth, found in answers[:limit]], len(answers))


def _candidates(
    municipality_id: UUID,
    audiences: frozenset[str],
    asked: list[Term],
    kinds: Collection[str] | None,
) -> Iterator[Document]:
    weights = _weights(asked)
    found = (
        Document.objects.readable_by(municipality_id, audiences)
        .sharing(municipality_id, sorted({token for _, token in weights}))
        .nearest_first(weights)
        .defer("stems", "grams", "updated_at")
    )
    if kinds is not None:
        found = found.filter(subject_label__in=sorted(kinds))
    yield from found[:MOST_CANDIDATES]


def _weights(asked: list[Term]) -> dict[tuple[str, str], int]:
    """What to look for where, in both spellings of every term, and what it counts."""
    weights = {}
    for term in asked:
        for word in {term.word, term.otherwise}:
            weights["stems", stem(word)] = _STEM_WEIGHT
            weights["stems", TITLE_MARK + stem(word)] = _STEM_WEIGHT
            weights |= {("grams", gram): _GRAM_WEIGHT for gram in grams(word)}
    return weights


def _best_first(answer: tuple[float, Document]) -> tuple[float, str, str, str]:
    worth, found = answer
    return -worth, danish_key(found.title), found.subject_label, found.subject_key


def _hit(found: Document, worth: float, kin: list[dict[str, Kinship]]) -> Hit:
    return Hit(
        subject_label=found.subject_label,
        key=found.subject_key,
        title=found.title,
        excerpt=_excerpt(found.text, kin),
        url_name=found.url_name,
        url_args=found.url_args,
        score=worth,
    )


def _excerpt(text: str, kin: list[dict[str, Kinship]]) -> list[Part]:
    """The stretch of a text around its best hit, or its beginning when only the title has one."""
    hits = [place for place in places(text) if any(place.word in of_term for of_term in kin)]
    best = max(hits, key=lambda place: _worth(place, kin), default=None)
    start, end = _window(text, best.start if best else 0)
    parts = list(_parts(text, start, end, hits))
    if start > 0:
        parts.insert(0, Part("… ", is_hit=False))
    if end < len(text):
        parts.append(Part(" …", is_hit=False))
    return parts


def _worth(place: Place, kin: list[dict[str, Kinship]]) -> float:
    return max(of_term[place.word].in_text for of_term in kin if place.word in of_term)


def _window(text: str, around: int) -> tuple[int, int]:
    """Where an excerpt begins and ends, between words."""
    start = 0
    if around > EXCERPT_LEAD:
        space = text.find(" ", around - EXCERPT_LEAD, around)
        start = around if space < 0 else space + 1
    end = start + EXCERPT_LENGTH
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", start, end)
    return start, end if space < 0 else space


def _parts(text: str, start: int, end: int, hits: list[Place]) -> Iterator[Part]:
    at = start
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        if hit.start > at:
            yield Part(text[at : hit.start], is_hit=False)
        yield Part(text[hit.start : hit.end], is_hit=True)
        at = hit.end
    if at < end:
        yield Part(text[at:end], is_hit=False)
