"""Begin, edit, adopt and close a strategy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.vocabulary import term
from pejl.strategy import actions, queries
from pejl.strategy.forms import AdoptForm, CloseForm, NewStrategyForm, StrategyForm
from pejl.strategy.views.finding import found_strategy, is_public, show

if TYPE_CHECKING:
    from pejl.strategy.models import Strategy


def _address(request: PejlRequest, strategy: Strategy) -> str:
    return reverse("overview:strategy", args=[request.municipality.slug, strategy.slug])


def new_strategy(request: PejlRequest) -> HttpResponse:
    group = term(request.municipality.vocabulary, "executive_group", "definite").capitalize()
    form = NewStrategyForm(
        request.POST or None,
        initial={"responsible_body": group},
        earlier=queries.strategies(request.actor),
    )
    action = partial(actions.create_strategy, by=request.actor, municipality=request.municipality)
    if request.method == "POST" and (strategy := attempt(form, action)):
        messages.success(request, _("The draft is saved. Add what drives it and its focus areas."))
        return done(request, _address(request, strategy))
    return show(
        request,
        form,
        permission="strategy.create",
        thing=None,
        heading=_("Begin a strategy"),
        back=reverse("overview:strategies", args=[request.municipality.slug]),
        public=False,
    )


def edit_strategy(request: PejlRequest, strategy: str) -> HttpResponse:
    found = found_strategy(request, strategy)
    form = StrategyForm(request.POST or None, initial=starting_values(found, StrategyForm))
    action = partial(actions.edit_strategy, by=request.actor, strategy=found)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, _address(request, found))
    return show(
        request,
        form,
        permission="strategy.edit",
        thing=found,
        heading=_("Edit %(title)s") % {"title": found.title},
        back=_address(request, found),
        public=is_public(found),
    )


def adopt_strategy(request: PejlRequest, strategy: str) -> HttpResponse:
    found = found_strategy(request, strategy)
    form = AdoptForm(request.POST or None, initial={"version": found.version})
    action = partial(actions.adopt_strategy, by=request.actor, strategy=found)
    if request.method == "POST" and attempt(form, action):
        messages.success(
            request, _("The strategy is adopted. From now on changes leave a visible trace.")
        )
        return done(request, _address(request, found))
    return show(
        request,
        form,
        permission="strategy.adopt",
        thing=found,
        heading=_("Adopt %(title)s") % {"title": found.title},
        lead=_(
            "Once adopted, everyone can read the strategy, its parts keep their numbers, and every "
            "change of its text is shown with who and when. It cannot become a draft again."
        ),
        back=_address(request, found),
        save=_("Adopt the strategy"),
        public=True,
    )


def close_strategy(request: PejlRequest, strategy: str) -> HttpResponse:
    found = found_strategy(request, strategy)
    form = CloseForm(request.POST or None, initial={"version": found.version})
    action = partial(actions.close_strategy, by=request.actor, strategy=found)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("The strategy is closed. It stays readable."))
        return done(request, _address(request, found))
    return show(
        request,
        form,
        permission="strategy.close",
        thing=found,
        heading=_("Close %(title)s") % {"title": found.title},
        lead=_("A closed strategy stays readable for ever and can no longer be changed."),
        back=_address(request, found),
        save=_("Close the strategy"),
    )
