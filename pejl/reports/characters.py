"""Texts as the fonts can draw them: one mark for each thing a reader would have seen and no font has."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pejl.reports.coverage import FAMILIES, HOUSE, covered

STAND_IN = "□"
"""Shown for what no font can draw, such as Khmer: one missing picture stops no report."""

_JOINER = "\u200d"
_UNSEEN = ("Cc", "Cf", "Mn", "Me", "Cs", "Co")
"""Control characters, characters that turn the writing round, and loose accents: nothing to see in themselves."""


def drawable(text: str) -> str:
    """A text in which what no font can draw is replaced. Fonts join an emoji of several parts to one picture."""
    if _plain().issuperset(text):
        return text
    return "".join(_drawn(cluster) for cluster in _clusters(text))


@cache
def _plain() -> frozenset[str]:
    """The signs of most texts: IBM Plex Sans has them, and they need no second look."""
    house = map(chr, covered()[HOUSE])
    return frozenset(one for one in house if unicodedata.category(one) not in _UNSEEN) | {
        "\n",
        "\t",
    }


def drawable_picture(svg: str) -> str:
    """A drawing in which each text is set in one font, with only such signs as stand alone.

    The typesetter fails on a drawing where a text needs two fonts, or where signs join. So a text that IBM Plex
    Sans lacks a sign of is set whole in a font that has all of it, or in DejaVu Sans with marks for the rest.
    """
    return _BETWEEN_TAGS.sub(lambda found: f">{_picture_text(found[1])}<", svg)


_BETWEEN_TAGS = re.compile(r">([^<]+)<")
_STANDING_ALONE = (
    HOUSE,
    "DejaVu Sans",
    "Noto Emoji",
    "Noto Sans Ethiopic",
    "Sawarabi Gothic",
    "ZCOOL XiaoWei",
    "Gowun Dodum",
)
_FROM_THE_RIGHT = ("R", "AL", "AN")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def _picture_text(text: str) -> str:
    apart = "".join(_alone(cluster[0]) for cluster in _clusters(html.unescape(text)))
    family = next((one for one in _STANDING_ALONE if _has(one, apart)), "DejaVu Sans")
    shown = "".join(sign if _has(family, sign) else STAND_IN for sign in apart)
    written = html.escape(shown, quote=False)
    return written if family == HOUSE else f'<tspan font-family="{family}">{written}</tspan>'


def _alone(sign: str) -> str:
    """The sign where it can stand in a drawing, otherwise the mark for it."""
    if sign.isspace():
        return " "
    joins = unicodedata.bidirectional(sign) in _FROM_THE_RIGHT or ord(sign) in _FLAG_LETTERS
    return STAND_IN if joins else sign


def _drawn(cluster: str) -> str:
    """The sign whole, or without what no font has of it, or the mark for it."""
    if cluster in ("\n", "\t") or _family(cluster):
        return cluster
    if _family(cluster[0]):
        return cluster[0]
    return " " if unicodedata.category(cluster[0]) == "Zs" else STAND_IN


def _clusters(text: str) -> Iterator[str]:
    """The text in pieces that a reader takes for one sign: a letter with its marks, an emoji with its parts."""
    cluster = ""
    for character in unicodedata.normalize("NFC", text):
        if cluster and _belongs(character, cluster):
            cluster += character
            continue
        if cluster:
            yield cluster
        seen = character in "\n\t" or unicodedata.category(character) not in _UNSEEN
        cluster = character if seen else ""
    if cluster:
        yield cluster


def _belongs(character: str, cluster: str) -> bool:
    """Whether the character is a further part of the sign before it."""
    if cluster in ("\n", "\t"):
        return False
    if unicodedata.category(character) in ("Mn", "Me", "Mc") or character in "\u200c\u200d":
        return True
    if 0x1F3FB <= ord(character) <= 0x1F3FF or 0xE0020 <= ord(character) <= 0xE007F:
        return True  # the colours of skin; the letters inside a region's flag
    return cluster.endswith(_JOINER) and ord(character) in covered()["Noto Emoji"]


def _family(signs: str) -> str:
    """The first family that has all of them, or nothing."""
    return next((family for family in FAMILIES if _has(family, signs)), "")


def _has(family: str, signs: str) -> bool:
    return covered()[family].issuperset(map(ord, signs))
