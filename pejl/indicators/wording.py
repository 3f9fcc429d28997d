"""An analysis in plain words: what moved, is it more than noise, is the target within reach.

Each sentence stands whole in the catalogue of translations, so that Danish can order its words as Danish does.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from pejl.design.days import written_day
from pejl.design.rounding import rounded
from pejl.indicators.analysis import Analysis, Point, Standing
from pejl.indicators.periods import label_of


@dataclass(frozen=True)
class Figure:
    """How an indicator's numbers are written: with so many decimals, in such a unit."""

    decimals: int
    measured_in: str

    def __call__(self, number: float | None) -> str:
        """“71,5 %”; a missing number says so."""
        if number is None:
            return _("no number")
        written = formats.number_format(
            rounded(number, self.decimals), self.decimals, use_l10n=True, force_grouping=True
        )
        return f"{written} {self.measured_in}".strip()


def period_of(point: Point) -> str:
    return label_of(point.first, point.last)


def sentence(found: Analysis, stands: Standing, figure: Figure) -> str:
    """The one thing to say about a series, in at most three short sentences."""
    if found.latest is None:
        return _("There are no values yet.")
    parts = (_moved(found, figure), _noise(found), _target(found, stands, figure))
    return " ".join(part for part in parts if part)


def _moved(found: Analysis, figure: Figure) -> str:
    latest, before = found.latest, found.before
    if latest is None or latest.amount is None:
        return ""
    words = {"now": figure(latest.amount), "when": period_of(latest)}
    if before is None or before.amount is None:
        return _("The first value is %(now)s (%(when)s).") % words
    words |= {"then": figure(before.amount), "earlier": period_of(before)}
    if figure(latest.amount) == figure(before.amount):
        return _("Unchanged at %(now)s from %(earlier)s to %(when)s.") % words
    if latest.amount > before.amount:
        return _("Risen from %(then)s (%(earlier)s) to %(now)s (%(when)s).") % words
    return _("Fallen from %(then)s (%(earlier)s) to %(now)s (%(when)s).") % words


def _noise(found: Analysis) -> str:
    """Of the series and not of the last move: a figure can rise today and yet lie on the better side."""
    sentences = {
        "improving": _("The series shows more than chance variation, for the better."),
        "concerning": _("The series shows more than chance variation, for the worse."),
        "neither": _("The series shows more than chance variation."),
        "common_cause": _("The series shows no more than its usual variation."),
    }
    if not found.variation:
        if len(found.known) < 2:
            return ""
        return _("There are too few values to tell whether it varies by more than chance.")
    said = sentences[found.variation]
    if found.is_provisional:
        return said + " " + _("The limits rest on fewer than twelve values and are provisional.")
    return said


def _target(found: Analysis, stands: Standing, figure: Figure) -> str:
    if stands.state == "stale":
        return _("The latest value is too old to say how it stands now.")
    if stands.state == "done":
        if "held_within_tolerance" in stands.reasons:
            return _("Within its tolerance the target is reached, and was held twice.")
        return _("The target is reached and was held twice.")
    if found.ahead is not None:
        words = {
            "target": figure(found.ahead.target),
            "day": written_day(found.ahead.day),
            "chance": formats.number_format(rounded(100 * found.ahead.chance, 0), 0),
        }
        return {
            "likely": _(
                "The target %(target)s by %(day)s is likely to be met (%(chance)s in 100)."
            ),
            "possible": _("The target %(target)s by %(day)s is possible (%(chance)s in 100)."),
            "unlikely": _(
                "The target %(target)s by %(day)s is out of reach if nothing changes (%(chance)s in 100)."
            ),
        }[found.ahead.reach] % words
    return _standing_only(stands)


def _standing_only(stands: Standing) -> str:
    """Where nothing can be said of the future: how it is against the path today."""
    if "near_path" in stands.reasons:
        return _("The latest value is on the target path, within its tolerance.")
    return {
        "on_course": _("The latest value is on the target path."),
        "needs_attention": _("The latest value is not on the target path."),
        "off_course": _("The latest value is not on the target path, and it is off course."),
        "no_target": _("No target has been set to hold it against."),
    }.get(stands.state, "")


def reason(code: str) -> str:
    """Why a standing is what it is, as one line."""
    return {
        "no_values": _("There are no values"),
        "old_values": _("The latest value is too old"),
        "no_path": _("No target has been set for that time"),
        "on_path": _("The latest value is on the target path"),
        "near_path": _("The latest value is on the target path, within its tolerance"),
        "off_path": _("The latest value is not on the target path"),
        "held_twice": _("The last target is reached and was held twice"),
        "held_within_tolerance": _(
            "Within its tolerance the last target is reached, and was held twice"
        ),
        "concerning": _("The series moves the wrong way, more than by chance"),
        "out_of_reach": _("As the process is, it will not meet the target"),
        "wrong_way_twice": _("The last two moves went the wrong way"),
    }[code]
