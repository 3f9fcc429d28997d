"""Who asks through the API, in which municipality, and which version they have read.

A personal token (``Authorization: Bearer pejl_…``) lets a program act as its person in one municipality. In
every other municipality, and without a token, the asker is a visitor: reads what is public, writes nothing.
A browser's sign-in does not count here, so no other site can write through a visitor's browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Header
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from pejl.history.refusals import Refusal
from pejl.organisation import actions, queries
from pejl.organisation.actors import Actor
from pejl.organisation.refusals import UnitIsElsewhere

Thing = TypeVar("Thing")

VISITOR = "visitor"
"""Stands where a token would, for whoever asks without one."""


class PersonalTokenRequired(HttpBearer):
    """Operations that change something: only with a token."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = queries.token_by_key(token[:200])
        if found is None:
            return None
        actions.note_token_use(by=_installation_actor(found), token=found)
        return found


class PersonalTokenWelcome(PersonalTokenRequired):
    """Operations that read: anybody may ask, and a token lets see what its person may see.

    A token that is unknown, ended or revoked is answered 401 and not as a visitor's, so that a program
    notices that it has lost its access.
    """

    def __call__(self, request: HttpRequest) -> Any:
        if not request.headers.get(self.header):
            return VISITOR
        return super().__call__(request)


READING = PersonalTokenWelcome()
WRITING = PersonalTokenRequired()


@dataclass(frozen=True)
class Visit:
    """Who asks, and the municipality that the address names."""

    municipality: Any
    actor: Actor


def _installation_actor(token: Any) -> Actor:
    return queries.actor_for(None, token.person, may_write=token.scope == "write")


def visit(request: Any, slug: str) -> Visit:
    """The municipality at the address, as its visitor or as the token's person. At most three queries."""
    token = None if request.auth == VISITOR else request.auth
    if token and token.municipality.slug == slug:
        actor = queries.actor_for(
            token.municipality, token.person, may_write=token.scope == "write"
        )
        return Visit(token.municipality, actor)
    municipality = found(queries.municipality_by_slug(slug))
    return Visit(municipality, Actor(municipality=municipality))


def writing_visit(request: Any, slug: str) -> Visit:
    """The same, for an operation that changes something: a token of this very municipality."""
    here = visit(request, slug)
    if not here.actor.is_signed_in:
        raise AuthenticationError()
    return here


def installation_actor(request: Any) -> Actor:
    """The token's person outside any municipality: for opening a new one."""
    return _installation_actor(request.auth)


def found(thing: Thing | None) -> Thing:
    """The thing; or 404, the same for what is missing and for what is not this reader's."""
    if thing is None:
        raise Http404
    return thing


class VersionNotNamed(Refusal):
    """A change that does not say which version it changes."""

    status = 428
    sentence = _("Say which version you have read: send its ETag as If-Match. Nothing was changed.")
    field = "If-Match"


IfMatch = Annotated[
    str | None,
    Header(
        None,
        alias="If-Match",
        max_length=200,
        description=(
            'The ETag of the version that was read, such as `"3-5f1c…"`; its number alone, `"3"`, will do. '
            "Required: 428 without it, 412 when somebody else saved since."
        ),
    ),
]

NEVER = -1
"""A version at which nothing ever stands."""

_VERSION = re.compile(r'\s*(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"\s*')


def version_in(if_match: str | None) -> int:
    """The version that an ``If-Match`` names. What is no ETag of ours names a version that never was.

    ``*`` is not taken: it would overwrite what the sender has not read.
    """
    if not if_match or if_match.strip() == "*":
        raise VersionNotNamed()
    tag = _VERSION.fullmatch(if_match)
    return int(tag[1]) if tag else NEVER


def unit_named(here: Visit, unit_id: UUID | None) -> Any:
    """The unit that a request names; none when it names none."""
    if unit_id is None:
        return None
    unit = queries.unit_by_id(here.municipality, unit_id)
    if unit is None:
        raise UnitIsElsewhere(field="unit_id")
    return unit
