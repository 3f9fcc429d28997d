"""Forms of an initiative's effect chain and of what is expected of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.effects.models import ChainStep
from pejl.effects.models.chains import LONGEST_NOTE
from pejl.indicators.forms.indicators import number_field, refuse_other_units
from pejl.indicators.models import Indicator
from pejl.organisation.actors import Actor
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text


class IndicatorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An indicator by the number that people say aloud."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=Indicator.objects.none(), **more)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


class OffersIndicators(ActionForm):
    """A form that lets choose among the indicators in use here."""

    def offer(self, actor: Actor) -> None:
        """One that is chosen already stays a choice after it has ended."""
        field: Any = self.fields["indicator"]
        found = Indicator.objects.visible_to(actor)
        now: Any = self.initial.get("indicator")
        chosen = found.filter(pk=getattr(now, "pk", now))
        field.queryset = (found.in_use() | chosen).order_by("number")


class _StepFields(forms.Form):
    kind = forms.ChoiceField(label=_("Step"), choices=ChainStep.Kind.choices)
    text = forms.CharField(
        label=_("What happens"), max_length=400,
        help_text=_("One sentence, such as “Fewer fall at home”."),
    )  # fmt: skip
    indicator = IndicatorField(
        label=_("Measured by"), required=False, empty_label=_("No indicator yet")
    )
    assumption = Text(
        label=_("What must be true for the step before to lead here"), required=False,
        max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    evidence = forms.ChoiceField(
        label=_("What the assumption rests on"), choices=ChainStep.Evidence.choices,
        initial=ChainStep.Evidence.NONE,
    )  # fmt: skip


class NewStepForm(NewForm, OffersIndicators, _StepFields):
    """Adds a step."""


class StepForm(EditForm, OffersIndicators, _StepFields):
    """Words a step better, or says how its assumption stands."""

    standing = forms.ChoiceField(
        label=_("How the assumption stands"), choices=ChainStep.Standing.choices
    )


class _HowMuch(forms.Form):
    change = number_field(
        _("Expected change"), help_text=_("In the indicator's unit, such as −5 for five fewer."),
        often_negative=True,
    )  # fmt: skip
    due_on = forms.DateField(label=_("By"), widget=forms.DateInput)
    measured_how = Text(
        label=_("How we will measure it"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Compared with what, over which period, and who does it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if indicator := cleaned.get("indicator"):
            unit = indicator.measured_in
            refuse_other_units(self, unit, "change", are_differences=True)
        return cleaned


class ExpectationForm(NewForm, OffersIndicators, _HowMuch):
    """Writes what is expected."""

    indicator = IndicatorField(label=_("Measured by"), empty_label=_("Choose"))
    field_order = ["indicator", "change", "due_on", "measured_how"]


class RewordForm(EditForm, OffersIndicators, _HowMuch):
    """Words it better before the initiative begins."""

    indicator = IndicatorField(label=_("Measured by"), empty_label=_("Choose"))
    field_order = ["indicator", "change", "due_on", "measured_how"]


class AmendForm(NewForm, OffersIndicators, _HowMuch):
    """Expects something else once the initiative has begun, where all can see it."""

    indicator = IndicatorField(widget=forms.HiddenInput, disabled=True)
    """The one that was locked: it says in which unit the change is, and cannot be chosen anew."""
    reason = Text(
        label=_("Why it is another now"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see both wordings and this reason."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Without the indicator, which the new wording has from the old one."""
        cleaned = super().clean()
        cleaned.pop("indicator", None)
        return cleaned


class MoveForm(forms.Form):
    """One place up or down."""

    steps = forms.IntegerField(min_value=-1, max_value=1)
    version = forms.IntegerField(required=False)
