"""What is wrong in a folder: where, what was found, and what was expected, as one sentence an editor can use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

Path = tuple[str | int, ...]
"""The way to a value: keys, and positions in lists counted from 0."""

LONGEST_QUOTE = 60
"""Characters of a wrong value that a message shows."""


@dataclass(frozen=True)
class Fault:
    """One thing to put right, in the reader's language. ``line`` is missing when the whole file is.

    Where an action refused, ``expected`` holds its whole sentence and nothing is said to be found.
    """

    file: str
    line: int | None
    path: str
    found: str
    expected: str

    @property
    def name(self) -> str:
        """The key that is wrong, without the way to it."""
        return self.path.rpartition(".")[2] or _("the file")

    @property
    def message(self) -> str:
        """What is wrong, without where."""
        if not self.found:
            return self.expected
        words = {"name": self.name, "expected": self.expected, "found": self.found}
        return _("%(name)s must be %(expected)s; found %(found)s") % words

    def __str__(self) -> str:
        """The fault as its user reads it: file, line, and what is wrong there."""
        words = {"file": self.file, "line": self.line, "message": self.message}
        if self.line is None:
            return _("%(file)s: %(message)s") % words
        return _("%(file)s, line %(line)d: %(message)s") % words


def written(path: Path) -> str:
    """A way as people write it, positions counted from 1: ``focus_areas[2].objectives[1].number``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else "." + " ".join(step.split())[:40]
    return text.removeprefix(".")


def quoted(value: object) -> str:
    """A wrong value as a message shows it: short, on one line, in quotation marks."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, dict):
        return _("keys with values")
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    if len(text) > LONGEST_QUOTE:
        beginning = text[:LONGEST_QUOTE].rstrip()
        return _("a text of %(count)d characters that begins “%(beginning)s”") % {
            "count": len(str(value)),
            "beginning": beginning,
        }
    return f"“{text}”"
