"""Set a template of ours as PDF. Texts reach it as data and never as markup, so that they stay only text."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils import timezone

from pejl.reports.characters import drawable, drawable_picture
from pejl.reports.coverage import FAMILIES, font_folders

TEMPLATES = Path(__file__).resolve().parent / "typst"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""An archive takes the one, a screen reader the other."""


def set_as_pdf(template: str, data: dict[str, Any], at: datetime | None = None) -> bytes:
    """The template filled with the data, as PDF/A-2a and PDF/UA-1."""
    pdf: bytes = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        sys_inputs={
            "data": json.dumps(_drawable(data), ensure_ascii=False),
            "fonts": json.dumps(FAMILIES),
        },
        pdf_standards=[*STANDARDS],
        timestamp=int((at or timezone.now()).timestamp()),
    )
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others, so that a report looks the same wherever it is set; looked through once."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )


def _drawable(value: Any) -> Any:
    """The data with every text made of characters that the fonts can draw; drawings stand under ``svg``."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {
            key: drawable_picture(one) if key == "svg" else _drawable(one)
            for key, one in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_drawable(one) for one in value]
    return value
