"""Letters: posted with the change they tell of, sent once, gathered where wanted so, and listed where not sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from pejl.jobs import actions, digests, mail, queries, sending, worker
from pejl.jobs.jobs import look_after_letters
from pejl.jobs.models import Job, Letter

pytestmark = pytest.mark.django_db

State = Letter.State
ANNA, BO = uuid4(), uuid4()
HERE = uuid4()


def post(once: str = "svar", *, to: UUID = ANNA, **more) -> None:
    details = {
        "municipality_id": HERE,
        "email": "anna@example.dk",
        "subject": "Din idé er besvaret",
        "text": "Vi går i gang på mandag.\n",
    }
    mail.post(once=once, to_person_id=to, **(details | more))


def the_letter() -> Letter:
    return Letter.objects.get()


def everything_is_due() -> None:
    Letter.objects.update(due_at=timezone.now())


def test_a_letter_reaches_a_real_mail_server(mail_server):
    post()
    worker.work_off()
    (message,) = mail_server.inbox
    assert message["to"] == "anna@example.dk"
    assert message["subject"] == "Din idé er besvaret"
    assert message["auto-submitted"] == "auto-generated"
    assert str(the_letter().pk) in message["message-id"]
    assert message.get_content().strip() == "Vi går i gang på mandag."
    assert the_letter().state == State.SENT


def test_a_letter_disappears_with_the_change_it_tells_of():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    worker.work_off()
    assert django_mail.outbox == []


def test_posting_the_same_again_changes_nothing():
    post()
    post()
    worker.work_off()
    post(text="Noget andet")
    worker.work_off()
    assert len(django_mail.outbox) == 1


def test_the_same_news_goes_once_to_each():
    post()
    post(to=BO, email="bo@example.dk")
    worker.work_off()
    assert sorted(one.to[0] for one in django_mail.outbox) == ["anna@example.dk", "bo@example.dk"]


def test_posting_to_a_thousand_takes_as_many_queries_as_to_one(django_assert_max_num_queries):
    letters = [
        mail.write(
            once="nyt", municipality_id=HERE, to_person_id=uuid4(),
            email=f"person{number}@example.dk", subject="Nyt", text="Nyt",
        )
        for number in range(100)
    ]  # fmt: skip
    with django_assert_max_num_queries(6):  # SQLite takes so many rows in one statement, no more
        mail.post_all(letters)
    assert Job.objects.count() == 1


def test_many_letters_are_sent_in_batches():
    for number in range(sending.BATCH + 3):
        post(f"svar {number}")
    worker.work_off()
    assert len(django_mail.outbox) == sending.BATCH + 3


def test_two_workers_send_every_letter_once(at_once, mail_server):
    for number in range(20):
        post(f"svar {number}")
    at_once(*[worker.work_off] * 2)
    assert len(mail_server.inbox) == 20
    assert len({one["message-id"] for one in mail_server.inbox}) == 20


def test_a_mail_server_that_is_away_costs_nothing_but_time(mail_server, settings, caplog):
    open_port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    post()
    worker.work_off()
    assert (the_letter().state, the_letter().attempts) == (State.QUEUED, 0)
    assert the_letter().last_error == "ConnectionRefusedError"
    settings.EMAIL_PORT = open_port
    look_after_letters.call()
    worker.work_off()
    assert len(mail_server.inbox) == 1
    assert "anna@example.dk" not in caplog.text


def test_not_now_from_the_mail_server_is_tried_again_within_bounds(mail_server):
    mail_server.refuse_with = 450
    post()
    for attempt in range(1, sending.TRIES):
        sending.send_batch()
        assert (the_letter().state, the_letter().attempts) == (State.QUEUED, attempt)
        assert the_letter().due_at > timezone.now()
        assert not sending.send_batch()
        everything_is_due()
    sending.send_batch()
    assert the_letter().state == State.FAILED


def test_never_from_the_mail_server_is_listed_and_does_not_stop_the_rest(mail_server):
    mail_server.refuse_with = 550
    post()
    sending.send_batch()
    mail_server.refuse_with = None
    post("andet")
    worker.work_off()
    assert len(mail_server.inbox) == 1
    failed = queries.letters_not_sent(HERE).get()
    assert (failed.once, failed.last_error) == ("svar", "SMTPRecipientsRefused 550")
    assert not queries.letters_not_sent(uuid4()).exists()


def test_a_letter_whose_answer_never_came_is_uncertain_and_not_sent_again(mail_server):
    mail_server.hang_up_after_message = True
    post()
    worker.work_off()
    mail_server.hang_up_after_message = False
    look_after_letters.call()
    worker.work_off()
    assert len(mail_server.inbox) == 1
    assert queries.letters_not_sent().get().state == State.UNCERTAIN


def test_a_letter_that_a_dead_worker_had_in_hand_is_uncertain():
    post()
    sending._take()
    look_after_letters.call()
    assert the_letter().state == State.SENDING
    Letter.objects.update(taken_at=timezone.now() - 2 * sending.LONGEST_SENDING)
    look_after_letters.call()
    worker.work_off()
    assert the_letter().state == State.UNCERTAIN
    assert django_mail.outbox == []


def test_somebody_sends_the_uncertain_again_or_takes_them_off_the_list():
    for once in ("svar", "andet"):
        post(once)
    Letter.objects.update(state=State.UNCERTAIN)
    first, second = Letter.objects.all()
    assert actions.send_again(letter_ids=[first.pk]) == 1
    assert actions.count_as_sent(letter_ids=[second.pk]) == 1
    worker.work_off()
    assert len(django_mail.outbox) == 1
    assert not queries.letters_not_sent().exists()


@pytest.mark.parametrize("address", ["", "anna", "anna@example.dk\nBcc: bo@example.dk"])
def test_an_address_that_is_none_is_listed_at_once(address):
    post(email=address)
    worker.work_off()
    assert django_mail.outbox == []
    assert queries.letters_not_sent().get().last_error == "no address"


def test_a_subject_stays_one_line_of_bounded_length():
    post(subject="Din idé\r\nBcc: bo@example.dk " + "x" * 500)
    worker.work_off()
    (message,) = django_mail.outbox
    assert message.subject.startswith("Din idé Bcc: bo@example.dk x")
    assert len(message.subject) == 200
    assert message.recipients() == ["anna@example.dk"]


def test_a_digest_gathers_what_one_person_wanted_gathered():
    for number in range(3):
        post(f"svar {number}", wanted="daily", text=f"Nyt nummer {number}")
    post("hos naboen", wanted="daily", municipality_id=uuid4())
    post("til Bo", wanted="daily", to=BO, email="bo@example.dk")
    look_after_letters.call()
    worker.work_off()
    assert django_mail.outbox == []
    everything_is_due()
    look_after_letters.call()
    look_after_letters.call()
    worker.work_off()
    assert len(django_mail.outbox) == 3
    (digest,) = [one for one in django_mail.outbox if "3" in one.subject]
    assert all(f"Nyt nummer {number}" in digest.body for number in range(3))
    assert Letter.objects.filter(state=State.GATHERED).count() == 5


def test_two_workers_gather_every_letter_into_one_digest(at_once):
    for number in range(6):
        post(f"svar {number}", wanted="weekly", to=uuid4())
    everything_is_due()
    gathered = at_once(*[digests.gather] * 2)
    assert sum(gathered) == 6
    assert Letter.objects.filter(parts__isnull=False).count() == 6


def test_a_digest_of_very_many_names_the_rest_by_subject():
    for number in range(digests.MOST_IN_FULL + 2):
        post(f"svar {number}", wanted="daily", subject=f"Emne {number:03}", text="Brødtekst")
    everything_is_due()
    digests.gather()
    digest = Letter.objects.get(once__startswith="digest:")
    assert digest.text.count("Brødtekst") == digests.MOST_IN_FULL
    assert digest.text.count("Emne") == digests.MOST_IN_FULL + 2


@pytest.mark.parametrize(
    ("wanted", "posted", "due"),
    [
        ("daily", "2026-11-23T06:59", "2026-11-23T07:00"),
        ("daily", "2026-11-23T07:00", "2026-11-24T07:00"),
        ("daily", "2026-03-28T12:00", "2026-03-29T07:00"),
        ("weekly", "2026-11-23T06:00", "2026-11-23T07:00"),
        ("weekly", "2026-11-23T08:00", "2026-11-30T07:00"),
        ("weekly", "2026-11-26T08:00", "2026-11-30T07:00"),
        ("at_once", "2026-11-26T08:00", "2026-11-26T08:00"),
    ],
)
def test_when_a_letter_goes_out(wanted, posted, due):
    moment, expected = (timezone.make_aware(datetime.fromisoformat(one)) for one in (posted, due))
    assert digests.due_at(wanted, moment) == expected


def test_somebody_who_is_forgotten_leaves_no_letter():
    post(wanted="daily")
    post("til Bo", to=BO)
    everything_is_due()
    digests.gather()
    actions.forget_person(person_id=ANNA)
    assert not queries.letters_to(ANNA).exists()
    assert queries.letters_to(BO).count() == 1


def test_posting_is_part_of_the_caller_s_savings(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(2):
        post()
