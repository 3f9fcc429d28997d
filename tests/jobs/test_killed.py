"""Workers that are killed in the middle of their work, as processes: nothing lost, nothing done twice unseen."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone

from pejl.jobs import mail, periodic, queries, worker
from pejl.jobs.models import Beat, Job, Letter
from tests.jobs import errands
from tests.jobs.conftest import ROOT

pytestmark = pytest.mark.slow

JOBS, KILLS, LETTERS, PATIENCE = 40, 8, 30, 30


@pytest.fixture(autouse=True)
def periodic_jobs_have_had_their_turn(shared_database):
    """So that the workers of these tests do what the tests queue and nothing else."""
    now = timezone.now()
    beats = [Beat(name=one.name, slot=one.slot(now)) for one in periodic.all_periodic()]
    Beat.objects.bulk_create(beats)


def until(condition, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"not within {PATIENCE} s: {what}"
        time.sleep(0.05)


def lines(book: Path) -> Counter[str]:
    return Counter(book.read_text(encoding="utf-8").split()) if book.exists() else Counter()


def kill_again_and_again(start_worker, progress) -> None:
    """Kill a worker each time it has got a little further, at whatever it is doing then."""
    for _ in range(KILLS):
        before = progress()
        victim = start_worker()
        until(lambda: progress() > before, "the worker gets somewhere")  # noqa: B023
        time.sleep(random.uniform(0, 0.1))
        victim.kill()
        victim.wait()


def test_killed_again_and_again_every_job_is_done_and_none_twice_that_must_not(
    start_worker, tmp_path
):
    again, once = tmp_path / "again", tmp_path / "once"
    for number in range(JOBS):
        errands.repeatable_line.enqueue(str(again), f"a{number}")
        errands.line_that_must_not_come_twice.enqueue(str(once), f"o{number}")

    kill_again_and_again(start_worker, lambda: sum((lines(again) + lines(once)).values()))
    start_worker()
    until(lambda: not Job.objects.unfinished().exists(), "every job is settled")

    assert set(lines(again)) == {f"a{number}" for number in range(JOBS)}
    assert set(lines(once).values()) == {1}
    uncertain = {job.arguments["args"][1] for job in queries.jobs_for_a_person()}
    assert set(lines(once)) | uncertain == {f"o{number}" for number in range(JOBS)}
    assert len(uncertain) <= KILLS
    assert not Job.objects.filter(repeatable=True).exclude(state=Job.State.DONE).exists()


def test_killed_while_sending_no_letter_goes_twice_and_none_is_forgotten(start_worker, mail_server):
    host, port = mail_server.address
    mail_server.seconds_to_think = 0.03
    letters = [
        mail.write(
            once="nyt", municipality_id=None, to_person_id=Job._meta.pk.default(),
            email=f"person{number}@example.dk", subject="Nyt", text="Nyt",
        )
        for number in range(LETTERS)
    ]  # fmt: skip
    mail.post_all(letters)

    def start():
        return start_worker(PEJL_SMTP_HOST=host, PEJL_SMTP_PORT=str(port))

    kill_again_and_again(start, lambda: len(mail_server.inbox))
    start()
    until(lambda: not Job.objects.unfinished().exists(), "every job is settled")

    arrived = Counter(str(one["to"]) for one in mail_server.inbox)
    assert set(arrived.values()) == {1}
    sent = set(Letter.objects.filter(state=Letter.State.SENT).values_list("email", flat=True))
    left = set(Letter.objects.filter(state=Letter.State.SENDING).values_list("email", flat=True))
    assert sent <= set(arrived)
    assert sent | left == {letter.email for letter in letters}
    assert len(left) <= KILLS


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_worker_told_to_stop_finishes_what_it_does_and_begins_nothing(
    start_worker, tmp_path, sign
):
    book = tmp_path / "book"
    errands.long_line.enqueue(str(book))
    told = start_worker()
    until(book.exists, "the job began")
    errands.errand.enqueue("later")
    told.send_signal(sign)
    assert told.wait(20) == 0
    assert book.read_text() == "finished"
    assert set(Job.objects.values_list("state", flat=True)) == {"done", "ready"}
    assert worker.work_off() == 1


def test_a_worker_beside_a_server_stops_when_that_is_gone(tmp_path):
    environment = {"PATH": os.environ["PATH"], "PEJL_VAR": str(tmp_path)}

    def pejl(*words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "pejl", *words], cwd=ROOT, env=environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    pejl("migrate")
    server = (
        "import os, time; from pejl.starting import worker_beside\n"
        "with worker_beside() as worker: print(worker.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", server], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pid = int(parent.stdout.readline())
    time.sleep(1)
    parent.kill()
    parent.communicate()
    until(lambda: is_over(pid), "the worker is gone too")


def is_over(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"  # over, and nobody picked it up
