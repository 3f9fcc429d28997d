"""What Pejl counts: from where a series begins, what it rewrites, and when it counts again of its own accord."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from pejl.history.models import Entry
from pejl.history.refusals import NotAllowed
from pejl.indicators import jobs, refusals
from pejl.indicators.actions import compute_indicator, end_indicator
from pejl.indicators.measuring import data_version
from pejl.indicators.models import Indicator, Value
from pejl.initiatives import actions
from pejl.initiatives.models import Idea
from pejl.jobs import worker
from pejl.jobs.periodic import all_periodic
from tests import build
from tests.indicators.lived_in import (
    an_adopted_objective,
    an_idea,
    answer,
    employees,
    hand_over,
    on,
)
from tests.indicators.made import an_indicator
from tests.initiatives.undertaken import a_milestone, a_project, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    with on("01-02"):
        return build.a_municipality()


def a_computed(here, measure="ideas.handed_in", **details):
    return an_indicator(here, source="computed", measure=measure, **details)


def compute(indicator, **more):
    by = build.the_operator(indicator.municipality)
    return compute_indicator(by=by, indicator=indicator, **more)


def series(indicator, unit=None):
    """The figures that hold, month by month."""
    values = Value.objects.current().filter(indicator=indicator, unit=unit)
    return {value.starts_on.month: value.amount for value in values}


def lines_of(indicator):
    return Entry.objects.of_subject("indicators.indicator", str(indicator.pk)).count()


def at_night():
    """What is queued in the night, and done when nothing else waits."""
    jobs.recount.call()
    worker.work_off()


def version_of(indicator):
    return Indicator.objects.values_list("computed_version", "recounted_version").get(
        pk=indicator.pk
    )


# One indicator


def test_a_series_begins_where_there_is_something_to_count_and_has_noughts_from_there(here):
    unit, other = build.a_unit(here), build.a_unit(here)
    for day in ("02-03", "02-04", "04-05"):
        an_idea(day, here, unit=unit)
    with on("05-10"):
        indicator = a_computed(here)
        written = compute(indicator)

    assert series(indicator) == {2: 2, 3: 0, 4: 1, 5: 0}
    assert series(indicator, unit) == {2: 2, 3: 0, 4: 1, 5: 0}
    assert series(indicator, other) == {2: 0, 3: 0, 4: 0, 5: 0}
    assert (written.added, written.corrected) == (12, 0)


def test_a_rate_begins_with_its_rows_and_not_with_those_who_work_there(here):
    with on("01-02"):
        employees(here, 4)
    an_idea("05-03", here)
    with on("08-10"):
        indicator = a_computed(here, "ideas.per_100_employees")
        compute(indicator)
    assert series(indicator) == {4: 20, 7: 0}  # four, and the strategy office's first person


def test_an_indicator_of_a_unit_has_the_units_figures_as_its_own(here):
    unit = build.a_unit(here)
    an_idea("02-03", here, unit=unit)
    an_idea("02-03", here)
    with on("02-10"):
        indicator = a_computed(here, unit=unit)
        compute(indicator)
    assert series(indicator) == {2: 1}
    assert Value.objects.filter(indicator=indicator).count() == 1


def test_counting_again_writes_nothing_and_a_corrected_row_keeps_the_old_figure(here):
    unit = build.a_unit(here)
    idea = an_idea("02-03", here, unit=unit)
    with on("03-10"):
        indicator = a_computed(here, "ideas.days_to_answer")
        compute(indicator)
        assert series(indicator) == {}
    answer("02-06", idea)
    with on("03-10"):
        compute(indicator)
        before = lines_of(indicator)
        assert not compute(indicator).changed
        assert lines_of(indicator) == before
        Idea.objects.update(first_answered_at=idea.created_at)
        compute(indicator)

    assert series(indicator)[2] == 0
    old = Value.objects.get(
        indicator=indicator, unit=None, starts_on=date(2014, 2, 1), superseded_at__isnull=False
    )
    assert old.amount == Decimal(3)


def test_what_pejl_counted_is_nobodys_figure_whoever_asked_for_it(here):
    with on("01-02"):
        (owner,) = employees(here, 1)
    an_idea("02-03", here)
    with on("02-10"):
        indicator = a_computed(here, owner=owner.person)
        compute_indicator(by=owner, indicator=indicator)
        with pytest.raises(NotAllowed):
            compute_indicator(by=build.an_actor("employee", here), indicator=indicator)
    assert Value.objects.get(indicator=indicator).recorded_by is None
    assert (
        Entry.objects.of_subject("indicators.indicator", str(indicator.pk)).first().person_name
        == "Pejl"
    )


def test_what_stands_in_states_is_counted_now_and_kept(here):
    unit = build.a_unit(here)
    with on("03-01"):
        milestone = a_milestone(running(a_project(here, unit=unit)), days=5)
        indicator = a_computed(here, "initiatives.overdue")
    with on("03-31"):
        compute(indicator)
    with on("04-10"):
        by = build.the_operator(here)
        actions.edit_part(by=by, part=milestone, version=1, due_on=date(2014, 6, 1))
        compute(indicator)
    assert series(indicator) == {3: 100, 4: 0}


def test_after_its_strategys_last_day_a_figure_that_stands_in_states_is_not_counted(here):
    with on("01-20"):
        objective = an_adopted_objective(here)  # until the last day of 2014
        a_milestone(running(a_project(here, unit=build.a_unit(here))), days=5)
        overdue, ideas = (
            a_computed(here, key, objective=objective)
            for key in ("initiatives.overdue", "ideas.handed_in")
        )
    an_idea("12-20", here)
    with time_machine.travel(datetime(2015, 3, 10, 12, tzinfo=UTC), tick=False):
        for indicator in (overdue, ideas):
            compute(indicator)
    assert (series(overdue), series(ideas)) == ({}, {12: 1})


def test_an_ended_indicator_and_an_unknown_measure_are_not_counted(here):
    indicator = a_computed(here)
    Indicator.objects.filter(pk=indicator.pk).update(measure="gone.measure")
    indicator.refresh_from_db()
    with pytest.raises(refusals.MeasureIsUnknown):
        compute(indicator)
    ended = a_computed(here)
    end_indicator(by=build.the_operator(here), indicator=ended, version=1)
    with pytest.raises(refusals.IndicatorHasEnded):
        compute(ended)


# Of its own accord


def test_both_jobs_are_found_by_name():
    assert {"indicators.compute", "indicators.recount"} <= {one.name for one in all_periodic()}


def test_what_was_never_counted_is_counted_whole_and_then_only_after_something_was_written(here):
    an_idea("01-03", here)
    with on("06-10"):
        indicator = a_computed(here)
        jobs.compute.call()
        assert series(indicator) == {1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0}
    with on("06-10", "13:00"):
        an_idea("06-10", here)
        jobs.compute.call()
        assert series(indicator)[6] == 1


def test_its_own_lines_do_not_have_everything_counted_again(here):
    an_idea("06-03", here)
    with on("06-10"):
        indicators = [a_computed(here, key) for key in ("ideas.handed_in", "ideas.from_outside")]
        jobs.compute.call()
        before = [lines_of(one) for one in indicators]
        counted_at = list(Indicator.objects.order_by("number").values_list("computed_at"))
    with on("06-10", "13:00"):
        jobs.compute.call()
        at_night()

    assert [lines_of(one) for one in indicators] == before
    assert list(Indicator.objects.order_by("number").values_list("computed_at")) == counted_at
    assert [version_of(one) for one in indicators] == [(data_version(here.id),) * 2] * 2


def test_a_new_day_has_the_running_period_counted_though_nothing_was_written(here):
    with on("06-01"):
        a_milestone(running(a_project(here, unit=build.a_unit(here))), days=5)
        indicator = a_computed(here, "initiatives.overdue")
    for day, figure in (("06-06", 0), ("06-07", 100)):
        with on(day):
            jobs.compute.call()
            assert series(indicator) == {6: figure}


def test_a_corrected_old_row_is_noticed_in_the_night(here):
    unit = build.a_unit(here)
    idea = an_idea("01-03", here, unit=unit)
    with on("06-10"):
        indicator = a_computed(here)
        jobs.compute.call()
    with on("06-11"):
        hand_over("06-11", idea, build.a_unit(here))
        # What no action does, a mended import may: the idea was handed in a month later.
        Idea.objects.filter(pk=idea.pk).update(created_at=idea.created_at.replace(month=2))
        jobs.compute.call()
        assert series(indicator) == {1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0}
    with on("06-12", "02:00"):
        at_night()
        assert series(indicator) == {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}


def test_one_that_cannot_be_counted_does_not_keep_the_others_from_it(here, caplog):
    an_idea("06-03", here)
    with on("06-10"):
        broken, whole = a_computed(here), a_computed(here)
        elsewhere = a_computed(build.a_municipality())
        Indicator.objects.filter(pk=broken.pk).update(measure="gone.measure")
        jobs.compute.call()

    assert series(whole) == {6: 1}
    assert Indicator.objects.get(pk=elsewhere.pk).computed_at
    assert Indicator.objects.get(pk=broken.pk).computed_at is None
    assert str(broken.pk) in caplog.text


def test_another_municipalitys_news_has_nothing_counted_here(here):
    an_idea("06-03", here)
    with on("06-10"):
        indicator = a_computed(here)
        jobs.compute.call()
        before = Indicator.objects.get(pk=indicator.pk).computed_at
    with on("06-10", "13:00"):
        an_idea("06-10", build.a_municipality())
        jobs.compute.call()
    assert Indicator.objects.get(pk=indicator.pk).computed_at == before


def test_when_nothing_happened_an_hour_costs_two_queries(here, django_assert_num_queries):
    an_idea("06-03", here)
    with on("06-10"):
        for _one in range(3):
            a_computed(here)
        jobs.compute.call()
        with django_assert_num_queries(2):
            jobs.compute.call()
