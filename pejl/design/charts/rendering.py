"""From shapes to SVG: with classes for pages, with attributes where no style sheet reaches."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from django.utils.html import escape

from pejl.design.charts.roles import ROLES
from pejl.design.charts.shapes import Anchor, Drawing, Line, Shape, Words, n

# What XML cannot hold, and a typesetter would stop at.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLACES = {"start": "", "middle": " c-middle", "end": " c-end"}


def inline_svg(drawing: Drawing, name: str, labelled_by: str, description: str = "") -> str:
    """An SVG element of a page. Its look comes from charts.css by the classes of its shapes.

    ``labelled_by`` lists the ids of what a screen reader says of it; the description stands in one of the frames.
    """
    size = f"0 0 {n(drawing.width)} {n(drawing.height)}"
    return (
        f'<svg class="c-{name}" viewBox="{size}" role="img" aria-labelledby="{escape(labelled_by)}">'
        f'{description}<g aria-hidden="true">{_shapes(drawing.shapes, _classed)}</g></svg>'
    )


def standalone_svg(drawing: Drawing, title: str, description: str) -> str:
    """The same drawing as a file of its own, for a typesetter: every shape carries its look."""
    width, height = n(drawing.width), n(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">'
        f'<title id="t">{_plain(title)}</title><desc id="d">{_plain(description)}</desc>'
        f"{_shapes(drawing.shapes, _dressed)}</svg>"
    )


def _shapes(shapes: Iterable[Shape], look: Callable[[str, Anchor], str]) -> str:
    """Shapes in order, neighbours of one role in a group."""
    parts = []
    for (role, anchor), members in groupby(shapes, key=_kind):
        inner = "".join(map(_element, members))
        if inner:
            parts.append(f"<g {look(role, anchor)}>{inner}</g>")
    return "".join(parts)


def _kind(shape: Shape) -> tuple[str, Anchor]:
    return shape.role, "start" if isinstance(shape, Line) else shape.anchor


def _element(shape: Shape) -> str:
    if isinstance(shape, Words):
        return f'<text x="{n(shape.x)}" y="{n(shape.y)}">{_plain(shape.text)}</text>'
    return f'<path d="{shape.path}"/>' if shape.path else ""


def _classed(role: str, anchor: Anchor) -> str:
    return f'class="c-{role}{_PLACES[anchor]}"'


def _dressed(role: str, anchor: Anchor) -> str:
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return " ".join(f'{name}="{value}"' for name, value in ROLES[role].items()) + place


def _plain(text: str) -> str:
    """Text that can stand in markup."""
    return escape(_UNPRINTABLE.sub("", text))
