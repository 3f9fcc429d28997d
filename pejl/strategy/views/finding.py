"""Find what an address names, as far as the one who asks may see it, and show a form for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation import queries as organisation
from pejl.organisation.editing import show_form
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.strategy import queries

if TYPE_CHECKING:
    from pejl.organisation.models import Unit
    from pejl.strategy.models import Driver, FocusArea, Objective, Question, Strategy


def found_strategy(request: PejlRequest, slug: str) -> Strategy:
    strategy = queries.strategy_by_slug(request.actor, slug)
    if strategy is None:
        raise Http404
    return strategy


def _meant(request: PejlRequest, parts: list[Any], is_named: Callable[[Any], bool]) -> Any:
    """The part that the address names, or the one that the form sent was opened for.

    Numbers move when parts of a draft are moved or removed. A form that was opened before carries its part's
    id, so that it never falls on the one that has the number now.
    """
    key = request.POST.get("part")
    found = [one for one in parts if (str(one.pk) == key if key else is_named(one))]
    if not found:
        raise Http404
    return found[0]


def meant_focus_area(request: PejlRequest, slug: str, number: int) -> FocusArea:
    areas = queries.focus_areas(found_strategy(request, slug))
    area: FocusArea = _meant(request, areas, lambda one: one.number == number)
    return area


def meant_objective(request: PejlRequest, slug: str, label: str) -> Objective:
    objectives = queries.objectives_at(request.actor, slug)
    objective: Objective = _meant(request, objectives, lambda one: one.label == label)
    return objective


def _with_area(area: FocusArea) -> list[Question]:
    """The area's questions, each with the area at hand."""
    for question in area.asked:
        question.focus_area = area
    return list(area.asked)


def meant_question(request: PejlRequest, slug: str, number: int, place: int) -> Question:
    areas = queries.focus_areas(found_strategy(request, slug))
    asked = [question for area in areas for question in _with_area(area)]
    question: Question = _meant(
        request, asked, lambda one: (one.focus_area.number, one.number) == (number, place)
    )
    return question


def meant_driver(request: PejlRequest, slug: str, number: int) -> Driver:
    drivers = queries.drivers(found_strategy(request, slug))
    driver: Driver = _meant(request, drivers, lambda one: one.number == number)
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
    meant: Any = None,
) -> HttpResponse:
    """The page with one form. Whoever may not save it is told before writing, not after.

    ``meant`` is the key of the part that the form is about, where its address is a number that can move.
    """
    require(request.actor, permission, thing)
    context = {
        "form": form,
        "heading": heading,
        "lead": lead,
        "back": back,
        "part": part or "form",
        "meant": meant,
        "save": save or _("Save"),
        "public": public,
        "trail": [
            (
                request.municipality.name,
                reverse("overview:municipality", args=[request.municipality.slug]),
            ),
            (str(thing) if thing else _("Back"), back),
            (heading, ""),
        ],
    }
    return show_form(request, "strategy/form.html", context)


def is_public(strategy: Strategy) -> bool:
    """Whether what is saved can be read by everyone at once."""
    return not strategy.is_draft
