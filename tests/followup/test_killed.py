"""A worker killed again and again while it sends the letters of a round: one each, and nothing is guessed."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from pejl.followup.models import Round
from pejl.followup.queries.rounds import letters_in_doubt
from pejl.initiatives.models import Initiative
from pejl.jobs import periodic
from pejl.jobs.models import Beat, Job, Letter
from pejl.jobs.sending import LONGEST_SENDING, note_what_was_left_in_the_middle
from pejl.organisation.models import Membership, Person
from pejl.strategy.models import Strategy
from tests import build
from tests.followup.made import a_followed_strategy, a_round, opened
from tests.jobs.conftest import at_once, mail_server, shared_database, start_worker

__all__ = ["at_once", "mail_server", "shared_database", "start_worker"]

pytestmark = pytest.mark.slow

OWNERS, KILLS, PATIENCE = 500, 12, 90


@pytest.fixture(autouse=True)
def periodic_jobs_have_had_their_turn(shared_database):
    """So that the workers send what the round posted and do nothing else."""
    now = timezone.now()
    Beat.objects.bulk_create(
        Beat(name=one.name, slot=one.slot(now)) for one in periodic.all_periodic()
    )


def until(condition, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"not within {PATIENCE} s: {what}"
        time.sleep(0.05)


def with_owners(strategy: Strategy, number: int) -> None:
    """So many people, each with a running project that serves the strategy; written at once."""
    here, unit = strategy.municipality, build.a_unit(strategy.municipality)
    people = Person.objects.bulk_create(
        Person(email=f"ejer{place}@example.dk", name=f"Ejer {place}") for place in range(number)
    )
    Membership.objects.bulk_create(
        Membership(municipality=here, person=one, role="employee") for one in people
    )
    made = Initiative.objects.bulk_create(
        Initiative(
            municipality=here, number=place + 1, kind="project", state="running", owner=one,
            title=f"Projekt {place}", unit=unit,
        )
        for place, one in enumerate(people)
    )  # fmt: skip
    serving, aim = Initiative.objectives.through, strategy.objectives.first()
    serving.objects.bulk_create(serving(initiative=one, objective=aim) for one in made)


def a_round_with_letters(owners: int) -> Round:
    strategy = a_followed_strategy()
    with_owners(strategy, owners)
    return opened(a_round(strategy))


def test_killed_while_sending_a_round_everyone_gets_one_letter_and_doubt_is_told(
    start_worker, mail_server
):
    mail_server.seconds_to_think = 0.002
    round = a_round_with_letters(OWNERS)
    expected = set(Letter.objects.values_list("email", flat=True))
    assert len(expected) == OWNERS + 1, "the owners, and the chief of the objectives"
    host, port = mail_server.address

    def start():
        return start_worker(PEJL_SMTP_HOST=host, PEJL_SMTP_PORT=str(port))

    for _kill in range(KILLS):
        before = len(mail_server.inbox)
        victim = start()
        until(lambda: len(mail_server.inbox) > before, "the worker gets somewhere")  # noqa: B023
        time.sleep(random.uniform(0, 0.3))
        victim.kill()
        victim.wait()
    start()
    until(lambda: not Job.objects.unfinished().exists(), "every job is settled")

    arrived = Counter(str(one["to"]) for one in mail_server.inbox)
    assert set(arrived.values()) == {1}, "nobody gets two"
    assert not Letter.objects.filter(state=Letter.State.QUEUED).exists()
    sent = set(Letter.objects.filter(state=Letter.State.SENT).values_list("email", flat=True))
    assert sent <= set(arrived), "what is called sent has arrived"

    with time_machine.travel(timezone.now() + LONGEST_SENDING + timedelta(minutes=1)):
        note_what_was_left_in_the_middle()
    doubt = set(letters_in_doubt(round).values_list("email", flat=True))
    assert sent | doubt == expected, "nobody is forgotten"
    assert not sent & doubt
    assert len(doubt) <= KILLS
