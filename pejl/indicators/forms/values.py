"""Forms for values, targets and accepted steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejl.indicators.forms.indicators import NumberField, number_field, refuse_other_units
from pejl.indicators.models import Indicator
from pejl.indicators.periods import period_around
from pejl.indicators.reading.mapping import OF_TWO_COUNTS
from pejl.indicators.refusals import PeriodLiesAhead
from pejl.organisation import queries as organisation
from pejl.organisation.editing import ActionForm, EditForm, NewForm
from pejl.organisation.models import Unit


class _Amounts(ActionForm):
    amount = number_field(_("Value"))
    numerator = number_field(_("How many count"))
    denominator = number_field(_("Out of how many"))

    def fit(self, indicator: Indicator) -> None:
        """Ask for what the kind of number needs, and no more."""
        self.measured_in = indicator.measured_in
        if indicator.kind in OF_TWO_COUNTS:
            self.fields["amount"].help_text = _(
                "Leave it empty when you write how many count, and out of how many."
            )
        else:
            del self.fields["numerator"], self.fields["denominator"]
        if indicator.measured_in:
            self.fields["amount"].label = f"{_('Value')} ({indicator.measured_in})"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pair = [cleaned.get("numerator"), cleaned.get("denominator")]
        if any(one is not None for one in pair) and None in pair:
            missing = "numerator" if pair[0] is None else "denominator"
            self.add_error(missing, _("Write both, or neither."))
        refuse_other_units(self, self.measured_in, "amount")
        return cleaned


class _Evidence(forms.Form):
    comment = forms.CharField(
        label=_("Comment"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evidence_url = forms.URLField(
        label=_("Link to evidence"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Such as the report that the value is read from."),
    )  # fmt: skip


class ValueForm(_Evidence, _Amounts):
    """A value for the period in which a day lies."""

    day = forms.DateField(
        label=_("A day in the period"), widget=forms.DateInput,
        help_text=_("The value holds for the whole month, quarter or year around it."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("For which unit"), queryset=Unit.objects.none(), required=False,
        empty_label=_("All that the indicator is about"),
    )  # fmt: skip
    dimension = forms.CharField(
        label=_("Background dimension"), max_length=60, required=False,
        help_text=_("Such as “age”. Leave it empty for the total."),
    )  # fmt: skip
    category = forms.CharField(
        label=_("Part of it"), max_length=100, required=False, help_text=_("Such as “65–79 years”.")
    )
    field_order = ["day", "amount", "numerator", "denominator", "comment", "evidence_url"]

    def fit(self, indicator: Indicator) -> None:
        """Where the value cannot be reckoned from two others, it is what the form is about."""
        super().fit(indicator)
        amount = self.fields["amount"]
        amount.required = indicator.kind not in OF_TWO_COUNTS
        amount.error_messages["required"] = _("Write a value.")
        self.frequency = indicator.frequency
        self.fields["unit"].queryset = organisation.open_units(indicator.municipality)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The day becomes the period around it; a value says something, and a part names its dimension."""
        cleaned = super().clean()
        day = cleaned.pop("day", None)
        if day is not None and day > timezone.localdate():
            self.add_error("day", PeriodLiesAhead.sentence)
        elif day is not None:
            period = period_around(day, self.frequency)
            cleaned |= {"starts_on": period.first, "ends_on": period.last}
        if not self.errors and cleaned["amount"] is None and cleaned.get("denominator") is None:
            self.add_error("amount", _("Write a value."))
        if bool(cleaned.get("dimension")) != bool(cleaned.get("category")):
            self.add_error("category", _("Name both the dimension and the part, or neither."))
        return cleaned


class CorrectionForm(_Evidence, _Amounts):
    """Another value in the place of one that was wrong."""

    reason = forms.CharField(
        label=_("Why it is corrected"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see the old value, the new one and this reason."),
    )  # fmt: skip
    field_order = ["amount", "numerator", "denominator", "reason", "comment", "evidence_url"]


class _Target(ActionForm):
    due_on = forms.DateField(label=_("By"), widget=forms.DateInput)
    value = NumberField(label=_("Target"))
    note = forms.CharField(
        label=_("Note"),
        max_length=400,
        required=False,
        help_text=_("Where the target was decided."),
    )

    def fit(self, indicator: Indicator) -> None:
        self.measured_in = indicator.measured_in

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_other_units(self, self.measured_in, "value")
        return cleaned


class NewTargetForm(NewForm, _Target):
    """Sets a target."""


class TargetForm(EditForm, _Target):
    """Moves a target."""


class StepForm(NewForm):
    """Accepts that the process is another from a day on."""

    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput)
    reason = forms.CharField(
        label=_("What changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Limits are reckoned anew from that day, so say what is different in practice."),
    )  # fmt: skip
