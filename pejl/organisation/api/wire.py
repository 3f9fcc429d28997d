"""The shapes that every room's answers and requests share: bounded words, days, pages of a list."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

Item = TypeVar("Item")

LONGEST_TEXT = 20_000
LARGEST_PAGE = 200
NO_NUL = r"^[^\x00]*$"
"""PostgreSQL stores no NUL character, so none is taken."""
HAS_WORDS = r"^[^\x00]*[^\x00\s][^\x00]*$"
SLUG = r"^[-a-zA-Z0-9_]+$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL)]
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=200)
]


def _line_ends(text: str) -> str:
    """Line ends as the forms keep them, so that a save on the page later is not taken for a change."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


Markdown = Annotated[
    str,
    StringConstraints(pattern=NO_NUL, max_length=LONGEST_TEXT),
    AfterValidator(_line_ends),
]
Flag = StrictBool
Words = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=200)]


def _day(value: Any) -> Any:
    """A day is written year-month-day and in no other way."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_from_datetime_parsing", "not a day")
    return value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


def _id(value: Any) -> Any:
    """An id is written in the usual form with hyphens."""
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str) or not re.fullmatch(
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value
    ):
        raise PydanticCustomError("uuid_parsing", "not an id")
    return value


Id = Annotated[UUID, BeforeValidator(_id), WithJsonSchema({"type": "string", "format": "uuid"})]


def _whole(value: Any) -> Any:
    """A whole number, which JSON may also write as 2.0; no text and no truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticCustomError("int_type", "not a whole number")
    return value


WHOLE = BeforeValidator(_whole)
"""Comes after the bounds of a number, so that the description keeps them."""


def _email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise PydanticCustomError("email", "not an e-mail address") from None
    return value


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=NO_NUL),
    AfterValidator(_email),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]


class Submission(BaseModel):
    """What a program sends. A field that is not known is an error, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid")

    def fields(self) -> dict[str, Any]:
        """Only what was sent: what was left out stays as it is."""
        return self.model_dump(exclude_unset=True)


def optional(**limits: Any) -> Any:
    """A field that may be left out, and then changes nothing."""
    return Field(default_factory=lambda: None, **limits)


def new_id() -> Any:
    """A field for an id chosen by the sender."""
    return Field(
        default_factory=lambda: None,
        description="Choose the id yourself, and a request that is sent twice makes one thing.",
    )


class Slice(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="So many at most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="Skip so many first.")


class Page(Schema, Generic[Item]):
    """A part of a list, with the whole's length and the address of the next part."""

    items: list[Item]
    total: int = Field(description="How many there are in all.")
    limit: int
    offset: int
    next: str | None = Field(description="Where the list goes on; nothing on its last page.")


def paged(request: HttpRequest, found: QuerySet[Any] | list[Any], part: Slice) -> dict[str, Any]:
    """A page of what was found. Two SQL queries for a query set, none for a list."""
    total = len(found) if isinstance(found, list) else found.count()
    end = part.offset + part.limit
    return {
        "items": list(found[part.offset : end]),
        "total": total,
        "limit": part.limit,
        "offset": part.offset,
        "next": _next(request, part.limit, end) if end < total else None,
    }


def _next(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{request.path}?{query.urlencode()}"


Part = Query[Slice]
