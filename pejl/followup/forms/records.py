"""Forms about records. The names of fields are the arguments of the actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.organisation.editing import ActionForm, EditForm, Text


class SignForm(EditForm):
    """The one confirmation, with what was on the page when it was given."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    confirms = forms.BooleanField(
        label=_("I have read this, and it is what the executive group agreed on.")
    )

    def stands_for(self, version: int, seen: str) -> None:
        """What the page shows now is what the next press confirms. After a refusal the box is ticked anew."""
        shown = {"version": str(version), "seen": seen}
        self.initial = {**self.initial, **shown}
        if self.is_bound:
            sent = {name: one for name, one in self.data.items() if name != "confirms"}
            self.data = sent | shown

    def clean(self) -> dict[str, Any]:
        """The action takes what is signed; that somebody ticked a box is for the form alone."""
        told = super().clean() or {}
        told.pop("confirms", None)
        return told


class AdditionForm(ActionForm):
    """What is to be known of a record that was signed."""

    about = forms.ChoiceField(label=_("What it is about"), required=False)
    text = Text(
        label=_("What is to be known, and why"),
        max_length=4000,
        help_text=_("What was signed stays as it is. Say what is wrong or new, and how you know."),
    )

    def offer(self, parts: Mapping[str, str]) -> None:
        """The parts of the record by the number people say."""
        choices = [(label, f"{label} {title}") for label, title in parts.items()]
        self.fields["about"].choices = [("", _("The record as a whole")), *choices]  # type: ignore[attr-defined]


class CompareForm(forms.Form):
    """With which other signed round to compare. The choice stands in the address."""

    med = forms.ChoiceField(label=_("Compare with"))

    def __init__(self, *args: Any, rounds: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["med"].choices = [(one.slug, one.title) for one in rounds]  # type: ignore[attr-defined]
