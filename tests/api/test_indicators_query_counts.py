"""What an answer about indicators costs the database, which is the same for one row and for fifty."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejl.indicators import actions
from tests import build
from tests.api.calling import Program, program_of
from tests.api.test_query_counts import spent
from tests.indicators.full import Full
from tests.indicators.handed_in import handed_in, stored_in
from tests.indicators.made import an_indicator, new_values, with_values

pytestmark = pytest.mark.django_db

MOST_FOR_A_VISITOR = {
    "/indicators?limit=200": 9,
    "/indicators?limit=200&q=e&source=entered&unit_id={unit}&objective_id={objective}": 9,
    "/indicators/{indicator}": 10,
    "/indicators/{indicator}/values?limit=200": 4,
    "/indicators/{indicator}/values?limit=200&whole=true&corrected=true&since=2014-01-01": 4,
    "/indicators/{indicator}/analysis": 6,
    "/indicators/{indicator}/breakdowns": 3,
    "/indicators/{indicator}/peers": 3,
    "/values/{value}": 2,
    "/targets/{target}": 2,
    "/step-changes/{step}": 2,
    "/measures": 1,
    "/strategies/{strategy}/bearings": 11,
}
MOST_FOR_A_COLLEAGUE = {path: most + 1 for path, most in MOST_FOR_A_VISITOR.items()} | {
    "/indicators/{indicator}/behind?starts_on=2014-01-01&ends_on=2014-03-31": 5,
    "/indicators/{indicator}/imports?limit=200": 5,
    "/imports/{import}": 3,
    "/imports/{import}/columns": 6,
}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}


@pytest.fixture(params=[1, 50], ids=["one row", "fifty rows"])
def places(request):
    """The addresses of indicators with so many of everything."""
    rows = request.param
    objective = build.an_objective(build.a_focus_area(build.adopted(build.a_strategy())))
    here = objective.municipality
    unit = build.a_unit(here)
    full = Full(unit, is_public=True, shared_key="ventetid")
    by = build.the_operator(here)
    for number in range(rows):
        owner = build.a_person("employee", here)
        one = an_indicator(objective=objective, unit=unit, owner=owner, is_public=True)
        with_values(one, 1, 2, 3)
        values = new_values(number, dimension="alder", category=f"{number} år")
        actions.enter_values(by=by, indicator=full.indicator, values=values)
        handed_in(full.indicator, f"År;Værdi\n2013;{number}\n")
        an_indicator(shared_key="ventetid", is_public=True)
    return here, {
        "indicator": full.indicator.id,
        "value": full.value.id,
        "target": full.target.id,
        "step": full.step.id,
        "import": full.batch.id,
        "unit": unit.id,
        "objective": objective.id,
        "strategy": objective.strategy_id,
    }


@pytest.fixture(autouse=True)
def nothing_reckoned():
    """The first reader after a change pays for the reckoning, and is the one who is asked here."""
    cache.clear()


def test_a_visitors_answers_cost_few_queries(places):
    here, addresses = places
    assert not spent(Program(here), addresses, MOST_FOR_A_VISITOR)


def test_a_colleagues_answers_cost_few_queries(places):
    here, addresses = places
    program = program_of("employee", here)
    program.read("/me")  # notes the day of the token's use
    assert not spent(program, addresses, MOST_FOR_A_COLLEAGUE)


def test_many_values_are_written_with_as_few_queries_as_a_few():
    indicator = an_indicator(frequency="week")
    program = program_of("strategy_office", indicator.municipality)
    program.read("/me")
    path = f"/indicators/{indicator.id}/values/many"
    for first, count in ((date(2010, 1, 1), 2), (date(2000, 1, 1), 500)):
        values = [
            {"day": one.starts_on.isoformat(), "amount": "1"}
            for one in new_values(*[1] * count, frequency="week", first=first)
        ]
        with CaptureQueriesContext(connection) as asked:
            answer = program.call("POST", path, {"values": values})
        assert answer.status_code == 200
        others = [one for one in asked if 'INTO "indicators_value"' not in one["sql"]]
        assert len(others) <= 14  # four of them reckon and keep what the figures come to
        assert len(asked) - len(others) <= 1 + count // 50


def test_fetching_a_file_costs_few_queries():
    unit = build.a_unit(build.a_municipality())
    program = program_of("employee", unit.municipality)
    program.read("/me")
    batch = Full(unit).batch
    with CaptureQueriesContext(connection) as asked:
        answer = program.get(f"/imports/{batch.id}/content")
    assert answer.status_code == 200
    assert len(asked) <= 3
