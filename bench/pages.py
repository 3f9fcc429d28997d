"""What pages cost: SQL statements whatever the size, and time beside that of an empty page."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, product
from random import Random
from statistics import median

from bench import data
from bench.application import Reader, fields_of_form, sql_of
from bench.figures import Figure

STRATEGY = "strategi/{}/"
OBJECTIVE = "strategi/{}/maalsaetninger/1.1/"
EMPTY = "tom-side/"
SEARCH = "soeg/?q=velfærdsteknologi%20i%20hverdagen"

MOST_SQL, MOST_SAVE_SQL, MOST_TIMES = 12, 20, 6
ROUNDS, WARM_UP = 240, 24
TOWNS = 12
"""So many municipalities take turns, lest one stays in every cache."""

VISITOR = ""
READERS = (VISITOR, data.OFFICE, data.EXECUTIVE, data.LEADER, data.EXECUTIVE_WHO_LEADS)
PLACES = (data.ONE, data.TEMPLATE.lower(), data.MANY)


def figures() -> Iterator[Figure]:
    yield _most_sql("strategy.page_sql", STRATEGY)
    yield _most_sql("strategy.objective_page_sql", OBJECTIVE)
    yield _most_sql("overview.front_page_sql", "")
    yield _sql_of_saving()
    yield from _times()


def _most_sql(name: str, page: str) -> Figure:
    """The most statements that any reader's page needs, in the smallest and the largest place."""
    found: dict[str, int] = {}
    for place, who in product(PLACES, READERS):
        reader = Reader(place, who)
        strategies = (data.OLD, data.CURRENT, data.DRAFT) if who else (data.OLD, data.CURRENT)
        for path in {page.format(slug) for slug in strategies}:
            reader.get(path)
            found[f"{reader.who}, /{place}/{path}"] = sql_of(lambda: reader.get(path))  # noqa: B023
    where = max(found, key=lambda one: found[one])
    return Figure(name, found[where], "queries", MOST_SQL, where)


def _sql_of_saving() -> Figure:
    """An objective's text saved and shown, by somebody who holds two roles."""
    found: dict[str, int] = {}
    for place in PLACES:
        reader = Reader(place, data.EXECUTIVE_WHO_LEADS)
        path = OBJECTIVE.format(data.CURRENT) + "rediger/"
        fields = fields_of_form(reader.get(path))
        fields["text"] += "\n\nEn sætning mere."
        found[place] = sql_of(lambda: _save_and_show(reader, path, fields))  # noqa: B023
    where = max(found, key=lambda one: found[one])
    return Figure("strategy.save_sql", found[where], "queries", MOST_SAVE_SQL, f"/{where}/")


def _save_and_show(reader: Reader, path: str, fields: dict[str, str]) -> None:
    saved = reader.post(path, fields)
    address = saved.headers["Location"].partition("#")[0]
    shown = reader.get(address.removeprefix(f"/{reader.municipality}/"))
    if "En sætning mere." not in shown.text:
        raise LookupError("The saved text is not on the page that is shown after saving.")


def _times() -> Iterator[Figure]:
    """Each page's time as a multiple of an empty page's, for the same reader in the same round."""
    strategy, objective = STRATEGY.format(data.CURRENT), OBJECTIVE.format(data.CURRENT)
    pages = (EMPTY, strategy, objective, "", SEARCH)
    towns = [data.TEMPLATE.lower(), *data.other_towns().values()][:TOWNS]
    visitor = medians([Reader(town) for town in towns], pages)
    signed_in = medians([Reader(town, data.EXECUTIVE_WHO_LEADS) for town in towns], pages)
    for who, times in (("", visitor), ("signed_in_", signed_in)):
        note = f"an empty page takes {times[EMPTY]:.1f} ms"

        def ratio(name: str, page: str, limit: float | None = MOST_TIMES) -> Figure:
            value = round(times[page] / times[EMPTY], 2)  # noqa: B023
            return Figure(name, value, "times", limit, note)  # noqa: B023

        yield ratio(f"strategy.{who}page_ratio", strategy)
        yield ratio(f"strategy.{who}objective_page_ratio", objective)
        yield ratio(f"overview.{who}front_page_ratio", "", None)
        yield ratio(f"search.{who}find_ratio", SEARCH, None)


def medians(
    readers: list[Reader], pages: tuple[str, ...], *, rounds: int = ROUNDS
) -> dict[str, float]:
    """The median milliseconds of each page, the readers taking turns; see ``medians_of``."""
    return medians_of({page: _in_turn(readers, page) for page in pages}, rounds=rounds)


def _in_turn(readers: list[Reader], page: str) -> Callable[[], object]:
    turns = cycle(readers)
    return lambda: next(turns).get(page)


def medians_of(
    asked: Mapping[str, Callable[[], object]],
    *,
    before: Callable[[], object] = lambda: None,
    rounds: int = ROUNDS,
) -> dict[str, float]:
    """The median milliseconds of each question, all of them asked in each round, in ever another order.

    Of the processor's time, not the clock's: the database is in the same thread, so nothing is left out but
    the wait while other programs run, which would make a short page look as dear as a long one.
    What is done ``before`` each question is not measured.
    """
    taken: dict[str, list[float]] = defaultdict(list)
    order = Random(data.SEED)
    for number in range(WARM_UP + rounds):
        for name in order.sample(list(asked), len(asked)):
            before()
            started = time.thread_time()
            asked[name]()
            if number >= WARM_UP:
                taken[name].append((time.thread_time() - started) * 1000)
    return {name: median(times) for name, times in taken.items()}
