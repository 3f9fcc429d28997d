"""A key below a drawing, for what found no room for its name beside it; often there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pejl.design.charts.naming import cut
from pejl.design.charts.plot import ROW
from pejl.design.charts.roles import LETTER
from pejl.design.charts.shapes import Line, Shape, Words
from pejl.design.geometry import Point
from pejl.design.lettering import width_of

_SAMPLE = 26
_APART = 18


@dataclass(frozen=True)
class Entry:
    """A role with a sample of what is drawn in it, and its words."""

    role: str
    sample: Callable[[Point], str]
    text: str


def stroke(at: Point) -> str:
    """A piece of a line."""
    return f"M{at.x - 12:.0f} {at.y:.0f}h24"


def key(entries: Sequence[Entry], width: float, top: float) -> tuple[list[Shape], float]:
    """The entries in rows, and how high they are together."""
    shapes: list[Shape] = []
    x, y = 0.0, top + 6
    for entry in entries:
        text = cut(entry.text, width - _SAMPLE - 6)
        wide = _SAMPLE + 6 + width_of(text, LETTER)
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        sample = entry.sample(Point(x + _SAMPLE / 2, y + LETTER * 0.62))
        shapes += [Line(entry.role, sample), Words("name", x + _SAMPLE + 6, y + LETTER, text)]
        x += wide + _APART
    return shapes, y + ROW + 2 - top if entries else 0
