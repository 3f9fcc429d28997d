"""How somebody wants to hear of what they follow."""

from __future__ import annotations

from django.db import transaction

from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.initiatives.models import NewsChoice
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality
from pejl.organisation.rules import require


@transaction.atomic
def choose_news(*, by: Actor, municipality: Municipality, wanted: str) -> Entry | None:
    """Choose letters at once, gathered, or none. Whoever can hand in an idea can follow it, and so can choose."""
    require(by, "initiatives.submit_idea")
    NewsChoice.objects.bulk_create(
        [NewsChoice(municipality=municipality, person=by.person)], ignore_conflicts=True
    )
    choice = NewsChoice.objects.select_for_update().get(municipality=municipality, person=by.person)
    return history.change(by=by, element=choice, version=choice.version, fields={"wanted": wanted})
