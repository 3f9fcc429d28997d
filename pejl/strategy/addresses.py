"""Parts of addresses that people read aloud: an objective's number and a day.

Importing this registers them, once, for every address file that uses them.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from django.urls import register_converter


class ObjectiveLabelConverter:
    """The number of an objective in an address: “2.3”."""

    regex = r"\d{1,2}\.\d{1,2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


class DateConverter:
    """A day in an address: “2014-06-30”. What is no day of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


@cache
def register() -> None:
    """Let addresses have these parts. Each room that does asks for it, and the first is enough."""
    register_converter(ObjectiveLabelConverter, "objective_label")
    register_converter(DateConverter, "date")
