"""What charts are drawn with: paths and words, each in a role that gets its look elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pejl.design.geometry import Box, Point

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Line:
    """A path, open or closed; whether it is stroked or filled is up to its role."""

    role: str
    path: str


@dataclass(frozen=True)
class Words:
    """A line of text and where its baseline begins, is centred or ends."""

    role: str
    x: float
    y: float
    text: str
    anchor: Anchor = "start"


Shape = Line | Words


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be written down."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def n(value: float) -> str:
    """A coordinate as short as a tenth of a unit allows."""
    return f"{value:.1f}".removesuffix(".0")


def straight(role: str, x1: float, y1: float, x2: float, y2: float) -> Line:
    """A line between two places, upright or level ones written shorter."""
    return Line(role, _straight(x1, y1, x2, y2))


def rules(role: str, lines: Iterable[tuple[float, float, float, float]]) -> Line:
    """Many lines of one role as one path."""
    return Line(role, "".join(_straight(*line) for line in lines))


def trace(points: Iterable[Point | None]) -> str:
    """A line through the points, broken where one is missing; a lone one becomes a dot."""
    parts: list[str] = []
    since = 0
    for point in points:
        if point is None:
            parts += ["h.1"] if since == 1 else []
            since = 0
            continue
        parts.append(f"{' ' if since else 'M'}{n(point.x)} {n(point.y)}")
        since += 1
    return "".join(parts) + ("h.1" if since == 1 else "")


def dots(points: Iterable[Point | None]) -> str:
    """Dots as lines of no length: the role's stroke with round ends makes them, in few letters."""
    return "".join(f"M{n(point.x)} {n(point.y)}h.1" for point in points if point)


def band(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """The area between two lines."""
    return trace([*upper, *reversed(lower)]) + "Z" if upper else ""


def rectangle(box: Box) -> str:
    """A box as a path."""
    return f"M{n(box.x)} {n(box.y)}h{n(box.width)}v{n(box.height)}h{n(-box.width)}Z"


def diamond(at: Point, size: float = 6.5) -> str:
    """A mark for what lies outside limits."""
    half = n(size)
    return f"M{n(at.x)} {n(at.y - size)}l{half} {half}-{half} {half}-{half}-{half}Z"


def triangle(at: Point, size: float = 6) -> str:
    """A mark for a trend."""
    return f"M{n(at.x)} {n(at.y - size)}l{n(size)} {n(size * 1.75)}h{n(-2 * size)}Z"


def square(at: Point, size: float = 4.5) -> str:
    """A mark for two of three, and for a baseline."""
    return f"M{n(at.x - size)} {n(at.y - size)}h{n(2 * size)}v{n(2 * size)}h{n(-2 * size)}Z"


def ring(at: Point, size: float = 5.5) -> str:
    """A mark for a run, and for a target: a disc with a hole."""
    return _circle(at, size, 1) + _circle(at, size / 2, 0)


def disc(at: Point, size: float) -> str:
    """A full disc."""
    return _circle(at, size, 1)


def _circle(at: Point, size: float, turn: int) -> str:
    radius, across = n(size), n(2 * size)
    arc = f"a{radius} {radius} 0 1 {turn}"
    return f"M{n(at.x - size)} {n(at.y)}{arc} {across} 0{arc}-{across} 0Z"


def _straight(x1: float, y1: float, x2: float, y2: float) -> str:
    start = f"M{n(x1)} {n(y1)}"
    if y1 == y2:
        return f"{start}H{n(x2)}"
    return f"{start}V{n(y2)}" if x1 == x2 else f"{start}L{n(x2)} {n(y2)}"
