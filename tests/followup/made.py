"""Rounds for tests, made by the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pejl.followup.actions import reports as report_actions
from pejl.followup.actions import rounds as actions
from pejl.followup.models import Report, Round
from pejl.initiatives.actions import projects, undertakings
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import Strategy
from tests import build

_numbers = count(1)


def a_followed_strategy(
    municipality: Municipality | None = None, *, objectives: int = 2
) -> Strategy:
    """An adopted strategy: a focus area and objectives, each with somebody responsible."""
    municipality = municipality or build.a_municipality()
    chief = build.a_person("executive", municipality)
    strategy = build.a_strategy(municipality)
    area = build.a_focus_area(strategy, responsible=chief)
    for _number in range(objectives):
        build.an_objective(area, responsible=chief)
    return build.adopted(strategy)


def a_project(strategy: Strategy, owner: Person | None = None, **details: Any) -> Initiative:
    """A running project that serves the strategy's first objective."""
    here = build.the_operator(strategy.municipality)
    owner = owner or build.a_person("employee", strategy.municipality)
    details = {
        "title": f"Projekt {next(_numbers)}",
        "unit": build.a_unit(strategy.municipality),
    } | details
    made = undertakings.propose_initiative(
        by=here, municipality=strategy.municipality, kind="project", owner=owner,
        objectives=[strategy.objectives.first()], **details,
    )  # fmt: skip
    projects.start_initiative(
        by=here, initiative=made, version=made.version, starts_on=date(2014, 2, 1)
    )
    made.refresh_from_db()
    return made


def a_round(strategy: Strategy | None = None, **details: Any) -> Round:
    """A round in preparation, with its deadlines a week apart from tomorrow on."""
    strategy = strategy or a_followed_strategy()
    number, today = next(_numbers), timezone.localdate()
    details = {
        "slug": f"runde-{number}", "title": f"Opfølgning {number}",
        "starts_on": today - timedelta(days=90), "ends_on": today,
        "initiatives_due_on": today + timedelta(days=1), "objectives_due_on": today + timedelta(days=8),
        "focus_areas_due_on": today + timedelta(days=15),
    } | details  # fmt: skip
    return actions.prepare_round(
        by=build.the_operator(strategy.municipality), strategy=strategy, **details
    )


def opened(round: Round) -> Round:
    actions.open_round(
        by=build.the_operator(round.municipality), round=round, version=round.version
    )
    return round


def closed(round: Round) -> Round:
    actions.close_round(
        by=build.the_operator(round.municipality), round=round, version=round.version
    )
    return round


def confirmed(report: Report, status: str = "on_course", **said: Any) -> Report:
    """The report, confirmed with all that could be asked for."""
    said = {
        "fact": "Sådan står det til.", "cause": "En grund.", "remedy": "En handling.",
        "disagreement": "Tallene er fra før.",
    } | said  # fmt: skip
    report_actions.confirm_report(
        by=build.the_operator(report.municipality), report=report, version=report.version,
        status=status, **said,
    )  # fmt: skip
    return report
