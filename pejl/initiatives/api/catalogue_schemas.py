"""What the API tells of the catalogue's entries and editions, of selection and of the flow, and what it takes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.initiatives.api.schemas import SelectionOut
from pejl.organisation.api.schemas import Example, Version
from pejl.organisation.api.wire import Flag, Id, Slice, Submission, Title, new_id, optional


class EditionOut(Schema):
    """The catalogue as it read on a day, frozen. Never changed: a new edition is a new one."""

    id: UUID
    strategy_id: UUID
    title: str
    issued_on: date
    is_public: bool
    is_example: Example
    version: Version


class CountsOut(Schema):
    """How many of each kind are in an edition."""

    prejekt: int = 0
    project: int = 0
    operation: int = 0


class WholeEditionOut(EditionOut):
    """An edition with what stands on its cover. Its entries are a list of their own."""

    municipality: str = Field(alias="municipality_name", description="Its name on that day.")
    counts: CountsOut


class EditionFilter(Slice):
    """Which editions are asked for."""

    strategy_id: Id | None = None


class NewEdition(Submission):
    """An edition to issue."""

    id: Id | None = new_id()
    title: Title
    is_public: Flag = optional(
        description="Everyone can read it: with public initiatives only, without people and internal notes."
    )


class ServedOut(Schema):
    """A focus area that an entry serves, as it was called."""

    strategy: str = Field(
        description="The short name of the strategy in addresses, such as “2014”."
    )
    number: int
    title: str


class CatalogueEntryOut(Schema):
    """An initiative as the catalogue tells of it. In an edition it stays as it read on its day."""

    number: int = Field(description="Counts within the municipality.")
    label: str = Field(description="The number people say aloud, such as “P12”.")
    kind: str
    state: str
    title: str
    line: str = Field(description="The question of a prejekt, the goal of a project.")
    summary: str
    unit: str
    unit_slug: str
    focus_areas: list[ServedOut] = Field(description="It stands under the first.")
    objectives: list[str] = Field(description="As one says them, such as “2.3 Kortere vej”.")
    starts_on: date | None
    ends_on: date | None
    sponsor: str = Field(description="Empty, as is all below, in what everyone may read.")
    owner: str
    learned: str
    learned_on: date | None
    review_on: date | None
    wakes_when: str
    is_selected: bool
    is_public: bool
    is_example: Example

    @staticmethod
    def resolve_focus_areas(entry: Any) -> Any:
        names = ("strategy", "number", "title")
        return [dict(zip(names, area, strict=True)) for area in entry.areas]

    @staticmethod
    def resolve_starts_on(entry: Any) -> Any:
        return entry.begins

    @staticmethod
    def resolve_ends_on(entry: Any) -> Any:
        return entry.ends

    @staticmethod
    def resolve_learned_on(entry: Any) -> Any:
        return entry.learned_day

    @staticmethod
    def resolve_review_on(entry: Any) -> Any:
        return entry.review_day


class AreaOut(Schema):
    """A focus area as the head of a column."""

    id: UUID
    number: int
    title: str


class CandidateOut(Schema):
    """An initiative that can be selected, and what it asks of its centre."""

    initiative_id: UUID
    entry: CatalogueEntryOut
    hours: int | None
    amount: Decimal | None = Field(description="In kroner.")
    is_selected: bool
    choice: SelectionOut | None = Field(description="What was last decided about it.")


class AskedOut(Schema):
    """What the selected, and all that could be, ask of a centre."""

    selected: int
    selected_hours: int
    selected_amount: Decimal
    all: int
    all_hours: int
    all_amount: Decimal


class OfThemOut(Schema):
    """How many are selected, of how many."""

    selected: int
    all: int


class CentreAskedOut(Schema):
    """One centre: how many serve each focus area, and what they ask of it."""

    unit: str
    focus_areas: list[OfThemOut] = Field(alias="cells", description="One for each focus area.")
    asked: AskedOut


class CandidatesOut(Schema):
    """Everything that could be selected into a strategy."""

    focus_areas: list[AreaOut]
    candidates: list[CandidateOut] = Field(
        description="Those that serve the first focus area come first, those that serve none last."
    )
    centres: list[CentreAskedOut] = Field(alias="rows")
    total: AskedOut


class ExitOut(Schema):
    """What left the way at a step."""

    name: str
    count: int


class StageOut(Schema):
    """One step of the way from ideas to operation: how many came this far, and how many left it here."""

    name: str = Field(description="In the language of the answer.")
    count: int
    exits: list[ExitOut]

    @staticmethod
    def resolve_exits(stage: Any) -> Any:
        return [{"name": name, "count": count} for name, count in stage.exits]


class StrategyAreaOut(AreaOut):
    """A focus area, and of which strategy."""

    strategy_id: UUID


class MatrixRowOut(Schema):
    """How many initiatives of a centre serve each focus area; one that serves two is counted in both."""

    unit: str
    unit_slug: str = Field(alias="slug")
    counts: list[int] = Field(description="One for each focus area.")
    all: int = Field(alias="count")

    @staticmethod
    def resolve_counts(row: Any) -> list[int]:
        return [cell.count for cell in row.cells]


class MatrixOut(Schema):
    """Focus areas by centres."""

    focus_areas: list[StrategyAreaOut]
    centres: list[MatrixRowOut] = Field(alias="rows")


class ParkedOut(Schema):
    """Something parked, an idea or an initiative: since when, and until when."""

    idea_id: UUID | None
    initiative_id: UUID | None
    label: str
    title: str
    since: date
    days: int
    review_on: date | None
    wakes_when: str
    is_due: bool = Field(description="Its day to be looked at again has come.")


class ShareOut(Schema):
    """What became of what prejekter did not know."""

    answered: int
    given_up: int
    open: int
    percent: int = Field(description="Of them, so many are answered.")


class PrejektShareOut(ShareOut):
    """The same of one prejekt."""

    initiative_id: UUID
    title: str


class FlowOut(Schema):
    """The way from ideas to operation in numbers."""

    funnel: list[StageOut]
    matrix: MatrixOut
    parked: list[ParkedOut] = Field(description="Longest first.")
    unknowns: list[PrejektShareOut]
    all_unknowns: ShareOut
