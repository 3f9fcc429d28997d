"""What the API tells of initiatives and of decisions about them, and what it takes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.initiatives.api.idea_schemas import GrownOut, Kind, State
from pejl.initiatives.api.part_schemas import LinesOut
from pejl.initiatives.api.wire import (
    Amount,
    Count,
    Line200,
    Line300,
    Line400,
    Note,
    Number,
    Question,
    Reason,
    Summary,
    ToldNote,
)
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import (
    WHOLE,
    Day,
    Flag,
    Id,
    Markdown,
    Slice,
    Submission,
    Title,
    Words,
    new_id,
    optional,
)

GateKind = Literal["start", "midway", "crystallise"]
GateOutcome = Literal[
    "start", "go_on", "reword", "project", "do_now", "new_prejekt", "park", "stop"
]
Criterion = Literal["need", "tried", "value", "feasible", "ownership", "risk", "unknown", "fit"]
Order = Literal["number", "title", "ends_on", "newest"]
Ids = Annotated[list[Id], Field(max_length=100)]


def _own(initiative: Any, name: str) -> Any:
    """A word that only a prejekt or only a project has; nothing for the others."""
    detail = getattr(initiative, "prejekt", None) or getattr(initiative, "project", None)
    return getattr(detail, name, None)


class InternalOut(Schema):
    """What those who work there are told beside what everyone is told."""

    internal_note: str
    sponsor: PersonNamed | None
    owner: PersonNamed | None
    idea_id: UUID | None
    predecessor_id: UUID | None
    review_on: date | None
    wakes_when: str
    hours: int | None = Field(description="Of a prejekt or a project: what may be spent on it.")
    amount: Decimal | None = Field(description="In kroner.")
    occasion: str | None = Field(description="Of a prejekt, as is the next.")
    affected: str | None
    outside: str | None = Field(description="Of a project, as are the next two.")
    first_benefit: str | None
    expected_effect: str | None
    created_at: datetime

    @staticmethod
    def resolve_hours(initiative: Any) -> Any:
        return _own(initiative, "hours")

    @staticmethod
    def resolve_amount(initiative: Any) -> Any:
        return _own(initiative, "amount")

    @staticmethod
    def resolve_occasion(initiative: Any) -> Any:
        return _own(initiative, "occasion")

    @staticmethod
    def resolve_affected(initiative: Any) -> Any:
        return _own(initiative, "affected")

    @staticmethod
    def resolve_outside(initiative: Any) -> Any:
        return _own(initiative, "outside")

    @staticmethod
    def resolve_first_benefit(initiative: Any) -> Any:
        return _own(initiative, "first_benefit")

    @staticmethod
    def resolve_expected_effect(initiative: Any) -> Any:
        return _own(initiative, "expected_effect")


class InitiativeOut(Schema):
    """A prejekt, a project or something done at once, as the catalogue tells of it."""

    id: UUID
    number: int = Field(description="Counts within the municipality.")
    label: str = Field(description="The number people say aloud, such as “P12”.")
    kind: Kind
    state: State
    title: str
    summary: str
    question: str | None = Field(description="What a prejekt explores.")
    goal: str | None = Field(description="What a project is to reach.")
    learning: str = Field(description="What was learned, when it has ended.")
    unit_id: UUID
    strategy_id: UUID | None = Field(description="The strategy that it is selected into.")
    focus_area_ids: list[UUID]
    objective_ids: list[UUID]
    starts_on: date | None
    ends_on: date | None
    ended_on: date | None
    is_public: bool
    internal: InternalOut | None = Field(description="Null for who does not work there.")
    is_example: Example
    version: Version

    @staticmethod
    def resolve_question(initiative: Any) -> Any:
        return _own(initiative, "question")

    @staticmethod
    def resolve_goal(initiative: Any) -> Any:
        return _own(initiative, "goal")

    @staticmethod
    def resolve_strategy_id(initiative: Any) -> Any:
        return initiative.selected_into

    @staticmethod
    def resolve_focus_area_ids(initiative: Any) -> Any:
        return [area.id for area in initiative.areas]

    @staticmethod
    def resolve_objective_ids(initiative: Any) -> Any:
        return [aim.id for aim in initiative.aimed_at]

    @staticmethod
    def resolve_internal(initiative: Any) -> Any:
        return initiative if initiative.tells_all else None


class DecisionOut(Schema):
    """A decision about a prejekt, as everyone is told of it."""

    kind: GateKind
    outcome: GateOutcome
    decided_on: date


class GateOut(DecisionOut):
    """A decision about a prejekt: by whom, why and on what grounds. A new decision is a new gate."""

    id: UUID
    reason: str
    scores: dict[str, Any] = Field(
        description="Criterion → score from 0 to 3 and words. Read side by side, never summed."
    )
    question_before: str
    question_after: str
    learning: str
    review_on: date | None
    wakes_when: str
    led_to_id: UUID | None = Field(description="What grew from it.")
    decided_by: PersonNamed | None
    is_example: Example


class SelectionOut(Schema):
    """The executive group took an initiative into a strategy, or left it out. A new choice is a new one."""

    id: UUID
    initiative_id: UUID
    strategy_id: UUID
    is_selected: bool
    reason: str
    decided_by: PersonNamed | None
    decided_on: date
    is_example: Example
    version: Version


class WholeLinesOut(LinesOut):
    """What is written in an initiative and decided about it; what its kind does not have is empty."""

    gates: list[GateOut] = []
    selections: list[SelectionOut] = []


class WholeInitiativeOut(InitiativeOut):
    """An initiative with the decisions about it, where it came from and what it became."""

    decisions: list[DecisionOut]
    grew_from: GrownOut | None
    became: list[GrownOut]
    is_followed: bool = Field(description="Whether the token's person follows it.")
    lines: WholeLinesOut | None = Field(description="Null for who does not work there.")

    @staticmethod
    def resolve_decisions(initiative: Any) -> Any:
        return initiative.decided

    @staticmethod
    def resolve_lines(initiative: Any) -> Any:
        if initiative.lines is None:
            return None
        return {**initiative.lines, "gates": initiative.decided}


class InitiativeFilter(Slice):
    """Which initiatives are asked for."""

    number: Number | None = Field(None, description="The number people say aloud, without its P.")
    kind: Kind | None = None
    state: State | None = None
    unit_id: Id | None = None
    focus_area_id: Id | None = None
    objective_id: Id | None = None
    strategy_id: Id | None = Field(None, description="Selected into this strategy.")
    q: Words = Field("", description="Words in the title, the summary, the question or the goal.")
    order: Order = Field("number", description="“newest” has the latest first.")


class SelectionFilter(Slice):
    """Which choices are asked for."""

    initiative_id: Id | None = None


class InitiativeEdits(Submission):
    """What can be changed of an initiative."""

    title: Title = optional()
    summary: Summary = optional()
    internal_note: Markdown = optional()
    is_public: Flag = optional()
    unit_id: Id = optional()
    sponsor_id: Id | None = optional(description="In the executive group; a prejekt needs one.")
    owner_id: Id | None = optional()
    focus_area_ids: Ids = optional()
    objective_ids: Ids = optional(description="An objective brings its focus area.")
    starts_on: Day | None = optional()
    ends_on: Day | None = optional()
    hours: Count | None = optional(description="Of a prejekt or a project.")
    amount: Amount | None = optional(
        description="Of a prejekt or a project, in kroner: “25000.50”."
    )
    question: Question = optional(
        description="Of a prejekt; once it runs it is reworded at a gate."
    )
    occasion: Note = optional(description="Of a prejekt.")
    affected: Note = optional(description="Of a prejekt.")
    goal: Note = optional(description="Of a project.")
    outside: Note = optional(description="Of a project.")
    first_benefit: Note = optional(description="Of a project.")
    expected_effect: Note = optional(description="Of a project.")
    is_example: Flag = optional()


class NewInitiative(InitiativeEdits):
    """An initiative to propose."""

    id: Id | None = new_id()
    kind: Kind
    title: Title
    unit_id: Id


class Score(Submission):
    """How one criterion was weighed."""

    score: Annotated[int, Field(ge=0, le=3), WHOLE]
    words: Line300 = optional()


class NewGate(Submission):
    """A decision about a prejekt. What it needs beside the reason depends on the decision."""

    id: Id | None = new_id()
    kind: GateKind
    outcome: GateOutcome
    reason: ToldNote
    scores: dict[Criterion, Score] = optional()
    learning: Markdown = optional(description="Needed for stop.")
    question_after: Line300 = optional(description="Needed for reword and new_prejekt.")
    ends_on: Day | None = optional(description="The time box; for do_now by when it is done.")
    review_on: Day | None = optional(description="Needed for park.")
    wakes_when: Line400 = optional(description="Needed for park.")
    title: Line200 = optional(description="Of what grows from it.")
    owner_id: Id | None = optional(description="Of what grows from it.")
    first_benefit: Note = optional(description="Needed for project.")


class NewSelection(Submission):
    """A choice to take an initiative into a strategy or to leave it out."""

    id: Id | None = new_id()
    strategy_id: Id
    is_selected: Flag
    reason: Reason
    after_id: Id | None = optional(
        description="The latest choice that was read, if there is one; 409 when there is a later."
    )


class Start(Submission):
    """When it begins; today when nothing is said."""

    starts_on: Day | None = optional()
    reason: Summary = optional()


class Finish(Submission):
    """What was learned on the way into operation."""

    learning: Markdown = optional()
    reason: Summary = optional()


class Park(Submission):
    """Why it rests, and until when."""

    reason: Reason
    review_on: Day
    wakes_when: Line400 = optional()


class Stop(Submission):
    """Why it stops, and what that leaves to others."""

    reason: Reason
    learning: Markdown


class Wake(Submission):
    """Why now, and the time box from here."""

    reason: Reason
    ends_on: Day | None = optional()
