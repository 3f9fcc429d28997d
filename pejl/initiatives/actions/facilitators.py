"""Offer to run innovation processes, and take the offer back. Only the person themself can."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pejl.history import actions as history
from pejl.history.refusals import NotAllowed
from pejl.initiatives.actions import conditions
from pejl.initiatives.models import Facilitator
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import require


@transaction.atomic
def offer_to_facilitate(
    *, by: Actor, municipality: Municipality, version: int = 0, **fields: Any
) -> Facilitator:
    """Write what one can run and whether one may be shown. Whoever takes the consent back is shown no more."""
    if by.person is None:
        raise NotAllowed()
    new = Facilitator(municipality=municipality, person=by.person, **fields)
    require(by, "initiatives.offer_to_facilitate", new)
    conditions.require_open_unit(municipality, fields.get("unit"))
    conditions.require_own_turn(municipality)
    own = Facilitator.objects.filter(municipality=municipality, person=by.person).first()
    if own is None:
        history.create(by=by, element=new)
        return new
    history.change(by=by, element=own, version=version, fields=fields)
    return own
