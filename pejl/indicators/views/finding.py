"""What the room's pages share: addresses, the way back, and the page with one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.indicators import queries
from pejl.organisation.editing import show_form
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import found, trail

if TYPE_CHECKING:
    from pejl.indicators.models import Indicator

__all__ = ["address", "found", "found_indicator", "page_of", "show", "trail"]


def address(request: PejlRequest, name: str, *args: Any) -> str:
    """The address of one of the room's pages in this municipality."""
    return reverse(f"indicators:{name}", args=[request.municipality.slug, *args])


def found_indicator(request: PejlRequest, number: int) -> Indicator:
    """The indicator, or 404: missing and not for this reader look the same."""
    return found(queries.indicator_by_number(request.actor, number))


def page_of(request: PejlRequest, indicator: Indicator) -> str:
    return address(request, "indicator", indicator.number)


def show(
    request: PejlRequest,
    form: Any,
    *,
    permission: str,
    thing: Any,
    heading: str,
    back: str,
    template: str = "indicators/form.html",
    **more: Any,
) -> HttpResponse:
    """The page with one form. Whoever may not save it is told before writing, not after."""
    require(request.actor, permission, thing)
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "part": "form",
        "save": _("Save"),
        "trail": trail(
            request,
            (_("Indicators"), address(request, "indicators")),
            (_("Back"), back),
            (heading, ""),
        ),
    } | more
    return show_form(request, template, context)
