"""What must hold before a strategy or a part of it is changed, whichever action asks."""

from __future__ import annotations

from pejl.organisation import queries as organisation
from pejl.organisation.models import Person
from pejl.organisation.refusals import PersonIsNotMember
from pejl.strategy import refusals
from pejl.strategy.models import Strategy, StrategyPart


def require_own_turn(strategy: Strategy) -> None:
    """Let one at a time give out numbers, adopt or begin something in a strategy.

    The second waits, counts after the first, and sees it when the first has adopted or closed the strategy.
    """
    locked = Strategy.objects.select_for_update().values_list("status", flat=True)
    strategy.status = locked.get(id=strategy.id)


def require_open(strategy: Strategy) -> None:
    if strategy.status == Strategy.Status.CLOSED:
        raise refusals.StrategyIsClosed()


def require_draft(strategy: Strategy) -> None:
    require_open(strategy)
    if not strategy.is_draft:
        raise refusals.StrategyIsAdopted()


def require_member(strategy: StrategyPart | Strategy, responsible: Person | None) -> None:
    """Whoever is named responsible must work here."""
    if responsible and not organisation.member(strategy.municipality, responsible.id):
        raise PersonIsNotMember()
