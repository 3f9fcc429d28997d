"""Photos and files: hand one in, fetch it, take it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.files.sending import send
from pejl.initiatives import queries
from pejl.initiatives.actions.attachments import attach_file, remove_file
from pejl.initiatives.forms.ideas import FileForm
from pejl.initiatives.views.finding import address, found, show
from pejl.organisation.editing import EditForm, attempt, done
from pejl.organisation.middleware import PejlRequest

if TYPE_CHECKING:
    from pejl.initiatives.models import Idea, Initiative


def _hand_in(
    request: PejlRequest, page: str, thing: Idea | Initiative, **about: Any
) -> HttpResponse:
    sent = request.method == "POST"
    form: Any = FileForm(request.POST if sent else None, request.FILES if sent else None)
    if request.method == "POST" and attempt(form, partial(attach_file, by=request.actor, **about)):
        messages.success(request, _("Handed in."))
        return done(request, f"{page}#filer")
    return show(
        request,
        form,
        permission="initiatives.converse",
        thing=thing,
        heading=_("Photo or file for: %(title)s") % {"title": thing.title},
        back=page,
        template="initiatives/project_file.html",
        save=_("Hand it in"),
    )


def attach(request: PejlRequest, number: int) -> HttpResponse:
    """A photo or file with an idea."""
    idea = found(queries.idea_by_number(request.actor, number))
    return _hand_in(request, address(request, "idea", idea.number), idea, idea=idea)


def attach_to_initiative(request: PejlRequest, number: int) -> HttpResponse:
    """A photo or file with a prejekt, a project or an initiative of operation."""
    initiative = found(queries.initiative_by_number(request.actor, number))
    page = address(request, "initiative", initiative.number)
    return _hand_in(request, page, initiative, initiative=initiative)


def attachment(request: PejlRequest, key: UUID) -> HttpResponseBase:
    """The file itself, for whoever may see what it was handed in with."""
    file = found(queries.attachment(request.actor, key))
    return send(request, file.stored_as, file.name, file.content_type, file.is_picture)


@require_POST
def remove_attachment(request: PejlRequest, key: UUID) -> HttpResponse:
    file = found(queries.attachment(request.actor, key))
    form = EditForm(request.POST)
    if not form.is_valid():
        raise Http404
    remove_file(by=request.actor, attachment=file, version=form.cleaned_data["version"])
    messages.success(request, _("Removed."))
    name, thing = ("idea", file.idea) if file.idea else ("initiative", file.initiative)
    return done(request, address(request, name, thing.number))  # type: ignore[union-attr]
