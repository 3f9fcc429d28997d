"""The figure of the strategy: the theme in the middle, the focus areas around it, each a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.template.context import Context
from django.utils.translation import gettext as _

from pejl.design.figure import MOST_SECTORS, Card, Layout, tall_layout, wide_layout
from pejl.design.signs import Sign, sign_of
from pejl.design.tags.panels import unique_id

register = template.Library()


class Sector(Protocol):
    """A focus area in the figure: its short title, how it stands, and a few words more."""

    number: object
    title: str
    url: str
    state: str
    state_word: str
    note: str


class Figure(Protocol):
    """What the figure is drawn from; it belongs to no room, any object with these will do."""

    theme: str
    url: str
    title: str
    description: str
    sectors: Sequence[Sector]


class TooManySectors(ValueError):
    """The figure can be read with up to eight focus areas; a strategy with more is shown as a list."""


@dataclass(frozen=True)
class Drawn:
    """One focus area with its card, its sign and what a screen reader says of it."""

    sector: Sector
    card: Card
    sign: Sign
    spoken: str


@register.inclusion_tag("design/components/theme_figure.html", takes_context=True)
def theme_figure(context: Context, figure: Figure) -> dict[str, object]:
    """The figure in both layouts, of which the style sheet shows the one that fits the room there is."""
    sectors = list(figure.sectors)
    if len(sectors) > MOST_SECTORS:
        raise TooManySectors(f"{len(sectors)} sectors; the figure holds {MOST_SECTORS}")
    signs = [sign_of(sector.state) for sector in sectors]
    words = [
        str(sector.state_word or sign.word) for sector, sign in zip(sectors, signs, strict=True)
    ]
    layouts = (tall_layout(figure.theme, sectors, words), wide_layout(figure.theme, sectors, words))
    spoken = [_spoken(sector, word) for sector, word in zip(sectors, words, strict=True)]
    return {
        "figure": figure,
        "caption_id": unique_id(context, "figure", figure.title),
        "theme_spoken": _("Theme: %(theme)s") % {"theme": figure.theme},
        "layouts": [(layout, _drawn(layout, sectors, signs, spoken)) for layout in layouts],
    }


def _drawn(
    layout: Layout, sectors: Sequence[Sector], signs: Sequence[Sign], spoken: Sequence[str]
) -> list[Drawn]:
    return [Drawn(*parts) for parts in zip(sectors, layout.cards, signs, spoken, strict=True)]


def _spoken(sector: Sector, word: str) -> str:
    name = f"{sector.number}. {sector.title}" if sector.number else sector.title
    return f"{name}. {word}."
