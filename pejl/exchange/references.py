"""What no schema can say: that numbers count, names lead somewhere, and days follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pejl.exchange.faults import Fault, quoted
from pejl.exchange.shape import Entry, words_of


@dataclass(frozen=True)
class Folder:
    """Everything that a folder holds, each file's shape checked."""

    municipality: Entry
    strategy: Entry
    units: list[Entry] = field(default_factory=list)
    people: list[Entry] = field(default_factory=list)
    centre_strategies: list[Entry] = field(default_factory=list)
    ideas: list[Entry] = field(default_factory=list)
    initiatives: list[Entry] = field(default_factory=list)
    indicators: list[Entry] = field(default_factory=list)
    chains: list[Entry] = field(default_factory=list)
    expectations: list[Entry] = field(default_factory=list)
    evaluations: list[Entry] = field(default_factory=list)
    learnings: list[Entry] = field(default_factory=list)
    rounds: list[Entry] = field(default_factory=list)


def check_references(folder: Folder) -> list[Fault]:
    """Every reference that leads nowhere and every rule between fields that is broken."""
    return [
        *_units(folder.units),
        *_people(folder),
        *_strategy(folder),
        *_centre_strategies(folder),
        *catalogue_references(folder),
    ]


def used_once(entries: Iterable[Entry], key: str) -> Iterator[Fault]:
    """Nothing in a list may be called the same as something before it, whatever the case."""
    first: dict[str, Entry] = {}
    for entry in entries:
        value = str(entry.fields[key])
        earlier = first.setdefault(value.casefold(), entry)
        if earlier is not entry:
            expected = _("used once; line %(line)d has it already") % {"line": earlier.lines[key]}
            yield entry.fault(key, quoted(value), expected)


def leads_somewhere(entry: Entry, key: str, known: Iterable[str], file: str) -> Iterator[Fault]:
    """A reference, where there is one, must name something in another list."""
    value = entry.fields.get(key)
    if value is not None and value not in known:
        expected = _("found in %(file)s") % {"file": file}
        yield entry.fault(key, quoted(value), expected)


def _counted(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Numbers that people say aloud count 1, 2, 3 … in the order of the list."""
    for number, entry in enumerate(entries, 1):
        if entry.fields["number"] != number:
            expected = _("%(number)d, because each list counts 1, 2, 3 …") % {"number": number}
            yield entry.fault("number", quoted(entry.fields["number"]), expected)


def _units(units: list[Entry]) -> Iterator[Fault]:
    yield from used_once(units, "slug")
    parents = {unit.fields["slug"]: unit.fields["parent"] for unit in units}
    for unit in units:
        yield from leads_somewhere(unit, "parent", parents, "units.yaml")
        if _hangs_under_itself(unit.fields["slug"], parents):
            expected = _("a unit that does not itself stand below this one")
            yield unit.fault("parent", quoted(unit.fields["parent"]), expected)


def _hangs_under_itself(slug: str, parents: dict[str, str | None]) -> bool:
    above = parents[slug]
    for _step in parents:
        if above is None or above == slug:
            break
        above = parents.get(above)
    return above == slug


def _people(folder: Folder) -> Iterator[Fault]:
    yield from used_once(folder.people, "key")
    yield from used_once(folder.people, "email")
    units = {unit.fields["slug"] for unit in folder.units}
    for person in folder.people:
        yield from _administrator(person)
        held: set[tuple[str, str | None]] = set()
        for membership in person.parts["memberships"]:
            yield from leads_somewhere(membership, "unit", units, "units.yaml")
            yield from _role(membership)
            role = (membership.fields["role"], membership.fields["unit"])
            if role in held:
                yield membership.fault("role", quoted(role[0]), _("written once for a unit"))
            held.add(role)


def _administrator(person: Entry) -> Iterator[Fault]:
    """A file can make nobody administrator of a real installation; everybody else has a role."""
    is_admin = person.fields["is_installation_admin"]
    if is_admin and not person.fields["is_demo"]:
        expected = _("left out, because only a demo takes its administrator from a file")
        yield person.fault("is_installation_admin", quoted(True), expected)
    if not is_admin and not person.parts["memberships"]:
        yield person.fault("memberships", _("nothing"), _("a list of at least one role"))


def _role(membership: Entry) -> Iterator[Fault]:
    """A leader leads a unit; the strategy office is there for the whole municipality."""
    role, unit = membership.fields["role"], membership.fields["unit"]
    if role == "unit_leader" and unit is None:
        yield membership.fault("unit", _("nothing"), _("the unit that the person leads"))
    if role == "strategy_office" and unit is not None:
        expected = _("left out: the strategy office is for the whole municipality")
        yield membership.fault("unit", quoted(unit), expected)


def _strategy(folder: Folder) -> Iterator[Fault]:
    strategy = folder.strategy
    starts_on, ends_on = strategy.fields["starts_on"], strategy.fields["ends_on"]
    if ends_on < starts_on:
        expected = _("%(day)s (starts_on) or later") % {"day": starts_on.isoformat()}
        yield strategy.fault("ends_on", ends_on.isoformat(), expected)
    yield from _adoption(strategy)
    yield from _counted(strategy.parts["drivers"])
    areas = strategy.parts["focus_areas"]
    yield from _counted(areas)
    keys = {person.fields["key"] for person in folder.people}
    for area in areas:
        yield from _counted(area.parts["questions"])
        yield from _counted(area.parts["objectives"])
        for responsible in (area, *area.parts["objectives"]):
            yield from leads_somewhere(responsible, "responsible", keys, "people.yaml")


def _adoption(adopted: Entry) -> Iterator[Fault]:
    """What is adopted says when; a draft does not."""
    is_adopted, day = adopted.fields["status"] == "adopted", adopted.fields["adopted_on"]
    if is_adopted and day is None:
        expected = _("the day of the adoption, because the status is adopted")
        yield adopted.fault("adopted_on", _("nothing"), expected)
    if not is_adopted and day is not None:
        expected = _("left out, because the status is draft")
        yield adopted.fault("adopted_on", day.isoformat(), expected)


def _centre_strategies(folder: Folder) -> Iterator[Fault]:
    written = folder.centre_strategies
    yield from used_once(written, "unit")
    kinds = {unit.fields["slug"]: unit.fields["kind"] for unit in folder.units}
    numbers = [str(area.fields["number"]) for area in folder.strategy.parts["focus_areas"]]
    for one in written:
        yield from leads_somewhere(one, "unit", kinds, "units.yaml")
        if kinds.get(one.fields["unit"]) in ("institution", "team"):
            expected = _("the direction or a centre")
            yield one.fault("unit", quoted(one.fields["unit"]), expected)
        yield from _adoption(one)
        yield from used_once(one.parts["contributions"], "focus_area")
        for contribution in one.parts["contributions"]:
            if str(contribution.fields["focus_area"]) not in numbers:
                found = quoted(contribution.fields["focus_area"])
                expected = _("the number of a focus area in strategy.yaml")
                yield contribution.fault("focus_area", found, expected)


def catalogue_references(folder: Folder) -> Iterator[Fault]:
    """Ideas and initiatives name people, units, objectives and each other."""
    yield from used_once(folder.ideas, "key")
    yield from used_once(folder.initiatives, "key")
    people = {person.fields["key"] for person in folder.people}
    units = {unit.fields["slug"] for unit in folder.units}
    ideas = {idea.fields["key"] for idea in folder.ideas}
    initiatives = {one.fields["key"] for one in folder.initiatives}
    begun = {one.fields["idea"] for one in folder.initiatives}
    for idea in folder.ideas:
        yield from _idea(idea, people, begun)
        yield from aims(idea, "objective", folder)
    for one in folder.initiatives:
        for key in ("sponsor", "owner", "selected_by"):
            yield from leads_somewhere(one, key, people, "people.yaml")
        yield from leads_somewhere(one, "idea", ideas, "catalogue.yaml")
        yield from leads_somewhere(one, "grows_from", initiatives, "catalogue.yaml")
        yield from aims(one, "objectives", folder)
        for gate in one.parts["gates"]:
            yield from leads_somewhere(gate, "decided_by", people, "people.yaml")
            yield from leads_somewhere(gate, "leads_to", initiatives, "catalogue.yaml")
        for part in one.parts["participants"]:
            yield from leads_somewhere(part, "person", people, "people.yaml")
    for entry in (*folder.ideas, *folder.initiatives):
        yield from leads_somewhere(entry, "unit", units, "units.yaml")


def _idea(idea: Entry, people: set[str], begun: set[str | None]) -> Iterator[Fault]:
    """An answered idea says who answered; one that began something has what it began in the file."""
    for key in ("submitter", "answered_by"):
        yield from leads_somewhere(idea, key, people, "people.yaml")
    for person in words_of(idea.fields["joined_by"]):
        if person not in people:
            yield idea.fault(
                "joined_by", quoted(person), _("found in %(file)s") % {"file": "people.yaml"}
            )
    outcome = idea.fields["outcome"]
    if outcome and not idea.fields["answered_by"]:
        yield idea.fault("answered_by", _("nothing"), _("the person who answers"))
    if outcome in ("do_now", "prejekt", "project") and idea.fields["key"] not in begun:
        expected = _(
            "an answer that begins nothing, or an initiative in this file that names the idea"
        )
        yield idea.fault("outcome", quoted(outcome), expected)


def aims(entry: Entry, key: str, folder: Folder) -> Iterator[Fault]:
    """Objectives by the numbers that people say aloud."""
    known = {
        f"{area.fields['number']}.{aim.fields['number']}"
        for area in folder.strategy.parts["focus_areas"]
        for aim in area.parts["objectives"]
    }
    for label in words_of(entry.fields[key]):
        if label not in known:
            yield entry.fault(key, quoted(label), _("the number of an objective in strategy.yaml"))
