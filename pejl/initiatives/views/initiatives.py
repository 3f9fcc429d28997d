"""An initiative at its address, whatever its kind; what is done at once; the talk about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.initiatives import actions, queries
from pejl.initiatives.forms import ideas as forms
from pejl.initiatives.views.finding import address, found, show, trail
from pejl.initiatives.views.prejekter import prejekt_page
from pejl.initiatives.views.projects import operation_page, project_page
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may

if TYPE_CHECKING:
    from pejl.initiatives.models import Initiative


PAGES = {"prejekt": prejekt_page, "project": project_page, "operation": operation_page}
"""The page of each kind, for those who work here."""


def _initiative(request: PejlRequest, number: int) -> Initiative:
    return found(queries.initiative_by_number(request.actor, number))


def initiative(request: PejlRequest, number: int) -> HttpResponse:
    """A prejekt, a project or something done at once; to visitors the public version of any."""
    thing = _initiative(request, number)
    if not may(request.actor, "initiatives.read_internal", thing):
        return public_page(request, thing)
    return PAGES[thing.kind](request, thing)


def public_page(request: PejlRequest, thing: Initiative) -> HttpResponse:
    """What everyone may read: what it is, what it serves, what was decided and learned. No names, no notes."""
    context = {
        "initiative": thing,
        "question": queries.question_of(thing),
        "around": queries.surroundings(request.actor, thing),
        "trail": trail(request, (thing.label, "")),
    }
    return render(request, "initiatives/initiative_public.html", context)


@require_POST
def follow(request: PejlRequest, number: int) -> HttpResponse:
    """Ask to hear what becomes of it, or to hear no more."""
    thing = _initiative(request, number)
    verb = actions.unfollow if request.POST.get("leave") else actions.follow
    verb(by=request.actor, initiative=thing)
    return done(request, address(request, "initiative", number))


@require_POST
def comment(request: PejlRequest, number: int) -> HttpResponse:
    """Say something about it."""
    thing = _initiative(request, number)
    form = forms.CommentForm(request.POST)
    back = address(request, "initiative", number)
    if attempt(form, partial(actions.comment, by=request.actor, initiative=thing)):
        return done(request, f"{back}#samtale")
    return show(
        request,
        form,
        permission="initiatives.converse",
        thing=thing,
        heading=_("Comment"),
        back=back,
    )
