"""What serves an objective, as briefly as the objective's page tells it."""

from __future__ import annotations

from dataclasses import dataclass

from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.strategy.models import Objective

MOST_SHOWN = 8
"""So many stand on the objective's page; the catalogue shows them all."""


@dataclass(frozen=True)
class Serving:
    """One initiative that serves the objective."""

    number: int
    title: str
    kind: str
    state: str
    unit: str
    is_example: bool

    @property
    def label(self) -> str:
        return f"P{self.number}"

    @property
    def kind_word(self) -> str:
        return str(Initiative.Kind(self.kind).label)

    @property
    def state_word(self) -> str:
        return str(Initiative.State(self.state).label)


@dataclass(frozen=True)
class Served:
    """The first of them, and how many more there are."""

    shown: list[Serving]
    more: int


def serving_objective(actor: Actor, objective: Objective) -> Served:
    """What serves an objective, by number. One SQL query."""
    rows = (
        Initiative.objects.visible_to(actor)
        .filter(objectives=objective)
        .order_by("number")
        .values_list("number", "title", "kind", "state", "unit__name", "is_example")
    )
    found = [Serving(*row) for row in rows]
    return Served(found[:MOST_SHOWN], max(len(found) - MOST_SHOWN, 0))
