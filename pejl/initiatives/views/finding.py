"""What the room's pages share: addresses, the way back, and the page with one form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation.editing import show_form
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import found, trail

__all__ = ["address", "found", "show", "trail"]


def address(request: PejlRequest, name: str, *args: Any) -> str:
    """The address of one of the room's pages in this municipality."""
    return reverse(f"initiatives:{name}", args=[request.municipality.slug, *args])


def show(
    request: PejlRequest,
    form: Any,
    *,
    permission: str,
    thing: Any,
    heading: str,
    back: str,
    template: str = "initiatives/form.html",
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
        "trail": trail(request, (_("Back"), back), (heading, "")),
    } | more
    return show_form(request, template, context)
