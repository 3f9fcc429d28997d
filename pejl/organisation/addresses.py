"""The short names in addresses: “Center for Børn & Unge” stands at ``center-for-boern-unge``."""

from __future__ import annotations

from django.utils.text import slugify

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def address_of(name: str, longest: int = 60) -> str:
    """A name as an address writes it, with the Danish letters spelled out."""
    return slugify(name.translate(_DANISH))[:longest].strip("-")
