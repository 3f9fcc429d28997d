"""From the content of a record to the parts of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.design.signs import sign_of
from pejl.reports.followup.parts import (
    Addition,
    Aim,
    Area,
    Bearing,
    Count,
    Decision,
    Figure,
    Judgement,
    Meeting,
    Minute,
    Stand,
    Undertaking,
    Wanted,
)
from pejl.reports.followup.picking import Plain


def stand(status: str, word: str = "") -> Stand:
    return Stand(status, word or str(sign_of(status).word))


def _name(person: Mapping[str, str] | None) -> str:
    return person["name"] if person else ""


class Builder:
    """Builds the parts of one report, numbering its figures as it goes through the focus areas."""

    def __init__(self, content: Plain, *, is_public: bool) -> None:
        self.content = content
        self.is_public = is_public
        self.numbers: dict[str, int] = {}
        """The number of each figure by the indicator's label."""

    def areas(self) -> tuple[Area, ...]:
        return tuple(self._area(one) for one in self.content["focus_areas"])

    def _area(self, area: Plain) -> Area:
        labels = {area["label"], *(one["label"] for one in area["objectives"])}
        labels |= {one["label"] for one in area["initiatives"]}
        return Area(
            label=area["label"],
            title=area["title"],
            is_example=area["is_example"],
            responsible=_name(area.get("responsible")),
            judgement=self._judgement(area),
            aims=tuple(self._aim(one) for one in area["objectives"]),
            initiatives=self.undertakings(area["initiatives"]),
            decisions=tuple(
                self._decision(one)
                for one in self.content.get("decisions", ())
                if one["about"] and one["about"]["label"] in labels
            ),
        )

    def _aim(self, aim: Plain) -> Aim:
        return Aim(
            label=aim["label"],
            title=aim["title"],
            is_example=aim["is_example"],
            responsible=_name(aim.get("responsible")),
            judgement=self._judgement(aim),
            bearing=None if self.is_public else self._bearing(aim["bearing"]),
            figures=tuple(self._figure(one) for one in aim["figures"]),
        )

    @staticmethod
    def _bearing(told: Plain) -> Bearing:
        effort, effect = told["effort"], told["effect"]
        return Bearing(
            effort=stand(effort["state"], effort["word"]),
            effort_words=effort["words"],
            effect=stand(effect["sign"], effect["word"]),
            certainty=told["certainty"],
        )

    def _figure(self, told: Plain) -> Figure:
        label, latest = told["label"], told["latest"]
        is_again = label in self.numbers
        number = self.numbers.setdefault(label, self._next() if latest else 0)
        standing = told["standing"]
        return Figure(
            number=number,
            is_again=is_again,
            label=label,
            title=told["title"],
            definition=told["definition"],
            stand=stand(standing["sign"], standing["word"]),
            latest=latest["words"] if latest else "",
            path=told["path"]["words"] if told["path"] else "",
            sentence=told["sentence"],
            chart=told["drawn"],
            is_example=told["is_example"],
        )

    def _next(self) -> int:
        return 1 + sum(number > 0 for number in self.numbers.values())

    def undertakings(self, told: Iterable[Plain]) -> tuple[Undertaking, ...]:
        return tuple(self._undertaking(one) for one in told)

    def _undertaking(self, one: Plain) -> Undertaking:
        return Undertaking(
            label=one["label"],
            title=one["title"],
            kind=one["kind_word"],
            state=one["state_word"],
            unit=one.get("unit") or "",
            objectives=tuple(one["objectives"]),
            is_example=one["is_example"],
            judgement=self._judgement(one),
        )

    def _judgement(self, thing: Plain) -> Judgement | None:
        """What was reported on it; nothing where the round asked for no report."""
        if self.is_public:
            return Judgement(stand(thing["shown"], thing["shown_word"]), fact=thing.get("fact", ""))
        report = thing["report"]
        if report is None:
            return None
        is_aged = report["shown"] != report["status"]
        confirmed = report["confirmed"]
        return Judgement(
            stand=stand(report["shown"], report["shown_word"]),
            judged_as=report["status_word"] if is_aged else "",
            suggested=_suggested(report["suggestion"]),
            disagrees=report["disagrees"],
            owner=_name(report["owner"]),
            unit=report["unit"] or "",
            confirmed_on=timezone.localdate(confirmed["at"]) if confirmed else None,
            confirmed_by=_name(confirmed["by"]) if confirmed else "",
            **{name: report[name] for name in AS_REPORTED},
        )

    def counts(self) -> tuple[Count, ...]:
        """Each level of what the report tells of; a level on which nothing was reported is left out."""
        areas, words = self.content["focus_areas"], self.content["words"]
        aims = [aim for area in areas for aim in area["objectives"]]
        undertaken = [one for area in areas for one in area["initiatives"]]
        levels = (
            (words["focus_areas"], areas),
            (words["objectives"], aims),
            (_("initiatives"), [*undertaken, *self.content["elsewhere"]]),
        )
        counted = (self._count(name, things) for name, things in levels)
        return tuple(one for one in counted if one.reports)

    def _count(self, level: str, things: Iterable[Plain]) -> Count:
        judged = [one for one in map(self._judgement, things) if one]
        stands = Counter(one.stand for one in judged)
        return Count(
            level=level,
            reports=len(judged),
            confirmed=sum(one.confirmed_on is not None for one in judged),
            stale=sum(one.stand.status == "stale" for one in judged),
            unowned=sum(not one.owner for one in judged),
            disagreeing=sum(one.disagrees for one in judged),
            stands=tuple(sorted(stands.items(), key=lambda one: ORDER.index(one[0].status))),
        )

    def decisions(self) -> tuple[Decision, ...]:
        return tuple(self._decision(one) for one in self.content["decisions"])

    @staticmethod
    def _decision(one: Plain) -> Decision:
        return Decision(
            label=one["label"],
            about=_about(one["about"]),
            text=one["text"],
            reason=one["reason"],
            decided_on=one["decided_on"],
            responsible=_name(one["responsible"]),
            due_on=one["due_on"],
            state=one["state_word"],
            outcome=one["outcome"],
        )

    def wanted(self) -> tuple[Wanted, ...]:
        """Every decision that is asked for, in the order of the report."""
        areas = self.content["focus_areas"]
        things: list[Any] = []
        for area in areas:
            things += [area, *area["objectives"], *area["initiatives"]]
        return tuple(
            Wanted(_about(one), one["report"]["decision_wanted"], _name(one["report"]["owner"]))
            for one in [*things, *self.content["elsewhere"]]
            if one["report"] and one["report"]["decision_wanted"]
        )

    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(
            Meeting(one["held_on"], one["place"], one["title"], tuple(map(_minute, one["points"])))
            for one in self.content["meetings"]
        )

    @staticmethod
    def addition(told: Plain) -> Addition:
        return Addition(
            about=_about(told["about"]),
            text=told["text"],
            by=_name(told["signed"]["by"]),
            added_on=timezone.localdate(told["signed"]["at"]),
        )


AS_REPORTED = (
    "fact", "cause", "remedy", "forecast_on", "next_milestone", "decision_wanted", "disagreement",
)  # fmt: skip
ORDER = (
    "off_course", "needs_attention", "stale", "no_data", "on_course", "done", "not_started", "paused",
    "stopped",
)  # fmt: skip
"""What asks for attention stands first."""


def _suggested(told: Plain | None) -> str:
    if told is None:
        return ""
    why = "; ".join(one["words"] for one in told["why"])
    return f"{told['word']} ({why})" if why else str(told["word"])


def _about(thing: Plain | None) -> str:
    return f"{thing['label']} {thing['title']}" if thing else ""


def _minute(point: Plain) -> Minute:
    return Minute(
        number=point["number"],
        title=point["title"],
        why=point["why_word"],
        about=_about(point["about"]),
        details=point["details"],
        minutes=point["minutes"],
        is_treated=point["is_treated"],
    )
