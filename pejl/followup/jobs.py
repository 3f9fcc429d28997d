"""What comes back by itself: reminders by the plan of each open round, and a word to the leaders of units.

Each letter is posted once for what it asks, so that a job may run twice; and a round that cannot be told of does
not keep the others from it.
"""

from __future__ import annotations

import logging
from datetime import date, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pejl.followup import escalating, letters, operating
from pejl.followup.models import Round
from pejl.jobs.periodic import periodic

MADE_UP_FOR = timedelta(days=4)
"""So long after its day a reminder that was not sent is still of use: a long weekend."""

log = logging.getLogger(__name__)


@periodic(name="followup.remind", every=timedelta(days=1), at=time(6))
def remind() -> None:
    """Remind those who still owe something, and tell the leaders of what is late."""
    today = timezone.localdate()
    running = Round.objects.filter(state=Round.State.OPEN).select_related("municipality")
    for round in running:
        try:
            with transaction.atomic():
                _remind_in(round, today)
        except Exception:
            log.exception("could not remind in round %s", round.pk)


@periodic(name="followup.anchor", every=timedelta(days=1), at=time(3))
def anchor() -> None:
    """Write where every chain of records ends to a file beside the database: a cut tail is found by it."""
    written = operating.anchored(settings.VAR / "anchors" / f"{timezone.localdate()}.json")
    if not written.is_good:
        log.warning("no anchor was written today: %s", " ".join(written.lines))


def _remind_in(round: Round, today: date) -> None:
    if days := days_to_remind_of(round, today, since=_looked_after(round, today)):
        letters.remind(round, today, due=days)
    escalating.tell_leaders(round, today)


def _looked_after(round: Round, today: date) -> date:
    """The last day whose reminders need no more looking after.

    Where no worker ran on a planned day, the reminder is sent late rather than not at all; once only, and never
    for a day that lies before the round was opened.
    """
    yesterday = today - timedelta(days=1)
    reminded = letters.last_reminded(round) or date.min
    opened = (
        timezone.localdate(round.opened_at) - timedelta(days=1) if round.opened_at else yesterday
    )
    return min(yesterday, max(reminded, opened, yesterday - MADE_UP_FOR))


def days_to_remind_of(round: Round, today: date, *, since: date) -> list[date]:
    """The round's deadlines for which the plan has a reminder after ``since`` and until today.

    ``remind_days`` counts days before the deadline; negative lies behind it.
    """
    days = {round.initiatives_due_on, round.objectives_due_on, round.focus_areas_due_on}
    return sorted(
        one
        for one in days
        if any(since < one - timedelta(days=before) <= today for before in round.remind_days)
    )
