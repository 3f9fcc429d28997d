"""What the API tells of rounds, reports, meetings and decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.followup.queries.rounds import stands_in
from pejl.followup.suggesting import disagrees
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import Id, Slice, Words

RoundState = Literal["draft", "open", "closed", "signed"]
ReportKind = Literal["initiative", "objective", "focus_area"]
ReportStatus = Literal[
    "not_started", "on_course", "needs_attention", "off_course", "paused", "done", "stopped"
]
PointWhy = Literal[
    "off_course", "disagreement", "stale", "decision_wanted", "effect", "last_time", "other"
]
DecisionState = Literal["open", "done", "dropped"]


class RoundOut(Schema):
    """A round of following up: its days, what it asks for, how far it has come."""

    id: UUID
    slug: str
    title: str
    strategy_id: UUID
    state: RoundState
    starts_on: date = Field(description="It reports on the time from here.")
    ends_on: date
    initiatives_due_on: date
    objectives_due_on: date
    focus_areas_due_on: date
    grace_days: int
    remind_days: list[int] = Field(description="So many days before each deadline; negative after.")
    escalate_days: int
    stale_after_days: int
    asks_forecast: bool
    asks_milestone: bool
    asks_decision: bool
    message: str
    is_public: bool = Field(description="Everyone reads the public version once it is signed.")
    opened_at: datetime | None
    closed_at: datetime | None
    signed_at: datetime | None
    is_example: Example
    version: Version


class ReportOut(Schema):
    """What is said of one thing in one round."""

    id: UUID
    round_id: UUID
    kind: ReportKind
    title: str
    initiative_id: UUID | None
    objective_id: UUID | None = Field(description="Of an initiative: where it is read.")
    focus_area_id: UUID | None
    unit_id: UUID | None
    owner: PersonNamed | None = Field(description="Who owes it; null where nobody does.")
    due_on: date
    stands: str = Field(
        description="What pages show: the status, unless it has grown old (“stale”) or there is none (“no_data”)."
    )
    status: str = Field(description="As it was judged; empty before anybody has.")
    fact: str
    cause: str
    remedy: str
    forecast_on: date | None
    next_milestone: str
    decision_wanted: str
    disagreement: str
    draft: dict[str, Any] = Field(
        description="What is being written and nobody stands by yet, by the names above; empty once confirmed."
    )
    suggested: str = Field(description="What the figures suggested when it was confirmed.")
    suggested_why: list[str]
    disagrees: bool
    confirmed_at: datetime | None
    confirmed_by: PersonNamed | None
    is_example: Example
    version: Version

    @staticmethod
    def resolve_title(report: Any) -> str:
        return str(report)

    @staticmethod
    def resolve_stands(report: Any) -> str:
        return stands_in(report)

    @staticmethod
    def resolve_disagrees(report: Any) -> bool:
        return disagrees(report.status, report.suggested)


class ReadinessOut(Schema):
    """A unit in a round: what it owes, and whether its leader has said that it is ready."""

    unit_id: UUID
    owed: int
    confirmed: int
    unowned: int
    is_ready: bool
    readiness_id: UUID | None = Field(description="Null before anybody has marked the unit.")
    note: str
    marked_by: PersonNamed | None
    marked_at: datetime | None
    version: int = Field(description="Send it as If-Match to take the mark back; 0 without one.")

    @staticmethod
    def resolve_unit_id(part: Any) -> Any:
        return part.unit.id

    @staticmethod
    def resolve_readiness_id(part: Any) -> Any:
        return part.readiness.id if part.readiness else None

    @staticmethod
    def resolve_note(part: Any) -> str:
        return part.readiness.note if part.readiness else ""

    @staticmethod
    def resolve_marked_by(part: Any) -> Any:
        return part.readiness.marked_by if part.readiness else None

    @staticmethod
    def resolve_marked_at(part: Any) -> Any:
        return part.readiness.marked_at if part.readiness else None

    @staticmethod
    def resolve_version(part: Any) -> int:
        return part.readiness.version if part.readiness else 0


class MeetingOut(Schema):
    """A meeting of the executive group."""

    id: UUID
    round_id: UUID
    held_on: date
    place: str
    title: str
    points: int = Field(description="How many points its agenda has.")
    treated: int
    is_example: Example
    version: Version

    @staticmethod
    def resolve_points(meeting: Any) -> int:
        return int(meeting.items)


class PointOut(Schema):
    """A point of an agenda, with its minutes."""

    id: UUID
    round_id: UUID
    meeting_id: UUID | None = Field(description="Null while it waits, and when it was taken off.")
    number: int
    why: PointWhy
    title: str
    details: str
    report_id: UUID | None
    evaluation_id: UUID | None
    decision_id: UUID | None = Field(description="The earlier decision that is looked at again.")
    came_from: str = Field(description="What put it there; empty for a point of somebody's own.")
    minutes: str
    is_treated: bool
    decision_ids: list[UUID] = Field(description="What was decided at the point.")
    is_example: Example
    version: Version

    @staticmethod
    def resolve_decision_ids(point: Any) -> list[UUID]:
        return [one.id for one in point.decisions.all()]


class DecidedOut(Schema):
    """What was decided about one thing, who does it by when, and what became of it. Never reworded."""

    id: UUID
    number: int = Field(description="Counts within the municipality.")
    label: str = Field(description="The number people say aloud, such as “B7”.")
    round_id: UUID | None
    point_id: UUID | None
    initiative_id: UUID | None
    objective_id: UUID | None
    focus_area_id: UUID | None
    text: str
    reason: str
    decided_on: date
    recorded_by: PersonNamed | None
    responsible: PersonNamed | None
    due_on: date | None
    state: DecisionState
    is_overdue: bool
    outcome: str
    ended_on: date | None
    replaces_id: UUID | None
    is_example: Example
    version: Version


class DeputyOut(Schema):
    """Somebody who reports in another's place."""

    id: UUID
    person: PersonNamed
    deputy: PersonNamed
    since_on: date
    until_on: date | None
    version: Version


class RemindedOut(Schema):
    """How many people were written to."""

    written: int


class ReportFilter(Slice):
    """Which reports of a round are asked for."""

    kind: ReportKind | None = None
    status: ReportStatus | None = None
    unit_id: Id | None = None
    confirmed: bool | None = Field(None, description="Only those that are, or are not yet.")
    mine: bool = Field(False, description="Only what the token's person owes or stands in for.")


class DecisionFilter(Slice):
    """Which decisions are asked for."""

    state: DecisionState | None = None
    overdue: bool = Field(False, description="Only those to be done whose day has passed.")
    responsible_id: Id | None = None
    initiative_id: Id | None = None
    objective_id: Id | None = None
    focus_area_id: Id | None = None
    round_id: Id | None = None
    q: Words = Field("", description="Words in the decision, its reason or its outcome.")
