"""An answer in plain words: what was found, how sure one can be, and what would make it wrong.

Each sentence stands whole in the catalogue of translations, so that Danish can order its words as Danish does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pejl.design.days import written_day
from pejl.indicators.wording import Figure

MOST_DECIMALS = 4
PERCENT = Figure(1, "%")
"""How a ratio is told: “11,5 % lower”."""


class Told(Protocol):
    """A result, or what a list knows of one."""

    @property
    def setup(self) -> dict[str, Any]: ...

    @property
    def answer(self) -> dict[str, Any]: ...

    @property
    def refused(self) -> str: ...

    @property
    def grade(self) -> str: ...


def figure_of(setup: dict[str, Any], number: float | None = None) -> Figure:
    """How an answer's numbers are written: with the indicator's decimals, and more for what is small."""
    decimals = int(setup.get("decimals", 1))
    if number:
        decimals = max(decimals, min(MOST_DECIMALS, 1 - floor(log10(abs(number)))))
    return Figure(decimals, str(setup.get("measured_in", "")))


def sentence(told: Told) -> str:
    """What the figures answered, in one or two sentences; where there is no number, why."""
    if told.refused:
        return why_no_number(told.refused, told.answer)
    if told.answer.get("measure") == "ratio":
        found = _ratio(told)
    elif told.setup["method"] == "before_after":
        found = _means(told)
    else:
        found = _difference(told)
    parts = (found, _interval(told), _places(told.answer), _beyond_limits(told.answer))
    return " ".join(part for part in parts if part)


def _difference(told: Told) -> str:
    estimate = told.answer["estimate"]
    words = {
        "size": figure_of(told.setup, estimate)(abs(estimate)),
        "day": written_day(date.fromisoformat(told.setup["begins_on"])),
    }
    if told.setup["method"] == "interrupted":
        if estimate < 0:
            return (
                _("Its course since %(day)s ends %(size)s lower than its course before led to.")
                % words
            )
        return (
            _("Its course since %(day)s ends %(size)s higher than its course before led to.")
            % words
        )
    if estimate < 0:
        return (
            _("Since %(day)s it was %(size)s lower on average than the comparison leads to.")
            % words
        )
    return (
        _("Since %(day)s it was %(size)s higher on average than the comparison leads to.") % words
    )


def _ratio(told: Told) -> str:
    estimate = told.answer["estimate"]
    words = {
        "size": PERCENT(abs(100 * (estimate - 1))),
        "day": written_day(date.fromisoformat(told.setup["begins_on"])),
    }
    if estimate < 1:
        return (
            _("Its course since %(day)s ends %(size)s lower than its course before led to.") % words
        )
    return _("Its course since %(day)s ends %(size)s higher than its course before led to.") % words


def _means(told: Told) -> str:
    answer = told.answer
    figure = figure_of(told.setup, answer["estimate"])
    words = {
        "before": figure(answer["mean_before"]), "after": figure(answer["mean_after"]),
        "size": figure(abs(answer["estimate"])),
        "day": written_day(date.fromisoformat(told.setup["begins_on"])),
    }  # fmt: skip
    if answer["estimate"] < 0:
        return (
            _("Before %(day)s the mean was %(before)s, since then %(after)s: %(size)s lower.")
            % words
        )
    return (
        _("Before %(day)s the mean was %(before)s, since then %(after)s: %(size)s higher.") % words
    )


def _interval(told: Told) -> str:
    """From where to where it may well lie, and whether that leaves out no effect at all."""
    answer = told.answer
    low, high = answer["low"], answer["high"]
    figure = figure_of(told.setup, answer["estimate"])
    if answer["measure"] == "ratio":
        low, high, figure = 100 * (low - 1), 100 * (high - 1), PERCENT
    words = {"low": figure(low), "high": figure(high)}
    if low <= 0 <= high:
        return (
            _("The 95 %% interval goes from %(low)s to %(high)s, so there may be no effect at all.")
            % words
        )
    better = _better(told, (low + high) / 2)
    if better is None:
        return _("The 95 %% interval goes from %(low)s to %(high)s.") % words
    if better:
        return (
            _("The 95 %% interval goes from %(low)s to %(high)s: all of it for the better.") % words
        )
    return _("The 95 %% interval goes from %(low)s to %(high)s: all of it for the worse.") % words


def moved(told: Told) -> str:
    """Which way the figure moved: “better” or “worse”; empty without a number, and where neither is better."""
    if told.refused or "estimate" not in told.answer:
        return ""
    nothing = 1 if told.answer.get("measure") == "ratio" else 0
    better = _better(told, told.answer["estimate"] - nothing)
    return "" if better is None else "better" if better else "worse"


def _better(told: Told, number: float) -> bool | None:
    """Whether a change is the way it should go; nothing where neither way is better."""
    sign = {"higher": 1, "lower": -1}.get(told.setup.get("direction", ""), 0)
    return None if not sign else number * sign > 0


def _places(answer: dict[str, Any]) -> str:
    """How many of those where nothing was done differ as much."""
    if "rank" not in answer or "p" not in answer:
        return ""
    others = round(answer["rank"] / answer["p"]) - 1
    beyond = answer["rank"] - 1
    words = {"others": others, "beyond": beyond}
    if not beyond:
        return (
            _("Of the %(others)d others, looked at in the same way, none differs as much.") % words
        )
    return (
        ngettext(
            "Of the %(others)d others, looked at in the same way, %(beyond)d differs as much.",
            "Of the %(others)d others, looked at in the same way, %(beyond)d differ as much.",
            beyond,
        )
        % words
    )


def _beyond_limits(answer: dict[str, Any]) -> str:
    """How many values since the start the limits of those before do not explain."""
    limits = answer.get("limits")
    if not limits:
        return ""
    words = {"signals": limits["signals"], "after": answer["after"]}
    if not limits["signals"]:
        return _("All values since then lie where those before it lead one to expect.")
    return (
        ngettext(
            "%(signals)d of the %(after)d values since then lies beyond what those before it lead one to expect.",
            "%(signals)d of the %(after)d values since then lie beyond what those before it lead one to expect.",
            limits["signals"],
        )
        % words
    )


def why_no_number(code: str, answer: dict[str, Any]) -> str:
    """Why the figures cannot bear the question, and what would help."""
    return str(_NO_NUMBER[code]) % {
        "has": answer.get("has", 0),
        "needs": answer.get("needs", 0),
        "missing": answer.get("missing", 0),
        "periods": answer.get("periods", 0),
        "name": answer.get("name", ""),
        "share": _unexplained(answer),
    }


def _unexplained(answer: dict[str, Any]) -> int:
    """Percent of the variation before the start that the comparison leaves unexplained; all of it at most."""
    error = answer.get("relative_error")
    return 100 if error is None else min(100, round(100 * error**2))


_NO_NUMBER = {
    "no_values": gettext_lazy(
        "There is no number: the series has no values yet. Enter or import them first."
    ),
    "two_values": gettext_lazy(
        "There is no number: “%(name)s” has two values for the same period. Correct one of them."
    ),
    "not_finite": gettext_lazy("There is no number: a value is missing or endless."),
    "negative_counts": gettext_lazy("There is no number: a count is below nought."),
    "nothing_counted": gettext_lazy(
        "There is no number: nothing was counted before, or nothing after, so no ratio can be told."
    ),
    "too_few_before": gettext_lazy(
        "There is no number: there are %(has)d values from before, and at least %(needs)d are needed to "
        "know how it went until then."
    ),
    "too_few_after": gettext_lazy(
        "There is no number yet: there are %(has)d values since the start, and at least %(needs)d are "
        "needed. Ask again later."
    ),
    "too_few_others": gettext_lazy(
        "There is no number: there are %(has)d others to compare with, and at least %(needs)d are needed. "
        "With fewer, being the one that differs most may well be chance."
    ),
    "poor_fit": gettext_lazy(
        "There is no number: the comparison did not follow the series before the start (%(share)d %% of its "
        "variation is left unexplained), so it says nothing about after."
    ),
    "gaps": gettext_lazy(
        "There is no number: %(missing)d of %(periods)d periods lack a value. Pejl fills no gaps with "
        "figures that nobody counted."
    ),
}


GRADES = {
    "none": gettext_lazy(
        "Nothing stands for what would have happened anyhow, so it may have been something else."
    ),
    "weak": gettext_lazy(
        "There is a comparison, but it lacks something it cannot do without. It is no ground to build on alone."
    ),
    "moderate": gettext_lazy(
        "The comparison speaks for an effect, but does not meet every demand of strong evidence."
    ),
    "strong": gettext_lazy(
        "Compared with others before and after, with every demand met: the strongest that figures like "
        "these can give."
    ),
}
"""What a grade means, in a sentence."""


@dataclass(frozen=True)
class Demand:
    """One of the rules that a grade rests on, and whether it was met."""

    sentence: str
    met: bool
    decided: bool
    """Without this one the grade would have been stronger."""


_DEMANDS = {
    "something_to_compare_with": gettext_lazy("There is something to compare with"),
    "compared_with_others": gettext_lazy(
        "It is compared with others, and not only with its own past"
    ),
    "eight_points_on_both_sides": gettext_lazy("At least eight values on both sides of the start"),
    "neighbours_allowed_for": gettext_lazy(
        "The uncertainty allows for values that resemble the one before"
    ),
    "five_points_before": gettext_lazy("At least five values before the start"),
    "three_points_after": gettext_lazy("At least three values after the start"),
    "moved_alike_before": gettext_lazy("It moved like those it is compared with until the start"),
    "followed_closely_before": gettext_lazy(
        "The comparison explains four fifths of its variation before the start"
    ),
    "interval_leaves_out_no_effect": gettext_lazy("The 95 % interval leaves out no effect at all"),
    "unusual_among_placebos": gettext_lazy("At most one in ten of the others differs as much"),
    "very_unusual_among_placebos": gettext_lazy(
        "At most one in twenty of the others differs as much"
    ),
    "stands_without_any_one_donor": gettext_lazy(
        "The direction does not rest on a single one of those compared with"
    ),
}


def demands(told: Told, grounds: list[str]) -> list[Demand]:
    """The rules that led to the grade, in words."""
    return [
        Demand(str(_DEMANDS[one["code"]]), one["kept"], one["code"] in grounds)
        for one in told.answer.get("reasons", ())
    ]


_ASSUMPTIONS = {
    "measured_alike_throughout": gettext_lazy("It was measured in the same way all the time."),
    "nothing_else_happened_here": gettext_lazy(
        "Nothing else happened here at the same time that moved the figure."
    ),
    "others_were_not_touched": gettext_lazy(
        "Those compared with were not touched by it, and did nothing like it."
    ),
    "nobody_acted_before_the_start": gettext_lazy("Nobody acted on it before it began."),
    "would_have_stayed_as_it_was": gettext_lazy(
        "Without it the figure would have stayed as it was."
    ),
    "was_not_begun_at_an_extreme": gettext_lazy(
        "It was not begun just because the figure was unusually bad: such figures get better by themselves."
    ),
    "old_course_would_have_gone_on": gettext_lazy("Without it the old course would have gone on."),
    "would_have_moved_like_the_others": gettext_lazy(
        "Without it the figure would have moved like the mean of the others."
    ),
    "varies_like_the_others": gettext_lazy("It varies as much by chance as the others do."),
    "mixture_would_have_gone_on_alike": gettext_lazy(
        "Without it the figure would have stayed at the level of the mixture of others."
    ),
    "is_not_outermost": gettext_lazy(
        "It is not the highest or lowest of all, so that others can match it."
    ),
    "mixture_would_have_moved_alike": gettext_lazy(
        "Without it the figure would have moved like the mixture of others."
    ),
}


def assumptions(told: Told) -> list[str]:
    """What the method takes for granted and no figure can prove."""
    return [str(_ASSUMPTIONS[code]) for code in told.answer.get("assumptions", ())]


METHODS = {
    "before_after": gettext_lazy(
        "The mean before is held against the mean after. It says that something changed, not why."
    ),
    "interrupted": gettext_lazy(
        "The course before the start is drawn on, and what came after is held against it."
    ),
    "difference": gettext_lazy(
        "How much more did it change than the mean of others where nothing was done?"
    ),
    "synthetic": gettext_lazy(
        "A mixture of others that was at its level all the time before stands for what would have happened."
    ),
    "synthetic_difference": gettext_lazy(
        "A mixture of others that moved as it did before stands for what would have happened."
    ),
}
"""What a method does, in a sentence."""
