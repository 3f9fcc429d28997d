"""What of evaluations and learning can be found by searching, by whom, and where it stands.

Called by the actions in the same transaction as the change, so that search never lags behind the page.
"""

from __future__ import annotations

from pejl.effects.models import Evaluation, Learning
from pejl.search import actions as search


def _evaluation(evaluation: Evaluation) -> search.Entry:
    return search.Entry(
        municipality_id=evaluation.municipality_id,
        subject="effects.evaluation",
        key=evaluation.pk,
        audience="public" if evaluation.is_public else "staff",
        title=evaluation.title,
        text="\n\n".join(one for one in (evaluation.question, evaluation.conclusion) if one),
        url_name="effects:evaluation",
        url_args={"number": evaluation.number},
    )


def _learning(learning: Learning) -> search.Entry:
    return search.Entry(
        municipality_id=learning.municipality_id,
        subject="effects.learning",
        key=learning.pk,
        audience="public" if learning.is_public else "staff",
        title=learning.finding,
        text="\n\n".join(one for one in (learning.details, learning.change) if one),
        url_name="effects:learning",
        url_args={"number": learning.number},
    )


def index(thing: Evaluation | Learning) -> None:
    """Make an evaluation or a piece of learning findable as it reads now."""
    entry = _evaluation(thing) if isinstance(thing, Evaluation) else _learning(thing)
    search.index_many([entry])
