"""What programs send to following up."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pejl.followup.api.schemas import ReportStatus
from pejl.initiatives.api.wire import Line120, Line300, Line400, Note, Question, Summary
from pejl.organisation.api.wire import SLUG, WHOLE, Day, Flag, Id, Submission, new_id, optional

RoundSlug = Annotated[str, StringConstraints(pattern=SLUG, min_length=1, max_length=40)]
RoundTitle = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", min_length=1, max_length=120
    ),
]
Days = Annotated[int, Field(ge=0, le=1000), WHOLE]
Reminder = Annotated[int, Field(ge=-60, le=60), WHOLE]


class RoundEdits(Submission):
    """What can be changed of a round before it is opened."""

    slug: RoundSlug = optional()
    title: RoundTitle = optional()
    starts_on: Day = optional()
    ends_on: Day = optional()
    initiatives_due_on: Day = optional()
    objectives_due_on: Day = optional()
    focus_areas_due_on: Day = optional()
    grace_days: Days = optional()
    remind_days: Annotated[list[Reminder], Field(max_length=6)] = optional()
    escalate_days: Days = optional()
    stale_after_days: Annotated[int, Field(ge=1, le=1000), WHOLE] = optional()
    asks_forecast: Flag = optional()
    asks_milestone: Flag = optional()
    asks_decision: Flag = optional()
    message: Summary = optional()
    is_public: Flag = optional()
    is_example: Flag = optional()


class NewRound(RoundEdits):
    """A round to prepare."""

    id: Id | None = new_id()
    strategy_id: Id
    slug: RoundSlug
    title: RoundTitle
    starts_on: Day
    ends_on: Day
    initiatives_due_on: Day
    objectives_due_on: Day
    focus_areas_due_on: Day


class Reopen(Submission):
    """Why reports can be changed again."""

    reason: Summary


class Said(Submission):
    """How something stands, as far as it is written."""

    status: ReportStatus = optional()
    fact: Note = optional()
    cause: Note = optional()
    remedy: Note = optional()
    forecast_on: Day | None = optional()
    next_milestone: Line300 = optional()
    decision_wanted: Summary = optional()
    disagreement: Summary = optional(
        description="Why the judgement differs from what the figures suggest."
    )


class HandOver(Submission):
    """Who reports from now on."""

    owner_id: Id


class Ready(Submission):
    """Which unit is ready."""

    unit_id: Id
    note: Line400 = optional()


class MeetingEdits(Submission):
    """What can be changed of a meeting."""

    held_on: Day = optional()
    place: Line120 = optional()
    title: Line120 = optional()


class NewMeeting(MeetingEdits):
    """A meeting to plan."""

    id: Id | None = new_id()
    held_on: Day


class PointEdits(Submission):
    """What can be changed of a point of one's own."""

    title: Question = optional()
    details: Note = optional()


class NewPoint(PointEdits):
    """A point of one's own."""

    id: Id | None = new_id()
    title: Question


class Minutes(Submission):
    """What was said."""

    minutes: Note


class Treated(Submission):
    """Whether the executive group is done with a point."""

    is_treated: Flag


class PutBack(Submission):
    """On which agenda a point that was taken off goes."""

    meeting_id: Id


class MovePoint(Submission):
    """How far a point moves: up when negative."""

    steps: Annotated[int, Field(ge=-100, le=100), WHOLE]


class Replacement(Submission):
    """A decision that takes the place of another, about the same."""

    id: Id | None = new_id()
    text: Summary
    reason: Summary = optional()
    responsible_id: Id | None = optional()
    due_on: Day | None = optional()
    point_id: Id | None = optional(description="At which point of a meeting it was decided.")


class NewDecision(Replacement):
    """A decision to record: at a point, or on one thing."""

    initiative_id: Id | None = optional()
    objective_id: Id | None = optional()
    focus_area_id: Id | None = optional()
    decided_on: Day | None = optional()


class EndDecision(Submission):
    """What became of a decision."""

    state: Literal["done", "dropped"]
    outcome: Summary
    ended_on: Day | None = optional()


class NewDeputy(Submission):
    """Somebody who stands in for the token's person; for another, the strategy office says so."""

    id: Id | None = new_id()
    deputy_id: Id
    person_id: Id | None = optional()
    since_on: Day | None = optional()
    until_on: Day | None = optional()


class DeputyEdits(Submission):
    """Until when somebody stands in."""

    until_on: Day
