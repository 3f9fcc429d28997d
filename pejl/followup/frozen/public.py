"""The public version of a round's record: exactly what stands here, and nothing else of it.

In it are the round and its days, the day it was signed; every focus area and objective with how it stands, and
what is the case with an objective; public initiatives with how they stand and what is the case; public indicators
with their figures. Not in it are names, causes, remedies, decisions and minutes, what the figures suggest
and why a judgement differs, what is wanted, initiatives and indicators that are not public, units, additions.
It is made by picking and not by leaving out, so that a field that comes later is internal until somebody says
otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pejl.followup.frozen.figures import Plain

INDICATOR = (
    "label", "title", "definition", "measured_in", "decimals", "latest", "path", "standing",
    "sentence", "is_example", "drawn",
)  # fmt: skip


def public_version(content: Plain) -> Plain:
    """From a record that was recalled: what everyone may read of it."""
    figures = {
        one["label"]: _picked(one, *INDICATOR) for one in content["figures"] if one["is_public"]
    }
    initiatives = [one for one in content["initiatives"] if one["is_public"]]
    areas = content["focus_areas"]
    aims = [aim for area in areas for aim in area["objectives"]]
    return {
        "municipality": _picked(content["municipality"], "name"),
        "strategy": _picked(content["strategy"], "title", "slug"),
        "round": _picked(content["round"], "title", "slug", "starts_on", "ends_on", "is_example"),
        "signed_on": content["signed"]["at"].date(),
        "words": content["words"],
        "focus_areas": [_area(area, initiatives, figures) for area in areas],
        "elsewhere": [_initiative(one) for one in initiatives if one in content["elsewhere"]],
        "stands": {"objectives": _stands(aims), "initiatives": _stands(initiatives)},
    }


def _picked(told: Plain, *names: str) -> Plain:
    return {name: told[name] for name in names}


def _area(area: Plain, initiatives: list[Plain], figures: dict[str, Plain]) -> Plain:
    return {
        **_picked(area, "label", "title", "is_example"),
        **_stand(area),
        "objectives": [
            {
                **_picked(aim, "label", "title", "is_example"),
                **_stand(aim),
                "fact": _fact(aim),
                "figures": [
                    figures[label] for label in aim["bearing"]["indicators"] if label in figures
                ],
            }
            for aim in area["objectives"]
        ],
        "initiatives": [
            _initiative(one) for one in initiatives if one["focus_area"] == area["label"]
        ],
    }


def _initiative(one: Plain) -> Plain:
    names = ("label", "title", "kind_word", "state_word", "objectives", "is_example")
    return {**_picked(one, *names), **_stand(one), "fact": _fact(one)}


def _stand(thing: Plain) -> Plain:
    """How it stood: stale outranks what was judged, and what nobody reported on has no judgement."""
    report = thing["report"]
    if report is None:
        return {"shown": "no_data", "shown_word": ""}
    return _picked(report, "shown", "shown_word")


def _fact(thing: Plain) -> Any:
    return thing["report"]["fact"] if thing["report"] else ""


def _stands(things: Iterable[Plain]) -> list[Plain]:
    counted = Counter((one["shown"], one["shown_word"]) for one in map(_stand, things))
    return [
        {"status": status, "word": word, "count": count}
        for (status, word), count in sorted(counted.items())
    ]
