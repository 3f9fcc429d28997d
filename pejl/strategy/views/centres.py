"""A centre writes its own strategy, focus area by focus area, and its chief adopts it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.strategy import actions, forms, queries
from pejl.strategy.views.finding import found_strategy, found_unit, meant_focus_area, show

if TYPE_CHECKING:
    from pejl.organisation.models import Unit
    from pejl.strategy.models import CentreStrategy, FocusArea, Strategy


def _page(request: PejlRequest, strategy: Strategy, unit: Unit) -> str:
    args = [request.municipality.slug, strategy.slug, unit.slug]
    return reverse("overview:centre_strategy", args=args)


def _write_introduction(
    *, request: PejlRequest, strategy: Strategy, unit: Unit, version: int, introduction: str
) -> Any:
    begun = actions.begin_centre_strategy(by=request.actor, strategy=strategy, unit=unit)
    return actions.edit_centre_strategy(
        by=request.actor,
        centre_strategy=begun,
        version=version,
        introduction=introduction,
    )


def edit_centre_strategy(request: PejlRequest, strategy: str, unit: str) -> HttpResponse:
    found, centre = found_strategy(request, strategy), found_unit(request, unit)
    written = queries.centre_strategy_of(found, centre, request.actor)
    initial = {
        "version": written.version if written else 0,
        "introduction": written.introduction if written else "",
    }
    form = forms.CentreStrategyForm(request.POST or None, initial=initial)
    action = partial(_write_introduction, request=request, strategy=found, unit=centre)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, _page(request, found, centre))
    return show(
        request,
        form,
        permission="strategy.lead_unit",
        thing=centre,
        heading=_("%(unit)s: introduction") % {"unit": centre.name},
        back=_page(request, found, centre),
        part=centre.pk,
        public=_is_public(written),
    )


def _is_public(written: CentreStrategy | None) -> bool:
    return written is not None and written.status == "adopted"


def _write(
    *,
    request: PejlRequest,
    strategy: Strategy,
    unit: Unit,
    area: FocusArea,
    version: int,
    text: str,
) -> Any:
    begun = actions.begin_centre_strategy(by=request.actor, strategy=strategy, unit=unit)
    return actions.write_contribution(
        by=request.actor, centre_strategy=begun, focus_area=area, version=version, text=text
    )


def write_contribution(request: PejlRequest, strategy: str, unit: str, number: int) -> HttpResponse:
    area, centre = meant_focus_area(request, strategy, number), found_unit(request, unit)
    found = area.strategy
    written = queries.centre_strategy_of(found, centre, request.actor)
    (pair,) = queries.paired_contributions([area], written)
    initial = {"version": 0, "text": ""}
    if pair.contribution:
        initial = {"version": pair.contribution.version, "text": pair.contribution.text}
    form = forms.ContributionForm(request.POST or None, initial=initial)
    action = partial(_write, request=request, strategy=found, unit=centre, area=area)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, f"{_page(request, found, centre)}#part-{area.pk}")
    return show(
        request,
        form,
        permission="strategy.lead_unit",
        thing=centre,
        heading=_("%(unit)s: contribution to %(title)s")
        % {"unit": centre.name, "title": area.title},
        back=_page(request, found, centre),
        part=area.pk,
        meant=area.pk,
        public=_is_public(written),
    )


@require_POST
def adopt_centre_strategy(request: PejlRequest, strategy: str, unit: str) -> HttpResponse:
    found, centre = found_strategy(request, strategy), found_unit(request, unit)
    written = queries.centre_strategy_of(found, centre, request.actor)
    if written is None:
        raise Http404
    form = forms.VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    actions.adopt_centre_strategy(by=request.actor, centre_strategy=written, version=version)
    messages.success(request, _("The centre strategy is adopted. Everyone can read it now."))
    return done(request, _page(request, found, centre))
