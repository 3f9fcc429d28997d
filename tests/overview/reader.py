"""Somebody who reads Pejl's pages, and the pages there are to read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test.client import Client, ClientHandler
from django.urls import reverse

from pejl.organisation.models import Municipality, Person, Unit
from pejl.strategy.models import Objective, Strategy
from tests import build

_HANDLER = ClientHandler(enforce_csrf_checks=False)


def a_browser(**how: Any) -> Client:
    """A browser for which the middleware is not set up anew: that reads the whole static folder."""
    client = Client(**how)
    client.handler = _HANDLER
    return client


def reader(person: Person | None = None, language: str = "da") -> Client:
    """A browser of this person, or of a visitor."""
    client = a_browser()
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def reader_with(role: str, municipality: Municipality, unit: Unit | None = None) -> Client:
    """A browser of somebody new with this role; also "visitor" and "installation_admin"."""
    return reader(build.an_actor(role, municipality, unit).person)


def pages(strategy: Strategy, unit: Unit) -> dict[str, str]:
    """The address of every page that is read below a municipality, by name."""
    here = strategy.municipality.slug
    whole = [here, strategy.slug]
    objective = Objective.objects.filter(strategy=strategy).select_related("focus_area").first()
    label = objective.label if objective else "1.1"
    args: dict[str, list[Any]] = {
        "municipality": [here],
        "strategies": [here],
        "centres": [here],
        "centre": [here, unit.slug],
        "strategy": whole,
        "drivers": whole,
        "trail": whole,
        "as_it_was": [*whole, "2030-01-01"],
        "focus_area": [*whole, 1],
        "objective": [*whole, label],
        "centre_strategy": [*whole, unit.slug],
    }
    return {name: reverse(f"overview:{name}", args=given) for name, given in args.items()}


def whole_strategy(
    municipality: Municipality | None = None, **details: Any
) -> tuple[Strategy, Unit]:
    """A draft with one of everything, and the centre that answered it."""
    strategy = build.a_strategy(municipality, **details)
    unit = build.a_unit(strategy.municipality)
    area = build.a_focus_area(strategy)
    build.an_objective(area)
    build.a_question(area)
    build.a_driver(strategy)
    build.a_contribution(build.a_centre_strategy(strategy, unit), area)
    return strategy, unit
