"""Add, edit and remove what is written in a prejekt, in the place where it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pejl.initiatives import actions, queries
from pejl.initiatives.forms import prejekter as forms
from pejl.initiatives.views.finding import address, found, show
from pejl.initiatives.views.prejekter import found_prejekt, written
from pejl.organisation.editing import EditForm, NewForm, attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest


def _edit_part(*, by: Any, line: Any, **values: Any) -> Any:
    return actions.edit_part(by=by, part=line, **values)


def _edit_unknown(*, by: Any, line: Any, **values: Any) -> Any:
    return actions.edit_unknown(by=by, unknown=line, **values)


def _edit_participant(*, by: Any, line: Any, **values: Any) -> Any:
    return actions.edit_participant(by=by, participant=line, **values)


@dataclass(frozen=True)
class Kind:
    """One kind of line: its forms, what is done with them, and what the pages are called."""

    name: str
    new_form: type[NewForm]
    form: type[EditForm]
    add: Callable[..., Any]
    add_heading: Any
    edit_heading: Any
    edit: Callable[..., Any] = _edit_part


KINDS = {
    "viden": Kind(
        "known", forms.NewKnownForm, forms.KnownForm, actions.note_known,
        gettext_lazy("Something we know"), gettext_lazy("Edit what we know"),
    ),
    "ikke-viden": Kind(
        "unknown", forms.NewUnknownForm, forms.UnknownForm, actions.note_unknown,
        gettext_lazy("Something we do not know"), gettext_lazy("Edit what we do not know"),
        _edit_unknown,
    ),
    "aktiviteter": Kind(
        "activity", forms.NewActivityForm, forms.ActivityForm, actions.note_activity,
        gettext_lazy("Something done to find out"), gettext_lazy("Edit the activity"),
    ),
    "handlemuligheder": Kind(
        "option", forms.NewOptionForm, forms.OptionForm, actions.note_option,
        gettext_lazy("An option for action"), gettext_lazy("Edit the option"),
    ),
    "laering": Kind(
        "learning", forms.NewLearningForm, forms.LearningForm, actions.log_learning,
        gettext_lazy("Something learned"), gettext_lazy("Edit what was learned"),
    ),
    "deltagere": Kind(
        "participant", forms.NewParticipantForm, forms.ParticipantForm, actions.name_participant,
        gettext_lazy("Somebody who takes part"), gettext_lazy("Edit who takes part"),
        _edit_participant,
    ),
}  # fmt: skip
"""By the word in the address, which is also the place on the page."""


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise Http404
    return KINDS[what]


def _line(request: PejlRequest, number: int, what: str, key: UUID) -> tuple[Kind, Any]:
    kind = _kind(what)
    return kind, found(queries.line_of(found_prejekt(request, number), kind.name, key))


def _ready(request: PejlRequest, form: Any, initiative: Any) -> Any:
    """What can be chosen among is offered, and the writing can begin where the form opens."""
    if hasattr(form, "offer"):
        form.offer(initiative)
    if request.method == "GET":
        form.visible_fields()[0].field.widget.attrs["autofocus"] = True
    return form


def add(request: PejlRequest, number: int, what: str) -> HttpResponse:
    """Write a new line."""
    kind, initiative = _kind(what), found_prejekt(request, number)
    form = kind.new_form(request.POST or None, initial={"on": timezone.localdate()})
    action = partial(kind.add, by=request.actor, initiative=initiative)
    if request.method == "POST" and attempt(_ready(request, form, initiative), action):
        return written(request, initiative, what, here=f"ny-{what}")
    return show(
        request,
        _ready(request, form, initiative),
        permission="initiatives.edit",
        thing=initiative,
        heading=kind.add_heading,
        back=address(request, "initiative", number),
        part=f"ny-{what}",
    )


def edit(request: PejlRequest, number: int, what: str, key: UUID) -> HttpResponse:
    """Write a line anew."""
    kind, line = _line(request, number, what, key)
    form = kind.form(request.POST or None, initial=starting_values(line, kind.form))
    action = partial(kind.edit, by=request.actor, line=line)
    if request.method == "POST" and attempt(_ready(request, form, line.initiative), action):
        return written(request, line.initiative, what, here=line.pk)
    return show(
        request,
        _ready(request, form, line.initiative),
        permission="initiatives.edit",
        thing=line,
        heading=kind.edit_heading,
        back=address(request, "initiative", number),
        part=line.pk,
        template="initiatives/prejekt_line.html",
        remove=address(request, "remove_prejekt_line", number, what, key),
        line=line,
    )


def settle(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Say what became of something not known."""
    _unknown, line = _line(request, number, "ikke-viden", key)
    form = forms.SettleForm(
        request.POST or None, initial={"version": line.version, "answer": line.answer}
    )
    action = partial(actions.settle_unknown, by=request.actor, unknown=line)
    if request.method == "POST" and attempt(form, action):
        return written(request, line.initiative, "ikke-viden", here=line.pk)
    return show(
        request,
        _ready(request, form, line.initiative),
        permission="initiatives.edit",
        thing=line,
        heading=line.question,
        lead=_("What did you find?"),
        back=address(request, "initiative", number),
        part=line.pk,
    )


@require_POST
def remove(request: PejlRequest, number: int, what: str, key: UUID) -> HttpResponse:
    """Remove a line that should not be there."""
    _kind_of_line, line = _line(request, number, what, key)
    version = request.POST.get("version", "")
    actions.remove_part(
        by=request.actor, part=line, version=int(version) if version.isdecimal() else -1
    )
    messages.success(request, _("Removed. What it said stays in the history."))
    return done(request, address(request, "initiative", number))
