"""What of following up can be found by searching: the decisions, by those who work here.

Called by the actions in the same transaction as the change, so that search never lags behind the page.
"""

from __future__ import annotations

from pejl.followup.models import Decision
from pejl.search import actions as search


def index(decision: Decision) -> None:
    """Make a decision findable as it reads now."""
    told = (decision.text, decision.reason, decision.outcome)
    search.index_many(
        [
            search.Entry(
                municipality_id=decision.municipality_id,
                subject="followup.decision",
                key=decision.pk,
                audience="staff",
                title=f"{decision.label} {decision}",
                text="\n\n".join(one for one in told if one),
                url_name="followup:decision",
                url_args={"number": decision.number},
            )
        ]
    )
