"""Reminders by the round's plan, a word to the leaders of units, and nothing to those who have left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from pejl.followup import jobs
from pejl.followup.models import Round
from pejl.jobs import periodic
from pejl.jobs.models import Letter
from pejl.organisation.models import Membership
from tests import build
from tests.followup.made import a_followed_strategy, a_project, a_round, closed, confirmed, opened
from tests.followup.test_meetings import report_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return a_followed_strategy()


def days_on(number: int):
    """The clock so many days from now, at noon."""
    return time_machine.travel(timezone.now() + timedelta(days=number), tick=False)


def written_to(person, once: str = "") -> int:
    return Letter.objects.filter(to_person_id=person.pk, once__startswith=once).count()


def due_in(days: int) -> dict[str, date]:
    """Deadlines of a round: initiatives in so many days, the others a month and two later."""
    first = timezone.localdate() + timedelta(days=days)
    names = ("initiatives_due_on", "objectives_due_on", "focus_areas_due_on")
    return {name: first + timedelta(days=30 * place) for place, name in enumerate(names)}


def leave(person) -> None:
    today = timezone.localdate()
    Membership.objects.filter(person=person).update(
        since_on=today - timedelta(days=9), until_on=today - timedelta(days=1)
    )


def test_the_reminder_is_found_by_its_name():
    assert "followup.remind" in {one.name for one in periodic.all_periodic()}


def test_those_who_owe_are_reminded_on_the_days_of_the_plan_and_once_a_day(strategy):
    project = a_project(strategy)
    today = timezone.localdate()
    round = opened(
        a_round(
            strategy, remind_days=[3, -1], initiatives_due_on=today + timedelta(days=10),
            objectives_due_on=today + timedelta(days=17), focus_areas_due_on=today + timedelta(days=24),
        )
    )  # fmt: skip
    chief = round.strategy.focusareas.first().responsible
    for day, expected in ((6, 0), (7, 1), (8, 1), (11, 2), (12, 2)):
        with days_on(day):
            jobs.remind.call()
            jobs.remind.call()
        assert written_to(project.owner, "round-reminded") == expected, day
    assert written_to(chief, "round-reminded") == 0
    with days_on(14):
        jobs.remind.call()
    assert written_to(chief, "round-reminded") == 1


def test_a_reminder_that_no_worker_sent_on_its_day_is_sent_once_when_one_runs_again(strategy):
    project = a_project(strategy)
    opened(a_round(strategy, remind_days=[5, 3], **due_in(10)))
    for day, expected in ((4, 0), (8, 1), (9, 1), (12, 1)):
        with days_on(day):
            jobs.remind.call()
        assert written_to(project.owner, "round-reminded") == expected, day


@pytest.mark.parametrize(("back_on", "expected"), [(9, 1), (11, 1), (12, 0)])
def test_a_reminder_that_is_too_late_to_be_of_use_is_not_sent(strategy, back_on, expected):
    project = a_project(strategy)
    opened(a_round(strategy, remind_days=[3], **due_in(10)))
    with days_on(back_on):
        jobs.remind.call()
    assert written_to(project.owner, "round-reminded") == expected


def test_a_round_that_opens_after_a_planned_day_does_not_remind_at_once(strategy):
    project = a_project(strategy)
    opened(a_round(strategy, remind_days=[3], **due_in(2)))
    jobs.remind.call()
    assert written_to(project.owner, "round-reminded") == 0


def test_whoever_has_confirmed_all_or_left_is_not_reminded(strategy):
    done, left, owing = (a_project(strategy) for _ in range(3))
    today = timezone.localdate()
    round = opened(a_round(strategy, remind_days=[0], initiatives_due_on=today))
    confirmed(report_on(round, done))
    leave(left.owner)
    jobs.remind.call()
    assert [written_to(one.owner, "round-reminded") for one in (done, left, owing)] == [0, 0, 1]


def test_a_closed_round_reminds_nobody(strategy):
    project = a_project(strategy)
    today = timezone.localdate()
    closed(opened(a_round(strategy, remind_days=[0], initiatives_due_on=today)))
    jobs.remind.call()
    assert written_to(project.owner, "round-reminded") == 0


def test_a_leader_is_told_once_of_all_that_is_late_after_grace_and_waiting(strategy):
    unit = build.a_unit(strategy.municipality)
    leader = build.a_person("unit_leader", strategy.municipality, unit)
    projects = [a_project(strategy, unit=unit) for _ in range(2)]
    round = opened(a_round(strategy, grace_days=2, escalate_days=3))
    assert round.initiatives_due_on == timezone.localdate() + timedelta(days=1)
    with days_on(5):
        jobs.remind.call()
    assert written_to(leader) == 0
    for day in (6, 7, 20):
        with days_on(day):
            jobs.remind.call()
    letter = Letter.objects.get(to_person_id=leader.pk)
    assert all(one.title in letter.text and one.owner.name in letter.text for one in projects)


def test_what_is_late_in_a_unit_without_a_leader_reaches_the_leader_above(strategy):
    here = strategy.municipality
    above = build.a_unit(here)
    unit = build.a_unit(here, parent=above)
    gone = build.a_person("unit_leader", here, unit)
    leader = build.a_person("unit_leader", here, above)
    a_project(strategy, unit=unit)
    opened(a_round(strategy, grace_days=0, escalate_days=0))
    leave(gone)
    with days_on(2):
        jobs.remind.call()
    assert (written_to(gone), written_to(leader)) == (0, 1)


def test_a_leader_of_a_unit_where_all_is_confirmed_hears_nothing(strategy):
    project = a_project(strategy)
    leader = build.a_person("unit_leader", strategy.municipality, project.unit)
    round = opened(a_round(strategy, grace_days=0, escalate_days=0))
    confirmed(report_on(round, project))
    with days_on(2):
        jobs.remind.call()
    assert written_to(leader) == 0


def test_a_round_that_cannot_be_told_of_does_not_keep_the_others_from_it(
    strategy, monkeypatch, caplog
):
    first, second = a_project(strategy), a_project(other := a_followed_strategy())
    today = timezone.localdate()
    broken = opened(a_round(strategy, remind_days=[0], initiatives_due_on=today))
    opened(a_round(other, remind_days=[0], initiatives_due_on=today))
    real = jobs.letters.remind

    def failing(round: Round, *args, **kwargs):
        if round == broken:
            raise OSError("disk")
        return real(round, *args, **kwargs)

    monkeypatch.setattr(jobs.letters, "remind", failing)
    jobs.remind.call()
    assert written_to(first.owner, "round-reminded") == 0
    assert written_to(second.owner, "round-reminded") == 1
    assert str(broken.pk) in caplog.text
