"""A strategy with very many initiatives, written at once: what a page costs must not depend on their number."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from pejl.followup.models import Report, Round
from pejl.initiatives.models import Initiative, Milestone
from pejl.strategy.models import Objective, Strategy
from tests import build
from tests.followup.made import a_round, opened
from tests.indicators.made import an_indicator, with_values

STATUSES = ("on_course", "needs_attention", "off_course", "on_course", "done", "not_started")
AREAS, AIMS, UNITS, PEOPLE = 4, 3, 8, 12


def a_broad_strategy(*, measured: int = 0) -> Strategy:
    """Four focus areas with three objectives each; the first few have an indicator with a target."""
    municipality = build.a_municipality()
    chief = build.a_person("executive", municipality)
    strategy = build.a_strategy(municipality)
    for _area in range(AREAS):
        area = build.a_focus_area(strategy, responsible=chief)
        for _aim in range(AIMS):
            build.an_objective(area, responsible=chief)
    for aim in list(strategy.objectives.all())[:measured]:
        indicator = an_indicator(objective=aim)
        with_values(indicator, *(60 + number for number in range(12)), first=date(2012, 1, 1))
    return build.adopted(strategy)


def with_initiatives(strategy: Strategy, number: int) -> None:
    """So many running projects over objectives, units and owners; a few without owner or past a milestone."""
    here = strategy.municipality
    units = [build.a_unit(here) for _one in range(UNITS)]
    people = [build.a_person("employee", here) for _one in range(PEOPLE)]
    aims = list(strategy.objectives.select_related("focus_area"))
    numbers = count(1)
    made = [
        Initiative(
            municipality=here, number=next(numbers), kind="project", state="running", title=f"Indsats {place}",
            unit=units[place % UNITS], owner=None if place % 17 == 0 else people[place % PEOPLE],
        )
        for place in range(number)
    ]  # fmt: skip
    Initiative.objects.bulk_create(made)
    serving, within, late = Initiative.objectives.through, Initiative.focus_areas.through, []
    serves, lies = [], []
    for place, one in enumerate(made):
        aim: Objective = aims[place % len(aims)]
        serves.append(serving(initiative=one, objective=aim))
        lies.append(within(initiative=one, focusarea=aim.focus_area))
        if place % 5 == 0:
            due = strategy.ends_on - timedelta(days=10)
            late.append(Milestone(municipality=here, initiative=one, title="Pilot", due_on=due))
    serving.objects.bulk_create(serves)
    within.objects.bulk_create(lies)
    Milestone.objects.bulk_create(late)


def a_round_of(number: int, *, measured: int = 0, reported: bool = True) -> Round:
    """An open round with so many initiatives, most of them reported."""
    strategy = a_broad_strategy(measured=measured)
    with_initiatives(strategy, number)
    round = opened(a_round(strategy))
    if reported:
        for place, report in enumerate(Report.objects.filter(round=round).order_by("kind", "id")):
            if place % 7 and report.owner_id:
                Report.objects.filter(pk=report.pk).update(
                    status=STATUSES[place % len(STATUSES)], confirmed_at=timezone.now(),
                    confirmed_by=report.owner_id, suggested="on_course", fact="Sådan står det til.",
                )  # fmt: skip
    return round
