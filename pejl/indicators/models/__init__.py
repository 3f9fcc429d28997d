"""What indicators are made of. One file a noun."""

from pejl.indicators.models.imports import Import
from pejl.indicators.models.indicators import (
    Indicator,
    IndicatorQuerySet,
    KeptStanding,
    StepChange,
    Target,
)
from pejl.indicators.models.values import Value, ValueQuerySet

__all__ = [
    "Import",
    "Indicator",
    "IndicatorQuerySet",
    "KeptStanding",
    "StepChange",
    "Target",
    "Value",
    "ValueQuerySet",
]
