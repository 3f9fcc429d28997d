"""A whole can be read as it was at any moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from pejl.history import queries
from pejl.strategy import actions
from tests import build

pytestmark = pytest.mark.django_db

LABELS = ("strategy.strategy", "strategy.objective")


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2014, 6, day, hour, tzinfo=UTC)


@pytest.fixture
def told():
    """A strategy begun on the 1st, an objective written on the 2nd, edited on the 5th, removed on the 8th."""
    with time_machine.travel(at(1), tick=False):
        strategy = build.a_strategy(title="Strategi")
        area = build.a_focus_area(strategy)
    by = build.the_operator(strategy.municipality)
    with time_machine.travel(at(2), tick=False):
        objective = build.an_objective(area, "Først")
    with time_machine.travel(at(5), tick=False):
        actions.edit_objective(by=by, objective=objective, version=1, title="Så")
    with time_machine.travel(at(8), tick=False):
        actions.remove_part(by=by, part=objective, version=2)
    return strategy


@pytest.mark.parametrize(
    ("day", "titles"),
    [(1, []), (2, ["Først"]), (4, ["Først"]), (5, ["Så"]), (7, ["Så"]), (8, []), (20, [])],
)
def test_each_day_shows_what_stood_then(told, day, titles):
    past = queries.as_it_was(told.municipality_id, told.scope_key, at(day, 13), LABELS)
    assert [one.values["title"] for one in past["strategy.objective"]] == titles
    assert [one.values["title"] for one in past["strategy.strategy"]] == ["Strategi"]


def test_before_it_began_there_is_nothing(told):
    past = queries.as_it_was(told.municipality_id, told.scope_key, at(1, 11), LABELS)
    assert past == {label: [] for label in LABELS}


def test_recalling_costs_one_query(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.as_it_was(told.municipality_id, told.scope_key, at(6), LABELS)


def test_another_municipality_recalls_nothing_of_it(told):
    other = build.a_municipality()
    past = queries.as_it_was(other.id, told.scope_key, at(6), LABELS)
    assert past == {label: [] for label in LABELS}


def test_the_trail_is_newest_first_and_can_begin_at_a_moment(told):
    trail = queries.trail(told.municipality_id, told.scope_key)
    assert [one.verb for one in trail][:3] == ["removed", "changed", "created"]
    later = queries.trail(told.municipality_id, told.scope_key, since=at(4))
    assert [one.verb for one in later] == ["removed", "changed"]


def test_what_a_person_did_is_found_by_person():
    municipality = build.a_municipality()
    somebody = build.an_actor("executive", municipality)
    objective = build.an_objective(build.a_focus_area(build.a_strategy(municipality)))
    actions.edit_objective(by=somebody, objective=objective, version=1, title="Ny")
    found = queries.by_person(municipality.id, somebody.person_id)
    assert [one.changes["title"][1] for one in found] == ["Ny"]
