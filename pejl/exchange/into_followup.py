"""A folder's rounds into Pejl: opened, reported on, decided in, closed and signed, each step on its own day.

What stands in Pejl already, known by its address, is left as people have written it since. A signature is dated
the day on which it is given, also here: a record never says that it was signed before it was.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from pejl.exchange.into_initiatives import Writing, moment
from pejl.exchange.references import Folder
from pejl.exchange.refusals import told_at
from pejl.exchange.shape import Entry
from pejl.followup.actions import decisions, meetings, records, reports, rounds
from pejl.followup.models import Meeting, Report, Round
from pejl.followup.queries.answering import reports_at_hand
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor

TEXTS = ("slug", "title", "starts_on", "ends_on", "message", "is_public", "is_example")
SAID = ("status", "fact", "cause", "remedy", "next_milestone", "decision_wanted", "disagreement")
APART = timedelta(days=7)
"""Between the deadlines of a round that is opened as it is read in."""


def bring_in_rounds(*, folder: Folder, writing: Writing) -> None:
    """Write the rounds that are not there yet, the oldest first."""
    for entry in folder.rounds:
        there = Round.objects.filter(
            municipality=writing.here.municipality, slug=entry.fields["slug"]
        )
        if not there.exists():
            _Rounds(writing).round(entry)


class _Rounds:
    """Plays one round as the folder tells it."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.by = writing.here.by

    def round(self, entry: Entry) -> None:
        fields = entry.fields
        with told_at(entry):
            made = rounds.prepare_round(
                by=self.by, strategy=self.writing.strategy,
                **{name: fields[name] for name in TEXTS}, **_deadlines(fields),
            )  # fmt: skip
            opened = {"opened_at": moment(fields["opened_on"])} if fields["opened_on"] else {}
            rounds.open_round(by=self.by, round=made, version=made.version, **opened)
        owed = {_name(one): one for one in reports_at_hand(Report.objects.filter(round=made))}
        # From the initiatives to the focus areas, which are judged by what was said of their objectives.
        for part in sorted(entry.parts["reports"], key=lambda one: _rank(one.fields["about"])):
            self._report(part, owed)
        with told_at(entry):
            self._meet(entry, made, owed)
            self._end(fields, made)

    def _named(self, about: str) -> str:
        """A key of the folder's catalogue as the number that people say; the other names as they are."""
        if about in self.writing.entries:
            return str(self.writing.key("initiative", about))
        return about

    def _speaker(self, key: str | None, report: Report) -> Actor:
        """Who says so: the one named, or whoever owes it; where nobody does, the one who reads the folder in."""
        if key or report.owner is None:
            return self.writing.acting(key)
        return organisation.actor_for(report.municipality, report.owner)

    def _report(self, entry: Entry, owed: dict[str, Report]) -> None:
        fields = entry.fields
        report = owed.get(self._named(fields["about"]))
        if report is None:
            return  # what has ended before the round is not reported on
        said_at = {"confirmed_at": moment(fields["said_on"])} if fields["said_on"] else {}
        with told_at(entry):
            reports.confirm_report(
                by=self._speaker(fields["said_by"], report), report=report, version=report.version,
                **{name: fields[name] for name in SAID}, **said_at,
            )  # fmt: skip

    def _meet(self, entry: Entry, made: Round, owed: dict[str, Report]) -> None:
        fields = entry.fields
        if not fields["meeting_on"]:
            return
        meeting = meetings.plan_meeting(by=self.by, round=made, held_on=fields["meeting_on"])
        meetings.make_agenda(by=self.by, meeting=meeting)
        for number, part in enumerate(entry.parts["decisions"]):
            with told_at(part):
                self._decide(part, number, made, meeting, owed)

    def _decide(
        self, part: Entry, number: int, made: Round, meeting: Meeting, owed: dict[str, Report]
    ) -> None:
        fields = part.fields
        report = owed.get(self._named(fields["about"]))
        point = meetings.put_on_agenda(
            by=self.by, round=made, why="decision_wanted", title=str(report or made),
            report=report, meeting=meeting, came_from=f"folder:{number}",
        )  # fmt: skip
        decided = decisions.record_decision(
            by=self.by, municipality=self.writing.here.municipality, point=point,
            id=self.writing.key("decision", made.slug, number),
            **{name: fields[name] for name in ("text", "reason", "due_on")},
            responsible=self.writing.here.people.get(fields["responsible"] or ""),
        )  # fmt: skip
        if fields["state"] != "open":
            decisions.end_decision(
                by=self.by, decision=decided, version=decided.version, state=fields["state"],
                outcome=fields["outcome"], ended_on=fields["ended_on"],
            )  # fmt: skip

    def _end(self, fields: dict[str, Any], made: Round) -> None:
        if fields["state"] == "open":
            return
        made.refresh_from_db()
        closed = {"closed_at": moment(fields["meeting_on"])} if fields["meeting_on"] else {}
        rounds.close_round(by=self.by, round=made, version=made.version, **closed)
        if fields["state"] == "signed" and fields["signed_by"]:
            records.sign_round(
                by=self.writing.acting(fields["signed_by"]), round=made, version=made.version
            )


def _deadlines(fields: dict[str, Any]) -> dict[str, Any]:
    """The days as the folder has them; a week apart from a week ahead on, where it has none."""
    first = fields["initiatives_due_on"] or timezone.localdate() + APART
    second = fields["objectives_due_on"] or first + APART
    return {
        "initiatives_due_on": first,
        "objectives_due_on": second,
        "focus_areas_due_on": fields["focus_areas_due_on"] or second + APART,
    }


def _rank(about: str) -> int:
    """Initiatives first, then objectives (“1.3”), then focus areas (“1”)."""
    if about.isdigit():
        return 2
    return 1 if about[:1].isdigit() and "." in about else 0


def _name(report: Report) -> str:
    """What a folder calls the thing that is reported on."""
    if report.initiative_id:
        return str(report.initiative_id)
    if report.objective is not None:
        return report.objective.label
    return str(report.focus_area.number) if report.focus_area else ""
