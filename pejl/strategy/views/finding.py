"""Find what an address names, as far as the one who asks may see it, and show a form for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation import queries as organisation
from pejl.organisation.editing import show_form
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.models import Unit
from pejl.organisation.rules import require
from pejl.strategy import queries
from pejl.strategy.models import Driver, FocusArea, Objective, Question, Strategy


def found_strategy(request: PejlRequest, slug: str) -> Strategy:
    strategy = queries.strategy_by_slug(request.actor, slug)
    if strategy is None:
        raise Http404
    return strategy


def found_focus_area(request: PejlRequest, slug: str, number: int) -> FocusArea:
    area = queries.focus_area_by_number(found_strategy(request, slug), number)
    if area is None:
        raise Http404
    return area


def found_objective(request: PejlRequest, slug: str, label: str) -> Objective:
    objective = queries.objective_by_label(found_strategy(request, slug), label)
    if objective is None:
        raise Http404
    return objective


def found_question(request: PejlRequest, slug: str, number: int, place: int) -> Question:
    question = queries.question_by_number(found_focus_area(request, slug, number), place)
    if question is None:
        raise Http404
    return question


def found_driver(request: PejlRequest, slug: str, number: int) -> Driver:
    driver = queries.driver_by_number(found_strategy(request, slug), number)
    if driver is None:
        raise Http404
    return driver


def found_unit(request: PejlRequest, slug: str) -> Unit:
    unit = organisation.unit_by_slug(request.municipality, slug)
    if unit is None:
        raise Http404
    return unit


def show(
    request: PejlRequest,
    form: Any,
    *,
    permission: str,
    thing: Any,
    heading: str,
    back: str,
    part: Any = None,
    save: str = "",
    public: bool | None = None,
    lead: str = "",
) -> HttpResponse:
    """The page with one form. Whoever may not save it is told before writing, not after."""
    require(request.actor, permission, thing)
    context = {
        "form": form,
        "heading": heading,
        "lead": lead,
        "back": back,
        "part": part or "form",
        "save": save or _("Save"),
        "public": public,
        "trail": [
            (request.municipality.name, reverse("overview:municipality", args=[request.municipality.slug])),
            (_("Back"), back),
            (heading, ""),
        ],
    }
    return show_form(request, "strategy/form.html", context)


def is_public(strategy: Strategy) -> bool:
    """Whether what is saved can be read by everyone at once."""
    return not strategy.is_draft
