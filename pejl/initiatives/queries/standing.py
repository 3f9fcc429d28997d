"""How an initiative and its milestones stand, computed from dates and states and never typed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.design.days import written_day
from pejl.initiatives.models import Initiative, Milestone

State = Initiative.State
Reach = Milestone.State

RESTING = (State.PARKED, State.STOPPED)
"""Whoever waits for something that rests, waits for nothing."""


@dataclass(frozen=True)
class Standing:
    """How something stands: the sign it is drawn with, and the words that say why."""

    sign: str
    words: str


def milestone_standing(milestone: Milestone) -> Standing:
    """A milestone whose day has passed says so itself."""
    if milestone.is_overdue:
        return Standing("needs_attention", _("Overdue"))
    signs = {
        Reach.WAITING: "not_started",
        Reach.UNDER_WAY: "on_course",
        Reach.REACHED: "done",
        Reach.DROPPED: "closed",
    }
    return Standing(signs[Reach(milestone.state)], milestone.get_state_display())


def standing(
    initiative: Initiative,
    milestones: Sequence[Milestone],
    waits_for: Iterable[Initiative] = (),
    *,
    today: date,
) -> Standing:
    """Where an initiative stands on a day, and why."""
    if initiative.state == State.RUNNING and initiative.kind == Initiative.Kind.PREJEKT:
        return _exploring(initiative)
    if initiative.state == State.RUNNING:
        return _trouble(initiative, milestones, waits_for, today) or _going(initiative, milestones)
    if initiative.state == State.PARKED:
        return _parked(initiative, today)
    signs = {
        State.PROPOSED: "not_started",
        State.STOPPED: "stopped",
        State.CRYSTALLISED: "done",
        State.IN_OPERATION: "done",
    }
    return Standing(signs[State(initiative.state)], _ended_words(initiative))


def _exploring(prejekt: Initiative) -> Standing:
    """Past its time box a prejekt is not late: it asks for a decision."""
    if prejekt.is_past_its_time:
        return Standing("needs_attention", _("The time box is over: it asks for a decision"))
    if prejekt.ends_on:
        return Standing(
            "on_course", _("Explores until %(day)s") % {"day": written_day(prejekt.ends_on)}
        )
    return Standing("on_course", _("Explores"))


def _ended_words(initiative: Initiative) -> str:
    if initiative.kind == Initiative.Kind.OPERATION and initiative.state == State.IN_OPERATION:
        return _("Done")
    return initiative.get_state_display()


def _parked(initiative: Initiative, today: date) -> Standing:
    if initiative.review_on and initiative.review_on <= today:
        words = _("Parked, and to be looked at again since %(day)s")
        return Standing("needs_attention", words % {"day": written_day(initiative.review_on)})
    if initiative.review_on is None:
        return Standing("paused", initiative.get_state_display())
    return Standing(
        "paused", _("Parked until %(day)s") % {"day": written_day(initiative.review_on)}
    )


def _trouble(
    initiative: Initiative,
    milestones: Sequence[Milestone],
    waits_for: Iterable[Initiative],
    today: date,
) -> Standing | None:
    """What somebody must look at, the most pressing first."""
    overdue = sum(one.is_overdue for one in milestones)
    if overdue:
        words = ngettext(
            "Needs attention: %(count)d milestone is overdue",
            "Needs attention: %(count)d milestones are overdue",
            overdue,
        ) % {"count": overdue}
        return Standing("needs_attention", words)
    if initiative.ends_on and initiative.ends_on < today:
        words = _("Needs attention: was to end on %(day)s") % {
            "day": written_day(initiative.ends_on)
        }
        return Standing("needs_attention", words)
    resting = [one for one in waits_for if one.state in RESTING]
    if resting:
        words = _("Needs attention: waits for “%(title)s”, which rests")
        return Standing("needs_attention", words % {"title": resting[0].title})
    return None


def _going(initiative: Initiative, milestones: Sequence[Milestone]) -> Standing:
    ahead = next_milestone(milestones)
    if ahead:
        words = _("On course: next is “%(title)s” by %(day)s")
        return Standing(
            "on_course", words % {"title": ahead.title, "day": written_day(ahead.due_on)}
        )
    if initiative.kind == Initiative.Kind.OPERATION:
        if initiative.ends_on:
            return Standing(
                "on_course", _("To be done by %(day)s") % {"day": written_day(initiative.ends_on)}
            )
        return Standing("on_course", _("Is being done"))
    if milestones:
        return Standing("on_course", _("On course: all milestones are reached"))
    return Standing("no_data", _("Running, but the plan has no milestones yet"))


def next_milestone(milestones: Iterable[Milestone]) -> Milestone | None:
    """The nearest of those that are not reached yet."""
    open_ones = [one for one in milestones if one.state in (Reach.WAITING, Reach.UNDER_WAY)]
    return min(open_ones, key=lambda one: (one.due_on, str(one.id)), default=None)


@dataclass(frozen=True)
class Step:
    """A milestone as the plan shows it: how it stands, and where it can be moved to."""

    milestone: Milestone
    standing: Standing
    moves: list[tuple[str, Any]]


@dataclass(frozen=True)
class Column:
    """All milestones of one state, as the board shows them."""

    state: str
    word: Any
    steps: list[Step]


def steps(milestones: Iterable[Milestone]) -> list[Step]:
    """The plan as a list, in the order of the days."""
    return [
        Step(
            one,
            milestone_standing(one),
            [(value, word) for value, word in Reach.choices if value != one.state],
        )
        for one in sorted(milestones, key=lambda one: (one.due_on, str(one.id)))
    ]


def columns(found: Sequence[Step]) -> list[Column]:
    """The same plan as a board."""
    return [
        Column(value, word, [one for one in found if one.milestone.state == value])
        for value, word in Reach.choices
    ]
