"""A file of figures as it may be kept: any text that is a table, also as Danish Windows or Excel write it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from pejl.files import office
from pejl.files.checking import CheckedFile, check
from pejl.files.names import safe_name
from pejl.files.refusals import FileIsEmpty, FileIsTooLarge
from pejl.files.scanner import require_clean
from pejl.indicators.reading.tables import open_table

MEGABYTE = 1024 * 1024


def figures_file(file: Any) -> CheckedFile:
    """What was handed in, checked; a ``Refusal`` when it is no table of figures, or no file to keep."""
    content = _within_limit(file)
    if content.startswith(office.BEGINNING):
        return check(content, file.name)
    open_table(content)
    require_clean(content)
    return CheckedFile(
        safe_name(file.name, (".csv", ".txt", ".json", ".tsv")), _kind_of(content), content
    )


def _within_limit(file: Any) -> bytes:
    most = settings.PEJL_LARGEST_FILE_MB * MEGABYTE
    content: bytes = file.read(most + 1)
    if len(content) > most:
        raise FileIsTooLarge(settings.PEJL_LARGEST_FILE_MB)
    if not content:
        raise FileIsEmpty()
    return content


def _kind_of(content: bytes) -> str:
    """What is not UTF-8 is said to be bytes, since a stated character set would be wrong."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain" if text.lstrip().startswith("{") else "text/csv"
