"""A drawing as a test reads it: the places its paths go through, and the room its words take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pejl.design.charts.roles import LETTER
from pejl.design.charts.shapes import Drawing, Line, Words
from pejl.design.geometry import Box, Point
from pejl.design.lettering import width_of

_PART = re.compile(r"([MLHVhvlaZ])|(-?\d*\.?\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "h": 1, "v": 1, "l": 2, "a": 7}


def places(path: str) -> list[Point]:
    """Every place that a path goes to, in order."""
    return [Point(x, y) for x, y in _walk(path)]


def _walk(path: str) -> Iterator[tuple[float, float]]:
    letters = [(letter, number) for letter, number in _PART.findall(path)]
    x = y = 0.0
    command, waiting = "", []
    for letter, number in letters:
        if letter:
            command, waiting = letter, []
            continue
        waiting.append(float(number))
        if len(waiting) < _TAKES[command]:
            continue
        x, y = _moved(command, waiting, x, y)
        waiting = []
        yield x, y
        command = "L" if command == "M" else command


def _moved(command: str, by: list[float], x: float, y: float) -> tuple[float, float]:
    return {
        "M": lambda: (by[0], by[1]),
        "L": lambda: (by[0], by[1]),
        "H": lambda: (by[0], y),
        "V": lambda: (x, by[0]),
        "h": lambda: (x + by[0], y),
        "v": lambda: (x, y + by[0]),
        "l": lambda: (x + by[0], y + by[1]),
        "a": lambda: (x + by[5], y + by[6]),
    }[command]()


def lines(drawing: Drawing, role: str) -> list[Line]:
    """The paths of one role."""
    return [one for one in drawing.shapes if isinstance(one, Line) and one.role == role]


def path_of(drawing: Drawing, role: str) -> str:
    """All paths of one role as one."""
    return "".join(line.path for line in lines(drawing, role))


def words(drawing: Drawing) -> list[Words]:
    """All words."""
    return [one for one in drawing.shapes if isinstance(one, Words)]


def texts(drawing: Drawing) -> str:
    """All words in a row."""
    return " ".join(one.text for one in words(drawing))


def room(one: Words) -> Box:
    """Where words stand."""
    width = width_of(one.text, LETTER)
    left = {"start": 0.0, "middle": width / 2, "end": width}[one.anchor]
    return Box(one.x - left, one.y - LETTER * 0.8, width, LETTER)


def is_inside(drawing: Drawing) -> bool:
    """Whether nothing runs out of the drawing, neither lines nor words; a mark may reach over a little."""
    points = [
        point for one in drawing.shapes if isinstance(one, Line) for point in places(one.path)
    ]
    marks = all(
        -8 <= point.x <= drawing.width + 8 and -8 <= point.y <= drawing.height + 8
        for point in points
    )
    rooms = [room(one) for one in words(drawing)]
    return marks and all(
        box.x >= -1
        and box.right <= drawing.width + 1
        and box.y >= -1
        and box.bottom <= drawing.height + 1
        for box in rooms
    )


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Words that stand in each other's way."""
    there = [(one.text, room(one)) for one in words(drawing) if one.text]
    return [
        (a, b)
        for index, (a, one) in enumerate(there)
        for b, other in there[index + 1 :]
        if one.x < other.right - 1
        and other.x < one.right - 1
        and one.y < other.bottom - 1
        and other.y < one.bottom - 1
    ]
