"""The change trail of a strategy, and the strategy as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, Field, TextField
from django.utils.formats import date_format

from pejl.history import queries as history
from pejl.history.models import Entry, EntryQuerySet
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)


def trail(strategy: Strategy, *, after_adoption: bool = False) -> EntryQuerySet:
    """What happened to the strategy and its parts, newest first; or only what came after adoption."""
    since = strategy.adopted_at if after_adoption else None
    return history.trail(strategy.municipality_id, strategy.scope_key, since=since)


def public_trail(
    strategy: Strategy, actor: Actor, *, after_adoption: bool = False
) -> EntryQuerySet:
    """The trail that the reader may see: the public reads what came with and after adoption.

    The adoption's own line is written a moment after it, and is no change after adoption.
    """
    found = trail(strategy, after_adoption=after_adoption)
    if after_adoption:
        found = found.exclude(subject_label="strategy.strategy", verb="adopted")
    if actor.is_member:
        return found
    found = found.filter(at__gte=strategy.adopted_at)
    return found.exclude(subject_label__in=["strategy.centrestrategy", "strategy.contribution"])


def changes_after_adoption(strategy: Strategy) -> Counter[str]:
    """How many times each part was changed after adoption, by its key. One SQL query."""
    if strategy.adopted_at is None:
        return Counter()
    found = trail(strategy, after_adoption=True).filter(verb__in=["changed", "created"])
    return Counter(found.values_list("subject_key", flat=True))


@dataclass(frozen=True)
class PastFocusArea:
    """A focus area as it read at a past moment."""

    values: dict[str, Any]
    questions: list[dict[str, Any]] = field(default_factory=list)
    objectives: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class PastStrategy:
    """A strategy as it read at a past moment."""

    moment: datetime
    values: dict[str, Any]
    drivers: list[dict[str, Any]]
    focus_areas: list[PastFocusArea]


def as_it_was(strategy: Strategy, moment: datetime, actor: Actor) -> PastStrategy | None:
    """The whole strategy as it read at ``moment``. One SQL query.

    Nothing when it was not yet begun then, or was a draft then and the reader does not work here.
    """
    if not actor.is_member and (strategy.adopted_at is None or moment < strategy.adopted_at):
        return None
    labels = {
        model: model._meta.label_lower
        for model in (Strategy, Driver, FocusArea, Question, Objective)
    }
    past = history.as_it_was(strategy.municipality_id, strategy.scope_key, moment, labels.values())
    if not past[labels[Strategy]]:
        return None

    def numbered(model: Any) -> list[Any]:
        return sorted(past[labels[model]], key=lambda one: one.values["number"])

    def within(model: Any, area_key: str) -> list[dict[str, Any]]:
        return [one.values for one in numbered(model) if one.values["focus_area"] == area_key]

    return PastStrategy(
        moment=moment,
        values=past[labels[Strategy]][0].values,
        drivers=[one.values for one in numbered(Driver)],
        focus_areas=[
            PastFocusArea(one.values, within(Question, one.key), within(Objective, one.key))
            for one in numbered(FocusArea)
        ],
    )


TOLD = {
    model._meta.label_lower: model
    for model in (Strategy, Driver, FocusArea, Question, Objective, CentreStrategy, Contribution)
}
PERSON_FIELDS = frozenset({"responsible", "adopted_by"})
QUIET_FIELDS = frozenset({"adopted_at", "is_example", "responsible_is_example", "version"})
"""Fields whose change says nothing to a reader beyond the line itself."""


@dataclass(frozen=True)
class Difference:
    """One field of a change: its name, and the old text beside the new."""

    label: str
    old: str
    new: str
    is_text: bool
    """A running text, whose words are worth comparing one by one; else a short value."""


@dataclass(frozen=True)
class Line:
    """One line of the trail in words."""

    entry: Entry
    concept: str
    differences: list[Difference]


def _people_named(entries: list[Entry]) -> dict[str, str]:
    keys = {
        str(value)
        for entry in entries
        for name, values in entry.changes.items()
        if name in PERSON_FIELDS
        for value in values
        if value
    }
    return organisation.names_of(keys)


def _in_words(field: Field[Any, Any], value: Any, names: dict[str, str]) -> str:
    """A stored value as the trail shows it: a person's name, a choice's word, a text as it stands."""
    if value in (None, ""):
        return ""
    if field.name in PERSON_FIELDS:
        return names.get(str(value), "")
    if isinstance(field, DateField):
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    return str(dict(field.flatchoices).get(value, value))


def told(entries: Iterable[Entry]) -> list[Line]:
    """Lines of the history in words that its readers use. At most one SQL query."""
    listed = list(entries)
    names = _people_named(listed)
    return [_line(entry, names) for entry in listed]


def _line(entry: Entry, names: dict[str, str]) -> Line:
    model = TOLD.get(entry.subject_label)
    if model is None:
        return Line(entry, "", [])
    fields = {field.name: field for field in model._meta.fields}
    differences = [
        Difference(
            str(fields[name].verbose_name),
            _in_words(fields[name], old, names),
            _in_words(fields[name], new, names),
            is_text=isinstance(fields[name], TextField),
        )
        for name, (old, new) in entry.changes.items()
        if name in fields and name not in QUIET_FIELDS
    ]
    return Line(entry, model.concept, differences)


def concept_of(label: str) -> str:
    """The vocabulary's word for the kind of thing that a history line or a search hit names."""
    model = TOLD.get(label)
    return model.concept if model else ""
