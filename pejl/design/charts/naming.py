"""Names beside what they name, in place of a legend: in a column at the right, or free inside the plot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pejl.design.charts.plot import ROW
from pejl.design.charts.roles import LETTER
from pejl.design.charts.shapes import Shape, Words, straight
from pejl.design.geometry import Box, Point
from pejl.design.lettering import fit, width_of, wrap

GAP = 10
"""From the plot to the names beside it."""
_CELL = 4
_ROW_OF_SQUARES = 256


@dataclass(frozen=True)
class Name:
    """What a line is called and its value, which stand where the line ends; the first ones matter most."""

    text: str
    figure: str
    value: float
    role: str = "name"

    @property
    def joined(self) -> str:
        """Both on one line."""
        return " ".join(filter(None, (self.text, self.figure)))

    def lines(self, most: float) -> tuple[str, ...]:
        """Together on a line if they fit, else the name above its value."""
        if width_of(self.joined, LETTER) <= most:
            return (self.joined,)
        text = fit(self.text, most, (LETTER,), 3).lines if self.text.strip() else ()
        return text + wrap(self.figure, most, LETTER)


@dataclass(frozen=True)
class _Placed:
    name: Name
    lines: tuple[str, ...]
    wanted: float
    middle: float

    @property
    def height(self) -> float:
        return len(self.lines) * ROW + 2


def column_width(names: Iterable[Name], most: float) -> float:
    """How wide the column of names becomes."""
    lines = (line for name in names for line in name.lines(most))
    widest = max((width_of(line, LETTER) for line in lines), default=0)
    return min(widest, most) + GAP if widest else GAP


def column(names: Sequence[Name], places: Sequence[float], box: Box, most: float) -> list[Shape]:
    """The names to the right of the plot, each as near its line as the others allow."""
    top, bottom = box.y - ROW / 2, box.bottom + ROW / 2
    wanted = [min(max(place, box.y), box.bottom) for place in places]
    placed = [
        _Placed(name, name.lines(most), place, place)
        for name, place in zip(names, wanted, strict=True)
    ]
    while sum(one.height for one in placed) > bottom - top:
        placed.pop()
    shapes: list[Shape] = []
    for one in _spread(sorted(placed, key=lambda one: one.wanted), top, bottom):
        if abs(one.middle - one.wanted) > 5:
            shapes.append(
                straight("leader", box.right + 1, one.wanted, box.right + GAP - 2, one.middle)
            )
        first = one.middle - one.height / 2 + LETTER
        shapes += [
            Words(one.name.role, box.right + GAP, first + row * ROW, line)
            for row, line in enumerate(one.lines)
        ]
    return shapes


def _spread(placed: list[_Placed], top: float, bottom: float) -> list[_Placed]:
    """Pushed apart downwards, then back up from the floor, so that none overlaps and none falls out."""
    down: list[_Placed] = []
    edge = top
    for one in placed:
        middle = max(one.wanted, edge + one.height / 2)
        down.append(replace(one, middle=middle))
        edge = middle + one.height / 2
    up: list[_Placed] = []
    edge = bottom
    for one in reversed(down):
        middle = min(one.middle, edge - one.height / 2)
        up.append(replace(one, middle=middle))
        edge = middle - one.height / 2
    return up


class Ground:
    """What is taken inside a plot, so that words find a place where they cover nothing.

    The drawing is laid out in small squares, one row after the other; a single number holds them all, and its bits
    say which are taken. So one operation tells whether a place is free.
    """

    def __init__(self, box: Box, lines: Iterable[Sequence[Point | None]] = ()) -> None:
        self.box = box
        self._lines = lines

    @cached_property
    def taken(self) -> int:
        """The squares that lines go through; counted only when there is something to name."""
        taken = 0
        for line in self._lines:
            before: Point | None = None
            for point in line:
                for piece in _pieces(before or point, point) if point else ():
                    taken |= _squares(*piece)
                before = point
        return taken

    def keep(self, box: Box) -> None:
        """Let nothing be written here."""
        self.taken |= _squares(box.x, box.y, box.width, box.height)

    def name(
        self,
        text: str,
        role: str,
        near: Sequence[Point],
        *,
        below: bool = False,
        gap: float = 9,
        start: float = 0,
    ) -> Words | None:
        """Words at the first free place by one of the points; none where every place covers something.

        ``start`` is how far left they may reach, so that what names one stretch does not stand in another.
        """
        text = cut(text, self.box.width - 4)
        width = width_of(text, LETTER)
        first, last = max(self.box.x + 2, start), self.box.right - width - 2
        if first > last:
            return None
        lowest = self.box.bottom - ROW
        places = (
            place
            for far in (gap, gap + ROW)
            for point in near
            for place in _around(point, width, far, below=below)
        )
        for left, top in places:
            x, y = min(max(left, first), last), min(max(top, self.box.y), lowest)
            if not self.taken & _squares(x - 2, y, width + 4, ROW):
                self.keep(Box(x, y, width, ROW))
                return Words(role, x, y + LETTER, text)
        return None


def _squares(x: float, y: float, width: float, height: float) -> int:
    """The squares that a box touches, as bits."""
    left, top = max(0, int(x // _CELL)), max(0, int(y // _CELL))
    right = max(left, int((x + width) // _CELL))
    bottom = max(top, int((y + height) // _CELL))
    return _block(right - left + 1, bottom - top + 1) << (top * _ROW_OF_SQUARES + left)


@lru_cache(maxsize=1024)
def _block(columns: int, rows: int) -> int:
    """So many squares beside and below each other."""
    row = (1 << columns) - 1
    return sum(row << (number * _ROW_OF_SQUARES) for number in range(rows))


def _pieces(start: Point, end: Point) -> Iterator[tuple[float, float, float, float]]:
    """Small boxes that a straight line runs through, one for each few squares that it goes across."""
    if end.x < start.x:
        start, end = end, start
    parts = max(1, int((end.x - start.x) // (3 * _CELL)))
    across, down = (end.x - start.x) / parts, (end.y - start.y) / parts
    for part in range(parts):
        top = start.y + part * down + min(down, 0)
        yield start.x + part * across, top, across, abs(down)


def _around(near: Point, width: float, far: float, *, below: bool) -> Iterator[tuple[float, float]]:
    """Where words so far from a point may begin, on the side that is preferred first."""
    above, under, level = near.y - far - ROW, near.y + far, near.y - ROW / 2
    for y in (under, above) if below else (above, under):
        for x in (near.x - width / 2, near.x - width, near.x):
            yield x, y
    yield near.x + far, level
    yield near.x - far - width, level


def cut(text: str, width: float) -> str:
    """The text on one line, with an ellipsis where it is too long."""
    return fit(text, width, (LETTER,), 1).lines[0] if text.strip() else ""
