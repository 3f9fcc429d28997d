"""Texts that people wrote (Markdown), as the paragraphs and points that paper and office programs set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, of which the files of office programs are made."""


def clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a point of a list. ``mark`` is what stands before a point: “•” or its number."""

    text: str
    mark: str = ""
    is_heading: bool = False


@lru_cache(maxsize=2048)
def blocks(text: str) -> tuple[Block, ...]:
    """The text in the order it was written: its words, without its marks. A row of a table is a paragraph."""
    reading = _Reading()
    for token in _PARSER.parse(text or ""):
        reading.take(token)
    return tuple(reading.found)


class _Reading:
    """Where one is in a text while it is read from its beginning."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.numbers: list[int] = []
        """For each list that is open: the number of its next point, or 0 where points have no numbers."""
        self.mark = ""
        self.is_heading = False
        self.row: list[str] | None = None

    def take(self, token: Token) -> None:
        if token.type in {"inline", "fence", "code_block"}:
            self._words(_words(token))
        elif meaning := getattr(self, f"_{token.type}", None):
            meaning(token)

    def _words(self, words: str) -> None:
        if self.row is not None:
            self.row.append(words)
        elif words:
            self.found.append(Block(words, self.mark, self.is_heading))
            self.mark = ""

    def _bullet_list_open(self, _token: Token) -> None:
        self.numbers.append(0)

    def _ordered_list_open(self, token: Token) -> None:
        self.numbers.append(int(token.attrGet("start") or 1))

    def _list_item_open(self, _token: Token) -> None:
        number = self.numbers[-1]
        self.mark = f"{number}." if number else "•"
        self.numbers[-1] += 1 if number else 0

    def _bullet_list_close(self, _token: Token) -> None:
        self.numbers.pop()

    _ordered_list_close = _bullet_list_close

    def _heading_open(self, _token: Token) -> None:
        self.is_heading = True

    def _heading_close(self, _token: Token) -> None:
        self.is_heading = False

    def _tr_open(self, _token: Token) -> None:
        self.row = []

    def _tr_close(self, _token: Token) -> None:
        row, self.row = self.row or [], None
        self._words(" · ".join(filter(None, row)))


def _words(token: Token) -> str:
    """The words of a paragraph; a line break where its writer set one."""
    if token.type != "inline":
        return token.content.strip()
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(one.type, one.content) for one in token.children or []).strip()
