"""What the API tells of chains, expectations, evaluations and learning."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.effects.api.wire import Grade, Helped, Method, Rests, Standing, State, StepKind
from pejl.effects.wording import sentence
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import Id, Slice, Words


class StepOut(Schema):
    """One step of an effect chain, and what must be true for the steps before it to lead there."""

    id: UUID
    initiative_id: UUID
    kind: StepKind
    number: int = Field(description="Its place among steps of the same kind.")
    text: str
    indicator_id: UUID | None
    assumption: str
    evidence: Rests = Field(description="What the assumption rests on.")
    standing: Standing = Field(description="What the work has shown of it since.")
    is_example: Example
    version: Version


class LackOut(Schema):
    """Something that a good chain would not lack: a word of advice."""

    code: str
    step_id: UUID | None
    sentence: str

    @staticmethod
    def resolve_step_id(lack: Any) -> Any:
        return lack.step.pk if lack.step else None


class ChainOut(Schema):
    """An effect chain from what is done to whom it helps, and what it lacks."""

    steps: list[StepOut]
    lacks: list[LackOut]


class ExpectationOut(Schema):
    """One wording of what is expected. Once the initiative has begun it never changes; another one replaces it."""

    id: UUID
    initiative_id: UUID
    indicator_id: UUID
    change: Decimal = Field(description="Expected change, in the indicator's unit.")
    due_on: date
    measured_how: str
    written_on: date
    written_by: PersonNamed | None
    was_begun: bool = Field(description="Written when the initiative had begun: no prediction.")
    replaces_id: UUID | None
    reason: str = Field(description="Why it replaces another.")
    is_example: Example
    version: Version


class ExpectedOut(Schema):
    """An expectation through all its wordings, oldest first."""

    wordings: list[ExpectationOut]
    locked_on: date | None = Field(description="Null while it can be reworded.")
    was_prediction: bool


class SeriesOut(Schema):
    """A series that an evaluation can be about, or compare with."""

    key: str
    name: str
    kind: str = Field(
        description="Empty for the indicator's own; “unit”, “part” or “municipality”."
    )
    dimension: str = Field(description="Of a part: the background dimension.")
    fits: list[str] = Field(description="Keys of those that can be compared with it.")


class ResultOut(Schema):
    """What the figures answered on a day. Never changed: asking again makes another one."""

    id: UUID
    ran_at: datetime
    said: str = Field(description="The answer in words; where there is no number, why.")
    refused: str = Field(description="Why there is no number, as a code; empty where there is one.")
    grade: Grade = Field(description="How strong the evidence is; “none” is: no comparison.")
    grounds: list[str] = Field(description="Codes of the rules that hold the grade back.")
    setup: dict[str, Any] = Field(description="The question as it was put.")
    figures: dict[str, Any] = Field(
        description="The values that went in: `periods`, `treated`, `donors`, `left_out`."
    )
    answer: dict[str, Any] = Field(
        description="`estimate`, `low`, `high` and, by method, `expected`, `weights`, `placebos`, `p` …"
    )
    is_example: Example

    @staticmethod
    def resolve_said(result: Any) -> str:
        return sentence(result)


class EvaluationOut(Schema):
    """A question put to the figures of one indicator."""

    id: UUID
    number: int = Field(description="Counts within the municipality.")
    label: str = Field(description="The number people say aloud, such as “E3”.")
    title: str
    question: str
    initiative_id: UUID | None = Field(description="As far as the reader may see it.")
    indicator_id: UUID
    method: Method
    begins_on: date
    about: str = Field(description="Key of the series that something was done to; empty: the own.")
    compared_with: list[str] = Field(description="Keys; none for all that fit.")
    season: int
    slope: bool
    threats: str
    conclusion: str
    is_public: bool
    grade: Grade | None = Field(description="Of the latest result; null where there is no number.")
    is_example: Example
    version: Version

    @staticmethod
    def resolve_initiative_id(evaluation: Any) -> Any:
        return evaluation.shown_initiative_id

    @staticmethod
    def resolve_grade(evaluation: Any) -> Any:
        return evaluation.last_grade


class WholeEvaluationOut(EvaluationOut):
    """An evaluation with what was answered last."""

    latest: ResultOut | None


def _key(thing: Any) -> Any:
    return thing.pk if thing else None


class LearningOut(Schema):
    """A finding, what is changed because of it, and whether it helped."""

    id: UUID
    number: int = Field(description="Counts within the municipality.")
    label: str = Field(description="The number people say aloud, such as “L5”.")
    finding: str
    details: str
    evaluation_id: UUID | None = Field(description="As far as the reader may see them.")
    indicator_id: UUID | None
    initiative_id: UUID | None
    objective_id: UUID | None
    other_source: str
    unit_id: UUID | None = Field(description="Where it is changed.")
    state: State
    change: str
    responsible: PersonNamed | None = Field(description="Null for who does not work there.")
    due_on: date | None
    state_reason: str = Field(description="Why it leads to no change.")
    decided_on: date | None
    changed_on: date | None
    helped: Helped
    helped_note: str
    is_overdue: bool
    found_on: date
    is_public: bool
    is_example: Example
    version: Version

    @staticmethod
    def resolve_evaluation_id(learning: Any) -> Any:
        return _key(learning.shown.evaluation)

    @staticmethod
    def resolve_indicator_id(learning: Any) -> Any:
        return _key(learning.shown.indicator)

    @staticmethod
    def resolve_initiative_id(learning: Any) -> Any:
        return _key(learning.shown.initiative)

    @staticmethod
    def resolve_objective_id(learning: Any) -> Any:
        return _key(learning.shown.objective)

    @staticmethod
    def resolve_responsible(learning: Any) -> Any:
        return learning.shown.responsible


class EvaluationFilter(Slice):
    """Which evaluations are asked for."""

    method: Method | None = None
    grade: Grade | None = Field(None, description="Of the latest result, where it has a number.")
    initiative_id: Id | None = None
    q: Words = Field("", description="Words in the title, the question or the conclusion.")


class LearningFilter(Slice):
    """Which learning is asked for."""

    state: State | None = None
    helped: Helped | None = None
    unit_id: Id | None = None
    objective_id: Id | None = Field(
        None, description="Said of it, measured for it, or learned from what serves it."
    )
    overdue: bool = Field(False, description="Only what is decided and past its day.")
    q: Words = Field("", description="Words in the finding or the change.")
