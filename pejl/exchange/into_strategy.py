"""A folder's strategy into Pejl: a draft is made or changed, an adopted strategy is only compared."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from pejl.exchange.faults import Fault, quoted
from pejl.exchange.into_organisation import Organisation, differences
from pejl.exchange.references import Folder
from pejl.exchange.refusals import FolderDoesNotFit, told_at
from pejl.exchange.shape import Entry
from pejl.strategy import actions, queries
from pejl.strategy.models import (
    CentreStrategy,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)


class Kind(NamedTuple):
    """A kind of part: how it is added to its whole, and how it is changed."""

    model: Any
    whole: str
    add: Callable[..., Any]
    edit: Callable[..., Any]
    word: str


KINDS = {
    "drivers": Kind(Driver, "strategy", actions.add_driver, actions.edit_driver, "driver"),
    "focus_areas": Kind(
        FocusArea, "strategy", actions.add_focus_area, actions.edit_focus_area, "focus_area"
    ),
    "questions": Kind(
        Question, "focus_area", actions.add_question, actions.edit_question, "question"
    ),
    "objectives": Kind(
        Objective, "focus_area", actions.add_objective, actions.edit_objective, "objective"
    ),
}
APART = ("number", "slug", "status", "adopted_on", "unit", "focus_area")
"""What says where a thing stands and how far it has come; the rest is its wording."""


def bring_in_strategy(*, folder: Folder, here: Organisation) -> None:
    """Make or change the strategy and its centre strategies; refuse what would change what is adopted."""
    writing = _Writing(here)
    strategy = writing.strategy(folder.strategy)
    areas = writing.parts(folder.strategy, strategy)
    for entry in folder.centre_strategies:
        writing.centre_strategy(entry, strategy, areas)
    writing.adopt(folder.strategy, strategy)
    if writing.faults:
        raise FolderDoesNotFit(writing.faults)


class _Writing:
    """Writes what may be written and notes where the folder departs from what may not."""

    def __init__(self, here: Organisation) -> None:
        self.here = here
        self.by = here.by
        self.faults: list[Fault] = []

    def strategy(self, entry: Entry) -> Strategy:
        """The strategy's own wording."""
        values = self._wording(entry, Strategy)
        slug = entry.fields["slug"]
        found = queries.strategy_of_municipality(self.here.municipality, slug)
        if found is None:
            with told_at(entry):
                return actions.create_strategy(
                    by=self.by, municipality=self.here.municipality, slug=slug, **values
                )
        if not found.is_draft:
            values["adopted_on"] = entry.fields["adopted_on"]
        self._settle(entry, found, values, actions.edit_strategy, "strategy", found.is_draft)
        return found

    def parts(self, entry: Entry, strategy: Strategy) -> list[FocusArea]:
        """Drivers, focus areas, questions and objectives, each known by its number."""
        areas: list[Any] = queries.focus_areas(strategy)
        asked = {area.pk: area.asked for area in areas}
        aims = {area.pk: area.aims for area in areas}
        self._parts(entry, "drivers", strategy, queries.drivers(strategy), strategy.is_draft)
        areas = self._parts(entry, "focus_areas", strategy, areas, strategy.is_draft)
        for one, area in zip(entry.parts["focus_areas"], areas, strict=False):
            self._parts(one, "questions", area, asked.get(area.pk, []), strategy.is_draft)
            self._parts(one, "objectives", area, aims.get(area.pk, []), strategy.is_draft)
        return areas

    def _parts(
        self, holder: Entry, key: str, whole: Any, existing: list[Any], is_draft: bool
    ) -> list[Any]:
        """One list of the folder against one list in Pejl, number by number."""
        kind, entries = KINDS[key], holder.parts[key]
        if not is_draft and len(entries) != len(existing):
            expected = _("%(count)d, as in the adopted strategy") % {"count": len(existing)}
            self.faults.append(holder.fault(key, str(len(entries)), expected))
            return existing
        for part in reversed(existing[len(entries) :]):
            with told_at(holder):
                actions.remove_part(by=self.by, part=part, version=part.version)
        return [
            self._part(entry, kind, whole, part, is_draft)
            for entry, part in zip_longest(entries, existing[: len(entries)])
        ]

    def _part(self, entry: Entry, kind: Kind, whole: Any, part: Any, is_draft: bool) -> Any:
        values = self._wording(entry, kind.model)
        if part is None:
            with told_at(entry):
                return kind.add(by=self.by, **{kind.whole: whole}, **values)
        self._settle(entry, part, values, kind.edit, kind.word, is_draft)
        return part

    def _wording(self, entry: Entry, model: Any) -> dict[str, Any]:
        """What a file says of a thing that the history keeps track of."""
        values = {
            name: entry.fields[name]
            for name in model.tracked
            if name in entry.fields and name not in APART
        }
        if "responsible" in values:
            values["responsible"] = self.here.people.get(values["responsible"])
        return values

    def _settle(
        self,
        entry: Entry,
        thing: Any,
        values: dict[str, Any],
        edit: Callable[..., Any],
        word: str,
        is_draft: bool,
    ) -> None:
        """Change a draft to what the folder says; of what is adopted, note each difference."""
        changed = differences(thing, values)
        if is_draft and changed:
            with told_at(entry):
                edit(by=self.by, **{word: thing}, version=thing.version, **changed)
        elif changed:
            self.faults += [self._departs(entry, thing, name) for name in changed]

    def _departs(self, entry: Entry, thing: Any, name: str) -> Fault:
        expected = _("as adopted: %(wording)s. Change it on its page, where the trace shows") % {
            "wording": quoted(getattr(thing, name))
        }
        return entry.fault(name, quoted(entry.fields[name]), expected)

    def centre_strategy(self, entry: Entry, strategy: Strategy, areas: list[FocusArea]) -> None:
        """What one centre writes: its introduction, its contributions, and whether it has adopted them."""
        unit = self.here.units[entry.fields["unit"]]
        values = self._wording(entry, CentreStrategy)
        found = CentreStrategy.objects.filter(strategy=strategy, unit=unit).first()
        with told_at(entry):
            if found is None:
                found = actions.begin_centre_strategy(
                    by=self.by, strategy=strategy, unit=unit, **values
                )
        found.strategy, found.unit = strategy, unit
        is_draft = found.status == CentreStrategy.Status.DRAFT
        if not is_draft:
            values["adopted_on"] = entry.fields["adopted_on"]
        self._settle(
            entry, found, values, actions.edit_centre_strategy, "centre_strategy", is_draft
        )
        by_number = {area.number: area for area in areas}
        for one in entry.parts["contributions"]:
            self._contribution(one, found, by_number.get(one.fields["focus_area"]), is_draft)
        if is_draft and entry.fields["status"] == "adopted":
            with told_at(entry):
                actions.adopt_centre_strategy(
                    by=self.by,
                    centre_strategy=found,
                    version=found.version,
                    adopted_on=entry.fields["adopted_on"],
                )

    def _contribution(
        self, entry: Entry, whole: CentreStrategy, area: FocusArea | None, is_draft: bool
    ) -> None:
        if area is None:
            return  # the adopted strategy has no such focus area, which is noted already
        found = whole.contributions.filter(focus_area=area).first()
        values = {name: entry.fields[name] for name in ("text", "is_example")}
        if found and not differences(found, values):
            return
        if not is_draft:
            expected = _("as the centre adopted it. Change it on its page, where the trace shows")
            self.faults.append(entry.fault("text", quoted(values["text"]), expected))
            return
        with told_at(entry):
            actions.write_contribution(
                by=self.by,
                centre_strategy=whole,
                focus_area=area,
                version=found.version if found else 0,
                **values,
            )

    def adopt(self, entry: Entry, strategy: Strategy) -> None:
        """Adopt the strategy when the folder says so, after everything in it is written."""
        if strategy.is_draft and entry.fields["status"] == "adopted":
            with told_at(entry):
                actions.adopt_strategy(
                    by=self.by,
                    strategy=strategy,
                    version=strategy.version,
                    adopted_on=entry.fields["adopted_on"],
                )
