"""Sensible days for the next round: after the one before, two weeks for initiatives, a week more for each step.

Pure but for the words of the title.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

FIRST, STEP = timedelta(days=14), timedelta(days=7)


def next_round(
    today: date, *, starts_on: date, before: date | None, in_year: int
) -> dict[str, Any]:
    """What the form for a new round begins with.

    ``starts_on``: when the strategy begins; ``before``: the last day of the round before, where there is one;
    ``in_year``: how many rounds of the same year there are already.
    """
    begins = before + timedelta(days=1) if before else starts_on
    due = [_working_day(today + FIRST + number * STEP) for number in range(3)]
    name = f"{today.year}-{in_year + 1}"
    return {
        "slug": name,
        "title": _("Follow-up %(name)s") % {"name": name},
        "starts_on": min(begins, today),
        "ends_on": today,
        "initiatives_due_on": due[0],
        "objectives_due_on": due[1],
        "focus_areas_due_on": due[2],
        "grace_days": 2,
        "remind_days": [3, -1],
        "escalate_days": 3,
        "stale_after_days": 120,
        "asks_forecast": True,
        "asks_milestone": True,
        "asks_decision": True,
    }


def _working_day(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)
