"""The things and numbers that a request names, and refusals told by the request's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from ninja.errors import ValidationError

from pejl.history.refusals import Refusal
from pejl.indicators import refusals, told
from pejl.indicators.actions.indicators import FROM_MEASURE
from pejl.indicators.api.submissions import NewValue
from pejl.indicators.checking import checked
from pejl.indicators.periods import Period, period_around
from pejl.indicators.queries import by_id
from pejl.initiatives.queries import by_id as initiatives
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import Visit, unit_named
from pejl.organisation.refusals import PersonIsNotMember, UnitIsElsewhere

if TYPE_CHECKING:
    from pejl.indicators.models import Indicator

NAMED_OTHERWISE = {
    "unit": "unit_id", "owner": "owner_id", "objectives": "objective_ids",
    "initiatives": "initiative_ids",
}  # fmt: skip
FIGURES = ("amount", "numerator", "denominator", "baseline", "tolerance", "value")


@contextmanager
def told_by_id() -> Iterator[None]:
    """Tell a refusal at the field that the request has: “unit_id” where the action says “unit”."""
    try:
        yield
    except Refusal as refusal:
        refusal.field = NAMED_OTHERWISE.get(refusal.field or "", refusal.field)
        raise


def require_undecided(fields: dict[str, Any], *more: str) -> None:
    """What the measure of a computed indicator decides is as unknown in a request as any other field."""
    wrong = [name for name in fields if name in {*FROM_MEASURE, *more}]
    if wrong:
        raise ValidationError([{"type": "extra_forbidden", "loc": ("body", one)} for one in wrong])


def _owner(here: Visit, key: UUID | None, field: str) -> Any:
    person = None if key is None else organisation.member(here.municipality, key)
    if key is not None and person is None:
        raise PersonIsNotMember(field=field)
    return person


def _unit(here: Visit, key: UUID | None, field: str) -> Any:
    return unit_named(here, key)


def _objectives(here: Visit, keys: list[UUID], field: str) -> list[Any]:
    return _all(initiatives.objectives(here.actor, keys), keys, field)


def _initiatives(here: Visit, keys: list[UUID], field: str) -> list[Any]:
    return _all(by_id.initiatives_named(here.actor, keys), keys, field)


def _all(found: list[Any], keys: Iterable[UUID], field: str) -> list[Any]:
    if {one.pk for one in found} != set(keys):
        raise refusals.ObjectiveIsElsewhere(field=field)
    return found


MEANT: dict[str, tuple[str, Callable[..., Any]]] = {
    "unit_id": ("unit", _unit),
    "owner_id": ("owner", _owner),
    "objective_ids": ("objectives", _objectives),
    "initiative_ids": ("initiatives", _initiatives),
}
"""By the field of a request: what the action calls it, and how it is found."""


def with_things(here: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments, with things in place of their ids and numbers in place of texts."""
    named = dict(fields)
    for field, (name, find) in MEANT.items():
        if field in named:
            named[name] = find(here, named.pop(field), field)
    for name in FIGURES:
        if named.get(name) is not None:
            named[name] = Decimal(named[name])
    return named


def period_of(indicator: Indicator, fields: dict[str, Any]) -> Period:
    """The period around the day that a request names."""
    day = fields.pop("day")
    if day > timezone.localdate():
        raise refusals.PeriodLiesAhead()
    return period_around(day, indicator.frequency)


def new_values(here: Visit, indicator: Indicator, sent: list[NewValue]) -> list[told.NewValue]:
    """Many values held to the rules; a refusal is told at the one that it is about. One SQL query."""
    units = set(organisation.open_units(here.municipality).values_list("pk", flat=True))
    found = []
    for place, one in enumerate(sent):
        try:
            found.append(_new_value(units, indicator, one.fields()))
        except Refusal as refusal:
            refusal.field = f"values.{place}.{refusal.field or 'amount'}"
            raise
    return found


def _new_value(units: set[UUID], indicator: Indicator, fields: dict[str, Any]) -> told.NewValue:
    period = period_of(indicator, fields)
    if fields.get("unit_id") and fields["unit_id"] not in units:
        raise UnitIsElsewhere(field="unit_id")
    for name in FIGURES:
        if fields.get(name) is not None:
            fields[name] = Decimal(fields[name])
    return checked(indicator, period.first, period.last, **fields)
