"""What indicators cost: the methods, an import, the pages with charts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice, product
from statistics import median
from unittest.mock import patch

import numpy as np
from django.core.files.base import ContentFile

from bench import data
from bench.application import Reader, sql_of
from bench.figures import Figure
from bench.pages import EMPTY, MOST_TIMES, PLACES, READERS, TOWNS, medians
from pejl.indicators import actions
from pejl.indicators.analysis import Analysis, Facts, analyse
from pejl.indicators.models import Import, Indicator, Value
from pejl.indicators.periods import Period, period_around, periods_between
from pejl.indicators.queries import series
from pejl.methods import comparison
from pejl.methods.process_behaviour import chart
from pejl.organisation import queries
from pejl.organisation.actors import Actor

WITH_CHARTS = f"strategi/{data.CURRENT}/maalsaetninger/{data.CHARTED}/"
WITH_MANY = (data.TEMPLATE.lower(), data.MANY)
"""Where an objective has six charts."""
LIST = "indikatorer/"
LONGEST_XMR_MS, LONGEST_SDID_MS, MOST_IMPORT = 0.3, 120, 3
MOST_SQL, MOST_LIST_SQL = 12 + 2 * 3, 15
"""Of the objective's page: part 1's limit, and two for each kind of source."""
POINTS, MUNICIPALITIES, PERIODS, TREATED_FROM = 40, 98, 40, 30
ROUNDS, SDID_ROUNDS, IMPORTED = 400, 15, 100_000
CHANGED_IN = period_around(date(int(data.CURRENT), 1, 1), "month")


def figures() -> Iterator[Figure]:
    yield _time_of_one_series()
    yield _time_of_comparing()
    yield from _sql()
    yield from _times()
    yield _ratio_of_importing()


def _milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median of many, of the processor's time; the first one, which wakes the libraries, does not count."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.thread_time()
        work()
        taken.append((time.thread_time() - started) * 1000)
    return median(taken)


def _time_of_one_series() -> Figure:
    """Limits, all four rules and both screenings of a series with something of each in it."""
    chance = np.random.default_rng(data.SEED)
    values = chance.normal(100, 5, POINTS)
    values[10], values[20:27], values[32:] = 130, np.linspace(95, 110, 7), values[32:] + 12
    value = round(_milliseconds(lambda: chart(list(values)), ROUNDS), 3)
    return Figure("methods.xmr_ms", value, "ms", LONGEST_XMR_MS, f"{POINTS} points")


def _time_of_comparing() -> Figure:
    """One of 98 municipalities compared with the rest, and each of the rest in its place as a placebo."""
    chance = np.random.default_rng(data.SEED)
    common = np.cumsum(chance.normal(0, 1, (4, PERIODS)), axis=1)
    panel = chance.normal(1, 0.3, (MUNICIPALITIES, 4)) @ common
    panel += chance.normal(60, 8, (MUNICIPALITIES, 1)) + chance.normal(0, 1, panel.shape)
    panel[0, TREATED_FROM:] -= 4
    work = _comparing(panel)
    value = round(_milliseconds(work, SDID_ROUNDS), 1)
    note = f"{MUNICIPALITIES} × {PERIODS}, {MUNICIPALITIES - 1} placebos"
    return Figure("methods.sdid_ms", value, "ms", LONGEST_SDID_MS, note)


def _comparing(panel: np.ndarray) -> Callable[[], object]:
    return lambda: comparison.synthetic_difference_in_differences(panel, 0, TREATED_FROM)


def _sql() -> Iterator[Figure]:
    """What the pages ask of the database, of the first reader after a change and of the next."""
    first, following, again = {}, {}, {}
    for place, who in product(WITH_MANY, READERS):
        reader = Reader(place, who)
        shown = reader.get(WITH_CHARTS).text
        if shown.count("<svg") < data.FIGURES_ON_ONE:
            raise LookupError("The page of the objective does not have its charts.")
        where = f"{reader.who}, /{place}/{WITH_CHARTS}"
        _change_something(place)
        with _counting() as reckoned:
            first[where] = sql_of(lambda: reader.get(WITH_CHARTS))  # noqa: B023
            if not reckoned:
                raise LookupError("Nothing was reckoned after a change.")
        with _counting() as reckoned:
            following[where] = sql_of(lambda: reader.get(WITH_CHARTS))  # noqa: B023
        again[where] = len(reckoned)
    yield _most("indicators.objective_page_sql", first, MOST_SQL)
    yield _most("indicators.next_objective_page_sql", following, MOST_SQL)
    yield _most("indicators.charts_reckoned_again", again, 0, "analyses")
    yield _most("indicators.list_sql", _sql_of_lists(), MOST_LIST_SQL)


def _sql_of_lists() -> dict[str, int]:
    found = {}
    for place, who in product(PLACES, READERS):
        reader = Reader(place, who)
        reader.get(LIST)
        _change_something(place)
        found[f"{reader.who}, /{place}/{LIST}"] = sql_of(lambda: reader.get(LIST))  # noqa: B023
    return found


def _most(name: str, found: dict[str, int], limit: float, unit: str = "queries") -> Figure:
    where = max(found, key=lambda one: found[one])
    return Figure(name, found[where], unit, limit, where)


def _change_something(slug: str) -> None:
    """A value more of each indicator that may be entered, as somebody there would enter it."""
    here = queries.municipality_by_slug(slug)
    assert here
    by = queries.acting_in(here, queries.operator())
    for indicator in Indicator.objects.filter(municipality=here).exclude(source="computed"):
        number = indicator.values.count()
        actions.enter_value(
            by=by, indicator=indicator, amount=Decimal(50), dimension="måling",
            category=str(number), starts_on=CHANGED_IN.first, ends_on=CHANGED_IN.last,
        )  # fmt: skip


@contextmanager
def _counting() -> Iterator[list[object]]:
    """What is reckoned meanwhile."""
    reckoned: list[object] = []

    def counted(facts: Facts) -> Analysis:
        reckoned.append(facts)
        return analyse(facts)

    with patch.object(series, "analyse", counted):
        yield reckoned


def _times() -> Iterator[Figure]:
    """The page with its charts beside an empty page, for the same reader."""
    towns = [data.TEMPLATE.lower(), *data.other_towns().values()][:TOWNS]
    for who, local_part in (("", ""), ("signed_in_", data.EXECUTIVE_WHO_LEADS)):
        times = medians([Reader(town, local_part) for town in towns], (EMPTY, WITH_CHARTS))
        note = f"{times[WITH_CHARTS]:.1f} ms; an empty page takes {times[EMPTY]:.1f} ms"
        ratio = round(times[WITH_CHARTS] / times[EMPTY], 2)
        yield Figure(f"indicators.{who}objective_page_ratio", ratio, "times", MOST_TIMES, note)


def _ratio_of_importing() -> Figure:
    """A file of 100,000 lines read, checked and written, beside writing the same rows without any of that."""
    here = queries.municipality_by_slug(data.TEMPLATE.lower())
    assert here
    by = queries.acting_in(here, queries.operator())
    ours, bare = (
        actions.create_indicator(
            by=by, municipality=here, title=title, frequency="month", source="imported"
        )
        for title in ("Fra en fil", "Uden omvej")
    )
    rows = list(_rows())
    batch = _waiting(by, ours, rows)
    made = _values(bare, rows)
    written = _seconds(lambda: Value.objects.bulk_create(made))
    read = _seconds(lambda: actions.read_in(by=by, batch=batch))
    if batch.added != IMPORTED:
        raise LookupError(f"Only {batch.added} values were read in: {batch.faults[:3]}")
    note = f"{read:.1f} s beside {written:.1f} s"
    return Figure("indicators.import_ratio", round(read / written, 2), "times", MOST_IMPORT, note)


def _rows() -> Iterator[tuple[Period, str, str]]:
    """For each month of a hundred years and each of 84 groups a value."""
    numbers = product(range(84), periods_between(date(1924, 1, 1), date(2023, 12, 31), "month"))
    for place, (group, period) in enumerate(islice(numbers, IMPORTED)):
        yield period, f"Gruppe {group}", f"{place * 7 % 9973},{place % 10}"


def _waiting(by: Actor, indicator: Indicator, rows: list[tuple[Period, str, str]]) -> Import:
    lines = [f"{one.first:%Y}M{one.first:%m};{group};{amount}" for one, group, amount in rows]
    content = "\r\n".join(["Måned;Gruppe;Antal", *lines]).encode()
    batch = actions.begin_import(
        by=by, indicator=indicator, file=ContentFile(content, name="hundrede-aar.csv")
    )
    actions.choose_columns(
        by=by, batch=batch, version=batch.version,
        mapping={"roles": ["period", "dimension", "value"], "decimal": ","},
    )  # fmt: skip
    actions.start_import(by=by, batch=batch, version=batch.version)
    return batch


def _values(indicator: Indicator, rows: list[tuple[Period, str, str]]) -> list[Value]:
    return [
        Value(
            municipality_id=indicator.municipality_id, indicator_id=indicator.pk,
            starts_on=one.first, ends_on=one.last, dimension="Gruppe", category=group,
            amount=Decimal(amount.replace(",", ".")),
        )
        for one, group, amount in rows
    ]  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started
