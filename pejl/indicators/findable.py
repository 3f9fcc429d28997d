"""What of indicators can be found by searching. Called by the actions in the same transaction as the change."""

from __future__ import annotations

from pejl.indicators.models import Indicator
from pejl.search import actions as search


def index(indicator: Indicator) -> None:
    """Make an indicator findable as it reads now."""
    search.index(
        municipality_id=indicator.municipality_id,
        subject="indicators.indicator",
        key=indicator.pk,
        audience="public" if indicator.is_public else "staff",
        title=indicator.title,
        text=indicator.definition,
        url_name="indicators:indicator",
        url_args={"number": indicator.number},
    )
