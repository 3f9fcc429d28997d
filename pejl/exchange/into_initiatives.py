"""A folder's ideas, prejekter and projects into Pejl, each step by whoever took it and on its own day.

What stands in Pejl already, known by the key it has in the folder, is left as people have written it since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from pejl.exchange.into_organisation import Organisation
from pejl.exchange.references import Folder
from pejl.exchange.refusals import told_at
from pejl.exchange.shape import Entry, words_of
from pejl.initiatives import actions
from pejl.initiatives.actions import catalogue, gates, prejekter, projects
from pejl.initiatives.criteria import CRITERIA
from pejl.initiatives.models import (
    Activity,
    Deliverable,
    Idea,
    Initiative,
    Known,
    LogEntry,
    Milestone,
    Option,
    Risk,
    Unknown,
)
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import Objective, Strategy

PARTS: dict[str, Any] = {
    "known": Known, "unknowns": Unknown, "activities": Activity, "options": Option, "log": LogEntry,
    "deliverables": Deliverable, "milestones": Milestone, "risks": Risk,
}  # fmt: skip
DAYS = {"held_on": "on", "written_on": "on"}
"""What a file calls otherwise, because common YAML tools read the key “on” as true."""

BEGIN = ("do_now", "prejekt", "project")
"""Answers that begin something."""

TEXTS = (
    "title", "summary", "is_public", "starts_on", "ends_on", "hours", "amount", "is_example",
)  # fmt: skip
OWN: dict[str, tuple[str, ...]] = {
    "prejekt": ("question", "occasion", "affected"),
    "project": ("goal", "outside", "first_benefit", "expected_effect"),
    "operation": (),
}


def bring_in_initiatives(*, folder: Folder, here: Organisation) -> Writing | None:
    """Hand in the ideas, answer them, begin what grew from them, and bring each to where it stands.

    Returns what the files that build on them go on writing with; nothing where there is no strategy to serve.
    """
    strategy = strategy_room.strategy_of_municipality(
        here.municipality, folder.strategy.fields["slug"]
    )
    if strategy is None:
        return None
    writing = Writing(here, strategy, folder)
    for entry in folder.ideas:
        writing.idea(entry)
    for entry in folder.initiatives:
        writing.initiative(entry)
    return writing


class Writing:
    """Writes what the folder has and Pejl does not."""

    def __init__(self, here: Organisation, strategy: Strategy, folder: Folder) -> None:
        self.here = here
        self.strategy = strategy
        self.aims: dict[str, Objective] = {
            one.label: one for one in strategy_room.objectives(strategy)
        }
        self.ideas: dict[str, Idea] = {}
        self.entries = {one.fields["key"]: one for one in folder.initiatives}
        self.begun_by = {one.fields["idea"]: one for one in folder.initiatives}
        self.new: set[str] = set()

    def key(self, *words: object) -> UUID:
        """The same id for the same thing each time the folder is read in."""
        return uuid5(self.here.municipality.id, ":".join(str(word) for word in words))

    def acting(self, key: str | None) -> Actor:
        """The person as they act here; the one who reads the folder in where it names nobody."""
        person = self.here.people.get(key or "")
        if person is None:
            return self.here.by
        return organisation.actor_for(self.here.municipality, person)

    def idea(self, entry: Entry) -> None:
        """Hand in the idea, let others join it, and answer it as the folder says."""
        fields = entry.fields
        key = self.key("idea", fields["key"])
        found = Idea.objects.filter(id=key).select_related("unit", "municipality").first()
        if found:
            self.ideas[fields["key"]] = found
            return
        with told_at(entry):
            idea = actions.submit_idea(
                by=self.here.by,
                municipality=self.here.municipality,
                id=key,
                **self._idea_texts(entry),
            )
            self.ideas[fields["key"]] = idea
            for person in words_of(fields["joined_by"]):
                actions.join_idea(by=self.acting(person), idea=idea)
            if fields["outcome"]:
                self._answer(entry, idea)

    def _idea_texts(self, entry: Entry) -> dict[str, Any]:
        fields = entry.fields
        names = ("title", "why", "place", "novelty", "borrowed_from", "origin", "is_example")
        texts = {name: fields[name] or "" for name in names} | {"is_example": fields["is_example"]}
        if fields["submitted_on"]:
            texts["created_at"] = moment(fields["submitted_on"])
        return texts | {
            "values": words_of(fields["values"]),
            "unit": self.here.units[fields["unit"]],
            "objective": self.aims.get(fields["objective"] or ""),
            "submitter": self.here.people.get(fields["submitter"] or ""),
        }

    def _answer(self, entry: Entry, idea: Idea) -> None:
        fields = entry.fields
        begins: dict[str, Any] = {}
        if fields["outcome"] in BEGIN:
            begun = self.begun_by[fields["key"]]
            begins = self._texts(begun)
            self.new.add(begun.fields["key"])
        actions.answer_idea(
            by=self.acting(fields["answered_by"]),
            idea=idea,
            version=idea.version,
            outcome=fields["outcome"],
            reason=fields["reason"],
            review_on=fields["review_on"],
            wakes_when=fields["wakes_when"],
            answered_at=moment(fields["answered_on"]) if fields["answered_on"] else None,
            begins=begins,
            id=self.key("answer", fields["key"]),
        )

    def _texts(self, entry: Entry) -> dict[str, Any]:
        """What an initiative says of itself, as the actions take it."""
        fields = entry.fields
        names = [name for name in (*TEXTS, *OWN[fields["kind"]]) if fields[name] is not None]
        if fields["kind"] == "operation":
            names = [name for name in names if name not in ("hours", "amount")]
        texts = {name: fields[name] for name in names}
        if fields["proposed_on"]:
            texts["created_at"] = moment(fields["proposed_on"])
        return texts | {
            "id": self.key("initiative", fields["key"]),
            "unit": self.here.units[fields["unit"]],
            "sponsor": self.here.people.get(fields["sponsor"] or ""),
            "owner": self.here.people.get(fields["owner"] or ""),
            "objectives": self.aims_of(entry),
        }

    def aims_of(self, entry: Entry) -> list[Objective]:
        """The objectives that an entry names by their numbers."""
        return [self.aims[one] for one in words_of(entry.fields["objectives"]) if one in self.aims]

    def initiative(self, entry: Entry) -> None:
        """Propose it, unless an idea or a gate began it already, and bring it to where it stands."""
        fields = entry.fields
        if fields["grows_from"]:
            return  # written when the gate that led to it was
        found = self._found(entry)
        if found and fields["key"] not in self.new:
            return
        with told_at(entry):
            if found is None:
                found = actions.propose_initiative(
                    by=self.here.by,
                    municipality=self.here.municipality,
                    kind=fields["kind"],
                    **self._texts(entry),
                )
        self._fill(entry, found)

    def _found(self, entry: Entry) -> Initiative | None:
        return (
            Initiative.objects.filter(id=self.key("initiative", entry.fields["key"]))
            .select_related("municipality", "unit", "sponsor", "owner", "idea")
            .first()
        )

    def _fill(self, entry: Entry, one: Initiative) -> None:
        """What belongs to it, the choice of the executive group, its gates and its state."""
        for name, model in PARTS.items():
            self._parts(entry.parts[name], model, one, name)
        for part in entry.parts["participants"]:
            self._participant(part, one)
        with told_at(entry):
            self._select(entry, one)
        for number, gate in enumerate(entry.parts["gates"]):
            with told_at(gate):
                self._gate(gate, one, number)
        with told_at(entry):
            self._bring_to_state(entry, one)

    def _parts(self, parts: Iterable[Entry], model: Any, one: Initiative, name: str) -> None:
        for number, part in enumerate(parts):
            fields = {
                DAYS.get(key, key): value for key, value in part.fields.items() if value is not None
            }
            if model is LogEntry:
                fields["written_by"] = one.owner
            with told_at(part):
                line = model(
                    id=self.key(name, one.id, number),
                    municipality=self.here.municipality,
                    initiative=one,
                    **fields,
                )
                actions.add_part(by=self.here.by, part=line)

    def _participant(self, part: Entry, one: Initiative) -> None:
        fields = part.fields
        more = {name: fields[name] for name in ("hours", "since_on") if fields[name] is not None}
        with told_at(part):
            prejekter.name_participant(
                by=self.here.by,
                initiative=one,
                person=self.here.people.get(fields["person"] or ""),
                described_as=fields["described_as"],
                role=fields["role"],
                **more,
            )

    def _select(self, entry: Entry, one: Initiative) -> None:
        fields = entry.fields
        if not fields["selection_reason"]:
            return
        details: dict[str, Any] = {"is_example": fields["is_example"]}
        if fields["selected_on"]:
            details["decided_on"] = fields["selected_on"]
        catalogue.select_initiative(
            by=self.acting(fields["selected_by"]),
            initiative=one,
            strategy=self.strategy,
            version=one.version,
            is_selected=fields["selected"],
            reason=fields["selection_reason"],
            id=self.key("selection", one.id),
            **details,
        )

    def _gate(self, gate: Entry, one: Initiative, number: int) -> None:
        fields = gate.fields
        names = (
            "kind", "outcome", "reason", "learning", "question_after", "ends_on", "review_on",
            "wakes_when", "decided_on",
        )  # fmt: skip
        led_to = self.entries.get(fields["leads_to"] or "")
        decided = gates.decide_gate(
            by=self.acting(fields["decided_by"]),
            initiative=one,
            version=one.version,
            scores=_scores(fields),
            id=self.key("gate", one.id, number),
            **{name: fields[name] for name in names},
            **(self._begun(led_to) if led_to else {}),
        )
        if led_to and decided.led_to:
            self._grown(led_to, decided.led_to)

    def _begun(self, entry: Entry) -> dict[str, Any]:
        fields = entry.fields
        return {
            "title": fields["title"],
            "owner": self.here.people.get(fields["owner"] or ""),
            "first_benefit": fields["first_benefit"],
        }

    def _grown(self, entry: Entry, one: Initiative) -> None:
        """What a gate led to gets its own words in place of those it took with it."""
        texts = self._texts(entry)
        for name in ("id", "created_at"):
            texts.pop(name, None)
        with told_at(entry):
            actions.edit_initiative(by=self.here.by, initiative=one, version=one.version, **texts)
        self._fill(entry, one)

    def _bring_to_state(self, entry: Entry, one: Initiative) -> None:
        """Projects and what is simply done go from state to state; a prejekt went at its gates."""
        fields = entry.fields
        state = fields["state"]
        if one.kind == "prejekt" or state == "proposed":
            return
        by = self.here.by
        if state != "parked":
            projects.start_initiative(by=by, initiative=one, version=one.version)
        ended = {"ended_on": fields["ended_on"]} if fields["ended_on"] else {}
        if state == "in_operation":
            projects.finish_initiative(
                by=by, initiative=one, version=one.version, learning=fields["learning"], **ended
            )
        elif state == "parked":
            projects.park_initiative(
                by=by,
                initiative=one,
                version=one.version,
                reason=fields["wakes_when"],
                review_on=fields["review_on"],
                wakes_when=fields["wakes_when"],
                decided_on=fields["ended_on"],
            )


def _scores(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        one.value: {"score": fields[one.value], "words": ""}
        for one in CRITERIA
        if fields[one.value] is not None
    }


def moment(day: date) -> datetime:
    """Noon of the day: a file knows no hours."""
    return timezone.make_aware(datetime.combine(day, time(12)))
