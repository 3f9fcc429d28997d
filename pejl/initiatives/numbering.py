"""The numbers that people say aloud: they count within a municipality."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from pejl.organisation.models import Municipality


def next_number(model: Any, municipality: Municipality) -> int:
    found = model._default_manager.filter(municipality=municipality)
    return int(found.aggregate(last=Max("number"))["last"] or 0) + 1
