"""Whether a file's tree has the shape that its JSON Schema describes, and the entries it then holds.

The schema also decides how an unquoted value is read: ``slug: 2014`` is a text and ``number: 2`` a number,
without quotation marks in either.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker

from pejl.exchange.document import Listing, Mapping, Node, Scalar
from pejl.exchange.faults import Fault, Path, quoted, written

Schema = dict[str, Any]
SCHEMAS = FilePath(__file__).parent / "schema"
FILES = (
    "municipality",
    "units",
    "people",
    "strategy",
    "centre-strategies",
    "catalogue",
    "indicators",
    "effects",
    "followup",
)
"""The files of a folder, in the order in which they are read and reported."""

_NOTHING = ("", "~", "null")
_TRUTHS = {"true": True, "false": False}
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

formats = FormatChecker(formats=())


@formats.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return bool(_DAY.fullmatch(value) and date.fromisoformat(value))


@formats.checks("email", raises=ValidationError)
def _is_email(value: object) -> bool:
    if isinstance(value, str):
        validate_email(value)
    return True


@dataclass(frozen=True)
class Entry:
    """One thing in a file, such as an objective: its fields, its parts, and the lines they stand on.

    A field that was left out has no line; its value is then the schema's default.
    """

    file: str
    line: int
    path: Path = ()
    fields: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[Entry]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def fault(self, key: str, found: str, expected: str) -> Fault:
        """A fault in one of the fields; in the entry as a whole when the field is not written."""
        line = self.lines.get(key, self.line)
        return Fault(self.file, line, written((*self.path, key)), found, expected)


def words_of(text: str | None) -> list[str]:
    """A line such as “1.1, 4.2” as its words."""
    return [word.strip() for word in (text or "").split(",") if word.strip()]


@cache
def schema_for(name: str) -> Schema:
    """The JSON Schema of a file."""
    found: Schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def check(name: str, file: str, root: Node) -> tuple[Entry | None, list[Fault]]:
    """The entry that a file's tree holds, or every way in which it departs from the schema."""
    reading = _Reading(file, schema_for(name))
    value = reading.value(root, reading.schema, ())
    validator = Draft202012Validator(reading.schema, format_checker=formats)
    faults = [fault for error in validator.iter_errors(value) for fault in reading.faults(error)]
    if faults:
        return None, sorted(dict.fromkeys(faults), key=lambda fault: fault.line or 0)
    return reading.entry(value, reading.schema, ()), []


class _Reading:
    """Reads one tree by its schema, and remembers where each value stood and what was said of it."""

    def __init__(self, file: str, schema: Schema) -> None:
        self.file = file
        self.schema = schema
        self.lines: dict[Path, int] = {}
        self.schemas: dict[Path, Schema] = {}

    def resolved(self, schema: Schema) -> Schema:
        """A schema with what it refers to; what stands beside the reference wins."""
        if "$ref" not in schema:
            return schema
        target = self.schema["$defs"][schema["$ref"].rpartition("/")[2]]
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {**self.resolved(target), **beside}

    def value(self, node: Node, schema: Schema, path: Path) -> Any:
        """The plain value of a node, read as the schema says."""
        schema = self.resolved(schema)
        self.schemas[path] = schema
        self.lines.setdefault(path, node.line)
        if isinstance(node, Mapping):
            return dict(self._pairs(node, schema, path))
        if isinstance(node, Listing):
            items = schema.get("items", {})
            return [self.value(one, items, (*path, i)) for i, one in enumerate(node.items)]
        return _scalar(node, schema) if isinstance(node, Scalar) else None

    def _pairs(self, node: Mapping, schema: Schema, path: Path) -> Iterator[tuple[str, Any]]:
        """Keys with their values; a key that is not required and has no value counts as left out."""
        known = schema.get("properties", {})
        for key, child in node.entries.items():
            self.lines[*path, key] = node.lines[key]
            value = self.value(child, known.get(key, {}), (*path, key))
            if value is not None or key not in known or key in schema.get("required", ()):
                yield key, value

    def faults(self, error: Any) -> Iterator[Fault]:
        """What one departure from the schema means to the editor."""
        path: Path = tuple(error.absolute_path)
        schema = self.schemas[path]
        if error.validator == "additionalProperties":
            for key in sorted(set(error.instance) - set(schema["properties"])):
                expected = _known_key(key, list(schema["properties"]))
                yield self._fault((*path, key), _("a key that is not known"), expected)
        elif error.validator == "required":
            for key in sorted(set(schema["required"]) - set(error.instance)):
                expected = _expected(self.resolved(schema["properties"][key]))
                yield self._fault((*path, key), _("nothing"), expected)
        else:
            yield self._fault(path, quoted(error.instance), _expected(schema))

    def _fault(self, path: Path, found: str, expected: str) -> Fault:
        line = self.lines.get(path) or self.lines[path[:-1]]
        return Fault(self.file, line, written(path), found, expected)

    def entry(self, value: dict[str, Any], schema: Schema, path: Path) -> Entry:
        """The checked value as an entry: dates as dates, what is left out as the schema's default."""
        entry = Entry(self.file, self.lines[path], path)
        for key, raw in self.resolved(schema)["properties"].items():
            kind = self.resolved(raw)
            if key in value:
                entry.lines[key] = self.lines[*path, key]
            if kind.get("type") == "array":
                entry.parts[key] = [
                    self.entry(one, kind["items"], (*path, key, i))
                    for i, one in enumerate(value.get(key, []))
                ]
            elif key in value and kind.get("format") == "date":
                entry.fields[key] = date.fromisoformat(value[key])
            else:
                entry.fields[key] = value.get(key, kind.get("default"))
        return entry


def _scalar(node: Scalar, schema: Schema) -> Any:
    """A written value as what the schema expects there; as the text it is when it is not that."""
    text = node.text.strip()
    if node.plain and text in _NOTHING:
        return None
    if node.plain and schema.get("type") == "boolean":
        return _TRUTHS.get(text.lower(), text)
    if node.plain and schema.get("type") == "integer" and _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    return text


def _known_key(key: str, known: list[str]) -> str:
    """What stands where an unknown key was found: the key that was probably meant, or all of them."""
    close = difflib.get_close_matches(key, known, n=1)
    if close:
        return _("spelt “%(key)s”") % {"key": close[0]}
    return _("left out, or one of: %(keys)s") % {"keys": ", ".join(known)}


def _expected(schema: Schema) -> str:
    """What a schema asks for, in words for an editor."""
    if "enum" in schema:
        return _("one of: %(words)s") % {"words": ", ".join(schema["enum"])}
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]() % {"most": schema.get("maxLength", 0)}
    match schema.get("type"):
        case "integer":
            return _("a whole number from %(least)d to %(most)d") % {
                "least": schema["minimum"],
                "most": schema["maximum"],
            }
        case "boolean":
            return _("true or false")
        case "array":
            return _("a list of at most %(most)d, each beginning with a hyphen") % {
                "most": schema["maxItems"]
            }
        case "object":
            return _("keys with values, such as: %(keys)s") % {
                "keys": ", ".join(list(schema["properties"])[:3])
            }
    return _("a text of at most %(most)d characters") % {"most": schema["maxLength"]}


_FORMATS = {
    "cvr": lambda: _("eight digits"),
    "colour": lambda: _("a colour written as “#1A2B3C”, in quotation marks"),
    "date": lambda: _("a day written as 2014-01-31"),
    "dst-code": lambda: _("three digits"),
    "email": lambda: _("an e-mail address"),
    "line": lambda: _("a text on one line, of at most %(most)d characters"),
    "slug": lambda: _(
        "at most %(most)d small letters a–z, digits and hyphens, such as “sundhed-pleje”"
    ),
}
"""What each form of text looks like."""
