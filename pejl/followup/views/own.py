"""What one keeps for oneself: who stands in, and the secret address of one's calendar."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pejl.followup import calendar
from pejl.followup.actions import calendars
from pejl.followup.actions import rounds as actions
from pejl.followup.forms import rounds as forms
from pejl.followup.queries import mine
from pejl.followup.queries import rounds as queries
from pejl.followup.views.finding import address, found, show, trail
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require


def deputies(request: PejlRequest) -> HttpResponse:
    """Who stands in for me and for whom I do; for the strategy office, everybody."""
    require(request.actor, "followup.appoint_deputy", request.municipality)
    for_others = may(request.actor, "followup.appoint_any_deputy", request.municipality)
    context = {
        "deputies": queries.deputies(request.actor, None if for_others else request.actor.person),
        "for_others": for_others,
        "trail": trail(request, (_("Follow-up"), address(request, "rounds")), (_("Deputies"), "")),
    }
    return render(request, "followup/deputies.html", context)


def appoint_deputy(request: PejlRequest) -> HttpResponse:
    """Name somebody who reports in one's own place; the strategy office may do so for others."""
    for_others = may(request.actor, "followup.appoint_any_deputy", request.municipality)
    form = forms.DeputyForm(request.POST or None, initial={"since_on": timezone.localdate()})
    form.offer(request.municipality, for_others=for_others)
    action = partial(actions.appoint_deputy, by=request.actor, municipality=request.municipality)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Named. They get the letters too."))
        return done(request, address(request, "deputies"))
    return show(
        request,
        form,
        permission="followup.appoint_deputy",
        thing=request.municipality,
        heading=_("Name a deputy"),
        back=address(request, "deputies"),
        save=_("Name the deputy"),
    )


def end_deputy(request: PejlRequest, key: UUID) -> HttpResponse:
    """Say until when somebody stands in."""
    deputy = found(queries.deputy_by_id(request.actor, key))
    own = deputy.person_id == request.actor.person_id
    initial = {"version": deputy.version, "until_on": deputy.until_on or timezone.localdate()}
    form = forms.EndDeputyForm(request.POST or None, initial=initial)
    action = partial(actions.end_deputy, by=request.actor, deputy=deputy)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, address(request, "deputies"))
    return show(
        request,
        form,
        permission="followup.appoint_deputy" if own else "followup.appoint_any_deputy",
        thing=deputy,
        heading=_("%(deputy)s stands in for %(person)s")
        % {"deputy": deputy.deputy, "person": deputy.person},
        back=address(request, "deputies"),
    )


@never_cache
def my_calendar(request: PejlRequest) -> HttpResponse:
    """Make the address of one's calendar, or end it. The address is shown once, when it is made."""
    require(request.actor, "followup.keep_calendar", request.municipality)
    person = found(request.actor.person)
    secret = ""
    if request.method == "POST" and "end" in request.POST:
        calendars.end_calendar_address(by=request.actor, municipality=request.municipality)
        messages.success(request, _("The address leads nowhere any more."))
        return done(request, address(request, "my_calendar"))
    if request.method == "POST":
        secret = calendars.make_calendar_address(
            by=request.actor, municipality=request.municipality
        )
    path = address(request, "calendar", secret) if secret else ""
    context = {
        "kept": mine.calendar_address_of(request.municipality, person),
        "shown": request.build_absolute_uri(path) if path else "",
        "events": mine.events_of(request.actor),
        "trail": trail(
            request,
            (_("My page"), reverse("overview:my_page", args=[request.municipality.slug])),
            (_("My calendar"), ""),
        ),
    }
    return render(request, "followup/calendar.html", context)


@require_safe
@never_cache
def calendar_feed(request: PejlRequest, secret: str) -> HttpResponse:
    """The calendar itself, for a program that knows the secret. Whoever has left has none."""
    person = mine.person_by_calendar(request.municipality, secret)
    if person is None:
        raise Http404
    actor = organisation.actor_for(request.municipality, person)
    if not actor.is_member:
        raise Http404
    with translation.override(person.language):
        name = _("Follow-up, %(municipality)s") % {"municipality": request.municipality.name}
        written = calendar.calendar_of(
            request.municipality, name, mine.events_of(actor), timezone.now()
        )
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")
