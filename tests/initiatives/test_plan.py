"""Where a project stands is reckoned from its plan; list, board and time line show the same."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone, translation

from pejl.initiatives.actions import projects as actions
from pejl.initiatives.models import Initiative
from pejl.initiatives.queries.projects import listed, projects, standing_of
from pejl.initiatives.timeline import NARROW, WIDE, Planned, time_lines
from tests import build
from tests.initiatives.undertaken import a_milestone, a_project, in_days, running

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def _standing(project):
    actor = build.an_actor("employee", project.municipality)
    return standing_of(projects(actor).get(pk=project.pk))


def test_a_running_project_without_milestones_has_no_data():
    assert _standing(running()).sign == "no_data"


def test_a_project_with_a_milestone_ahead_is_on_course():
    project = running()
    a_milestone(project, 10, "Prøven er slut")
    a_milestone(project, 30)
    standing = _standing(project)
    assert standing.sign == "on_course"
    assert "Prøven er slut" in standing.words


def test_an_overdue_milestone_needs_attention_until_it_is_reached_or_dropped():
    project = running()
    late = a_milestone(project, -1)
    assert _standing(project).sign == "needs_attention"
    by = build.the_operator(project.municipality)
    actions.move_milestone(by=by, milestone=late, version=1, state="dropped")
    assert _standing(project).sign == "on_course"


def test_a_project_past_its_end_needs_attention():
    project = running()
    a_milestone(project, 10)
    Initiative.objects.filter(pk=project.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    assert _standing(project).sign == "needs_attention"


def test_whoever_waits_for_what_rests_needs_attention():
    project = running()
    by = build.the_operator(project.municipality)
    a_milestone(project)
    other = a_project(project.municipality, title="Kalenderen")
    actions.add_line(by=by, initiative=project, kind="dependency", needs=other)
    assert _standing(project).sign == "on_course"
    actions.park_initiative(
        by=by, initiative=other, version=1, reason="Venter", review_on=in_days(9)
    )
    assert "Kalenderen" in _standing(project).words


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        ({"state": "proposed"}, "not_started"),
        ({"state": "parked", "review_on": date(2999, 1, 1)}, "paused"),
        ({"state": "parked", "review_on": date(2014, 1, 1)}, "needs_attention"),
        ({"state": "stopped"}, "stopped"),
        ({"state": "in_operation"}, "done"),
    ],
)
def test_every_state_has_its_sign_and_stopping_is_no_fault(fields, sign):
    project = a_project()
    Initiative.objects.filter(pk=project.pk).update(**fields)
    assert _standing(project).sign == sign


@pytest.mark.parametrize("count", [1, 50])
def test_a_list_takes_the_same_queries_whatever_its_length(count, django_assert_num_queries):
    municipality = build.a_municipality()
    unit = build.a_unit(municipality)
    for _one in range(count):
        a_milestone(a_project(municipality, unit=unit))
    actor = build.an_actor("employee", municipality)
    with django_assert_num_queries(4):
        assert len(listed(list(projects(actor)))) == count


def test_a_project_is_found_by_its_state_and_centre():
    project = running()
    actor = build.an_actor("employee", project.municipality)
    a_project(project.municipality)
    assert list(projects(actor, state="running")) == [project]
    assert list(projects(actor, unit=project.unit.slug)) == [project]
    assert not projects(actor, kind="operation")
    assert not projects(build.an_actor("employee", build.a_municipality()))


def _planned(*days):
    return [Planned(None, f"Milepæl {n}", day, "not_started") for n, day in enumerate(days)]


def test_the_time_line_keeps_everything_inside_its_picture():
    lines = time_lines(
        _planned(date(2014, 1, 1), date(2014, 6, 30), date(2016, 12, 31)),
        date(2014, 1, 1), date(2016, 12, 31), date(2015, 5, 1),
    )  # fmt: skip
    assert [line.name for line in lines] == ["wide", "narrow"]
    for line, shape in zip(lines, (WIDE, NARROW), strict=True):
        assert all(line.left <= row.x <= line.right for row in line.rows)
        assert line.left <= line.today_x <= line.right
        assert len(line.marks) <= shape.most_marks
        assert [row.track_y for row in line.rows] == sorted(row.track_y for row in line.rows)


def test_today_is_left_out_where_it_lies_far_from_the_plan():
    (wide, _narrow) = time_lines(_planned(date(2014, 3, 1)), None, None, date(2026, 11, 23))
    assert wide.today_x is None
    assert wide.period is None


def test_a_plan_of_one_day_can_be_drawn_and_an_empty_one_need_not():
    assert time_lines(_planned(timezone.localdate()), None, None, timezone.localdate())
    assert time_lines([], date(2014, 1, 1), date(2014, 2, 1), date(2014, 1, 5)) == []


def test_long_names_break_into_lines():
    (_wide, narrow) = time_lines(
        [Planned(None, "Vejledning til pårørende er skrevet sammen med Ældrerådet", date(2014, 1, 1), "done")],
        None, None, date(2014, 1, 1),
    )  # fmt: skip
    assert len(narrow.rows[0].lines) > 1
