"""One YAML file as a tree of values that know their lines, or the faults that keep it from being one.

Only what an editor needs is accepted: texts, numbers, true and false, lists, keys. Anchors, aliases and tags
are refused, because a few lines of them can unfold into gigabytes.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from pejl.exchange.faults import Fault, Path, quoted, written

LARGEST_FILE = 2_000_000
DEEPEST = 12
MOST_VALUES = 20_000


@dataclass
class Node:
    """A value in a file, and the line on which it begins."""

    line: int


@dataclass
class Scalar(Node):
    """A text as it was written; ``plain`` when without quotation marks, so that it can also be a number."""

    text: str
    plain: bool


@dataclass
class Listing(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass
class Mapping(Node):
    """Keys with values; ``lines`` says where each key stands."""

    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


class Unreadable(Exception):
    """The file cannot be read further; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_document(file: str, content: bytes) -> tuple[Node | None, list[Fault]]:
    """The tree of a file and the faults found in it. No tree when it cannot be read at all."""
    builder = _Builder(file)
    try:
        text = _as_text(file, content)
        for event in _events(file, text):
            builder.take(event)
    except Unreadable as stopped:
        return None, [*builder.faults, stopped.fault]
    if builder.root is None:
        return None, [Fault(file, 1, "", _("nothing"), _("filled in"))]
    return builder.root, builder.faults


def _as_text(file: str, content: bytes) -> str:
    """The file's text; refuses what is too large or not UTF-8, and says which byte."""
    if len(content) > LARGEST_FILE:
        size = f"{len(content) / 1_000_000:.1f} MB"
        raise Unreadable(Fault(file, None, "", size, _("at most 2 MB")))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(Fault(file, 1, "", _("text in UTF-16"), _("text in UTF-8")))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_encoding_fault(file, content, error)) from None


def _encoding_fault(file: str, content: bytes, error: UnicodeDecodeError) -> Fault:
    """Which byte is not UTF-8, and the letter that was probably meant."""
    at = error.start + len(content) - len(error.object)
    byte = content[at]
    letter = bytes([byte]).decode("cp1252", errors="replace")
    found = _("byte %(position)d, 0x%(byte)02X, which is “%(letter)s” in Windows-1252") % {
        "position": at + 1,
        "byte": byte,
        "letter": letter,
    }
    line = content.count(b"\n", 0, at) + 1
    return Fault(file, line, "", found, _("text in UTF-8"))


def _events(file: str, text: str) -> Iterator[Any]:
    """The parts of a YAML text in order; what YAML does not allow becomes a fault with its line."""
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        found = _("the invisible character U+%04X") % int(error.character)
        raise Unreadable(Fault(file, line, "", found, _("text without such characters"))) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Unreadable(_syntax_fault(file, line, str(error.problem))) from None
    except Exception as error:  # the parser lets a few of its own mistakes through, on hostile text
        raise Unreadable(_syntax_fault(file, 1, type(error).__name__)) from None


def _syntax_fault(file: str, line: int, problem: str) -> Fault:
    """The commonest slips in words an editor can act on; the parser's own words for the rest."""
    slips = {
        "mapping values are not allowed": _("a colon within a text that has no quotation marks"),
        "\\t": _("a tab; indent with spaces"),
        "while scanning a quoted scalar": _("a quotation mark that is never closed"),
        "found unexpected end of stream": _("a quotation mark that is never closed"),
        "expected <block end>": _("a line that is indented differently from those it belongs with"),
        "could not find expected ':'": _("a line without a colon after its key"),
    }
    found = next((slip for sign, slip in slips.items() if sign in problem), None)
    return Fault(file, line, "", found or f"“{problem[:120]}”", _("correct YAML"))


@dataclass
class _Open:
    """A list or mapping that is being filled, the way to it, and the key that waits for its value."""

    node: Listing | Mapping
    path: Path
    key: Scalar | None = None

    @property
    def next_path(self) -> Path:
        """The way to what comes next in it."""
        if isinstance(self.node, Listing):
            return (*self.path, len(self.node.items))
        return (*self.path, self.key.text[:40]) if self.key else self.path


class _Builder:
    """Puts the parts together to a tree; notes keys that stand twice, stops at what is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._open: list[_Open] = []
        self._count = 0

    def take(self, event: Any) -> None:
        """Add one part."""
        if isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
            self._refuse_cleverness(event)
            self._add(self._node(event))
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self._open.pop()
        elif isinstance(event, DocumentStartEvent) and self.root is not None:
            self._stop(event, _("a second document after “---”"), _("a single document"))

    def _refuse_cleverness(self, event: Any) -> None:
        self._count += 1
        if self._count > MOST_VALUES:
            limit = _("a file of at most %d values") % MOST_VALUES
            self._stop(event, _("more than that"), limit)
        if isinstance(event, AliasEvent) or event.anchor:
            found = _("an anchor or alias (& or *)")
            expected = _("a value of its own, in quotation marks if it begins with & or *")
            self._stop(event, found, expected)
        if event.tag and event.tag != "!":
            self._stop(event, quoted(event.tag), _("a value without a tag (!)"))

    def _stop(self, event: Any, found: str, expected: str) -> None:
        way = written(self._open[-1].next_path) if self._open else ""
        raise Unreadable(Fault(self.file, event.start_mark.line + 1, way, found, expected))

    def _node(self, event: Any) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, ScalarEvent):
            self._refuse_control_characters(event)
            return Scalar(line, event.value, plain=event.style is None)
        if len(self._open) >= DEEPEST:
            expected = _("at most %d levels of lists and keys") % DEEPEST
            self._stop(event, _("one more level"), expected)
        return Listing(line) if isinstance(event, SequenceStartEvent) else Mapping(line)

    def _refuse_control_characters(self, event: Any) -> None:
        """Characters that no text needs and a database refuses; they can be written as escapes."""
        for character in event.value:
            if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
                found = _("the invisible character U+%04X") % ord(character)
                self._stop(event, found, _("text without such characters"))

    def _add(self, node: Node) -> None:
        holder = self._open[-1] if self._open else None
        path: Path = ()
        if holder is None:
            self.root = node
        elif isinstance(holder.node, Mapping) and holder.key is None:
            holder.key = self._as_key(holder, node)
            return
        else:
            path = holder.next_path
            self._put(holder, node, path)
        if isinstance(node, (Listing, Mapping)):
            self._open.append(_Open(node, path))

    def _as_key(self, holder: _Open, node: Node) -> Scalar:
        """In a mapping every other part is a key."""
        if isinstance(node, Scalar):
            return node
        found = _("a list or keys with values")
        raise Unreadable(Fault(self.file, node.line, written(holder.path), found, _("a key")))

    def _put(self, holder: _Open, node: Node, path: Path) -> None:
        if isinstance(holder.node, Listing):
            holder.node.items.append(node)
            return
        key, holder.key = holder.key, None
        if key is None:
            return
        if key.text in holder.node.entries:
            expected = _("written once; line %d has it already") % holder.node.lines[key.text]
            self.faults.append(Fault(self.file, key.line, written(path), _("it again"), expected))
        else:
            holder.node.entries[key.text] = node
            holder.node.lines[key.text] = key.line
