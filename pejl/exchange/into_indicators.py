"""A folder's indicators into Pejl, with their targets, values and accepted steps.

What stands in Pejl already, known by the key it has in the folder, is left as people have written it since.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from pejl.exchange.into_initiatives import Writing
from pejl.exchange.references import Folder
from pejl.exchange.references_figures import amounts_in, number_in
from pejl.exchange.refusals import told_at
from pejl.exchange.shape import Entry, words_of
from pejl.indicators import actions, conditions
from pejl.indicators.models import Indicator
from pejl.indicators.periods import next_period, period_around
from pejl.indicators.reading.periods import read_period
from pejl.indicators.told import NewValue
from pejl.initiatives.models import Initiative

TEXTS = (
    "title", "definition", "kind", "level", "measured_in", "per", "decimals", "direction",
    "frequency", "source", "measure", "baseline_on", "shared_key", "is_public", "is_example",
)  # fmt: skip


def bring_in_indicators(*, folder: Folder, writing: Writing) -> dict[str, Indicator]:
    """Make the indicators that are not there yet; all of the folder's, by key."""
    return {entry.fields["key"]: _indicator(entry, writing) for entry in folder.indicators}


def count_again(*, writing: Writing, indicators: Mapping[str, Indicator]) -> None:
    """Let Pejl count once more, when all that it counts from has been read in."""
    for indicator in indicators.values():
        if indicator.is_computed and indicator.ended_on is None:
            actions.compute_indicator(by=writing.here.by, indicator=indicator)


def _indicator(entry: Entry, writing: Writing) -> Indicator:
    fields = entry.fields
    key: UUID = writing.key("indicator", fields["key"])
    if found := Indicator.objects.filter(id=key).select_related("municipality").first():
        return found
    by, here = writing.here.by, writing.here
    with told_at(entry):
        made = actions.create_indicator(
            by=by,
            municipality=here.municipality,
            id=key,
            objectives=writing.aims_of(entry),
            initiatives=list(_initiatives(entry, writing)),
            unit=here.units.get(fields["unit"] or ""),
            owner=here.people.get(fields["owner"] or ""),
            baseline=_number(fields["baseline"]),
            tolerance=_number(fields["tolerance"]),
            **{name: fields[name] for name in TEXTS},
        )
        _values(entry, made, writing)
    for target in entry.parts["targets"]:
        with told_at(target):
            actions.set_target(
                by=by, indicator=made, due_on=target.fields["due_on"],
                value=_number(target.fields["value"]) or Decimal(), note=target.fields["note"],
                is_example=made.is_example,
            )  # fmt: skip
    for step in entry.parts["steps"]:
        with told_at(step):
            actions.accept_step(
                by=writing.acting(step.fields["accepted_by"]), indicator=made,
                starts_on=step.fields["starts_on"], reason=step.fields["reason"],
                is_example=made.is_example,
            )  # fmt: skip
    return made


def _initiatives(entry: Entry, writing: Writing) -> Any:
    keys = [writing.key("initiative", one) for one in words_of(entry.fields["initiatives"])]
    return Initiative.objects.filter(id__in=keys)


def _number(text: str) -> Decimal | None:
    return number_in(text) if text else None


def _values(entry: Entry, indicator: Indicator, writing: Writing) -> None:
    """All series of an indicator in one go."""
    told = [
        value for series in entry.parts["series"] for value in _series(series, indicator, writing)
    ]
    if told:
        actions.enter_values(by=writing.here.by, indicator=indicator, values=told)


def _series(series: Entry, indicator: Indicator, writing: Writing) -> list[NewValue]:
    fields = series.fields
    unit = writing.here.units.get(fields["unit"] or "")
    sizes = [number_in(one) for one in amounts_in(fields["denominators"])]
    first = read_period(fields["first"])
    period = period_around(first.first, indicator.frequency)
    told = []
    for place, text in enumerate(amounts_in(fields["amounts"])):
        size = sizes[place] if sizes else None
        amount, counted = _reckoned(indicator, number_in(text), size)
        told.append(
            NewValue(
                period.first,
                period.last,
                conditions.fitting(amount),
                conditions.fitting(counted),
                conditions.fitting(size),
                unit.id if unit else None,
                fields["dimension"],
                fields["category"],
            )
        )
        period = next_period(period, indicator.frequency)
    return told


def _reckoned(
    indicator: Indicator, amount: Decimal | None, size: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """The value, and how many count: a whole number, from which the value is reckoned again."""
    if amount is None or not size:
        return amount, None
    times = 100 if indicator.kind == Indicator.Kind.SHARE else indicator.per
    counted = (amount * size / times).to_integral_value()
    return times * counted / size, counted
