"""Reading pages. Each finds its page through one query and shows it; what is not visible is not found."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.history.refusals import NotAllowed
from pejl.organisation import queries as organisation
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may
from pejl.organisation.vocabulary import term
from pejl.overview import queries
from pejl.overview.caching import public_page
from pejl.overview.trails import Trail, trail_to
from pejl.strategy import queries as strategy_room


def _found(page: Any) -> Any:
    """The page, or 404: what is missing and what is not for this reader look the same."""
    if page is None:
        raise Http404
    return page


@public_page
def installation(request: PejlRequest) -> HttpResponse:
    """The installation's front page: which municipalities are here."""
    context = {
        "municipalities": organisation.municipalities(),
        "may_create": may(request.actor, "organisation.create_municipality"),
    }
    return render(request, "overview/installation.html", context)


@public_page
def about(request: PejlRequest) -> HttpResponse:
    return render(request, "overview/about.html", {"trail": Trail().here(_("About Pejl"))})


@public_page
def accessibility(request: PejlRequest) -> HttpResponse:
    context = {"trail": Trail().here(_("Accessibility statement"))}
    return render(request, "overview/accessibility.html", context)


@public_page
def municipality(request: PejlRequest) -> HttpResponse:
    """The municipality's front page: the figure of the strategy in force."""
    page = queries.front_page(request.municipality, request.actor)
    context = {
        "page": page,
        "strategy": page.strategy,
        "may_create": may(request.actor, "strategy.create"),
    }
    return render(request, "overview/municipality.html", context)


@public_page
def strategies(request: PejlRequest) -> HttpResponse:
    words = term(request.municipality.vocabulary, "strategy", "plural").capitalize()
    context = {
        "strategies": strategy_room.strategies(request.actor),
        "may_create": may(request.actor, "strategy.create"),
        "trail": trail_to(request.municipality).here(words),
    }
    return render(request, "overview/strategies.html", context)


@public_page
def strategy(request: PejlRequest, strategy: str) -> HttpResponse:
    page = _found(queries.strategy_page(request.municipality, request.actor, strategy))
    context = {
        "page": page,
        "strategy": page.strategy,
        "may_edit": may(request.actor, "strategy.edit", page.strategy),
        "may_arrange": may(request.actor, "strategy.arrange", page.strategy),
        "may_adopt": page.strategy.is_draft and may(request.actor, "strategy.adopt", page.strategy),
        "may_close": page.strategy.status == "adopted"
        and may(request.actor, "strategy.close", page.strategy),
        "trail": trail_to(request.municipality).strategies().here(page.strategy.title),
    }
    return render(request, "overview/strategy.html", context)


@public_page
def focus_area(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    page = _found(queries.focus_area_page(request.actor, strategy, number))
    area = page.focus_area
    context = {
        "page": page,
        "focus_area": area,
        "strategy": area.strategy,
        "may_edit": may(request.actor, "strategy.edit", area),
        "may_arrange": may(request.actor, "strategy.arrange", area),
        "trail": trail_to(request.municipality)
        .strategies()
        .strategy(area.strategy)
        .here(f"{area.number}. {area.label}"),
    }
    return render(request, "overview/focus_area.html", context)


@public_page
def objective(request: PejlRequest, strategy: str, label: str) -> HttpResponse:
    """The objective's page, where every room hangs its evidence."""
    page = _found(queries.objective_page(request.actor, strategy, label))
    found = page.objective
    context = {
        "page": page,
        "objective": found,
        "strategy": found.strategy,
        "may_edit": may(request.actor, "strategy.edit", found),
        "may_arrange": may(request.actor, "strategy.arrange", found),
        "may_measure": may(request.actor, "indicators.create"),
        "may_see_rows": may(request.actor, "indicators.see_rows", found),
        "trail": trail_to(request.municipality)
        .strategies()
        .strategy(found.strategy)
        .focus_area(found.strategy, found.focus_area)
        .here(found.label),
    }
    return render(request, "overview/objective.html", context)


@public_page
def drivers(request: PejlRequest, strategy: str) -> HttpResponse:
    found = _found(strategy_room.strategy_by_slug(request.actor, strategy))
    words = term(request.municipality.vocabulary, "driver", "plural").capitalize()
    context = {
        "strategy": found,
        "drivers": strategy_room.drivers(found),
        "may_edit": may(request.actor, "strategy.edit", found),
        "may_arrange": may(request.actor, "strategy.arrange", found),
        "trail": trail_to(request.municipality).strategies().strategy(found).here(words),
    }
    return render(request, "overview/drivers.html", context)


@public_page
def trail(request: PejlRequest, strategy: str) -> HttpResponse:
    """The change trail: who changed what after adoption, the old text beside the new."""
    found = _found(strategy_room.strategy_by_slug(request.actor, strategy))
    only_after = request.GET.get("efter", "") == "vedtagelsen" and not found.is_draft
    entries = strategy_room.public_trail(found, request.actor, after_adoption=only_after)
    shown = Paginator(entries, 50).get_page(request.GET.get("side"))
    context = {
        "strategy": found,
        "lines": strategy_room.told(shown.object_list),
        "shown": shown,
        "only_after": only_after,
        "trail": trail_to(request.municipality)
        .strategies()
        .strategy(found)
        .here(_("Change trail")),
    }
    return render(request, "overview/trail.html", context)


def choose_day(request: PejlRequest, strategy: str) -> HttpResponse:
    """Leads from the date field to the address of the strategy as it was on that day."""
    found = _found(strategy_room.strategy_by_slug(request.actor, strategy))
    where = [request.municipality.slug, found.slug]
    try:
        day = date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return redirect("overview:trail", *where)
    return redirect("overview:as_it_was", *where, day)


@public_page
def as_it_was(request: PejlRequest, strategy: str, day: date) -> HttpResponse:
    """The strategy as it read at the end of a day."""
    found = _found(strategy_room.strategy_by_slug(request.actor, strategy))
    if day.year < 1900 or day.year > 9000:
        raise Http404
    moment = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    past = strategy_room.as_it_was(found, moment, request.actor)
    context = {
        "strategy": found,
        "day": day,
        "past": past,
        "trail": trail_to(request.municipality)
        .strategies()
        .strategy(found)
        .here(_("As it was on a day")),
    }
    return render(request, "overview/as_it_was.html", context)


@public_page
def centres(request: PejlRequest) -> HttpResponse:
    tree = organisation.unit_tree(request.municipality)
    units = [node.unit for node in organisation.flat(tree)]
    context = {
        "nodes": organisation.flat(tree),
        "leaders": organisation.leaders_of(request.municipality, units),
        "may_administer": may(request.actor, "organisation.administer", request.municipality),
        "trail": trail_to(request.municipality).here(_("Centres")),
    }
    return render(request, "overview/centres.html", context)


@public_page
def centre(request: PejlRequest, unit: str) -> HttpResponse:
    page = _found(queries.centre_page(request.municipality, request.actor, unit))
    context = {
        "page": page,
        "unit": page.unit,
        "may_write": may(request.actor, "strategy.lead_unit", page.unit),
        "trail": trail_to(request.municipality).centres().here(page.unit.name),
    }
    return render(request, "overview/centre.html", context)


@public_page
def centre_strategy(request: PejlRequest, strategy: str, unit: str) -> HttpResponse:
    page = _found(queries.centre_strategy_page(request.municipality, request.actor, strategy, unit))
    context = {
        "page": page,
        "strategy": page.strategy,
        "unit": page.unit,
        "centre_strategy": page.centre_strategy,
        "may_write": page.strategy.status != "closed"
        and may(request.actor, "strategy.lead_unit", page.unit),
        "may_adopt": page.centre_strategy is not None
        and page.centre_strategy.status == "draft"
        and may(request.actor, "strategy.adopt_centre_strategy", page.centre_strategy),
        "trail": trail_to(request.municipality)
        .strategies()
        .strategy(page.strategy)
        .here(page.unit.name),
    }
    return render(request, "overview/centre_strategy.html", context)


def my_page(request: PejlRequest) -> HttpResponse:
    person = request.actor.person
    if person is None:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    if not may(request.actor, "organisation.see_own_page"):
        raise NotAllowed()
    page = queries.my_page(request.municipality, request.actor, person)
    context = {
        "page": page,
        "lines": strategy_room.told(page.latest),
        "trail": trail_to(request.municipality).here(_("My page")),
    }
    return render(request, "overview/my_page.html", context)


def search(request: PejlRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    result = queries.found_pages(request.municipality, request.actor, words) if words else None
    context = {
        "words": words,
        "result": result,
        "hits": queries.located(request.municipality, result),
        "trail": trail_to(request.municipality).here(_("Search")),
    }
    return render(request, "overview/search.html", context)
