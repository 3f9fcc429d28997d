"""Ideas that resemble what somebody is writing, so that two who think alike find each other.

Asked at every pause in the typing, so it must cost next to nothing: each process keeps the words of a
municipality's ideas in memory, reads in the history which ideas are new or reworded since it last looked, and
adds just those. Nobody waits for somebody else's reading: meanwhile they are answered from what was known.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from pejl.history.models import Entry
from pejl.initiatives.models import Idea
from pejl.methods import similarity
from pejl.organisation.actors import Actor
from pejl.search.analyser import plain, words

LEAST_ALIKE = 0.2
"""Below this nothing is shown. Of rephrased ideas 9 in 10 lie above it (tests/initiatives/data/README.md)."""
MOST_IDEAS = 20_000
"""The newest so many ideas of one municipality are compared."""
MOST_REMEMBERED = 50_000
"""So many ideas are kept in memory by one process, all municipalities together: some 100 MB."""
LONGEST_READ = 1_500
"""So many letters of an idea are read; what it is about is said by then."""
LOOK_BACK = 50
"""Lines may be written in another order than they were numbered, so the last few are read again."""
MOST_LINES = 2_000
"""After so many lines it is quicker to read all ideas anew."""

LABEL = Idea._meta.label_lower


@dataclass(frozen=True)
class SimilarIdea:
    """An idea that resembles a text, from 0 (not at all) to 1 (every word is met)."""

    idea_id: UUID
    score: float


@dataclass(frozen=True)
class _Known:
    """The ideas of one municipality as one process knows them. Never changed, only replaced."""

    texts: similarity.Collection = field(default_factory=similarity.Collection)
    ids: tuple[UUID, ...] = ()
    """The idea of each text; an idea that was reworded has more than one, of which the last counts."""
    last_line: int = 0
    """Up to where the history was read."""
    lines: frozenset[int] = frozenset()
    """Those of the last lines that were read, for the late ones between them."""


class _Memory:
    """What is known of each municipality; the one that was asked for least recently is forgotten first."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self.most = most
        self._known: OrderedDict[UUID, _Known] = OrderedDict()
        self._reading: set[UUID] = set()
        self._lock = threading.Lock()

    def recall(self, municipality_id: UUID) -> _Known | None:
        with self._lock:
            if municipality_id in self._known:
                self._known.move_to_end(municipality_id)
            return self._known.get(municipality_id)

    def may_read(self, municipality_id: UUID) -> bool:
        """True for the first who asks, until they say that they are done."""
        with self._lock:
            is_first = municipality_id not in self._reading
            self._reading.add(municipality_id)
            return is_first

    def done(self, municipality_id: UUID) -> None:
        with self._lock:
            self._reading.discard(municipality_id)

    def keep(self, municipality_id: UUID, known: _Known) -> None:
        with self._lock:
            self._known[municipality_id] = known
            self._known.move_to_end(municipality_id)
            while len(self._known) > 1 and self._size() > self.most:
                self._known.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._known.clear()

    def _size(self) -> int:
        return sum(len(known.ids) for known in self._known.values())


memory = _Memory()


def similar_ideas(
    actor: Actor, text: str, *, limit: int = 5, but_not: UUID | None = None
) -> list[SimilarIdea]:
    """The ideas of the actor's municipality that resemble a text most, best first.

    Whoever may not read all ideas there is shown none. One SQL statement, two when an idea is new or reworded.
    ``but_not`` leaves out the idea that is being edited.
    """
    asked = _words_of(text)
    if actor.municipality is None or not actor.is_member or not asked:
        return []
    known = _brought_up_to_date(actor.municipality.id)
    found = similarity.nearest(known.texts, asked, limit=limit + 1, at_least=LEAST_ALIKE)
    answers = [
        SimilarIdea(known.ids[position], round(float(score), 3))
        for position, score in zip(found.positions, found.scores, strict=True)
        if known.ids[position] != but_not
    ]
    return answers[:limit]


def _words_of(text: str) -> list[str]:
    return words(plain(text[:LONGEST_READ]))


def _brought_up_to_date(municipality_id: UUID) -> _Known:
    known = memory.recall(municipality_id)
    if not memory.may_read(municipality_id):
        return known or _Known()
    try:
        fresh = _read_on(municipality_id, known) if known else _read_all(municipality_id)
        if fresh is not known:
            memory.keep(municipality_id, fresh)
        return fresh
    finally:
        memory.done(municipality_id)


def _read_all(municipality_id: UUID) -> _Known:
    """All ideas: the history first, so that what is written meanwhile is read once more and not missed."""
    last_lines = Entry.objects.within(municipality_id).order_by("-id").values_list("id", flat=True)
    lines = frozenset(last_lines[:LOOK_BACK])
    newest = Idea.objects.filter(municipality_id=municipality_id).order_by("-created_at")
    rows = _texts(newest.values_list("id", "title", "place", "why")[:MOST_IDEAS])
    return _Known(
        texts=similarity.collect(text for _id, text in rows),
        ids=tuple(idea_id for idea_id, _text in rows),
        last_line=max(lines, default=0),
        lines=lines,
    )


def _read_on(municipality_id: UUID, known: _Known) -> _Known:
    """The same with the ideas that were handed in, reworded or removed since."""
    since = Entry.objects.within(municipality_id).filter(id__gt=known.last_line - LOOK_BACK)
    found = since.values_list("id", "subject_label", "subject_key").order_by("id")
    lines = [line for line in found[: LOOK_BACK + MOST_LINES + 1] if line[0] not in known.lines]
    if len(lines) > MOST_LINES:
        return _read_all(municipality_id)
    if not lines:
        return known
    touched = {UUID(key) for _line, label, key in lines if label == LABEL}
    last_line = max(known.last_line, lines[-1][0])
    seen = known.lines | {line for line, _label, _key in lines}
    fresh = replace(
        known,
        last_line=last_line,
        lines=frozenset(one for one in seen if one > last_line - LOOK_BACK),
    )
    return _with_ideas(municipality_id, fresh, touched) if touched else fresh


def _with_ideas(municipality_id: UUID, known: _Known, touched: set[UUID]) -> _Known:
    """With some ideas as they read now; anew when more than a fifth of what is known is outdated."""
    outdated = [place for place, idea_id in enumerate(known.ids) if idea_id in touched]
    texts = similarity.without(known.texts, outdated)
    if int(texts.is_out.sum()) > 100 + len(texts) // 5 or len(texts) > 1.2 * MOST_IDEAS:
        return _read_all(municipality_id)
    ideas = Idea.objects.filter(municipality_id=municipality_id, id__in=touched)
    rows = _texts(ideas.values_list("id", "title", "place", "why"))
    return replace(
        known,
        texts=similarity.with_texts(texts, (text for _id, text in rows)),
        ids=(*known.ids, *(idea_id for idea_id, _text in rows)),
    )


def _texts(rows: Iterable[tuple[UUID, str, str, str]]) -> list[tuple[UUID, list[str]]]:
    """Each idea with its words; the title comes first, so that a long reason never crowds it out."""
    return [(idea_id, _words_of("\n".join(texts))) for idea_id, *texts in rows]
