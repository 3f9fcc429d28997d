"""What a person decides about a round's letters that the machine could not send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from pejl.followup import refusals
from pejl.followup.models import Round
from pejl.followup.queries.rounds import letters_in_doubt
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.jobs import actions as jobs
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require


@transaction.atomic
def send_letters_again(*, by: Actor, round: Round, letters: Iterable[UUID | str]) -> Entry:
    """Send letters once more that could not be sent, or perhaps were."""
    return _settle(by, round, letters, "sent_again", jobs.send_again)


@transaction.atomic
def count_letters_as_sent(*, by: Actor, round: Round, letters: Iterable[UUID | str]) -> Entry:
    """Take letters off the list: they arrived, or need not."""
    return _settle(by, round, letters, "counted_as_sent", jobs.count_as_sent)


def _settle(by: Actor, round: Round, letters: Iterable[UUID | str], how: str, settle: Any) -> Entry:
    """Only letters of this round; how many stands in the history, and never to whom."""
    require(by, "followup.run", round)
    keys = list(letters_in_doubt(round).filter(pk__in=list(letters)).values_list("pk", flat=True))
    settled = settle(letter_ids=keys)
    if not settled:
        raise refusals.LetterIsElsewhere()
    changes = {how: [None, settled]}
    return history.record(by=by, verb=Entry.Verb.CHANGED, subject=round, changes=changes)
