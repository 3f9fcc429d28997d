"""What is wrong in a table of figures: the line, the column, the cell, and a sentence that helps to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """One thing to put right, or to look at, in the reader's language."""

    line: int
    column: str
    cell: str
    sentence: str

    def as_data(self) -> dict[str, Any]:
        """As it is kept in JSON."""
        return asdict(self)

    def __str__(self) -> str:
        words = {"line": self.line, "column": self.column, "sentence": self.sentence}
        return _("Line %(line)d, %(column)s: %(sentence)s") % words


@dataclass
class Faults:
    """Faults, told one by one as long as they are few; the rest are counted."""

    most: int
    told: list[Fault] = field(default_factory=list)
    more: int = 0

    def add(self, fault: Fault) -> None:
        if len(self.told) < self.most:
            self.told.append(fault)
        else:
            self.more += 1

    def __len__(self) -> int:
        return len(self.told) + self.more

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.told)
