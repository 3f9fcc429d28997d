"""An initiative's effect chain as it is read: its stages in order, and what a good chain would not lack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pejl.design.charts.data import EffectChain, Link
from pejl.design.charts.data import Stage as Drawn
from pejl.effects.models import ChainStep
from pejl.indicators.models import Indicator
from pejl.indicators.queries.series import Reading
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor

Kind = ChainStep.Kind
LATER = (Kind.OUTCOME, Kind.EFFECT)
"""What comes of what is done and delivered."""
COUNTS_EFFORT = (Indicator.Level.ACTIVITY, Indicator.Level.OUTPUT)
SIGNS = {"none": "", "experience": "weak", "study": "moderate", "strong": "strong"}
"""What an assumption rests on, as the chart draws it."""


@dataclass(frozen=True)
class Stage:
    """What is done, or delivered, or comes of it: its steps in order."""

    kind: str
    label: str
    steps: list[ChainStep]


@dataclass(frozen=True)
class Lack:
    """Something that a good chain would not lack. A word of advice; nothing is refused for it."""

    code: str
    step: ChainStep | None = None

    @property
    def sentence(self) -> str:
        words = {"step": self.step.text if self.step else ""}
        return {
            "effort_as_effect": _(
                "“%(step)s” is measured by counting what is done. That tells of effort, not of effect: "
                "choose an indicator of what changes for those it is for."
            ),
            "nothing_measured": _(
                "No outcome or effect has an indicator, so nobody will be able to tell whether it worked."
            ),
            "no_assumption": _(
                "“%(step)s” does not say what must be true for the steps before it to lead there."
            ),
        }[self.code] % words


@dataclass(frozen=True)
class Chain:
    """The whole chain, and what it lacks."""

    stages: list[Stage]
    lacks: list[Lack]

    @property
    def steps(self) -> list[ChainStep]:
        return [step for stage in self.stages for step in stage.steps]


def chain_of(initiative: Initiative) -> Chain:
    """The chain of an initiative. One SQL query."""
    steps = list(ChainStep.objects.filter(initiative=initiative).select_related("indicator"))
    for step in steps:
        step.initiative = initiative
    stages = [
        Stage(kind.value, str(kind.label), [one for one in steps if one.kind == kind])
        for kind in Kind
    ]
    return Chain(stages, lacks(steps))


def step_by_id(initiative: Initiative, key: UUID) -> ChainStep | None:
    """A step of this initiative's chain. One SQL query."""
    found = (
        ChainStep.objects.filter(initiative=initiative, pk=key).select_related("indicator").first()
    )
    if found is not None:
        found.initiative = initiative
    return found


def lacks(steps: Sequence[ChainStep]) -> list[Lack]:
    """What a good chain would not lack; nothing where no chain is written."""
    if not steps:
        return []
    later = [one for one in steps if one.kind in LATER]
    found = [
        Lack("effort_as_effect", one)
        for one in later
        if one.indicator and one.indicator.level in COUNTS_EFFORT
    ]
    if not any(one.indicator_id for one in later):
        found.append(Lack("nothing_measured"))
    found += [
        Lack("no_assumption", one)
        for one in later
        if one.kind == Kind.EFFECT and not one.assumption.strip()
    ]
    return found


def picture(
    initiative: Initiative, chain: Chain, read: dict[UUID, Reading], url_of: Any
) -> EffectChain | None:
    """The chain as it is drawn; nothing where it has no steps. ``url_of`` leads to an indicator by its number."""
    stages = tuple(_drawn(one, read, url_of) for one in chain.stages if one.steps)
    if not stages:
        return None
    return EffectChain(title=_("How it is meant to work"), stages=stages)


def _drawn(stage: Stage, read: dict[UUID, Reading], url_of: Any) -> Drawn:
    assumed = [step for step in stage.steps if step.assumption.strip()]
    return Drawn(
        kind=stage.kind,  # type: ignore[arg-type]
        links=tuple(_link(step, read, url_of) for step in stage.steps),
        assumption=" ".join(step.assumption.strip() for step in assumed),
        evidence=_weakest(assumed),
    )


def _link(step: ChainStep, read: dict[UUID, Reading], url_of: Any) -> Link:
    if step.indicator is None:
        return Link(step.text)
    found = read.get(step.indicator.pk)
    figures = f"{step.indicator.title}: {found.latest_words}" if found else step.indicator.title
    return Link(step.text, figures, url_of(step.indicator.number))


def _weakest(steps: Iterable[ChainStep]) -> str:
    """A stage stands on the weakest of what it assumes; nothing is drawn where nothing is known of it."""
    order = list(SIGNS)
    known = [order.index(one.evidence) for one in steps]
    return SIGNS[order[min(known)]] if known else ""


def step_for(actor: Actor, key: UUID) -> ChainStep | None:
    """A step by the id that programs keep. Chains are for those who work here. One SQL query."""
    if not actor.is_member:
        return None
    return (
        ChainStep.objects.filter(municipality=actor.municipality, pk=key)
        .select_related("initiative", "indicator", "municipality")
        .first()
    )
