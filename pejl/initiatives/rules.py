"""Who may read, answer and decide about ideas and initiatives. docs/permissions.md has the same as a table."""

from __future__ import annotations

from typing import Any

import rules

from pejl.organisation.actors import Actor
from pejl.organisation.rules import (
    belongs_here,
    is_guest,
    is_member,
    is_strategy_office,
    leads_the_unit,
    may_write_at_all,
    sits_in_executive_group,
)


def _whole(thing: Any) -> Any:
    """The idea or initiative that a part belongs to; itself for a whole."""
    if hasattr(thing, "submitter_id") or hasattr(thing, "sponsor_id"):
        return thing
    return getattr(thing, "initiative", None) or getattr(thing, "idea", None) or thing


@rules.predicate
def is_public(actor: Actor, thing: Any = None) -> bool:
    return bool(getattr(_whole(thing), "is_public", False))


@rules.predicate
def handed_it_in(actor: Actor, thing: Any = None) -> bool:
    """Is the one whose idea it is."""
    return actor.person_id is not None and (
        getattr(_whole(thing), "submitter_id", None) == actor.person_id
    )


@rules.predicate
def is_its_owner(actor: Actor, thing: Any = None) -> bool:
    """Carries the initiative, or is its sponsor."""
    whole = _whole(thing)
    ids = {getattr(whole, "owner_id", None), getattr(whole, "sponsor_id", None)}
    return actor.person_id is not None and actor.person_id in ids


@rules.predicate
def leads_its_unit(actor: Actor, thing: Any = None) -> bool:
    unit_id = getattr(_whole(thing), "unit_id", None)
    return unit_id is not None and unit_id in actor.led_unit_ids


@rules.predicate
def wrote_it(actor: Actor, thing: Any = None) -> bool:
    return actor.person_id is not None and getattr(thing, "person_id", None) == actor.person_id


@rules.predicate
def is_initiative_lead(actor: Actor) -> bool:
    return actor.has_role("initiative_lead")


writes_here = may_write_at_all & belongs_here
runs_the_strategy = writes_here & (is_strategy_office | sits_in_executive_group)

rules.add_perm("initiatives.read_ideas", belongs_here & (is_member | handed_it_in))
rules.add_perm("initiatives.submit_idea", writes_here & (is_member | is_guest))
rules.add_perm(
    "initiatives.edit_idea", writes_here & (handed_it_in | leads_its_unit | is_strategy_office)
)
rules.add_perm(
    "initiatives.triage",
    writes_here & (leads_its_unit | is_strategy_office | sits_in_executive_group),
)
rules.add_perm("initiatives.converse", writes_here & (is_member | handed_it_in))
rules.add_perm("initiatives.take_back", writes_here & (wrote_it | is_strategy_office))
rules.add_perm("initiatives.read", belongs_here & (is_member | is_public))
rules.add_perm("initiatives.read_internal", belongs_here & is_member)
rules.add_perm(
    "initiatives.propose",
    writes_here
    & (is_strategy_office | sits_in_executive_group | leads_the_unit | is_initiative_lead),
)
rules.add_perm(
    "initiatives.edit",
    writes_here & (is_its_owner | leads_its_unit | is_strategy_office | sits_in_executive_group),
)
rules.add_perm("initiatives.decide_gate", writes_here & (sits_in_executive_group | leads_its_unit))
rules.add_perm("initiatives.select", writes_here & sits_in_executive_group)
rules.add_perm("initiatives.issue_catalogue", runs_the_strategy)
rules.add_perm("initiatives.offer_to_facilitate", writes_here & is_member)
rules.add_perm("initiatives.see_facilitators", belongs_here & is_member)
