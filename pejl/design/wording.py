"""Which words changed between two versions of a text, as pure functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOO_LONG = 3000
"""Words beyond which whole lines are compared: word by word would take seconds."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Passage:
    """A stretch of text that both versions have, or only the old, or only the new."""

    kind: Literal["same", "removed", "added"]
    text: str


def changed_words(old: str, new: str) -> list[Passage]:
    """The passages in reading order, each removal before what replaced it.

    Joining what is same or removed gives the old text back letter by letter; same or added gives the new.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > TOO_LONG:
        before, after = _LINES.findall(old), _LINES.findall(new)
    return list(_passages(before, after))


def _passages(before: list[str], after: list[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if tag == "equal":
            yield Passage("same", "".join(before[a_start:a_end]))
            continue
        if a_start < a_end:
            yield Passage("removed", "".join(before[a_start:a_end]))
        if b_start < b_end:
            yield Passage("added", "".join(after[b_start:b_end]))
