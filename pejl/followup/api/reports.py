"""Reports for programs: read, kept while one writes, confirmed; and whether a unit is ready."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.followup import refusals
from pejl.followup.actions import reports as actions
from pejl.followup.actions.rounds import hand_over
from pejl.followup.api.naming import a_report, a_round, colleague, told_by_id, with_things
from pejl.followup.api.schemas import ReadinessOut, ReportFilter, ReportOut
from pejl.followup.api.submissions import HandOver, Ready, Said
from pejl.followup.queries import rounds as queries
from pejl.followup.queries import units
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import (
    READING,
    WRITING,
    IfMatch,
    Visit,
    found,
    version_in,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged

router = Router(auth=READING)


@router.get(
    "/{slug}/rounds/{round_id}/reports",
    response=Page[ReportOut],
    operation_id="followup_list_reports",
    summary="What is said of each thing in a round",
)
def list_reports(request: HttpRequest, slug: Slug, round_id: Id, part: Query[ReportFilter]) -> Any:
    """In the order of their days. For those who work there."""
    here = colleague(request, slug)
    reports = queries.reports_of(
        here.actor, a_round(here, round_id), kind=part.kind or "", status=part.status or "",
        unit_id=part.unit_id, confirmed=part.confirmed, mine=part.mine,
    )  # fmt: skip
    return paged(request, reports, part)


@router.get(
    "/{slug}/reports/{report_id}",
    response=ReportOut,
    operation_id="followup_read_report",
    summary="What is said of one thing",
)
def read_report(request: HttpRequest, slug: Slug, report_id: Id) -> Any:
    """For those who work there."""
    return a_report(colleague(request, slug), report_id)


@router.patch(
    "/{slug}/reports/{report_id}",
    auth=WRITING,
    response=ReportOut,
    operation_id="followup_keep_report",
    summary="Keep what is being written, without confirming it",
)
def keep_report(
    request: HttpRequest, slug: Slug, report_id: Id, said: Said, if_match: IfMatch
) -> Any:
    """For its owner, who stands in for them, the leader of the unit and the strategy office."""
    here = writing_visit(request, slug)
    report = a_report(here, report_id)
    actions.save_report(by=here.actor, report=report, version=version_in(if_match), **said.fields())
    return report


@router.post(
    "/{slug}/reports/{report_id}/confirm",
    auth=WRITING,
    response=ReportOut,
    operation_id="followup_confirm_report",
    summary="Say that this is how it stands",
)
def confirm_report(
    request: HttpRequest, slug: Slug, report_id: Id, said: Said, if_match: IfMatch
) -> Any:
    """For its owner, who stands in for them, the leader of the unit and the strategy office. What is left out
    stays as it was said last; what is not on course, or differs from what the figures suggest, is explained."""
    here = writing_visit(request, slug)
    report = a_report(here, report_id)
    actions.confirm_report(
        by=here.actor, report=report, version=version_in(if_match), **said.fields()
    )
    return report


@router.post(
    "/{slug}/reports/{report_id}/hand-over",
    auth=WRITING,
    response=ReportOut,
    operation_id="followup_hand_over_report",
    summary="Let somebody else owe a report",
)
def hand_over_report(
    request: HttpRequest, slug: Slug, report_id: Id, to: HandOver, if_match: IfMatch
) -> Any:
    """For its owner, who stands in for them, the leader of the unit and the strategy office. They get a letter."""
    here = writing_visit(request, slug)
    report = a_report(here, report_id)
    with told_by_id():
        hand_over(
            by=here.actor, report=report, version=version_in(if_match),
            **with_things(here, to.fields()),
        )  # fmt: skip
    return report


@router.get(
    "/{slug}/rounds/{round_id}/readiness",
    response=Page[ReadinessOut],
    operation_id="followup_list_readiness",
    summary="How ready the units are",
)
def list_readiness(request: HttpRequest, slug: Slug, round_id: Id, part: Query[Slice]) -> Any:
    """Every unit that owes something. For those who work there."""
    here = colleague(request, slug)
    return paged(request, units.readiness(a_round(here, round_id)), part)


@router.post(
    "/{slug}/rounds/{round_id}/readiness",
    auth=WRITING,
    response={201: ReadinessOut},
    operation_id="followup_mark_ready",
    summary="Say that a unit's reports are as they should be",
)
def mark_ready(request: HttpRequest, slug: Slug, round_id: Id, new: Ready) -> Any:
    """For the leader of the unit and the strategy office, when all is confirmed."""
    here = writing_visit(request, slug)
    round = a_round(here, round_id)
    fields = new.fields()
    unit = organisation.unit_by_id(here.municipality, fields.pop("unit_id"))
    if unit is None:
        raise refusals.UnitOwesNothing(field="unit_id")
    actions.mark_ready(by=here.actor, round=round, unit=unit, **fields)
    return Status(201, _told(here, round, unit.id))


@router.delete(
    "/{slug}/rounds/{round_id}/readiness/{readiness_id}",
    auth=WRITING,
    response=ReadinessOut,
    operation_id="followup_take_back_ready",
    summary="The unit is not ready after all",
)
def take_back_ready(
    request: HttpRequest, slug: Slug, round_id: Id, readiness_id: Id, if_match: IfMatch
) -> Any:
    """For the leader of the unit and the strategy office."""
    here = writing_visit(request, slug)
    round = a_round(here, round_id)
    marked = found(units.readiness_by_id(round, readiness_id))
    actions.take_back_ready(by=here.actor, readiness=marked, version=version_in(if_match))
    return _told(here, round, marked.unit_id)


def _told(here: Visit, round: Any, unit_id: Any) -> Any:
    """A unit as it stands now."""
    return found(next((one for one in units.readiness(round) if one.unit.id == unit_id), None))
