"""Meetings for programs: planned, with an agenda of exceptions, minuted point by point."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from pejl.followup import refusals
from pejl.followup.actions import meetings as actions
from pejl.followup.api.naming import a_meeting, a_point, a_round, colleague
from pejl.followup.api.schemas import MeetingOut, PointOut
from pejl.followup.api.submissions import (
    MeetingEdits,
    Minutes,
    MovePoint,
    NewMeeting,
    NewPoint,
    PointEdits,
    PutBack,
    Treated,
)
from pejl.followup.queries import meetings as queries
from pejl.organisation.api.door import READING, WRITING, IfMatch, version_in, writing_visit
from pejl.organisation.api.wire import Id, Page, Slice, Slug, paged

router = Router(auth=READING)


@router.get(
    "/{slug}/rounds/{round_id}/meetings",
    response=Page[MeetingOut],
    operation_id="followup_list_meetings",
    summary="The meetings of a round",
)
def list_meetings(request: HttpRequest, slug: Slug, round_id: Id, part: Query[Slice]) -> Any:
    """In the order of their days. For those who work there."""
    here = colleague(request, slug)
    return paged(request, queries.meetings(here.actor, a_round(here, round_id)), part)


@router.post(
    "/{slug}/rounds/{round_id}/meetings",
    auth=WRITING,
    response={201: MeetingOut},
    operation_id="followup_plan_meeting",
    summary="Plan a meeting",
)
def plan_meeting(request: HttpRequest, slug: Slug, round_id: Id, new: NewMeeting) -> Any:
    """For the strategy office and the executive group."""
    here = writing_visit(request, slug)
    made = actions.plan_meeting(by=here.actor, round=a_round(here, round_id), **new.fields())
    return Status(201, a_meeting(here, made.id))


@router.get(
    "/{slug}/meetings/{meeting_id}",
    response=MeetingOut,
    operation_id="followup_read_meeting",
    summary="A meeting",
)
def read_meeting(request: HttpRequest, slug: Slug, meeting_id: Id) -> Any:
    """For those who work there."""
    return a_meeting(colleague(request, slug), meeting_id)


@router.patch(
    "/{slug}/meetings/{meeting_id}",
    auth=WRITING,
    response=MeetingOut,
    operation_id="followup_edit_meeting",
    summary="Move a meeting, or name it otherwise",
)
def edit_meeting(
    request: HttpRequest, slug: Slug, meeting_id: Id, edits: MeetingEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. Fields that are left out stay as they are."""
    here = writing_visit(request, slug)
    meeting = a_meeting(here, meeting_id)
    actions.edit_meeting(
        by=here.actor, meeting=meeting, version=version_in(if_match), **edits.fields()
    )
    return meeting


@router.post(
    "/{slug}/meetings/{meeting_id}/agenda",
    auth=WRITING,
    response=MeetingOut,
    operation_id="followup_make_agenda",
    summary="Bring an agenda up to date with what was reported",
)
def make_agenda(request: HttpRequest, slug: Slug, meeting_id: Id) -> Any:
    """For the strategy office and the executive group. Twice changes nothing; what has been talked about stays."""
    here = writing_visit(request, slug)
    actions.make_agenda(by=here.actor, meeting=a_meeting(here, meeting_id))
    return a_meeting(here, meeting_id)


@router.get(
    "/{slug}/meetings/{meeting_id}/points",
    response=Page[PointOut],
    operation_id="followup_list_points",
    summary="The agenda of a meeting, with its minutes",
)
def list_points(request: HttpRequest, slug: Slug, meeting_id: Id, part: Query[Slice]) -> Any:
    """In order. For those who work there."""
    here = colleague(request, slug)
    meeting = a_meeting(here, meeting_id)
    return paged(
        request, queries.points_of_round(here.actor, meeting.round).filter(meeting=meeting), part
    )


@router.post(
    "/{slug}/meetings/{meeting_id}/points",
    auth=WRITING,
    response={201: PointOut},
    operation_id="followup_add_point",
    summary="Put a point of one's own on the agenda",
)
def add_point(request: HttpRequest, slug: Slug, meeting_id: Id, new: NewPoint) -> Any:
    """For the strategy office and the executive group."""
    here = writing_visit(request, slug)
    made = actions.add_point(by=here.actor, meeting=a_meeting(here, meeting_id), **new.fields())
    return Status(201, a_point(here, made.id))


@router.get(
    "/{slug}/points/{point_id}",
    response=PointOut,
    operation_id="followup_read_point",
    summary="A point of an agenda",
)
def read_point(request: HttpRequest, slug: Slug, point_id: Id) -> Any:
    """For those who work there."""
    return a_point(colleague(request, slug), point_id)


@router.patch(
    "/{slug}/points/{point_id}",
    auth=WRITING,
    response=PointOut,
    operation_id="followup_edit_point",
    summary="Word a point of one's own otherwise",
)
def edit_point(
    request: HttpRequest, slug: Slug, point_id: Id, edits: PointEdits, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. Pejl's points follow what was reported."""
    here = writing_visit(request, slug)
    point = a_point(here, point_id)
    actions.edit_point(by=here.actor, point=point, version=version_in(if_match), **edits.fields())
    return point


@router.post(
    "/{slug}/points/{point_id}/move",
    auth=WRITING,
    response=PointOut,
    operation_id="followup_move_point",
    summary="Move a point on its agenda",
)
def move_point(request: HttpRequest, slug: Slug, point_id: Id, how: MovePoint) -> Any:
    """For the strategy office and the executive group. A move past the end changes nothing."""
    here = writing_visit(request, slug)
    actions.move_point(by=here.actor, point=a_point(here, point_id), **how.fields())
    return a_point(here, point_id)


@router.delete(
    "/{slug}/points/{point_id}",
    auth=WRITING,
    response={204: None},
    operation_id="followup_drop_point",
    summary="Take a point off its agenda",
)
def drop_point(request: HttpRequest, slug: Slug, point_id: Id, if_match: IfMatch) -> Any:
    """For the strategy office and the executive group, when nobody has said anything to it."""
    here = writing_visit(request, slug)
    point = a_point(here, point_id)
    actions.drop_point(by=here.actor, point=point, version=version_in(if_match))
    return Status(204, None)


@router.post(
    "/{slug}/points/{point_id}/put-back",
    auth=WRITING,
    response=PointOut,
    operation_id="followup_put_back_point",
    summary="Put a point on an agenda again",
)
def put_back(request: HttpRequest, slug: Slug, point_id: Id, to: PutBack) -> Any:
    """For the strategy office and the executive group: what was taken off, or waits for a meeting."""
    here = writing_visit(request, slug)
    point = a_point(here, point_id)
    meeting = queries.meeting_by_id(here.actor, to.meeting_id)
    if meeting is None:
        raise refusals.MeetingIsElsewhere(field="meeting_id")
    actions.put_back(by=here.actor, point=point, meeting=meeting)
    return a_point(here, point_id)


@router.put(
    "/{slug}/points/{point_id}/minutes",
    auth=WRITING,
    response=PointOut,
    operation_id="followup_take_minutes",
    summary="Write what was said to a point",
)
def take_minutes(
    request: HttpRequest, slug: Slug, point_id: Id, said: Minutes, if_match: IfMatch
) -> Any:
    """For the strategy office and the executive group. When somebody else wrote first, 412 carries both texts."""
    here = writing_visit(request, slug)
    point = a_point(here, point_id)
    actions.take_minutes(by=here.actor, point=point, version=version_in(if_match), **said.fields())
    return point


@router.post(
    "/{slug}/points/{point_id}/treated",
    auth=WRITING,
    response=PointOut,
    operation_id="followup_mark_treated",
    summary="Say that the executive group is done with a point",
)
def mark_treated(request: HttpRequest, slug: Slug, point_id: Id, how: Treated) -> Any:
    """For the strategy office and the executive group. It does not touch the point's version."""
    here = writing_visit(request, slug)
    point = a_point(here, point_id)
    actions.mark_treated(by=here.actor, point=point, **how.fields())
    return point
