"""What pages ask about indicators. One file a noun."""

from pejl.indicators.queries.comparing import compared, peers
from pejl.indicators.queries.indicators import (
    indicator_by_id,
    indicator_by_number,
    indicators,
    indicators_of_initiative,
    indicators_of_objectives,
    listed,
    serving,
)
from pejl.indicators.queries.page import IndicatorPage, indicator_page
from pejl.indicators.queries.series import Reading, readings

__all__ = [
    "IndicatorPage",
    "Reading",
    "compared",
    "indicator_by_id",
    "indicator_by_number",
    "indicator_page",
    "indicators",
    "indicators_of_initiative",
    "indicators_of_objectives",
    "listed",
    "peers",
    "readings",
    "serving",
]
