"""Who is here, in which roles; and giving and ending roles."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pejl.organisation import actions, forms, queries
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require
from pejl.organisation.views.pages import address, found, show_form, trail

ON_A_PAGE = 50


def people(request: PejlRequest) -> HttpResponse:
    """Everyone with a role here, found by words and role; the choice stands in the address."""
    require(request.actor, "organisation.see_people")
    words, role = request.GET.get("q", ""), request.GET.get("rolle", "")
    everyone = queries.people(request.municipality, words, role)
    context = {
        "page": Paginator(everyone, ON_A_PAGE).get_page(request.GET.get("side")),
        "filter": forms.FindPeopleForm(initial={"q": words, "rolle": role}),
        "may_edit": may(request.actor, "organisation.administer", request.municipality),
        "trail": trail(request, (_("People"), "")),
    }
    template = "organisation/people.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def grant_role(request: PejlRequest) -> HttpResponse:
    require(request.actor, "organisation.administer", request.municipality)
    form = forms.GrantRoleForm(request.POST or None, municipality=request.municipality)
    grant = partial(actions.grant_role, by=request.actor, municipality=request.municipality)
    if request.method == "POST" and (membership := attempt(form, grant)):
        messages.success(request, _("The role was given: %s.") % membership)
        return done(request, "organisation:people", request.municipality.slug)
    back = address(request, "people")
    heading = _("Give a role")
    way = trail(request, (_("People"), back), (heading, ""))
    return show_form(request, form, heading, back, trail=way, save=_("Give the role"))


def end_role(request: PejlRequest, person: UUID, membership: UUID) -> HttpResponse:
    require(request.actor, "organisation.administer", request.municipality)
    role = found(queries.membership(request.municipality, person, membership))
    form = forms.EndRoleForm(request.POST or None, initial={"version": role.version})
    end = partial(actions.end_role, by=request.actor, membership=role)
    if request.method == "POST" and attempt(form, end):
        messages.success(request, _("The role was ended: %s.") % role)
        return done(request, "organisation:people", request.municipality.slug)
    back = address(request, "people")
    heading = _("End a role")
    return show_form(
        request,
        form,
        heading,
        back,
        lead=_("%s. It stays in the history that the role was held.") % role,
        trail=trail(request, (_("People"), back), (heading, "")),
        save=_("End the role"),
    )
