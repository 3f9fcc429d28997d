"""Forms about the parts of the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.organisation.addresses import address_of
from pejl.organisation.editing import EditForm, NewForm
from pejl.organisation.forms.fields import UnitChoice, field_of
from pejl.organisation.models import Municipality, Unit


class _UnitFields(forms.Form):
    name = field_of(Unit, "name", label=_("Name"))
    slug = field_of(
        Unit,
        "slug",
        label=_("Address"),
        required=False,
        help_text=_("The last part of the address. Left empty, it is made from the name."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices, initial=Unit.Kind.CENTRE)
    parent = UnitChoice(label=_("Belongs under"), required=False)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(municipality)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        if not written.get("slug"):
            written["slug"] = address_of(written.get("name", ""))
        return written


class NewUnitForm(_UnitFields, NewForm):
    """Add a unit."""


class EditUnitForm(_UnitFields, EditForm):
    """Rename, move or close a unit."""

    closed_on = forms.DateField(
        label=_("Closed on"),
        required=False,
        widget=forms.DateInput,
        help_text=_("A closed unit keeps its page and its history, but cannot be chosen any more."),
    )
