"""Bounded words, counts and amounts that the submissions of this room share."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import Field, StringConstraints

from pejl.organisation.api.wire import HAS_WORDS, NO_NUL, WHOLE, Markdown

LINE_ENDS: Any = get_args(Markdown)[-1]
"""Line ends as the forms keep them, for every text of several lines."""

Line120 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=120)]
Line200 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=200)]
Line300 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=300)]
Line400 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=400)]
Told400 = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=400)
]
"""Up to 400 characters that say something."""
Question = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=300)
]
Summary = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=2000), LINE_ENDS]
Reason = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=2000), LINE_ENDS
]
Note = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=4000), LINE_ENDS]
ToldNote = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=4000), LINE_ENDS
]
"""Up to 4000 characters that say something."""

Count = Annotated[int, Field(ge=0, le=1_000_000), WHOLE]
Number = Annotated[int, Field(ge=1, le=1_000_000_000)]
"""A number that people say aloud, as it stands in an address."""
Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}(\.[0-9]{1,2})?$", max_length=13)]
"""Kroner as text, as they are told: a number in JSON loses øre on its way through some programs."""
