"""A municipality's one accent colour, made safe to read against whatever it chose."""

import re

INK = "#1a1a1a"
WHITE = "#ffffff"
READABLE = 4.5
"""Contrast that WCAG 2.2 AA asks of text."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(first: str, second: str) -> float:
    """How clearly two colours stand apart, from 1 (the same) to 21 (black on white), as WCAG counts it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on_white(colour: str) -> str:
    """The colour itself, or the nearest darker shade of it that can be read on white."""
    red, green, blue = _channels(colour)
    for step in range(100, -1, -2):
        shade = "#" + "".join(f"{channel * step // 100:02x}" for channel in (red, green, blue))
        if contrast(shade, WHITE) >= READABLE:
            return shade
    return INK


def theme_stylesheet(accent: str) -> str:
    """The few lines of CSS that give every page a municipality's accent; empty when it has no valid colour."""
    if not _HEX.fullmatch(accent or ""):
        return ""
    return (
        f":root {{ --accent: {accent.lower()}; --accent-strong: {readable_on_white(accent)}; }}\n"
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
