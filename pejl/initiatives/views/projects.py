"""Pages about projects and initiatives of operation: find them, propose them, carry them through."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRefresh

from pejl.initiatives import queries
from pejl.initiatives.actions import projects as actions
from pejl.initiatives.actions import undertakings
from pejl.initiatives.forms import projects as forms
from pejl.initiatives.forms.ideas import CommentForm, FileForm
from pejl.initiatives.queries import projects as project_queries
from pejl.initiatives.views.finding import address, found, show, trail
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.initiatives.models import Initiative

PLANS = ("liste", "tavle", "tidslinje")
"""The three ways to look at the same plan."""
NAMES = ("ord", "slags", "tilstand", "center", "mine")


def found_project(request: PejlRequest, number: int) -> Initiative:
    """A project or an initiative of operation; a prejekt has its own pages."""
    initiative = found(queries.initiative_by_number(request.actor, number))
    if initiative.kind not in project_queries.KINDS:
        raise Http404
    return initiative


def page_of(request: PejlRequest, initiative: Initiative) -> str:
    return address(request, "initiative", initiative.number)


def go_back(request: PejlRequest, initiative: Initiative, place: str = "") -> HttpResponse:
    """Back to the initiative's page; whoever wrote there stays where they read."""
    page = page_of(request, initiative)
    if request.htmx and request.htmx.current_url_abs_path.split("?")[0].split("#")[0] == page:
        return HttpResponseClientRefresh()
    return done(request, f"{page}#{place}" if place else page)


def projects(request: PejlRequest) -> HttpResponse:
    """All projects and what is simply done, each with how it stands; the filter stands in the address."""
    require(request.actor, "initiatives.read_internal")
    chosen = {name: request.GET.get(name, "")[:100] for name in NAMES}
    listed = project_queries.projects(
        request.actor,
        words=chosen["ord"],
        kind=chosen["slags"],
        state=chosen["tilstand"],
        unit=chosen["center"],
        mine=bool(chosen["mine"]),
    )
    page = Paginator(listed, 30).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "listed": project_queries.listed(list(page)),
        "filters": forms.ProjectFilter(
            initial=chosen, units=organisation.open_units(request.municipality)
        ),
        "may_propose": _may_propose(request),
        "trail": trail(request, (_("Projects"), "")),
    }
    return render(request, "initiatives/projects.html", context)


def _may_propose(request: PejlRequest) -> bool:
    """May propose somewhere: for all centres, or for one that they lead."""
    actor = request.actor
    return may(actor, "initiatives.propose") or (
        bool(actor.led_unit_ids)
        and any(
            may(actor, "initiatives.propose", unit)
            for unit in organisation.open_units(request.municipality)
            if unit.id in actor.led_unit_ids
        )
    )


def new_project(request: PejlRequest) -> HttpResponse:
    """Propose a project, or with ``?slags=indsats`` something to be done at once."""
    simply = request.GET.get("slags") == "indsats"
    kind = "operation" if simply else "project"
    form_class = forms.NewOperationForm if simply else forms.NewProjectForm
    home = next(iter(request.actor.unit_ids), None)
    form = form_class(request.POST or None, initial={"unit": home})
    form.offer(request.municipality, request.actor)
    action = partial(
        undertakings.propose_initiative,
        by=request.actor,
        municipality=request.municipality,
        kind=kind,
    )
    if request.method == "POST" and (proposed := attempt(form, action)):
        messages.success(request, _("Proposed. Whoever carries it can begin."))
        return done(request, page_of(request, proposed))
    if not _may_propose(request):
        require(request.actor, "initiatives.propose")
    return show(
        request,
        form,
        permission="initiatives.read_internal",
        thing=None,
        heading=_("Something to be done at once") if simply else _("Propose a project"),
        back=address(request, "projects"),
        template="initiatives/project_new.html",
        simply=simply,
        save=_("Propose"),
    )


def _shared(request: PejlRequest, initiative: Initiative) -> dict[str, Any]:
    """What the pages of projects and of initiatives of operation have in common."""
    actor = request.actor
    may_edit = may(actor, "initiatives.edit", initiative) and initiative.state not in (
        initiative.ENDED
    )
    return {
        "page": project_queries.project_page(actor, initiative),
        "initiative": initiative,
        "may_edit": may_edit,
        "may_converse": may(actor, "initiatives.converse", initiative),
        "comment_form": CommentForm(),
        "file_form": FileForm(),
        "trail": trail(
            request,
            (_("Projects"), address(request, "projects")),
            (initiative.label, ""),
        ),
    }


def project_page(request: PejlRequest, initiative: Initiative) -> HttpResponse:
    """A project: where it stands, what it is to reach, and its plan as list, board or time line."""
    if initiative.kind == "operation":
        return operation_page(request, initiative)
    require(request.actor, "initiatives.read_internal", initiative)
    plan = request.GET.get("plan", "")
    context = _shared(request, initiative) | {
        "plan": plan if plan in PLANS else PLANS[0],
        "plans": [("liste", _("List")), ("tavle", _("Board")), ("tidslinje", _("Time line"))],
    }
    return render(request, "initiatives/project.html", context)


def operation_page(request: PejlRequest, initiative: Initiative) -> HttpResponse:
    """Something simply done: who does it, and by when."""
    require(request.actor, "initiatives.read_internal", initiative)
    return render(request, "initiatives/operation.html", _shared(request, initiative))


SECTIONS: dict[str, tuple[Any, Any, bool]] = {
    "tekst": (forms.CatalogueTextForm, gettext_lazy("Title and summary"), False),
    "folk": (forms.PlaceForm, gettext_lazy("Who carries it"), False),
    "periode": (forms.PeriodForm, gettext_lazy("From when to when"), False),
    "sigte": (forms.AimsForm, gettext_lazy("What it serves"), False),
    "indsats": (forms.OperationForm, gettext_lazy("What is to be done"), False),
    "maal": (forms.GoalForm, gettext_lazy("Goal and delimitation"), True),
    "gevinst": (forms.BenefitForm, gettext_lazy("First benefit and expected effect"), True),
    "budget": (forms.BudgetForm, gettext_lazy("Hours and budget"), True),
}
"""Parts of a page that are edited where they are read: form, heading, and whether only projects have it."""


def _initial(thing: Any, form: Any) -> dict[str, Any]:
    """How the thing reads now; what it serves as lists."""
    values = starting_values(thing, form)
    for name in ("objectives", "focus_areas"):
        if name in values:
            values[name] = list(values[name].all())
    return values


def edit_project(request: PejlRequest, number: int, section: str) -> HttpResponse:
    """One part of a project's page, edited where it is read."""
    initiative = found_project(request, number)
    if section not in SECTIONS:
        raise Http404
    form_class, heading, only_projects = SECTIONS[section]
    thing: Any = found(project_queries.project_of(initiative)) if only_projects else initiative
    form = form_class(request.POST or None, initial=_initial(thing, form_class))
    if hasattr(form, "offer"):
        form.offer(request.municipality, request.actor)
    action: Callable[..., Any] = partial(
        undertakings.edit_initiative, by=request.actor, initiative=initiative
    )
    if only_projects:
        action = partial(undertakings.edit_part, by=request.actor, part=thing)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return go_back(request, initiative, f"part-{section}")
    return show(
        request,
        form,
        permission="initiatives.edit",
        thing=initiative,
        heading=heading,
        back=page_of(request, initiative),
        part=section,
    )


def _moves() -> dict[str, tuple[Any, Any, str, str, str]]:
    """Form, action, heading, the button's word, and what is said afterwards."""
    return {
        "start": (
            forms.StartForm, actions.start_initiative, _("Start"), _("Start"), _("Started."),
        ),
        "drift": (
            forms.FinishForm, actions.finish_initiative, _("Set in operation"),
            _("Set in operation"), _("Done, and in operation. Whoever had the idea is told."),
        ),
        "parker": (
            forms.ParkForm, actions.park_initiative, _("Park it"), _("Park"),
            _("Parked. It is looked at again on the day you chose."),
        ),
        "stop": (
            forms.StopForm, actions.stop_initiative, _("Stop, with what we learned"), _("Stop"),
            _("Stopped. What was learned is kept for others."),
        ),
    }  # fmt: skip


def move_project(request: PejlRequest, number: int, verb: str) -> HttpResponse:
    """Start, set in operation, park or stop: each with what must be known about it."""
    initiative = found_project(request, number)
    if verb not in (moves := _moves()):
        raise Http404
    form_class, act, heading, word, said = moves[verb]
    initial = _initial(initiative, form_class)
    if verb == "start":
        initial["starts_on"] = initiative.starts_on or timezone.localdate()
    form = form_class(request.POST or None, initial=initial)
    action = partial(act, by=request.actor, initiative=initiative)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, said)
        return done(request, page_of(request, initiative))
    return show(
        request,
        form,
        permission="initiatives.edit",
        thing=initiative,
        heading=f"{heading}: {initiative.title}",
        back=page_of(request, initiative),
        save=word,
    )
