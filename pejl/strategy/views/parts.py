"""Add, edit, move and remove drivers, focus areas, questions and objectives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.vocabulary import term
from pejl.strategy import actions, forms
from pejl.strategy.views.finding import (
    found_strategy,
    is_public,
    meant_driver,
    meant_focus_area,
    meant_objective,
    meant_question,
    show,
)

if TYPE_CHECKING:
    from pejl.strategy.models import FocusArea, Objective, Strategy


def _page(request: PejlRequest, name: str, strategy: Strategy, *args: Any) -> str:
    return reverse(f"overview:{name}", args=[request.municipality.slug, strategy.slug, *args])


def _heading(request: PejlRequest, verb: str, concept: str, form: str) -> str:
    return f"{verb} {term(request.municipality.vocabulary, concept, form)}"


def _add(
    request: PejlRequest, form: Any, action: Callable[..., Any], concept: str, whole: Any, to: str
) -> HttpResponse:
    """The page on which a new part is written; on success to where the part will be read."""
    if request.method == "POST" and attempt(form, partial(action, by=request.actor)):
        messages.success(request, _("Saved."))
        return done(request, to)
    return show(
        request,
        form,
        permission="strategy.edit",
        thing=whole,
        heading=_heading(request, _("Add"), concept, "new"),
        back=to,
        public=is_public(getattr(whole, "strategy", whole)),
        meant=whole.pk if whole.concept == "focus_area" else None,
    )


def _edit(
    request: PejlRequest, form: Any, action: Callable[..., Any], part: Any, to: str
) -> HttpResponse:
    """The page on which a part is edited; on success back to where one reads it."""
    if request.method == "POST" and attempt(form, partial(action, by=request.actor)):
        messages.success(request, _("Saved."))
        return done(request, f"{to}#part-{part.pk}")
    return show(
        request,
        form,
        permission="strategy.edit",
        thing=part,
        heading=_heading(request, _("Edit"), part.concept, "definite"),
        back=to,
        part=part.pk,
        public=is_public(part.strategy),
        meant=part.pk,
    )


def _move(request: PejlRequest, part: Any, to: str) -> HttpResponse:
    """One step; the second click of a double click finds the part moved already, and is let go."""
    form = forms.MoveForm(request.POST)
    if form.is_valid() and form.cleaned_data["version"] in {None, part.version}:
        actions.move_part(by=request.actor, part=part, steps=form.cleaned_data["steps"])
    return done(request, to)


def _remove(request: PejlRequest, part: Any, to: str) -> HttpResponse:
    form = forms.VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    actions.remove_part(by=request.actor, part=part, version=version)
    messages.success(request, _("Removed from the draft. What it said stays in the change trail."))
    return done(request, to)


def _bound(request: PejlRequest, form: type[Any], part: Any, **more: Any) -> Any:
    return form(request.POST or None, initial=starting_values(part, form), **more)


def add_focus_area(request: PejlRequest, strategy: str) -> HttpResponse:
    found = found_strategy(request, strategy)
    form = forms.NewFocusAreaForm(request.POST or None, municipality=request.municipality)
    action = partial(actions.add_focus_area, strategy=found)
    return _add(request, form, action, "focus_area", found, _page(request, "strategy", found))


def _focus_area_page(request: PejlRequest, area: FocusArea) -> str:
    return _page(request, "focus_area", area.strategy, area.number)


def edit_focus_area(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    area = meant_focus_area(request, strategy, number)
    form = _bound(request, forms.FocusAreaForm, area, municipality=request.municipality)
    action = partial(actions.edit_focus_area, focus_area=area)
    return _edit(request, form, action, area, _focus_area_page(request, area))


@require_POST
def move_focus_area(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    area = meant_focus_area(request, strategy, number)
    return _move(request, area, _page(request, "strategy", area.strategy) + "#fokusomraader")


@require_POST
def remove_focus_area(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    area = meant_focus_area(request, strategy, number)
    return _remove(request, area, _page(request, "strategy", area.strategy))


def add_objective(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    area = meant_focus_area(request, strategy, number)
    form = forms.NewObjectiveForm(request.POST or None, municipality=request.municipality)
    action = partial(actions.add_objective, focus_area=area)
    return _add(request, form, action, "objective", area, _focus_area_page(request, area))


def _objective_page(request: PejlRequest, objective: Objective) -> str:
    return _page(request, "objective", objective.strategy, objective.label)


def edit_objective(request: PejlRequest, strategy: str, label: str) -> HttpResponse:
    objective = meant_objective(request, strategy, label)
    form = _bound(request, forms.ObjectiveForm, objective, municipality=request.municipality)
    action = partial(actions.edit_objective, objective=objective)
    return _edit(request, form, action, objective, _objective_page(request, objective))


@require_POST
def move_objective(request: PejlRequest, strategy: str, label: str) -> HttpResponse:
    objective = meant_objective(request, strategy, label)
    return _move(request, objective, _focus_area_page(request, objective.focus_area))


@require_POST
def remove_objective(request: PejlRequest, strategy: str, label: str) -> HttpResponse:
    objective = meant_objective(request, strategy, label)
    return _remove(request, objective, _focus_area_page(request, objective.focus_area))


def add_question(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    area = meant_focus_area(request, strategy, number)
    form = forms.NewQuestionForm(request.POST or None)
    action = partial(actions.add_question, focus_area=area)
    return _add(request, form, action, "question", area, _focus_area_page(request, area))


def edit_question(request: PejlRequest, strategy: str, number: int, place: int) -> HttpResponse:
    question = meant_question(request, strategy, number, place)
    form = _bound(request, forms.QuestionForm, question)
    action = partial(actions.edit_question, question=question)
    to = _focus_area_page(request, question.focus_area)
    return _edit(request, form, action, question, to)


@require_POST
def move_question(request: PejlRequest, strategy: str, number: int, place: int) -> HttpResponse:
    question = meant_question(request, strategy, number, place)
    return _move(request, question, _focus_area_page(request, question.focus_area))


@require_POST
def remove_question(request: PejlRequest, strategy: str, number: int, place: int) -> HttpResponse:
    question = meant_question(request, strategy, number, place)
    return _remove(request, question, _focus_area_page(request, question.focus_area))


def add_driver(request: PejlRequest, strategy: str) -> HttpResponse:
    found = found_strategy(request, strategy)
    form = forms.NewDriverForm(request.POST or None)
    action = partial(actions.add_driver, strategy=found)
    return _add(request, form, action, "driver", found, _page(request, "drivers", found))


def edit_driver(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    driver = meant_driver(request, strategy, number)
    form = _bound(request, forms.DriverForm, driver)
    action = partial(actions.edit_driver, driver=driver)
    return _edit(request, form, action, driver, _page(request, "drivers", driver.strategy))


@require_POST
def move_driver(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    driver = meant_driver(request, strategy, number)
    return _move(request, driver, _page(request, "drivers", driver.strategy))


@require_POST
def remove_driver(request: PejlRequest, strategy: str, number: int) -> HttpResponse:
    driver = meant_driver(request, strategy, number)
    return _remove(request, driver, _page(request, "drivers", driver.strategy))
