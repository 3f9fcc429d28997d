"""Write an initiative's effect chain: what is done, what it delivers, what that leads to, whom it helps."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max

from pejl.effects import conditions, refusals
from pejl.effects.models import ChainStep
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

Verb = Entry.Verb


@transaction.atomic
def add_step(
    *,
    by: Actor,
    initiative: Initiative,
    kind: str,
    text: str,
    id: UUID | None = None,
    **fields: Any,
) -> ChainStep:
    """Add a step after the others of its kind. The same ``id`` twice adds one."""
    require(by, "effects.write_chain", initiative)
    conditions.require_words(text, refusals.StepSaysNothing)
    conditions.require_here(initiative.municipality, fields)
    take_turn(initiative.municipality_id)
    if id and (existing := ChainStep.objects.filter(id=id, initiative=initiative).first()):
        return existing
    step = ChainStep(
        id=id or uuid4(), municipality=initiative.municipality, initiative=initiative, kind=kind,
        text=text.strip(), number=_next(initiative, kind), **fields,
    )  # fmt: skip
    history.create(by=by, element=step)
    return step


def _next(initiative: Initiative, kind: str) -> int:
    last = ChainStep.objects.filter(initiative=initiative, kind=kind).aggregate(n=Max("number"))
    return int(last["n"] or 0) + 1


@transaction.atomic
def edit_step(*, by: Actor, step: ChainStep, version: int, **fields: Any) -> Entry | None:
    """Change what a step says, its indicator, or how the assumption before it stands."""
    require(by, "effects.write_chain", step)
    conditions.require_words(fields.get("text", step.text), refusals.StepSaysNothing)
    conditions.require_here(step.municipality, fields)
    if fields.get("kind", step.kind) != step.kind:
        take_turn(step.municipality_id)
        fields["number"] = _next(step.initiative, fields["kind"])
    return history.change(by=by, element=step, version=version, fields=fields)


@transaction.atomic
def move_step(*, by: Actor, step: ChainStep, steps: int) -> None:
    """Move a step up (−1) or down (+1) among its own kind. A move past the end changes nothing."""
    require(by, "effects.write_chain", step)
    take_turn(step.municipality_id)
    ordered = list(ChainStep.objects.filter(initiative=step.initiative_id, kind=step.kind))
    place = next((i for i, one in enumerate(ordered) if one.pk == step.pk), None)
    if place is None:
        return
    target = min(max(place + steps, 0), len(ordered) - 1)
    ordered.insert(target, ordered.pop(place))
    for number, one in enumerate(ordered, 1):
        if one.number != number:
            _renumber(by, one, number)


def _renumber(by: Actor, step: ChainStep, number: int) -> None:
    """The order is no wording: it changes at whatever version the step stands."""
    old = step.number
    ChainStep.objects.filter(pk=step.pk).update(number=number, version=F("version") + 1)
    step.number, step.version = number, step.version + 1
    history.record(by=by, verb=Verb.MOVED, subject=step, changes={"number": [old, number]})


@transaction.atomic
def remove_step(*, by: Actor, step: ChainStep, version: int) -> None:
    """Remove a step that should not be there; what it said stays in the history."""
    require(by, "effects.write_chain", step)
    history.remove(by=by, element=step, version=version)
