"""Prejekter for tests, made by the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pejl.initiatives import actions
from pejl.initiatives import queries as initiatives
from pejl.initiatives.models import Gate, Initiative
from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person, Unit
from tests import build

QUESTION = "Hvordan kan aftenbesøgene blive rolige?"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@dataclass(frozen=True)
class World:
    """A municipality with a sponsor in office and a centre whose chief owns what is explored."""

    municipality: Municipality
    unit: Unit
    sponsor: Person
    chief: Person

    @property
    def executive(self) -> Actor:
        return queries.actor_for(self.municipality, self.sponsor)

    @property
    def leader(self) -> Actor:
        return queries.actor_for(self.municipality, self.chief)

    def actor(self, role: str) -> Actor:
        return build.an_actor(role, self.municipality)


def a_world() -> World:
    here = build.a_municipality()
    unit = build.a_unit(here, "Sundhed & Pleje")
    return World(
        here, unit, build.a_person("executive", here), build.a_person("unit_leader", here, unit)
    )


def a_prejekt(world: World | None = None, **details: Any) -> Initiative:
    """A proposed prejekt."""
    world = world or a_world()
    details = {
        "title": "Aftenbesøg", "question": QUESTION, "unit": world.unit, "sponsor": world.sponsor,
        "owner": world.chief, "ends_on": in_days(30),
    } | details  # fmt: skip
    return actions.propose_initiative(
        by=world.executive, municipality=world.municipality, kind="prejekt", **details
    )


def decided(world: World, prejekt: Initiative, kind: str, outcome: str, **more: Any) -> Gate:
    """A decision about it, on top of all that was decided before."""
    prejekt.refresh_from_db()
    more = {"reason": "Derfor.", "seen": prejekt.gates.count()} | more
    gate = actions.decide_gate(
        by=world.executive, initiative=prejekt, version=prejekt.version, kind=kind,
        outcome=outcome, **more,
    )  # fmt: skip
    prejekt.refresh_from_db()
    return gate


def read_by(actor: Actor, prejekt: Initiative) -> initiatives.PrejektPage:
    """The page of a prejekt as somebody who works there reads it now."""
    found = initiatives.initiative_by_number(actor, prejekt.number)
    return initiatives.prejekt_page(actor, found)


def a_running_prejekt(world: World, **details: Any) -> Initiative:
    prejekt = a_prejekt(world, **details)
    decided(world, prejekt, "start", "start")
    return prejekt


def grown(world: World, rows: int) -> Initiative:
    """A running prejekt with so many of everything that can be written in it."""
    prejekt = a_running_prejekt(world)
    by: dict[str, Any] = {"by": world.executive, "initiative": prejekt}
    for number in range(rows):
        known = actions.note_known(**by, text=f"Viden {number}")
        unknown = actions.note_unknown(**by, question=f"Hvad med {number}?")
        actions.settle_unknown(
            by=world.executive, unknown=unknown, version=1, state="answered", answer="Det.",
            makes_known=True,
        )  # fmt: skip
        actions.note_unknown(**by, question=f"Og {number}?", is_critical=True)
        activity = actions.note_activity(**by, title=f"Samtale {number}", kind="interview", hours=2)
        actions.note_option(**by, title=f"Mulighed {number}")
        actions.log_learning(**by, text=f"Lært {number}", known=known, activity=activity)
        actions.name_participant(**by, described_as=f"Gruppe {number}", role="citizen")
        actions.comment(by=world.executive, initiative=prejekt, text="Godt.")
        decided(world, prejekt, "midway", "go_on", scores={"need": {"score": 2, "words": "ja"}})
    return prejekt
