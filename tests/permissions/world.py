"""Two municipalities with the same of everything, and somebody of each role in the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client

from pejl.organisation import actions as organisation
from pejl.organisation import queries
from pejl.organisation.models import Membership, Municipality, Person, PersonalToken, Unit
from pejl.strategy import actions
from pejl.strategy.models import CentreStrategy, Strategy
from tests import build
from tests.overview.reader import a_browser
from tests.permissions.effects import Findings, findings
from tests.permissions.followup import Followed, followed
from tests.permissions.indicators import Figures, figures
from tests.permissions.initiatives import Undertakings, an_idea_of, undertakings

ROLES = (
    "visitor", "employee", "initiative_lead", "unit_leader", "other_leader", "executive",
    "strategy_office", "guest", "installation_admin",
)  # fmt: skip
"""``unit_leader`` leads the unit that the addresses name, ``other_leader`` another one."""

STRANGER = "stranger"
"""What everyone with a role is in a municipality where they hold none."""


@dataclass(frozen=True)
class Place:
    """A municipality with a draft and an adopted strategy, each with one of everything.

    What belongs to the draft is for those who work here, and so are its initiatives; the others are public.
    """

    municipality: Municipality
    unit: Unit
    other_unit: Unit
    draft: Strategy
    adopted: Strategy
    membership: Membership
    token: PersonalToken
    initiatives: dict[str, Undertakings]
    findings: dict[str, Findings]
    figures: dict[str, Figures]
    followed: Followed

    @property
    def strategies(self) -> dict[str, Strategy]:
        return {"draft": self.draft, "adopted": self.adopted}

    def arguments(self, strategy: Strategy, name: str) -> dict[str, Any]:
        """What the address with this name can ask for, by what it is called there."""
        mine = self.initiatives[strategy.status].arguments(name)
        mine |= self.findings[strategy.status].arguments(name)
        mine |= self.figures[strategy.status].arguments(name)
        mine |= self.followed.arguments(name)
        return {
            "municipality": self.municipality.slug,
            "strategy": strategy.slug,
            "unit": self.unit.slug,
            "number": 1,
            "place": 1,
            "label": "1.1",
            "day": "2030-01-01",
            "person": self.membership.person_id,
            "membership": self.membership.id,
            "token": self.token.id,
        } | mine

    def keys(self, strategy: Strategy, name: str) -> dict[str, str]:
        """What the operation with this name can ask for, by what it is called there."""
        centre_strategy = CentreStrategy.objects.get(strategy=strategy)
        area = strategy.focusareas.get()
        found = {
            "strategy_id": strategy,
            "unit_id": self.unit,
            "person_id": self.membership.person,
            "membership_id": self.membership,
            "driver_id": strategy.drivers.get(),
            "area_id": area,
            "question_id": area.questions.get(),
            "objective_id": area.objectives.get(),
            "centre_strategy_id": centre_strategy,
        }
        found |= self.initiatives[strategy.status].keys(name)
        found |= self.findings[strategy.status].keys()
        found |= self.figures[strategy.status].keys()
        found |= self.followed.keys()
        return {key: str(one.pk) for key, one in found.items()} | {
            "slug": self.municipality.slug,
            "day": "2030-01-01",
        }


def a_place() -> Place:
    municipality = build.a_municipality()
    build.a_logo(municipality)
    unit, other_unit = build.a_unit(municipality), build.a_unit(municipality)
    draft, adopted = (_written(municipality, unit) for _ in range(2))
    centre_strategy = CentreStrategy.objects.select_related("strategy__municipality").get(
        strategy=adopted
    )
    actions.adopt_centre_strategy(
        by=build.the_operator(municipality), centre_strategy=centre_strategy, version=1
    )
    actions.adopt_strategy(
        by=build.the_operator(municipality), strategy=adopted, version=1,
        adopted_on=date(2014, 1, 15),
    )  # fmt: skip
    token, _key = build.a_token(municipality)
    membership = build.a_membership("employee", municipality)
    idea = an_idea_of(unit)
    undertaken = {one.status: undertakings(idea, one, unit) for one in (draft, adopted)}
    return Place(
        municipality, unit, other_unit, draft, adopted, membership, token, undertaken,
        {status: findings(one.project, unit) for status, one in undertaken.items()},
        {status: figures(unit, is_public=status != "draft") for status in undertaken},
        followed(adopted, unit),
    )  # fmt: skip


def _written(municipality: Municipality, unit: Unit) -> Strategy:
    strategy = build.a_strategy(municipality)
    area = build.a_focus_area(strategy)
    build.an_objective(area)
    build.a_question(area)
    build.a_driver(strategy)
    build.a_contribution(build.a_centre_strategy(strategy, unit), area)
    return strategy


class World:
    """The two municipalities, and a browser and a program for each role of the first."""

    def __init__(self) -> None:
        self.here, self.elsewhere = a_place(), a_place()
        self.people = {role: self._somebody(role) for role in ROLES}
        self.browsers = {role: self._browser(person) for role, person in self.people.items()}
        self.program = a_browser(raise_request_exception=False)
        self.keys = {role: self._key(person) for role, person in self.people.items()}

    def _somebody(self, role: str) -> Person | None:
        municipality = self.here.municipality
        match role:
            case "visitor":
                return None
            case "installation_admin":
                return build.an_administrator()
            case "unit_leader":
                return build.a_person("unit_leader", municipality, self.here.unit)
            case "other_leader":
                return build.a_person("unit_leader", municipality, self.here.other_unit)
        return build.a_person(role, municipality)

    @staticmethod
    def _browser(person: Person | None) -> Client:
        client = a_browser(raise_request_exception=False)
        if person:
            client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    def _key(self, person: Person | None) -> str:
        """A token with which the person may write. A guest got theirs while still working here."""
        if person is None:
            return ""
        actor = queries.actor_for(self.here.municipality, person)
        if not actor.is_member and not actor.is_installation_admin:
            actor = queries.actor_for(self.here.municipality, self.people["employee"])
        token, key = organisation.create_token(
            by=actor, municipality=self.here.municipality, name="Program", scope="write",
            expires_on=None,
        )  # fmt: skip
        PersonalToken.objects.filter(pk=token.pk).update(person=person)
        return key
