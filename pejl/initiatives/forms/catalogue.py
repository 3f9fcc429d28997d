"""Forms of the catalogue: its filter, the choice of the executive group, a new edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pejl.design.tags.markup import attributes
from pejl.initiatives.models import Initiative
from pejl.initiatives.queries.catalogue import STATES, CatalogueChoice
from pejl.initiatives.queries.offered import Choices
from pejl.organisation import queries as organisation
from pejl.organisation.editing import EditForm, NewForm, Text
from pejl.organisation.models import Municipality

WORDS = {
    "type": "kind", "center": "unit", "fokus": "focus_area", "tilstand": "state",
    "strategi": "strategy", "ord": "words", "opdelt": "grouping", "orden": "order",
}  # fmt: skip
"""What stands in the address, and what it chooses."""


class ShortList(forms.Select):
    """A list to choose one from, drawn in one go.

    Django draws each choice with two templates, which for the sixty choices of the filter takes as long as
    all entries below it.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (word, SafeString(" selected") if str(word) in chosen else "", label)
                for word, label in self.choices
            ),
        )
        own = attributes({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", own, options)


class Choice(forms.ChoiceField):
    """One of a few, in a list that is drawn in one go."""

    widget = ShortList


class CatalogueFilter(forms.Form):
    """Narrows, groups and sorts the catalogue; what is chosen stands in the address."""

    use_required_attribute = False
    # It only offers and is never checked, so nothing in it needs the word "optional".

    ord = forms.CharField(label=_("Words"), max_length=100)
    type = Choice(label=_("Kind"), choices=[("", _("All kinds")), *Initiative.Kind.choices])
    fokus = Choice(label=_("Focus area"))
    center = Choice(label=_("Centre"))
    tilstand = Choice(
        label=_("State"),
        choices=[("", _("All states")), *((one.value, one.label) for one in STATES)],
    )  # fmt: skip
    strategi = Choice(label=_("Selected into"))
    opdelt = Choice(
        label=_("Arranged by"),
        choices=[("fokus", _("Focus area")), ("center", _("Centre")), ("tilstand", _("State"))],
    )  # fmt: skip
    orden = Choice(
        label=_("Sorted by"),
        choices=[
            ("nummer", _("Number")), ("titel", _("Title")), ("slut", _("End of the time box")),
            ("nyeste", _("Newest first")),
        ],
    )  # fmt: skip

    def offer(self, offered: Choices) -> None:
        """Centres, focus areas and strategies to choose among."""
        options = {
            "center": [("", _("All centres")), *offered.units],
            "fokus": [("", _("All focus areas")), *offered.focus_areas],
            "strategi": [("", _("Selected or not")), *offered.strategies],
        }
        for name, choices in options.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def choice_of(address: Any) -> CatalogueChoice:
    """What the address chooses. What it says that nobody can choose simply finds nothing."""
    said = {name: address.get(word, "")[:100].strip() for word, name in WORDS.items()}
    return CatalogueChoice(**{name: value for name, value in said.items() if value})


class SelectForm(EditForm):
    """The executive group's choice about one initiative."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.UUIDField(widget=forms.HiddenInput, required=False)
    is_selected = forms.TypedChoiceField(
        label=_("Choice"), choices=[("1", _("Take it in")), ("0", _("Leave it out"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect,
    )  # fmt: skip
    reason = Text(
        label=_("Reason"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyone who works here reads this."),
    )  # fmt: skip


class EditionForm(NewForm):
    """Freezes the catalogue."""

    title = forms.CharField(label=_("Title of the edition"), max_length=200)
    is_public = forms.BooleanField(
        label=_("Everyone can read it"), required=False,
        help_text=_("Only public initiatives, without people and internal notes."),
    )  # fmt: skip


class OfferForm(EditForm):
    """Offers to run innovation processes."""

    methods = forms.CharField(
        label=_("Methods you can run"), required=False, max_length=400,
        help_text=_("Such as: interviews with users, design sprint, future workshop"),
    )  # fmt: skip
    languages = forms.CharField(label=_("Languages"), required=False, max_length=200)
    availability = forms.CharField(
        label=_("When you can be asked"), required=False, max_length=200,
        help_text=_("Such as: two half days a month"),
    )  # fmt: skip
    unit: Any = forms.ModelChoiceField(
        label=_("Centre"), queryset=None, required=False, empty_label=_("No particular one")
    )
    about = Text(
        label=_("About you as a facilitator"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    consents = forms.BooleanField(
        label=_("I may be shown in the list"), required=False,
        help_text=_(
            "Everyone who works in the municipality can see you here and ask you. You can take it "
            "back at any time."
        ),
    )  # fmt: skip

    def offer(self, municipality: Municipality) -> None:
        self.fields["unit"].queryset = organisation.open_units(municipality)  # type: ignore[attr-defined]
