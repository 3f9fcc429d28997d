"""Units in a round: what each owes, completing it in others' place, and saying that it is ready."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pejl.followup.actions import reports as actions
from pejl.followup.forms.reports import ReportForm
from pejl.followup.forms.rounds import ReadyForm
from pejl.followup.queries import units as queries
from pejl.followup.views.answering import acted
from pejl.followup.views.finding import address, below_round, found, found_round, sent_version
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.followup.models import Round
    from pejl.organisation.models import Unit

ON_A_PAGE = 10
"""So many forms on one page can be read through, and saved one by one."""


def units(request: PejlRequest, round: str) -> HttpResponse:
    """How ready each unit is: for the strategy office all, for the others to look at."""
    one = found_round(request, round)
    require(request.actor, "followup.read_internal", one)
    listed = queries.readiness(one)
    context = {
        "round": one,
        "units": [(part, may(request.actor, "followup.mark_ready", part.unit)) for part in listed],
        "may_run": may(request.actor, "followup.run", one),
        "ready": sum(part.is_ready for part in listed),
        "trail": below_round(request, one, (_("Units"), "")),
    }
    return render(request, "followup/units.html", context)


def _found(request: PejlRequest, slug: str, unit: str) -> tuple[Round, Unit]:
    one = found_round(request, slug)
    place = found(organisation.unit_by_slug(request.municipality, unit))
    require(request.actor, "followup.mark_ready", place)
    return one, place


@never_cache
def unit(request: PejlRequest, round: str, unit: str) -> HttpResponse:
    """A unit's reports, which its leader completes for others where it is needed."""
    one, place = _found(request, round, unit)
    if request.method == "POST":
        return acted(request, request.actor, one, partial(_page, request, one, place))
    return _page(request, one, place)


def _page(
    request: PejlRequest,
    round: Round,
    place: Unit,
    sent: ReportForm | None = None,
    about: UUID | None = None,
) -> HttpResponse:
    listed = queries.reports_of_unit(round, place)
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("side"))
    # htmx takes the one item that was sent, wherever in the list it stands once it is confirmed
    reports = list(listed.filter(pk=about) if about and request.htmx else page.object_list)
    for report in reports:
        report.round = round
    owed = queries.owed_in_unit(request.actor, round, reports)
    context = {
        "round": round,
        "unit": place,
        "may_run": may(request.actor, "followup.run", round),
        "page": page,
        "items": [
            (item, sent if sent and item.report.pk == about else ReportForm.for_report(item.report))
            for item in owed
        ],
        "shows_items": round.is_open or sent is not None,  # what came too late is not lost
        "readiness": queries.readiness_of(round, place),
        "left": listed.filter(confirmed_at__isnull=True).count(),
        "ready_form": ReadyForm(),
        "trail": below_round(
            request, round, (_("Units"), address(request, "units", round.slug)), (place.name, "")
        ),
    }
    return render(request, "followup/unit.html", context)


@require_POST
def mark_ready(request: PejlRequest, round: str, unit: str) -> HttpResponse:
    """Say that the unit's reports are as they should be."""
    one, place = _found(request, round, unit)
    form = ReadyForm(request.POST)
    action = partial(actions.mark_ready, by=request.actor, round=one, unit=place)
    if attempt(form, action):
        messages.success(request, _("The unit is marked as ready."))
    else:
        messages.error(
            request, " ".join(map(str, form.non_field_errors())) or _("The note is too long.")
        )
    return done(request, address(request, "unit", one.slug, place.slug))


@require_POST
def take_back_ready(request: PejlRequest, round: str, unit: str) -> HttpResponse:
    """The unit is not ready after all."""
    one, place = _found(request, round, unit)
    marked = queries.readiness_of(one, place)
    if marked is None:
        raise Http404
    actions.take_back_ready(by=request.actor, readiness=marked, version=sent_version(request))
    messages.success(request, _("The unit is no longer marked as ready."))
    return done(request, address(request, "unit", one.slug, place.slug))
