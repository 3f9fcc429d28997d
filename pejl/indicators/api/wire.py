"""Bounded words and numbers that the requests of this room share."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints

from pejl.organisation.api.wire import HAS_WORDS, NO_NUL, WHOLE, Markdown

LINE_ENDS: Any = get_args(Markdown)[-1]
"""Line ends as the forms keep them, for every text of several lines."""

Line40 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=40)]
Line60 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=60)]
Line100 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=100)]
SheetName = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=100)]
Line400 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=400)]
Note1000 = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=1000), LINE_ENDS]
Note4000 = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=4000), LINE_ENDS]
Told1000 = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=1000), LINE_ENDS
]
Told2000 = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=2000), LINE_ENDS
]
SharedKey = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)]

Figure = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,14}(\.[0-9]{1,6})?$", max_length=22)]
"""A number as text: one in JSON loses digits on its way through some programs."""
NotBelowNought = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{1,14}(\.[0-9]{1,6})?$", max_length=21)
]
ValueId = Annotated[int, Field(ge=1, le=9_000_000_000_000_000)]
Number = Annotated[int, Field(ge=1, le=1_000_000_000)]
Per = Annotated[int, Field(ge=1, le=1_000_000), WHOLE]
Decimals = Annotated[int, Field(ge=0, le=4), WHOLE]

Kind = Literal["number", "share", "rate", "mean", "amount"]
Level = Literal["activity", "output", "outcome", "effect"]
Direction = Literal["higher", "lower", "neutral"]
Frequency = Literal["year", "half", "quarter", "month", "week", "irregular"]
Source = Literal["entered", "imported", "computed"]
ByHand = Literal["entered", "imported"]
State = Literal[
    "done", "on_course", "needs_attention", "off_course", "stale", "no_data", "no_target"
]
ImportState = Literal["draft", "waiting", "reading", "done", "stopped", "failed"]
Role = Literal[
    "period", "value", "periods_value", "numerator", "denominator", "unit", "dimension", "comment",
    "ignored",
]  # fmt: skip


WebAddress = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^(https?:/{2}[^\s\x00/?#][^\s\x00]*)?$", max_length=500
    ),
]


def as_text(number: Decimal | None) -> str | None:
    """A number as it is told: exact, without needless noughts."""
    return None if number is None else f"{number.normalize():f}"


Told = Annotated[
    str, BeforeValidator(lambda number: as_text(number) if isinstance(number, Decimal) else number)
]
"""A number in an answer, as text."""
