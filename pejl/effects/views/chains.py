"""The page of an initiative's effect, and the forms with which its chain and expectations are written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.effects import actions, queries
from pejl.effects.forms import chains as forms
from pejl.effects.views.finding import address, found, found_initiative, sent_version, show, trail
from pejl.effects.wording import sentence
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.initiatives.models import Initiative

CHAIN, EXPECTATIONS = "kaede", "forventninger"
"""Places on the page, as they stand in addresses."""


def _place(request: PejlRequest, initiative: Initiative, part: Any = "") -> str:
    """The initiative's page of effect, or a place on it."""
    page = address(request, "initiative", initiative.number)
    return f"{page}#{part}" if part else page


def initiative(request: PejlRequest, number: int) -> HttpResponse:
    """How it is meant to work, what was expected, what the figures say, what was learned."""
    found_one = found_initiative(request, number)
    actor, here = request.actor, request.municipality.slug
    page = queries.initiative_effects(
        actor, found_one, lambda one: reverse("indicators:indicator", args=[here, one])
    )
    context = {
        "page": page,
        "initiative": found_one,
        "may_write": may(actor, "effects.write_chain", found_one),
        "may_evaluate": may(actor, "effects.begin_evaluation", found_one),
        "may_learn": may(actor, "effects.tell_learning"),
        "may_read_chain": may(actor, "effects.read_chain", found_one),
        "tells_names": actor.is_member,
        "evaluations": [
            {"it": one, "said": sentence(one.latest) if one.latest else ""}
            for one in page.evaluations
        ],
        "trail": trail(
            request,
            (found_one.label, reverse("initiatives:initiative", args=[here, number])),
            (_("Effect"), ""),
        ),
    }
    return render(request, "effects/initiative.html", context)


def _offered(request: PejlRequest, form: Any) -> Any:
    if hasattr(form, "offer"):
        form.offer(request.actor)
    return form


def _step_kind(request: PejlRequest) -> str:
    """The kind of step that the link one came by asked for."""
    kinds = [value for value, _label in forms.NewStepForm.base_fields["kind"].choices]  # type: ignore[attr-defined]
    asked = request.GET.get("led", "")
    return asked if asked in kinds else kinds[0]


def add_step(request: PejlRequest, number: int) -> HttpResponse:
    """Add a step to the chain, with ``?led=`` of a kind."""
    found_one = found_initiative(request, number)
    kind = _step_kind(request)
    form = _offered(request, forms.NewStepForm(request.POST or None, initial={"kind": kind}))
    action = partial(actions.add_step, by=request.actor, initiative=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, _place(request, found_one, CHAIN))
    return show(
        request,
        form,
        permission="effects.write_chain",
        thing=found_one,
        heading=_("Add a step"),
        back=_place(request, found_one, CHAIN),
        part=f"nyt-{kind}",
    )


def edit_step(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Word a step better, give it an indicator, or say how its assumption stands."""
    found_one = found_initiative(request, number)
    step = found(queries.step_by_id(found_one, key))
    form = forms.StepForm(request.POST or None, initial=starting_values(step, forms.StepForm))
    action = partial(actions.edit_step, by=request.actor, step=step)
    if request.method == "POST" and attempt(_offered(request, form), action):
        messages.success(request, _("Saved."))
        return done(request, _place(request, found_one, f"part-{key}"))
    return show(
        request,
        _offered(request, form),
        permission="effects.write_chain",
        thing=step,
        heading=_("Edit the step"),
        back=_place(request, found_one, CHAIN),
        part=key,
        template="effects/line.html",
        remove_url=address(request, "remove_step", number, key),
        version=step.version,
    )


@require_POST
def move_step(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """One place up or down; the second click of a double click finds it moved already, and is let go."""
    found_one = found_initiative(request, number)
    step = found(queries.step_by_id(found_one, key))
    form = forms.MoveForm(request.POST)
    if form.is_valid() and form.cleaned_data["version"] in {None, step.version}:
        actions.move_step(by=request.actor, step=step, steps=form.cleaned_data["steps"])
    else:
        require(request.actor, "effects.write_chain", step)
    return done(request, _place(request, found_one, f"part-{key}"))


@require_POST
def remove_step(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    found_one = found_initiative(request, number)
    step = found(queries.step_by_id(found_one, key))
    actions.remove_step(by=request.actor, step=step, version=sent_version(request))
    messages.success(request, _("Removed. What it said stays in the history."))
    return done(request, _place(request, found_one, CHAIN))


def write_expectation(request: PejlRequest, number: int) -> HttpResponse:
    """Write what is expected: how much, by when, measured how."""
    found_one = found_initiative(request, number)
    form = _offered(request, forms.ExpectationForm(request.POST or None))
    action = partial(actions.write_expectation, by=request.actor, initiative=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, _place(request, found_one, EXPECTATIONS))
    begun = queries.began_on(found_one) is not None
    return show(
        request,
        form,
        permission="effects.write_chain",
        thing=found_one,
        heading=_("What do we expect?"),
        lead=_(
            "The initiative has begun, so what is written now is marked as written after the start."
        )
        if begun
        else _("You can reword it until the initiative begins. Then it is locked with its date."),
        back=_place(request, found_one, EXPECTATIONS),
        part="ny-forventning",
    )


def edit_expectation(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Reword it before the initiative begins; from then on change it with a reason that all can read."""
    found_one = found_initiative(request, number)
    expectation = found(queries.expectation_by_id(found_one, key))
    begun = queries.began_on(found_one) is not None
    form_class: Any = forms.AmendForm if begun else forms.RewordForm
    act = actions.amend_expectation if begun else actions.reword_expectation
    initial = starting_values(expectation, form_class) | (
        {"reason": "", "id": None} if begun else {}
    )
    form = _offered(request, form_class(request.POST or None, initial=_fresh(initial)))
    action: Any = partial(act, by=request.actor, expectation=expectation)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, _place(request, found_one, EXPECTATIONS))
    return show(
        request,
        form,
        permission="effects.write_chain",
        thing=expectation,
        heading=_("Expect something else") if begun else _("Reword what we expect"),
        lead=_("The first wording is locked and stays beside what you write now.") if begun else "",
        back=_place(request, found_one, EXPECTATIONS),
        part=key,
        template="effects/form.html" if begun else "effects/line.html",
        remove_url=address(request, "remove_expectation", number, key),
        version=expectation.version,
    )


def _fresh(initial: dict[str, Any]) -> dict[str, Any]:
    """A new wording gets an id of its own, chosen by the form."""
    return {name: value for name, value in initial.items() if name != "id"}


@require_POST
def remove_expectation(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Take back an expectation before the initiative begins."""
    found_one = found_initiative(request, number)
    expectation = found(queries.expectation_by_id(found_one, key))
    actions.remove_expectation(
        by=request.actor, expectation=expectation, version=sent_version(request)
    )
    messages.success(request, _("Removed. What it said stays in the history."))
    return done(request, _place(request, found_one, EXPECTATIONS))
