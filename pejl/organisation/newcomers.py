"""Whoever is named and not known yet becomes a person."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction

from pejl.deployment import DEMO_PASSWORD
from pejl.organisation import queries, refusals
from pejl.organisation.models import Person


def person_with(*, email: str, name: str, title: str = "", is_demo: bool = False) -> Person:
    """The person with this address, who is made when new and otherwise left as they are."""
    email = email.strip().lower()
    if person := queries.person_by_email(email):
        return person
    if is_demo and not settings.PEJL_DEMO:
        raise refusals.DemoPeopleInDeployment()
    person = Person(email=email, name=name, title=title, is_demo=is_demo)
    person.set_password(DEMO_PASSWORD if is_demo else None)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:  # another municipality has named the same person in the same moment
        return Person.objects.with_address(email).get()
    return person
