"""The secret address of one's own calendar: made, made anew, and ended by the person alone."""

from __future__ import annotations

import secrets
from uuid import uuid4

from django.db import transaction

from pejl.followup.letters import digest_of
from pejl.followup.models import CalendarAddress
from pejl.history import actions as history
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn


@transaction.atomic
def make_calendar_address(*, by: Actor, municipality: Municipality) -> str:
    """Make the address of one's calendar and return its secret, which is shown once; an earlier one ends."""
    require(by, "followup.keep_calendar", municipality)
    take_turn(municipality.id)
    end_calendar_address(by=by, municipality=municipality)
    secret = secrets.token_urlsafe(32)
    address = CalendarAddress(
        id=uuid4(), municipality=municipality, person=by.person, digest=digest_of(secret)
    )
    history.create(by=by, element=address)
    return secret


@transaction.atomic
def end_calendar_address(*, by: Actor, municipality: Municipality) -> None:
    """Let the address lead nowhere from now on."""
    require(by, "followup.keep_calendar", municipality)
    found = CalendarAddress.objects.filter(municipality=municipality, person=by.person).first()
    if found is not None:
        history.remove(by=by, element=found, version=found.version)
