"""What was expected of an initiative: the first wording, each later change beside it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pejl.effects.models import Expectation
from pejl.indicators.queries.series import Reading
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor


@dataclass(frozen=True)
class Worded:
    """One wording, and how much it expects, in the indicator's unit."""

    wording: Expectation
    words: str


@dataclass(frozen=True)
class Expected:
    """One expectation through all its wordings, oldest first."""

    wordings: list[Expectation]
    began_on: date | None
    """The day from which the first wording is locked; nothing while the initiative has not begun."""
    moved: float | None = None
    """How far the indicator has moved since the last value before that day; causes are for evaluations to tell."""
    reading: Reading | None = None

    @property
    def first(self) -> Expectation:
        return self.wordings[0]

    @property
    def current(self) -> Expectation:
        return self.wordings[-1]

    @property
    def changes(self) -> list[Expectation]:
        return self.wordings[1:]

    @property
    def is_locked(self) -> bool:
        return self.began_on is not None

    @property
    def was_prediction(self) -> bool:
        """Written before the initiative began, and before the day on which it says that it began."""
        is_late = self.began_on is not None and self.first.written_on > self.began_on
        return not (self.first.was_begun or is_late)

    @property
    def change_words(self) -> str:
        return self._signed(float(self.current.change))

    @property
    def moved_words(self) -> str:
        return "" if self.moved is None else self._signed(self.moved)

    @property
    def locked_on(self) -> date | None:
        """The day the initiative began, or the day it was written where that came later."""
        return None if self.began_on is None else max(self.began_on, self.first.written_on)

    @property
    def told(self) -> list[Worded]:
        """Every wording with its change in words, oldest first."""
        return [Worded(one, self._signed(float(one.change))) for one in self.wordings]

    def _signed(self, number: float) -> str:
        """A change with its sign: “+5 %”."""
        if self.reading is None:
            return f"{number:+g}"
        written = self.reading.figure(number)
        return f"+{written}" if number > 0 else written


def expectations_of(initiative: Initiative, began_on: date | None) -> list[Expected]:
    """Every expectation of an initiative with its wordings, the oldest first. One SQL query."""
    rows = list(
        Expectation.objects.filter(initiative=initiative)
        .select_related("indicator", "written_by")
        .order_by("written_on", "id")
    )
    later: dict[UUID | None, Expectation] = {one.replaces_id: one for one in rows}
    found = []
    for first in rows:
        first.initiative = initiative
        if first.replaces_id is None:
            found.append(Expected(list(_through(first, later)), began_on))
    return found


def _through(first: Expectation, later: dict[UUID | None, Expectation]) -> Iterable[Expectation]:
    wording: Expectation | None = first
    while wording is not None:
        yield wording
        wording = later.get(wording.pk)


def with_what_came(expected: list[Expected], read: dict[UUID, Reading]) -> list[Expected]:
    """The same with how far each indicator has moved since the initiative began."""
    return [
        replace(one, reading=found, moved=_moved(found, one.began_on))
        for one in expected
        for found in [read.get(one.first.indicator_id)]
    ]


def _moved(reading: Reading | None, since: date | None) -> float | None:
    """From the last value before the day to the latest one after it."""
    if reading is None or since is None:
        return None
    before = [one.amount for one in reading.found.known if one.last < since]
    after = [one.amount for one in reading.found.known if one.last >= since]
    if not before or not after or before[-1] is None or after[-1] is None:
        return None
    return after[-1] - before[-1]


def expectation_by_id(initiative: Initiative, key: UUID) -> Expectation | None:
    """A wording of this initiative's expectations. One SQL query."""
    found = (
        Expectation.objects.filter(initiative=initiative, pk=key)
        .select_related("indicator")
        .first()
    )
    if found is not None:
        found.initiative = initiative
    return found


def expectation_for(actor: Actor, key: UUID) -> Expectation | None:
    """A wording by the id that programs keep. Expectations are for those who work here. One SQL query."""
    if not actor.is_member:
        return None
    return (
        Expectation.objects.filter(municipality=actor.municipality, pk=key)
        .select_related("initiative", "indicator", "municipality", "written_by")
        .first()
    )
