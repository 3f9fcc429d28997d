"""An indicator with something of everything, made by the real actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pejl.indicators import actions
from pejl.indicators.models import Import, Indicator, StepChange, Target, Value
from pejl.organisation.models import Unit
from tests import build
from tests.indicators.handed_in import chosen, handed_in
from tests.indicators.made import an_indicator, new_values, with_values

QUARTERS = "Kvartal;Værdi\r\n2010K1;5\r\n2010K2;6\r\n"


class Full:
    """The indicator and what belongs to it."""

    def __init__(self, unit: Unit, **details: Any) -> None:
        by = build.the_operator(unit.municipality)
        self.indicator: Indicator = with_values(
            an_indicator(unit.municipality, unit=unit, **details), *range(20, 34)
        )
        actions.enter_values(
            by=by, indicator=self.indicator,
            values=new_values(1, unit_id=unit.id) + new_values(2, dimension="køn", category="kvinder"),
        )  # fmt: skip
        self.value = Value.objects.for_the_whole().filter(indicator=self.indicator).earliest("id")
        self.target: Target = actions.set_target(
            by=by, indicator=self.indicator, due_on=date(2020, 12, 31), value=Decimal(40)
        )
        self.step: StepChange = actions.accept_step(
            by=by, indicator=self.indicator, starts_on=date(2016, 1, 1), reason="Ny praksis"
        )
        self.batch: Import = chosen(handed_in(self.indicator, QUARTERS))
