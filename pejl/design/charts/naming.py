"""Names beside what they name, in place of a legend: in a column at the right, or free inside the plot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pejl.design.charts.plot import ROW
from pejl.design.charts.roles import LETTER
from pejl.design.charts.shapes import Shape, Words, straight
from pejl.design.geometry import Box, Point
from pejl.design.lettering import fit, width_of, wrap

GAP = 10
"""From the plot to the names beside it."""
_CELL = 4


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
        return wrap(self.text, most, LETTER)[:3] + wrap(self.figure, most, LETTER)


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

    The plot is laid out in small squares; each row of them is a number whose bits say which are taken.
    """

    def __init__(self, box: Box, lines: Iterable[Sequence[Point | None]] = ()) -> None:
        self.box = box
        self.rows: dict[int, int] = {}
        for line in lines:
            self._draw(line)

    def keep(self, box: Box) -> None:
        """Let nothing be written here."""
        columns = _bits(box.x, box.right)
        for row in range(int(box.y // _CELL), int(box.bottom // _CELL) + 1):
            self.rows[row] = self.rows.get(row, 0) | columns

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
        for far in (gap, gap + ROW):
            for point in near:
                for place in _around(point, width, far, below=below):
                    x = min(max(place.x, first), last)
                    box = Box(x, place.y, width, ROW)
                    if self._is_free(box):
                        self.keep(box)
                        return Words(role, x, box.y + LETTER, text)
        return None

    def _is_free(self, box: Box) -> bool:
        if box.y < self.box.y or box.bottom > self.box.bottom:
            return False
        columns = _bits(box.x - 2, box.right + 2)
        rows = range(int(box.y // _CELL), int(box.bottom // _CELL) + 1)
        return not any(self.rows.get(row, 0) & columns for row in rows)

    def _draw(self, line: Sequence[Point | None]) -> None:
        before: Point | None = None
        for point in line:
            if point:
                for x, y in _between(before or point, point):
                    row = int(y // _CELL)
                    self.rows[row] = self.rows.get(row, 0) | 1 << max(0, int(x // _CELL))
            before = point


def _bits(start: float, end: float) -> int:
    """The squares from one place to another, as bits."""
    first, last = max(0, int(start // _CELL)), max(0, int(end // _CELL))
    return ((1 << (last - first + 1)) - 1) << first


def _between(start: Point, end: Point) -> Iterator[tuple[float, float]]:
    """Places along a straight line, one a square."""
    across, down = end.x - start.x, end.y - start.y
    count = int(max(abs(across), abs(down)) // _CELL) + 1
    for part in range(count + 1):
        yield start.x + across * part / count, start.y + down * part / count


def _around(near: Point, width: float, far: float, *, below: bool) -> Iterator[Box]:
    """Places for words so far from a point, on the side that is preferred first."""
    above, under = near.y - far - ROW, near.y + far
    for y in (under, above) if below else (above, under):
        for x in (near.x - width / 2, near.x - width, near.x):
            yield Box(x, y, width, ROW)
    yield Box(near.x + far, near.y - ROW / 2, width, ROW)
    yield Box(near.x - far - width, near.y - ROW / 2, width, ROW)


def cut(text: str, width: float) -> str:
    """The text on one line, with an ellipsis where it is too long."""
    return fit(text, width, (LETTER,), 1).lines[0] if text.strip() else ""
