"""Signals in a series: a mark of its own shape for each rule, and a word where the signal ends."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from django.utils.translation import pgettext

from pejl.design.charts.data import Reading
from pejl.design.charts.key import Entry
from pejl.design.charts.naming import Ground
from pejl.design.charts.shapes import Line, Shape, diamond, ring, square, triangle
from pejl.design.geometry import Point

MARKS: dict[str, Callable[..., str]] = {
    "outside": diamond,
    "trend": triangle,
    "two_of_three": square,
    "run": ring,
}
_APART, _CLOSE = 5.8, 4.2
_TONES = {True: "favourable", False: "concerning", None: "neither"}


def marks(readings: Sequence[Reading], points: Sequence[Point | None], width: float) -> list[Shape]:
    """The marks, those of one tone as one path; smaller ones where values stand close."""
    size = _CLOSE if len(points) > width / 9 else _APART
    paths: dict[str, str] = {}
    for reading, point in zip(readings, points, strict=True):
        if reading.signal and point:
            tone = _TONES[reading.favourable]
            mark = MARKS[reading.signal](point, size)
            paths[tone] = paths.get(tone, "") + mark
    return [Line(tone, path) for tone, path in paths.items()]


def names(
    readings: Sequence[Reading], points: Sequence[Point | None], ground: Ground
) -> tuple[list[Shape], list[Entry]]:
    """A word at the latest stretch of each signal that has room for it; entries of the key for those without."""
    middle = (ground.box.y + ground.box.bottom) / 2
    shapes: list[Shape] = []
    waiting: dict[str, Reading] = {}
    named: set[str] = set()
    for reading, stretch in reversed(list(_stretches(readings, points))):
        text = spoken(reading)
        near = stretch[len(stretch) // 2]
        if text not in named and (
            words := ground.name(text, "over", [near], below=near.y > middle)
        ):
            shapes.append(words)
            named.add(text)
        waiting.setdefault(text, reading)
    left = {text: one for text, one in waiting.items() if text not in named}
    return shapes, [
        Entry(_TONES[one.favourable], MARKS[one.signal], text) for text, one in left.items()
    ]


def spoken(reading: Reading) -> str:
    """A signal in words, with the way it points: "tendens, bedre"."""
    word = {
        "outside": pgettext("chart", "outside the limits"),
        "trend": pgettext("chart", "trend"),
        "two_of_three": pgettext("chart", "two of three near a limit"),
        "run": pgettext("chart", "run on one side"),
    }[reading.signal]
    if reading.favourable is None:
        return word
    way = pgettext("chart", "better") if reading.favourable else pgettext("chart", "worse")
    return f"{word}, {way}"


def _stretches(
    readings: Sequence[Reading], points: Sequence[Point | None]
) -> Iterator[tuple[Reading, list[Point]]]:
    """Neighbours with the same signal."""
    pairs = zip(readings, points, strict=True)
    for (signal, _), group in groupby(pairs, key=lambda pair: (pair[0].signal, pair[0].favourable)):
        members = list(group)
        there = [point for _, point in members if point]
        if signal and there:
            yield members[0][0], there
