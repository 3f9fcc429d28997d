"""A municipality in the spring of 2014 in which something of everything has happened, made by the real actions.

What is counted of it can be counted on fingers; each test says what it adds.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

import time_machine
from django.utils import timezone

from pejl.indicators.measuring import Counted, measures, scopes_of
from pejl.indicators.periods import Period
from pejl.initiatives import actions
from pejl.initiatives.actions.projects import finish_initiative
from pejl.initiatives.models import Idea
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Unit
from pejl.strategy import actions as strategy
from tests import build
from tests.effects.lived_in import evaluate_and_learn
from tests.initiatives.exploring import World, a_running_prejekt, a_world, decided
from tests.initiatives.undertaken import a_milestone, a_project, running

MARCH = Period(date(2014, 3, 1), date(2014, 3, 31))
SPRING = Period(date(2014, 1, 1), date(2014, 3, 31))


def on(day: str, clock: str = "12:00") -> AbstractContextManager[Any]:
    """It is that day of 2014, as “03-14”, by the clock on the wall."""
    moment = timezone.make_aware(datetime.fromisoformat(f"2014-{day}T{clock}"))
    return time_machine.travel(moment, tick=False)


def counted(
    key: str, municipality: Municipality, period: Period, unit: Unit | None = None
) -> Counted:
    """What a measure counts."""
    (scope,) = scopes_of(municipality, [unit])
    return measures()[key].compute(scope, period)


def amount(key: str, municipality: Municipality, period: Period, unit: Unit | None = None) -> Any:
    return counted(key, municipality, period, unit).amount


def an_idea(day: str, municipality: Municipality, by: Actor | None = None, **details: Any) -> Idea:
    """An idea handed in on a day of 2014."""
    with on(day):
        return actions.submit_idea(
            by=by or build.the_operator(municipality), municipality=municipality,
            title="Hvad nu hvis vi ringede først?", **details,
        )  # fmt: skip


def answer(day: str, idea: Idea, outcome: str = "declined", **more: Any) -> None:
    """An answer to it on a day of 2014."""
    with on(day):
        idea.refresh_from_db()
        actions.answer_idea(
            by=build.the_operator(idea.municipality), idea=idea, version=idea.version,
            outcome=outcome, reason="Derfor.", **more,
        )  # fmt: skip


def hand_over(day: str, idea: Idea, unit: Unit) -> None:
    with on(day):
        idea.refresh_from_db()
        actions.hand_over_idea(
            by=build.the_operator(idea.municipality), idea=idea, version=idea.version,
            to_unit=unit, reason="Hører til hos jer.",
        )  # fmt: skip


def employees(municipality: Municipality, number: int, unit: Unit | None = None) -> list[Actor]:
    """So many new employees."""
    people = [build.a_person("employee", municipality, unit) for _one in range(number)]
    return [organisation.actor_for(municipality, person) for person in people]


def an_adopted_objective(municipality: Municipality) -> Any:
    objective = build.an_objective(build.a_focus_area(build.a_strategy(municipality)))
    build.adopted(objective.strategy)
    objective.strategy.refresh_from_db()
    return objective


def lived_in() -> World:
    """Something for every measure to count in March 2014, most of it at one centre."""
    with on("01-20"):
        world = a_world()
        objective = an_adopted_objective(world.municipality)
    with on("03-03"):
        prejekt = a_running_prejekt(world)
        actions.note_unknown(by=world.executive, initiative=prejekt, question="Hvem ringer?")
        asked = actions.note_unknown(by=world.executive, initiative=prejekt, question="Hvornår?")
        actions.settle_unknown(
            by=world.executive, unknown=asked, version=1, state="answered", answer="Klokken syv."
        )
        a_milestone(running(a_project(world.municipality, unit=world.unit)), days=5)
        done = running(a_project(world.municipality, unit=world.unit))
        finish_initiative(by=world.executive, initiative=done, version=done.version)
        people = employees(world.municipality, 6, world.unit)
    with on("03-12"):
        evaluate_and_learn(world.municipality, world.unit)
    for person in people:
        idea = an_idea("03-04", world.municipality, by=person, unit=world.unit)
    answer("03-06", idea)
    answer(
        "03-20", an_idea("03-04", world.municipality, unit=world.unit, origin="citizen"), "do_now"
    )
    with on("03-25"):
        decided(world, prejekt, "crystallise", "stop", learning="Det var timen, ikke personen.")
        a_running_prejekt(world, objectives=[objective])
        strategy.edit_objective(
            by=world.executive, objective=objective, version=objective.version,
            title="Tryg aften", responsible=world.chief,
        )  # fmt: skip
    return world
