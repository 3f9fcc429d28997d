"""Forms about a municipality itself: its details, its logo, its words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pejl.organisation.editing import EditForm, NewForm
from pejl.organisation.forms.fields import field_of
from pejl.organisation.models import Municipality
from pejl.organisation.pictures import LARGEST_FILE
from pejl.organisation.refusals import PictureIsUnusable
from pejl.organisation.vocabulary import CONCEPTS, DEFAULTS, FORMS, chosen_words, term


class MunicipalityForm(EditForm):
    """Name, codes, colour and contact of a municipality."""

    name = field_of(Municipality, "name", label=_("Name"))
    dst_code = field_of(Municipality, "dst_code", label=_("Municipality code"))
    cvr = field_of(Municipality, "cvr", label=_("CVR number"))
    accent_colour = field_of(Municipality, "accent_colour", label=_("Colour"))
    contact_email = field_of(Municipality, "contact_email", label=_("Contact e-mail"))


class NewMunicipalityForm(NewForm):
    """Open a municipality with one person in its strategy office."""

    name = field_of(Municipality, "name", label=_("Name"))
    slug = field_of(Municipality, "slug", label=_("Address"))
    first_name = forms.CharField(
        label=_("First person in the strategy office: name"), max_length=120
    )
    first_email = forms.EmailField(
        label=_("First person in the strategy office: e-mail"), max_length=254
    )


class LogoForm(EditForm):
    """Hand in a logo."""

    picture = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG or JPEG, at most 1 MB. It is shown at most 480 × 160 pixels large."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )

    def clean_picture(self) -> bytes:
        handed_in = self.cleaned_data["picture"]
        if handed_in.size > LARGEST_FILE:
            raise ValidationError(str(PictureIsUnusable.sentence))
        return bytes(handed_in.read())


class RemoveLogoForm(EditForm):
    """Go back to the municipality's name alone."""


LABELS = {
    "gender": _("en or et"),
    "singular": _("one"),
    "definite": _("the one"),
    "plural": _("several"),
    "plural_definite": _("all of them"),
}


def _concept_and_form(name: str) -> tuple[str, str]:
    """The two parts of a field's name, such as ``focus_area-plural``."""
    concept, _dash, form = name.partition("-")
    return concept, form


class VocabularyForm(EditForm):
    """What each level of a strategy is called in one language, in the forms that sentences need."""

    def __init__(
        self, *args: Any, municipality: Municipality, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.initial.setdefault("version", municipality.version)
        for concept in CONCEPTS:
            for form, usual in DEFAULTS[language][concept].items():
                if usual:
                    self._ask_for(concept, form)
        self.initial = {**self.initial, **self.values_of(municipality)}

    def _ask_for(self, concept: str, form: str) -> None:
        label = LABELS[form]
        if form == "gender":
            field: forms.Field = forms.ChoiceField(
                label=label, choices=[("en", "en"), ("et", "et")]
            )
        else:
            field = forms.CharField(label=label, max_length=40)
        self.fields[f"{concept}-{form}"] = field

    def values_of(self, element: Any) -> dict[str, Any]:
        return {
            name: term(element.vocabulary, *_concept_and_form(name), language=self.language)
            for name in self.fields
            if name != "version"
        }

    def words(self) -> dict[str, dict[str, str]]:
        """What is written in the form now, saved or not, by concept and form."""
        found: dict[str, dict[str, str]] = {concept: {} for concept in CONCEPTS}
        for name in self.fields:
            if name != "version":
                concept, form = _concept_and_form(name)
                found[concept][form] = str(self[name].value() or "")
        return found

    def sections(self) -> list[dict[str, Any]]:
        """Each concept with its fields and sentences in which the written words stand."""
        vocabulary = {self.language: chosen_words(self.words(), self.language)}
        return [
            {
                "concept": concept,
                "label": label,
                "fields": [
                    self[f"{concept}-{form}"]
                    for form in FORMS
                    if f"{concept}-{form}" in self.fields
                ],
                "sentence": self._sentence(vocabulary, concept),
            }
            for concept, label in CONCEPTS.items()
        ]

    def _sentence(self, vocabulary: dict[str, Any], concept: str) -> str:
        def word(form: str) -> str:
            return term(vocabulary, concept, form, self.language)

        with translation.override(self.language):
            return _now(
                "Here you can add %(new)s. When %(definite)s is changed, everybody can see it. "
                "The list shows all %(plural)s; %(plural_definite)s stand in order."
            ) % {
                "new": word("new"),
                "definite": word("definite"),
                "plural": word("plural"),
                "plural_definite": word("plural_definite"),
            }
