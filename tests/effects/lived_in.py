"""What the spring of 2014 left of effect and learning, for measures to count."""

from __future__ import annotations

from datetime import date

from pejl.organisation.models import Municipality, Unit
from tests.effects.made import a_learning, an_evaluation, an_expectation, begin, changed, reckoned
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project


def evaluate_and_learn(municipality: Municipality, unit: Unit) -> None:
    """A project with an expectation beforehand, an evaluation that compares, and a change made in time."""
    project = a_project(municipality, unit=unit)
    fell = [40 + place % 3 for place in range(8)] + [20 + place % 3 for place in range(8)]
    indicator = with_values(
        an_indicator(municipality, frequency="month"), *fell, first=date(2012, 11, 1)
    )
    an_expectation(project, indicator)
    begin(project)
    evaluation = reckoned(
        an_evaluation(indicator, project, method="interrupted", begins_on=date(2013, 7, 1))
    )
    changed(
        a_learning(evaluation=evaluation, initiative=project), on=date(2014, 3, 10),
        due_on=date(2014, 3, 20), unit=unit,
    )  # fmt: skip
