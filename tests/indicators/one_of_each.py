"""One row of everything in the indicators room, for tests of what the database itself refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

from pejl.indicators import models
from pejl.strategy.models import Objective
from tests import build


def one_of_each(objective: Objective) -> None:
    """Every model with every relation filled, all in the objective's municipality."""
    here: dict[str, Any] = {"municipality": objective.municipality}
    unit = build.a_unit(objective.municipality)
    indicator = models.Indicator.objects.create(
        **here, number=100, title="Ventetid i borgerservice", unit=unit
    )
    indicator.objectives.add(objective)
    of: dict[str, Any] = {**here, "indicator": indicator}
    batch = models.Import.objects.create(**of, file_name="tal.csv")
    models.Value.objects.create(
        **of, starts_on=date(2014, 1, 1), ends_on=date(2014, 3, 31), unit=unit, batch=batch
    )
    models.Target.objects.create(**of, due_on=date(2014, 12, 31), value=5)
    models.StepChange.objects.create(**of, starts_on=date(2014, 4, 1), reason="Ny praksis")
