"""Who may read, write and adopt a strategy. docs/permissions.md has the same as a table."""

from __future__ import annotations

from typing import Any

import rules

from pejl.organisation.actors import Actor
from pejl.organisation.rules import (
    belongs_here,
    is_member,
    is_strategy_office,
    leads_the_unit,
    may_write_at_all,
    sits_in_executive_group,
)


def _strategy_of(thing: Any) -> Any:
    return getattr(thing, "strategy", thing)


@rules.predicate
def strategy_is_draft(actor: Actor, thing: Any = None) -> bool:
    return thing is not None and _strategy_of(thing).status == "draft"


@rules.predicate
def strategy_is_closed(actor: Actor, thing: Any = None) -> bool:
    return thing is not None and _strategy_of(thing).status == "closed"


@rules.predicate
def is_adopted_itself(actor: Actor, thing: Any = None) -> bool:
    """The thing, such as a centre strategy, has been adopted."""
    return getattr(thing, "status", "draft") != "draft"


runs_the_strategy = may_write_at_all & belongs_here & (is_strategy_office | sits_in_executive_group)
leads_or_runs = may_write_at_all & belongs_here & (leads_the_unit | is_strategy_office)

rules.add_perm("strategy.read", belongs_here & (~strategy_is_draft | is_member))
rules.add_perm("strategy.create", runs_the_strategy)
rules.add_perm("strategy.edit", runs_the_strategy & ~strategy_is_closed)
rules.add_perm("strategy.arrange", runs_the_strategy & strategy_is_draft)
rules.add_perm("strategy.adopt", may_write_at_all & belongs_here & sits_in_executive_group)
rules.add_perm("strategy.close", runs_the_strategy)
rules.add_perm(
    "strategy.read_centre_strategy",
    belongs_here & (is_member | (is_adopted_itself & ~strategy_is_draft)),
)
rules.add_perm("strategy.write_centre_strategy", leads_or_runs & ~strategy_is_closed)
rules.add_perm("strategy.lead_unit", leads_or_runs)
rules.add_perm(
    "strategy.adopt_centre_strategy",
    may_write_at_all & belongs_here & leads_the_unit & ~strategy_is_closed,
)
rules.add_perm("strategy.read_trail", belongs_here & (~strategy_is_draft | is_member))
