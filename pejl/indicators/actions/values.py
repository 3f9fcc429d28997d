"""Enter and correct values: one by hand, many at once. What was said before stays beside what holds now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.indicators import conditions, refusals
from pejl.indicators.checking import checked
from pejl.indicators.keeping import note_new_figures
from pejl.indicators.models import Import, Indicator, Value
from pejl.indicators.periods import label_of
from pejl.indicators.told import NewValue, Written
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.refusals import UnitIsElsewhere
from pejl.organisation.rules import require

AT_ONCE = 2_000
"""Rows in one statement, below what SQLite takes as variables."""


@transaction.atomic
def enter_value(
    *,
    by: Actor,
    indicator: Indicator,
    starts_on: date,
    ends_on: date,
    amount: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    unit: Unit | None = None,
    dimension: str = "",
    category: str = "",
    comment: str = "",
    evidence_url: str = "",
) -> Value:
    """Enter a value for a period that has none. Entering the same once more changes nothing."""
    require(by, "indicators.enter_values", indicator)
    conditions.require_open(indicator)
    conditions.require_by_hand(indicator)
    if unit is not None and unit.municipality_id != indicator.municipality_id:
        raise UnitIsElsewhere()
    told = checked(
        indicator, starts_on, ends_on, amount=amount, numerator=numerator, denominator=denominator,
        unit_id=unit.id if unit else None, dimension=dimension, category=category,
        comment=comment, evidence_url=evidence_url,
    )  # fmt: skip
    _own_turn(indicator)
    standing = _current(indicator).filter(**_slot_filter(told)).first()
    if standing is not None:
        if _said(standing) == told.said:
            return standing
        raise refusals.ValueIsThere()
    value = _row(by, indicator, told, timezone.now())
    value.save(force_insert=True)
    _record(by, indicator, {told: None})
    return value


@transaction.atomic
def correct_value(
    *,
    by: Actor,
    value: Value,
    reason: str,
    amount: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    comment: str = "",
    evidence_url: str = "",
) -> Value:
    """Put another value in the place of one that was wrong. Refused when somebody corrected it first."""
    indicator = value.indicator
    require(by, "indicators.enter_values", indicator)
    conditions.require_by_hand(indicator)
    if not reason.strip():
        raise refusals.CorrectionNeedsReason()
    told = NewValue(
        value.starts_on, value.ends_on,
        conditions.amount_of(indicator, amount, numerator, denominator),
        conditions.fitting(numerator, "numerator"), conditions.fitting(denominator, "denominator"),
        value.unit_id, value.dimension, value.category, comment, evidence_url,
    )  # fmt: skip
    now = timezone.now()
    if not _current(indicator).filter(pk=value.pk).update(superseded_at=now):
        raise refusals.ValueWasCorrected()
    corrected = _row(by, indicator, told, now, reason=reason.strip())
    corrected.save(force_insert=True)
    _record(by, indicator, {told: value}, reason=reason.strip())
    return corrected


@transaction.atomic
def enter_values(
    *,
    by: Actor,
    indicator: Indicator,
    values: Iterable[NewValue],
    batch: Import | None = None,
    reason: str = "",
) -> Written:
    """Write many values at once, all or none: new ones, and corrections where another value stood.

    Corrections demand a reason. Checked values only: whoever reads a file or a paste tells its faults first.
    """
    require(by, "indicators.enter_values", indicator)
    conditions.require_open(indicator)
    conditions.require_by_hand(indicator)
    _own_turn(indicator)
    return _write(by, indicator, list(values), batch=batch, reason=reason, needs_reason=True)


@transaction.atomic
def keep_computed(*, by: Actor, indicator: Indicator, values: Iterable[NewValue]) -> Written:
    """Write what Pejl counted; where it counts otherwise than before, the old figure stays beside the new one."""
    require(by, "indicators.enter_values", indicator)
    _own_turn(indicator)
    return _write(by, indicator, list(values), reason="", needs_reason=False)


def _write(
    by: Actor,
    indicator: Indicator,
    told: list[NewValue],
    *,
    batch: Import | None = None,
    reason: str,
    needs_reason: bool,
) -> Written:
    if len({one.slot for one in told}) < len(told):
        raise refusals.ValuesAreTwice()
    before = _standing(indicator)
    changed = [one for one in told if before.get(one.slot, (None, ()))[1] != one.said]
    wrong = {one.slot: before[one.slot][0] for one in changed if one.slot in before}
    if wrong and needs_reason and not reason.strip():
        raise refusals.CorrectionNeedsReason()
    now = timezone.now()
    for keys in _in_parts(wrong.values()):
        Value.objects.filter(pk__in=keys).update(superseded_at=now)
    for part in _in_parts(changed):
        Value.objects.bulk_create(
            _row(by, indicator, one, now, batch=batch, reason=reason if one.slot in wrong else "")
            for one in part
        )
    written = Written(len(changed) - len(wrong), len(wrong), len(told) - len(changed))
    if written.changed:
        _record_many(by, indicator, written, batch, reason)
    return written


def _own_turn(indicator: Indicator) -> None:
    """Let one at a time write values of an indicator: the second looks after the first has written."""
    Indicator.objects.select_for_update().values_list("id").get(pk=indicator.pk)


def _current(indicator: Indicator) -> Any:
    return Value.objects.current().filter(indicator=indicator)


def _standing(indicator: Indicator) -> dict[tuple[Any, ...], tuple[int, tuple[Any, ...]]]:
    """What holds now: slot → (key, what it says). One SQL query."""
    rows = _current(indicator).values_list(
        "unit_id", "dimension", "category", "starts_on", "ends_on",
        "pk", "amount", "numerator", "denominator",
    )  # fmt: skip
    return {row[:5]: (row[5], row[6:]) for row in rows.iterator()}


def _slot_filter(told: NewValue) -> dict[str, Any]:
    names = ("unit_id", "dimension", "category", "starts_on", "ends_on")
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in zip(names, told.slot, strict=True)
    }


def _said(value: Value) -> tuple[Any, ...]:
    return (value.amount, value.numerator, value.denominator)


def _row(
    by: Actor,
    indicator: Indicator,
    told: NewValue,
    now: datetime,
    *,
    batch: Import | None = None,
    reason: str = "",
) -> Value:
    """A value to be written; by keys, since to follow links a hundred thousand times takes seconds."""
    return Value(
        municipality_id=indicator.municipality_id, indicator_id=indicator.pk,
        starts_on=told.starts_on, ends_on=told.ends_on, unit_id=told.unit_id,
        dimension=told.dimension, category=told.category, amount=told.amount,
        numerator=told.numerator, denominator=told.denominator, comment=told.comment,
        evidence_url=told.evidence_url, reason=reason, recorded_at=now,
        recorded_by_id=by.person_id, batch_id=batch.pk if batch else None, line=told.line,
    )  # fmt: skip


def _in_parts(things: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(things)
    while part := list(islice(waiting, AT_ONCE)):
        yield part


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else str(number.normalize())


def _record(
    by: Actor, indicator: Indicator, written: dict[NewValue, Value | None], reason: str = ""
) -> None:
    """A line for each value, with what stood there before."""
    note_new_figures(indicator)
    changes: dict[str, list[Any]] = {
        " · ".join(filter(None, (label_of(*told.slot[3:]), told.category))): [
            _plain(before.amount) if before else None,
            _plain(told.amount),
        ]
        for told, before in written.items()
    }
    history.record(
        by=by, verb=Entry.Verb.CHANGED, subject=indicator, changes=changes, reason=reason
    )


def _record_many(
    by: Actor, indicator: Indicator, written: Written, batch: Import | None, reason: str
) -> None:
    """One line for all, with how many; the values themselves say who, when and from which file."""
    note_new_figures(indicator)
    changes: dict[str, list[Any]] = {
        "values": [None, written.added], "corrections": [None, written.corrected],
        "import": [None, str(batch.pk) if batch else None],
    }  # fmt: skip
    history.record(
        by=by, verb=Entry.Verb.CHANGED, subject=indicator, changes=changes, reason=reason
    )
