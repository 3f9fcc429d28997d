"""An open round with a report of a unit, a meeting, a decision and a deputy; a signed round with its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from pejl.followup.actions import decisions, meetings, reports
from pejl.followup.actions.rounds import appoint_deputy
from pejl.followup.models import AgendaItem, Decision, Deputy, Meeting, Readiness, Report, Round
from pejl.organisation.models import Unit
from pejl.strategy.models import Strategy
from tests import build
from tests.followup.frozen_rounds import a_closed_round, signed
from tests.followup.made import a_project, a_round, confirmed, opened
from tests.followup.test_meetings import report_on

OF_THE_SIGNED = {
    "sign_round", "records", "public_record", "add_to_record", "record", "export_record",
    "compare_rounds",
}  # fmt: skip
OF_A_ROUND_S_REPORTS = {"round_reports", "round_report"}
OF_A_REPORT = {"report", "hand_over"}


@dataclass(frozen=True)
class Followed:
    """What is followed up of one adopted strategy. Whatever is in the open round is for those who work here."""

    round: Round
    frozen: Round
    number: int
    """Of the record with which a round was signed."""
    report: Report
    meeting: Meeting
    point: AgendaItem
    decision: Decision
    deputy: Deputy
    readiness: Readiness

    def arguments(self, name: str) -> dict[str, Any]:
        """What the page with this name asks for, besides what all pages do."""
        room, _colon, page = name.partition(":")
        if page in OF_A_ROUND_S_REPORTS:
            return {"round": self.round.slug, "part": "hele", "ending": "xlsx"}
        if room != "followup":
            return {}
        of_a_record = page in OF_THE_SIGNED
        key: Any = self.meeting
        if page in OF_A_REPORT:
            key = self.report
        elif page == "end_deputy":
            key = self.deputy
        return {
            "round": (self.frozen if of_a_record else self.round).slug,
            "number": self.number if of_a_record else self.decision.number,
            "key": key.pk,
            "point": self.point.pk,
            "way": "ned",
            "secret": "ukendt",
        }

    def keys(self) -> dict[str, Any]:
        """What operations of the API ask for."""
        return {
            "round_id": self.round,
            "report_id": self.report,
            "readiness_id": self.readiness,
            "meeting_id": self.meeting,
            "point_id": self.point,
            "decision_id": self.decision,
            "deputy_id": self.deputy,
        }


def followed(strategy: Strategy, unit: Unit) -> Followed:
    """A signed public round, and after it an open one in which a project of the unit is reported on."""
    here = strategy.municipality
    office: Any = {"by": build.the_operator(here)}
    closed = a_closed_round(strategy, is_public=True)
    record = signed(closed)
    project = a_project(strategy, unit=unit)
    round = opened(a_round(strategy))
    report = confirmed(report_on(round, project))
    meeting = meetings.plan_meeting(**office, round=round, held_on=timezone.localdate())
    return Followed(
        round=round,
        frozen=closed,
        number=record.number,
        report=report,
        meeting=meeting,
        point=meetings.add_point(**office, meeting=meeting, title="Budget"),
        decision=decisions.record_decision(**office, municipality=here, text="Vi venter"),
        deputy=appoint_deputy(
            **office, municipality=here, person=build.a_person("employee", here),
            deputy=build.a_person("employee", here),
        ),
        readiness=reports.mark_ready(**office, round=round, unit=unit),
    )  # fmt: skip
