"""What the figures suggest, beside what people judge; when the two disagree; when a judgement has grown old.

Pure. A suggestion never becomes a status by itself: a person confirms or says why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.effects.bearings import effect_of
from pejl.indicators.analysis import Standing
from pejl.indicators.wording import reason as of_figures

SEVERITY = {"on_course": 0, "done": 0, "needs_attention": 1, "off_course": 2}
"""Only these are compared with each other: paused or not started is a decision and not a judgement."""
ENDED = {
    "in_operation": "done",
    "crystallised": "done",
    "stopped": "stopped",
    "parked": "paused",
}
"""What an initiative's state says by itself."""
MONTH = timedelta(days=31)
"""A milestone that slipped by more than a month puts an initiative off course (practice, section 6.2)."""


class Suggestion(NamedTuple):
    """A status, “stale” or “no_data”, and the codes of what led to it."""

    status: str
    why: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What is known of an initiative's plan on a day."""

    state: str
    """The initiative's state."""
    is_exploring: bool
    """A prejekt: past its time box it asks for a gate, and is never late."""
    ends_on: date | None
    overdue: tuple[date, ...]
    """The days of the milestones that have passed unreached."""
    has_owner: bool


def of_initiative(plan: Plan, today: date) -> Suggestion:
    """From the plan: what is overdue and by how much."""
    if plan.state in ENDED:
        return Suggestion(ENDED[plan.state], ("state",))
    if plan.state == "proposed":
        return Suggestion("not_started", ("state",))
    late = sorted(plan.overdue)
    if plan.ends_on and plan.ends_on < today and not plan.is_exploring:
        late = sorted([*late, plan.ends_on])
    if late and today - late[0] > MONTH:
        return Suggestion("off_course", ("overdue_more_than_a_month",))
    if late:
        return Suggestion("needs_attention", ("overdue",))
    if plan.is_exploring and plan.ends_on and plan.ends_on < today:
        return Suggestion("needs_attention", ("asks_for_a_gate",))
    if not plan.has_owner:
        return Suggestion("needs_attention", ("no_owner",))
    return Suggestion("on_course", ("nothing_overdue",))


def of_objective(standings: Sequence[Standing], work: str) -> Suggestion:
    """From how its figures stand; where they do not say, from the light of what is done for it."""
    effect = effect_of(standings)
    if effect in SEVERITY:
        why = [reason for one in standings for reason in one.reasons if one.state == effect]
        return Suggestion(effect, tuple(dict.fromkeys(why)))
    if effect == "stale":
        return Suggestion("stale", ("old_values",))
    if work in {"needs_attention", "off_course"}:
        return Suggestion(work, ("work_is_overdue",))
    return Suggestion("no_data", ("no_values" if effect == "no_data" else "no_path",))


def of_focus_area(objectives: Iterable[str]) -> Suggestion:
    """From how its objectives stand: as the worst of them, but off course only where half of them are."""
    stands = [one for one in objectives if one in SEVERITY]
    if not stands:
        return Suggestion("no_data", ("nothing_reported",))
    bad = sum(one == "off_course" for one in stands)
    if 2 * bad >= len(stands):
        return Suggestion("off_course", ("half_off_course",))
    if any(SEVERITY[one] for one in stands):
        return Suggestion("needs_attention", ("some_not_on_course",))
    if all(one == "done" for one in stands):
        return Suggestion("done", ("all_done",))
    return Suggestion("on_course", ("all_on_course",))


def disagrees(status: str, suggested: str) -> bool:
    """The judgement is better or worse than what the figures suggest, where they suggest something."""
    if status not in SEVERITY or suggested not in SEVERITY:
        return False
    return SEVERITY[status] != SEVERITY[suggested]


def is_stale(confirmed_at: datetime | None, limit: int, today: date) -> bool:
    """Nobody has confirmed it for more than ``limit`` days, or ever."""
    if confirmed_at is None:
        return True
    return confirmed_at < _oldest(limit, today, timezone.get_current_timezone())


@lru_cache(maxsize=64)
def _oldest(limit: int, today: date, zone: tzinfo) -> datetime:
    """The first moment of the last day that still counts; asked for each of eight hundred things."""
    return datetime.combine(today - timedelta(days=limit), time.min, zone)


def shown(status: str, confirmed_at: datetime | None, limit: int, today: date) -> str:
    """What stands on every page: the judgement, unless it has grown old. Stale outranks green everywhere."""
    if not status:
        return "no_data"
    ended = status in {"done", "stopped"}
    return "stale" if not ended and is_stale(confirmed_at, limit, today) else status


def reason(code: str) -> str:
    """What led to a suggestion, as one line."""
    own = {
        "state": _("That is its state"),
        "overdue": _("A milestone has passed unreached"),
        "overdue_more_than_a_month": _("A milestone has slipped by more than a month"),
        "asks_for_a_gate": _("Its time box has passed: it asks for a gate"),
        "no_owner": _("Nobody owns it"),
        "nothing_overdue": _("Nothing in its plan is overdue"),
        "work_is_overdue": _("What is done for it is overdue"),
        "nothing_reported": _("Nothing has been reported on its objectives"),
        "half_off_course": _("Half of its objectives or more are off course"),
        "some_not_on_course": _("Some of its objectives are not on course"),
        "all_done": _("All of its objectives are done"),
        "all_on_course": _("All of its objectives are on course"),
    }
    return own[code] if code in own else of_figures(code)
