"""Offer to run innovation processes, take the offer back, and ask somebody. Only the person themself can offer."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pejl.history import actions as history
from pejl.history.refusals import NotAllowed, RemovedMeanwhile
from pejl.initiatives import news
from pejl.initiatives.actions import conditions
from pejl.initiatives.models import Facilitator
from pejl.jobs import mail
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import require


@transaction.atomic
def offer_to_facilitate(
    *, by: Actor, municipality: Municipality, version: int = 0, **fields: Any
) -> Facilitator:
    """Write what one can run and whether one may be shown. Whoever takes the consent back is shown no more.

    ``version`` is that of the offer as it was read; 0 when there was none.
    """
    if by.person is None:
        raise NotAllowed()
    new = Facilitator(municipality=municipality, person=by.person, **fields)
    require(by, "initiatives.offer_to_facilitate", new)
    conditions.require_open_unit(municipality, fields.get("unit"))
    conditions.require_own_turn(municipality)
    own = Facilitator.objects.filter(municipality=municipality, person=by.person).first()
    if own is None and version:
        raise RemovedMeanwhile()
    if own is None:
        history.create(by=by, element=new)
        return new
    history.change(by=by, element=own, version=version, fields=fields)
    return own


@transaction.atomic
def withdraw_offer(*, by: Actor, municipality: Municipality) -> None:
    """Take back what one offered, so that one is listed no more. Withdrawing twice changes nothing."""
    require(by, "initiatives.offer_to_facilitate")
    conditions.require_own_turn(municipality)
    own = Facilitator.objects.filter(municipality=municipality, person=by.person).first()
    if own is not None:
        history.remove(by=by, element=own, version=own.version)


@transaction.atomic
def ask_facilitator(
    *, by: Actor, facilitator: Facilitator, text: str, id: UUID | None = None
) -> None:
    """Write to somebody who agrees to be asked, however often they want other letters. Answers go by e-mail.

    The same ``id`` twice asks once. Nothing is changed by it, so the history is not told: it is between the two.
    """
    require(by, "initiatives.converse", facilitator)
    if not facilitator.consents:
        raise NotAllowed()
    conditions.require_member(facilitator.municipality, facilitator.person, "person")
    _post_question(by=by, facilitator=facilitator, text=text, id=id or uuid4())


def _post_question(*, by: Actor, facilitator: Facilitator, text: str, id: UUID) -> None:
    asked, here = facilitator.person, facilitator.municipality
    names = {"name": by.person_name, "email": by.person.email if by.person else ""}
    with translation.override(asked.language):
        happened = "\n\n".join(
            (
                _("%(name)s asks you as a facilitator:") % names,
                text,
                _("Answer %(name)s at %(email)s.") % names,
            )
        )
        mail.post(
            once=f"facilitator-asked:{by.person_id}:{id}",
            municipality_id=here.id,
            to_person_id=asked.id,
            email=asked.email,
            subject=_("%(name)s asks you to run an innovation process") % names,
            text=news.letter_text(
                here,
                happened,
                f"{news.site()}{reverse('initiatives:facilitators', args=[here.slug])}",
                _("You get this letter because you are listed as a facilitator, who can be asked."),
            ),
            about=facilitator,
            language=asked.language,
        )
