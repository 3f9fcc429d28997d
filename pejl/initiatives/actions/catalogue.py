"""Take initiatives into a strategy or leave them out, and freeze the catalogue as it reads today."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from pejl.history import actions as history
from pejl.initiatives import refusals
from pejl.initiatives.actions import conditions
from pejl.initiatives.models import CatalogueEdition, Initiative, Selection
from pejl.initiatives.queries.catalogue import CatalogueChoice
from pejl.initiatives.queries.editions import catalogue_content
from pejl.initiatives.queries.selection import latest_selection
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require
from pejl.strategy.models import Strategy


def _require_open(strategy: Strategy, initiative: Initiative) -> None:
    """Both are of this municipality, and the strategy can still take something in."""
    if strategy.municipality_id != initiative.municipality_id:
        raise refusals.InitiativeIsElsewhere(field="strategy")
    if strategy.status == Strategy.Status.CLOSED:
        raise refusals.StrategyIsNotOpen()


@transaction.atomic
def select_initiative(
    *,
    by: Actor,
    initiative: Initiative,
    strategy: Strategy,
    version: int,
    is_selected: bool,
    reason: str,
    after: UUID | None = None,
    id: UUID | None = None,
    **details: Any,
) -> Selection:
    """Take an initiative into a strategy, or leave it out, with the reason.

    ``after`` is the choice that whoever decides has seen, if any: of two who decide at once the second is told.
    """
    require(by, "initiatives.select", initiative)
    if id and (existing := Selection.objects.filter(id=id, initiative=initiative).first()):
        return existing
    _require_open(strategy, initiative)
    if not reason.strip():
        raise refusals.ReasonIsMissing()
    conditions.require_own_turn(initiative.municipality)
    latest = latest_selection(strategy, initiative)
    if (latest.id if latest else None) != after:
        raise refusals.SelectionIsDecided()
    _take_in(by, initiative, strategy, version, is_selected)
    choice = Selection(
        id=id or uuid4(), municipality=initiative.municipality, initiative=initiative,
        strategy=strategy, is_selected=is_selected, reason=reason, decided_by=by.person, **details,
    )  # fmt: skip
    history.create(by=by, element=choice)
    return choice


def _take_in(
    by: Actor, initiative: Initiative, strategy: Strategy, version: int, is_selected: bool
) -> None:
    """The initiative belongs to the strategy it was last taken into, and to none once it is left out again."""
    if is_selected:
        fields: dict[str, Any] = {"strategy": strategy}
    elif initiative.strategy_id == strategy.id:
        fields = {"strategy": None}
    else:
        return
    history.change(by=by, element=initiative, version=version, fields=fields)


@transaction.atomic
def issue_edition(
    *,
    by: Actor,
    strategy: Strategy,
    title: str,
    is_public: bool = False,
    id: UUID | None = None,
) -> CatalogueEdition:
    """Freeze what is selected into the strategy as it reads today. The same ``id`` twice makes one edition."""
    require(by, "initiatives.issue_catalogue", strategy)
    municipality = strategy.municipality
    if id and (existing := CatalogueEdition.objects.filter(id=id, municipality=municipality)):
        return existing[0]
    content = catalogue_content(
        by, municipality, CatalogueChoice(strategy=strategy.slug), title=title, is_public=is_public
    )
    edition = CatalogueEdition(
        id=id or uuid4(), municipality=municipality, strategy=strategy, title=title,
        is_public=is_public, content=content,
    )  # fmt: skip
    history.create(by=by, element=edition)
    return edition
