"""Every string that asks for a translation, read from the source without gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house.source import PACKAGE, calls, python_files, templates, tree

MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_MARKS = {"ngettext", "ngettext_lazy"}
CONTEXT_MARKS = {"pgettext", "pgettext_lazy"}
# Django writes a template's strings out as calls, for gettext to find.
CALL = re.compile(r"\b(n?p?gettext|_)\((?=[\"'u])")
STRING = re.compile(r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)

Message = tuple[str, str]
"""Context (or "") and the English text."""


def messages() -> dict[Message, Path]:
    """Each message with a file that uses it."""
    found: dict[Message, Path] = {}
    for path in python_files():
        found |= dict.fromkeys(_in_python(path), path)
    for path in [*templates(), *PACKAGE.rglob("templates/**/*.txt")]:
        found |= dict.fromkeys(_in_template(path), path)
    return found


def _in_python(path: Path) -> Iterator[Message]:
    for name, call in calls(tree(path)):
        mark = name.split(".")[-1]
        words = [part.value for part in call.args if isinstance(part, ast.Constant)]
        if mark in MARKS | PLURAL_MARKS and words:
            yield "", str(words[0])
        elif mark in CONTEXT_MARKS and len(words) > 1:
            yield str(words[0]), str(words[1])


def _in_template(path: Path) -> Iterator[Message]:
    code = templatize(path.read_text(encoding="utf-8"))
    for found in CALL.finditer(code):
        literals = list(_literals(code, found.end()))
        if "p" in found[1].removeprefix("n").removesuffix("gettext"):
            yield literals[0], literals[1]
        elif literals:
            yield "", literals[0]


def _literals(code: str, start: int) -> Iterator[str]:
    """The string arguments of the call whose bracket ends at ``start``."""
    while found := STRING.match(code, start):
        yield ast.literal_eval(found[1])
        separator = re.compile(r"\s*,\s*").match(code, found.end())
        if not separator:
            return
        start = separator.end()
