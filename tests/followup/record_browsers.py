"""Browsers of people who look at records or sign them."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from pejl.followup.models import Round
from pejl.organisation.models import Person
from tests import build
from tests.followup.frozen_rounds import (
    a_closed_round,
    a_strategy,
    measured,
    with_initiatives,
    with_meeting,
)


def address(name: str, round: Round, *args: Any) -> str:
    return reverse(f"followup:{name}", args=[round.municipality.slug, round.slug, *args])


def a_browser(person: Person | None = None) -> Client:
    """A browser in which somebody has been signed in for who knows how long."""
    client = Client()
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def as_role(role: str, round: Round) -> Client:
    return a_browser(build.an_actor(role, round.municipality).person)


def as_executive(round: Round) -> tuple[Client, Person]:
    """A browser of somebody of the executive group who has just signed in with a password."""
    person = build.with_password(build.a_person("executive", round.municipality, name="Karen Chef"))
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": build.PASSWORD})
    assert client.session["_auth_user_id"]
    return client, person


def confirmation(page: Any) -> dict[str, str]:
    """What the form on the signing page sends when its box is ticked."""
    found = re.findall(r'name="(version|seen)" value="([^"]*)"', page.text)
    return dict(found) | {"confirms": "on"}


def full_round(**details: Any) -> Round:
    strategy = a_strategy()
    for objective in strategy.objectives.all():
        measured(objective)
    made = a_closed_round(strategy, **details)
    with_initiatives(made, 2)
    with_meeting(made)
    return made
