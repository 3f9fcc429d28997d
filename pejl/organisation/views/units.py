"""The organisation: direction, centres, institutions and teams."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pejl.organisation import actions, forms, queries
from pejl.organisation.editing import attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require
from pejl.organisation.views.pages import address, found, show_form, trail


def units(request: PejlRequest) -> HttpResponse:
    """The tree of units, for everyone; closed ones too for whoever edits it."""
    may_edit = may(request.actor, "organisation.administer", request.municipality)
    nodes = queries.flat(queries.unit_tree(request.municipality, with_closed=may_edit))
    leaders = queries.leaders_of(request.municipality, [node.unit for node in nodes])
    context = {
        "rows": [(node, leaders.get(node.unit.id, [])) for node in nodes],
        "may_edit": may_edit,
        "trail": trail(request, (_("Organisation"), "")),
    }
    return render(request, "organisation/units.html", context)


def new_unit(request: PejlRequest) -> HttpResponse:
    require(request.actor, "organisation.administer", request.municipality)
    form = forms.NewUnitForm(request.POST or None, municipality=request.municipality)
    add = partial(actions.add_unit, by=request.actor, municipality=request.municipality)
    if request.method == "POST" and (unit := attempt(form, add)):
        messages.success(request, _("%s was added.") % unit)
        return done(request, "organisation:units", request.municipality.slug)
    return _form_page(request, form, _("Add a unit"))


def edit_unit(request: PejlRequest, slug: str) -> HttpResponse:
    require(request.actor, "organisation.administer", request.municipality)
    unit = found(queries.unit_by_slug(request.municipality, slug))
    form = forms.EditUnitForm(
        request.POST or None,
        municipality=request.municipality,
        initial=starting_values(unit, forms.EditUnitForm),
    )
    edit = partial(actions.edit_unit, by=request.actor, unit=unit)
    if request.method == "POST" and attempt(form, edit):
        messages.success(request, _("%s was saved.") % unit)
        return done(request, "organisation:units", request.municipality.slug)
    return _form_page(request, form, _("Edit %s") % unit.name)


def _form_page(
    request: PejlRequest, form: forms.NewUnitForm | forms.EditUnitForm, heading: str
) -> HttpResponse:
    back = address(request, "units")
    way = trail(request, (_("Organisation"), back), (heading, ""))
    return show_form(request, form, heading, back, trail=way)
