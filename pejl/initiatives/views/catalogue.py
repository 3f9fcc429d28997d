"""Pages of the Udviklingskatalog: the catalogue, its editions, its pictures, and what is selected into it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pejl.initiatives.actions import catalogue as actions
from pejl.initiatives.forms import catalogue as forms
from pejl.initiatives.queries import catalogue as queries
from pejl.initiatives.queries import editions as kept
from pejl.initiatives.queries import flow, selection
from pejl.initiatives.queries.initiatives import initiative_by_number
from pejl.initiatives.queries.offered import choices
from pejl.initiatives.views.finding import address, found, show, trail
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require
from pejl.strategy import queries as strategy_room

ENTRIES_ON_A_PAGE = 10
"""As many as one reads through; the printed catalogue has them all."""


def catalogue(request: PejlRequest) -> HttpResponse:
    """The catalogue; for visitors what is public of it. The filter stands in the address."""
    choice = forms.choice_of(request.GET)
    page = Paginator(queries.catalogue(request.actor, choice), ENTRIES_ON_A_PAGE).get_page(
        request.GET.get("side")
    )
    on_page: Any = page.object_list
    entries = queries.as_entries(request.actor, on_page, with_internal=request.actor.is_member)
    filters = forms.CatalogueFilter(initial=request.GET.dict())
    filters.offer(choices(request.actor))
    context = {
        "page": page,
        "groups": queries.grouped(entries, choice.grouping),
        "filters": filters,
        "chosen": request.GET.urlencode(),
        "is_narrowed": choice != queries.EVERYTHING,
        "is_sorted": bool(choice.strategy) or choice.order != "nummer",
        "may_select": may(request.actor, "initiatives.select"),
        "may_read_internal": may(request.actor, "initiatives.read_internal"),
        "trail": trail(request, (_("Catalogue"), "")),
    }
    return render(request, "initiatives/catalogue.html", context)


def _below_catalogue(request: PejlRequest, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    return trail(request, (_("Catalogue"), address(request, "catalogue")), *steps)


def editions(request: PejlRequest) -> HttpResponse:
    """Every edition there has been, to read for ever."""
    context = {
        "editions": kept.editions(request.actor),
        "may_issue": may(request.actor, "initiatives.issue_catalogue"),
        "trail": _below_catalogue(request, (_("Editions"), "")),
    }
    return render(request, "initiatives/catalogue_editions.html", context)


def edition(request: PejlRequest, key: UUID) -> HttpResponse:
    """The catalogue as it read on a day."""
    thing = found(kept.edition(request.actor, key))
    context = {
        "edition": thing,
        "groups": queries.grouped(kept.entries_of(thing.content), "fokus"),
        "trail": _below_catalogue(
            request, (_("Editions"), address(request, "catalogue_editions")), (thing.title, "")
        ),
    }
    return render(request, "initiatives/catalogue_edition.html", context)


def new_edition(request: PejlRequest) -> HttpResponse:
    """Freeze what is selected into the strategy in force."""
    strategy = found(strategy_room.in_force(strategy_room.strategies(request.actor)))
    title = _("Development catalogue %(period)s") % {"period": strategy.period}
    form = forms.EditionForm(request.POST or None, initial={"title": title})
    action = partial(actions.issue_edition, by=request.actor, strategy=strategy)
    if request.method == "POST" and (issued := attempt(form, action)):
        messages.success(request, _("Issued. This edition reads the same for ever."))
        return done(request, address(request, "catalogue_edition", issued.id))
    return show(
        request,
        form,
        permission="initiatives.issue_catalogue",
        thing=strategy,
        heading=_("Issue an edition of the catalogue"),
        lead=_("What is selected into “%(title)s” is kept as it reads now.")
        % {"title": strategy.title},
        back=address(request, "catalogue_editions"),
        save=_("Issue the edition"),
    )


def pictures(request: PejlRequest) -> HttpResponse:
    """The flow from ideas to operation, in pictures that are tables."""
    require(request.actor, "initiatives.read_internal")
    context = {
        "funnel": flow.funnel(request.actor),
        "matrix": flow.matrix(request.actor),
        "parked": flow.parked(request.actor),
        "unknowns": flow.unknowns(request.actor),
        "trail": _below_catalogue(request, (_("The flow in pictures"), "")),
    }
    return render(request, "initiatives/catalogue_pictures.html", context)


def choose(request: PejlRequest) -> HttpResponse:
    """Everything proposed against focus areas, centres and what the centres are asked to give."""
    require(request.actor, "initiatives.read_internal")
    listed = strategy_room.strategies(request.actor)
    slug = request.GET.get("strategi", "")
    strategy = found(
        strategy_room.strategy_by_slug(request.actor, slug)
        if slug
        else strategy_room.in_force(listed)
    )
    context = {
        "page": selection.selection_page(request.actor, strategy),
        "strategy": strategy,
        "strategies": [one for one in listed if one.status != "closed"],
        "may_select": may(request.actor, "initiatives.select") and strategy.status != "closed",
        "trail": _below_catalogue(request, (_("Selection"), "")),
    }
    return render(request, "initiatives/selection.html", context)


def choose_one(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    """Take one initiative into the strategy or leave it out, with the reason."""
    chosen = found(strategy_room.strategy_by_slug(request.actor, strategy))
    thing = found(initiative_by_number(request.actor, number))
    latest = selection.latest_selection(chosen, thing)
    initial = {
        "id": uuid4(),
        "version": thing.version,
        "after": latest.id if latest else None,
        "is_selected": "0" if thing.strategy_id == chosen.id else "1",
    }
    form = forms.SelectForm(request.POST or None, initial=initial)
    action = partial(actions.select_initiative, by=request.actor, initiative=thing, strategy=chosen)
    back = address(request, "selection") + f"?strategi={chosen.slug}#p{thing.number}"
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Decided. The choice and its reason stand in the history."))
        return done(request, back)
    return show(
        request,
        form,
        permission="initiatives.select",
        thing=thing,
        heading=_("Choose: %(title)s") % {"title": thing.title},
        back=back,
        template="initiatives/selection_form.html",
        save=_("Decide"),
        initiative=thing,
        choices=selection.choices_about(chosen, thing),
    )
