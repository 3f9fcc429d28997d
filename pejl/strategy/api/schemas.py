"""What the API tells of strategies and their parts, and what it takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from pejl.organisation.api.schemas import Example, PersonNamed, UnitOut, Version
from pejl.organisation.api.wire import (
    HAS_WORDS,
    NO_NUL,
    SLUG,
    WHOLE,
    Day,
    Flag,
    Id,
    Markdown,
    Slice,
    Submission,
    Title,
    new_id,
    optional,
)

StrategyStatus = Literal["draft", "adopted", "closed"]
CentreStrategyStatus = Literal["draft", "adopted"]
DriverKind = Literal["expectations", "economy", "profession_and_technology", "politics"]
Stance = Literal["influence", "adapt", "both"]
Verb = Literal["created", "changed", "removed", "moved", "adopted", "closed", "granted", "revoked"]

Number = Annotated[int, Field(description="Its place among its own kind, as people say it aloud.")]
OneLine = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=120)]
ShortTitle = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=80)]
QuestionText = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=400)
]
Address = Annotated[str, StringConstraints(pattern=SLUG, min_length=1, max_length=40)]


class StrategyOut(Schema):
    """A strategy without its parts. Texts are Markdown."""

    id: UUID
    slug: str
    title: str
    starts_on: date
    ends_on: date
    theme: str
    theme_text: str
    introduction: str
    responsible_body: str
    status: StrategyStatus
    adopted_on: date | None
    adopted_by: PersonNamed | None
    closed_on: date | None
    predecessor_id: UUID | None
    is_example: Example
    version: Version


class PartOut(Schema):
    """What every part of a strategy has."""

    id: UUID
    strategy_id: UUID
    number: Number
    is_example: Example
    version: Version


class DriverOut(PartOut):
    """Something in the surroundings that forces development."""

    kind: DriverKind
    title: str
    text: str = Field(description="What it means for us.")
    stance: Stance
    response: str = Field(description="What we do.")


class QuestionOut(PartOut):
    """A question that a focus area asks."""

    focus_area_id: UUID
    text: str


class ObjectiveOut(PartOut):
    """What is to be achieved, and who answers for it."""

    focus_area_id: UUID
    label: str = Field(description="The number people say aloud, such as “2.3”.")
    title: str
    text: str
    rationale: str
    responsible: PersonNamed | None


class FocusAreaOut(PartOut):
    """A focus area with the questions that it asks and its objectives."""

    title: str
    short_title: str
    text: str
    responsible: PersonNamed | None
    questions: list[QuestionOut]
    objectives: list[ObjectiveOut]

    @staticmethod
    def resolve_questions(area: Any) -> Any:
        return area.asked

    @staticmethod
    def resolve_objectives(area: Any) -> Any:
        return area.aims


class ContributionOut(Schema):
    """What a centre does for one focus area."""

    id: UUID
    centre_strategy_id: UUID
    focus_area_id: UUID
    text: str
    is_example: Example
    version: Version


class CentreStrategyOut(Schema):
    """What one centre contributes to a strategy."""

    id: UUID
    strategy_id: UUID
    unit: UnitOut
    introduction: str
    status: CentreStrategyStatus
    adopted_on: date | None
    adopted_by: PersonNamed | None
    contributions: list[ContributionOut]
    is_example: Example
    version: Version

    @staticmethod
    def resolve_contributions(centre_strategy: Any) -> Any:
        return list(centre_strategy.contributions.all())


class EntryOut(Schema):
    """One line of the change trail: who did what, when, and the old wording beside the new."""

    id: int
    at: datetime
    verb: Verb
    subject: str = Field(description="The kind of thing, such as “strategy.objective”.")
    subject_id: str
    subject_title: str
    person_name: str
    changes: dict[str, list[Any]] = Field(description="By field: the old value and the new.")

    @staticmethod
    def resolve_subject(entry: Any) -> str:
        return str(entry.subject_label)

    @staticmethod
    def resolve_subject_id(entry: Any) -> str:
        return str(entry.subject_key)


class PastFocusAreaOut(Schema):
    """A focus area as it read then."""

    values: dict[str, Any]
    questions: list[dict[str, Any]]
    objectives: list[dict[str, Any]]


class PastStrategyOut(Schema):
    """A strategy as it read at the end of a day, field by field; people and other things by their ids."""

    day: date
    values: dict[str, Any]
    drivers: list[dict[str, Any]]
    focus_areas: list[PastFocusAreaOut]


class StrategyFilter(Slice):
    """Which strategies are asked for."""

    status: StrategyStatus | None = None
    year: int | None = Field(None, ge=1, le=9999, description="In force in this year.")


class DriverFilter(Slice):
    """Which drivers are asked for."""

    kind: DriverKind | None = None
    stance: Stance | None = None


class ObjectiveFilter(Slice):
    """Which objectives are asked for."""

    focus_area_id: Id | None = None
    responsible_id: Id | None = None


class CentreStrategyFilter(Slice):
    """Which centre strategies are asked for."""

    unit_id: Id | None = None
    status: CentreStrategyStatus | None = None


class TrailFilter(Slice):
    """Which lines of the trail are asked for."""

    subject_id: Id | None = Field(None, description="Only what happened to this part.")
    verb: Verb | None = None


class StrategyEdits(Submission):
    """What can be changed of a strategy; its address only while it is a draft."""

    title: Title = optional()
    slug: Address = optional()
    starts_on: Day = optional()
    ends_on: Day = optional()
    theme: OneLine = optional()
    theme_text: Markdown = optional()
    introduction: Markdown = optional()
    responsible_body: OneLine = optional()
    predecessor_id: Id | None = optional()
    is_example: Flag = optional()


class NewStrategy(StrategyEdits):
    """A strategy to begin, as a draft."""

    id: Id | None = new_id()
    title: Title
    slug: Address
    starts_on: Day
    ends_on: Day


class Adoption(Submission):
    """When the executive group adopted the strategy."""

    adopted_on: Day


class DriverEdits(Submission):
    """What can be changed of a driver."""

    kind: DriverKind = optional()
    title: Title = optional()
    text: Markdown = optional()
    stance: Stance = optional()
    response: Markdown = optional()
    is_example: Flag = optional()


class NewDriver(DriverEdits):
    """A driver to add."""

    id: Id | None = new_id()
    kind: DriverKind
    title: Title
    stance: Stance


class FocusAreaEdits(Submission):
    """What can be changed of a focus area."""

    title: Title = optional()
    short_title: ShortTitle = optional()
    text: Markdown = optional()
    responsible_id: Id | None = optional()
    is_example: Flag = optional()


class NewFocusArea(FocusAreaEdits):
    """A focus area to add."""

    id: Id | None = new_id()
    title: Title


class QuestionEdits(Submission):
    """What can be changed of a question."""

    text: QuestionText = optional()
    is_example: Flag = optional()


class NewQuestion(QuestionEdits):
    """A question to add."""

    id: Id | None = new_id()
    text: QuestionText


class ObjectiveEdits(Submission):
    """What can be changed of an objective."""

    title: Title = optional()
    text: Markdown = optional()
    rationale: Markdown = optional()
    responsible_id: Id | None = optional()
    is_example: Flag = optional()


class NewObjective(ObjectiveEdits):
    """An objective to add."""

    id: Id | None = new_id()
    title: Title


class Move(Submission):
    """How far to move a part among its own kind."""

    steps: Annotated[
        int,
        Field(ge=-98, le=98, description="−1 is one place up, 1 one place down."),
        WHOLE,
    ]


class CentreStrategyEdits(Submission):
    """What can be changed of a centre strategy itself."""

    introduction: Markdown = optional()
    is_example: Flag = optional()


class NewCentreStrategy(CentreStrategyEdits):
    """A centre strategy to begin."""

    unit_id: Id


class ContributionText(Submission):
    """What the centre does for the focus area."""

    text: Markdown
    is_example: Flag = optional()
