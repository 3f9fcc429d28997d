"""Schemathesis at the addresses of indicators that exist, as in ``test_contract``.

Asked as a centre leader who also sits in the strategy office, who may do most with them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pejl.organisation import actions as organisation
from pejl.organisation import queries
from tests import build
from tests.api.calling import token_for
from tests.api.test_contract import ask_here_and_there, each_the_same_every_time, schema
from tests.indicators.full import Full
from tests.indicators.handed_in import stored_in

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

ROOM = {"operation_id_regex": "^(indicators_|overview_list_bearings)"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}
    settings.PEJL_STATBANK_ADDRESS = ""


@pytest.fixture
def existing() -> dict[str, Any]:
    """An indicator with one of everything, by the names that addresses have for it."""
    strategy = build.adopted(build.a_strategy())
    here = strategy.municipality
    unit = build.a_unit(here)
    leader = build.a_person("unit_leader", here, unit)
    organisation.grant_role(
        by=build.the_operator(here), municipality=here, role="strategy_office",
        email=leader.email, name=leader.name,
    )  # fmt: skip
    full = Full(unit, is_public=True)
    return {
        "key": token_for(queries.actor_for(here, leader), here),
        "slug": here.slug,
        "strategy_id": str(strategy.id),
        "unit_id": str(unit.id),
        "indicator_id": str(full.indicator.id),
        "value_id": str(full.value.id),
        "target_id": str(full.target.id),
        "step_change_id": str(full.step.id),
        "import_id": str(full.batch.id),
    }


def _places(existing: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in existing.items() if name != "key"}


@schema.include(method="GET", **ROOM).parametrize()
@each_the_same_every_time
def test_a_visitor_gets_declared_answers_only(case: Any, existing: dict[str, Any]) -> None:
    ask_here_and_there(case, _places(existing), {})


@schema.include(**ROOM).parametrize()
@each_the_same_every_time
def test_a_program_that_may_do_most_gets_declared_answers_only(
    case: Any, existing: dict[str, Any]
) -> None:
    key = {"Authorization": f"Bearer {existing['key']}"}
    ask_here_and_there(case, _places(existing), key)
