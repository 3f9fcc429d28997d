"""What the room's pages share: the way back, what is found or not, and the page with a form."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.organisation.editing import ActionForm
from pejl.organisation.middleware import PejlRequest

Thing = TypeVar("Thing")


def found(thing: Thing | None) -> Thing:
    """The thing, or 404: what is missing and what stands in another municipality look the same."""
    if thing is None:
        raise Http404
    return thing


def address(request: PejlRequest, name: str, *args: Any) -> str:
    """The address of one of the room's pages in this municipality."""
    return reverse(f"organisation:{name}", args=[request.municipality.slug, *args])


def trail(request: PejlRequest, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the municipality's front page to here: label and address of each step."""
    municipality = request.municipality
    front = reverse("overview:municipality", args=[municipality.slug])
    return [(municipality.name, front), *steps]


def show_form(
    request: HttpRequest,
    form: ActionForm,
    heading: str,
    back: str,
    template: str = "organisation/form.html",
    **context: Any,
) -> HttpResponse:
    """The room's one page with a form; to htmx, after sending it, only the part with the form."""
    context = {"form": form, "heading": heading, "back": back, "save": _("Save")} | context
    only_part = getattr(request, "htmx", False) and request.method == "POST"
    return render(request, f"{template}#form" if only_part else template, context)
