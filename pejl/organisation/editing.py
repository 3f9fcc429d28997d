"""Forms that do one thing: bind, call the action, and show in the form what stood in the way.

A view that edits reads the same in every room::

    form = UnitForm(request.POST or None, initial=starting_values(unit, UnitForm))
    if request.method == "POST" and attempt(form, partial(edit_unit, by=request.actor, unit=unit)):
        return done(request, "organisation:units", request.municipality.slug)
    return show_form(request, "organisation/unit.html", {"form": form})

The names of a form's fields are the names of the action's arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from pejl.history.refusals import EditedMeanwhile, NotAllowed, Refusal


class Text(forms.CharField):
    """Text of several lines. Browsers send line ends as CR LF; kept so, each save would look like a change."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Conflict:
    """One field in which the writer's text and the one saved meanwhile differ, as both read them."""

    label: str
    mine: str
    theirs: str


class ActionForm(forms.Form):
    """A form whose valid values are the arguments of an action."""

    conflict: list[Conflict]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict = []

    def values_of(self, element: Any) -> dict[str, Any]:
        """How the thing that is edited reads, field by field. A form that names things otherwise says how."""
        return {name: getattr(element, name) for name in self.fields if hasattr(element, name)}


class NewForm(ActionForm):
    """Makes something new. Its id is chosen when the page is shown, so that two clicks make one thing."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class EditForm(ActionForm):
    """Edits something that stands at a version; whoever saves on top of a newer one is shown both."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def starting_values(element: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What a form shows at first: how the thing reads now, and its version."""
    return {
        name: getattr(element, name)
        for name in ("version", *form.base_fields)
        if hasattr(element, name)
    }


def attempt(form: ActionForm, action: Callable[..., Any]) -> Any | None:
    """Call the action with what was written in the form.

    Returns what the action returned, or True where it returns nothing. When the form is faulty or the action
    refused, returns None and the form tells why: a refusal's sentence at its field, both texts in
    ``form.conflict``. What the person may not do at all is no fault of the form, and is raised.
    """
    if not form.is_valid():
        return None
    try:
        result = action(**form.cleaned_data)
    except NotAllowed:
        raise
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None
    return True if result is None else result


def show_refusal(form: ActionForm, refusal: Refusal) -> None:
    """Put the sentence where it belongs in the form, and those of what else stands in the way."""
    for one in (refusal, *refusal.others):
        at_field = one.field if one.field in form.fields else None
        form.add_error(at_field, str(one.sentence))
    if isinstance(refusal, EditedMeanwhile):
        _show_both(form, refusal)


def _show_both(form: ActionForm, refusal: EditedMeanwhile) -> None:
    """Keep what was written, show what is saved, and let the next save be a deliberate choice."""
    theirs = form.values_of(refusal.current)
    for name, value in theirs.items():
        bound = form[name]
        if bound.is_hidden or name not in form.cleaned_data:
            continue
        mine, saved = _shown(bound.field, form.cleaned_data[name]), _shown(bound.field, value)
        if mine != saved:
            form.conflict.append(Conflict(str(bound.label), mine, saved))
    written = dict(form.data.items())
    written[form.add_prefix("version")] = str(refusal.current.version)
    form.data = written


def _shown(field: forms.Field, value: Any) -> str:
    """A value as the reader knows it: the label of a choice, the name of a person."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(field, one) for one in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(field.prepare_value(value))


def done(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go on after something was done; htmx is told to move the whole page.

    To the page one is on already it is told to load it anew: a browser goes to another place on the same page
    without asking for it again, and the form would stay where it was.
    """
    htmx: Any = getattr(request, "htmx", False)
    if htmx:
        address = resolve_url(to, *args, **kwargs)
        if address.partition("#")[0] == (htmx.current_url_abs_path or "").partition("#")[0]:
            return HttpResponseClientRefresh()
        return HttpResponseClientRedirect(address)
    return redirect(to, *args, **kwargs)


def show_form(
    request: HttpRequest, template: str, context: dict[str, Any], part: str = "form"
) -> HttpResponse:
    """The page with the form; or the part of it that holds the form, where htmx asks after sending it."""
    only_part = getattr(request, "htmx", False) and request.method == "POST"
    if only_part:
        try:
            return render(request, f"{template}#{part}", context)
        except TemplateDoesNotExist:
            pass  # the part stands in the page that this one extends; the browser takes it out of the whole
    return render(request, template, context)
