"""What tests begin with, made by the real actions: nothing here could not be made by a user.

Every function gives something usable without arguments; what a test is about is said by keyword.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image

from pejl.organisation import actions as organisation
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Membership, Municipality, Person, PersonalToken, Unit
from pejl.strategy import actions as strategy_room
from pejl.strategy.models import (
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)

_numbers = count(1)

PASSWORD = "a-good-long-secret"
ROLES = ("employee", "initiative_lead", "unit_leader", "executive", "strategy_office", "guest")


def the_operator(municipality: Municipality | None = None) -> Actor:
    """The command line, which may do everything."""
    operator = queries.operator()
    return queries.acting_in(municipality, operator) if municipality else operator


def a_municipality(name: str = "", **details: Any) -> Municipality:
    """A municipality with nothing in it but one person in its strategy office."""
    number = next(_numbers)
    details = {
        "name": name or f"Kommune {number}",
        "slug": f"kommune-{number}",
        "first_email": f"kontor-{number}@example.dk",
        "first_name": f"Kontor {number}",
    } | details
    return organisation.create_municipality(by=the_operator(), **details)


def a_unit(municipality: Municipality, name: str = "", **details: Any) -> Unit:
    number = next(_numbers)
    details = {
        "name": name or f"Center {number}",
        "slug": f"center-{number}",
        "kind": "centre",
    } | details
    return organisation.add_unit(
        by=the_operator(municipality), municipality=municipality, **details
    )


def a_membership(
    role: str, municipality: Municipality, unit: Unit | None = None, **who: Any
) -> Membership:
    """A new person with a role; a unit leader gets a unit of their own when none is named."""
    number = next(_numbers)
    if role == "unit_leader" and unit is None:
        unit = a_unit(municipality)
    who = {"email": f"person-{number}@example.dk", "name": f"Person {number}"} | who
    return organisation.grant_role(
        by=the_operator(municipality), municipality=municipality, role=role, unit=unit, **who
    )


def a_person(role: str, municipality: Municipality, unit: Unit | None = None, **who: Any) -> Person:
    return a_membership(role, municipality, unit, **who).person


def an_actor(role: str, municipality: Municipality, unit: Unit | None = None) -> Actor:
    """Somebody new with this role; also "visitor" (not signed in) and "installation_admin"."""
    if role == "visitor":
        return queries.actor_for(municipality, None)
    if role == "installation_admin":
        return queries.actor_for(municipality, an_administrator())
    return queries.actor_for(municipality, a_person(role, municipality, unit))


def a_token(
    municipality: Municipality, role: str = "employee", scope: str = "read"
) -> tuple[PersonalToken, str]:
    """A token of somebody new with this role, and its key."""
    return organisation.create_token(
        by=an_actor(role, municipality),
        municipality=municipality,
        name="Regneark",
        scope=scope,
        expires_on=None,
    )


def a_picture(kind: str = "PNG", size: tuple[int, int] = (60, 20)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "#12436D").save(written, kind)
    return written.getvalue()


def a_logo(municipality: Municipality) -> None:
    organisation.set_logo(
        by=the_operator(municipality),
        municipality=municipality,
        version=municipality.version,
        picture=a_picture(),
    )


def an_administrator() -> Person:
    number = next(_numbers)
    return organisation.appoint_administrator(
        by=the_operator(), email=f"admin-{number}@example.dk", name=f"Administrator {number}"
    )


def with_password(person: Person, password: str = PASSWORD) -> Person:
    """The person, able to sign in with a password."""
    person.set_password(password)
    person.save()
    return person


def a_strategy(municipality: Municipality | None = None, **details: Any) -> Strategy:
    """A draft without parts."""
    municipality = municipality or a_municipality()
    number = next(_numbers)
    details = {
        "slug": f"strategi-{number}",
        "title": f"Strategi {number}",
        "theme": "Innovation i praksis",
        "starts_on": date(2014, 1, 1),
        "ends_on": date(2014, 12, 31),
    } | details
    return strategy_room.create_strategy(
        by=the_operator(municipality), municipality=municipality, **details
    )


def a_focus_area(strategy: Strategy | None = None, title: str = "", **details: Any) -> FocusArea:
    strategy = strategy or a_strategy()
    return strategy_room.add_focus_area(
        by=the_operator(strategy.municipality),
        strategy=strategy,
        title=title or f"Fokusområde {next(_numbers)}",
        **details,
    )


def an_objective(focus_area: FocusArea | None = None, title: str = "", **details: Any) -> Objective:
    focus_area = focus_area or a_focus_area()
    return strategy_room.add_objective(
        by=the_operator(focus_area.municipality),
        focus_area=focus_area,
        title=title or f"Målsætning {next(_numbers)}",
        **details,
    )


def a_question(focus_area: FocusArea | None = None, text: str = "", **details: Any) -> Question:
    focus_area = focus_area or a_focus_area()
    return strategy_room.add_question(
        by=the_operator(focus_area.municipality),
        focus_area=focus_area,
        text=text or f"Spørgsmål {next(_numbers)}?",
        **details,
    )


def a_driver(strategy: Strategy | None = None, title: str = "", **details: Any) -> Driver:
    strategy = strategy or a_strategy()
    details = {"kind": "economy", "stance": "adapt"} | details
    return strategy_room.add_driver(
        by=the_operator(strategy.municipality),
        strategy=strategy,
        title=title or f"Drivkraft {next(_numbers)}",
        **details,
    )


def a_centre_strategy(strategy: Strategy | None = None, unit: Unit | None = None) -> CentreStrategy:
    strategy = strategy or a_strategy()
    return strategy_room.begin_centre_strategy(
        by=the_operator(strategy.municipality),
        strategy=strategy,
        unit=unit or a_unit(strategy.municipality),
    )


def a_contribution(
    centre_strategy: CentreStrategy | None = None, focus_area: FocusArea | None = None
) -> Contribution:
    centre_strategy = centre_strategy or a_centre_strategy()
    return strategy_room.write_contribution(
        by=the_operator(centre_strategy.municipality),
        centre_strategy=centre_strategy,
        focus_area=focus_area or a_focus_area(centre_strategy.strategy),
        version=0,
        text=f"Bidrag {next(_numbers)}",
    )


def adopted(strategy: Strategy | None = None) -> Strategy:
    """The strategy after its adoption, with the one focus area and objective that it needs."""
    strategy = strategy or a_strategy()
    if not strategy.focusareas.exists():
        an_objective(a_focus_area(strategy))
    strategy_room.adopt_strategy(
        by=an_actor("executive", strategy.municipality),
        strategy=strategy,
        version=strategy.version,
        adopted_on=date(2014, 1, 15),
    )
    return strategy


def closed(strategy: Strategy | None = None) -> Strategy:
    """The strategy, adopted and ended."""
    strategy = adopted(strategy)
    strategy_room.close_strategy(
        by=the_operator(strategy.municipality), strategy=strategy, version=strategy.version
    )
    return strategy
