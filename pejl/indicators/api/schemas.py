"""What the API tells of indicators, their values, targets and files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.indicators.api.wire import (
    Direction,
    Frequency,
    ImportState,
    Kind,
    Level,
    Number,
    Role,
    Source,
    State,
    Told,
    ValueId,
)
from pejl.organisation.api.schemas import Example, PersonNamed, Version
from pejl.organisation.api.wire import Day, Id, Slice, Words

PERIOD = "First and last day of the period, both within it."


class LatestOut(Schema):
    """The latest value of an indicator's own series."""

    starts_on: date
    ends_on: date
    amount: float


class IndicatorOut(Schema):
    """What is counted, in which direction it is to move, and how it stands."""

    id: UUID
    number: int = Field(description="Counts within the municipality.")
    label: str = Field(description="The number people say aloud, such as “I12”.")
    title: str
    definition: str = Field(description="What exactly is counted.")
    kind: Kind = Field(description="A share is told in percent, 0 to 100.")
    level: Level = Field(description="What it is a figure for, as in an effect chain.")
    measured_in: str
    per: int = Field(description="Of a rate: per how many.")
    decimals: int
    direction: Direction = Field(description="Which way is better.")
    frequency: Frequency
    source: Source
    measure: str = Field(description="Of a computed one: the key of its measure.")
    unit_id: UUID | None = Field(description="Null: for the whole municipality.")
    owner: PersonNamed | None = Field(description="Null for who does not work there.")
    baseline: Told | None
    baseline_on: date | None
    tolerance: Told | None
    shared_key: str
    compared_with: list[str] = Field(description="Addresses of municipalities.")
    is_public: bool
    ended_on: date | None
    objective_ids: list[UUID] = Field(description="As far as the reader may see them.")
    initiative_ids: list[UUID]
    latest: LatestOut | None
    state: State = Field(description="How it stands against its path of targets.")
    data_version: int = Field(
        description="Rises with every change of values, targets or accepted steps."
    )
    is_example: Example
    version: Version

    @staticmethod
    def resolve_owner(indicator: Any) -> Any:
        return indicator.owner if indicator.is_inside else None

    @staticmethod
    def resolve_objective_ids(indicator: Any) -> Any:
        return indicator.aim_ids

    @staticmethod
    def resolve_initiative_ids(indicator: Any) -> Any:
        return indicator.served_ids

    @staticmethod
    def resolve_latest(indicator: Any) -> Any:
        latest = indicator.reading.latest
        return latest and {
            "starts_on": latest.first, "ends_on": latest.last, "amount": latest.amount,
        }  # fmt: skip

    @staticmethod
    def resolve_state(indicator: Any) -> Any:
        return indicator.reading.standing.state


class TargetOut(Schema):
    """What is aimed at by a day."""

    id: UUID
    indicator_id: UUID
    due_on: date
    value: Told
    note: str
    set_on: date
    set_by: PersonNamed | None = Field(description="Null for who does not work there.")
    is_example: Example
    version: Version

    @staticmethod
    def resolve_set_by(target: Any) -> Any:
        return target.set_by if target.is_inside else None


class StepChangeOut(Schema):
    """A day from which limits are reckoned anew, because the process is another."""

    id: UUID
    indicator_id: UUID
    starts_on: date
    reason: str
    accepted_on: date
    accepted_by: PersonNamed | None = Field(description="Null for who does not work there.")
    is_example: Example
    version: Version

    @staticmethod
    def resolve_accepted_by(step: Any) -> Any:
        return step.accepted_by if step.is_inside else None


class WholeIndicatorOut(IndicatorOut):
    """An indicator with its targets and accepted steps."""

    targets: list[TargetOut]
    step_changes: list[StepChangeOut]

    @staticmethod
    def resolve_targets(indicator: Any) -> Any:
        return indicator.aimed

    @staticmethod
    def resolve_step_changes(indicator: Any) -> Any:
        return indicator.stepped


class SaidOut(Schema):
    """Where a value comes from: for those who work there."""

    recorded_by: PersonNamed | None = Field(description="Null for what Pejl computed.")
    recorded_at: datetime
    comment: str
    evidence_url: str
    reason: str = Field(description="Why it replaced another.")
    import_id: UUID | None = Field(description="The file it came from.")
    line: int | None = Field(description="The line of the file.")


class ValueOut(Schema):
    """A value for a period, a unit and a part of a background dimension. Never changed: a correction is new."""

    id: ValueId
    indicator_id: UUID
    starts_on: date = Field(description=PERIOD)
    ends_on: date
    period: str = Field(description="As people say it.")
    unit_id: UUID | None = Field(description="Null: for all that the indicator is about.")
    dimension: str
    category: str
    amount: Told | None = Field(description="Null where the source says that nothing is known.")
    numerator: Told | None
    denominator: Told | None
    holds: bool = Field(description="Not corrected since.")
    superseded_at: datetime | None
    internal: SaidOut | None = Field(description="Null for who does not work there.")

    @staticmethod
    def resolve_period(value: Any) -> str:
        return str(value.period_label)

    @staticmethod
    def resolve_holds(value: Any) -> bool:
        return value.superseded_at is None

    @staticmethod
    def resolve_internal(value: Any) -> Any:
        if not value.is_inside:
            return None
        names = ("recorded_by", "recorded_at", "comment", "evidence_url", "reason", "line")
        return {name: getattr(value, name) for name in names} | {"import_id": value.batch_id}


class WrittenOut(Schema):
    """How many values were new, corrected, or already so."""

    added: int
    corrected: int
    unchanged: int


class MeasureOut(Schema):
    """A figure that Pejl can count, and how an indicator that uses it reads."""

    key: str
    title: str
    definition: str
    kind: Kind
    level: Level
    measured_in: str
    direction: Direction
    frequency: Frequency
    per: int
    decimals: int
    by_unit: bool = Field(description="Whether it can be counted for each unit too.")
    only_now: bool = Field(description="Only the running period is counted; what was stays.")


class PeerOut(Schema):
    """A municipality that publishes the same indicator."""

    slug: str
    name: str
    is_chosen: bool = Field(description="Whether the page compares with it.")


class FaultOut(Schema):
    """What is wrong with a line of a file."""

    line: int | None
    column: str
    cell: str
    sentence: str


class ImportOut(Schema):
    """A file of figures, and how far its reading has come. All of it is read in, or nothing."""

    id: UUID
    indicator_id: UUID
    origin: str = Field(description="“file”, “paste” or “statbank”.")
    file_name: str
    content_type: str
    size: int
    digest: str = Field(description="SHA-256 of the file as it was handed in.")
    query: dict[str, Any] = Field(description="What Statistics Denmark was asked.")
    columns: dict[str, Any] = Field(description="What was chosen; empty until it is.")
    state: ImportState
    rows_read: int
    rows_known: int = Field(description="0 where it is not known.")
    added: int
    corrected: int
    unchanged: int
    faults: list[FaultOut] = Field(
        description="The first 50; of one that is done, what is worth a look."
    )
    fault_count: int
    reason: str = Field(description="Why values are corrected.")
    handed_in_by: PersonNamed | None
    created_at: datetime
    finished_at: datetime | None
    version: Version

    @staticmethod
    def resolve_columns(batch: Any) -> Any:
        return batch.mapping

    @staticmethod
    def resolve_faults(batch: Any) -> list[dict[str, Any]]:
        blank = {"line": None, "column": "", "cell": ""}
        return [blank | fault for fault in batch.faults]


class ColumnOut(Schema):
    """A column of a table that was handed in."""

    heading: str
    role: Role = Field(description="As chosen, or as it seems.")
    kinds: list[str] = Field(description="Of a background dimension: its categories.")


class LookOut(Schema):
    """What a file holds, before it is read in."""

    columns: list[ColumnOut]
    decimal: str = Field(description="“,” or “.”, or “ambiguous”.")
    measured_in: str
    sheet: str = Field(description="Of a workbook: the one that this is. Empty for other files.")
    sheets: list[str] = Field(description="Of a workbook: those that can be chosen.")
    rows: list[list[str]] = Field(description="The first lines.")
    lines: int | None = Field(description="Null where only reading all of it would tell.")
    problem: str = Field(description="What has to be chosen first; empty when nothing has.")
    faults: list[FaultOut] = Field(description="In the lines that were looked through.")
    warnings: list[FaultOut]
    looked_at: int


class IndicatorFilter(Slice):
    """Which indicators are asked for."""

    q: Words = Field("", description="Words in the title or the definition.")
    source: Source | None = None
    number: Number | None = Field(None, description="The number people say aloud.")
    unit_id: Id | None = None
    objective_id: Id | None = None
    initiative_id: Id | None = None
    ended: bool = Field(False, description="Also those that take no more values.")


class ValueFilter(Slice):
    """Which values are asked for."""

    whole: bool = Field(False, description="Only the indicator's own series.")
    unit_id: Id | None = None
    dimension: Words = ""
    category: Words = ""
    since: Day | None = Field(None, description="Periods that end on this day or later.")
    until: Day | None = Field(None, description="Periods that begin on this day or earlier.")
    corrected: bool = Field(False, description="Also what stood there before it was corrected.")
