"""How strong the evidence is that what serves an objective works, for every objective of a strategy at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pejl.effects.models import Evaluation, EvaluationResult
from pejl.effects.queries.evaluations import Latest, latest_by_key, latest_of
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.strategy.models import Objective

GRADES = tuple(EvaluationResult.Grade.values)
"""Weakest first."""


@dataclass(frozen=True)
class Evidence:
    """The strongest evidence for an objective, and how often it was looked for."""

    grade: str
    """Empty where nobody could give a number."""
    number: int = 0
    """Of the evaluation with that grade."""
    title: str = ""
    latest: Latest | None = None
    asked: int = 0
    """Evaluations with a result, those without a number among them."""

    @property
    def label(self) -> str:
        return f"E{self.number}"


def evidence_for_objectives(actor: Actor, objectives: Iterable[Objective]) -> dict[UUID, Evidence]:
    """The best grade for each objective that was asked about. Two SQL queries for any number of objectives.

    Counted is what each evaluation answered last: who asks five times and likes the second answer best has
    answered with the fifth.
    """
    through = Initiative.objectives.through
    rows = list(
        Evaluation.objects.visible_to(actor)
        .filter(
            initiative__in=through.objects.filter(
                objective__in=[one.pk for one in objectives]
            ).values("initiative_id")
        )
        .annotate(latest_id=latest_of())
        .filter(latest_id__isnull=False)
        .order_by("number")
        .values_list("initiative__objectives", "number", "title", "latest_id")
    )
    latest = latest_by_key({row[3] for row in rows})
    wanted = {one.pk for one in objectives}
    found: dict[UUID, Evidence] = {}
    for objective_id, number, title, key in rows:
        if objective_id in wanted:
            said = Evidence(_grade(latest[key]), number, title, latest[key])
            found[objective_id] = _stronger(found.get(objective_id), said)
    return found


def _grade(latest: Latest) -> str:
    return "" if latest.refused else latest.grade


def _rank(grade: str) -> int:
    return GRADES.index(grade) if grade else -1


def _stronger(before: Evidence | None, now: Evidence) -> Evidence:
    """Of two the stronger, the first of equals; both are counted."""
    asked = (before.asked if before else 0) + 1
    best = now if before is None or _rank(now.grade) > _rank(before.grade) else before
    return Evidence(best.grade, best.number, best.title, best.latest, asked)
