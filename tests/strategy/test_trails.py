"""The change trail in words, and the strategy as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from pejl.strategy import actions, queries
from pejl.strategy.models import Objective
from tests import build

pytestmark = pytest.mark.django_db


def at(day: int) -> datetime:
    return datetime(2014, 6, day, 12, tzinfo=UTC)


@pytest.fixture
def told():
    """Drafted on the 1st as “Kladde”, adopted on the 5th as “Vedtaget”, changed on the 9th to “Ændret”."""
    with time_machine.travel(at(1), tick=False):
        strategy = build.a_strategy()
        objective = build.an_objective(build.a_focus_area(strategy), "Kladde")
        build.a_driver(strategy, "Færre penge")
        by = build.an_actor("executive", strategy.municipality)
    with time_machine.travel(at(4), tick=False):
        actions.edit_objective(by=by, objective=objective, version=1, title="Vedtaget")
    with time_machine.travel(at(5), tick=False):
        actions.adopt_strategy(by=by, strategy=strategy, version=1, adopted_on=at(5).date())
    with time_machine.travel(at(9), tick=False):
        actions.edit_objective(
            by=by, objective=Objective.objects.get(pk=objective.pk), version=2, title="Ændret"
        )
    return strategy


def as_read(told, day, role):
    past = queries.as_it_was(told, at(day), build.an_actor(role, told.municipality))
    return past and [one["title"] for area in past.focus_areas for one in area.objectives]


@pytest.mark.parametrize(("day", "title"), [(2, "Kladde"), (4, "Vedtaget"), (9, "Ændret")])
def test_those_who_work_here_read_every_day(told, day, title):
    assert as_read(told, day, "employee") == [title]


@pytest.mark.parametrize("role", ["visitor", "guest", "installation_admin"])
def test_the_public_reads_no_draft_wording_of_any_day(told, role):
    assert as_read(told, 2, role) is None
    assert as_read(told, 4, role) is None
    assert as_read(told, 5, role) == ["Vedtaget"]
    assert as_read(told, 20, role) == ["Ændret"]


def test_before_it_began_there_is_nothing_to_read(told):
    past = queries.as_it_was(told, at(1) - timedelta(days=9), build.the_operator(told.municipality))
    assert past is None


def test_the_public_trail_begins_with_the_adoption(told):
    verbs = [
        one.verb for one in queries.public_trail(told, build.an_actor("visitor", told.municipality))
    ]
    assert verbs == ["changed", "adopted"]
    staff = queries.public_trail(told, build.an_actor("employee", told.municipality))
    assert staff.count() > len(verbs)


def test_an_unadopted_centre_s_words_stand_in_no_public_trail(told):
    unit = build.a_unit(told.municipality)
    chief = build.an_actor("unit_leader", told.municipality, unit)
    actions.begin_centre_strategy(by=chief, strategy=told, unit=unit, introduction="Hemmeligt")
    public = queries.public_trail(told, build.an_actor("visitor", told.municipality))
    assert "strategy.centrestrategy" not in {one.subject_label for one in public}


def test_a_change_is_told_with_names_and_words_and_not_with_keys(told):
    chief = build.a_person("executive", told.municipality, name="Direktør Dam")
    objective = Objective.objects.get(strategy=told)
    by = build.the_operator(told.municipality)
    actions.edit_objective(by=by, objective=objective, version=objective.version, responsible=chief)
    (line, *_rest) = queries.told(queries.trail(told))
    assert [(one.old, one.new) for one in line.differences] == [("", "Direktør Dam")]
    assert line.concept == "objective"


def test_telling_a_page_of_the_trail_costs_two_queries(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        entries = list(queries.trail(told))
    with django_assert_num_queries(1):
        queries.told(entries)


def test_what_changed_after_adoption_is_counted_by_part(told):
    objective = Objective.objects.get(strategy=told)
    assert queries.changes_after_adoption(told) == {str(objective.pk): 1}
    assert not queries.changes_after_adoption(build.a_strategy())


def test_the_adoption_itself_is_no_change_after_adoption():
    with time_machine.travel(timezone.now()):
        strategy = build.adopted()
    assert not queries.changes_after_adoption(strategy)


def test_after_adoption_begins_after_the_adoption_s_own_line():
    strategy = build.adopted()
    actor = build.an_actor("employee", strategy.municipality)
    assert not queries.public_trail(strategy, actor, after_adoption=True)
    assert queries.public_trail(strategy, actor)[0].verb == "adopted"
