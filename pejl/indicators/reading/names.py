"""Names as they are compared: a centre is meant however it is spaced and capitalised."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

Named = Mapping[str, Any] | Collection[tuple[str, Any]]
"""Things by name; as pairs where two things may have the same name."""


def plain_name(name: str) -> str:
    """A name in lower case and with single spaces, its letters composed alike on all machines."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def by_plain_name(named: Named) -> dict[str, list[Any]]:
    """What each name may mean: one thing under two spellings is one, two things under one name are two."""
    found: dict[str, list[Any]] = {}
    for name, thing in named.items() if isinstance(named, Mapping) else named:
        meant = found.setdefault(plain_name(name), [])
        if thing not in meant:
            meant.append(thing)
    return found
