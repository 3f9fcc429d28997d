"""Two who act in the same moment. On SQLite one waits for the other anyhow."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from pejl.history.refusals import Refusal
from pejl.organisation import actions, refusals
from pejl.organisation.models import Membership, Municipality, Person, Unit
from tests import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed gave, or the refusal it met."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def test_the_last_two_of_the_strategy_office_cannot_end_each_other():
    for _try in range(5):
        here = build.a_municipality()
        build.a_membership("strategy_office", here)
        both = list(Membership.objects.filter(municipality=here, role="strategy_office"))
        by = build.the_operator(here)
        results = at_once(
            *(partial(actions.end_role, by=by, membership=one, version=1) for one in both)
        )
        assert sum(isinstance(one, refusals.LastStrategyOffice) for one in results) == 1
        assert Membership.objects.current().filter(municipality=here).count() == 1


def test_two_clicks_at_once_make_one_unit_and_one_role():
    here = build.a_municipality()
    by = build.the_operator(here)
    unit = {"municipality": here, "name": "A", "slug": "a", "kind": "centre", "id": uuid4()}
    at_once(*(lambda: actions.add_unit(by=by, **unit) for _click in range(4)))
    role = {"municipality": here, "email": "x@example.dk", "name": "X", "role": "employee"}
    at_once(*(lambda: actions.grant_role(by=by, id=uuid4(), **role) for _click in range(4)))
    assert Unit.objects.filter(municipality=here).count() == 1
    assert Membership.objects.filter(person__email="x@example.dk").count() == 1


def test_one_address_is_one_municipality_and_one_person_is_one_person():
    deeds = [lambda: build.a_municipality(slug="greve", first_email="x@example.dk") for _ in "1234"]
    results = at_once(*deeds)
    assert sum(isinstance(one, Municipality) for one in results) == 1
    places = [build.a_municipality() for _ in "1234"]
    at_once(
        *(
            lambda here=here: build.a_membership("guest", here, email="y@example.dk")
            for here in places
        )
    )
    assert Person.objects.filter(email="y@example.dk").count() == 1
    assert Membership.objects.filter(person__email="y@example.dk").count() == 4
