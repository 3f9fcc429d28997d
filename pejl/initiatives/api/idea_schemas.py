"""What the API tells of ideas, their answers and the talk about them, and what it takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field

from pejl.initiatives.api.wire import (
    Amount,
    Count,
    Line200,
    Line400,
    Note,
    Number,
    Question,
    Reason,
    ToldNote,
)
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import (
    Day,
    Flag,
    Id,
    Slice,
    Submission,
    Title,
    Words,
    new_id,
    optional,
)

Outcome = Literal["do_now", "mature", "prejekt", "project", "parked", "declined"]
Value = Literal["quality", "efficiency", "involvement", "employees", "political"]
Novelty = Literal["new_here", "borrowed", "all_new"]
Origin = Literal[
    "employee", "leader", "citizen", "user", "business", "other_municipality", "recommendation"
]
Kind = Literal["prejekt", "project", "operation"]
State = Literal["proposed", "running", "parked", "stopped", "crystallised", "in_operation"]

Values = Annotated[
    list[Value], Field(max_length=5), AfterValidator(lambda told: list(dict.fromkeys(told)))
]


class IdeaOut(Schema):
    """“What if…”: something that could be different, and how it was last answered."""

    id: UUID
    number: int = Field(description="Counts within the municipality.")
    title: str
    why: str
    place: str
    values: list[str] = Field(description="The value sought.")
    novelty: Novelty | Literal[""]
    borrowed_from: str
    origin: Origin
    submitter: PersonNamed | None
    unit_id: UUID | None
    objective_id: UUID | None
    outcome: Outcome | Literal[""] = Field(description="The answer; empty while it waits for one.")
    answered_at: datetime | None
    first_answered_at: datetime | None
    review_on: date | None = Field(description="Parked: looked at again on.")
    wakes_when: str = Field(description="Parked: what would wake it sooner.")
    supporters: int = Field(description="So many have joined it.")
    comments: int
    created_at: datetime
    is_example: Example
    version: Version

    @staticmethod
    def resolve_supporters(idea: Any) -> int:
        return int(idea.joined)

    @staticmethod
    def resolve_comments(idea: Any) -> int:
        return int(idea.said)


class AnswerOut(Schema):
    """One answer, or a hand-over to another centre. Never changed: a new answer is a new one."""

    id: UUID
    outcome: Outcome | Literal[""] = Field(description="Empty for a hand-over.")
    reason: str
    from_unit_id: UUID | None
    to_unit_id: UUID | None = Field(description="The centre that it was handed over to.")
    decided_by: PersonNamed | None
    decided_at: datetime
    review_on: date | None
    wakes_when: str
    is_example: Example


class GrownOut(Schema):
    """An initiative that something grew into, or from."""

    id: UUID
    number: int
    label: str = Field(description="The number people say aloud, such as “P12”.")
    kind: Kind
    state: State
    title: str


class IdeaNamedOut(Schema):
    """An idea, as lists and letters name it."""

    id: UUID
    number: int
    title: str
    unit_id: UUID | None
    outcome: Outcome | Literal[""] = Field(description="The answer; empty while it waits for one.")
    review_on: date | None
    wakes_when: str
    created_at: datetime


class WholeIdeaOut(IdeaOut):
    """An idea with every answer, oldest first, and what grew from it."""

    answers: list[AnswerOut]
    became: list[GrownOut]
    is_joined: bool = Field(description="Whether the token's person has joined it.")
    is_followed: bool = Field(description="Whether the token's person follows it.")

    @staticmethod
    def resolve_answers(idea: Any) -> Any:
        return idea.answered


class CommentOut(Schema):
    """Something said. Taken back it stays as a gap, so that answers keep their place."""

    id: UUID
    person: PersonNamed
    text: str
    is_taken_back: bool
    created_at: datetime
    version: Version


class IdeaFilter(Slice):
    """Which ideas are asked for."""

    outcome: Outcome | Literal["open"] | None = Field(
        None, description="How it was answered; “open” waits for its first answer."
    )
    number: Number | None = Field(None, description="The number people say aloud.")
    unit_id: Id | None = None
    objective_id: Id | None = None
    q: Words = Field("", description="Words in the title, the reason or the place.")
    mine: bool = Field(False, description="Only those that the token's person had or follows.")


class IdeaEdits(Submission):
    """What can be changed of an idea."""

    title: Title = optional()
    why: Note = optional()
    place: Line200 = optional()
    values: Values = optional()
    novelty: Novelty | Literal[""] = optional()
    borrowed_from: Line200 = optional()
    unit_id: Id | None = optional()
    objective_id: Id | None = optional()
    is_example: Flag = optional()


class NewIdea(IdeaEdits):
    """An idea to hand in. One line is enough."""

    id: Id | None = new_id()
    title: Title


class Begins(Submission):
    """The first words and people of what an answer begins; the idea's own where nothing is said."""

    title: Title = optional()
    unit_id: Id = optional()
    question: Question = optional(description="The exploration question, for a prejekt.")
    sponsor_id: Id | None = optional(description="In the executive group; a prejekt needs one.")
    owner_id: Id | None = optional()
    ends_on: Day | None = optional()
    hours: Count | None = optional(description="For a prejekt or a project.")
    amount: Amount | None = optional(
        description="For a prejekt or a project, in kroner: “25000.50”."
    )


class NewAnswer(Submission):
    """An answer, with the reason that whoever had the idea reads."""

    id: Id | None = new_id()
    outcome: Outcome
    reason: Reason
    review_on: Day | None = optional(description="Needed when it is parked.")
    wakes_when: Line400 = optional()
    begins: Begins = optional(description="For do_now, prejekt and project.")


class NewHandOver(Submission):
    """To which centre, and why."""

    id: Id | None = new_id()
    to_unit_id: Id
    reason: Reason


class NewComment(Submission):
    """Something to say. “@” and an e-mail address tells somebody."""

    id: Id | None = new_id()
    text: ToldNote
