"""Letters to the mail server, each exactly once as far as anyone can know.

A letter is marked before it is handed over and again when the server has answered. Between the two nobody can
know: a letter that is found there later is uncertain and goes on a list. A machine does not send it again.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from pejl.jobs.declaring import wait_after
from pejl.jobs.models import Letter

logger = logging.getLogger("pejl.jobs")

BATCH = 50
TRIES = 6
FIRST_WAIT = timedelta(minutes=5)
LONGEST_SENDING = timedelta(minutes=15)
"""Far longer than the mail server is waited for (EMAIL_TIMEOUT): a letter held so long was left behind."""
CLOSING = 421
"""The number with which a mail server ends the connection."""
State = Letter.State


def send_batch() -> bool:
    """Send some of the letters that wait, and tell whether more do.

    When the mail server cannot be reached, nothing is lost or counted: the letters wait.
    """
    if not Letter.objects.to_send().exists():
        return False
    connection = get_connection()
    try:
        connection.open()
    except OSError as fault:
        logger.warning("The mail server cannot be reached: %s", _name(fault))
        Letter.objects.to_send().update(last_error=_name(fault))
        return False
    try:
        for _number in range(BATCH):
            letter = _take()
            if letter is None or not _send(letter, connection):
                break
    finally:
        with suppress(OSError):
            connection.close()
    return Letter.objects.to_send().exists()


def note_what_was_left_in_the_middle() -> int:
    """Mark as uncertain what a worker that died had handed over, perhaps."""
    since = timezone.now() - LONGEST_SENDING
    return Letter.objects.left_in_the_middle(since).update(
        state=State.UNCERTAIN, last_error="the worker died"
    )


def message_of(letter: Letter) -> EmailMessage:
    """The letter as mail. Its number stays the same however often it is sent, so that a server can tell."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=letter.subject,
        body=letter.text,
        to=[letter.email],
        headers={"Message-ID": f"<{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


@transaction.atomic
def _take() -> Letter | None:
    letters = Letter.objects.to_send().order_by("due_at")
    letter = letters.select_for_update(skip_locked=True).first()
    if letter is None:
        return None
    letter.state, letter.taken_at = State.SENDING, timezone.now()
    letter.attempts += 1
    letter.save(update_fields=["state", "taken_at", "attempts"])
    return letter


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    """Hand one letter over; whether the connection is good for another."""
    try:
        message = message_of(letter)
        message.message()
    except ValueError as fault:  # an address or a subject that no mail can have
        _settle(letter, state=State.FAILED, last_error=_name(fault))
        return True
    try:
        connection.send_messages([message])
    except SMTPRecipientsRefused as refusal:
        code = next(iter(refusal.recipients.values()))[0]
        return _refused(letter, refusal, code)
    except SMTPResponseException as refusal:
        return _refused(letter, refusal, refusal.smtp_code)
    except (SMTPNotSupportedError, ValueError) as fault:
        _settle(letter, state=State.FAILED, last_error=_name(fault))
        return True
    except OSError as fault:
        logger.warning("Letter %s is uncertain: %s", letter.pk, _name(fault))
        _settle(letter, state=State.UNCERTAIN, last_error=_name(fault))
        return False
    _settle(letter, state=State.SENT, sent_at=timezone.now(), last_error="")
    return True


def _refused(letter: Letter, fault: Exception, code: int) -> bool:
    """The server said no, so the letter is surely not sent: later again, or never when it says never."""
    error = f"{_name(fault)} {code}"
    if 400 <= code < 500 and letter.attempts < TRIES:
        again = timezone.now() + wait_after(letter.attempts, FIRST_WAIT)
        _settle(letter, state=State.QUEUED, due_at=again, last_error=error)
    else:
        _settle(letter, state=State.FAILED, last_error=error)
    return code != CLOSING


def _settle(letter: Letter, **fields: Any) -> None:
    """Write what became of this attempt, also when it was thought to be left behind meanwhile."""
    mine = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts)
    mine.filter(state__in=[State.SENDING, State.UNCERTAIN]).update(**fields)


def _name(fault: Exception) -> str:
    return type(fault).__name__[:80]
