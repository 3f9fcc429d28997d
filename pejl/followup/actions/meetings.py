"""The executive group's meetings: plan one, put what must be seen on its agenda, take minutes point by point."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation

from pejl.effects.models import Evaluation
from pejl.followup import refusals
from pejl.followup.models import AgendaItem, Decision, Meeting, Report, Round
from pejl.followup.queries.agenda import FROM_PEJL, Wanted, exceptions
from pejl.history import actions as history
from pejl.history.models import Entry
from pejl.organisation.actors import Actor
from pejl.organisation.rules import require
from pejl.organisation.turns import take_turn

Why = AgendaItem.Why


def _require_unsigned(round: Round) -> None:
    """As it stands now: somebody may have signed since the page was opened."""
    state = Round.objects.values_list("state", flat=True).get(pk=round.pk)
    if state == Round.State.SIGNED:
        raise refusals.RoundIsSigned()


@transaction.atomic
def plan_meeting(
    *,
    by: Actor,
    round: Round,
    held_on: date,
    place: str = "",
    title: str = "",
    id: UUID | None = None,
) -> Meeting:
    """Say when the executive group meets on a round, and where."""
    require(by, "followup.prepare_meeting", round)
    take_turn(round.municipality_id)
    if id and (existing := Meeting.objects.filter(id=id, round=round).first()):
        return existing
    _require_unsigned(round)
    meeting = Meeting(
        id=id or uuid4(), municipality_id=round.municipality_id, round=round, held_on=held_on,
        place=place, title=title, is_example=round.is_example,
    )  # fmt: skip
    history.create(by=by, element=meeting)
    return meeting


@transaction.atomic
def edit_meeting(*, by: Actor, meeting: Meeting, version: int, **fields: Any) -> Entry | None:
    """Move a meeting to another day or place, or name it otherwise."""
    require(by, "followup.prepare_meeting", meeting)
    _require_unsigned(meeting.round)
    return history.change(by=by, element=meeting, version=version, fields=fields)


@transaction.atomic
def put_on_agenda(
    *,
    by: Actor,
    round: Round,
    why: str,
    title: str,
    details: str = "",
    came_from: str = "",
    report: Report | None = None,
    evaluation: Evaluation | None = None,
    decision: Decision | None = None,
    meeting: Meeting | None = None,
    id: UUID | None = None,
) -> AgendaItem:
    """Put something before the executive group: at a meeting, or waiting for the round's next one.

    The way for every room to do so. ``came_from`` names what put it there, such as ``supplier:<id>``: the same
    twice gives the point that is there, also when it was treated or taken off.
    """
    require(by, "followup.put_on_agenda", round)
    take_turn(round.municipality_id)
    if existing := _already_there(round, came_from, id):
        return existing
    _require_unsigned(round)
    if not title.strip():
        raise refusals.PointIsEmpty()
    if meeting is not None and meeting.round_id != round.pk:
        raise refusals.MeetingIsElsewhere()
    point = AgendaItem(
        id=id or uuid4(), municipality_id=round.municipality_id, round=round, meeting=meeting,
        number=_last_number(round, meeting) + 1, why=why, title=title.strip(), details=details,
        report=report, evaluation=evaluation, decision=decision, came_from=came_from,
        is_example=round.is_example,
    )  # fmt: skip
    history.create(by=by, element=point)
    return point


def _already_there(round: Round, came_from: str, id: UUID | None) -> AgendaItem | None:
    points = AgendaItem.objects.filter(round=round)
    found = points.filter(came_from=came_from).first() if came_from else None
    return found or (points.filter(id=id).first() if id else None)


def _last_number(round: Round, meeting: Meeting | None) -> int:
    points = AgendaItem.objects.filter(round=round, meeting=meeting)
    return int(points.aggregate(last=Max("number"))["last"] or 0)


@transaction.atomic
def add_point(
    *, by: Actor, meeting: Meeting, title: str, details: str = "", id: UUID | None = None
) -> AgendaItem:
    """Put a point of one's own on the agenda of a meeting."""
    require(by, "followup.prepare_meeting", meeting)
    return put_on_agenda(
        by=by, round=meeting.round, meeting=meeting, why=Why.OTHER, title=title, details=details,
        id=id,
    )  # fmt: skip


@transaction.atomic
def edit_point(*, by: Actor, point: AgendaItem, version: int, **fields: Any) -> Entry | None:
    """Word a point of one's own otherwise. Pejl's points follow what was reported."""
    require(by, "followup.prepare_meeting", point)
    _require_unsigned(point.round)
    if point.came_from:
        raise refusals.PointIsPejls()
    if not fields.get("title", point.title).strip():
        raise refusals.PointIsEmpty()
    return history.change(by=by, element=point, version=version, fields=fields)


@transaction.atomic
def make_agenda(*, by: Actor, meeting: Meeting) -> list[AgendaItem]:
    """Bring the agenda up to date with the round: what has become an exception comes on, what is none goes off.

    What was treated, minuted, decided on or taken off by people stays as it is, and so does what other rooms put
    there. Points that wait, and those that an earlier meeting did not reach, come along. Twice changes nothing.
    """
    require(by, "followup.prepare_meeting", meeting)
    round = meeting.round
    take_turn(round.municipality_id)
    _require_unsigned(round)
    with translation.override(settings.LANGUAGE_CODE):  # the minutes' language, whoever presses
        wanted = exceptions(by, round)
    there = {one.came_from: one for one in _points_of(round) if one.came_from}
    for one in wanted:
        point = there.pop(one.came_from, None)
        if point is None:
            _put(by, meeting, one)
        else:
            _bring_up_to_date(by, point, one)
    for point in there.values():
        if point.came_from.startswith(FROM_PEJL) and not _is_touched(point):
            history.remove(by=by, element=point, version=point.version)
    _take_along(by, meeting)
    points = list(_points_of(round).filter(meeting=meeting))
    _renumber(by, points)
    return points


def _points_of(round: Round) -> Any:
    return (
        AgendaItem.objects.filter(round=round)
        .select_related("round", "meeting")
        .prefetch_related("decisions")
    )


def _is_touched(point: AgendaItem) -> bool:
    """People have said something to it."""
    return bool(point.is_treated or point.minutes or point.decisions.all())


def _put(by: Actor, meeting: Meeting, wanted: Wanted) -> None:
    point = AgendaItem(
        municipality_id=meeting.municipality_id, round=meeting.round, meeting=meeting,
        number=_last_number(meeting.round, meeting) + 1, why=wanted.why, title=wanted.title[:300],
        details=wanted.details, came_from=wanted.came_from, report_id=wanted.report_id,
        evaluation_id=wanted.evaluation_id, decision_id=wanted.decision_id,
        is_example=meeting.is_example,
    )  # fmt: skip
    history.create(by=by, element=point)


def _bring_up_to_date(by: Actor, point: AgendaItem, wanted: Wanted) -> None:
    if not _is_touched(point):
        fields = {"why": wanted.why, "title": wanted.title[:300], "details": wanted.details}
        history.change(by=by, element=point, version=point.version, fields=fields)


def _take_along(by: Actor, meeting: Meeting) -> None:
    """What waits for a meeting, and what a meeting that has been did not reach."""
    today = timezone.localdate()
    for point in _points_of(meeting.round).filter(is_treated=False).exclude(meeting=meeting):
        waits = point.meeting is None
        was_not_reached = not waits and point.meeting.held_on < min(today, meeting.held_on)
        if waits or was_not_reached:
            fields = {"meeting": meeting, "number": _last_number(meeting.round, meeting) + 1}
            history.change(by=by, element=point, version=point.version, fields=fields)


def _renumber(by: Actor, ordered: Iterable[AgendaItem]) -> None:
    """Give the points the numbers 1, 2, 3 … without touching their versions.

    Otherwise somebody who takes minutes meanwhile would be told that the point was changed under their hands.
    """
    for number, point in enumerate(ordered, 1):
        if point.number != number:
            before = point.number
            AgendaItem.objects.filter(pk=point.pk).update(number=number)
            point.number = number
            history.record(
                by=by, verb=Entry.Verb.MOVED, subject=point, changes={"number": [before, number]}
            )


@transaction.atomic
def move_point(*, by: Actor, point: AgendaItem, steps: int) -> None:
    """Move a point up (−1) or down (+1) on its agenda. A move past the end changes nothing."""
    require(by, "followup.prepare_meeting", point)
    take_turn(point.municipality_id)
    _require_unsigned(point.round)
    ordered = list(_points_of(point.round).filter(meeting=point.meeting_id))
    place = next((i for i, one in enumerate(ordered) if one.pk == point.pk), 0)
    target = min(max(place + steps, 0), len(ordered) - 1)
    ordered.insert(target, ordered.pop(place))
    _renumber(by, ordered)


@transaction.atomic
def drop_point(*, by: Actor, point: AgendaItem, version: int) -> Entry | None:
    """Take a point off the agenda that nobody has said anything to. One of Pejl's does not come back by itself."""
    require(by, "followup.prepare_meeting", point)
    take_turn(point.municipality_id)
    _require_unsigned(point.round)
    if point.minutes or point.is_treated or point.decisions.exists():
        raise refusals.PointIsTreated()
    meeting_id = point.meeting_id
    if point.came_from:
        fields = {"meeting": None, "is_treated": True}
        entry = history.change(by=by, element=point, version=version, fields=fields)
    else:
        entry = history.remove(by=by, element=point, version=version)
    _renumber(by, _points_of(point.round).filter(meeting=meeting_id, is_treated=False))
    return entry


@transaction.atomic
def put_back(*, by: Actor, point: AgendaItem, meeting: Meeting) -> Entry | None:
    """Put a point that was taken off on an agenda again."""
    require(by, "followup.prepare_meeting", point)
    take_turn(point.municipality_id)
    _require_unsigned(point.round)
    if meeting.round_id != point.round_id:
        raise refusals.MeetingIsElsewhere()
    if point.meeting_id is not None:
        return None
    number = _last_number(point.round, meeting) + 1
    fields = {"meeting": meeting, "is_treated": False, "number": number}
    return history.change(by=by, element=point, version=point.version, fields=fields)


@transaction.atomic
def take_minutes(*, by: Actor, point: AgendaItem, version: int, minutes: str) -> Entry | None:
    """Write what was said to a point. Whoever writes to the same point at the same time is shown both texts."""
    require(by, "followup.take_minutes", point)
    _require_unsigned(point.round)
    return history.change(by=by, element=point, version=version, fields={"minutes": minutes})


@transaction.atomic
def mark_treated(*, by: Actor, point: AgendaItem, is_treated: bool = True) -> Entry | None:
    """Say that the executive group is done with a point, or not after all.

    Without touching its version, lest whoever still writes its minutes be told that somebody changed them.
    """
    require(by, "followup.take_minutes", point)
    _require_unsigned(point.round)
    marked = AgendaItem.objects.filter(pk=point.pk).exclude(is_treated=is_treated)
    if not marked.update(is_treated=is_treated):
        return None
    point.is_treated = is_treated
    return history.record(
        by=by, verb=Entry.Verb.CHANGED, subject=point,
        changes={"is_treated": [not is_treated, is_treated]},
    )  # fmt: skip
