"""Two who decide the same gate at the same instant: one decision stands, the other is told."""

from __future__ import annotations

from functools import partial

import pytest

from pejl.initiatives import actions
from pejl.initiatives.models import Gate, Initiative
from tests.initiatives import exploring
from tests.initiatives.exploring import in_days
from tests.strategy.conftest import at_once, shared_database

__all__ = ["at_once", "shared_database"]


@pytest.fixture
def world(shared_database):
    return exploring.a_world()


def read_by(world, prejekt):
    """The decision as somebody has it before them, each with their own reading of the prejekt."""
    mine = Initiative.objects.select_related("municipality", "unit", "sponsor", "idea").get(
        pk=prejekt.pk
    )
    return partial(
        actions.decide_gate, initiative=mine, version=mine.version, seen=mine.gates.count()
    )


def names(results):
    return sorted(type(one).__name__ for one in results)


def test_a_start_decided_twice_at_once_is_decided_once(at_once, world):
    for _round in range(5):
        prejekt = exploring.a_prejekt(world)
        start = {"kind": "start", "outcome": "start"}
        results = at_once(
            partial(read_by(world, prejekt), by=world.executive, reason="Ja.", **start),
            partial(read_by(world, prejekt), by=world.leader, reason="Også ja.", **start),
        )
        assert names(results) == ["Gate", "GateIsDecided"]
        assert Gate.objects.filter(initiative=prejekt).count() == 1


def test_of_a_project_and_a_stop_at_once_only_one_happens(at_once, world):
    for _round in range(5):
        prejekt = exploring.a_running_prejekt(world)
        grow = partial(
            read_by(world, prejekt), by=world.executive, kind="crystallise", outcome="project",
            reason="Ja.", owner=world.chief, first_benefit="Ro",
        )  # fmt: skip
        stop = partial(
            read_by(world, prejekt), by=world.leader, kind="crystallise", outcome="stop",
            reason="Nej.", learning="Det virker ikke.",
        )  # fmt: skip
        assert names(at_once(grow, stop)) == ["Gate", "GateIsDecided"]
        grew = Initiative.objects.filter(predecessor=prejekt).exists()
        prejekt.refresh_from_db()
        assert prejekt.state == ("crystallised" if grew else "stopped")


def test_two_midway_decisions_at_once_without_a_count_are_one(at_once, world):
    prejekt = exploring.a_running_prejekt(world)
    go_on = {"kind": "midway", "outcome": "go_on", "reason": "Ja.", "seen": None}
    results = at_once(
        partial(read_by(world, prejekt), by=world.executive, **go_on),
        partial(read_by(world, prejekt), by=world.leader, **go_on, ends_on=in_days(50)),
    )
    assert names(results) == ["Gate", "GateIsDecided"]
