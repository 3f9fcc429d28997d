"""The figure of the strategy: the theme in the middle, the focus areas around it, each a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pejl.design.figure import MOST_SECTORS, Card, Layout, tall_layout, wide_layout
from pejl.design.signs import Sign, sign_of
from pejl.design.tags.panels import unique_id

register = template.Library()


class Sector(Protocol):
    """A focus area in the figure: its short title, how it stands, and a few words more."""

    @property
    def number(self) -> object: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def state_word(self) -> str: ...
    @property
    def note(self) -> str: ...


class Figure(Protocol):
    """What the figure is drawn from; it belongs to no room, any object with these will do."""

    theme: str
    url: str
    title: str
    description: str
    sectors: Sequence[Sector]


class _SectorShown(NamedTuple):
    number: str
    title: str
    url: str
    state: str
    state_word: str
    note: str


class TooManySectors(ValueError):
    """The figure can be read with up to eight focus areas; a strategy with more is shown as a list."""


@dataclass(frozen=True)
class Drawn:
    """One focus area with its card, its sign and what a screen reader says of it."""

    sector: Sector
    card: Card
    sign: Sign
    spoken: str


class _Shown(NamedTuple):
    """Everything that the drawing depends on, so that the same figure is drawn once and not for every reader."""

    theme: str
    url: str
    title: str
    description: str
    sectors: tuple[_SectorShown, ...]
    caption_id: str
    language: str


@register.simple_tag(takes_context=True)
def theme_figure(context: Context, figure: Figure) -> SafeString:
    """The figure in both layouts, of which the style sheet shows the one that fits the room there is."""
    if len(figure.sectors) > MOST_SECTORS:
        raise TooManySectors(f"{len(figure.sectors)} sectors; the figure holds {MOST_SECTORS}")
    sectors = tuple(
        _SectorShown(
            str(one.number), one.title, one.url, one.state,
            str(one.state_word or sign_of(one.state).word), one.note,
        )
        for one in figure.sectors
    )  # fmt: skip
    caption_id = unique_id(context, "figure", figure.title)
    return _draw(
        _Shown(
            str(figure.theme), figure.url, str(figure.title), str(figure.description), sectors,
            caption_id, get_language() or "",
        )
    )  # fmt: skip


@lru_cache(maxsize=512)
def _draw(figure: _Shown) -> SafeString:
    sectors = figure.sectors
    signs = [sign_of(sector.state) for sector in sectors]
    words = [sector.state_word for sector in sectors]
    layouts = (tall_layout(figure.theme, sectors, words), wide_layout(figure.theme, sectors, words))
    spoken = [_spoken(sector, word) for sector, word in zip(sectors, words, strict=True)]
    return render_to_string(
        "design/components/theme_figure.html",
        {
            "figure": figure,
            "caption_id": figure.caption_id,
            "theme_spoken": _("Theme: %(theme)s") % {"theme": figure.theme},
            "layouts": [(layout, _drawn(layout, sectors, signs, spoken)) for layout in layouts],
        },
    )


def _drawn(
    layout: Layout, sectors: Sequence[Sector], signs: Sequence[Sign], spoken: Sequence[str]
) -> list[Drawn]:
    return [Drawn(*parts) for parts in zip(sectors, layout.cards, signs, spoken, strict=True)]


def _spoken(sector: Sector, word: str) -> str:
    name = f"{sector.number}. {sector.title}" if sector.number else sector.title
    return f"{name}. {word}."
