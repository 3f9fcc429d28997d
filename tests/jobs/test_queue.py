"""The queue: what is queued comes with its transaction, is done, tried again within bounds, and taken back."""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from pejl.jobs import actions, queries, running, worker
from pejl.jobs.declaring import LONGEST_WAIT, wait_after
from pejl.jobs.models import Job
from tests.jobs import errands

pytestmark = pytest.mark.django_db

State = Job.State
PAST = timedelta(seconds=-1)


@pytest.fixture(autouse=True)
def nothing_done_yet():
    errands.done.clear()


def the_job() -> Job:
    return Job.objects.get()


def now_due() -> None:
    Job.objects.update(run_after=timezone.now())


def test_a_job_is_done_with_its_arguments():
    errands.errand.enqueue("brev")
    assert errands.done == []
    assert worker.work_off() == 1
    assert errands.done == ["brev"]
    assert the_job().state == State.DONE


def test_a_job_disappears_with_the_transaction_that_queued_it():
    with transaction.atomic():
        errands.errand.enqueue("brev")
        assert Job.objects.exists()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_waits_for_its_time_and_the_more_urgent_goes_first():
    errands.errand.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("senere")
    errands.errand.enqueue("nu")
    errands.errand.using(priority=5).enqueue("straks")
    assert worker.work_off() == 2
    assert errands.done == ["straks", "nu"]


def test_a_job_that_fails_is_tried_again_later_and_given_up_in_the_end():
    errands.always_fails.enqueue("brev")
    for attempt in (1, 2):
        began = timezone.now()
        assert worker.work_off() == 1
        wait = the_job().run_after - began
        expected = timedelta(minutes=4 ** (attempt - 1))
        assert 0.8 * expected <= wait <= 1.3 * expected
        assert the_job().state == State.READY
        now_due()
    worker.work_off()
    assert the_job().state == State.FAILED
    assert len(errands.done) == the_job().attempts == 3
    assert list(queries.jobs_for_a_person()) == [the_job()]


def test_what_a_fault_says_is_written_nowhere(caplog):
    errands.always_fails.enqueue("anna@example.dk is nobody")
    for _ in range(3):
        worker.work_off()
        now_due()
    assert the_job().error.startswith("ValueError")
    assert "given up" in caplog.text
    assert "anna@example.dk" not in caplog.text + the_job().error


def test_waiting_grows_within_bounds():
    waits = [wait_after(attempt) for attempt in range(1, 400)]
    assert waits[0] < waits[2] < waits[4]
    assert max(waits) <= 1.2 * LONGEST_WAIT


def test_a_job_that_must_not_be_repeated_is_left_to_a_person():
    errands.fails_and_must_not_be_repeated.enqueue("brev")
    worker.work_off()
    assert the_job().state == State.FAILED
    assert errands.done == ["brev"]


def test_a_job_that_had_done_nothing_yet_may_be_tried_again():
    errands.finds_the_door_closed.enqueue("brev")
    worker.work_off()
    assert the_job().state == State.READY
    now_due()
    worker.work_off()
    assert the_job().state == State.DONE


def test_a_job_that_is_stuck_is_interrupted():
    errands.gets_stuck.enqueue()
    worker.work_off()
    assert the_job().state == State.FAILED
    assert the_job().error.startswith("TookTooLong")


def test_a_job_whose_code_is_gone_is_given_up_and_does_not_stop_the_rest():
    errands.errand.enqueue("væk")
    Job.objects.update(task_path="pejl.nowhere.gone")
    errands.errand.enqueue("brev")
    assert worker.work_off() == 2
    assert errands.done == ["brev"]
    assert queries.jobs_for_a_person().get().error.startswith("ModuleNotFoundError")


def test_a_running_job_has_a_lease_in_the_database_itself():
    errands.errand.enqueue("brev")
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(state=State.RUNNING)


def test_the_lost_job_of_a_dead_worker_is_done_again():
    errands.errand.enqueue("brev")
    running.take("dead", lease=PAST)
    assert running.take_back_lost_jobs() == 1
    assert worker.work_off() == 1
    assert (errands.done, the_job().attempts) == (["brev"], 2)


def test_the_job_of_a_living_worker_is_left_alone():
    errands.errand.enqueue("brev")
    running.take("alive")
    assert running.take_back_lost_jobs() == 0
    assert the_job().state == State.RUNNING


def test_a_job_that_kills_its_workers_is_given_up():
    errands.errand.enqueue("gift")
    for _ in range(3):
        running.take("dead", lease=PAST)
        running.take_back_lost_jobs()
    assert the_job().state == State.FAILED
    assert the_job().error == running.WORKER_DIED


def test_what_waits_for_a_job_is_told_once_when_it_is_given_up():
    errands.is_waited_for.enqueue("brev")
    for _ in range(3):
        now_due()
        worker.work_off()
    assert the_job().state == State.FAILED
    assert errands.done == ["brev", "brev", "brev given up"]


def test_what_waits_for_a_job_that_kills_its_workers_is_told_as_well():
    errands.is_waited_for.enqueue("gift")
    for _ in range(2):
        running.take("dead", lease=PAST)
        running.take_back_lost_jobs()
    assert the_job().state == State.FAILED
    assert errands.done == ["gift given up"]


def test_a_lost_job_that_must_not_be_repeated_is_uncertain_until_somebody_settles_it():
    errands.fails_and_must_not_be_repeated.enqueue("brev")
    running.take("dead", lease=PAST)
    running.take_back_lost_jobs()
    assert worker.work_off() == 0
    assert queries.jobs_for_a_person().get().state == State.UNCERTAIN
    assert queries.standing().left_to_people == 1
    assert actions.count_as_done(job_id=the_job().pk)
    assert not actions.count_as_done(job_id=the_job().pk)
    assert not queries.jobs_for_a_person().exists()


def test_somebody_can_have_a_job_done_again():
    errands.finds_the_door_closed.enqueue("brev")
    running.take("dead", lease=PAST)
    running.take_back_lost_jobs()
    errands.done.append("the door is open")
    assert actions.run_again(job_id=the_job().pk)
    worker.work_off()
    assert the_job().state == State.DONE


def test_a_worker_that_was_thought_dead_settles_what_it_did():
    errands.finds_the_door_closed.enqueue("brev")
    errands.done.append("the door is open")
    job = running.take("slow", lease=PAST)
    running.take_back_lost_jobs()
    assert the_job().state == State.UNCERTAIN
    running.perform(job)
    assert the_job().state == State.DONE


def test_a_worker_that_was_thought_dead_does_not_meddle_with_another_s_attempt():
    errands.errand.enqueue("brev")
    slow = running.take("slow", lease=PAST)
    running.take_back_lost_jobs()
    running.take("other")
    running.perform(slow)
    assert (the_job().state, the_job().worker) == (State.RUNNING, "other")


def test_a_lease_is_renewed_while_the_job_is_done(shared_database):
    errands.gets_stuck.enqueue()
    job = running.take("worker", lease=timedelta(seconds=0.04))
    began = the_job().leased_until
    with running.LeaseKeeper(job, timedelta(seconds=0.04)):
        time.sleep(0.2)
        assert the_job().leased_until > began


def test_a_worker_that_is_ended_by_force_gives_its_job_back_at_once():
    errands.is_ended_by_force.enqueue("brev")
    with pytest.raises(KeyboardInterrupt):
        worker.work_off()
    running.take_back_lost_jobs()
    assert the_job().state == State.READY


def test_two_workers_never_take_the_same_job(at_once):
    for number in range(30):
        errands.errand.enqueue(str(number))

    def take_all(name: str) -> list[object]:
        taken = []
        while job := running.take(name):
            taken.append(job.pk)
        return taken

    taken = [one for several in at_once(*(partial(take_all, n) for n in "ab")) for one in several]
    assert len(taken) == len(set(taken)) == 30


def test_looking_at_an_empty_queue_takes_one_query_and_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert running.take("idle") is None


def test_how_the_queue_stands_is_told_in_two_queries(django_assert_num_queries):
    errands.errand.enqueue("brev")
    with django_assert_num_queries(2):
        found = queries.standing()
    assert (found.jobs_waiting, found.is_standing_still) == (1, False)
    Job.objects.update(run_after=timezone.now() - timedelta(hours=1))
    assert queries.standing().is_standing_still
