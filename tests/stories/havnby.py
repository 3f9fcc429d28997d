"""Havnby: a small municipality for the story of a round, with those who play it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import mail
from django.utils import timezone

from pejl.followup.models import Report
from pejl.initiatives.models import Initiative
from pejl.jobs import worker
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import Strategy
from tests import build
from tests.followup.made import a_project, a_round, closed, confirmed, opened


@dataclass(frozen=True)
class Havnby:
    """A small municipality with a round behind it, and the five who play the next one."""

    municipality: Municipality
    office: Person
    owner: Person
    leader: Person
    chief: Person
    second_chief: Person
    strategy: Strategy
    unchanged: Initiative
    in_trouble: Initiative
    of_another: Initiative


def a_municipality_with_a_round_behind_it() -> Havnby:
    here = build.a_municipality("Havnby Kommune", slug="havnby")
    unit = build.a_unit(here, "Sundhed", slug="sundhed")
    office = build.a_person("strategy_office", here, name="Signe Strategi")
    owner = build.a_person("employee", here, name="Ole Ejer")
    leader = build.a_person("unit_leader", here, unit, name="Lene Leder")
    chief, second = (
        build.with_password(build.a_person("executive", here, name=name))
        for name in ("Karen Chef", "Bo Chef")
    )
    strategy = a_strategy_in_force(here, chief)
    titles = ("Tryg hjemme", "Udstyr til tiden", "Ét nummer at ringe til")
    owners = (owner, owner, build.a_person("employee", here, name="Nynne Nyansat"))
    projects = [
        a_project(strategy, one, title=title, unit=unit)
        for title, one in zip(titles, owners, strict=True)
    ]
    a_round_that_is_over(strategy)
    return Havnby(here, office, owner, leader, chief, second, strategy, *projects)


def a_strategy_in_force(here: Municipality, chief: Person) -> Strategy:
    year = timezone.localdate().year
    strategy = build.a_strategy(
        here, starts_on=date(year - 1, 1, 1), ends_on=date(year + 1, 12, 31)
    )
    area = build.a_focus_area(strategy, "Sundhed hele livet", responsible=chief)
    for title in ("Færre venter på udstyr", "Flere klarer sig selv"):
        build.an_objective(area, title, responsible=chief)
    return build.adopted(strategy)


def a_round_that_is_over(strategy: Strategy) -> None:
    """All was on course in it, and its letters were sent."""
    today = timezone.localdate()
    earlier = a_round(
        strategy, slug="foer", title="1. opfølgning", starts_on=today - timedelta(days=180),
        ends_on=today - timedelta(days=90),
    )  # fmt: skip
    for report in Report.objects.filter(round=opened(earlier)):
        confirmed(report, fact="Det går som ventet.", cause="", remedy="", disagreement="")
    closed(earlier)
    worker.work_off()
    mail.outbox.clear()
