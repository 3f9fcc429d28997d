"""Pages about people taking part: how broadly they do, and who can run an innovation process."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pejl.initiatives.actions.facilitators import offer_to_facilitate
from pejl.initiatives.forms.catalogue import OfferForm
from pejl.initiatives.queries import breadth as queries
from pejl.initiatives.views.finding import address, show, trail
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require


def breadth(request: PejlRequest) -> HttpResponse:
    """Who takes part, centre by centre and quarter by quarter."""
    require(request.actor, "initiatives.read_internal")
    asked = request.GET.get("aar", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else None
    context = {
        "page": queries.breadth(request.municipality, year),
        "fewest": queries.FEWEST,
        "trail": trail(request, (_("Participation"), "")),
    }
    return render(request, "initiatives/breadth.html", context)


def facilitators(request: PejlRequest) -> HttpResponse:
    """Who can be asked to run an innovation process."""
    require(request.actor, "initiatives.see_facilitators")
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "shown": queries.facilitators(request.actor, words),
        "words": words,
        "own": queries.own_offer(request.actor),
        "trail": trail(request, (_("Facilitators"), "")),
    }
    return render(request, "initiatives/facilitators.html", context)


def offer(request: PejlRequest) -> HttpResponse:
    """Offer oneself, change what one wrote, or take it back."""
    own = queries.own_offer(request.actor)
    initial = starting_values(own, OfferForm) if own else {"version": 0}
    form = OfferForm(request.POST or None, initial=initial)
    form.offer(request.municipality)
    action = partial(offer_to_facilitate, by=request.actor, municipality=request.municipality)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, address(request, "facilitators"))
    return show(
        request,
        form,
        permission="initiatives.offer_to_facilitate",
        thing=None,
        heading=_("Offer to run innovation processes"),
        back=address(request, "facilitators"),
    )
