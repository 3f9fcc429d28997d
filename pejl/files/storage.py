"""Where files are kept: under their own digest, a folder a municipality, in Django's default storage.

A name from outside never becomes a path. The same file handed in twice is kept once, but never shared between
municipalities.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from pejl.files.checking import CheckedFile

_STORED_AS = re.compile(r"[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f]{64}")


def store(checked: CheckedFile, municipality_id: UUID) -> str:
    """Keep a checked file; gives the name under which ``open_stored`` finds it.

    Harmless when the transaction around it is undone: nothing refers to the file then, and the next one to hand
    it in finds it there.
    """
    digest = checked.digest
    stored_as = f"{municipality_id}/{digest[:2]}/{digest}"
    if _is_whole(stored_as, checked.size):
        return stored_as
    default_storage.delete(stored_as)  # begun by somebody who did not come to the end
    written = default_storage.save(stored_as, ContentFile(checked.content))
    if written != stored_as:  # somebody else was quicker with the same content
        default_storage.delete(written)
    return stored_as


def open_stored(stored_as: str) -> File[Any]:
    """A kept file, to read from. ``FileNotFoundError`` when there is none under that name."""
    if not _STORED_AS.fullmatch(stored_as):
        raise FileNotFoundError(stored_as)
    return default_storage.open(stored_as, "rb")


def _is_whole(stored_as: str, size: int) -> bool:
    return default_storage.exists(stored_as) and default_storage.size(stored_as) == size
