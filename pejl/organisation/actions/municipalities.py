"""Open a municipality; change its name, codes, colour, logo and words."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from pejl.design.colour import READABLE, WHITE, contrast
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation import refusals
from pejl.organisation.actors import Actor
from pejl.organisation.models import RESERVED_SLUGS, Logo, Membership, Municipality
from pejl.organisation.newcomers import person_with
from pejl.organisation.numbers import is_cvr
from pejl.organisation.pictures import as_logo_png
from pejl.organisation.rules import require
from pejl.organisation.vocabulary import chosen_words

Verb = Entry.Verb
OFFICE = Membership.Role.STRATEGY_OFFICE


def _require_usable(details: dict[str, Any]) -> None:
    """What is written in a form of its own has that form; each may be left empty."""
    colour, cvr = details.get("accent_colour"), details.get("cvr")
    code = details.get("dst_code")
    if code and not re.fullmatch(r"[0-9]{3}", code):
        raise refusals.CodeIsWrong()
    if cvr and not is_cvr(cvr):
        raise refusals.CvrIsWrong()
    if colour and not _is_readable(colour):
        raise refusals.ColourIsUnreadable()


def _is_readable(colour: str) -> bool:
    """White text can be read on it."""
    is_colour = re.fullmatch(r"#[0-9A-Fa-f]{6}", colour)
    return bool(is_colour) and contrast(colour, WHITE) >= READABLE


@transaction.atomic
def create_municipality(
    *,
    by: Actor,
    name: str,
    slug: str,
    first_email: str = "",
    first_name: str = "",
    id: UUID | None = None,
    **details: Any,
) -> Municipality:
    """Open a municipality, empty, with one person in its strategy office who can fill it.

    An import names nobody first: it grants all roles itself, the strategy office's among them.
    """
    require(by, "organisation.create_municipality")
    if id and (existing := Municipality.objects.filter(id=id, slug=slug).first()):
        return existing  # the second click of a double submit
    if slug in RESERVED_SLUGS:
        raise refusals.AddressIsReserved()
    if Municipality.objects.filter(slug=slug).exists():
        raise refusals.AddressIsTaken()
    _require_usable(details)
    municipality = Municipality(id=id or uuid4(), name=name, slug=slug, **details)
    try:
        with transaction.atomic():
            history.create(by=by, element=municipality)
    except IntegrityError as taken:  # by somebody else, in the same moment
        raise refusals.AddressIsTaken() from taken
    if first_email:
        person = person_with(email=first_email, name=first_name)
        history.create(
            by=by,
            element=Membership(municipality=municipality, person=person, role=OFFICE),
            verb=Verb.GRANTED,
        )
    return municipality


def edit_municipality(
    *, by: Actor, municipality: Municipality, version: int, **fields: Any
) -> None:
    """Change name, codes, colour, contact or the words for the levels. The address never changes."""
    require(by, "organisation.administer", municipality)
    _require_usable(fields)
    history.change(by=by, element=municipality, version=version, fields=fields)


def edit_vocabulary(
    *, by: Actor, municipality: Municipality, version: int, language: str, words: dict[str, Any]
) -> None:
    """Change what the levels of a strategy are called in one language; the other keeps its words."""
    require(by, "organisation.administer", municipality)
    vocabulary = municipality.vocabulary | {language: chosen_words(words, language)}
    history.change(by=by, element=municipality, version=version, fields={"vocabulary": vocabulary})


@transaction.atomic
def set_logo(*, by: Actor, municipality: Municipality, version: int, picture: bytes) -> None:
    """Replace the logo by a re-encoded copy of the picture; refuses what is no picture."""
    require(by, "organisation.administer", municipality)
    png = as_logo_png(picture)
    digest = hashlib.sha256(png).hexdigest()[:16]
    Logo.objects.update_or_create(municipality=municipality, defaults={"png": png})
    history.change(by=by, element=municipality, version=version, fields={"logo_digest": digest})


@transaction.atomic
def remove_logo(*, by: Actor, municipality: Municipality, version: int) -> None:
    """Go back to the municipality's name alone."""
    require(by, "organisation.administer", municipality)
    Logo.objects.filter(municipality=municipality).delete()
    history.change(by=by, element=municipality, version=version, fields={"logo_digest": ""})
