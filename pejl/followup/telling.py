"""A letter to whoever is given something to do by a decision, as often as they chose to get letters."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pejl.design.days import written_day
from pejl.followup.models import Decision
from pejl.initiatives.models import NewsChoice
from pejl.initiatives.news import choices_of, letter_text, site
from pejl.jobs import mail
from pejl.jobs.models import Letter
from pejl.organisation.actors import Actor
from pejl.organisation.models import Person


def address_of(decision: Decision) -> str:
    path = reverse("followup:decision", args=[decision.municipality.slug, decision.number])
    return f"{site()}{path}"


def tell_responsible(by: Actor, decision: Decision) -> None:
    """Write to the one who is responsible, unless they recorded it themselves or want no letters."""
    person = decision.responsible
    if person is None or person.id == by.person_id or by.person_id is None or not person.is_active:
        return
    wanted = choices_of(decision.municipality, [person])[person.id]
    if wanted != NewsChoice.Wanted.NONE:
        mail.post_all([_letter(decision, person, wanted)])


def _letter(decision: Decision, person: Person, wanted: str) -> Letter:
    with translation.override(person.language):
        happened = [decision.text, decision.reason]
        if decision.due_on:
            happened.append(_("To be done by %(day)s.") % {"day": written_day(decision.due_on)})
        return mail.write(
            once=f"decision:{decision.pk}",
            municipality_id=decision.municipality_id,
            to_person_id=person.id,
            email=person.email,
            subject=_("You are responsible for decision %(label)s") % {"label": decision.label},
            text=letter_text(
                decision.municipality,
                "\n\n".join(filter(None, happened)),
                address_of(decision),
                _("You get this letter because the executive group named you responsible."),
            ),
            about=decision,
            wanted=wanted,
            language=person.language,
        )
