"""Which characters the typesetter's fonts can draw, read from the font files' own tables of characters."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from pejl.design.assets import TARGET, TYPESET_FONTS
from pejl.design.typefaces import FALLBACKS, TYPEFACES

HOUSE = "IBM Plex Sans"
FAMILIES = (HOUSE, *(one.family for one in FALLBACKS))
"""In the order they are tried for each thing to draw."""


def font_folders() -> list[Path]:
    """Where the fonts stand: beside the design, in a checkout as in an installation."""
    return [TARGET / "fonts", TYPEFACES]


@cache
def covered() -> dict[str, frozenset[int]]:
    """The characters of each family; of the house's own only those that every weight has."""
    weights = [TARGET / "fonts" / f"IBMPlexSans-{name}.ttf" for name in TYPESET_FONTS]
    found = {HOUSE: frozenset.intersection(*(_characters(path.read_bytes()) for path in weights))}
    for one in FALLBACKS:
        found[one.family] = _characters(one.path.read_bytes())
    return found


def _characters(font: bytes) -> frozenset[int]:
    """What a TrueType font has in its table of characters (cmap), in the two formats that hold Unicode."""
    at = _table(font, b"cmap")
    found: set[int] = set()
    for one in range(struct.unpack_from(">H", font, at + 2)[0]):
        platform, _kind, offset = struct.unpack_from(">HHI", font, at + 4 + 8 * one)
        if platform not in _UNICODE:
            continue
        written_as = struct.unpack_from(">H", font, at + offset)[0]
        if written_as == 4:
            found |= _segments(font, at + offset)
        elif written_as == 12:
            found |= _groups(font, at + offset)
    return frozenset(found)


_UNICODE = (0, 3)
"""The platforms whose tables count in Unicode."""


def _table(font: bytes, name: bytes) -> int:
    tables = struct.unpack_from(">H", font, 4)[0]
    for one in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * one)
        if tag == name:
            return int(offset)
    raise LookupError(f"the font has no table {name!r}")


def _segments(font: bytes, at: int) -> set[int]:
    """The characters of a format 4 table, which lists them as ranges; some of a range may have no glyph."""
    size = struct.unpack_from(">H", font, at + 6)[0]
    count = size // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + size)
    shifts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * size)
    offsets_at = at + 16 + 3 * size
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    found: set[int] = set()
    for one, (start, end, shift, offset) in enumerate(
        zip(starts, ends, shifts, offsets, strict=True)
    ):
        for code in range(start, end + 1):
            if not offset:
                glyph = (code + shift) & 0xFFFF
            else:
                glyph = struct.unpack_from(
                    ">H", font, offsets_at + 2 * one + offset + 2 * (code - start)
                )[0]
            if glyph:
                found.add(code)
    return found - {0xFFFF}


def _groups(font: bytes, at: int) -> set[int]:
    """The characters of a format 12 table, which lists ranges beyond the first 65,536 too."""
    count = struct.unpack_from(">I", font, at + 12)[0]
    found: set[int] = set()
    for one in range(count):
        start, end, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * one)
        found.update(range(start, end + 1))
    return found
