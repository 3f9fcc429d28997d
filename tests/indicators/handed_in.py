"""Files of figures handed in and read, as somebody in the strategy office does it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pejl.indicators import actions
from pejl.indicators.models import Import, Indicator
from pejl.indicators.queries.imports import preview_of
from tests import build


def stored_in(folder: Any) -> dict[str, Any]:
    """The settings of a store in a folder of the test's own."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder},
    }


def handed_in(indicator: Indicator, content: str | bytes, name: str = "tal.csv") -> Import:
    """A file that nothing was read of yet."""
    content = content.encode() if isinstance(content, str) else content
    return actions.begin_import(
        by=build.the_operator(indicator.municipality),
        indicator=indicator,
        file=SimpleUploadedFile(name, content),
    )


def chosen(batch: Import, *roles: str, reason: str = "", **more: Any) -> Import:
    """The import with its columns chosen: those named, or what Pejl proposes."""
    mapping = preview_of(batch).mapping.as_data() | more
    if roles:
        mapping["roles"] = list(roles)
    actions.choose_columns(
        by=build.the_operator(batch.municipality), batch=batch, version=batch.version,
        mapping=mapping, reason=reason,
    )  # fmt: skip
    return batch


def waiting(batch: Import, *roles: str, **more: Any) -> Import:
    """The import, waiting to be read."""
    chosen(batch, *roles, **more)
    by = build.the_operator(batch.municipality)
    actions.start_import(by=by, batch=batch, version=batch.version)
    return batch


def read(batch: Import, *roles: str, **more: Any) -> Import:
    """The import with all of it read."""
    by = build.the_operator(batch.municipality)
    return actions.read_in(by=by, batch=waiting(batch, *roles, **more))
