"""Work that comes back: at its time, once whoever looks at the clock, and found by name."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from django.utils import timezone

from pejl.jobs import periodic, pruning, worker
from pejl.jobs.models import Beat, Job, Letter
from tests.jobs import errands

pytestmark = pytest.mark.django_db

LETTERS, PRUNE = "jobs.letters", "jobs.prune"


def at(text: str) -> datetime:
    """A moment by the clock on the wall in Copenhagen."""
    return timezone.make_aware(datetime.fromisoformat(text))


def declared(every: timedelta, hour: int = 0) -> periodic.Periodic:
    return periodic.Periodic("x", every, time(hour), errands.errand)


def test_the_jobs_of_all_rooms_are_found_by_name():
    assert {LETTERS, PRUNE} <= {one.name for one in periodic.all_periodic()}


def test_a_periodic_job_is_queued_once_in_each_of_its_slots():
    now = at("2026-11-23T12:01")
    assert set(periodic.queue_what_is_due(now)) >= {LETTERS, PRUNE}
    worker.work_off()
    assert periodic.queue_what_is_due(now + timedelta(minutes=3)) == []
    later = periodic.queue_what_is_due(now + timedelta(minutes=5))
    assert LETTERS in later
    assert PRUNE not in later


def test_a_periodic_job_does_not_pile_up_behind_itself():
    now = at("2026-11-23T12:01")
    periodic.queue_what_is_due(now)
    for minutes in (5, 10, 15):
        assert LETTERS not in periodic.queue_what_is_due(now + timedelta(minutes=minutes))
    path = "pejl.jobs.jobs.look_after_letters"
    assert Job.objects.filter(task_path=path).count() == 1


def test_a_missed_night_is_caught_up_once():
    periodic.queue_what_is_due(at("2026-11-01T12:00"))
    worker.work_off()
    Job.objects.all().delete()
    periodic.queue_what_is_due(at("2026-11-23T12:00"))
    assert Job.objects.filter(task_path="pejl.jobs.jobs.prune").count() == 1


def test_nothing_due_costs_one_query(django_assert_num_queries):
    now = timezone.now()
    periodic.queue_what_is_due(now)
    with django_assert_num_queries(1):
        periodic.queue_what_is_due(now)


def test_two_workers_that_look_at_the_same_time_queue_it_once(at_once):
    for number in range(5):
        now = at("2026-11-23T12:00") + timedelta(days=number)
        found = at_once(*[partial(periodic.queue_what_is_due, now)] * 2)
        assert not [one for one in found if isinstance(one, Exception)]
        assert sorted(name for names in found for name in names).count(PRUNE) == 1
        Job.objects.all().delete()


def test_six_in_the_morning_stays_six_when_the_clocks_change():
    daily = declared(timedelta(days=1), hour=6)
    assert daily.slot(at("2026-03-28T12:00")) == at("2026-03-28T06:00")
    assert daily.slot(at("2026-03-29T12:00")) == at("2026-03-29T06:00")
    assert daily.slot(at("2026-03-29T05:59")) == at("2026-03-28T06:00")


def test_a_week_begins_on_monday():
    weekly = declared(timedelta(days=7), hour=7)
    assert weekly.slot(at("2026-11-29T23:00")) == at("2026-11-23T07:00")


def test_no_hour_is_left_out_or_done_twice_when_the_clocks_change():
    hourly = declared(timedelta(hours=1))
    start = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    slots = {hourly.slot(start + timedelta(hours=number)) for number in range(4)}
    assert len(slots) == 4


def test_a_name_belongs_to_one_job():
    with pytest.raises(ValueError, match="already"):
        periodic.periodic(name=PRUNE, every=timedelta(days=1))(errands.errand.func)


def test_what_is_old_is_removed_and_what_is_uncertain_stays():
    now = timezone.now()
    for state in Job.State.values:
        if state != Job.State.RUNNING:
            errands.errand.enqueue(state)
            Job.objects.filter(arguments__args=[state]).update(
                state=state, finished_at=now - timedelta(days=100)
            )
    for state in Letter.State.values:
        Letter.objects.create(
            once=state, to_person_id=Job.objects.values_list("pk", flat=True)[0],
            state=state, created_at=now - timedelta(days=100),
        )  # fmt: skip
    pruning.prune()
    assert set(Job.objects.values_list("state", flat=True)) == {"ready", "uncertain"}
    assert set(Letter.objects.values_list("state", flat=True)) == {"queued", "sending"}


def test_a_beat_says_which_time_it_was():
    periodic.queue_what_is_due(at("2026-11-23T12:01"))
    assert Beat.objects.get(name=PRUNE).slot == at("2026-11-23T03:00")
