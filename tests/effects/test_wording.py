"""Every code has its words, and the answer reads as a sentence whichever way the figures went."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from pejl.effects import wording
from pejl.effects.evaluating import CODES
from pejl.effects.models import Evaluation, EvaluationResult
from pejl.methods import evidence


def told(refused: str = "", **answer: Any) -> Any:
    """A result about waiting in days, since the first of July."""
    setup = {
        "method": answer.pop("method", "difference"), "begins_on": "2014-07-01", "decimals": 1,
        "measured_in": "dage", "direction": answer.pop("direction", "lower"),
    }  # fmt: skip
    known = {"measure": "difference", "estimate": -2.0, "low": -3.0, "high": -1.0} | answer
    return SimpleNamespace(setup=setup, answer=known, refused=refused, grade="none")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_every_code_has_its_words():
    designs = set(evidence.Design) - {evidence.Design.STAGGERED}
    rules = {one.code for one in evidence.RULES if one.applies_to & designs}
    assert rules <= wording._DEMANDS.keys()
    assumed = {code for design in designs for code in evidence.ASSUMPTIONS[design]}
    assert assumed == wording._ASSUMPTIONS.keys()
    assert set(CODES.values()) == wording._NO_NUMBER.keys()
    assert set(Evaluation.Method.values) == wording.METHODS.keys() == {one.value for one in designs}
    assert set(EvaluationResult.Grade.values) == wording.GRADES.keys()


@pytest.mark.parametrize("code", sorted(CODES.values()))
def test_why_there_is_no_number_is_a_sentence(code):
    said = wording.sentence(told(code, has=2, needs=3, missing=1, periods=9, name="Tune"))
    assert said.startswith("There is no number")
    assert said.endswith(".")
    assert "%(" not in said


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "Since 1 July 2014 it was 2.0 dage lower on average than the comparison leads to."),
        ({"estimate": 2.0, "low": 1.0, "high": 3.0}, "2.0 dage higher on average"),
        (
            {"method": "interrupted"},
            "Its course since 1 July 2014 ends 2.0 dage lower than its course before led to.",
        ),
        ({"method": "interrupted", "estimate": 2.0}, "ends 2.0 dage higher"),
        ({"method": "interrupted", "measure": "ratio", "estimate": 0.885}, "ends 11.5 % lower"),
        ({"method": "interrupted", "measure": "ratio", "estimate": 1.2}, "ends 20.0 % higher"),
        (
            {"method": "before_after", "mean_before": 5.0, "mean_after": 3.0},
            "Before 1 July 2014 the mean was 5.0 dage, since then 3.0 dage: 2.0 dage lower.",
        ),
        (
            {"method": "before_after", "mean_before": 3.0, "mean_after": 5.0, "estimate": 2.0},
            "2.0 dage higher.",
        ),
        ({"estimate": 0.0234}, "0.023 dage higher"),
        ({}, "from -3.0 dage to -1.0 dage: all of it for the better."),
        ({"direction": "higher"}, "all of it for the worse."),
        ({"direction": "neutral"}, "from -3.0 dage to -1.0 dage."),
        ({"high": 1.0}, "from -3.0 dage to 1.0 dage, so there may be no effect at all."),
        ({"rank": 1, "p": 1 / 39}, "Of the 38 others, looked at in the same way, none differs"),
        ({"rank": 2, "p": 2 / 39}, "Of the 38 others, looked at in the same way, 1 differs"),
        ({"rank": 4, "p": 4 / 39}, "3 differ as much."),
        ({"limits": {"signals": 0}, "after": 6}, "All values since then lie where"),
        ({"limits": {"signals": 1}, "after": 6}, "1 of the 6 values since then lies beyond"),
        ({"limits": {"signals": 2}, "after": 6}, "2 of the 6 values since then lie beyond"),
    ],
)
def test_the_answer_is_said_in_words(answer, words):
    assert words in wording.sentence(told(**answer))


def test_what_is_left_unexplained_is_never_more_than_all():
    def share(**answer):
        return wording.why_no_number("poor_fit", answer)

    assert "(49 % of its variation" in share(relative_error=0.7)
    assert "(100 % of its variation" in share(relative_error=5.0)
    assert "(100 % of its variation" in share(relative_error=None)
