"""What is written besides figures whenever they are others: their version, and what they come to."""

from __future__ import annotations

from django.db.models import F

from pejl.indicators.analysis import METHOD, analyse, fresh_until, judged
from pejl.indicators.models import Indicator, KeptStanding
from pejl.indicators.queries.series import facts_of

JUDGED_BY = frozenset({"kind", "direction", "frequency", "baseline", "baseline_on", "tolerance"})
"""What an indicator says of itself that decides how its figures are judged."""


def note_new_figures(indicator: Indicator) -> None:
    """Let charts and bearings know that something they show is another, and keep what the figures come to now.

    Asked after the new figures are written, in their transaction. Whoever writes figures of the same indicator at
    the same time waits here, and then sees these.
    """
    Indicator.objects.filter(pk=indicator.pk).update(data_version=F("data_version") + 1)
    now = Indicator.objects.get(pk=indicator.pk)
    indicator.data_version = now.data_version
    keep_standing(now)


def keep_standing(indicator: Indicator) -> None:
    """Reckon what the figures of an indicator say against its path, and keep it. Three SQL queries."""
    facts = facts_of([indicator])[indicator.pk]
    found = analyse(facts)
    says, latest = judged(found, facts), found.latest
    kept = KeptStanding(
        indicator_id=indicator.pk,
        data_version=indicator.data_version,
        method=METHOD,
        latest_until=latest.last if latest else None,
        fresh_until=fresh_until(latest.last, facts.frequency) if latest else None,
        state=says.state,
        reasons=list(says.reasons),
    )
    KeptStanding.objects.bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=["indicator"],
        update_fields=["data_version", "method", "latest_until", "fresh_until", "state", "reasons"],
    )
