"""The numbers of a chart as a table, for screen readers, paper, and those who want them exactly."""

from dataclasses import dataclass

from django.utils.translation import pgettext


@dataclass(frozen=True)
class Cell:
    """A value that leads to the rows it was counted from."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """What a row is about, and its cells."""

    name: str
    cells: tuple[str | Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table ready to be written. ``numeric`` columns after the first hold numbers; ``facts`` stand below."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: int
    facts: tuple[Row, ...] = ()


def with_unit(label: str, unit: str) -> str:
    """A column's head: "Greve (%)"."""
    label = label or pgettext("chart", "Value")
    return f"{label} ({unit})" if unit else label


def linked(text: str, url: str) -> str | Cell:
    """A value, as a link where there is somewhere to go."""
    return Cell(text, url) if url else text
