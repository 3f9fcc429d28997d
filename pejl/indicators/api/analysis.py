"""What the API tells of the meaning of numbers: limits, signals, reach; units and parts; what is behind one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from math import isfinite
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pejl.indicators.api.schemas import PERIOD, ValueOut
from pejl.indicators.api.wire import Source, State, as_text
from pejl.indicators.measuring import Row
from pejl.indicators.queries.page import Broken
from pejl.indicators.queries.rows import RowsBehind
from pejl.indicators.queries.series import Reading
from pejl.organisation.api.wire import Day, Id, Words

Variation = Literal["common_cause", "improving", "concerning", "neither", ""]


class SignalOut(Schema):
    """What sets a point apart from chance variation."""

    rule: str = Field(description="“outside”, “trend”, “two_of_three” or “run”.")
    is_better: bool | None = Field(description="Null where neither way is better.")


class SeriesPointOut(Schema):
    """A place in the series. Periods that nobody reported have one too."""

    starts_on: date
    ends_on: date
    amount: float | None
    signal: SignalOut | None


class StretchOut(Schema):
    """Mean and limits over one stretch of time."""

    first: date
    last: date
    mean: float
    low: float
    high: float
    is_provisional: bool = Field(description="Reckoned from fewer than 12 values.")


class AheadOut(Schema):
    """What may be expected on the day of the next target."""

    day: date
    target: float
    expected: float
    low: float | None = Field(description="Lower end of the prediction interval.")
    high: float | None
    chance: float = Field(description="How likely the target is met, 0 to 1.")
    reach: str = Field(description="“likely”, “possible” or “unlikely”.")


class ProposedOut(Schema):
    """A day from which the process seems to be another. A person accepts it, or does not."""

    day: date
    points: int
    mean_before: float
    mean_after: float


class StandingOut(Schema):
    """How an indicator stands against its path of targets, by the rules in docs/measures.md."""

    state: State
    reasons: list[str] = Field(description="Why, as codes.")


class AnalysisOut(Schema):
    """What a series says: what moved, whether that is more than noise, whether the target is within reach."""

    indicator_id: UUID
    data_version: int = Field(description="Of the data that it was reckoned from.")
    sentence: str = Field(description="In the language of the request.")
    standing: StandingOut
    variation: Variation = Field(description="Empty where it cannot be told.")
    is_provisional: bool
    assurance: Literal["met", "missed", "hit_and_miss", ""] = Field(
        description="Whether the process as it is meets the target; empty without target or limits."
    )
    on_path: float | None = Field(description="What the path says for the day of the latest value.")
    points: list[SeriesPointOut]
    stretches: list[StretchOut]
    ahead: AheadOut | None
    proposed_step: ProposedOut | None

    @classmethod
    def of(cls, reading: Reading) -> dict[str, Any]:
        """An analysis by the names of the answer."""
        found = reading.found
        ahead = asdict(found.ahead) if found.ahead else None
        if ahead:
            ahead |= {name: _finite(ahead[name]) for name in ("low", "high")}
        return {
            "indicator_id": reading.indicator.pk,
            "data_version": reading.indicator.data_version,
            "sentence": reading.sentence,
            "standing": asdict(reading.standing),
            "variation": found.variation,
            "is_provisional": found.is_provisional,
            "assurance": found.assurance,
            "on_path": found.on_path,
            "points": [
                {
                    "starts_on": point.first, "ends_on": point.last, "amount": point.amount,
                    "signal": asdict(signal) if signal else None,
                }
                for point, signal in zip(found.points, found.signals, strict=True)
            ],
            "stretches": [asdict(one) for one in found.stretches],
            "ahead": ahead,
            "proposed_step": asdict(found.proposed) if found.proposed else None,
        }  # fmt: skip


def _finite(number: float) -> float | None:
    """JSON knows no endless number."""
    return number if isfinite(number) else None


class BrokenPartOut(Schema):
    """One unit, or one part of a background dimension."""

    name: str
    amount: float | None
    numerator: float | None
    denominator: float | None
    low: float | None = Field(description="Of a share: its 95 percent interval.")
    high: float | None
    outside: Literal["", "95", "99.8"] | None = Field(
        description="Outside which limits of the funnel it stands; null where no funnel is drawn."
    )


class BrokenDownOut(Schema):
    """The values of one period by unit or by one background dimension."""

    dimension: str = Field(description="Empty for units.")
    starts_on: date
    ends_on: date
    mean: float | None = Field(description="Of the funnel, where one is drawn.")
    parts: list[BrokenPartOut]

    @classmethod
    def of(cls, broken: Broken) -> dict[str, Any]:
        """A breakdown by the names of the answer, in the order of names: no league table."""
        found, funnel, bars = broken.breakdown, broken.funnel, broken.bars
        outside = {unit.name: unit.outside for unit in funnel.units} if funnel else {}
        ends = {bar.name: (bar.low, bar.high) for bar in bars.bars} if bars else {}
        return {
            "dimension": found.dimension,
            "starts_on": found.first,
            "ends_on": found.last,
            "mean": funnel.mean if funnel else None,
            "parts": [
                {
                    "name": part.name, "amount": part.amount, "numerator": part.numerator,
                    "denominator": part.denominator, "outside": outside.get(part.name),
                    **dict(zip(("low", "high"), ends.get(part.name, (None, None)), strict=True)),
                }
                for part in found.parts
            ],
        }  # fmt: skip


class BehindFilter(Schema):
    """Of which number."""

    starts_on: Day = Field(description=PERIOD)
    ends_on: Day
    unit_id: Id | None = None
    dimension: Words = ""
    category: Words = ""
    page: int = Field(1, ge=1, le=1_000_000)


class RowOut(Schema):
    """A row that a number was counted from."""

    title: str
    detail: str
    url: str = Field(description="The address of its page; empty where it has none.")
    counts: bool = Field(description="Of a share: whether it is in the numerator.")


class RowsOut(Schema):
    """The rows that Pejl counted from, and what they give now."""

    measure: str
    amount: str | None = Field(description="What the rows give now.")
    is_as_it_stands: bool = Field(
        description="The rows tell how things stand and not how they stood: the figure kept then holds."
    )
    total: int
    hidden: int = Field(description="How many of them the reader may not see.")
    pages: int
    rows: list[RowOut]


class BehindOut(Schema):
    """What a number rests on."""

    source: Source
    differs: bool = Field(description="The rows give another number now than the one that is kept.")
    said: list[ValueOut] = Field(description="Every figure given for the period, latest first.")
    counted: RowsOut | None = Field(description="For what Pejl counts.")

    @classmethod
    def of(cls, behind: RowsBehind, url_of: Callable[[Row], str]) -> dict[str, Any]:
        """What is behind a number by the names of the answer."""
        rows = behind.rows
        return {
            "source": behind.source,
            "differs": behind.differs,
            "said": [one.value for one in behind.said],
            "counted": rows
            and {
                "measure": rows.measure.key,
                "amount": as_text(rows.counted.amount),
                "is_as_it_stands": rows.is_as_it_stands,
                "total": rows.total,
                "hidden": rows.hidden,
                "pages": rows.page.paginator.num_pages,
                "rows": [
                    {
                        "title": one.row.title, "detail": one.row.detail,
                        "url": url_of(one.row), "counts": one.counts,
                    }
                    for one in rows.found
                ],
            },
        }  # fmt: skip
