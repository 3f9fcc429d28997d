"""Begin, edit, adopt and close a strategy."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import require
from pejl.strategy import findable, queries, refusals
from pejl.strategy.actions.conditions import require_draft, require_open, require_own_turn
from pejl.strategy.models import Strategy

Verb = Entry.Verb


def _require_period(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise refusals.PeriodIsReversed()


RESERVED_SLUGS = frozenset({"ny"})
"""Words that the addresses below ``strategi/`` use themselves."""


def _require_free_address(strategy: Strategy, slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise refusals.AddressIsTaken()
    taken = Strategy.objects.filter(municipality_id=strategy.municipality_id, slug=slug)
    if taken.exclude(id=strategy.id).exists():
        raise refusals.AddressIsTaken()


def _the_same(existing: Strategy, municipality: Municipality) -> Strategy:
    """What a double submit has made already; an id that is used elsewhere is refused."""
    if existing.municipality_id != municipality.id:
        raise refusals.IdIsUsedElsewhere()
    return existing


@transaction.atomic
def create_strategy(
    *,
    by: Actor,
    municipality: Municipality,
    slug: str,
    title: str,
    starts_on: date,
    ends_on: date,
    id: UUID | None = None,
    **texts: Any,
) -> Strategy:
    """Begin a strategy as a draft. The same ``id`` twice is one double submit and makes one strategy."""
    require(by, "strategy.create", None)
    Municipality.objects.select_for_update().values_list("id").get(id=municipality.id)
    if id and (existing := Strategy.objects.filter(id=id).first()):
        return _the_same(existing, municipality)
    strategy = Strategy(
        id=id or uuid4(), municipality=municipality, slug=slug, title=title,
        starts_on=starts_on, ends_on=ends_on, **texts,
    )  # fmt: skip
    require(by, "strategy.create", strategy)
    _require_period(starts_on, ends_on)
    _require_free_address(strategy, slug)
    history.create(by=by, element=strategy)
    findable.index(strategy)
    return strategy


@transaction.atomic
def edit_strategy(*, by: Actor, strategy: Strategy, version: int, **fields: Any) -> Entry | None:
    """Change a strategy's own texts and dates; after adoption the change is shown with its trace."""
    require_open(strategy)
    require(by, "strategy.edit", strategy)
    _require_period(
        fields.get("starts_on", strategy.starts_on), fields.get("ends_on", strategy.ends_on)
    )
    if fields.get("slug", strategy.slug) != strategy.slug:
        require_draft(strategy)
        _require_free_address(strategy, fields["slug"])
    entry = history.change(by=by, element=strategy, version=version, fields=fields)
    if entry:
        findable.index(strategy)
        if "slug" in entry.changes:
            findable.index_all(strategy)  # every part's address begins with the strategy's
    return entry


@transaction.atomic
def adopt_strategy(
    *, by: Actor, strategy: Strategy, version: int, adopted_on: date
) -> Entry | None:
    """The executive group adopts the strategy: from now on every change of its text shows."""
    require_own_turn(strategy)
    if strategy.status != Strategy.Status.DRAFT:
        raise refusals.StrategyIsNotDraft()
    require(by, "strategy.adopt", strategy)
    if adopted_on > timezone.localdate():
        raise refusals.AdoptionLiesAhead()
    if missing := queries.missing_for_adoption(strategy):
        raise refusals.StrategyIsIncomplete(" ".join(str(one) for one in missing))
    entry = history.change(
        by=by,
        element=strategy,
        version=version,
        fields={
            "status": Strategy.Status.ADOPTED,
            "adopted_on": adopted_on,
            "adopted_by": by.person,
            "adopted_at": timezone.now(),
        },
        verb=Verb.ADOPTED,
    )
    findable.index_all(strategy)
    return entry


@transaction.atomic
def close_strategy(*, by: Actor, strategy: Strategy, version: int) -> Entry | None:
    """End a strategy: it stays readable for ever and is no longer changed."""
    require_open(strategy)
    if strategy.is_draft:
        raise refusals.StrategyIsNotAdopted()
    require(by, "strategy.close", strategy)
    return history.change(
        by=by,
        element=strategy,
        version=version,
        fields={"status": Strategy.Status.CLOSED, "closed_on": timezone.localdate()},
        verb=Verb.CLOSED,
    )
