"""Rounds: who owes what, who is written to, what is asked of a judgement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from pejl.followup import refusals
from pejl.followup.actions import reports as report_actions
from pejl.followup.actions import rounds as actions
from pejl.followup.models import Readiness, Report
from pejl.history.refusals import EditedMeanwhile, NotAllowed
from pejl.jobs import worker
from pejl.jobs.models import Letter
from pejl.organisation import queries as organisation
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


def report_of(round, thing) -> Report:
    name = {"initiative": "initiative", "objective": "objective", "focusarea": "focus_area"}
    kind = name[thing._meta.model_name]
    return Report.objects.select_related("round", "initiative", "objective", "previous").get(
        round=round, kind=kind, **{kind: thing}
    )


def actor(person, municipality):
    return organisation.actor_for(municipality, person)


def test_everybody_who_owes_something_gets_one_letter_with_one_link(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))

    kinds = sorted(Report.objects.filter(round=round).values_list("kind", flat=True))
    assert kinds == ["focus_area", "initiative", "objective", "objective"]
    assert report_of(round, project).owner == project.owner
    worker.work_off()
    to = sorted(one.to[0] for one in outbox.outbox)
    chief = strategy.focusareas.first().responsible
    assert to == sorted([project.owner.email, chief.email])
    assert "/opfoelgning/svar/" in outbox.outbox[0].body
    assert round.links.count() == 2


def test_opening_twice_opens_once_and_only_the_strategy_office_opens(strategy):
    round = a_round(strategy)
    with pytest.raises(NotAllowed):
        actions.open_round(
            by=build.an_actor("employee", strategy.municipality), round=round, version=1
        )
    opened(round)
    opened(round)
    assert Letter.objects.count() == 1
    with pytest.raises(refusals.AnotherRoundIsOpen):
        opened(a_round(strategy))


def test_a_draft_is_not_followed_up():
    with pytest.raises(refusals.StrategyIsNotAdopted):
        a_round(build.a_strategy())


def test_deadlines_go_from_initiatives_to_focus_areas(strategy):
    today = timezone.localdate()
    with pytest.raises(refusals.DeadlinesAreOutOfOrder):
        a_round(strategy, objectives_due_on=today, initiatives_due_on=today + timedelta(days=3))


def test_what_somebody_owned_who_left_is_unowned_and_nobody_is_written_to(strategy):
    project = a_project(strategy)
    membership = project.owner.memberships.get()
    membership.until_on = timezone.localdate() - timedelta(days=1)
    membership.since_on = membership.until_on
    membership.save()
    round = opened(a_round(strategy))
    assert report_of(round, project).owner is None
    assert not Letter.objects.filter(to_person_id=project.owner_id).exists()


def test_an_unchanged_item_on_course_asks_for_nothing_and_trouble_is_explained(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report, by = report_of(round, project), actor(project.owner, strategy.municipality)

    with pytest.raises(refusals.StatusIsMissing):
        report_actions.confirm_report(by=by, report=report, version=1)
    with pytest.raises(refusals.FactIsMissing):
        report_actions.confirm_report(by=by, report=report, version=1, status="needs_attention")
    with pytest.raises(refusals.CauseIsMissing):
        report_actions.confirm_report(
            by=by, report=report, version=1, status="off_course", fact="Leverandøren er forsinket"
        )
    with pytest.raises(refusals.RemedyIsMissing):
        report_actions.confirm_report(
            by=by, report=report, version=1, status="off_course", fact="Forsinket", cause="Konkurs"
        )
    report_actions.confirm_report(by=by, report=report, version=1, status="on_course")
    report.refresh_from_db()
    assert report.confirmed_by == project.owner
    assert report.suggested == "on_course"


def test_a_judgement_that_differs_from_the_figures_says_why(strategy):
    project = a_project(strategy)
    here = build.the_operator(strategy.municipality)
    from pejl.initiatives.actions import projects

    projects.add_line(
        by=here, initiative=project, kind="milestone", title="Pilot",
        due_on=min(timezone.localdate(), strategy.ends_on) - timedelta(days=5),
    )  # fmt: skip
    round = opened(a_round(strategy))
    report, by = report_of(round, project), actor(project.owner, strategy.municipality)
    with pytest.raises(refusals.DisagreementIsUnexplained):
        report_actions.confirm_report(by=by, report=report, version=1, status="on_course")
    report_actions.confirm_report(
        by=by, report=report, version=1, status="on_course", disagreement="Piloten er holdt i dag"
    )
    report.refresh_from_db()
    assert (report.suggested, report.suggested_why) == ("needs_attention", ["overdue"])


def test_a_new_round_begins_with_what_was_said_last_time(strategy):
    project = a_project(strategy)
    first = opened(a_round(strategy))
    confirmed(report_of(first, project), "needs_attention", fact="Mangler en leder")
    closed(first)
    second = opened(a_round(strategy))
    report = report_of(second, project)
    assert (report.status, report.fact) == ("needs_attention", "Mangler en leder")
    assert not report.is_confirmed
    assert report.previous == report_of(first, project)
    by = actor(project.owner, strategy.municipality)
    with pytest.raises(refusals.FactIsMissing):
        report_actions.confirm_report(by=by, report=report, version=1, status="on_course", fact="")


def test_of_two_who_report_at_once_the_second_sees_both(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    mine, theirs = report_of(round, project), report_of(round, project)
    confirmed(theirs, "on_course")
    with pytest.raises(EditedMeanwhile):
        confirmed(mine, "needs_attention")


def test_a_round_closed_under_someones_hands_takes_nothing_and_says_so(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    report = report_of(round, project)
    closed(round)
    with pytest.raises(refusals.RoundIsNotOpen):
        confirmed(report_of(round, project))
    report.refresh_from_db()
    assert not report.is_confirmed


def test_a_deputy_is_written_to_and_reports_in_the_owners_place(strategy):
    project = a_project(strategy)
    here = strategy.municipality
    deputy = build.a_person("employee", here)
    actions.appoint_deputy(by=actor(project.owner, here), municipality=here, deputy=deputy)
    round = opened(a_round(strategy))
    assert Letter.objects.filter(to_person_id=deputy.id).count() == 1
    report_actions.confirm_report(
        by=actor(deputy, here), report=report_of(round, project), version=1, status="on_course"
    )
    assert report_of(round, project).confirmed_by == deputy
    with pytest.raises(NotAllowed):
        report_actions.confirm_report(
            by=build.an_actor("employee", here), report=report_of(round, project), version=2,
            status="on_course",
        )  # fmt: skip


def test_a_unit_is_ready_when_all_is_confirmed_and_no_more_when_one_changes(strategy):
    project = a_project(strategy)
    here = strategy.municipality
    leader = build.an_actor("unit_leader", here, project.unit)
    round = opened(a_round(strategy))
    with pytest.raises(refusals.ReportsAreMissing):
        report_actions.mark_ready(by=leader, round=round, unit=project.unit)
    owner = actor(project.owner, here)
    report = report_of(round, project)
    report_actions.confirm_report(by=owner, report=report, version=1, status="on_course")
    report_actions.mark_ready(by=leader, round=round, unit=project.unit)
    report_actions.confirm_report(
        by=owner, report=report, version=report.version, status="done", fact="Færdig",
        disagreement="Afsluttet i går",
    )  # fmt: skip
    assert not Readiness.objects.get(round=round, unit=project.unit).is_ready


def test_reminders_go_once_a_day_to_those_who_still_owe(strategy):
    project = a_project(strategy)
    round = opened(a_round(strategy))
    here = build.the_operator(strategy.municipality)
    confirmed(report_of(round, project))
    before = Letter.objects.count()
    assert actions.remind(by=here, round=round) == 1
    actions.remind(by=here, round=round)
    assert Letter.objects.count() == before + 1


def test_opening_costs_as_many_questions_for_fifty_owners_as_for_five(
    django_assert_max_num_queries,
):
    for owners in (5, 50):
        strategy = a_followed_strategy()
        for _owner in range(owners):
            a_project(strategy)
        round = a_round(strategy)
        with django_assert_max_num_queries(45):
            opened(round)
