"""What the API tells of the lines that are written in an initiative, and what it takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.initiatives.api.wire import (
    Count,
    Line120,
    Line300,
    Line400,
    Note,
    Told400,
    ToldNote,
)
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import Day, Flag, Id, Submission, Title, new_id, optional

Confidence = Literal["low", "medium", "high"]
UnknownState = Literal["open", "examined", "answered", "given_up"]
ActivityKind = Literal["interview", "observation", "workshop", "prototype", "study_visit", "data"]
Verdict = Literal["open", "pursue", "park", "drop"]
MilestoneState = Literal["waiting", "under_way", "reached", "dropped"]
Level = Literal["low", "medium", "high"]
ParticipantRole = Literal[
    "lead", "member", "gardener", "midwife", "jester", "conceptualiser", "invited", "citizen"
]


class LineOut(Schema):
    """What every line has."""

    id: UUID
    initiative_id: UUID
    is_example: Example
    version: Version


class KnownOut(LineOut):
    """Something that a prejekt knows, from where, and how surely."""

    text: str
    source: str
    confidence: Confidence
    answers_id: UUID | None = Field(description="What was not known before it.")
    noted_on: date


class UnknownOut(LineOut):
    """Something that a prejekt does not know, why it matters, and how it could be found out."""

    question: str
    matters_because: str
    find_out_by: str
    state: UnknownState
    answer: str
    is_critical: bool
    noted_on: date
    settled_on: date | None


class ActivityOut(LineOut):
    """Something done to find out, and what was learned by it."""

    kind: ActivityKind
    on: date
    title: str
    taking_part: int | None
    hours: int | None
    learned: str


class OptionOut(LineOut):
    """Something one could do, with what speaks for and against it."""

    title: str
    description: str
    pro: str
    contra: str
    evidence: str
    verdict: Verdict
    noted_on: date


class LogLineOut(LineOut):
    """One line of the log of learning, tied to what it is about."""

    on: date
    text: str
    known_id: UUID | None
    unknown_id: UUID | None
    activity_id: UUID | None
    written_by: PersonNamed | None
    created_at: datetime


class MilestoneOut(LineOut):
    """A day by which something is to be reached."""

    title: str
    due_on: date
    state: MilestoneState
    reached_on: date | None
    note: str


class DeliverableOut(LineOut):
    """Something that a project hands over."""

    title: str
    is_delivered: bool


class DependencyOut(LineOut):
    """What cannot go on before another has come far enough."""

    needs_id: UUID
    note: str


class RiskOut(LineOut):
    """What may go wrong, and what is done about it."""

    text: str
    likelihood: Level
    consequence: Level
    response: str
    is_closed: bool
    unknown_id: UUID | None = Field(description="What its prejekt did not know.")


class ParticipantOut(LineOut):
    """Somebody who takes part: a person here, or somebody from outside as a role or group."""

    person: PersonNamed | None
    described_as: str
    role: ParticipantRole
    unit_id: UUID | None
    hours: int | None
    since_on: date


class LinesOut(Schema):
    """What is written in an initiative; what its kind does not have is empty."""

    known: list[KnownOut] = []
    unknowns: list[UnknownOut] = []
    activities: list[ActivityOut] = []
    options: list[OptionOut] = []
    log: list[LogLineOut] = []
    milestones: list[MilestoneOut] = []
    deliverables: list[DeliverableOut] = []
    dependencies: list[DependencyOut] = []
    risks: list[RiskOut] = []
    participants: list[ParticipantOut] = []


class LineEdits(Submission):
    """What can be changed of every line."""

    is_example: Flag = optional()


class KnownEdits(LineEdits):
    """What can be changed of something known."""

    text: ToldNote = optional()
    source: Line300 = optional()
    confidence: Confidence = optional()
    answers_id: Id | None = optional()


class NewKnown(KnownEdits):
    """Something known, to add."""

    id: Id | None = new_id()
    text: ToldNote


class UnknownEdits(LineEdits):
    """What can be changed of something not known, and how far one has come with it."""

    question: Told400 = optional()
    matters_because: Note = optional()
    find_out_by: Note = optional()
    is_critical: Flag = optional()
    state: UnknownState = optional()
    answer: Note = optional(description="Needed when it is answered.")


class NewUnknown(LineEdits):
    """Something not known, to add."""

    id: Id | None = new_id()
    question: Told400
    matters_because: Note = optional()
    find_out_by: Note = optional()
    is_critical: Flag = optional()


class Settlement(Submission):
    """What became of something not known. What was found can stand among the known at once."""

    state: Literal["answered", "examined", "given_up"]
    answer: Note = Field("", description="Needed when it is answered.")
    makes_known: Flag = Field(
        False, description="Write the answer among what is known, tied to it."
    )
    source: Line300 = optional(description="Of what is known then.")
    confidence: Confidence = optional()


class ActivityEdits(LineEdits):
    """What can be changed of an activity."""

    kind: ActivityKind = optional()
    on: Day = optional()
    title: Title = optional()
    taking_part: Count | None = optional()
    hours: Count | None = optional()
    learned: Note = optional()


class NewActivity(ActivityEdits):
    """An activity to add."""

    id: Id | None = new_id()
    kind: ActivityKind
    title: Title


class OptionEdits(LineEdits):
    """What can be changed of an option."""

    title: Title = optional()
    description: Note = optional()
    pro: Note = optional()
    contra: Note = optional()
    evidence: Note = optional()
    verdict: Verdict = optional()


class NewOption(OptionEdits):
    """An option to add."""

    id: Id | None = new_id()
    title: Title


class LogLineEdits(LineEdits):
    """What can be changed of a line of the log."""

    text: ToldNote = optional()
    on: Day = optional()
    known_id: Id | None = optional()
    unknown_id: Id | None = optional()
    activity_id: Id | None = optional()


class NewLogLine(LogLineEdits):
    """A line to add to the log."""

    id: Id | None = new_id()
    text: ToldNote


class NewMilestone(LineEdits):
    """A milestone to add."""

    id: Id | None = new_id()
    title: Title
    due_on: Day
    note: Line400 = optional()


class MilestoneEdits(LineEdits):
    """What can be changed of a milestone, and where it stands."""

    title: Title = optional()
    due_on: Day = optional()
    note: Line400 = optional()
    state: MilestoneState = optional()
    reached_on: Day | None = optional(description="Today, when a reached milestone says nothing.")


class NewDeliverable(LineEdits):
    """A deliverable to add."""

    id: Id | None = new_id()
    title: Title


class DeliverableEdits(LineEdits):
    """What can be changed of a deliverable."""

    title: Title = optional()
    is_delivered: Flag = optional()


class NewDependency(LineEdits):
    """Something that the initiative cannot go on without. Never in a circle."""

    id: Id | None = new_id()
    needs_id: Id
    note: Line300 = optional()


class DependencyEdits(LineEdits):
    """For what it is needed."""

    note: Line300 = optional()


class NewRisk(LineEdits):
    """A risk to add."""

    id: Id | None = new_id()
    text: Told400
    likelihood: Level = optional()
    consequence: Level = optional()
    response: Note = optional()


class RiskEdits(LineEdits):
    """What can be changed of a risk."""

    text: Told400 = optional()
    likelihood: Level = optional()
    consequence: Level = optional()
    response: Note = optional()
    is_closed: Flag = optional()


class ParticipantEdits(LineEdits):
    """Who takes part, and as what."""

    person_id: Id | None = optional()
    described_as: Line120 = optional(
        description="Somebody from outside, as a role or group, such as “two relatives”; no names."
    )
    role: ParticipantRole = optional()
    hours: Count | None = optional()


class NewParticipant(ParticipantEdits):
    """Somebody who takes part, to name."""

    id: Id | None = new_id()
