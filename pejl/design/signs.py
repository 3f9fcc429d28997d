"""Signs: each a word, a shape and a colour, so that none of the three has to carry it alone.

Besides states there are signs of a bearing: whether a series moved by more than chance, whether its target will be
met, and how far an effect is proven.

Every shape has its own outline and can be told from the others in black and white. A judgement that has grown
stale, and the lack of data, look like no judgement at all: hollow, broken outlines, never green.
"""

from collections.abc import Mapping
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

_TOO_EARLY = Sign(
    "too_early",
    pgettext_lazy("sign", "Too early to say"),
    "M2 0h12v2l-4.2 6L14 14v2H2v-2l4.2-6L2 2ZM4.6 2 8 6.8 11.4 2ZM8 9.2 4.6 14h6.8Z",
)
VARIATION = {
    sign.value: sign
    for sign in (
        Sign(
            "common",
            pgettext_lazy("variation", "Only chance variation"),
            "M0 8.4C1.6 4 3.4 3 5.2 3c3.6 0 4 7.6 6.2 7.6 1 0 1.9-1 2.7-3.2l1.9.8c-1.2 3-2.6 4.6-4.6 4.6"
            "C7.6 12.8 7 5.2 5 5.2c-.9 0-1.9 1-3 3.9Z",
        ),
        Sign(
            "improving",
            pgettext_lazy("variation", "Improvement"),
            _CIRCLE + "M7 4h2v3h3v2H9v3H7V9H4V7h3Z",
        ),
        Sign(
            "concerning",
            pgettext_lazy("variation", "Deterioration"),
            "M5 0h6l5 5v6l-5 5H5l-5-5V5ZM7 3.2v6h2v-6ZM7 10.8v2h2v-2Z",
        ),
        Sign(
            "neither",
            pgettext_lazy("variation", "A change, neither better nor worse"),
            "M10.5.5 16 5l-5.5 4.5V6.2H0V3.8h10.5ZM5.5 6.8v3.3H16v2.4H5.5v3.3L0 11.3Z",
        ),
        _TOO_EARLY,
    )
}
"""Whether what moved in a series is more than noise, and which way."""

ASSURANCE = {
    sign.value: sign
    for sign in (
        Sign(
            "met",
            pgettext_lazy("assurance", "The target is met every time"),
            "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 4.5a3.5 3.5 0 1 0 0 7"
            "A3.5 3.5 0 0 0 8 4.5Z",
        ),
        Sign(
            "missed",
            pgettext_lazy("assurance", "The target is missed every time"),
            "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM8 2a6 6 0 0 1 3.5 1.1L3.1 11.5A6 6 0 0 1 8 2ZM12.9 4.5"
            "A6 6 0 0 1 4.5 12.9Z",
        ),
        Sign(
            "hit_and_miss",
            pgettext_lazy("assurance", "The target is met now and then"),
            "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM8 2a6 6 0 0 1 0 12Z",
        ),
        _TOO_EARLY,
    )
}
"""Whether a target will be met by the process as it runs."""

_BARS = ("M1 10h4v6H1Z", "M6 5h4v11H6Z", "M11 0h4v16h-4Z")
_HOLLOWS = ("M2.2 11.2h1.6v3.6H2.2Z", "M7.2 6.2h1.6v8.6H7.2Z", "M12.2 1.2h1.6v13.6h-1.6Z")


def _bars(filled: int) -> str:
    """Three bars of which so many are full."""
    return "".join(_BARS) + "".join(_HOLLOWS[filled:])


EVIDENCE = {
    sign.value: sign
    for sign in (
        Sign("none", pgettext_lazy("evidence", "No comparison"), _bars(0)),
        Sign("weak", pgettext_lazy("evidence", "Weak evidence"), _bars(1)),
        Sign("moderate", pgettext_lazy("evidence", "Moderate evidence"), _bars(2)),
        Sign("strong", pgettext_lazy("evidence", "Strong evidence"), _bars(3)),
    )
}
"""How far one may conclude that an effect came of what was done."""


def sign_of(value: str, among: Mapping[str, Sign] = SIGNS) -> Sign:
    """The sign of a state; a state nobody has drawn is a fault in the program, not a blank on the page."""
    try:
        return among[str(value)]
    except KeyError:
        raise UnknownState(f"no sign is drawn for the state {value!r}") from None
