"""Pages on which the lines of a project's plan are written, moved and ticked off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pejl.initiatives.actions import prejekter as people
from pejl.initiatives.actions import projects as actions
from pejl.initiatives.actions import undertakings
from pejl.initiatives.forms import projects as forms
from pejl.initiatives.queries import projects as queries
from pejl.initiatives.views.finding import address, found, show
from pejl.initiatives.views.projects import PLANS, found_project, go_back, page_of
from pejl.organisation.editing import EditForm, attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest

if TYPE_CHECKING:
    from pejl.initiatives.models import Initiative


@dataclass(frozen=True)
class Line:
    """What kind of line an address names, with its forms and headings."""

    kind: str
    new_form: Any
    form: Any
    new_heading: Any
    heading: Any


LINES = {
    "milepaele": Line(
        "milestone", forms.NewMilestoneForm, forms.MilestoneForm,
        gettext_lazy("Add a milestone"), gettext_lazy("Edit the milestone"),
    ),
    "leverancer": Line(
        "deliverable", forms.NewDeliverableForm, forms.DeliverableForm,
        gettext_lazy("Add a deliverable"), gettext_lazy("Edit the deliverable"),
    ),
    "afhaengigheder": Line(
        "dependency", forms.NewDependencyForm, forms.DependencyForm,
        gettext_lazy("Depends on something else"), gettext_lazy("Edit the dependency"),
    ),
    "risici": Line(
        "risk", forms.NewRiskForm, forms.RiskForm,
        gettext_lazy("Add a risk"), gettext_lazy("Edit the risk"),
    ),
    "folk": Line(
        "participant", forms.NewParticipantForm, forms.ParticipantForm,
        gettext_lazy("Add somebody who takes part"), gettext_lazy("Edit who takes part"),
    ),
}  # fmt: skip


def _line(slug: str) -> Line:
    if slug not in LINES:
        raise Http404
    return LINES[slug]


def _offer(request: PejlRequest, form: Any, initiative: Initiative) -> Any:
    if hasattr(form, "offer"):
        form.offer(request.municipality, request.actor)
    if hasattr(form, "offer_others"):
        form.offer_others(initiative)
    return form


def add_line(request: PejlRequest, number: int, kind: str) -> HttpResponse:
    """A new milestone, deliverable, dependency, risk or somebody who takes part."""
    initiative, line = found_project(request, number), _line(kind)
    form = _offer(request, line.new_form(request.POST or None), initiative)
    action: Callable[..., Any] = partial(
        actions.add_line, by=request.actor, initiative=initiative, kind=line.kind
    )
    if line.kind == "participant":
        action = partial(people.name_participant, by=request.actor, initiative=initiative)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return go_back(request, initiative, kind)
    return show(
        request,
        form,
        permission="initiatives.edit",
        thing=initiative,
        heading=line.new_heading,
        back=page_of(request, initiative),
        part=f"nyt-{kind}",
    )


def edit_line(request: PejlRequest, number: int, kind: str, key: UUID) -> HttpResponse:
    initiative, line = found_project(request, number), _line(kind)
    thing: Any = found(queries.line_by_id(initiative, line.kind, key))
    form = line.form(request.POST or None, initial=starting_values(thing, line.form))
    action: Callable[..., Any] = partial(actions.edit_line, by=request.actor, line=thing)
    if line.kind == "participant":
        action = partial(people.edit_participant, by=request.actor, participant=thing)
    if request.method == "POST" and attempt(_offer(request, form, initiative), action):
        messages.success(request, _("Saved."))
        return go_back(request, initiative, f"part-{thing.pk}")
    return show(
        request,
        _offer(request, form, initiative),
        permission="initiatives.edit",
        thing=initiative,
        heading=line.heading,
        back=page_of(request, initiative),
        part=thing.pk,
        template="initiatives/project_line.html",
        remove_url=address(request, "remove_plan_line", number, kind, key),
        version=thing.version,
    )


def _sent(request: PejlRequest, form_class: Any) -> dict[str, Any]:
    """What a lone button sent; a page that is too old or was tampered with has nothing to say."""
    form = form_class(request.POST)
    if not form.is_valid():
        raise Http404
    values: dict[str, Any] = form.cleaned_data
    return values


@require_POST
def remove_line(request: PejlRequest, number: int, kind: str, key: UUID) -> HttpResponse:
    initiative, line = found_project(request, number), _line(kind)
    thing: Any = found(queries.line_by_id(initiative, line.kind, key))
    sent = _sent(request, EditForm)
    undertakings.remove_part(by=request.actor, part=thing, version=sent["version"])
    messages.success(request, _("Removed."))
    return done(request, f"{page_of(request, initiative)}#{kind}")


@require_POST
def move_milestone(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Move a milestone on the board or in the list; one stays in the view one was in."""
    initiative = found_project(request, number)
    thing: Any = found(queries.line_by_id(initiative, "milestone", key))
    actions.move_milestone(by=request.actor, milestone=thing, **_sent(request, forms.MoveForm))
    messages.success(
        request,
        _("“%(title)s” is moved to: %(state)s.")
        % {"title": thing.title, "state": thing.get_state_display()},
    )
    plan = request.POST.get("plan", "")
    kept = f"?plan={plan}" if plan in PLANS else ""
    return done(request, f"{page_of(request, initiative)}{kept}#part-{thing.pk}")


@require_POST
def tick_deliverable(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Tick off what has been handed over, or take the tick back."""
    initiative = found_project(request, number)
    thing: Any = found(queries.line_by_id(initiative, "deliverable", key))
    actions.tick_deliverable(by=request.actor, deliverable=thing, **_sent(request, forms.TickForm))
    return done(request, f"{page_of(request, initiative)}#leverancer")
