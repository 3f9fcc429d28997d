"""Greve's strategy of 2014 as it ships, and the people of its demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pejl.exchange import actions as exchange
from pejl.organisation import queries
from pejl.organisation.models import Membership, Municipality, Person
from tests import build
from tests.followup.frozen_rounds import strike_out_all

EXAMPLE = Path(__file__).parents[2] / "examples" / "greve-2014"


@pytest.fixture
def greve(transactional_db: None) -> Iterator[Municipality]:
    """The example, read in as a user would read it in."""
    faults = exchange.import_folder(by=build.the_operator(), path=EXAMPLE, with_demo_people=True)
    assert not faults, "\n".join(str(fault) for fault in faults)
    municipality = queries.municipality_by_slug("greve")
    assert municipality
    yield municipality
    strike_out_all()


@pytest.fixture
def somebody(greve: Municipality) -> Callable[[str], Person]:
    """Somebody of Greve with this role, from the example."""

    def find(role: str) -> Person:
        held = Membership.objects.current().filter(municipality=greve, role=role)
        return held.select_related("person").order_by("person__email")[0].person

    return find


@pytest.fixture
def no_script(context: Any, browser: Any, browser_context_args: dict[str, Any]) -> Any:
    """A page in a browser that runs no scripts."""
    plain = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield plain.new_page()
    plain.close()
