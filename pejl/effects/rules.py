"""Who may write chains, evaluate and learn. docs/permissions.md has the same as a table."""

from __future__ import annotations

from typing import Any

import rules

from pejl.organisation.actors import Actor
from pejl.organisation.rules import (
    belongs_here,
    is_member,
    is_strategy_office,
    may_write_at_all,
    sits_in_executive_group,
)


def _around(thing: Any) -> tuple[Any, ...]:
    """The thing itself and the initiative it is about."""
    initiative = getattr(thing, "initiative", None)
    return (thing, initiative) if initiative else (thing,)


@rules.predicate
def is_public(actor: Actor, thing: Any = None) -> bool:
    return bool(getattr(thing, "is_public", False))


@rules.predicate
def carries_it(actor: Actor, thing: Any = None) -> bool:
    """Owns the initiative or the indicator that it is about, or is the initiative's sponsor."""
    ids = {
        getattr(one, name, None) for one in _around(thing) for name in ("owner_id", "sponsor_id")
    }
    return actor.person_id is not None and actor.person_id in ids


@rules.predicate
def leads_where_it_is(actor: Actor, thing: Any = None) -> bool:
    """Leads the unit of it, or of the initiative that it is about."""
    ids = {getattr(one, "unit_id", None) for one in _around(thing)} - {None}
    return bool(ids) and not ids.isdisjoint(actor.led_unit_ids)


@rules.predicate
def wrote_it(actor: Actor, thing: Any = None) -> bool:
    return actor.person_id is not None and getattr(thing, "written_by_id", None) == actor.person_id


@rules.predicate
def is_to_do_it(actor: Actor, thing: Any = None) -> bool:
    """Is the one who makes the change that was decided."""
    return actor.person_id is not None and getattr(thing, "responsible_id", None) == actor.person_id


@rules.predicate
def is_initiative_lead(actor: Actor) -> bool:
    return actor.has_role("initiative_lead")


writes_here = may_write_at_all & belongs_here
runs_the_strategy = is_strategy_office | sits_in_executive_group
answers_for_it = carries_it | leads_where_it_is | runs_the_strategy

rules.add_perm("effects.read", belongs_here & (is_member | is_public))
rules.add_perm("effects.read_chain", belongs_here & is_member)
rules.add_perm("effects.write_chain", writes_here & answers_for_it)
rules.add_perm("effects.begin_evaluation", writes_here & (answers_for_it | is_initiative_lead))
rules.add_perm("effects.evaluate", writes_here & (answers_for_it | wrote_it))
rules.add_perm("effects.publish", writes_here & runs_the_strategy)
rules.add_perm("effects.tell_learning", writes_here & is_member)
rules.add_perm("effects.edit_learning", writes_here & (answers_for_it | wrote_it | is_to_do_it))
rules.add_perm("effects.decide_change", writes_here & answers_for_it)
