"""How figures stand is kept with them: what would be reckoned, whoever wrote what, in one question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pejl.indicators import actions
from pejl.indicators.jobs import keep_standings
from pejl.indicators.models import Indicator, KeptStanding, Target, Value
from pejl.indicators.queries.series import readings
from pejl.indicators.queries.standings import standings_of_objectives, without_kept_standing
from pejl.organisation.actors import Actor
from tests import build
from tests.indicators.made import an_indicator, new_values, with_values
from tests.strategy.conftest import at_once, shared_database

__all__ = ["at_once", "shared_database"]

DAYS = tuple(date(2014, 3, 31).replace(year=year, month=month) for year in (2014, 2016, 2017, 2018)
             for month in (3, 8, 12))  # fmt: skip
LAST = date(2016, 12, 31)
STEADY = (61, 62, 60, 63, 62, 61, 64, 62, 63, 61, 62, 64)


def an_objective():
    return build.an_objective(build.a_focus_area(build.a_strategy()))


def kept(objective, day):
    office = build.an_actor("strategy_office", objective.municipality)
    return standings_of_objectives(office, [objective.pk], day)[objective.pk]


def reckoned(objective, day):
    cache.clear()
    found = readings(objective.indicators.order_by("number"), day=day)
    return [one.standing for one in found]


def assert_kept_as_reckoned(objective):
    for day in DAYS:
        assert kept(objective, day) == reckoned(objective, day), day


def deeds(indicator):
    """What people do with an indicator, one thing after the other."""
    by = build.the_operator(indicator.municipality)
    told = partial(actions.enter_values, by=by, indicator=indicator)
    now = partial(Indicator.objects.get, pk=indicator.pk)
    target = partial(actions.set_target, by=by, indicator=indicator)
    yield lambda: told(values=new_values(*STEADY))
    yield lambda: target(due_on=LAST, value=Decimal(62))
    yield lambda: target(due_on=date(2015, 12, 31), value=Decimal(90))
    yield lambda: told(values=new_values(70, 71, 72, 73, 74, 75, 76, 77, first=date(2017, 1, 1)))
    yield lambda: actions.accept_step(
        by=by, indicator=indicator, starts_on=date(2017, 1, 1), reason="Ny måling"
    )
    yield lambda: actions.edit_indicator(
        by=by, indicator=now(), version=now().version, direction="lower"
    )
    yield lambda: actions.edit_indicator(
        by=by, indicator=now(), version=now().version, tolerance=Decimal(40)
    )
    yield lambda: actions.edit_indicator(
        by=by, indicator=now(), version=now().version, frequency="irregular"
    )
    yield lambda: actions.correct_value(
        by=by, value=Value.objects.current().filter(indicator=indicator).latest("ends_on"),
        reason="Talt forkert", amount=Decimal(9),
    )  # fmt: skip
    yield lambda: [
        actions.remove_target(by=by, target=one, version=one.version)
        for one in Target.objects.filter(indicator=indicator).select_related("indicator")
    ]


@pytest.mark.django_db
def test_whatever_is_done_what_is_kept_is_what_would_be_reckoned():
    objective = an_objective()
    indicator = an_indicator(objective=objective)
    assert not without_kept_standing().exists()
    seen = {kept(objective, LAST)[0].state}
    for deed in deeds(indicator):
        deed()
        assert_kept_as_reckoned(objective)
        assert not without_kept_standing().exists()
        seen |= {kept(objective, day)[0].state for day in DAYS}
    assert seen >= {"no_data", "no_target", "stale", "done", "needs_attention"}


@pytest.mark.django_db
def test_how_many_objectives_stand_is_one_question_that_reads_no_value():
    first = an_objective()
    second = build.an_objective(first.focus_area)
    for aim in (first, second):
        for _one in range(3):
            with_values(an_indicator(objective=aim), *STEADY)
    office = build.an_actor("strategy_office", first.municipality)
    with CaptureQueriesContext(connection) as asked:
        found = standings_of_objectives(office, [first.pk, second.pk], LAST)
    assert [len(found[aim.pk]) for aim in (first, second)] == [3, 3]
    assert len(asked) == 1
    assert "indicators_value" not in asked[0]["sql"]
    with CaptureQueriesContext(connection) as asked:
        standings_of_objectives(office, [first.pk, second.pk], date(2014, 12, 31))
    assert len(asked) <= 5, "series that have gone on since that day are reckoned, all in one go"


@pytest.mark.django_db
def test_a_visitor_is_not_told_how_what_is_not_public_stands():
    objective = an_objective()
    with_values(an_indicator(objective=objective), *STEADY)
    visitor = Actor(municipality=objective.municipality)
    assert standings_of_objectives(visitor, [objective.pk], LAST)[objective.pk] == []


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"data_version": 0}, {"method": 0}])
def test_what_was_kept_of_other_figures_or_by_another_method_is_reckoned_and_kept_at_night(wrong):
    objective = an_objective()
    indicator = with_values(an_indicator(objective=objective), *STEADY)
    KeptStanding.objects.filter(indicator=indicator).update(state="done", reasons=[], **wrong)
    assert_kept_as_reckoned(objective)
    assert list(without_kept_standing()) == [indicator]
    keep_standings.func()
    assert not without_kept_standing().exists()
    assert KeptStanding.objects.get(indicator=indicator).state == "no_target"


@pytest.mark.django_db
def test_a_change_that_is_taken_back_leaves_what_was_kept():
    objective = an_objective()
    indicator = with_values(an_indicator(objective=objective), *STEADY)
    before = KeptStanding.objects.values().get(indicator=indicator)
    with transaction.atomic():
        with_values(indicator, 1, 1, first=date(2017, 1, 1))
        transaction.set_rollback(True)
    assert KeptStanding.objects.values().get(indicator=indicator) == before


def test_of_two_who_write_at_once_the_second_sees_the_first(at_once, shared_database):
    objective = an_objective()
    by = build.the_operator(objective.municipality)
    for year in range(2014, 2019):
        indicator = an_indicator(objective=objective)
        with_values(indicator, *STEADY[:7], first=date(2010, 1, 1))
        mine, yours = (Indicator.objects.get(pk=indicator.pk) for _one in range(2))
        at_once(
            partial(actions.set_target, by=by, indicator=mine, due_on=date(2014, 1, 1), value=Decimal(62)),
            partial(actions.edit_indicator, by=by, indicator=yours, version=yours.version, direction="lower"),
        )  # fmt: skip
        at_once(
            *(
                partial(
                    actions.enter_value, by=by, indicator=Indicator.objects.get(pk=indicator.pk),
                    starts_on=date(year, month, 1), ends_on=date(year, month + 2, 30), amount=Decimal(80 + month),
                )
                for month in (1, 4)
            )
        )  # fmt: skip
    assert_kept_as_reckoned(objective)
    assert not without_kept_standing().exists()
