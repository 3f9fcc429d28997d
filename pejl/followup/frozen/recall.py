"""A record read back: days as days, figures beside the objectives they belong to. Nothing from live tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pejl.followup.canonical import NotCanonical, read
from pejl.followup.frozen.content import LANGUAGE
from pejl.followup.frozen.figures import Plain, chart_from
from pejl.organisation.vocabulary import term

WORDS = {
    "focus_area": ("focus_area", "singular"),
    "focus_areas": ("focus_area", "plural"),
    "objective": ("objective", "singular"),
    "objectives": ("objective", "plural"),
    "executive_group": ("executive_group", "definite"),
}
"""The municipality's own words that the pages of a record use, as they were."""


def recall(content: Plain) -> Plain:
    """The content of a round's record, made ready for a page."""
    told: Plain = dated(content)
    figures = {one["label"]: one | {"drawn": chart_from(one)} for one in told["indicators"]}
    areas = {area["label"] for area in told["focus_areas"]}
    for area in told["focus_areas"]:
        area["initiatives"] = [
            one for one in told["initiatives"] if one["focus_area"] == area["label"]
        ]
        for aim in area["objectives"]:
            aim["figures"] = [figures[label] for label in aim["bearing"]["indicators"]]
    told["elsewhere"] = [one for one in told["initiatives"] if one["focus_area"] not in areas]
    return told | {"figures": list(figures.values()), "words": _words(told)}


def _words(told: Plain) -> dict[str, str]:
    own = {LANGUAGE: told["municipality"]["words"]}
    return {name: term(own, *of) for name, of in WORDS.items()}


def dated(value: Any, name: str = "") -> Any:
    """The same with texts turned into days and moments where the name says so (``…_on``, ``…_at``)."""
    if isinstance(value, dict):
        return {key: dated(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [dated(one) for one in value]
    if isinstance(value, str) and (name == "on" or name.endswith("_on")):
        return date.fromisoformat(value)
    if isinstance(value, str) and (name == "at" or name.endswith("_at")):
        return datetime.fromisoformat(value)
    return value


def parts_of(text: str) -> dict[str, str]:
    """What an addition can be about: the number that people say of each part of a record, and its title.

    Nothing where the record was changed so that it cannot be read: an addition is then about the whole.
    """
    try:
        return dict(_parts(read(text)))
    except (KeyError, NotCanonical, TypeError):
        return {}


def _parts(content: Plain) -> Iterator[tuple[str, str]]:
    for area in content["focus_areas"]:
        yield area["label"], area["title"]
        for aim in area["objectives"]:
            yield aim["label"], aim["title"]
    for one in content["initiatives"]:
        yield one["label"], one["title"]
    for one in content["decisions"]:
        yield one["label"], one["text"][:80]
