"""What a centre does with its own strategy: write it, contribute per focus area, adopt it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.history.refusals import EditedMeanwhile
from pejl.organisation.actors import Actor
from pejl.organisation.models import Unit
from pejl.organisation.refusals import UnitIsElsewhere
from pejl.organisation.rules import require
from pejl.strategy import findable, refusals
from pejl.strategy.actions.conditions import require_open, require_own_turn
from pejl.strategy.models import CentreStrategy, Contribution, FocusArea, Strategy

Verb = Entry.Verb


@transaction.atomic
def begin_centre_strategy(
    *, by: Actor, strategy: Strategy, unit: Unit, introduction: str = "", is_example: bool = False
) -> CentreStrategy:
    """Open a centre's strategy; beginning twice gives the one that is there."""
    require_own_turn(strategy)
    require_open(strategy)
    if unit.municipality_id != strategy.municipality_id:
        raise UnitIsElsewhere()
    centre_strategy = CentreStrategy(
        municipality=strategy.municipality, strategy=strategy, unit=unit,
        introduction=introduction, is_example=is_example,
    )  # fmt: skip
    require(by, "strategy.write_centre_strategy", centre_strategy)
    existing = CentreStrategy.objects.filter(strategy=strategy, unit=unit).first()
    if existing:
        existing.strategy, existing.unit = strategy, unit
        return existing
    history.create(by=by, element=centre_strategy)
    findable.index(centre_strategy)
    return centre_strategy


@transaction.atomic
def edit_centre_strategy(
    *, by: Actor, centre_strategy: CentreStrategy, version: int, **fields: Any
) -> Entry | None:
    """Change the introduction of a centre's strategy. ``version`` 0 means: nothing was written yet."""
    require_open(centre_strategy.strategy)
    require(by, "strategy.write_centre_strategy", centre_strategy)
    if version == 0 and centre_strategy.introduction not in {"", fields.get("introduction", "")}:
        raise EditedMeanwhile(current=centre_strategy, mine=fields)
    entry = history.change(
        by=by, element=centre_strategy, version=version or centre_strategy.version, fields=fields
    )
    if entry:
        findable.index(centre_strategy)
    return entry


@transaction.atomic
def write_contribution(
    *,
    by: Actor,
    centre_strategy: CentreStrategy,
    focus_area: FocusArea,
    version: int,
    text: str,
    is_example: bool = False,
) -> Contribution:
    """Write what the centre does for a focus area. ``version`` 0 means: nothing was written yet."""
    require_own_turn(centre_strategy.strategy)
    require_open(centre_strategy.strategy)
    require(by, "strategy.write_centre_strategy", centre_strategy)
    if focus_area.strategy_id != centre_strategy.strategy_id:
        raise refusals.PartIsElsewhere()
    found = Contribution.objects.filter(
        centre_strategy=centre_strategy, focus_area=focus_area
    ).first()
    if found is None:
        found = Contribution(
            municipality=centre_strategy.municipality, strategy=centre_strategy.strategy,
            centre_strategy=centre_strategy, focus_area=focus_area, text=text,
            is_example=is_example,
        )  # fmt: skip
        history.create(by=by, element=found)
    else:
        found.centre_strategy, found.focus_area = centre_strategy, focus_area
        _overwrite(by, found, version, text, is_example)
    found.strategy = centre_strategy.strategy
    findable.index(found)
    return found


def _overwrite(by: Actor, found: Contribution, version: int, text: str, is_example: bool) -> None:
    fields = {"text": text, "is_example": is_example}
    if version == 0 and found.text != text:
        raise EditedMeanwhile(current=found, mine=fields)
    history.change(by=by, element=found, version=version or found.version, fields=fields)


@transaction.atomic
def adopt_centre_strategy(
    *, by: Actor, centre_strategy: CentreStrategy, version: int, adopted_on: date | None = None
) -> Entry | None:
    """The centre's chief adopts: from now on everyone can read it. Today, when no day is said."""
    require_open(centre_strategy.strategy)
    require(by, "strategy.adopt_centre_strategy", centre_strategy)
    if centre_strategy.status != CentreStrategy.Status.DRAFT:
        raise refusals.CentreStrategyIsAdopted()
    if adopted_on and adopted_on > timezone.localdate():
        raise refusals.AdoptionLiesAhead()
    if not centre_strategy.contributions.exclude(text="").exists():
        raise refusals.CentreStrategyIsEmpty()
    entry = history.change(
        by=by,
        element=centre_strategy,
        version=version,
        fields={
            "status": CentreStrategy.Status.ADOPTED,
            "adopted_on": adopted_on or timezone.localdate(),
            "adopted_by": by.person,
        },
        verb=Verb.ADOPTED,
    )
    findable.index_centre_strategy(centre_strategy)
    return entry
