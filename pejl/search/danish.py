"""Danish order and Danish letters, the same on every database.

A register of names ends with Æ, Ø and Å, and "aa" is the old spelling of Å. PostgreSQL knows
this through ICU; SQLite knows only English. This file gives SQLite the same order (a collation
named `danish`) and lets it see that "ældre" and "ÆLDRE" are one word when searching with `LIKE`.
It follows ICU's rules for `da-DK`, so that a list looks alike wherever Pejl runs.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

COLLATION = "danish"

# ICU's order of the signs. Those that it takes apart (… is three points) are left out; signs not
# named here share one place, after the named ones and before money and digits.
_UNKNOWN_SIGN = "\U0010ffff"
_SIGNS = (
    "\t\n\x0b\x0c\r _-‐‒–—―,;:!¡?¿.·'‘’‚‛‹›\"“”„‟«»()[]{}‖§¶@*/\\&#%‰‱†‡•‣‧′‵‸※`´^¯¨¸"
    "°©®←→+±÷×<=>¬|¦~−⁄≈≤≥●✓" + _UNKNOWN_SIGN + "¤¢$£¥€0123456789"
)
_LETTERS = "abcdefghiıjklmnŋopqrstŧuvwxyzæøå"
_PRIMARY = {sign: chr(number) for number, sign in enumerate(_SIGNS + _LETTERS, start=1)}
_AFTER_ALL_LETTERS = 0x200

# Accents decide only between words that are otherwise equal; this is their order.
_MARKS = {
    mark: chr(number)
    for number, mark in enumerate(
        "\u0332\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304",
        start=0x20,
    )
}
_OTHER_MARK = "\x7f"
_PLAIN = "\x01"

# Letters that sort with others: (letter whose place it takes, how far behind it).
_BESIDE = {
    "a\u0308": ("æ", 1),
    "o\u0308": ("ø", 1),
    "o\u030b": ("ø", 2),
    "u\u0308": ("y", 1),
    "u\u030b": ("y", 2),
    "a\u030a": ("å", 0),
    "aa": ("å", 0),
    "đ": ("d", 1),
    "ð": ("d", 2),
    "ħ": ("h", 1),
    "ł": ("l", 1),
    "œ": ("oe", 1),
    "ß": ("ss", 1),
    "þ": ("th", 1),
}
# "aA" is two letters: no Danish name is written so, and ICU agrees.
_UNIT = re.compile("AA|Aa|aa|[aAoOuU]\u0308|[oOuU]\u030b|[aA]\u030a|.", re.DOTALL)

_UPPER, _MIXED, _LOWER = 0, 2, 4

Weight = tuple[str, str, int]


def _case(unit: str) -> int:
    if unit.isupper():
        return _UPPER
    return _MIXED if unit[0].isupper() else _LOWER


def _sign_or_letter(character: str, variant: int) -> Weight:
    """The weight of one character that has no parts."""
    if unicodedata.combining(character):
        return "", _MARKS.get(character, _OTHER_MARK), _LOWER + variant
    primary = _PRIMARY.get(character.lower())
    if primary is None:
        if character.isalnum():
            primary = chr(min(ord(character.lower()[0]) + _AFTER_ALL_LETTERS, 0x10FFFF))
        else:
            primary = _PRIMARY[_UNKNOWN_SIGN]
    return primary, _PLAIN, _case(character) + variant


def _letter_beside(unit: str) -> Iterator[Weight]:
    """The weights of a letter that sorts with others; "aa" is Å in another spelling."""
    places, behind = _BESIDE[unit.lower()]
    case = _case(unit) + (unit.lower() == "aa")
    for place in places[:-1]:
        yield _PRIMARY[place], _PLAIN, case
    yield _PRIMARY[places[-1]], chr(ord(_PLAIN) + behind), case


def _weights(unit: str) -> Iterator[Weight]:
    """What a letter or sign weighs: its place, its accent, its case."""
    if unit.lower() in _BESIDE:
        yield from _letter_beside(unit)
    elif unit in _PRIMARY:
        yield _sign_or_letter(unit, 0)
    elif unicodedata.category(unit) not in ("Cc", "Cf"):
        parts = unicodedata.normalize("NFKD", unit)
        for part in parts:
            yield _sign_or_letter(part, int(parts != unit))


@lru_cache(maxsize=50_000)
def danish_key(text: str) -> str:
    """A key that puts texts in Danish order: `sorted(names, key=danish_key)`.

    Places of the letters first, then accents, then capitals before small letters; texts that are
    equal in all of it stand in the order of their code points, so the order is always total.
    """
    weights = [
        weight
        for unit in _UNIT.findall(unicodedata.normalize("NFD", text))
        for weight in _weights(unit)
    ]
    levels = (
        "".join(primary for primary, _, _ in weights),
        "".join(secondary for _, secondary, _ in weights),
        "".join(chr(tertiary + 1) for _, _, tertiary in weights),
        text,
    )
    return "\0".join(levels)


def danish_compare(one: str, other: str) -> int:
    """-1, 0 or 1, as SQLite wants a collation to answer."""
    one_key, other_key = danish_key(one), danish_key(other)
    return (one_key > other_key) - (one_key < other_key)


Matcher = Callable[[str], bool]
_ANY_RUN = object()
_ANY_ONE = object()


def _pieces(pattern: str, escape: str | None) -> Iterator[object]:
    """The pattern's characters, its wildcards told apart from escaped ones."""
    characters = iter(pattern)
    for character in characters:
        if character == escape:
            yield next(characters, character)
        elif character == "%":
            yield _ANY_RUN
        elif character == "_":
            yield _ANY_ONE
        else:
            yield character


def _segments(pattern: str, escape: str | None) -> list[re.Pattern[str]]:
    """The stretches between the `%` signs, each of a fixed length."""
    stretches = [""]
    for piece in _pieces(pattern, escape):
        if piece is _ANY_RUN:
            stretches.append("")
        else:
            stretches[-1] += "." if piece is _ANY_ONE else re.escape(str(piece))
    return [re.compile(stretch, re.DOTALL) for stretch in stretches]


@lru_cache(maxsize=500)
def _matcher(pattern: str, escape: str | None) -> Matcher:
    """A test for one pattern. Stretches are found from left to right and never tried twice, so a
    hostile pattern (`%a%a%a%…`) costs no more than a long one."""
    first, *rest = _segments(pattern.upper(), escape)
    if not rest:
        return lambda value: first.fullmatch(value) is not None
    *middle, last = rest
    last = re.compile(f"{last.pattern}\\Z", re.DOTALL)

    def matches(value: str) -> bool:
        found = first.match(value)
        for stretch in middle:
            if found is None:
                return False
            found = stretch.search(value, found.end())
        return found is not None and last.search(value, found.end()) is not None

    return matches


def _as_text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def unicode_like(pattern: object, value: object, escape: str | None = None) -> bool | None:
    """SQL's LIKE without regard to case, also for æ, ø and å, as `icontains` on PostgreSQL."""
    if pattern is None or value is None:
        return None
    return _matcher(_as_text(pattern), escape)(_as_text(value).upper())


def prepare_connection(connection: sqlite3.Connection) -> None:
    """Teach one SQLite connection the Danish order and the Danish letters."""
    connection.create_collation(COLLATION, danish_compare)
    connection.create_function("like", 2, unicode_like, deterministic=True)
    connection.create_function("like", 3, unicode_like, deterministic=True)
