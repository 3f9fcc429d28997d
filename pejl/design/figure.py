"""Where everything stands in the figure of the strategy. Pure geometry: no Django, no drawing.

The theme is a disc in the middle, like the rose of a compass. Around it a ring with one arc for each focus
area, and at each arc a line, a bearing, that leads to the focus area's card. There are two layouts of the same
figure: *wide* for screens and paper, with the cards left and right, and *tall* for phones, with the cards above
and below. In both, the cards come in reading order, so that the order on the screen is the order of the keyboard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pejl.design.geometry import Box, Point, arc, around, at, sideways, ticks, updown
from pejl.design.lettering import Lettering, fit, fit_circle, width_of

MOST_SECTORS = 8
EDGE = 6
"""How thick the strip is that faces the theme."""


class Sector(Protocol):
    """A focus area as the figure needs it."""

    @property
    def number(self) -> object: ...
    @property
    def title(self) -> str: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """A line of text and where its baseline begins (or, in the disc, where it is centred)."""

    text: str
    x: float
    y: float

    @property
    def space(self) -> str:
        """What parts it from the next line: nothing inside a divided word, so that it is read as one."""
        return "" if self.text.endswith("-") else " "


@dataclass(frozen=True)
class Content:
    """What stands on a card, measured but not yet placed."""

    number: str
    indent: float
    hanging: float
    title: Lettering
    state: Lettering
    note: Lettering
    height: float


@dataclass(frozen=True)
class Bearing:
    """How a focus area hangs on the theme: its arc on the ring, its sign there, and the line to its card."""

    arc: str
    node: Point
    sign: Box
    leader: str
    end: Point
    facing: str


@dataclass(frozen=True)
class Card:
    """One focus area: its card with placed text, and its bearing."""

    box: Box
    edge: Box
    number: Line
    title: tuple[Line, ...]
    title_size: float
    sign: Box
    state: tuple[Line, ...]
    note: tuple[Line, ...]
    bearing: Bearing


@dataclass(frozen=True)
class Shape:
    """The measures of one layout."""

    name: str
    width: float
    card_width: float
    disc: float
    ring: tuple[float, float]
    ticks: tuple[float, float, float]
    node: float
    padding: float
    gap: float
    titles: tuple[float, ...]
    themes: tuple[float, ...]
    state_size: float
    note_size: float
    title_lines: int
    note_lines: int


WIDE = Shape(
    name="wide",
    width=1040,
    card_width=320,
    disc=126,
    ring=(138, 168),
    ticks=(174, 180, 186),
    node=17,
    padding=20,
    gap=20,
    titles=(21, 20, 18.5),
    themes=(36, 33, 30, 27, 24, 21, 18),
    state_size=17,
    note_size=15,
    title_lines=3,
    note_lines=2,
)
TALL = Shape(
    name="tall",
    width=340,
    card_width=162,
    disc=74,
    ring=(82, 104),
    ticks=(108, 112, 116),
    node=13,
    padding=12,
    gap=16,
    titles=(16, 15, 14.5),
    themes=(24, 22, 20, 18, 16, 14.5),
    state_size=14,
    note_size=13,
    title_lines=4,
    note_lines=3,
)


@dataclass(frozen=True)
class Layout:
    """A figure ready to be drawn."""

    shape: Shape
    height: float
    centre: Point
    theme: tuple[Line, ...]
    theme_size: float
    ticks: str
    long_ticks: str
    cards: tuple[Card, ...]

    @property
    def disc_edge(self) -> float:
        """The thin line just inside the disc, which shows when the theme has the keyboard's focus."""
        return self.shape.disc - 5


def wide_layout(theme: str, sectors: Sequence[Sector], words: Sequence[str]) -> Layout:
    """Cards left and right of the disc, read row by row; ``words`` are the words of the states."""
    shape = WIDE
    pairs = list(zip(sectors, words, strict=True))
    contents = [_content(shape, shape.card_width, *pair) for pair in pairs]
    tallest = max((content.height for content in contents), default=0)
    rows = (len(contents) + 1) // 2
    ring_height = 2 * (shape.ticks[2] + 10)
    height = max(ring_height, rows * tallest + (rows - 1) * shape.gap) + 4
    centre = Point(shape.width / 2, height / 2)
    boxes = _columns(shape, len(contents), tallest, height)
    cards = []
    for content, box, angle in zip(contents, boxes, _wide_angles(len(contents)), strict=True):
        facing = "right" if box.x < centre.x else "left"
        end = Point(box.right if facing == "right" else box.x, box.middle.y)
        piece = arc(centre, shape.ring, angle, 360 / len(contents))
        node = at(centre, angle, sum(shape.ring) / 2)
        leader = sideways(node, end, angle)
        bearing = Bearing(piece, node, around(node, shape.node * 1.1), leader, end, facing)
        cards.append(_card(shape, content, box, bearing))
    return _layout(shape, theme, height, centre, cards)


def tall_layout(theme: str, sectors: Sequence[Sector], words: Sequence[str]) -> Layout:
    """Cards above and below the disc, two in a row, an odd one across; read from the top down."""
    shape = TALL
    count = len(sectors)
    half = (count + 1) // 2
    above = _rows(list(range(half)), odd_first=True)
    below = _rows(list(range(half, count)), odd_first=False)
    contents = {
        index: _content(shape, _row_width(shape, row), sectors[index], words[index])
        for row in above + below
        for index in row
    }
    boxes: dict[int, Box] = {}
    reach = shape.ticks[2] + 4
    centre = Point(shape.width / 2, _place_rows(shape, above, contents, boxes, 2) + reach)
    ends = _place_rows(shape, below, contents, boxes, centre.y + reach + shape.gap)
    angles = _tall_angles(above, below, count)
    cards = []
    for index in range(count):
        facing = "bottom" if index < half else "top"
        piece = arc(centre, shape.ring, angles[index], 360 / count)
        node = at(centre, angles[index], sum(shape.ring) / 2)
        leader, end = updown(node, boxes[index], facing, centre, list(boxes.values()))
        bearing = Bearing(piece, node, around(node, shape.node * 1.1), leader, end, facing)
        cards.append(_card(shape, contents[index], boxes[index], bearing))
    return _layout(shape, theme, max(ends - shape.gap, centre.y + reach) + 2, centre, cards)


# Which card stands where


def _columns(shape: Shape, count: int, card_height: float, height: float) -> list[Box]:
    """Boxes left and right in turn, each column spread over the height; a lone one stands to the right."""
    right = shape.width - shape.card_width - 2
    if count == 1:
        return [Box(right, (height - card_height) / 2, shape.card_width, card_height)]
    left_ys = _spread((count + 1) // 2, card_height, height)
    right_ys = _spread(count // 2, card_height, height)
    return [
        Box(right, right_ys[index // 2], shape.card_width, card_height)
        if index % 2
        else Box(2, left_ys[index // 2], shape.card_width, card_height)
        for index in range(count)
    ]


def _spread(count: int, size: float, room: float) -> list[float]:
    if count == 1:
        return [(room - size) / 2]
    return [2 + index * (room - 4 - size) / (count - 1) for index in range(count)]


def _wide_angles(count: int) -> list[float]:
    """Degrees clockwise from the top, equal arcs: left column on the left half, right on the right."""
    step = 360 / max(count, 1)
    if count == 1:
        return [90]
    lefts, rights = (count + 1) // 2, count // 2
    return [
        90 + (index // 2 - (rights - 1) / 2) * step
        if index % 2
        else 270 - (index // 2 - (lefts - 1) / 2) * step
        for index in range(count)
    ]


def _rows(indexes: list[int], *, odd_first: bool) -> list[list[int]]:
    """Two in a row; of an odd number one stands alone in the row farthest from the disc."""
    alone = len(indexes) % 2
    first = [indexes[:1]] if alone and odd_first else []
    last = [indexes[-1:]] if alone and not odd_first else []
    paired = indexes[1:] if first else (indexes[:-1] if last else indexes)
    return first + [paired[at : at + 2] for at in range(0, len(paired), 2)] + last


def _row_width(shape: Shape, row: list[int]) -> float:
    return shape.card_width if len(row) == 2 else shape.width - 4


def _place_rows(
    shape: Shape,
    rows: list[list[int]],
    contents: dict[int, Content],
    boxes: dict[int, Box],
    y: float,
) -> float:
    """Fills in the boxes from the top down and returns where the next row would begin."""
    for row in rows:
        height = max(contents[index].height for index in row)
        for column, index in enumerate(row):
            x = 2 if column == 0 else shape.width - shape.card_width - 2
            boxes[index] = Box(x, y, _row_width(shape, row), height)
        y += height + shape.gap
    return y


def _tall_angles(above: list[list[int]], below: list[list[int]], count: int) -> dict[int, float]:
    """Degrees clockwise from the top: a card far from the disc hangs near the top or bottom of the ring."""
    step = 360 / max(count, 1)
    upper = _left_to_right(above[::-1])
    lower = _left_to_right(below)
    angles = {index: (k - (len(upper) - 1) / 2) * step for k, index in enumerate(upper)}
    return angles | {
        index: 180 - (k - (len(lower) - 1) / 2) * step for k, index in enumerate(lower)
    }


def _left_to_right(rows_from_disc: list[list[int]]) -> list[int]:
    lefts = [row[0] for row in rows_from_disc if len(row) == 2]
    alone = [row[0] for row in rows_from_disc if len(row) == 1]
    rights = [row[1] for row in rows_from_disc if len(row) == 2]
    return lefts + alone + rights[::-1]


# What stands on a card


def _content(shape: Shape, width: float, sector: Sector, word: str) -> Content:
    room = width - 2 * shape.padding - (EDGE if shape is WIDE else 0)
    number = str(sector.number or "")
    indent = width_of(number, shape.titles[0]) + shape.titles[0] * 0.45 if number else 0
    hanging = indent if shape is WIDE else 0
    room -= hanging
    title = fit(sector.title, room, shape.titles, shape.title_lines, indent - hanging)
    state = fit(word, room - shape.state_size * 1.5, (shape.state_size,), 2)
    note = fit(sector.note, room, (shape.note_size,), shape.note_lines)
    height = 2 * shape.padding + title.height + state.height + shape.state_size * 0.4
    height += note.height + shape.note_size * 0.3 if note.lines else 0
    height += 0 if shape is WIDE else EDGE
    return Content(number, indent, hanging, title, state, note, round(height, 1))


def _card(shape: Shape, content: Content, box: Box, bearing: Bearing) -> Card:
    x = box.x + shape.padding + (EDGE if bearing.facing == "left" else 0)
    y = box.y + shape.padding + (EDGE if bearing.facing == "top" else 0)
    y += (box.height - content.height) / 2 if shape is WIDE else 0
    number = Line(content.number, x, round(y + content.title.size, 1))
    x += content.hanging
    title = _set(content.title, x, y, content.indent - content.hanging)
    y += content.title.height + shape.state_size * 0.4
    size = shape.state_size
    sign = Box(x, y + content.state.leading / 2 - size * 0.45, size * 0.9, size * 0.9)
    state = _set(content.state, x + size * 1.5, y)
    y += content.state.height + shape.note_size * 0.3
    return Card(
        box=box,
        edge=_edge(box, bearing.facing),
        number=number,
        title=title,
        title_size=content.title.size,
        sign=sign,
        state=state,
        note=_set(content.note, x, y),
        bearing=bearing,
    )


def _set(text: Lettering, x: float, y: float, indent: float = 0) -> tuple[Line, ...]:
    """The lines placed below ``y``, the first one moved in."""
    return tuple(
        Line(
            line,
            round(x + (indent if row == 0 else 0), 1),
            round(y + row * text.leading + text.size, 1),
        )
        for row, line in enumerate(text.lines)
    )


def _edge(box: Box, facing: str) -> Box:
    """The strip along the side of the card that faces the theme."""
    if facing in ("left", "right"):
        return Box(box.x if facing == "left" else box.right - EDGE, box.y, EDGE, box.height)
    return Box(box.x, box.y if facing == "top" else box.bottom - EDGE, box.width, EDGE)


def _layout(shape: Shape, theme: str, height: float, centre: Point, cards: list[Card]) -> Layout:
    text = fit_circle(theme, shape.disc * 0.92, shape.themes)
    top = centre.y - text.height / 2 - text.size * 0.12
    lines = _set(text, centre.x, top)
    return Layout(
        shape=shape,
        height=round(height, 1),
        centre=centre,
        theme=lines,
        theme_size=text.size,
        ticks=ticks(centre, shape.ticks[0], shape.ticks[1], range(0, 360, 6)),
        long_ticks=ticks(centre, shape.ticks[0], shape.ticks[2], range(0, 360, 30)),
        cards=tuple(cards),
    )
