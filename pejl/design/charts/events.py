"""Upright lines across time with their words above: an initiative's start, a step, something to remember."""

from collections.abc import Sequence

from pejl.design.charts.data import Event
from pejl.design.charts.naming import cut
from pejl.design.charts.plot import ROW, Plot, above_plot
from pejl.design.charts.roles import LETTER
from pejl.design.charts.scales import Scale
from pejl.design.charts.shapes import Anchor, Shape, Words, straight
from pejl.design.lettering import width_of

_ROLES = {"start": "event", "step": "step", "note": "axis"}
_ASIDE = 4


def event_rows(events: Sequence[Event], across: Scale, edge: float, taken: float = 0) -> int:
    """How many rows of words stand above the plot, which may reach to the ``edge`` of the drawing.

    ``taken`` is how far the unit reaches in the lowest one.
    """
    rows = max((row + 1 for row, *_ in _placed(events, across, edge, taken)), default=0)
    return max(rows, 1 if taken else 0)


def event_lines(events: Sequence[Event], plot: Plot, taken: float = 0) -> list[Shape]:
    """Each line from its words down to the line of time."""
    shapes: list[Shape] = []
    for row, event, words in _placed(events, plot.x, plot.frame.width, taken):
        base = above_plot(plot) - row * ROW
        x = plot.day(event.on)
        shapes.append(straight(_ROLES[event.kind], x, base - LETTER + 2, x, plot.box.bottom))
        shapes.append(Words("over", words.x, base, words.text, words.anchor))
    return shapes


def _placed(
    events: Sequence[Event], across: Scale, edge: float, taken: float
) -> list[tuple[int, Event, Words]]:
    """The lowest free row for each event's words, from right to left, so that no line runs through other words."""
    rows: list[list[tuple[float, float]]] = [[(0, taken)] if taken else []]
    placed = []
    for event in sorted(events, key=lambda event: event.on, reverse=True):
        words, start, end = _words(event, across, edge)
        row = next((n for n, row in enumerate(rows) if _is_free(row, start, end)), len(rows))
        rows += [[]] if row == len(rows) else []
        rows[row].append((start, end))
        placed.append((row, event, words))
    return placed


def _is_free(row: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + 8 <= first or last + 8 <= start for first, last in row)


def _words(event: Event, across: Scale, edge: float) -> tuple[Words, float, float]:
    """To the right of the line where there is room, else on the roomier side, cut to what fits."""
    x = across(event.on.toordinal())
    right, left = edge - x - _ASIDE, x - _ASIDE
    width = width_of(event.label, LETTER)
    anchor: Anchor = "start" if width <= right or right >= left else "end"
    text = cut(event.label, right if anchor == "start" else left)
    width = width_of(text, LETTER)
    at = x + _ASIDE if anchor == "start" else x - _ASIDE
    start, end = (x, at + width) if anchor == "start" else (at - width, x)
    return Words("name", at, 0, text, anchor), start, end
