"""How each role looks where no style sheet reaches; ``static/design/charts.css`` says the same for pages.

One hue with depth for the chart's own figures, a second and a third for comparison, grey for limits. No role
rests on its colour alone: lines differ in dash and weight, marks in shape, and words stand beside them. The
colours of lines and marks hold 3:1 on white, those of words 4.5:1.
"""

FONT = "IBM Plex Sans"
LETTER = 13
"""Size of letters in a drawing, in its own units; a phone shows both frames at close to their own size."""

_OWN, _SECOND, _THIRD = "#12436D", "#28A197", "#801650"
_DARK, _GREY = "#3D3D3D", "#8E8E8E"
_INK, _QUIET = "#1A1A1A", "#545454"


def _stroke(colour: str, width: float, dash: str = "") -> dict[str, str]:
    look = {"fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
    return look | ({"stroke-dasharray": dash} if dash else {}) | {"stroke-linejoin": "round"}


def _round(colour: str, width: float) -> dict[str, str]:
    return _stroke(colour, width) | {"stroke-linecap": "round"}


def _fill(colour: str, opacity: float = 1) -> dict[str, str]:
    return {"fill": colour} | ({"fill-opacity": f"{opacity:g}"} if opacity < 1 else {})


def _mark(colour: str) -> dict[str, str]:
    return {"fill": colour, "stroke": "#fff", "stroke-width": "1.2", "fill-rule": "evenodd"}


def _words(colour: str, weight: int = 400) -> dict[str, str]:
    bold = {"font-weight": str(weight)} if weight != 400 else {}
    return {"fill": colour, "font-size": str(LETTER), "font-family": FONT} | bold


def _over_lines(colour: str, weight: int = 400) -> dict[str, str]:
    """Words inside the plot, with a white edge where they cross a line."""
    halo = {"stroke": "#fff", "stroke-width": "3", "stroke-linejoin": "round"}
    return _words(colour, weight) | halo | {"paint-order": "stroke"}


ROLES: dict[str, dict[str, str]] = {
    # the ground
    "grid": _stroke("#E6E6E6", 1),
    "axis": _stroke(_GREY, 1),
    "zero": _stroke(_DARK, 1),
    "leader": _stroke(_GREY, 0.8),
    # what figures are held against
    "band": _fill("#F3F3F3"),
    "limit": _stroke(_GREY, 1.2, "2 3"),
    "limit-outer": _stroke(_GREY, 1.2),
    "mean": _stroke("#707070", 1.2),
    "target": _stroke(_DARK, 1.6, "7 4"),
    "target-mark": _mark(_DARK),
    "baseline": _mark("#707070"),
    "event": _stroke(_DARK, 1),
    "step": _stroke(_DARK, 1, "4 3"),
    # the figures
    "own": _round(_OWN, 2.2),
    "own-dots": _round(_OWN, 5.6),
    "own-area": _fill(_OWN),
    "other-area": _fill("#9DB4C8"),
    "interval": _stroke(_INK, 1.3),
    "interval-edge": _stroke("#fff", 3.3),
    "latest": _mark(_OWN),
    "fan": _fill(_OWN, 0.14),
    "forecast": _stroke(_OWN, 1.8, "2 4") | {"stroke-linecap": "round"},
    "forecast-mark": {"fill": "#fff", "stroke": _OWN, "stroke-width": "1.8"},
    "second": _stroke(_SECOND, 2, "8 3"),
    "third": _stroke(_THIRD, 1.8, "3 3"),
    "fourth": _stroke("#707070", 1.6, "9 3 2 3"),
    "gap": _fill(_SECOND, 0.2),
    "placebo": _stroke("#B8B8B8", 0.8),
    "placebo-dots": _round(_GREY, 5.6),
    "unit": {"fill": "#fff", "stroke": _OWN, "stroke-width": "1.5"},
    # signals and units that stand out
    "favourable": _mark(_OWN),
    "concerning": _mark("#D4500C"),
    "neither": _mark(_THIRD),
    # words
    "tick": _words(_QUIET),
    "quiet": _words(_QUIET),
    "name": _words(_INK),
    "name-own": _words(_OWN, 600),
    "name-second": _words("#1B6F68"),
    "name-third": _words(_THIRD),
    "name-fourth": _words(_QUIET),
    "over": _over_lines(_INK),
    "over-own": _over_lines(_OWN, 600),
}
