"""Forms with which a question is put to the figures, and with which the list is narrowed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.effects.forms.chains import IndicatorField, OffersIndicators
from pejl.effects.models import Evaluation, EvaluationResult
from pejl.effects.models.evaluations import LONGEST_NOTE
from pejl.effects.queries.evaluations import NO_NUMBER, NOT_ASKED
from pejl.effects.queries.lines import MUNICIPALITY, PART, UNIT, Offer, fitting
from pejl.effects.wording import METHODS
from pejl.initiatives.models import Initiative
from pejl.organisation.actors import Actor
from pejl.organisation.editing import EditForm, NewForm, Text


class InitiativeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An initiative by the number that people say aloud."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=Initiative.objects.none(), **more)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


def offer_initiatives(form: forms.Form, actor: Actor) -> None:
    """All that may be seen, those that have ended too: an effect is often asked about afterwards."""
    field: Any = form.fields["initiative"]
    field.queryset = Initiative.objects.visible_to(actor).order_by("-number")


def methods_explained() -> list[tuple[str, str]]:
    """Each method with what it does, for those who have not chosen one before."""
    return [(value, f"{label}. {METHODS[value]}") for value, label in Evaluation.Method.choices]


class _Question(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    question = Text(
        label=_("Question"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What do you want to know? Write it before you look at the answer."),
    )  # fmt: skip
    begins_on = forms.DateField(label=_("The change began on"), widget=forms.DateInput)
    method = forms.ChoiceField(
        label=_("Method"), choices=methods_explained, widget=forms.RadioSelect
    )
    threats = Text(
        label=_("What could make it wrong"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What else happened at the same time? What the method itself rests on is added by Pejl."),
    )  # fmt: skip


class NewEvaluationForm(NewForm, OffersIndicators, _Question):
    """Asks whether something worked. Where the method compares, with whom is chosen in the next step."""

    indicator = IndicatorField(label=_("Indicator"), empty_label=_("Choose"))
    initiative = InitiativeField(
        label=_("Initiative"), required=False, empty_label=_("No initiative in particular")
    )
    field_order = ["title", "question", "initiative", "indicator", "begins_on", "method", "threats"]

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        offer_initiatives(self, actor)


class EvaluationForm(EditForm, _Question):
    """Words the question better, and says whom it is about and whom to compare with."""

    about = forms.ChoiceField(label=_("For whom something changed"), required=False)
    compared_with = forms.MultipleChoiceField(
        label=_("Compare only with"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to compare with all of them."),
    )  # fmt: skip
    season = forms.IntegerField(
        label=_("Periods in a season"), min_value=0, max_value=53, required=False,
        help_text=_(
            "For an interrupted series: 12 for months that resemble last year's, 4 for quarters. 0 for none."
        ),
    )  # fmt: skip
    slope = forms.BooleanField(
        label=_("The course may turn too"), required=False,
        help_text=_(
            "For an interrupted series: it may rise or fall faster afterwards, besides stepping once."
        ),
    )  # fmt: skip
    field_order = [
        "title", "question", "begins_on", "method", "season", "slope", "threats", "about",
        "compared_with",
    ]  # fmt: skip

    def offer(self, offered: list[Offer]) -> None:
        """Whom there are values for, and whom can be compared with the one that it is about."""
        about: Any = self.fields["about"]
        about.choices = [(one.key, one.name) for one in offered if one.kind != MUNICIPALITY]
        chosen = self.data.get("about", self.initial.get("about", ""))
        compared: Any = self.fields["compared_with"]
        compared.choices = [(one.key, _named(one)) for one in fitting(str(chosen), offered)]

    def values_of(self, element: Any) -> dict[str, Any]:
        """Texts and days are shown beside each other when two have saved; boxes are ticked again."""
        told = super().values_of(element)
        del told["compared_with"]
        return told

    def clean_season(self) -> int:
        return self.cleaned_data.get("season") or 0


def _named(one: Offer) -> str:
    """A series by its name, and from where it is known."""
    source = {MUNICIPALITY: _("in Pejl"), PART: one.dimension, UNIT: ""}[one.kind]
    return f"{one.name} ({source})" if source else one.name


class ConclusionForm(EditForm):
    """Says what we conclude."""

    conclusion = Text(
        label=_("What we conclude"), max_length=LONGEST_NOTE, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Also when it is that nothing can be concluded."),
    )  # fmt: skip


class PublishForm(EditForm):
    """Whether everyone reads it."""

    is_public = forms.BooleanField(required=False)


class EvaluationFilter(forms.Form):
    """Narrows the list of evaluations; what is chosen stands in the address."""

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    metode = forms.ChoiceField(
        label=_("Method"), required=False,
        choices=[("", _("All methods")), *Evaluation.Method.choices],
    )  # fmt: skip
    bevis = forms.ChoiceField(
        label=_("Strength of evidence"), required=False,
        choices=[
            ("", _("All")), *EvaluationResult.Grade.choices, (NO_NUMBER, _("No number")),
            (NOT_ASKED, _("Not reckoned yet")),
        ],
    )  # fmt: skip
    indsats = forms.IntegerField(
        label=_("Initiative, by number"), required=False, min_value=1, max_value=1_000_000
    )
