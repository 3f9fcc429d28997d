"""Chains, expectations, evaluations and learning for tests, made by the real actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pejl.effects import actions
from pejl.effects.models import (
    ChainStep,
    Evaluation,
    EvaluationResult,
    Expectation,
    Learning,
)
from pejl.indicators import actions as indicators
from pejl.indicators.models import Indicator
from pejl.indicators.periods import next_period, period_around
from pejl.indicators.told import NewValue
from pejl.initiatives.actions.projects import start_initiative
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Municipality
from pejl.strategy.models import Objective
from tests import build
from tests.indicators.made import an_indicator
from tests.initiatives.undertaken import a_project


def a_step(initiative: Initiative, kind: str = "activity", **details: Any) -> ChainStep:
    return actions.add_step(
        by=build.the_operator(initiative.municipality), initiative=initiative, kind=kind,
        **{"text": "Vi ringer først"} | details,
    )  # fmt: skip


def an_expectation(
    initiative: Initiative, indicator: Indicator | None = None, **details: Any
) -> Expectation:
    """Five fewer by the end of 2014."""
    told = {"change": Decimal(-5), "due_on": date(2014, 12, 31)} | details
    return actions.write_expectation(
        by=build.the_operator(initiative.municipality),
        initiative=initiative,
        indicator=indicator or an_indicator(initiative.municipality),
        **told,
    )


def an_evaluation(
    indicator: Indicator | None = None, initiative: Initiative | None = None, **details: Any
) -> Evaluation:
    """Asked of an indicator: did it change when something began in July 2014?"""
    place = initiative.municipality if initiative else None
    indicator = indicator or an_indicator(place)
    told = {
        "title": "Virkede det at ringe først?",
        "question": "Faldt ventetiden, da vi begyndte at ringe først?",
        "method": "before_after",
        "begins_on": date(2014, 7, 1),
    } | details
    return actions.create_evaluation(
        by=build.the_operator(indicator.municipality), municipality=indicator.municipality,
        indicator=indicator, initiative=initiative, **told,
    )  # fmt: skip


def reckoned(evaluation: Evaluation) -> Evaluation:
    """The evaluation with a result."""
    actions.run_evaluation(by=build.the_operator(evaluation.municipality), evaluation=evaluation)
    return evaluation


def a_learning(municipality: Municipality | None = None, **details: Any) -> Learning:
    """A finding from elsewhere, unless a source is named."""
    named = [details[name] for name in ("evaluation", "indicator", "initiative") if name in details]
    place = municipality or (named[0].municipality if named else build.a_municipality())
    told = {"finding": "Borgerne vil hellere ringes op"} | details
    if not named:
        told |= {"other_source": "En samtale på torvet"}
    return actions.tell_learning(by=build.the_operator(place), municipality=place, **told)


def decided(learning: Learning, **details: Any) -> Learning:
    """The learning with a change decided, and somebody to make it."""
    told = {
        "change": "Vi ringer op inden for en time",
        "responsible": build.a_person("employee", learning.municipality),
        "due_on": date(2014, 10, 1),
    } | details
    actions.decide_change(
        by=build.the_operator(learning.municipality), learning=learning, version=learning.version,
        **told,
    )  # fmt: skip
    return learning


def changed(learning: Learning, on: date = date(2014, 9, 15), **details: Any) -> Learning:
    """The learning with its change made."""
    decided(learning, **details)
    actions.say_changed(
        by=build.the_operator(learning.municipality), learning=learning, version=learning.version,
        changed_on=on,
    )  # fmt: skip
    return learning


def a_running_project(municipality: Municipality | None = None, **details: Any) -> Initiative:
    project = a_project(municipality, **details)
    begin(project)
    return project


def begin(project: Initiative, **details: Any) -> None:
    project.refresh_from_db()
    start_initiative(
        by=build.the_operator(project.municipality), initiative=project, version=project.version,
        **details,
    )  # fmt: skip


def with_lines(
    indicator: Indicator,
    lines: dict[str, list[float | None]],
    *,
    first: date = date(2014, 1, 1),
    dimension: str = "kommune",
    own: str = "",
) -> Indicator:
    """The indicator with a series for each part of a dimension; that named ``own`` is the indicator's own."""
    told, period = [], period_around(first, indicator.frequency)
    for place in range(max(map(len, lines.values()))):
        for name, values in lines.items():
            if place >= len(values) or values[place] is None:
                continue
            whom = {} if name == own else {"dimension": dimension, "category": name}
            amount = Decimal(str(values[place]))
            told.append(NewValue(period.first, period.last, amount, **whom))
        period = next_period(period, indicator.frequency)
    indicators.enter_values(
        by=build.the_operator(indicator.municipality), indicator=indicator, values=told
    )
    return indicator


def one_of_each_effect(objective: Objective) -> None:
    """Every model of the room with every relation filled, all in the objective's municipality."""
    here: dict[str, Any] = {"municipality": objective.municipality}
    project = a_project(objective.municipality)
    indicator = an_indicator(objective=objective)
    of: dict[str, Any] = {**here, "initiative": project, "indicator": indicator}
    ChainStep.objects.create(**of, kind="effect", text="Færre falder")
    told: dict[str, Any] = {**of, "change": Decimal(-5), "due_on": date(2014, 12, 31)}
    first = Expectation.objects.create(**told)
    Expectation.objects.create(**told, replaces=first, reason="Fordi")
    evaluation = Evaluation.objects.create(
        **of, number=1, title="Virkede det?", question="Faldt den?", method="before_after",
        begins_on=date(2014, 7, 1),
    )  # fmt: skip
    EvaluationResult.objects.create(**here, evaluation=evaluation)
    Learning.objects.create(
        **of, number=1, finding="Opkald virker", evaluation=evaluation, objective=objective,
        unit=project.unit,
    )  # fmt: skip
