"""Who owes a report on what, when a round opens: found from the strategy, never written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from pejl.followup.models import Report, Round
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from pejl.strategy.models import FocusArea, Objective

Kind = Report.Kind


@dataclass(frozen=True)
class Subject:
    """One thing that is reported on: where it belongs, who owes it, by when."""

    kind: str
    focus_area: FocusArea | None
    objective: Objective | None
    initiative: Initiative | None
    unit_id: UUID | None
    owner_id: UUID | None
    """Empty where nobody is named, or whoever was has left."""
    due_on: date

    @property
    def key(self) -> tuple[str, UUID]:
        """What makes it the same thing from round to round."""
        thing: Any = self.initiative or self.objective or self.focus_area
        return self.kind, thing.pk


def subjects_of(round: Round) -> list[Subject]:
    """All that is reported on in a round: its focus areas, their objectives, what is carried out for them.

    Five SQL queries. Somebody who no longer works here owes nothing: what they owned shows as unowned.
    """
    working = set(organisation.members(round.municipality).values_list("id", flat=True))
    areas = list(FocusArea.objects.filter(strategy=round.strategy_id).order_by("number"))
    aims = list(
        Objective.objects.filter(strategy=round.strategy_id)
        .select_related("focus_area")
        .order_by("focus_area__number", "number")
    )
    found = [_of_area(round, area, working) for area in areas]
    found += [_of_objective(round, aim, working) for aim in aims]
    found += [_of_initiative(round, one, working) for one in _initiatives(round)]
    return found


def _initiatives(round: Round) -> Iterable[Initiative]:
    """What was selected into the strategy, and what else serves it and is under way."""
    selected = Q(strategy=round.strategy_id)
    serving = Q(objectives__strategy=round.strategy_id) & ~Q(state=Initiative.State.PROPOSED)
    aims = Objective.objects.filter(strategy=round.strategy_id).order_by(
        "focus_area__number", "number"
    )
    areas = FocusArea.objects.filter(strategy=round.strategy_id).order_by("number")
    return (
        Initiative.objects.filter(selected | serving, municipality=round.municipality_id)
        .alive()
        .distinct()
        .order_by("number")
        .prefetch_related(
            Prefetch("objectives", aims, to_attr="aims"),
            Prefetch("focus_areas", areas, to_attr="areas"),
        )
    )


def _who(candidates: Iterable[UUID | None], working: set[UUID]) -> UUID | None:
    """The first who still works here."""
    return next((one for one in candidates if one in working), None)


def _of_area(round: Round, area: FocusArea, working: set[UUID]) -> Subject:
    owner = _who([area.responsible_id], working)
    return Subject(Kind.FOCUS_AREA, area, None, None, None, owner, round.focus_areas_due_on)


def _of_objective(round: Round, aim: Objective, working: set[UUID]) -> Subject:
    owner = _who([aim.responsible_id, aim.focus_area.responsible_id], working)
    return Subject(Kind.OBJECTIVE, aim.focus_area, aim, None, None, owner, round.objectives_due_on)


def _of_initiative(round: Round, initiative: Any, working: set[UUID]) -> Subject:
    owner = _who([initiative.owner_id, initiative.sponsor_id], working)
    aim = next(iter(initiative.aims), None)
    area = next(iter(initiative.areas), None)
    return Subject(
        Kind.INITIATIVE, area, aim, initiative, initiative.unit_id, owner, round.initiatives_due_on
    )
