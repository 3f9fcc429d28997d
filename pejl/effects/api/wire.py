"""Bounded words and figures that the submissions of this room share."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints

from pejl.organisation.api.wire import HAS_WORDS, NO_NUL, WHOLE, Markdown

LINE_ENDS: Any = get_args(Markdown)[-1]
"""Line ends as the forms keep them, for every text of several lines."""

Told400 = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=400)
]
Told300 = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=HAS_WORDS, min_length=1, max_length=300)
]
Line300 = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL, max_length=300)]
Note2000 = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=2000), LINE_ENDS]
Note4000 = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=4000), LINE_ENDS]
Note8000 = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=8000), LINE_ENDS]
Told2000 = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=2000), LINE_ENDS
]
Told4000 = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=4000), LINE_ENDS
]
Told8000 = Annotated[
    str, StringConstraints(pattern=HAS_WORDS, min_length=1, max_length=8000), LINE_ENDS
]

Change = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,14}(\.[0-9]{1,6})?$", max_length=22)]
"""A number as text: one in JSON loses digits on its way through some programs."""
Season = Annotated[int, Field(ge=0, le=53), WHOLE]
SeriesKey = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=200)]

StepKind = Literal["activity", "output", "outcome", "effect"]
Rests = Literal["none", "experience", "study", "strong"]
Standing = Literal["untried", "supported", "weakened", "rejected"]
Method = Literal["before_after", "interrupted", "difference", "synthetic", "synthetic_difference"]
Grade = Literal["none", "weak", "moderate", "strong"]
State = Literal["new", "decided", "changed", "no_change"]
Helped = Literal["unknown", "yes", "partly", "no"]
