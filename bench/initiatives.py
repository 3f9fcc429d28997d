"""What ideas, prejekter, projects and their catalogue cost."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from itertools import product
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bench import data
from bench.application import Reader, fields_of_form, sql_of
from bench.figures import Figure
from bench.pages import EMPTY, MOST_SQL, MOST_TIMES, PLACES, READERS, TOWNS, medians
from bench.texts import Writer
from pejl.initiatives import similar
from pejl.initiatives.models import Initiative
from pejl.methods import similarity
from pejl.organisation import queries
from pejl.search.analyser import plain, words

CATALOGUE = "katalog/"
FILTERED = "katalog/?ord=e&fokus=2014.1&tilstand=running&opdelt=center&orden=titel"
FILTERS = (
    CATALOGUE,
    FILTERED,
    "katalog/?type=project&opdelt=tilstand&orden=slut",
    "katalog/?strategi=2014&side=2",
)
PRINTED = f"katalog/katalog.pdf?strategi={data.CURRENT}"
NEW_IDEA = "ideer/ny/"

MOST_SAVE_SQL, MOST_PAGE_SQL, MOST_SIMILAR, LONGEST_PDF = 20, 15, 3, 1
ASKED, PDF_ROUNDS = 60, 7
"""So many questions about similar ideas, and so many printed catalogues."""


def figures() -> Iterator[Figure]:
    yield _most_sql("initiatives.catalogue_sql", lambda _place: FILTERS, MOST_SQL)
    yield _most_sql("initiatives.prejekt_page_sql", _pages_of("prejekt"), MOST_PAGE_SQL)
    yield _most_sql("initiatives.project_page_sql", _pages_of("project"), MOST_PAGE_SQL)
    yield _sql_of_saving()
    yield from _catalogue_times()
    yield from _similar_times()
    yield _time_of_printing()


def _pages_of(kind: str) -> Callable[[str], list[str]]:
    """The pages of some initiatives of a kind: those first and last, and those with a past."""

    def pages(place: str) -> list[str]:
        found = Initiative.objects.filter(municipality__slug=place, kind=kind).order_by("number")
        numbers = list(found.values_list("number", flat=True))
        return [f"indsatser/{number}/" for number in {*numbers[:8], *numbers[-2:]}]

    return pages


def _most_sql(name: str, pages: Callable[[str], tuple[str, ...] | list[str]], most: int) -> Figure:
    """The most statements that any reader's page needs, in the smallest and the largest place."""
    found: dict[str, int] = {}
    for place, who in product(PLACES, READERS):
        reader = Reader(place, who)
        for path in pages(place):
            if reader.may_read(path):  # what is not public is not shown to a visitor
                found[f"{reader.who}, /{place}/{path}"] = sql_of(lambda: reader.get(path))  # noqa: B023
    where = max(found, key=lambda one: found[one])
    return Figure(name, found[where], "queries", most, where)


def _sql_of_saving() -> Figure:
    """A new idea handed in, up to the answer that leads to its page."""
    found: dict[str, int] = {}
    for place in PLACES:
        reader = Reader(place, data.EXECUTIVE_WHO_LEADS)
        fields = fields_of_form(reader.get(NEW_IDEA), "title")
        fields |= {"title": "Hvad nu hvis vi ringede først?", "why": "Så ingen venter forgæves."}
        found[place] = sql_of(lambda: reader.post(NEW_IDEA, fields))  # noqa: B023
    where = max(found, key=lambda one: found[one])
    return Figure("initiatives.save_idea_sql", found[where], "queries", MOST_SAVE_SQL, f"/{where}/")


def _catalogue_times() -> Iterator[Figure]:
    """The catalogue of one municipality with filters beside an empty page, for the same reader."""
    towns = [data.TEMPLATE.lower(), *data.other_towns().values()][:TOWNS]
    for who, local_part in (("", ""), ("signed_in_", data.EXECUTIVE_WHO_LEADS)):
        readers = [Reader(town, local_part) for town in towns]
        least = min(_listed(reader, FILTERED) for reader in readers)
        if not least:
            raise LookupError("The filtered catalogue is empty, so its time would tell nothing.")
        times = medians(readers, (EMPTY, FILTERED, CATALOGUE))
        note = f"{least} found; an empty page takes {times[EMPTY]:.1f} ms"
        ratio = round(times[FILTERED] / times[EMPTY], 2)
        yield Figure(f"initiatives.{who}catalogue_ratio", ratio, "times", MOST_TIMES, note)
        ratio = round(times[CATALOGUE] / times[EMPTY], 2)
        yield Figure(f"initiatives.{who}whole_catalogue_ratio", ratio, "times", None, "30 a page")


def _listed(reader: Reader, path: str) -> int:
    """How many initiatives a page of the catalogue says it found."""
    said = re.search(r'role="status">\s*(\d+) ', reader.get(path).text)
    return int(said[1]) if said else 0


def _similar_times() -> Iterator[Figure]:
    """Similar ideas among 10,000, beside the product of one sparse matrix and one vector."""
    writer = Writer(data.SEED + 3)
    here = queries.municipality_by_slug(data.MANY)
    someone = queries.person_by_email(data.email(data.OFFICE, data.MANY))
    actor = queries.actor_for(here, someone)
    similar.memory.forget()
    started = time.thread_time()
    similar.similar_ideas(actor, writer.idea())
    cold = time.thread_time() - started
    known = here and similar.memory.recall(here.id)
    assert known
    vectors = Vectors(known.texts)
    ours, bare = [], []
    for question in [writer.idea() for _ in range(ASKED)]:
        grams = vectors.grams_of(question)
        ours.append(_seconds(lambda: similar.similar_ideas(actor, question)))  # noqa: B023
        bare.append(_seconds(lambda: vectors.nearest(grams)))  # noqa: B023
    value = round(median(ours) / median(bare), 2)
    note = f"{len(known.ids):,} ideas; {median(ours) * 1000:.1f} and {median(bare) * 1000:.1f} ms"
    yield Figure("initiatives.similar_ratio", value, "times", MOST_SIMILAR, note)
    yield Figure("initiatives.similar_cold_s", round(cold, 2), "s", None, "once a process")


class Vectors:
    """The weighed and normed gram vectors of some texts, as a bare vector search has them: a sparse matrix."""

    def __init__(self, texts: similarity.Collection) -> None:
        assert texts.weights is not None
        self.texts, self.weight = texts, texts.weights.gram
        grams, _sizes = texts.spelling.some(texts.wording.members)
        of_word = np.repeat(
            texts.wording.row_of_member(), texts.spelling.sizes()[texts.wording.members]
        )
        cells, counts = np.unique(
            of_word.astype(np.int64) * len(self.weight) + grams, return_counts=True
        )
        text, gram = np.divmod(cells, len(self.weight))
        values = counts * self.weight[gram]
        lengths = np.sqrt(np.bincount(text, values**2, minlength=len(texts)))
        self.grams = gram.astype(np.int32)
        self.values = (values / lengths[text]).astype(np.float32)
        self.starts = np.searchsorted(text, np.arange(len(texts)))

    def grams_of(self, question: str) -> NDArray[np.float32]:
        """The vector of a question, in the columns of the texts."""
        known = self.texts.gram_places
        vector = np.zeros(len(self.weight), np.float32)
        for word in words(plain(question)):
            for gram in similarity.grams_of(word):
                if gram in known:
                    vector[known[gram]] += self.weight[known[gram]]
        return vector

    def nearest(self, vector: NDArray[np.float32]) -> NDArray[np.int64]:
        """The five nearest texts: the product of matrix and vector, and its greatest values."""
        product = np.add.reduceat(self.values * vector[self.grams], self.starts)
        return np.argpartition(product, -5)[-5:]


def _seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _time_of_printing() -> Figure:
    """The PDF of a catalogue of 120 entries, from the question to the last byte.

    Each time another municipality's: the typesetter remembers what it has set, and sets it again in half the time.
    """
    taken = []
    for town in [data.TEMPLATE.lower(), *data.other_towns().values()][:PDF_ROUNDS]:
        reader = Reader(town, data.OFFICE)
        listed = _listed(reader, f"katalog/?strategi={data.CURRENT}")
        if listed != data.PRINTED:
            raise LookupError(f"{listed} initiatives are printed in place of {data.PRINTED}.")
        started = time.perf_counter()
        reader.get(PRINTED)
        taken.append(time.perf_counter() - started)
    note = f"{data.PRINTED} entries; the slowest, {max(taken):.2f} s"
    return Figure("reports.catalogue_pdf_s", round(median(taken), 2), "s", LONGEST_PDF, note)
