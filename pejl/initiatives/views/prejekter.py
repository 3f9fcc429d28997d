"""Pages about prejekter: find them, propose one, read one on the wall, say better what it is about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import reselect, reswap, retarget

from pejl.initiatives import actions, queries
from pejl.initiatives.forms import ideas as idea_forms
from pejl.initiatives.forms import prejekter as forms
from pejl.initiatives.views.finding import address, found, show, trail
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require
from pejl.strategy import queries as strategy_room

if TYPE_CHECKING:
    from pejl.initiatives.models import Initiative

ENDED = 3
"""The place of ended prejekter on the list, where the learning is what one looks for."""


def found_prejekt(request: PejlRequest, number: int) -> Initiative:
    """The prejekt with this number, for somebody who works here."""
    initiative = found(queries.initiative_by_number(request.actor, number))
    require(request.actor, "initiatives.read_internal", initiative)
    return found(initiative if initiative.kind == "prejekt" else None)


def prejekter(request: PejlRequest) -> HttpResponse:
    """All prejekter: first those that wait for a decision; the filter stands in the address."""
    names = ("ord", "center", "fokus", "staar", "mine")
    chosen = {name: request.GET.get(name, "")[:100] for name in names}
    listed = queries.prejekter(
        request.actor,
        words=chosen["ord"],
        unit=chosen["center"],
        focus_area=chosen["fokus"],
        place=chosen["staar"],
        mine=bool(chosen["mine"]),
    )
    context = {
        "page": Paginator(listed, 40).get_page(request.GET.get("side")),
        "filters": forms.PrejektFilter(
            initial=chosen,
            units=organisation.open_units(request.municipality),
            areas=strategy_room.focus_areas_in_force(request.actor).select_related("strategy"),
        ),
        "ended": ENDED,
        "is_inside": request.actor.is_member,
        "may_propose": _may_propose(request),
        "trail": trail(request, (_("Prejekter"), "")),
    }
    return render(request, "initiatives/prejekter.html", context)


def _may_propose(request: PejlRequest) -> bool:
    """May propose here, or in a unit that they lead: which one, they choose in the form."""
    actor = request.actor
    return may(actor, "initiatives.propose") or bool(actor.led_unit_ids)


def _own_units(request: PejlRequest) -> frozenset[Any]:
    """The units somebody leads; for whoever leads none, those they belong to."""
    return request.actor.led_unit_ids or request.actor.unit_ids


def new_prejekt(request: PejlRequest) -> HttpResponse:
    """Propose a prejekt: a question, a sponsor, and how long it may take."""
    units = organisation.open_units(request.municipality)
    home = next((one for one in units if one.pk in _own_units(request)), None)
    form = forms.NewPrejektForm(
        request.POST or None, initial={"unit": home, "owner": request.actor.person_id}
    )
    form.offer(request.municipality, request.actor)
    action = partial(
        actions.propose_initiative,
        by=request.actor,
        municipality=request.municipality,
        kind="prejekt",
    )
    if request.method == "POST" and (proposed := attempt(form, action)):
        messages.success(
            request, _("Proposed. Write what you know and do not know, and ask for the start.")
        )
        return done(request, address(request, "initiative", proposed.number))
    return show(
        request,
        form,
        permission="initiatives.propose",
        thing=None if may(request.actor, "initiatives.propose") else home,
        heading=_("Propose a prejekt"),
        lead=_(
            "When we have no idea yet, or not enough of one: a question, and time to look for answers."
        ),
        back=address(request, "prejekter"),
        save=_("Propose the prejekt"),
    )


def prejekt_context(request: PejlRequest, initiative: Initiative) -> dict[str, Any]:
    """What the page of a prejekt shows."""
    page = queries.prejekt_page(request.actor, initiative)
    is_alive = initiative.state not in initiative.ENDED
    return {
        "page": page,
        "initiative": initiative,
        "prejekt": page.prejekt,
        "around": page.around,
        "comment_form": idea_forms.CommentForm(),
        "file_form": idea_forms.FileForm(),
        "may_edit": is_alive and may(request.actor, "initiatives.edit", initiative),
        "may_decide": is_alive and may(request.actor, "initiatives.decide_gate", initiative),
        "may_converse": may(request.actor, "initiatives.converse", initiative),
        "trail": trail(
            request, (_("Prejekter"), address(request, "prejekter")), (initiative.label, "")
        ),
    }


def prejekt_page(request: PejlRequest, initiative: Initiative) -> HttpResponse:
    """A prejekt, as one puts it on the wall."""
    return render(request, "initiatives/prejekt.html", prejekt_context(request, initiative))


def written(request: PejlRequest, initiative: Initiative, place: str, here: Any) -> HttpResponse:
    """After something was written: where it was written in the page, the page stands there anew, counts and all;
    where it was written on a page of its own, back to the prejekt."""
    to = address(request, "initiative", initiative.number)
    if not request.htmx or request.htmx.current_url_abs_path.split("#")[0].split("?")[0] != to:
        return done(request, f"{to}#{place}")
    fresh = found(queries.initiative_by_number(request.actor, initiative.number))
    context = prejekt_context(request, fresh) | {"here": here}
    response = render(request, "initiatives/prejekt.html#prejekt", context)
    return retarget(reselect(reswap(response, "outerHTML"), "#prejekt"), "#prejekt")


def _start(initiative: Initiative, detail: Any, form: Any) -> dict[str, Any]:
    """How a prejekt reads now, in the fields of a form; the version is the initiative's."""
    return starting_values(detail, form) | starting_values(initiative, form)


def edit_matter(request: PejlRequest, number: int) -> HttpResponse:
    """Say better what is explored, what makes us ask, and who is affected."""
    initiative = found_prejekt(request, number)
    detail = queries.detail_of(initiative)
    form = forms.MatterForm(
        request.POST or None,
        initial=_start(initiative, detail, forms.MatterForm),
        may_reword=initiative.state == "proposed",
    )
    action = partial(actions.edit_initiative, by=request.actor, initiative=initiative)
    if request.method == "POST" and attempt(form, action):
        return written(request, initiative, "sagen", here="sagen")
    return show(
        request,
        form,
        permission="initiatives.edit",
        thing=initiative,
        heading=_("What it is about"),
        back=address(request, "initiative", number),
        part="sagen",
    )


def edit_frame(request: PejlRequest, number: int) -> HttpResponse:
    """Who carries it, until when, with how much attention, and who may read it."""
    initiative = found_prejekt(request, number)
    initial = _start(initiative, queries.detail_of(initiative), forms.FrameForm)
    initial["objectives"] = list(initiative.objectives.values_list("pk", flat=True))
    form = forms.FrameForm(request.POST or None, initial=initial)
    form.offer(request.municipality, request.actor)
    action = partial(actions.edit_initiative, by=request.actor, initiative=initiative)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, address(request, "initiative", number))
    return show(
        request,
        form,
        permission="initiatives.edit",
        thing=initiative,
        heading=_("The frame of the prejekt"),
        back=address(request, "initiative", number),
    )
