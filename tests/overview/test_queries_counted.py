"""A page asks the database as often for fifty rows as for one."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejl.strategy import actions
from pejl.strategy.models import CentreStrategy, FocusArea
from tests import build
from tests.overview.reader import pages, reader, reader_with

pytestmark = pytest.mark.django_db

MOST = 12
FOR_BEARINGS = 8
"""So many more where bearings are shown, for the first reader after something changed."""
FOR_FOLLOWING = 10
"""So many more on one's own page: what one owes, owns and is to carry out."""
MANY = 50


def grown(municipality, rows):
    """An adopted strategy with so many of everything, each with somebody responsible."""
    chief = build.a_person("executive", municipality)
    strategy, units = build.a_strategy(municipality), []
    for _ in range(rows):
        unit = build.a_unit(municipality)
        build.a_membership("unit_leader", municipality, unit)
        build.a_driver(strategy)
        area = build.a_focus_area(strategy, responsible=chief)
        build.an_objective(area, responsible=chief)
        build.a_question(area)
        units.append(unit)
    first = FocusArea.objects.filter(strategy=strategy, number=1).get()
    for _ in range(rows - 1):
        build.an_objective(first, responsible=chief)
        build.a_question(first)
    for unit in units:
        begun = build.a_centre_strategy(strategy, unit)
        build.a_contribution(begun, first)
        begun.refresh_from_db()
        actions.adopt_centre_strategy(
            by=build.the_operator(municipality), centre_strategy=begun, version=begun.version
        )
    strategy.refresh_from_db()
    return build.adopted(strategy), units[0]


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """The same municipality with one of everything and with fifty, built once for all of these tests."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        made = {rows: grown(build.a_municipality(), rows) for rows in (1, MANY)}
        try:
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def asked(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured.captured_queries]


NAMES = (
    "municipality", "strategies", "centres", "centre", "strategy", "drivers", "trail", "as_it_was",
    "focus_area", "objective", "centre_strategy",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", ["visitor", "executive"])
def test_as_many_questions_for_fifty_rows_as_for_one(worlds, role, name):
    first, again = {}, {}
    cache.clear()
    for rows, (strategy, unit) in worlds.items():
        client = reader_with(role, strategy.municipality) if role != "visitor" else reader()
        first[rows] = asked(client, pages(strategy, unit)[name])
        again[rows] = asked(client, pages(strategy, unit)[name])
    for counts, most in ((first, MOST + FOR_BEARINGS), (again, MOST)):
        one, many = counts[1], counts[MANY]
        extra = "\n".join(many[len(one) :])
        assert len(many) <= len(one), (
            f"{len(one)} questions for one row, {len(many)} for fifty: {extra}"
        )
        assert len(many) <= most, "\n".join(many)


def test_search_and_my_page_do_not_ask_a_question_a_row(worlds):
    counts = {"soeg/?q=målsætning": [], "mit/": []}
    for strategy, _unit in worlds.values():
        here = strategy.municipality
        chief = strategy.focusareas.first().responsible
        for page, found in counts.items():
            found.append(len(asked(reader(chief), f"/{here.slug}/{page}")))
    for page, (one, many) in counts.items():
        assert many <= one, page
        assert many <= MOST + (FOR_FOLLOWING if page == "mit/" else 0), page


def test_the_list_of_centre_strategies_is_there_to_be_counted(worlds):
    strategy, _unit = worlds[MANY]
    assert CentreStrategy.objects.filter(strategy=strategy).count() == MANY
