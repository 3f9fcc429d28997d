"""``pejl worker`` and what ``pejl check`` says of the queue."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from pejl import cli
from pejl.jobs import queries
from pejl.jobs.models import Job
from tests.jobs import errands
from tests.jobs.conftest import ROOT


@pytest.mark.sqlite
def test_a_worker_does_not_start_on_a_database_that_is_older_than_the_program(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pejl", "worker"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PEJL_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "pejl migrate" in done.stderr


@pytest.mark.django_db
def test_the_check_says_when_the_queue_stands_still_and_when_people_are_waited_for(capsys):
    cli._say_whether_the_queue_moves()
    assert capsys.readouterr().out == ""
    errands.errand.enqueue("brev")
    Job.objects.update(run_after=timezone.now() - 2 * queries.LONGEST_HEALTHY_WAIT)
    errands.errand.enqueue("andet")
    Job.objects.filter(run_after__gt=timezone.now() - timedelta(minutes=1)).update(state="failed")
    cli._say_whether_the_queue_moves()
    said = capsys.readouterr().out
    assert "does `pejl worker` run" in said
    assert "1 jobs and letters wait for a person" in said
