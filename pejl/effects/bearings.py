"""The bearing (*pejling*) of an objective: what is done, what came of it, how sure are we. Never typed in.

Effort and effect are two lights and are never merged into one: much can be done with little to show for it. Old
data outrank every green, and no data is no judgement (practice for municipal follow-up; the rules stand in
docs/measures.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejl.indicators.analysis import Standing
from pejl.indicators.queries.series import Reading

WORST_FIRST = ("off_course", "needs_attention", "stale", "on_course", "done")
"""Which state of an indicator decides for the objective. A stale one outranks those on course."""


@dataclass(frozen=True)
class Work:
    """What is done for an objective, in numbers of initiatives."""

    proposed: int = 0
    running: int = 0
    overdue: int = 0
    """Running ones with a milestone, or an end, that has passed."""
    resting: int = 0
    ended: int = 0
    in_operation: int = 0

    @property
    def total(self) -> int:
        return self.proposed + self.running + self.resting + self.ended

    @property
    def state(self) -> str:
        """The light of effort."""
        if not self.total:
            return "no_data"
        if self.running:
            if 2 * self.overdue > self.running:
                return "off_course"
            return "needs_attention" if self.overdue else "on_course"
        if self.proposed:
            return "not_started"
        return "paused" if self.resting else "done"

    @property
    def words(self) -> str:
        """“4 running, 1 of them overdue, 2 in operation”."""
        if not self.total:
            return _("No initiative serves it")
        parts = [
            ngettext("%(n)d proposed", "%(n)d proposed", self.proposed) % {"n": self.proposed},
            ngettext("%(n)d running", "%(n)d running", self.running) % {"n": self.running},
            ngettext("%(n)d overdue", "%(n)d overdue", self.overdue) % {"n": self.overdue},
            ngettext("%(n)d resting", "%(n)d resting", self.resting) % {"n": self.resting},
            ngettext("%(n)d in operation", "%(n)d in operation", self.in_operation)
            % {"n": self.in_operation},
        ]
        counts = (self.proposed, self.running, self.overdue, self.resting, self.in_operation)
        told = [part for part, count in zip(parts, counts, strict=True) if count]
        return ", ".join(told) or _("All has ended")


def effect_of(standings: Iterable[Standing]) -> str:
    """The light of effect: the worst that an indicator says; “no_target” where none has a target."""
    states = {one.state for one in standings}
    for state in WORST_FIRST:
        if state in states:
            return state if state != "done" or states <= {"done", "no_target"} else "on_course"
    return "no_target" if "no_target" in states else "no_data"


@dataclass(frozen=True)
class Bearing:
    """Where an objective stands, from what is in the system."""

    work: Work
    readings: tuple[Reading, ...] = ()
    grade: str = ""
    """The strongest evidence that something done for it moved a figure; empty where nothing was evaluated."""
    evaluation: int = 0
    """The number of the evaluation that the grade is from; 0 where nothing was evaluated."""
    evaluation_title: str = ""
    moved: str = ""
    """Which way that evaluation found the figure moved: “better”, “worse”; empty where neither is."""
    changes: int = 0
    """Things learned from analyses that led to a change."""

    @property
    def version(self) -> str:
        """Another whenever its figures are drawn otherwise: what is drawn is kept by it."""
        known = (one.indicator for one in self.readings)
        return " ".join(f"{one.pk}:{one.version}:{one.data_version}" for one in known)

    @property
    def effect(self) -> str:
        """The light of effect, as its indicators stand together."""
        return effect_of(one.standing for one in self.readings)

    @property
    def stale(self) -> int:
        """How many of its indicators are too old to lean on."""
        return sum(one.is_stale for one in self.readings)

    @property
    def sign(self) -> str:
        """The sign to draw for the effect; what has no target is drawn as no judgement."""
        return "no_data" if self.effect == "no_target" else self.effect

    @property
    def effect_words(self) -> str:
        """What stands beside the sign of effect, where the sign's own word does not say it."""
        own = {
            "no_target": _("No target"), "no_data": _("No figures"), "done": _("Reached"),
        }  # fmt: skip
        return own.get(self.effect, "")

    @property
    def certainty(self) -> str:
        """How sure we are, in a sentence or two."""
        if not self.readings and not self.grade:
            return _("There is no figure for it yet, so nobody can tell.")
        if not self.grade:
            return _(
                "Nothing done for it has been evaluated, so the figures may have moved for other reasons."
            )
        return {
            "none": _(
                "What was done has been looked at without a comparison: it may have been something else."
            ),
            "weak": _("There is weak evidence that what was done matters."),
            "moderate": _("There is moderate evidence that what was done matters."),
            "strong": _("There is strong evidence that what was done matters."),
        }[self.grade] + self._way

    @property
    def _way(self) -> str:
        """For better or for worse; weak evidence does not say."""
        if self.grade not in {"moderate", "strong"}:
            return ""
        ways = {
            "better": _("The figure moved the right way."),
            "worse": _("The figure moved the wrong way."),
        }
        return f" {ways[self.moved]}" if self.moved in ways else ""


def of_many(states: Iterable[str]) -> str:
    """The effect of several objectives together: off course where half of those judged are, else as the worst.

    Objectives without figures or target do not count; where there is none with, there is no judgement.
    """
    judged = [one for one in states if one in WORST_FIRST]
    if not judged:
        return "no_data"
    if 2 * judged.count("off_course") >= len(judged):
        return "off_course"
    for state in ("off_course", "needs_attention"):
        if state in judged:
            return "needs_attention"
    if "stale" in judged:
        return "stale"
    return "done" if set(judged) == {"done"} else "on_course"
