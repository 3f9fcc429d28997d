"""How wide words are and where they break, for text in SVG, which no browser wraps. Pure functions.

Widths are those of IBM Plex Sans SemiBold in hundredths of the letter size; the regular weight is a little
narrower and the bold a little wider, which ``SLACK`` covers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

SLACK = 1.04
WIDEST = 96

_WIDTHS_OF = {
    24: " \u00a0",
    28: "'ij",
    30: "l’,.",
    32: "!:;",
    35: "()f·|",
    39: "tr",
    42: "-I/",
    49: '"?',
    52: "szcLvy“”",
    54: "Jgx«»",
    56: "aekoåéöä*_",
    40: "⁻⁰¹²³⁴⁵⁶⁷⁸⁹",
    60: "øhnuübdpqFTEZÉ–§0123456789+×",
    64: "SYCPV",
    67: "XBRAÅÄ#",
    69: "KDUÜ",
    72: "GOQØÖHN&",
    87: "Mwæ—…",
    89: "m",
    96: "WÆ%",
}
_WIDTHS = {letter: width for width, letters in _WIDTHS_OF.items() for letter in letters}

SOFT_HYPHEN = "\u00ad"
ELLIPSIS = "…"
MOST_LINES_IN_CIRCLE = 6
MOST_WORDS_IN_CIRCLE = 12

# "Produktivitets-forbedringer", "Udviklings-strategi": where Danish joins words with an s.
_JOINT = re.compile(r"(?<=[dgtnrlDGTNRL]s)(?=[bcdfghjklmnpqrstvwxz])")
# "bæ-re-dyg-tig": between two consonants that stand between vowels.
_SYLLABLE = re.compile(r"(?<=[aeiouyæøå][b-df-hj-np-tv-xz])(?=[b-df-hj-np-tv-xz][aeiouyæøå])", re.I)


_LONG_WORD = re.compile(r"\w{14,}")
# A number and its unit stay together: a space that does not break breaks no line.
_BREAKS = re.compile(r"[^\S\u00a0]+")


@dataclass(frozen=True)
class Lettering:
    """Lines of text at one letter size."""

    size: float
    lines: tuple[str, ...]

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return round(self.size * 1.28, 1)

    @property
    def height(self) -> float:
        """All lines together."""
        return self.leading * len(self.lines)


@lru_cache(maxsize=4096)
def width_of(text: str, size: float) -> float:
    """How wide the text becomes at this size; letters we have no width for count as wide ones."""
    hundredths = sum(_WIDTHS.get(letter, WIDEST) for letter in text if letter != SOFT_HYPHEN)
    return hundredths * size / 100 * SLACK


def wrap(text: str, width: float, size: float, indent: float = 0) -> tuple[str, ...]:
    """The text in lines no wider than ``width``, the first shorter by ``indent``; long words are divided."""
    return _fill(text, size, lambda line: width - (indent if line == 0 else 0))


def fit(
    text: str, width: float, sizes: Sequence[float], most_lines: int, indent: float = 0
) -> Lettering:
    """The text at the largest of ``sizes`` that needs few enough lines; cut with an ellipsis if none does."""
    for size in sizes:
        lines = wrap(text, width, size, indent)
        if len(lines) <= most_lines:
            return Lettering(size, lines)
    size = sizes[-1]
    lines = wrap(text, width, size, indent)[:most_lines]
    last = lines[-1]
    available = width - (indent if most_lines == 1 else 0)
    while last and width_of(last + ELLIPSIS, size) > available:
        last = last[:-1]
    return Lettering(size, (*lines[:-1], last.rstrip() + ELLIPSIS))


def fit_circle(text: str, radius: float, sizes: Sequence[float]) -> Lettering:
    """The text at the largest size at which its lines, centred, stay inside a circle.

    Words stay whole if any size allows it; else they are divided, and at last the text is cut.
    """
    for lines_at in (_even_lines, _divided_lines):
        for size in sizes:
            for count in range(1, MOST_LINES_IN_CIRCLE + 1):
                if lines := lines_at(text, radius, size, count):
                    return Lettering(size, lines)
    size = sizes[-1]
    count = max(1, int(radius / size))
    lines = _fill(text, size, lambda line: _chord(radius, size, count, line))[:count]
    return Lettering(size, (*lines[:-1], lines[-1][:-2].rstrip() + ELLIPSIS) if lines else ())


def softly(text: str) -> str:
    """The text with a soft hyphen at each joint of its long words, so that a narrow screen can divide them."""
    return _LONG_WORD.sub(lambda word: _JOINT.sub(SOFT_HYPHEN, word.group()), text)


def divide(word: str, width: float, size: float) -> tuple[str, str]:
    """A word in two where it may be divided: at a soft hyphen, a joint, a syllable, or anywhere at last."""
    own = [match.end() for match in re.finditer(f"[-/{SOFT_HYPHEN}]", word)]
    for places in (own, _places(_JOINT, word), _places(_SYLLABLE, word)):
        for place in reversed(places):
            head = word[:place]
            drawn = head if head[-1] in "-/" else head.rstrip(SOFT_HYPHEN) + "-"
            if 0 < place < len(word) and width_of(drawn, size) <= width:
                return drawn, word[place:]
    end = len(word) - 1
    while end > 1 and width_of(word[:end] + "-", size) > width:
        end -= 1
    return word[:end] + "-", word[end:]


def _places(pattern: re.Pattern[str], word: str) -> list[int]:
    return [
        m.start() for m in pattern.finditer(word) if m.start() >= 4 and len(word) - m.start() >= 4
    ]


def _chord(radius: float, size: float, count: int, line: int) -> float:
    """How wide the circle is where one of ``count`` centred lines stands."""
    middle = (min(line, count - 1) - (count - 1) / 2) * size * 1.28
    far = abs(middle) + size * 0.55
    return float(2 * max(radius * radius - far * far, 0) ** 0.5)


def _even_lines(text: str, radius: float, size: float, count: int) -> tuple[str, ...]:
    """Whole words in ``count`` lines that fit, of about the same width; nothing when they do not fit."""
    words = text.replace(SOFT_HYPHEN, "").split()
    if not count <= len(words) <= MOST_WORDS_IN_CIRCLE:
        return ()
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for breaks in combinations(range(1, len(words)), count - 1):
        edges = (0, *breaks, len(words))
        lines = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))
        widths = [width_of(line, size) for line in lines]
        if all(width <= _chord(radius, size, count, row) for row, width in enumerate(widths)):
            best = min(best, (max(widths), lines))
    return best[1]


def _divided_lines(text: str, radius: float, size: float, count: int) -> tuple[str, ...]:
    if _chord(radius, size, count, 0) < size * 4:
        return ()
    lines = _fill(text, size, lambda line: _chord(radius, size, count, line))
    return () if "" in lines or len(lines) > count else lines


def _fill(text: str, size: float, width_at: Callable[[int], float]) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    waiting = _BREAKS.sub(" ", text).strip(" ").split(" ")[::-1]
    while waiting:
        word = waiting.pop()
        width = width_at(len(lines))
        joined = f"{line} {word}" if line else word
        if width_of(joined, size) <= width:
            line = joined
        elif line:
            lines.append(line)
            line = ""
            waiting.append(word)
        elif width_of(word, size) <= width_at(len(lines) + 1) and width < width_at(len(lines) + 1):
            lines.append("")  # a shortened line that the word does not fit on is left to its number
            waiting.append(word)
        elif len(word) < 3:
            line = word
        else:
            head, tail = divide(word, width, size)
            lines.append(head)
            waiting.append(tail)
    return tuple(one.replace(SOFT_HYPHEN, "") for one in ([*lines, line] if line else lines))
