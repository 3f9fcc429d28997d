"""What a file is called when somebody downloads it: readable, and harmless on every computer."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext

LONGEST_NAME = 150
MOST_BYTES = 240
"""File systems count bytes (255), and a letter such as å takes two, an emoji four."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control characters, marks that turn the direction of writing, and what no font has."""
_FORBIDDEN = re.compile(r'[<>:"|?*%;]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.I)
"""What Windows takes for a device, whatever follows the point."""


def safe_name(name: str, endings: tuple[str, ...]) -> str:
    """The name without paths and tricks, ending in one of the endings that its content has.

    A wrong ending is kept in the middle, so that nobody wonders: ``invoice.exe`` that is a PDF becomes
    ``invoice.exe.pdf``. The ending of another kind of picture is replaced, as pictures are painted anew.
    """
    stem, ending = _parted(_readable(name), endings)
    stem = stem.strip(" .") or gettext("file")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return _shortened(stem, ending) + ending


def _readable(name: str) -> str:
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    spaced = re.sub(r"\s+", " ", last)
    visible = "".join(one for one in spaced if unicodedata.category(one) not in _INVISIBLE)
    together = re.sub(r" +", " ", visible)  # what is taken out may leave two spaces side by side
    return _FORBIDDEN.sub("-", together).strip(" .")


def _parted(name: str, endings: tuple[str, ...]) -> tuple[str, str]:
    stem, point, ending = name.rpartition(".")
    if point and f".{ending.lower()}" in endings:
        return stem, f".{ending.lower()}"
    return name, endings[0]


def _shortened(stem: str, ending: str) -> str:
    stem = stem[: LONGEST_NAME - len(ending)]
    while len((stem + ending).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .")
