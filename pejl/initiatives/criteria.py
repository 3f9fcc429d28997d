"""What chefgruppen weighs when a prejekt crystallises: eight criteria, each from 0 to 3 with a word of its own.

They are read side by side and never summed: a prejekt that nobody has asked for is not saved by being easy.
The list is Pejl's own proposal (domain notes, “Prejekt”, 1.2); the words may be changed, the values may not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LONGEST_WORDS = 300


@dataclass(frozen=True)
class Criterion:
    """One thing to weigh, and what 0, 1, 2 and 3 mean for it."""

    value: str
    label: Any
    words: tuple[Any, Any, Any, Any]

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [("", _("Not weighed")), *((str(n), word) for n, word in enumerate(self.words))]


CRITERIA = (
    Criterion(
        "need",
        _("The need is documented"),
        (
            _("Nobody has asked for it"),
            _("Some say so"),
            _("Several sources say so"),
            _("Documented with those it concerns"),
        ),
    ),
    Criterion(
        "tried",
        _("A concept is tried with users"),
        (_("Not tried"), _("Shown to users"), _("Tried by a few"), _("Tried in everyday life")),
    ),
    Criterion(
        "value",
        _("Value: quality, efficiency, involvement, employees, political goals"),
        (_("Not seen yet"), _("Likely"), _("Seen in part"), _("Seen clearly")),
    ),
    Criterion(
        "feasible",
        _("It can be done: law, economy, skills, technology"),
        (
            _("Something stands in the way"),
            _("Much is unsettled"),
            _("Little is unsettled"),
            _("Nothing stands in the way"),
        ),
    ),
    Criterion(
        "ownership",
        _("Somebody will own it in operation"),
        (_("Nobody"), _("Somebody is interested"), _("Somebody is ready"), _("Somebody said yes")),
    ),
    Criterion(
        "risk", _("Risk"), (_("Cannot be judged yet"), _("Large"), _("Moderate"), _("Small"))
    ),
    Criterion(
        "unknown",
        _("Critical things that we still do not know"),
        (_("Most of them"), _("Some"), _("Few"), _("None")),
    ),
    Criterion(
        "fit",
        _("It serves the focus area"),
        (_("Not at all"), _("Loosely"), _("Well"), _("At its heart")),
    ),
)


@dataclass(frozen=True)
class Weighed:
    """How one criterion was weighed at a gate."""

    label: Any
    score: int
    word: Any
    words: str


def weighed(scores: Mapping[str, Mapping[str, Any]]) -> list[Weighed]:
    """What was weighed, in the order of the criteria; what nobody weighed is left out."""
    return [
        Weighed(one.label, score, one.words[score], str(scores[one.value].get("words", "")))
        for one in CRITERIA
        if one.value in scores and (score := _score(scores[one.value])) is not None
    ]


def _score(found: Mapping[str, Any]) -> int | None:
    score = found.get("score")
    is_one = isinstance(score, int) and not isinstance(score, bool) and 0 <= score <= 3
    return score if is_one else None


def known_scores(scores: Mapping[str, Any]) -> dict[str, dict[str, object]]:
    """Only criteria that exist, only 0–3, with the words cut to their length: as it is kept with the gate."""
    return {
        one.value: {
            "score": score,
            "words": str(scores[one.value].get("words", "")).strip()[:LONGEST_WORDS],
        }
        for one in CRITERIA
        if isinstance(scores.get(one.value), Mapping)
        and (score := _score(scores[one.value])) is not None
    }
