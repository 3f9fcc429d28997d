"""How the room's operations find what a request names, and tell refusals by the request's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from pejl.followup import refusals
from pejl.followup.queries import meetings, rounds
from pejl.history.refusals import Refusal
from pejl.initiatives.queries import by_id as initiatives
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import Visit, found, visit
from pejl.organisation.rules import may
from pejl.strategy.queries import by_id as strategy_room

NAMED_BY_ID = {"owner", "person", "deputy", "responsible", "strategy", "point"}


@contextmanager
def told_by_id() -> Iterator[None]:
    """Tell a refusal at the field that the request has: “owner_id” where the action says “owner”."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field in NAMED_BY_ID:
            refusal.field = f"{refusal.field}_id"
        raise


def colleague(request: HttpRequest, slug: str) -> Visit:
    """A visit by someone who works there. For everyone else there is nothing to be found."""
    here = visit(request, slug)
    found(here.actor if may(here.actor, "followup.read_internal") else None)
    return here


def a_round(here: Visit, round_id: UUID) -> Any:
    """A round that those who work there can see."""
    return found(rounds.round_by_id(here.actor, round_id) if here.actor.is_member else None)


def a_report(here: Visit, report_id: UUID) -> Any:
    return found(rounds.report_of(here.actor, report_id))


def a_meeting(here: Visit, meeting_id: UUID) -> Any:
    return found(meetings.meeting_by_id(here.actor, meeting_id))


def a_point(here: Visit, point_id: UUID) -> Any:
    return found(meetings.point_by_id(here.actor, point_id))


def _person(here: Visit, key: UUID) -> Any:
    return organisation.member(here.municipality, key)


MEANT: dict[str, tuple[str, Callable[[Visit, UUID], Any], type[Refusal]]] = {
    "owner_id": ("owner", _person, refusals.PersonIsElsewhere),
    "person_id": ("person", _person, refusals.PersonIsElsewhere),
    "deputy_id": ("deputy", _person, refusals.PersonIsElsewhere),
    "responsible_id": ("responsible", _person, refusals.PersonIsElsewhere),
    "initiative_id": (
        "initiative",
        lambda here, key: initiatives.initiative(here.actor, key),
        refusals.NothingIsNamedSo,
    ),
    "objective_id": (
        "objective",
        lambda here, key: strategy_room.objective(here.actor, key),
        refusals.NothingIsNamedSo,
    ),
    "focus_area_id": (
        "focus_area",
        lambda here, key: strategy_room.focus_area(here.actor, key),
        refusals.NothingIsNamedSo,
    ),
    "point_id": (
        "point",
        lambda here, key: meetings.point_by_id(here.actor, key),
        refusals.MeetingIsElsewhere,
    ),
}
"""By the field of a request: what the action calls it, how it is found, and what is said when it is not."""


def with_things(here: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """The action's arguments, with people and things in place of their ids."""
    named = dict(fields)
    for field, (name, find, refusal) in MEANT.items():
        if field not in named:
            continue
        key = named.pop(field)
        thing = find(here, key) if key else None
        if key and thing is None:
            raise refusal(field=field)
        named[name] = thing
    return named
