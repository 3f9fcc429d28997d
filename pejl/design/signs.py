"""Signs of state: each a word, a shape and a colour, so that none of the three has to carry it alone.

Every shape has its own outline and can be told from the others in black and white. A judgement that has grown
stale, and the lack of data, look like no judgement at all: hollow, broken outlines, never green.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Sign:
    """One state: what it is called and how it is drawn in a square of 16 by 16 (one path, even-odd filled)."""

    value: str
    word: str | Promise
    path: str


class UnknownState(ValueError):
    """A page asked for the sign of a state that has none."""


_CIRCLE = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z"

_SIGNS = (
    Sign(
        "draft",
        pgettext_lazy("state", "Draft"),
        "M2 2h3v2H4v1H2ZM7 2h3v2H7ZM12 2h2v3h-2ZM2 7h2v3H2ZM12 7h2v3h-2ZM2 12h2v2H2ZM6 12h3v2H6Z"
        "M11 12h3v2h-3Z",
    ),
    Sign(
        "adopted",
        pgettext_lazy("state", "Adopted"),
        "M3 1h10v14l-5-3.6L3 15ZM5.7 5.6 4.5 6.8l2.8 2.8 4.4-4.4L10.5 4 7.3 7.2Z",
    ),
    Sign("closed", pgettext_lazy("state", "Closed"), "M1 2h14v4H1ZM2 7h12v7H2ZM5.5 8.5v1.8h5V8.5Z"),
    Sign("on_course", pgettext_lazy("state", "On course"), _CIRCLE),
    Sign(
        "needs_attention",
        pgettext_lazy("state", "Needs attention"),
        "M8 1 15.6 15H.4ZM7.1 5.6v5h1.8v-5ZM7.1 11.7v1.8h1.8v-1.8Z",
    ),
    Sign(
        "off_course",
        pgettext_lazy("state", "Off course"),
        "M8 0l8 8-8 8-8-8ZM5.6 4.4 4.4 5.6 6.8 8l-2.4 2.4 1.2 1.2L8 9.2l2.4 2.4 1.2-1.2L9.2 8l2.4-2.4"
        "-1.2-1.2L8 6.8Z",
    ),
    Sign(
        "not_started",
        pgettext_lazy("state", "Not started"),
        _CIRCLE + "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z",
    ),
    Sign("paused", pgettext_lazy("state", "Paused"), "M2.5 1.5h4v13h-4ZM9.5 1.5h4v13h-4Z"),
    Sign(
        "done",
        pgettext_lazy("state", "Done"),
        "M1.6 7.2 0 9l5.6 5.6L16 3.6 14.2 2 5.6 11Z",
    ),
    Sign("stopped", pgettext_lazy("state", "Stopped"), "M1.5 1.5h13v13h-13Z"),
    Sign(
        "stale",
        pgettext_lazy("state", "Stale"),
        "M8 0a8 8 0 0 1 3.5.8l-.8 1.8A6 6 0 0 0 8 2ZM13.2 1.9A8 8 0 0 1 15.9 7l-2 .2a6 6 0 0 0-2-3.8Z"
        "M16 9a8 8 0 0 1-2.4 4.7l-1.4-1.4A6 6 0 0 0 14 8.8ZM12 15a8 8 0 0 1-5.3.9l.4-2a6 6 0 0 0 4-.7Z"
        "M5 15.4a8 8 0 0 1-4-3.6l1.8-1a6 6 0 0 0 3 2.8ZM.2 9.8a8 8 0 0 1 .8-5.4l1.8 1a6 6 0 0 0-.6 4Z"
        "M1.9 2.8A8 8 0 0 1 6.4.2l.4 2a6 6 0 0 0-3.4 2ZM7.2 4h1.6v3.6l2.6 1.5-.8 1.4-3.4-2Z",
    ),
    Sign(
        "no_data",
        pgettext_lazy("state", "No data"),
        "M1 7h3v2H1ZM6.5 7h3v2h-3ZM12 7h3v2h-3Z",
    ),
)
SIGNS = {sign.value: sign for sign in _SIGNS}


def sign_of(value: str) -> Sign:
    """The sign of a state; a state nobody has drawn is a fault in the program, not a blank on the page."""
    try:
        return SIGNS[str(value)]
    except KeyError:
        raise UnknownState(f"no sign is drawn for the state {value!r}") from None
