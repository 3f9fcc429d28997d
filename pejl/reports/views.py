"""Addresses at which a report is fetched. Each asks the same query as the page it belongs to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pejl.followup.queries.rounds import round_by_slug
from pejl.initiatives.forms.catalogue import choice_of
from pejl.initiatives.queries import editions as initiatives
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import found, trail
from pejl.reports.catalogue import catalogue_csv as set_as_csv
from pejl.reports.catalogue import catalogue_pdf as set_as_pdf
from pejl.reports.followup import kinds


def _handed_out(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _content(request: PejlRequest) -> dict[str, Any]:
    return initiatives.catalogue_content(
        request.actor, request.municipality, choice_of(request.GET)
    )


def _name(request: PejlRequest, ending: str) -> str:
    day = timezone.localdate().isoformat()
    return f"udviklingskatalog-{request.municipality.slug}-{day}.{ending}"


def catalogue_pdf(request: PejlRequest) -> HttpResponse:
    """The catalogue as it is narrowed on the page, to print."""
    return _handed_out(set_as_pdf(_content(request)), "application/pdf", _name(request, "pdf"))


def catalogue_csv(request: PejlRequest) -> HttpResponse:
    """The catalogue as it is narrowed on the page, as a spreadsheet."""
    return _handed_out(
        set_as_csv(_content(request)), "text/csv; charset=utf-8", _name(request, "csv")
    )


def edition_pdf(request: PejlRequest, key: UUID) -> HttpResponse:
    """An earlier edition, as it read on its day."""
    edition = found(initiatives.edition(request.actor, key))
    name = slugify(edition.title) or "udgave"
    return _handed_out(
        set_as_pdf(edition.content), "application/pdf", f"{name}-{edition.issued_on}.pdf"
    )


@require_safe
def round_reports(request: PejlRequest, round: str) -> HttpResponse:
    """Which reports of a round there are, what is in each, and in which formats it can be fetched."""
    one = found(round_by_slug(request.actor, round))
    require(request.actor, "followup.read_round", one)
    whole, areas, units = kinds.offers(request.actor, one)
    context = {
        "round": one,
        "whole": whole,
        "areas": areas,
        "units": units,
        "trail": trail(
            request,
            (_("Follow-up"), reverse("followup:rounds", args=[request.municipality.slug])),
            (one.title, reverse("followup:round", args=[request.municipality.slug, one.slug])),
            (pgettext("documents", "Reports"), ""),
        ),
    }
    return render(request, "reports/round_reports.html", context)


@require_safe
def round_report(request: PejlRequest, round: str, part: str, ending: str) -> HttpResponse:
    """A report of a round as a file."""
    one = found(round_by_slug(request.actor, round))
    report = found(kinds.report_named(request.actor, one, part))
    made = found(kinds.FORMATS.get(ending))
    return _handed_out(made.made(report), made.content_type, kinds.file_name(one, part, ending))
