"""Targets and accepted steps of an indicator, by the id that an address carries."""

from __future__ import annotations

from uuid import UUID

from pejl.indicators.models import Indicator, StepChange, Target


def target_by_id(indicator: Indicator, key: UUID) -> Target | None:
    return Target.objects.filter(indicator=indicator, pk=key).select_related("indicator").first()


def step_by_id(indicator: Indicator, key: UUID) -> StepChange | None:
    return (
        StepChange.objects.filter(indicator=indicator, pk=key).select_related("indicator").first()
    )
