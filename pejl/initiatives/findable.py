"""What of ideas and initiatives can be found by searching, by whom, and where it stands.

Called by the actions in the same transaction as the change, so that search never lags behind the page.
"""

from __future__ import annotations

from pejl.initiatives.models import Idea, Initiative
from pejl.search import actions as search


def _idea(idea: Idea) -> search.Entry:
    return search.Entry(
        municipality_id=idea.municipality_id,
        subject="initiatives.idea",
        key=idea.pk,
        audience="staff",
        title=idea.title,
        text="\n\n".join(one for one in (idea.why, idea.place) if one),
        url_name="initiatives:idea",
        url_args={"number": idea.number},
    )


def _initiative(initiative: Initiative) -> search.Entry:
    """The public finds what the public may read: title and summary."""
    return search.Entry(
        municipality_id=initiative.municipality_id,
        subject="initiatives.initiative",
        key=initiative.pk,
        audience="public" if initiative.is_public else "staff",
        title=initiative.title,
        text=initiative.summary,
        url_name="initiatives:initiative",
        url_args={"number": initiative.number},
    )


def index(thing: Idea | Initiative) -> None:
    """Make an idea or an initiative findable as it reads now."""
    entry = _idea(thing) if isinstance(thing, Idea) else _initiative(thing)
    search.index_many([entry])
