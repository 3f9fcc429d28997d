"""A municipality with a strategy and things in its catalogue, for tests of the pages that show it."""

from __future__ import annotations

from itertools import count
from typing import Any

from pejl.initiatives import actions
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Municipality, Unit
from pejl.strategy.models import Objective, Strategy
from tests import build

_numbers = count(1)


class Place:
    """A municipality with an adopted strategy of one objective, a centre, its chief and the executive group."""

    def __init__(self) -> None:
        self.municipality: Municipality = build.a_municipality()
        self.strategy: Strategy = build.a_strategy(self.municipality)
        self.objective: Objective = build.an_objective(
            build.a_focus_area(self.strategy, "Produktivitet"), "Kortere vej"
        )
        build.adopted(self.strategy)
        self.unit: Unit = build.a_unit(self.municipality, "Ældre & Pleje")
        self.chief = build.an_actor("executive", self.municipality)
        self.employee = build.an_actor("employee", self.municipality)
        self.visitor = build.an_actor("visitor", self.municipality)
        self.operator = build.the_operator(self.municipality)

    def initiative(self, kind: str = "prejekt", title: str = "", **details: Any) -> Initiative:
        """A proposal at the centre for the objective."""
        more: dict[str, Any] = {"objectives": [self.objective], "sponsor": self.chief.person}
        if kind == "prejekt":
            more["question"] = "Hvordan kan vi gøre det bedre?"
        return actions.propose_initiative(
            by=self.operator,
            municipality=self.municipality,
            kind=kind,
            title=title or f"Indsats {next(_numbers)}",
            **{"unit": self.unit} | more | details,
        )
