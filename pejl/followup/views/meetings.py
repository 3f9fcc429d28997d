"""Pages of meetings: planned, with an agenda of exceptions, and minuted point by point, also by two at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pejl.design.days import written_day
from pejl.followup.actions import meetings as actions
from pejl.followup.forms import meetings as forms
from pejl.followup.queries import meetings as queries
from pejl.followup.views.finding import (
    address,
    below_round,
    found_meeting,
    found_point,
    found_round,
    sent_version,
    show,
)
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.followup.models import AgendaItem, Meeting


def _at(request: PejlRequest, meeting: Meeting, point: AgendaItem | None = None) -> str:
    where = address(request, "meeting", meeting.round.slug, meeting.pk)
    return f"{where}#p{point.pk.hex[:8]}" if point else where


def meetings(request: PejlRequest, round: str) -> HttpResponse:
    """The meetings of a round."""
    one = found_round(request, round)
    require(request.actor, "followup.read_internal", one)
    context = {
        "round": one,
        "meetings": queries.meetings(request.actor, one),
        "may_run": may(request.actor, "followup.run", one),
        "may_plan": not one.is_signed and may(request.actor, "followup.prepare_meeting", one),
        "trail": below_round(request, one, (_("Meetings"), "")),
    }
    return render(request, "followup/meetings.html", context)


def plan_meeting(request: PejlRequest, round: str) -> HttpResponse:
    """Say when the executive group meets."""
    one = found_round(request, round)
    initial = {"held_on": max(one.focus_areas_due_on, timezone.localdate())}
    form = forms.NewMeetingForm(request.POST or None, initial=initial)
    action = partial(actions.plan_meeting, by=request.actor, round=one)
    if request.method == "POST" and (made := attempt(form, action)):
        messages.success(request, _("Planned. Make the agenda when the reports are in."))
        return done(request, address(request, "meeting", one.slug, made.pk))
    return show(
        request,
        form,
        permission="followup.prepare_meeting",
        thing=one,
        heading=_("Plan a meeting"),
        back=address(request, "meetings", one.slug),
        save=_("Plan the meeting"),
    )


def edit_meeting(request: PejlRequest, round: str, key: UUID) -> HttpResponse:
    """Move a meeting, or name it otherwise."""
    meeting = found_meeting(request, round, key)
    form = forms.MeetingForm(
        request.POST or None, initial=starting_values(meeting, forms.MeetingForm)
    )
    action = partial(actions.edit_meeting, by=request.actor, meeting=meeting)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, _at(request, meeting))
    return show(
        request,
        form,
        permission="followup.prepare_meeting",
        thing=meeting,
        heading=_("Edit the meeting"),
        back=_at(request, meeting),
    )


@never_cache
def meeting(request: PejlRequest, round: str, key: UUID) -> HttpResponse:
    """The meeting as it is held: read on a wall, or with a field for the minutes of each point."""
    return _page(request, found_meeting(request, round, key))


def _page(
    request: PejlRequest, one: Meeting, sent: forms.MinutesForm | None = None
) -> HttpResponse:
    page = queries.meeting_page(one)
    is_signed, actor = one.round.is_signed, request.actor
    may_write = not is_signed and may(actor, "followup.take_minutes", one)
    items = [(point, _minutes(point, sent) if may_write else None) for point in page.points]
    context = {
        "round": one.round,
        "meeting": one,
        "page": page,
        "items": items,
        "is_on_screen": "skaerm" in request.GET,
        "may_prepare": not is_signed and may(actor, "followup.prepare_meeting", one),
        "may_decide": not is_signed and may(actor, "followup.decide", one),
        "trail": below_round(
            request,
            one.round,
            (_("Meetings"), address(request, "meetings", one.round.slug)),
            (one.title or _("Meeting %(day)s") % {"day": written_day(one.held_on)}, ""),
        ),
    }
    screen = "followup/meeting_screen.html" if context["is_on_screen"] else "followup/meeting.html"
    return render(request, screen, context)


def _minutes(point: AgendaItem, sent: forms.MinutesForm | None) -> forms.MinutesForm:
    form = forms.MinutesForm.for_point(point)
    return sent if sent is not None and sent.prefix == form.prefix else form


@require_POST
def make_agenda(request: PejlRequest, round: str, key: UUID) -> HttpResponse:
    """Bring the agenda up to date with what was reported."""
    one = found_meeting(request, round, key)
    points = actions.make_agenda(by=request.actor, meeting=one)
    if points:
        messages.success(request, _("The agenda follows what has been reported."))
    else:
        messages.info(request, _("There is no exception to put on the agenda."))
    return done(request, _at(request, one))


def add_point(request: PejlRequest, round: str, key: UUID) -> HttpResponse:
    """Put a point of one's own on the agenda."""
    one = found_meeting(request, round, key)
    form = forms.NewPointForm(request.POST or None)
    action = partial(actions.add_point, by=request.actor, meeting=one)
    if request.method == "POST" and (made := attempt(form, action)):
        return done(request, _at(request, one, made))
    return show(
        request,
        form,
        permission="followup.prepare_meeting",
        thing=one,
        heading=_("New point"),
        back=_at(request, one),
        save=_("Put it on the agenda"),
    )


def edit_point(request: PejlRequest, round: str, key: UUID, point: UUID) -> HttpResponse:
    """Word a point of one's own otherwise."""
    one = found_point(request, round, key, point)
    meeting = one.meeting or found_meeting(request, round, key)
    form = forms.PointForm(request.POST or None, initial=starting_values(one, forms.PointForm))
    action = partial(actions.edit_point, by=request.actor, point=one)
    if request.method == "POST" and attempt(form, action):
        return done(request, _at(request, meeting, one))
    return show(
        request,
        form,
        permission="followup.prepare_meeting",
        thing=one,
        heading=_("Edit the point"),
        back=_at(request, meeting, one),
    )


@require_POST
def move_point(request: PejlRequest, round: str, key: UUID, point: UUID, way: str) -> HttpResponse:
    """Move a point up or down."""
    one = found_point(request, round, key, point)
    actions.move_point(by=request.actor, point=one, steps=-1 if way == "op" else 1)
    return redirect(_at(request, found_meeting(request, round, key), one))


@require_POST
def drop_point(request: PejlRequest, round: str, key: UUID, point: UUID) -> HttpResponse:
    """Take a point off the agenda."""
    one = found_point(request, round, key, point)
    actions.drop_point(by=request.actor, point=one, version=sent_version(request))
    messages.success(request, _("The point is off the agenda."))
    return done(request, address(request, "meeting", round, key))


@require_POST
def put_back(request: PejlRequest, round: str, key: UUID, point: UUID) -> HttpResponse:
    """Put a point on the agenda again that was taken off."""
    one = found_point(request, round, key, point)
    meeting = found_meeting(request, round, key)
    actions.put_back(by=request.actor, point=one, meeting=meeting)
    return done(request, _at(request, meeting, one))


@require_POST
def mark_treated(request: PejlRequest, round: str, key: UUID, point: UUID) -> HttpResponse:
    """Say that the executive group is done with a point, or not after all."""
    one = found_point(request, round, key, point)
    actions.mark_treated(by=request.actor, point=one, is_treated="again" not in request.POST)
    return redirect(_at(request, found_meeting(request, round, key), one))


@require_POST
def take_minutes(request: PejlRequest, round: str, key: UUID, point: UUID) -> HttpResponse:
    """Keep the minutes of a point; by itself while one writes, or at the press of a button."""
    one = found_point(request, round, key, point)
    require(request.actor, "followup.take_minutes", one)
    meeting = found_meeting(request, round, key)
    form = forms.MinutesForm.for_point(one, _deliberately(request.POST, one))
    saved = attempt(form, partial(actions.take_minutes, by=request.actor, point=one))
    if request.htmx:
        context: dict[str, Any] = {"form": form, "point": one, "is_kept": bool(saved)}
        return render(request, "followup/parts/minutes_kept.html", context)
    return redirect(_at(request, meeting, one)) if saved else _page(request, meeting, form)


def _deliberately(sent: QueryDict, point: AgendaItem) -> QueryDict:
    """What was sent; with the button that puts one's own text over another's, on top of the version it names."""
    if "over" not in sent:
        return sent
    data = sent.copy()
    data[f"p{point.pk.hex[:8]}-version"] = str(sent["over"])
    return data
