"""A value before it is written, and what came of writing many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value before it is written: for which period, unit and part, and how much."""

    starts_on: date
    ends_on: date
    amount: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit_id: UUID | None = None
    dimension: str = ""
    category: str = ""
    comment: str = ""
    evidence_url: str = ""
    line: int | None = None
    """Where it stands in the file it came from."""

    @property
    def slot(self) -> tuple[Any, ...]:
        """What there is only one value for at a time."""
        return (self.unit_id, self.dimension, self.category, self.starts_on, self.ends_on)

    @property
    def said(self) -> tuple[Any, ...]:
        return (self.amount, self.numerator, self.denominator)


@dataclass(frozen=True)
class Written:
    """How many values were new, corrected, or already so."""

    added: int = 0
    corrected: int = 0
    unchanged: int = 0

    @property
    def changed(self) -> int:
        return self.added + self.corrected
