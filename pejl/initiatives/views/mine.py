"""“Mine”: what waits for me, what I carry, what I had, and how I want to hear of it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.history.refusals import NotAllowed
from pejl.initiatives.actions.letters import choose_news as choose
from pejl.initiatives.forms.projects import NewsForm
from pejl.initiatives.queries import mine as queries
from pejl.initiatives.views.finding import address, trail
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require


def mine(request: PejlRequest) -> HttpResponse:
    """What is mine here; what waits for me stands first."""
    return _shown(request, None)


def _shown(request: PejlRequest, form: NewsForm | None) -> HttpResponse:
    person = request.actor.person
    require(request.actor, "initiatives.submit_idea")
    if person is None:
        raise NotAllowed()
    page = queries.mine(request.municipality, request.actor, person)
    context = {
        "page": page,
        "news_form": form or NewsForm(initial={"wanted": page.wanted}),
        "may_work": may(request.actor, "initiatives.read_internal"),
        "trail": trail(request, (_("Mine"), "")),
    }
    return render(request, "initiatives/mine.html", context)


@require_POST
def choose_news(request: PejlRequest) -> HttpResponse:
    """How one wants to hear of what one follows."""
    form = NewsForm(request.POST)
    action = partial(choose, by=request.actor, municipality=request.municipality)
    if attempt(form, action):
        messages.success(request, _("Saved. Letters come as you chose."))
        return done(request, address(request, "mine"))
    return _shown(request, form)
