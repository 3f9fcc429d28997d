"""Pages about indicators: the list, one indicator, making and editing one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.indicators import actions, queries
from pejl.indicators.forms import indicators as forms
from pejl.indicators.jobs import count_first
from pejl.indicators.measuring import counted_as, measures
from pejl.indicators.queries.indicators import Filter
from pejl.indicators.views.finding import address, found, found_indicator, page_of, show, trail
from pejl.organisation import queries as organisation
from pejl.organisation.editing import EditForm, attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may
from pejl.strategy import queries as strategy_room

if TYPE_CHECKING:
    from pejl.organisation.models import Unit

NAMES = ("ord", "kilde", "center", "fokus")


def indicators(request: PejlRequest) -> HttpResponse:
    """All indicators with their latest figure and how they stand; the filter stands in the address."""
    chosen = {name: request.GET.get(name, "")[:100] for name in NAMES}
    listed = queries.indicators(
        request.actor, Filter(chosen["ord"], chosen["kilde"], chosen["center"], chosen["fokus"])
    )
    page = Paginator(listed, 25).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "listed": queries.listed(request.actor, page.object_list),
        "filters": forms.IndicatorFilter(
            initial=chosen,
            units=organisation.open_units(request.municipality),
            areas=strategy_room.focus_areas_in_force(request.actor).select_related("strategy"),
        ),
        "may_create": may(request.actor, "indicators.create", _own_place(request)),
        "trail": trail(request, (_("Indicators"), "")),
    }
    return render(request, "indicators/indicators.html", context)


def indicator(request: PejlRequest, number: int) -> HttpResponse:
    """One indicator: what it says, its chart and table, targets, units, where the numbers come from."""
    found_one = found_indicator(request, number)
    may_see_rows = may(request.actor, "indicators.see_rows", found_one)
    rows_url = address(request, "rows", number, "PERIOD").replace("PERIOD", "{}")
    context = {
        "page": queries.indicator_page(request.actor, found_one, rows_url if may_see_rows else ""),
        "indicator": found_one,
        "may_edit": may(request.actor, "indicators.edit", found_one),
        "may_enter": may(request.actor, "indicators.enter_values", found_one)
        and not found_one.is_computed
        and found_one.ended_on is None,
        "may_compute": found_one.is_computed
        and may(request.actor, "indicators.enter_values", found_one),
        "may_aim": may(request.actor, "indicators.set_target", found_one),
        "may_see_rows": may_see_rows,
        "counted": counted_as(found_one),
        "trail": trail(
            request, (_("Indicators"), address(request, "indicators")), (found_one.label, "")
        ),
    }
    return render(request, "indicators/indicator.html", context)


def _own_place(request: PejlRequest) -> Unit | None:
    """A unit that the reader leads, for those who may make indicators for such a one only."""
    actor = request.actor
    if may(actor, "indicators.create") or not actor.led_unit_ids:
        return None
    return organisation.open_units(request.municipality).filter(pk__in=actor.led_unit_ids).first()


def new_indicator(request: PejlRequest) -> HttpResponse:
    """Make an indicator: with ``?beregning=`` one that Pejl computes, with ``?maalsaetning=`` for an objective."""
    measure = measures().get(request.GET.get("beregning", "")[:60])
    form_class = forms.NewComputedForm if measure else forms.NewIndicatorForm
    initial = {
        "title": str(measure.title) if measure else "",
        "objectives": request.GET.getlist("maalsaetning")[:20],
        "initiatives": request.GET.getlist("indsats")[:20],
    }
    form = form_class(request.POST or None, initial=initial)
    form.offer(request.municipality, request.actor)
    action = partial(actions.create_indicator, by=request.actor, municipality=request.municipality)
    if measure:
        action = partial(
            action, source="computed", measure=measure.key, definition=str(measure.definition)
        )
    if request.method == "POST" and (made := attempt(form, action)):
        if measure:
            count_first(made)
        messages.success(request, _("The indicator is made."))
        return done(request, page_of(request, made))
    return show(
        request,
        form,
        permission="indicators.create",
        thing=_own_place(request),
        heading=_("New indicator"),
        back=address(request, "indicators"),
        template="indicators/new.html",
        measure=measure,
        measures=measures().values(),
        save=_("Make the indicator"),
    )


def edit_indicator(request: PejlRequest, number: int) -> HttpResponse:
    found_one = found_indicator(request, number)
    form_class = forms.EditComputedForm if found_one.is_computed else forms.EditIndicatorForm
    initial = starting_values(found_one, form_class) | {
        "objectives": list(found_one.objectives.values_list("pk", flat=True)),
        "initiatives": list(found_one.initiatives.values_list("pk", flat=True)),
    }
    form = form_class(request.POST or None, initial=initial)
    form.offer(request.municipality, request.actor, found_one)
    action = partial(actions.edit_indicator, by=request.actor, indicator=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, page_of(request, found_one))
    return show(
        request,
        form,
        permission="indicators.edit",
        thing=found_one,
        heading=_("Edit the indicator"),
        back=page_of(request, found_one),
        meant=found_one.pk,
    )


def compare(request: PejlRequest, number: int) -> HttpResponse:
    """Choose with which municipalities the indicator is compared."""
    found_one = found_indicator(request, number)
    form = forms.CompareForm(
        request.POST or None, initial=starting_values(found_one, forms.CompareForm)
    )
    form.offer(found_one)
    action = partial(actions.edit_indicator, by=request.actor, indicator=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, f"{page_of(request, found_one)}#sammenligning")
    return show(
        request,
        form,
        permission="indicators.edit",
        thing=found_one,
        heading=_("Compare with other municipalities"),
        back=page_of(request, found_one),
    )


def end_indicator(request: PejlRequest, number: int) -> HttpResponse:
    found_one = found_indicator(request, number)
    initial = {"version": found_one.version, "ended_on": timezone.localdate()}
    form = forms.EndForm(request.POST or None, initial=initial)
    action = partial(actions.end_indicator, by=request.actor, indicator=found_one)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("The indicator has ended. Its values stay readable."))
        return done(request, page_of(request, found_one))
    return show(
        request,
        form,
        permission="indicators.edit",
        thing=found_one,
        heading=_("End the indicator"),
        back=page_of(request, found_one),
        save=_("End it"),
    )


@require_POST
def remove_indicator(request: PejlRequest, number: int) -> HttpResponse:
    """Remove an indicator that never had a value."""
    found_one = found_indicator(request, number)
    sent = EditForm(request.POST)
    version = sent.cleaned_data["version"] if sent.is_valid() else found(None)
    actions.remove_indicator(by=request.actor, indicator=found_one, version=version)
    messages.success(request, _("Removed."))
    return done(request, address(request, "indicators"))


@require_POST
def compute(request: PejlRequest, number: int) -> HttpResponse:
    """Count again now, in place of waiting for the next hour."""
    found_one = found_indicator(request, number)
    written = actions.compute_indicator(by=request.actor, indicator=found_one)
    if written.changed:
        messages.success(request, _("Counted again. What had changed is corrected."))
    else:
        messages.success(request, _("Counted again. Nothing had changed."))
    return done(request, page_of(request, found_one))
