"""Two signed rounds beside each other: what stands otherwise, what is said otherwise, the figures then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Plain = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """One text of a report, as it was and as it is."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class Changed:
    """An objective, focus area or initiative whose report says something else than the time before."""

    label: str
    title: str
    then: str
    now: str
    """How it stood, as states; “no_data” where there was no report."""
    texts: tuple[Text, ...]

    @property
    def stands_otherwise(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True)
class FigureThenAndNow:
    """One indicator's latest value in each round; empty where the round did not have it."""

    label: str
    title: str
    then: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """What is otherwise in the later round."""

    then: Plain
    now: Plain
    changed: tuple[Changed, ...]
    unchanged: int
    came: tuple[Plain, ...]
    went: tuple[Plain, ...]
    figures: tuple[FigureThenAndNow, ...]

    @property
    def heads(self) -> list[str]:
        """Over the table of figures: the two rounds by their titles."""
        return [_("Indicator"), self.then["round"]["title"], self.now["round"]["title"]]


def compare(then: Plain, now: Plain) -> Comparison:
    """From two records that were recalled. Things are known by their key, for numbers and titles may change."""
    before, after = _things(then), _things(now)
    both = [_changed(before[key], after[key]) for key in after if key in before]
    changed = tuple(one for one in both if one.stands_otherwise or one.texts)
    return Comparison(
        then=then,
        now=now,
        changed=changed,
        unchanged=len(both) - len(changed),
        came=tuple(one for key, one in after.items() if key not in before),
        went=tuple(one for key, one in before.items() if key not in after),
        figures=tuple(_figures(then, now)),
    )


def _things(content: Plain) -> dict[str, Plain]:
    """Everything that is reported on: each focus area, its objectives, and at the end the initiatives."""
    found: dict[str, Plain] = {}
    for area in content["focus_areas"]:
        found[area["id"]] = area
        found |= {aim["id"]: aim for aim in area["objectives"]}
    return found | {one["id"]: one for one in content["initiatives"]}


def _changed(before: Plain, after: Plain) -> Changed:
    then, now = before["report"] or {}, after["report"] or {}
    return Changed(
        label=after["label"],
        title=after["title"],
        then=then.get("shown", "no_data"),
        now=now.get("shown", "no_data"),
        texts=tuple(_texts(then, now)),
    )


def _texts(then: Plain, now: Plain) -> Iterator[Text]:
    labels = {
        "fact": _("what is the case"),
        "cause": _("why"),
        "remedy": _("what we do about it"),
        "next_milestone": _("next milestone"),
        "decision_wanted": _("decision wanted"),
        "disagreement": _("why the judgement differs from what the figures suggest"),
    }
    for name, label in labels.items():
        if (old := then.get(name, "")) != (new := now.get(name, "")):
            yield Text(label, old, new)


def _figures(then: Plain, now: Plain) -> Iterator[FigureThenAndNow]:
    before = {one["id"]: one for one in then["figures"]}
    after = {one["id"]: one for one in now["figures"]}
    for key in [*after, *(key for key in before if key not in after)]:
        one = after.get(key) or before[key]
        yield FigureThenAndNow(
            one["label"], one["title"], _latest(before.get(key)), _latest(after.get(key))
        )


def _latest(indicator: Plain | None) -> str:
    return indicator["latest"]["words"] if indicator and indicator["latest"] else ""
