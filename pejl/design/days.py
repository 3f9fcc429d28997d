"""A day as one writes it in running text."""

from __future__ import annotations

import datetime as dt

from django.utils import formats
from django.utils.translation import get_language


def written_day(day: dt.date) -> str:
    """“23. november 2026”, “23 November 2026”. Django's English is American, which readers here do not expect."""
    is_danish = (get_language() or "").startswith("da")
    return formats.date_format(day, "j. F Y" if is_danish else "j F Y")
