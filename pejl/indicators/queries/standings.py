"""How indicators stand, and no more: from what was kept when their figures were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from pejl.indicators.analysis import METHOD, STALE, Standing
from pejl.indicators.models import Indicator, IndicatorQuerySet
from pejl.indicators.queries.series import is_known_on, readings
from pejl.organisation.actors import Actor

KEPT = ("latest_until", "fresh_until", "state", "reasons")


def standings_of_objectives(
    actor: Actor, objectives: Collection[UUID], day: date
) -> dict[UUID, list[Standing]]:
    """How the indicators in use of each objective stood on a day, in order of number. One SQL query.

    Four more where something is not kept, or where a series has gone on since that day: those are reckoned.
    """
    rows = list(
        Indicator.objects.visible_to(actor)
        .in_use()
        .filter(objectives__in=objectives)
        .order_by("number")
        .annotate(
            is_kept=Q(kept_standing__data_version=F("data_version"), kept_standing__method=METHOD)
        )
        .values_list("objectives", "pk", "is_kept", *(f"kept_standing__{name}" for name in KEPT))
    )
    stands = {
        key: _on(day, fresh_until, state, reasons)
        for _aim, key, is_kept, last, fresh_until, state, reasons in rows
        if is_kept and (last is None or is_known_on(last, day))
    }
    stands |= _reckoned({row[1] for row in rows} - stands.keys(), day)
    found: dict[UUID, list[Standing]] = defaultdict(list)
    for aim, key, *_kept in rows:
        found[aim].append(stands[key])
    return found


def _on(day: date, fresh_until: date | None, state: str, reasons: list[str]) -> Standing:
    if fresh_until is not None and day > fresh_until:
        return STALE
    return Standing(state, tuple(reasons))


def _reckoned(keys: Collection[UUID], day: date) -> dict[UUID, Standing]:
    if not keys:
        return {}
    found = readings(Indicator.objects.filter(pk__in=keys), day=day)
    return {one.indicator.pk: one.standing for one in found}


def without_kept_standing() -> IndicatorQuerySet:
    """The indicators whose standing is not kept as it would be judged now."""
    kept = Q(kept_standing__data_version=F("data_version"), kept_standing__method=METHOD)
    return Indicator.objects.exclude(kept)
