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
    removed = added = ""
    opcodes = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    for tag, a_start, a_end, b_start, b_end in opcodes:
        gone, come = "".join(before[a_start:a_end]), "".join(after[b_start:b_end])
        # A lone space between two changes would chop a changed sentence into single words.
        if tag == "equal" and not (gone.isspace() and removed + added):
            yield from _change(removed, added)
            removed = added = ""
            yield Passage("same", gone)
        else:
            removed, added = removed + gone, added + come
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Passage]:
    if removed == added:
        if removed:
            yield Passage("same", removed)
        return
    if removed:
        yield Passage("removed", removed)
    if added:
        yield Passage("added", added)
