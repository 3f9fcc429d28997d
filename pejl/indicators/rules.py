"""Who may read indicators, enter values and set targets. docs/permissions.md has the same as a table."""

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


def _whole(thing: Any) -> Any:
    """The indicator that a target, value or import belongs to; itself for an indicator."""
    return getattr(thing, "indicator", None) or thing


@rules.predicate
def is_public(actor: Actor, thing: Any = None) -> bool:
    return bool(getattr(_whole(thing), "is_public", False))


@rules.predicate
def owns_the_indicator(actor: Actor, thing: Any = None) -> bool:
    """Answers for the values."""
    return (
        actor.person_id is not None and getattr(_whole(thing), "owner_id", None) == actor.person_id
    )


@rules.predicate
def leads_its_unit(actor: Actor, thing: Any = None) -> bool:
    unit_id = getattr(_whole(thing), "unit_id", None)
    return unit_id is not None and actor.leads(unit_id)


@rules.predicate
def is_initiative_lead(actor: Actor) -> bool:
    return actor.has_role("initiative_lead")


writes_here = may_write_at_all & belongs_here
runs_the_strategy = is_strategy_office | sits_in_executive_group

rules.add_perm("indicators.read", belongs_here & (is_member | is_public))
rules.add_perm("indicators.see_rows", belongs_here & is_member)
rules.add_perm(
    "indicators.create", writes_here & (runs_the_strategy | leads_the_unit | is_initiative_lead)
)
rules.add_perm(
    "indicators.edit", writes_here & (owns_the_indicator | leads_its_unit | runs_the_strategy)
)
rules.add_perm(
    "indicators.enter_values",
    writes_here & (owns_the_indicator | leads_its_unit | runs_the_strategy),
)
rules.add_perm("indicators.set_target", writes_here & (leads_its_unit | runs_the_strategy))
