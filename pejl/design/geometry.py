"""Points, boxes, arcs and the lines between them, for the figure of the strategy. Pure functions."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """A place in the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle in the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)


def at(centre: Point, angle: float, radius: float) -> Point:
    """The place at so many degrees clockwise from the top."""
    turn = math.radians(angle)
    return Point(
        round(centre.x + radius * math.sin(turn), 1), round(centre.y - radius * math.cos(turn), 1)
    )


def around(middle: Point, size: float) -> Box:
    """A square of this size with its middle there."""
    return Box(round(middle.x - size / 2, 1), round(middle.y - size / 2, 1), size, size)


def arc(centre: Point, ring: tuple[float, float], angle: float, step: float) -> str:
    """The piece of the ring that belongs to one focus area, as an SVG path with a small gap at each end."""
    inner, outer = ring
    half = step / 2 - 1.5
    large = 1 if 2 * half > 180 else 0
    a, b = at(centre, angle - half, outer), at(centre, angle + half, outer)
    c, d = at(centre, angle + half, inner), at(centre, angle - half, inner)
    return (
        f"M{a.x} {a.y}A{outer} {outer} 0 {large} 1 {b.x} {b.y}"
        f"L{c.x} {c.y}A{inner} {inner} 0 {large} 0 {d.x} {d.y}Z"
    )


def sideways(start: Point, end: Point, angle: float) -> str:
    """A line that leaves the ring outwards and comes level to a card beside it."""
    away = at(start, angle, 56)
    bend = end.x + (40 if end.x < start.x else -40)
    level = (start.y + away.y) / 2
    return f"M{start.x} {start.y}C{away.x} {level:.1f} {bend} {end.y:.1f} {end.x} {end.y:.1f}"


def updown(
    start: Point, box: Box, facing: str, centre: Point, boxes: list[Box]
) -> tuple[str, Point]:
    """Straight to a near card; to a far one along the gap between the columns."""
    edge = box.bottom if facing == "bottom" else box.y
    near = min(abs(other.middle.y - centre.y) for other in boxes if _same_half(other, box, centre))
    if abs(box.middle.y - centre.y) - near < 1 or box.x <= centre.x <= box.right:
        return f"M{start.x} {start.y}V{edge:.1f}", Point(start.x, round(edge, 1))
    left = box.x < centre.x
    lane = centre.x + (-2.5 if left else 2.5)
    inward = -1 if facing == "bottom" else 1
    end = Point(box.right if left else box.x, round(edge + inward * 14, 1))
    path = (
        f"M{start.x} {start.y}C{start.x} {start.y + inward * 36:.1f} {lane} {start.y + inward * 14:.1f}"
        f" {lane} {start.y + inward * 46:.1f}V{end.y - inward * 4:.1f}Q{lane} {end.y} {end.x} {end.y}"
    )
    return path, end


def _same_half(one: Box, other: Box, centre: Point) -> bool:
    return (one.middle.y < centre.y) == (other.middle.y < centre.y)


def ticks(centre: Point, inner: float, outer: float, degrees: range) -> str:
    """The marks of the rose, as one path."""
    pairs = ((at(centre, angle, inner), at(centre, angle, outer)) for angle in degrees)
    return "".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in pairs)
