"""Make, edit, end and remove an indicator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.indicators import findable, refusals
from pejl.indicators.keeping import JUDGED_BY, keep_standing, note_new_figures
from pejl.indicators.measuring import measures
from pejl.indicators.models import Indicator, Value
from pejl.indicators.models.indicators import public_peers
from pejl.initiatives.models import Initiative
from pejl.initiatives.numbering import next_number
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn
from pejl.search import actions as search
from pejl.strategy.models import Objective

Verb = Entry.Verb

FROM_MEASURE = ("kind", "level", "measured_in", "direction", "frequency", "per", "decimals")
"""What a measure says of itself, so that nobody writes it by hand."""


def _require_fit(municipality: Municipality, fields: dict[str, Any]) -> None:
    """What must hold of any indicator, whichever action writes it."""
    unit, owner = fields.get("unit"), fields.get("owner")
    if unit is not None and unit.municipality_id != municipality.id:
        raise UnitIsElsewhere()
    if owner is not None and not organisation.member(municipality, owner.id):
        raise PersonIsNotMember(field="owner")
    if (fields.get("baseline") is None) != (fields.get("baseline_on") is None):
        raise refusals.BaselineNeedsBoth()


def _as_measured(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a computed indicator, which its measure decides; and no measure for the others."""
    if fields.get("source") != Indicator.Source.COMPUTED:
        return fields | {"measure": ""}
    if not fields.get("measure"):
        raise refusals.MeasureIsMissing()
    measure = measures().get(fields["measure"])
    if measure is None:
        raise refusals.MeasureIsUnknown()
    if fields.get("unit") is not None and not measure.by_unit:
        raise refusals.MeasureIsForTheWhole()
    return fields | {name: getattr(measure, name) for name in FROM_MEASURE}


def _require_here(municipality: Municipality, things: Iterable[Any]) -> None:
    if any(thing.municipality_id != municipality.id for thing in things):
        raise refusals.ObjectiveIsElsewhere()


@transaction.atomic
def create_indicator(
    *,
    by: Actor,
    municipality: Municipality,
    title: str,
    id: UUID | None = None,
    objectives: Iterable[Objective] = (),
    initiatives: Iterable[Initiative] = (),
    **fields: Any,
) -> Indicator:
    """Make an indicator for objectives and initiatives. The same ``id`` twice makes one."""
    require(by, "indicators.create", fields.get("unit") or municipality)
    if id and (existing := Indicator.objects.filter(id=id, municipality=municipality).first()):
        return existing
    fields = _as_measured(fields)
    _require_fit(municipality, fields)
    aims, served = list(objectives), list(initiatives)
    _require_here(municipality, [*aims, *served])
    take_turn(municipality.id)
    indicator = Indicator(
        id=id or uuid4(), municipality=municipality, title=title,
        number=next_number(Indicator, municipality), **fields,
    )  # fmt: skip
    history.create(by=by, element=indicator)
    _belong(by, indicator, aims, served)
    keep_standing(indicator)
    findable.index(indicator)
    return indicator


def _belong(
    by: Actor,
    indicator: Indicator,
    objectives: Iterable[Objective] | None,
    initiatives: Iterable[Initiative] | None,
) -> bool:
    """Put the indicator on what it tells of, and record it. Returns whether that is anything else than before."""
    changes: dict[str, list[Any]] = {}
    for name, things in (("objectives", objectives), ("initiatives", initiatives)):
        if things is None:
            continue
        related: Any = getattr(indicator, name)
        before = sorted(str(key) for key in related.values_list("id", flat=True))
        after = sorted(str(thing.id) for thing in things)
        if before != after:
            related.set(things)
            changes[name] = [before, after]
    if changes:
        history.record(by=by, verb=Verb.CHANGED, subject=indicator, changes=changes)
    return bool(changes)


@transaction.atomic
def edit_indicator(
    *,
    by: Actor,
    indicator: Indicator,
    version: int,
    objectives: Iterable[Objective] | None = None,
    initiatives: Iterable[Initiative] | None = None,
    **fields: Any,
) -> Entry | None:
    """Change what an indicator says, who owns it and what it belongs to. Its values stay."""
    require(by, "indicators.edit", indicator)
    now = {name: getattr(indicator, name) for name in indicator.tracked} | fields
    fields |= {name: value for name, value in _as_measured(now).items() if name in FROM_MEASURE}
    fields["measure"] = _as_measured(now)["measure"]
    _require_fit(indicator.municipality, now)
    _require_known(indicator, fields.get("compared_with"))
    aims = None if objectives is None else list(objectives)
    served = None if initiatives is None else list(initiatives)
    _require_here(indicator.municipality, [*(aims or ()), *(served or ())])
    entry = history.change(by=by, element=indicator, version=version, fields=fields)
    if _belong(by, indicator, aims, served) and entry is None:
        Indicator.objects.filter(pk=indicator.pk).update(version=F("version") + 1)
        indicator.version += 1
    findable.index(indicator)
    if entry and JUDGED_BY.intersection(entry.changes):
        note_new_figures(indicator)
    return entry


def _require_known(indicator: Indicator, slugs: Iterable[str] | None) -> None:
    """Comparison is with municipalities that share the same definition, and say so in public."""
    if not slugs:
        return
    known = set(public_peers(indicator).values_list("municipality__slug", flat=True))
    if set(slugs) - known:
        raise refusals.ComparisonIsUnknown()


@transaction.atomic
def end_indicator(
    *, by: Actor, indicator: Indicator, version: int, ended_on: date | None = None, reason: str = ""
) -> Entry | None:
    """Take no more values from a day on; what is there stays readable."""
    require(by, "indicators.edit", indicator)
    fields = {"ended_on": ended_on or timezone.localdate()}
    return history.change(
        by=by, element=indicator, version=version, fields=fields, verb=Verb.CLOSED, reason=reason
    )


@transaction.atomic
def remove_indicator(*, by: Actor, indicator: Indicator, version: int) -> None:
    """Remove an indicator that never had a value."""
    require(by, "indicators.edit", indicator)
    if Value.objects.filter(indicator=indicator).exists():
        raise refusals.IndicatorHasValues()
    history.remove(by=by, element=indicator, version=version)
    search.forget(subject="indicators.indicator", key=indicator.pk)
