"""The bearing of an objective: effort and effect apart, old data never green, known until something changes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from pejl.effects.bearings import Work, of_many
from pejl.effects.models import EvaluationResult
from pejl.effects.queries.bearings import bearings, figures_version, known_bearings
from pejl.history.models import Entry
from pejl.indicators import actions
from pejl.initiatives.actions import projects, undertakings
from tests import build
from tests.effects.made import an_evaluation
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db

STEADY = (61, 62, 60, 63, 62, 61, 64, 62, 63, 61, 62, 64)


def an_objective_of(year: int):
    strategy = build.a_strategy(starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    return build.an_objective(build.a_focus_area(strategy))


def office(objective):
    return build.an_actor("strategy_office", objective.municipality)


def bearing_of(objective, actor=None):
    return bearings(actor or office(objective), [objective])[objective.pk]


def a_target(indicator, value, due_on=date(2014, 12, 31)):
    actions.set_target(
        by=build.the_operator(indicator.municipality),
        indicator=indicator,
        due_on=due_on,
        value=Decimal(value),
    )


def test_without_figures_there_is_no_judgement_and_effort_stands_alone():
    objective = an_objective_of(2014)
    here = build.the_operator(objective.municipality)
    project = undertakings.propose_initiative(
        by=here, municipality=objective.municipality, kind="project", title="Projekt",
        unit=build.a_unit(objective.municipality), objectives=[objective],
        owner=build.a_person("employee", objective.municipality),
    )  # fmt: skip
    assert bearing_of(objective).work.state == "not_started"
    projects.start_initiative(by=here, initiative=project, version=1, starts_on=date(2014, 2, 1))
    taken = bearing_of(objective)
    assert (taken.work.state, taken.effect, taken.sign) == ("on_course", "no_data", "no_data")
    projects.add_line(
        by=here, initiative=project, kind="milestone", title="Pilot", due_on=date(2014, 6, 1)
    )
    assert bearing_of(objective).work.state == "off_course"


def test_the_worst_indicator_decides_and_a_stale_one_outranks_those_on_course():
    today = timezone.localdate()
    objective = an_objective_of(today.year)
    begun, ahead = today - timedelta(days=1100), today + timedelta(days=200)

    def one_more(*amounts, aim, first):
        path = {"baseline": Decimal(55), "baseline_on": first}
        made = with_values(an_indicator(objective=objective, **path), *amounts, first=first)
        a_target(made, aim, ahead)

    one_more(*STEADY, aim=58, first=begun)
    assert bearing_of(objective).effect == "on_course"
    one_more(*STEADY, aim=58, first=date(2014, 1, 1))
    assert (bearing_of(objective).effect, bearing_of(objective).stale) == ("stale", 1)
    one_more(*STEADY[:-3], 62, 61, 60, aim=80, first=begun)
    assert bearing_of(objective).effect == "off_course"


def test_a_year_that_is_over_is_judged_on_its_last_day():
    objective = an_objective_of(2014)
    indicator = with_values(an_indicator(objective=objective), *STEADY, first=date(2012, 1, 1))
    a_target(indicator, 60)
    assert bearing_of(objective).effect == "done"
    with_values(indicator, 10, 11, first=date(2016, 1, 1))
    assert bearing_of(objective).readings[0].latest_words == "64,0"


def test_a_visitor_takes_the_bearing_from_what_is_public():
    objective = build.an_objective()
    with_values(an_indicator(objective=objective), *STEADY)
    visitor = build.an_actor("visitor", objective.municipality)
    assert bearing_of(objective, visitor).readings == ()
    assert len(bearing_of(objective).readings) == 1


@pytest.mark.parametrize(
    ("grade", "answer", "says"),
    [
        ("moderate", {"estimate": -2.0}, "Tallet flyttede sig den rigtige vej"),
        ("strong", {"estimate": 2.0}, "Tallet flyttede sig den forkerte vej"),
        ("strong", {"estimate": 1.2, "measure": "ratio"}, "den forkerte vej"),
        ("moderate", {"estimate": 0.9, "measure": "ratio"}, "den rigtige vej"),
    ],
)
def test_how_sure_one_is_says_which_way_and_leads_to_the_evaluation(grade, answer, says):
    objective, evaluation = an_evaluated_objective(grade, answer)
    taken = bearing_of(objective)
    assert (taken.grade, taken.evaluation) == (grade, evaluation.number)
    assert says in taken.certainty
    page = reader(build.a_person("strategy_office", objective.municipality)).get(
        reverse(
            "overview:objective",
            args=[objective.municipality.slug, objective.strategy.slug, objective.label],
        )
    )
    assert f"/effektvurderinger/{evaluation.number}/" in page.content.decode()


def test_weak_evidence_does_not_say_which_way():
    objective, _evaluation = an_evaluated_objective("weak", {"estimate": -2.0})
    assert "vej" not in bearing_of(objective).certainty


def an_evaluated_objective(grade, answer):
    """An objective that a project serves, and what an evaluation of the project answered: fewer is better."""
    objective = an_objective_of(2014)
    project = a_project(objective.municipality, objectives=[objective])
    indicator = an_indicator(objective.municipality, direction="lower")
    evaluation = an_evaluation(indicator, project, method="interrupted")
    EvaluationResult.objects.create(
        municipality=objective.municipality, evaluation=evaluation, grade=grade,
        answer={"measure": "difference", "low": -3.0, "high": 3.0} | answer,
        setup={"method": "interrupted", "direction": "lower", "begins_on": "2014-07-01"},
    )  # fmt: skip
    return objective, evaluation


def test_what_is_known_is_asked_again_when_something_changed(django_assert_num_queries):
    objective = an_objective_of(timezone.localdate().year)
    indicator = with_values(an_indicator(objective=objective), *STEADY)
    actor = office(objective)
    first = known_bearings(actor, objective, [objective])
    with django_assert_num_queries(1):
        assert known_bearings(actor, objective, [objective]) == first
    with_values(indicator, 90, first=date(2017, 1, 1))
    again = known_bearings(actor, objective, [objective])[objective.pk]
    assert len(again.readings[0].found.points) == len(STEADY) + 1


def test_the_text_of_a_part_leaves_what_is_known_and_the_strategy_s_days_do_not(
    django_assert_num_queries,
):
    objective = an_objective_of(timezone.localdate().year)
    actor = office(objective)
    known_bearings(actor, objective, [objective])
    before = figures_version(objective.municipality_id)
    _line(objective, "changed")
    with django_assert_num_queries(1):
        known_bearings(actor, objective, [objective])
    for subject, verb in ((objective, "moved"), (objective.strategy, "changed")):
        _line(subject, verb)
        after = figures_version(objective.municipality_id)
        assert after > before
        before = after


def _line(subject: Any, verb: str) -> None:
    Entry.objects.create(
        municipality_id=subject.municipality_id, verb=verb,
        subject_label=subject._meta.label_lower, subject_key=str(subject.pk),
    )  # fmt: skip


def test_the_bearings_of_fifty_objectives_cost_no_more_than_those_of_one(
    django_assert_max_num_queries,
):
    objective = build.an_objective()
    for _more in range(49):
        other = build.an_objective(objective.focus_area)
        with_values(an_indicator(objective=other), 1, 2, 3)
    aims = list(type(objective).objects.select_related("strategy"))
    actor = office(objective)
    with django_assert_max_num_queries(8):
        bearings(actor, aims)


@pytest.mark.parametrize(
    ("states", "together"),
    [
        ([], "no_data"),
        (["no_target", "no_data"], "no_data"),
        (["on_course", "no_data"], "on_course"),
        (["on_course", "stale"], "stale"),
        (["on_course", "on_course", "off_course"], "needs_attention"),
        (["on_course", "off_course"], "off_course"),
        (["done", "done"], "done"),
        (["done", "on_course"], "on_course"),
    ],
)
def test_a_focus_area_stands_as_its_judged_objectives_do(states, together):
    assert of_many(states) == together


@pytest.mark.parametrize(
    ("work", "state"),
    [
        (Work(), "no_data"),
        (Work(proposed=1), "not_started"),
        (Work(running=3, overdue=1), "needs_attention"),
        (Work(running=3, overdue=2), "off_course"),
        (Work(running=1, proposed=2), "on_course"),
        (Work(resting=1, ended=1), "paused"),
        (Work(ended=2, in_operation=1), "done"),
    ],
)
def test_effort_is_read_from_what_is_running_and_overdue(work, state):
    assert work.state == state
