"""What the API takes about indicators, their values, targets and files."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from pejl.indicators.api.wire import (
    ByHand,
    Decimals,
    Direction,
    Figure,
    Frequency,
    Kind,
    Level,
    Line40,
    Line60,
    Line100,
    Line400,
    NotBelowNought,
    Note1000,
    Note4000,
    Per,
    Role,
    SharedKey,
    SheetName,
    Source,
    Told1000,
    Told2000,
    WebAddress,
)
from pejl.organisation.api.wire import (
    WHOLE,
    Day,
    Flag,
    Id,
    Slug,
    Submission,
    Title,
    new_id,
    optional,
)

Ids = Annotated[list[Id], Field(max_length=200)]
MOST_VALUES = 5_000


class _Said(Submission):
    """What can be said of any indicator."""

    definition: Note4000 = optional()
    kind: Kind = optional()
    level: Level = optional()
    measured_in: Line40 = optional()
    per: Per = optional()
    decimals: Decimals = optional()
    direction: Direction = optional()
    frequency: Frequency = optional()
    unit_id: Id | None = optional()
    owner_id: Id | None = optional()
    baseline: Figure | None = optional(description="With the day it held, `baseline_on`.")
    baseline_on: Day | None = optional()
    tolerance: NotBelowNought | None = optional()
    shared_key: SharedKey = optional()
    is_public: Flag = optional()
    objective_ids: Ids = optional(description="All that it tells of.")
    initiative_ids: Ids = optional(description="All that it tells of.")
    is_example: Flag = optional()


class NewIndicator(_Said):
    """An indicator. Of a computed one the measure decides the sort of number, direction and frequency."""

    id: Id | None = new_id()
    title: Title
    source: Source = optional()
    measure: Line60 = optional(description="The key of a measure, for a computed one.")


class IndicatorEdits(_Said):
    """What can be changed of an indicator."""

    title: Title = optional()
    source: ByHand = optional()
    compared_with: Annotated[list[Slug], Field(max_length=98)] = optional(
        description="Addresses of municipalities that publish the same."
    )


class EndOfIndicator(Submission):
    """From when on it takes no more values."""

    ended_on: Day = optional(description="Today where it is left out.")
    reason: Told1000


class _Amount(Submission):
    """A value, or the two numbers that it is reckoned from."""

    amount: Figure | None = optional(
        description="Null: nothing is known, which differs from nought."
    )
    numerator: Figure | None = optional(description="Of a share or a rate; with the denominator.")
    denominator: Figure | None = optional()
    comment: Note1000 = optional()
    evidence_url: WebAddress = optional()


class NewValue(_Amount):
    """A value for the period around a day."""

    day: Day = Field(description="It holds for the whole month, quarter or year around it.")
    unit_id: Id | None = optional()
    dimension: Line60 = optional(description="A background dimension, such as “køn”.")
    category: Line100 = optional(description="The part of it, such as “kvinder”.")


class ManyValues(Submission):
    """Values that are written all at once, or none of them."""

    values: Annotated[list[NewValue], Field(min_length=1, max_length=MOST_VALUES)]
    reason: Note1000 = optional(description="Why values are corrected, where another one stood.")


class Correction(_Amount):
    """Another value in the place of one that was wrong."""

    reason: Told1000


class TargetEdits(Submission):
    """What can be changed of a target."""

    due_on: Day = optional()
    value: Figure = optional()
    note: Line400 = optional()


class NewTarget(Submission):
    """What is aimed at by a day."""

    id: Id | None = new_id()
    due_on: Day
    value: Figure
    note: Line400 = optional()
    is_example: Flag = optional()


class NewStepChange(Submission):
    """From when on the process is another, and what changed in practice."""

    id: Id | None = new_id()
    starts_on: Day
    reason: Told2000
    is_example: Flag = optional()


class Wanted(Submission):
    """The categories of a column that are read; other lines are left out."""

    column: Annotated[int, Field(ge=0, le=199, description="Counted from 0."), WHOLE]
    only: Annotated[list[Line400], Field(min_length=1, max_length=100)]


class Columns(Submission):
    """Which column is what."""

    roles: Annotated[
        list[Role],
        Field(min_length=1, max_length=200, description="One a column, in the order of the file."),
    ]
    decimal: Literal["", ",", "."] = optional(
        description="Left out, the numbers decide; or are refused where they can be read in two ways."
    )
    measured_in: Line40 = optional()
    sheet: SheetName = optional(
        description="Of a workbook; left out, the first that holds a table."
    )
    filters: Annotated[list[Wanted], Field(max_length=200)] = optional()
    reason: Note1000 = optional(description="Why values are corrected, where others stand.")

    def mapping(self) -> dict[str, Any]:
        """As the action takes it."""
        return {
            "roles": self.roles,
            "decimal": self.decimal or "",
            "measured_in": self.measured_in or "",
            "sheet": self.sheet or "",
            "filters": {str(one.column): one.only for one in self.filters or ()},
        }


Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zÆØÅæøå_]+$", max_length=40)]
Wish = Annotated[
    str, StringConstraints(pattern=r"^[^,;&=\x00-\x20][^,;&=\x00-\x1f]*$", max_length=60)
]


class Variable(Submission):
    """A variable of a StatBank table, with the values wanted; `*` for all of them."""

    code: Code
    values: Annotated[list[Wish], Field(min_length=1, max_length=500)]


class Question(Submission):
    """What Statistics Denmark is asked."""

    id: Id | None = new_id()
    table: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,19}$", max_length=20)]
    variables: Annotated[list[Variable], Field(min_length=1, max_length=20)]
    lang: Literal["da", "en"] = optional()

    def text(self) -> str:
        """The variables as the form has them, one a line."""
        return "\n".join(f"{one.code}={', '.join(one.values)}" for one in self.variables)
