"""A figure: what was measured, and what it may be at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One measured value. Its name begins with the room that it tells of."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    """What the value may be at most; None for a figure that is only told."""
    note: str = ""
    """For whoever reads the line: where the value comes from."""

    @property
    def ok(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def as_line(self) -> str:
        sign = "ok" if self.ok else "OVER"
        limit = "" if self.limit is None else f"at most {self.limit:g}"
        words = f"{sign:5}{self.name:36}{self.value:>10g} {self.unit:8}{limit:16}{self.note}"
        return words.rstrip()

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "limit": self.limit,
            "ok": self.ok,
        }
