"""All there is about one initiative's effect: how it is meant to work, what was expected, what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from pejl.design.charts.data import EffectChain
from pejl.effects.models import Learning
from pejl.effects.queries.beginning import began_on
from pejl.effects.queries.chains import Chain, chain_of, picture
from pejl.effects.queries.evaluations import Filter, Listed, evaluations, listed
from pejl.effects.queries.expectations import Expected, expectations_of, with_what_came
from pejl.effects.queries.learning import visible as visible_learning
from pejl.indicators.models import Indicator
from pejl.indicators.queries import indicators_of_initiative, readings
from pejl.indicators.queries.series import Reading
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor


@dataclass(frozen=True)
class InitiativeEffects:
    """What the page of an initiative's effect shows. Chain and expectations are for those who work here."""

    initiative: Initiative
    began_on: date | None
    evaluations: list[Listed]
    learnings: list[Learning]
    chain: Chain | None = None
    picture: EffectChain | None = None
    expected: list[Expected] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    """Indicators that tell of the initiative, and those named in its chain and expectations."""


def initiative_effects(
    actor: Actor, initiative: Initiative, url_of: Callable[[int], str]
) -> InitiativeEffects:
    """At most ten SQL queries, however much is written."""
    found = evaluations(actor, Filter(initiative=initiative.number))
    public = InitiativeEffects(
        initiative=initiative,
        began_on=began_on(initiative),
        evaluations=listed(actor, found),
        learnings=list(
            visible_learning(actor)
            .filter(Q(initiative=initiative) | Q(evaluation__initiative=initiative))
            .order_by("-number")
        ),
    )
    return _with_inside(actor, public, url_of) if actor.is_member else public


def _with_inside(
    actor: Actor, public: InitiativeEffects, url_of: Callable[[int], str]
) -> InitiativeEffects:
    initiative = public.initiative
    chain = chain_of(initiative)
    expected = expectations_of(initiative, public.began_on)
    named: dict[UUID, Indicator] = {
        one.pk: one
        for one in (
            *indicators_of_initiative(actor, initiative),
            *(step.indicator for step in chain.steps if step.indicator),
            *(one.first.indicator for one in expected),
        )
    }
    read = {one.indicator.pk: one for one in readings(named.values())}
    return InitiativeEffects(
        initiative=initiative,
        began_on=public.began_on,
        evaluations=public.evaluations,
        learnings=public.learnings,
        chain=chain,
        picture=picture(initiative, chain, read, url_of),
        expected=with_what_came(expected, read),
        readings=list(read.values()),
    )
