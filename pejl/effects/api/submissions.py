"""What the API takes about chains, expectations, evaluations and learning."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pejl.effects.api.wire import (
    Change,
    Helped,
    Line300,
    Method,
    Note2000,
    Note4000,
    Note8000,
    Rests,
    Season,
    SeriesKey,
    Standing,
    StepKind,
    Told300,
    Told400,
    Told2000,
    Told4000,
    Told8000,
)
from pejl.organisation.api.wire import WHOLE, Day, Flag, Id, Submission, Title, new_id, optional

Keys = Annotated[list[SeriesKey], Field(max_length=500)]


class StepEdits(Submission):
    """What can be changed of a step."""

    kind: StepKind = optional()
    text: Told400 = optional()
    indicator_id: Id | None = optional()
    assumption: Note4000 = optional()
    evidence: Rests = optional()
    standing: Standing = optional()
    is_example: Flag = optional()


class NewStep(StepEdits):
    """A step; it stands after the others of its kind."""

    id: Id | None = new_id()
    kind: StepKind
    text: Told400


class MoveStep(Submission):
    """How far to move a step among its own kind."""

    steps: Annotated[
        int, Field(ge=-98, le=98, description="−1 is one place up, 1 one place down."), WHOLE
    ]


class ExpectationEdits(Submission):
    """What can be reworded until the initiative begins."""

    indicator_id: Id = optional()
    change: Change = optional(description="In the indicator's unit: “-5.5”.")
    due_on: Day = optional()
    measured_how: Note4000 = optional()
    is_example: Flag = optional()


class NewExpectation(ExpectationEdits):
    """What is expected: how much, by when, measured how."""

    id: Id | None = new_id()
    indicator_id: Id
    change: Change
    due_on: Day


class NewAmendment(Submission):
    """Another wording once the initiative has begun, with its reason."""

    id: Id | None = new_id()
    change: Change
    due_on: Day
    reason: Told2000
    measured_how: Note4000 = optional()
    is_example: Flag = optional()


class EvaluationEdits(Submission):
    """What can be changed of an evaluation. What was answered before stays as it was asked."""

    title: Title = optional()
    question: Told8000 = optional()
    indicator_id: Id = optional(description="Until the first result.")
    initiative_id: Id | None = optional()
    method: Method = optional()
    begins_on: Day = optional()
    about: SeriesKey = optional()
    compared_with: Keys = optional()
    season: Season = optional()
    slope: Flag = optional()
    threats: Note8000 = optional()
    is_example: Flag = optional()


class NewEvaluation(EvaluationEdits):
    """A question to the figures of an indicator."""

    id: Id | None = new_id()
    title: Title
    question: Told8000
    indicator_id: Id
    method: Method
    begins_on: Day


class Conclusion(Submission):
    """What we conclude, also that nothing can be concluded."""

    conclusion: Told8000


class Publication(Submission):
    """Whether everyone reads it."""

    is_public: Flag


class LearningEdits(Submission):
    """What can be changed of a finding."""

    finding: Told300 = optional()
    details: Note4000 = optional()
    objective_id: Id | None = optional()
    unit_id: Id | None = optional(description="Where it is changed.")
    found_on: Day = optional()
    is_example: Flag = optional()


class NewLearning(LearningEdits):
    """A finding, and where it was learned: at least one source."""

    id: Id | None = new_id()
    finding: Told300
    evaluation_id: Id | None = optional()
    indicator_id: Id | None = optional()
    initiative_id: Id | None = optional()
    other_source: Line300 = optional()


class Decision(Submission):
    """What is changed, who does it and by when."""

    change: Told4000
    responsible_id: Id
    due_on: Day
    unit_id: Id | None = optional(description="Where it is changed; left out, it stays.")


class NoChange(Submission):
    """Why it leads to no change."""

    reason: Told2000


class Changed(Submission):
    """On which day it was changed; today where nothing is said."""

    changed_on: Day = optional()


class DidItHelp(Submission):
    """Whether it helped, and how we know."""

    helped: Helped
    helped_note: Note2000 = optional()
