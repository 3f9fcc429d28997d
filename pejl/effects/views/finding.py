"""What the room's pages share: addresses, what is found or not, and the page with one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pejl.effects import queries
from pejl.initiatives import queries as initiatives
from pejl.organisation.editing import EditForm, show_form
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import found, trail

if TYPE_CHECKING:
    from pejl.effects.models import Evaluation, Learning
    from pejl.initiatives.models import Initiative

__all__ = [
    "address",
    "found",
    "found_evaluation",
    "found_initiative",
    "found_learning",
    "number_in",
    "sent_version",
    "show",
    "trail",
]


def address(request: PejlRequest, name: str, *args: Any) -> str:
    """The address of one of the room's pages in this municipality."""
    return reverse(f"effects:{name}", args=[request.municipality.slug, *args])


def found_initiative(request: PejlRequest, number: int) -> Initiative:
    """The initiative, or 404: missing and not for this reader look the same."""
    return found(initiatives.initiative_by_number(request.actor, number))


def found_evaluation(request: PejlRequest, number: int) -> Evaluation:
    return found(queries.evaluation_by_number(request.actor, number))


def found_learning(request: PejlRequest, number: int) -> Learning:
    return found(queries.learning_by_number(request.actor, number))


def number_in(request: PejlRequest, name: str) -> int | None:
    """A number that the address asks for; nothing where it makes no sense."""
    word = request.GET.get(name, "")[:9]
    return int(word) if word.isascii() and word.isdecimal() else None


def sent_version(request: PejlRequest) -> int:
    """The version that a lone button sent; a page that is too old or was tampered with has nothing to say."""
    sent = EditForm(request.POST)
    if not sent.is_valid():
        raise Http404
    return int(sent.cleaned_data["version"])


def show(
    request: PejlRequest,
    form: Any,
    *,
    permission: str,
    thing: Any,
    heading: str,
    back: str,
    template: str = "effects/form.html",
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
