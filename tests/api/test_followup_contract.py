"""Schemathesis at the addresses of rounds, reports, meetings and decisions that exist, as in ``test_contract``."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from pejl.followup.actions import decisions, meetings, reports
from pejl.followup.actions.rounds import appoint_deputy
from pejl.followup.models import Report
from pejl.organisation import queries
from tests import build
from tests.api.calling import token_for
from tests.api.test_contract import ask_here_and_there, each_the_same_every_time, schema
from tests.followup.made import a_followed_strategy, a_project, a_round, confirmed, opened
from tests.followup.test_meetings import report_on

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

ROOM = {"operation_id_regex": "^followup_"}


@pytest.fixture
def existing() -> dict[str, Any]:
    """An open round with one of everything, by the names that addresses have for it."""
    strategy = a_followed_strategy()
    here, project = strategy.municipality, a_project(strategy)
    by = build.the_operator(here)
    round = opened(a_round(strategy))
    confirmed(report_on(round, project))
    ready = reports.mark_ready(by=by, round=round, unit=project.unit)
    meeting = meetings.plan_meeting(by=by, round=round, held_on=timezone.localdate())
    office = build.a_person("strategy_office", here)
    actor = queries.actor_for(here, office)
    deputy = appoint_deputy(by=actor, municipality=here, deputy=project.owner)
    aim = Report.objects.filter(round=round, kind="objective").first()
    assert aim
    return {
        "key": token_for(actor, here),
        "slug": here.slug,
        "round_id": str(round.id),
        "report_id": str(aim.id),
        "readiness_id": str(ready.id),
        "meeting_id": str(meeting.id),
        "point_id": str(meetings.add_point(by=by, meeting=meeting, title="Budget").id),
        "decision_id": str(decisions.record_decision(by=by, municipality=here, text="Ja").id),
        "deputy_id": str(deputy.id),
    }


@schema.include(**ROOM).parametrize()
@each_the_same_every_time
def test_a_program_of_the_strategy_office_gets_declared_answers_only(
    case: Any, existing: dict[str, Any]
) -> None:
    ask_here_and_there(case, existing, {"Authorization": f"Bearer {existing['key']}"})


@schema.include(method="GET", **ROOM).parametrize()
@each_the_same_every_time
def test_a_visitor_gets_declared_answers_only(case: Any, existing: dict[str, Any]) -> None:
    ask_here_and_there(case, existing, {})
