"""Set a template of ours as PDF. Texts reach it as data and never as markup, so that they stay only text."""

from __future__ import annotations

import json
import struct
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils import timezone

from pejl.design.assets import TARGET, TYPESET_FONTS

TEMPLATES = Path(__file__).resolve().parent / "typst"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""An archive takes the one, a screen reader the other."""

STAND_IN = "□"
"""Shown for a character that the fonts cannot draw, such as an emoji: one missing picture stops no report."""


def set_as_pdf(template: str, data: dict[str, Any], at: datetime | None = None) -> bytes:
    """The template filled with the data, as PDF/A-2a and PDF/UA-1."""
    drawable = _drawable(data)
    pdf: bytes = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(fonts_folder())],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(drawable, ensure_ascii=False)},
        pdf_standards=[*STANDARDS],
        timestamp=int((at or timezone.now()).timestamp()),
    )
    return pdf


def fonts_folder() -> Path:
    """Where the fonts stand: with the static files of the design, in a checkout as in an installation."""
    return TARGET / "fonts"


def _drawable(value: Any) -> Any:
    """The data with every text made of characters that the fonts can draw."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_drawable(one) for one in value]
    return value


def drawable(text: str) -> str:
    """A text in which what the fonts cannot draw is replaced, one mark for each thing a reader would have seen."""
    known = _glyphs()
    drawn: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if character in "\n\t":
            drawn.append(character)
        elif unicodedata.category(character) in _UNSEEN:
            continue
        elif ord(character) in known:
            drawn.append(character)
        elif unicodedata.category(character) == "Zs":
            drawn.append(" ")
        else:
            drawn.append(STAND_IN)
    return "".join(drawn)


_UNSEEN = ("Cc", "Cf", "Mn", "Me", "Cs", "Co", "Cn")
"""Control and joining characters and loose accents: nothing to see in themselves."""


@cache
def _glyphs() -> frozenset[int]:
    """The characters that every weight has."""
    folder = fonts_folder()
    coverage = [
        _coverage((folder / f"IBMPlexSans-{name}.ttf").read_bytes()) for name in TYPESET_FONTS
    ]
    return frozenset.intersection(*coverage)


def _coverage(font: bytes) -> frozenset[int]:
    """Which characters a TrueType font can draw, from its table of characters (cmap, format 4)."""
    at = _table(font, b"cmap")
    count = struct.unpack_from(">H", font, at + 2)[0]
    for one in range(count):
        offset = at + struct.unpack_from(">I", font, at + 4 + 8 * one + 4)[0]
        if struct.unpack_from(">H", font, offset)[0] == 4:
            return _segments(font, offset)
    return frozenset()


def _table(font: bytes, name: bytes) -> int:
    tables = struct.unpack_from(">H", font, 4)[0]
    for one in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * one)
        if tag == name:
            return int(offset)
    raise LookupError(f"the font has no table {name!r}")


def _segments(font: bytes, at: int) -> frozenset[int]:
    """The characters of a format 4 table, which lists them as ranges."""
    size = struct.unpack_from(">H", font, at + 6)[0]
    count = size // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + size)
    return frozenset(
        code
        for start, end in zip(starts, ends, strict=True)
        for code in range(start, end + 1)
        if code != 0xFFFF
    )
