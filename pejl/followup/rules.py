"""Who may report, prepare meetings, decide and sign. docs/permissions.md has the same as a table."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q
from django.utils import timezone

from pejl.followup.models import Deputy
from pejl.organisation.actors import Actor
from pejl.organisation.rules import (
    belongs_here,
    is_member,
    is_strategy_office,
    leads_the_unit,
    may_write_at_all,
    sits_in_executive_group,
)


def _round_of(thing: Any) -> Any:
    return getattr(thing, "round", None) or thing


@rules.predicate
def is_signed_and_public(actor: Actor, thing: Any = None) -> bool:
    found = _round_of(thing)
    return bool(getattr(found, "is_public", False)) and getattr(found, "state", "") == "signed"


@rules.predicate
def owes_it(actor: Actor, thing: Any = None) -> bool:
    """Is the one who owes the report."""
    return actor.person_id is not None and getattr(thing, "owner_id", None) == actor.person_id


@rules.predicate
def stands_in_for_the_owner(actor: Actor, thing: Any = None) -> bool:
    """Is the owner's deputy today. Costs one query, and only where nothing else gave the permission."""
    owner_id = getattr(thing, "owner_id", None)
    if actor.person_id is None or owner_id is None:
        return False
    today = timezone.localdate()
    return (
        Deputy.objects.filter(
            municipality=actor.municipality, person_id=owner_id, deputy_id=actor.person_id,
            since_on__lte=today,
        )
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        .exists()
    )  # fmt: skip


@rules.predicate
def carries_it_out(actor: Actor, thing: Any = None) -> bool:
    """Is responsible for what was decided."""
    return actor.person_id is not None and (
        getattr(thing, "responsible_id", None) == actor.person_id
    )


writes_here = may_write_at_all & belongs_here
meets = is_strategy_office | sits_in_executive_group

rules.add_perm("followup.read_round", belongs_here & (is_member | is_signed_and_public))
rules.add_perm("followup.read_internal", belongs_here & is_member)
rules.add_perm("followup.run", writes_here & is_strategy_office)
rules.add_perm(
    "followup.report",
    writes_here & (owes_it | leads_the_unit | is_strategy_office | stands_in_for_the_owner),
)
rules.add_perm("followup.report_by_link", writes_here & (owes_it | stands_in_for_the_owner))
rules.add_perm("followup.mark_ready", writes_here & (leads_the_unit | is_strategy_office))
rules.add_perm("followup.appoint_deputy", writes_here & is_member)
rules.add_perm("followup.appoint_any_deputy", writes_here & is_strategy_office)
rules.add_perm("followup.keep_calendar", writes_here & is_member)
rules.add_perm("followup.put_on_agenda", writes_here & is_member)
rules.add_perm("followup.prepare_meeting", writes_here & meets)
rules.add_perm("followup.take_minutes", writes_here & meets)
rules.add_perm("followup.decide", writes_here & meets)
rules.add_perm("followup.end_decision", writes_here & (carries_it_out | meets))
rules.add_perm("followup.sign", writes_here & sits_in_executive_group)
rules.add_perm("followup.add_to_record", writes_here & meets)
