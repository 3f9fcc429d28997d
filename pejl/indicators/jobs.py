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

from django.utils import timezone

from pejl.indicators.actions import compute_indicator
from pejl.indicators.actions.computing import MOST_PERIODS
from pejl.indicators.measuring import data_version
from pejl.indicators.models import Indicator
from pejl.jobs.periodic import periodic
from pejl.organisation import queries as organisation

log = logging.getLogger(__name__)

LATEST = 2
"""So many periods are counted each hour: what is written at the end of one is often seen in the next."""


@periodic(name="indicators.compute", every=timedelta(hours=1))
def compute() -> None:
    """Count the latest periods of what may have changed; all of what was never counted."""
    for indicator in _waiting(_may_have_changed):
        _count(indicator, MOST_PERIODS if indicator.computed_at is None else LATEST)


@periodic(name="indicators.recount", every=timedelta(days=1), at=time(2))
def recount() -> None:
    """Count all periods of what may have changed since all of them were counted."""
    for indicator in _waiting(_may_have_been_corrected):
        _count(indicator, MOST_PERIODS)


def _may_have_changed(indicator: Indicator, version: int) -> bool:
    if indicator.computed_at is None or indicator.computed_version != version:
        return True
    return timezone.localdate(indicator.computed_at) < timezone.localdate()


def _may_have_been_corrected(indicator: Indicator, version: int) -> bool:
    return indicator.recounted_version != version


def _waiting(is_due: Callable[[Indicator, int], bool]) -> Iterator[Indicator]:
    """The computed indicators in use that are due. One SQL query, and one a municipality that has any."""
    computed = Indicator.objects.in_use().filter(source=Indicator.Source.COMPUTED)
    listed = computed.select_related("municipality", "unit").order_by("municipality_id", "number")
    for municipality_id, indicators in groupby(list(listed), key=lambda one: one.municipality_id):
        version = data_version(municipality_id)
        yield from (one for one in indicators if is_due(one, version))


def _count(indicator: Indicator, latest: int) -> None:
    by = organisation.acting_in(indicator.municipality, organisation.operator())
    try:
        compute_indicator(by=by, indicator=indicator, latest=latest)
    except Exception:
        log.exception("could not compute the indicator %s", indicator.pk)
