"""What comes back by itself: Pejl counts anew what may have changed since it last counted.

Every hour the running period and the one before it, where anything else than counting was written or a new day has
begun; at night all periods, where something was written since all were counted, so that a corrected old row is
noticed too. One indicator that cannot be counted does not keep the others from it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from pejl.indicators.actions import compute_indicator
from pejl.indicators.actions.computing import MOST_PERIODS
from pejl.indicators.keeping import keep_standing
from pejl.indicators.measuring import data_version
from pejl.indicators.models import Indicator, IndicatorQuerySet
from pejl.indicators.queries.standings import without_kept_standing
from pejl.jobs.declaring import job
from pejl.jobs.periodic import periodic
from pejl.organisation import queries as organisation

log = logging.getLogger(__name__)

LATEST = 2
"""So many periods are counted each hour: what is written at the end of one is often seen in the next."""
WHEN_NOTHING_ELSE_WAITS = -10


@periodic(name="indicators.compute", every=timedelta(hours=1))
def compute() -> None:
    """Count the latest periods of what may have changed; all of what was never counted."""
    for indicator in _waiting(_computed(), _may_have_changed):
        _count(indicator, MOST_PERIODS if indicator.computed_at is None else LATEST)


@periodic(name="indicators.recount", every=timedelta(days=1), at=time(2))
def recount() -> None:
    """Have all periods counted of what may have changed since all were counted, one municipality at a time."""
    due = _waiting(_computed(), _may_have_been_corrected)
    for municipality_id in {str(one.municipality_id) for one in due}:
        recount_in.enqueue(municipality_id)


@job(repeatable=True, priority=WHEN_NOTHING_ELSE_WAITS)
def recount_in(municipality_id: str) -> None:
    """Count all periods in a municipality. What was counted stays so when the worker is stopped on its way."""
    computed = _computed().filter(municipality_id=UUID(municipality_id))
    for indicator in _waiting(computed, _may_have_been_corrected):
        _count(indicator, MOST_PERIODS)


def count_first(indicator: Indicator) -> None:
    """Count a new indicator's last two periods at once, so that its page has a figure; the rest by a worker."""
    pejl = organisation.acting_in(indicator.municipality, organisation.operator())
    compute_indicator(by=pejl, indicator=indicator, latest=LATEST)
    recount_in.enqueue(str(indicator.municipality_id))


@periodic(name="indicators.keep_standings", every=timedelta(days=1), at=time(3))
def keep_standings() -> None:
    """Judge anew what is not kept, as after a new version of Pejl that judges otherwise."""
    for indicator in without_kept_standing().iterator():
        keep_standing(indicator)


def _may_have_changed(indicator: Indicator, version: int) -> bool:
    if indicator.computed_at is None or indicator.computed_version != version:
        return True
    return timezone.localdate(indicator.computed_at) < timezone.localdate()


def _may_have_been_corrected(indicator: Indicator, version: int) -> bool:
    return indicator.recounted_version != version


def _computed() -> IndicatorQuerySet:
    return Indicator.objects.in_use().filter(source=Indicator.Source.COMPUTED)


def _waiting(
    computed: IndicatorQuerySet, is_due: Callable[[Indicator, int], bool]
) -> Iterator[Indicator]:
    """Those that are due. One SQL query, and one a municipality that has any."""
    listed = computed.select_related("municipality", "unit").order_by("municipality_id", "number")
    for municipality_id, indicators in groupby(listed, key=lambda one: one.municipality_id):
        version = data_version(municipality_id)
        yield from (one for one in indicators if is_due(one, version))


def _count(indicator: Indicator, latest: int) -> None:
    by = organisation.acting_in(indicator.municipality, organisation.operator())
    try:
        compute_indicator(by=by, indicator=indicator, latest=latest)
    except Exception:
        log.exception("could not compute the indicator %s", indicator.pk)
