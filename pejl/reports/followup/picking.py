"""Narrowing what a round says to one focus area or one unit, before anything of it is put into words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

Plain = dict[str, Any]


def of_focus_area(content: Plain, label: str) -> Plain:
    """Only one focus area, with what was decided and said about what is in it."""
    areas = [one for one in content["focus_areas"] if one["label"] == label]
    return _about(content | {"focus_areas": areas, "elsewhere": []}, _labels(areas, []))


def of_unit(content: Plain, names: Collection[str]) -> Plain:
    """Only what a unit, or one below it, reported on: objectives, initiatives, and the focus areas they are in."""
    areas = [_narrowed(area, names) for area in content["focus_areas"]]
    areas = [one for one in areas if one["objectives"] or one["initiatives"] or _is_of(one, names)]
    elsewhere = [one for one in content["elsewhere"] if _is_of(one, names)]
    labels = _labels(areas, elsewhere) - {
        area["label"] for area in areas if not _is_of(area, names)
    }
    return _about(content | {"focus_areas": areas, "elsewhere": elsewhere}, labels)


def units_in(content: Plain) -> list[str]:
    """The units that owed reports or carry initiatives in the round, by name."""
    carried = {one["unit"] for one in content["initiatives"] if one["unit"]}
    return sorted(carried | {one["name"] for one in content["units"] if one["reports"]})


def _narrowed(area: Plain, names: Collection[str]) -> Plain:
    """A focus area with the unit's own initiatives, and the objectives that it answers for or that they serve."""
    initiatives = [one for one in area["initiatives"] if _is_of(one, names)]
    served = {label for one in initiatives for label in one["objectives"]}
    aims = [one for one in area["objectives"] if one["label"] in served or _is_of(one, names)]
    return area | {"initiatives": initiatives, "objectives": aims}


def _is_of(thing: Plain, names: Collection[str]) -> bool:
    told = thing["report"] or {}
    return thing.get("unit") in names or told.get("unit") in names


def _labels(areas: list[Plain], elsewhere: list[Plain]) -> set[str]:
    """The numbers that people say of everything that is left."""
    things = [*areas, *elsewhere]
    for area in areas:
        things += [*area["objectives"], *area["initiatives"]]
    return {one["label"] for one in things}


def _about(content: Plain, labels: set[str]) -> Plain:
    """What was decided and said about things with these numbers."""
    meetings = [
        meeting | {"points": [one for one in meeting["points"] if _names(one, labels)]}
        for meeting in content["meetings"]
    ]
    return content | {
        "decisions": [one for one in content["decisions"] if _names(one, labels)],
        "meetings": [one for one in meetings if one["points"]],
    }


def _names(one: Plain, labels: set[str]) -> bool:
    return one["about"] is not None and one["about"]["label"] in labels
