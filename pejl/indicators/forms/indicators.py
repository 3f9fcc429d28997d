"""Forms that make and edit an indicator, and the filter of the list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from pejl.indicators.models import Indicator
from pejl.indicators.models.indicators import DECIMALS, DIGITS, LONGEST_NOTE
from pejl.indicators.queries.comparing import peers
from pejl.indicators.reading.numbers import read_number
from pejl.indicators.reading.refusals import CellRefusal
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text
from pejl.organisation.models import Municipality, Person, Unit
from pejl.organisation.rules import may
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import Objective

BY_HAND = [choice for choice in Indicator.Source.choices if choice[0] != Indicator.Source.COMPUTED]


class NumberField(forms.DecimalField):
    """A number as people write it: in Danish “1.234,5”, and “62.5” where that can mean nothing else."""

    def __init__(self, **more: Any) -> None:
        digits = {"max_digits": DIGITS, "decimal_places": DECIMALS, "localize": True}
        super().__init__(**{**digits, **more})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        own = formats.get_format("DECIMAL_SEPARATOR")
        for mark in (own, "." if own == "," else ","):
            try:
                read = read_number(value, decimal=mark)
            except CellRefusal:
                continue
            return super().to_python(None if read is None else read.value)
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def number_field(label: Any, **more: Any) -> NumberField:
    """A number that need not be written."""
    return NumberField(label=label, required=False, **more)


class AimsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Objectives and initiatives by the numbers that people say aloud."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


class _Offering(ActionForm):
    """A form whose lists hold what this municipality has and this reader may see."""

    def offer(
        self, municipality: Municipality, actor: Actor, indicator: Indicator | None = None
    ) -> None:
        offered: dict[str, Any] = {
            "unit": lambda: organisation.open_units(municipality),
            "owner": lambda: organisation.members(municipality),
            "objectives": lambda: strategy_room.objectives_in_force(actor),
        }
        for name in self.fields.keys() & offered.keys():
            self.fields[name].queryset = offered[name]()  # type: ignore[attr-defined]
        if indicator is not None:
            self._keep_what_is_chosen(indicator)
        elif not may(actor, "indicators.create"):
            self._offer_own_units(actor)
        if "initiatives" in self.fields:
            self._offer_initiatives(actor, indicator)

    def _offer_own_units(self, actor: Actor) -> None:
        """Whoever leads a unit, and no more than that, makes indicators for it."""
        field: Any = self.fields["unit"]
        field.queryset = field.queryset.filter(pk__in=actor.led_unit_ids)
        field.required, field.empty_label = True, None

    def _keep_what_is_chosen(self, indicator: Indicator) -> None:
        """Objectives of other years, and whoever has left, stay chosen until somebody chooses otherwise."""
        kept: dict[str, Any] = {
            "objectives": Objective.objects.filter(indicators=indicator).values("pk"),
            "owner": [indicator.owner_id],
            "unit": [indicator.unit_id],
        }
        for name in self.fields.keys() & kept.keys():
            field: Any = self.fields[name]
            every = field.queryset.model._default_manager.filter(
                pk__in=[one.pk for one in field.queryset]
            ) | field.queryset.model._default_manager.filter(pk__in=kept[name])
            field.queryset = every.distinct()

    def _offer_initiatives(self, actor: Actor, indicator: Indicator | None) -> None:
        here = Initiative.objects.visible_to(actor)
        found = here.alive()
        if indicator is not None:
            found = found | here.filter(pk__in=indicator.initiatives.values("pk"))
        self.fields["initiatives"].queryset = found.order_by("number")  # type: ignore[attr-defined]


class _Belongs(forms.Form):
    objectives = AimsField(
        label=_("Objectives it tells of"), queryset=Objective.objects.none(), required=False
    )
    initiatives = AimsField(
        label=_("Initiatives it tells of"), queryset=Initiative.objects.none(), required=False
    )


class _Place(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("For which unit"), queryset=Unit.objects.none(), required=False,
        empty_label=_("The whole municipality"),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody yet"),
        help_text=_("Answers for the values, and is asked when they are late."),
    )  # fmt: skip


class _Public(forms.Form):
    is_public = forms.BooleanField(
        label=_("Public"), required=False,
        help_text=_("Everyone can read the indicator and its values. The rows behind them stay inside."),
    )  # fmt: skip


class _Words(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    definition = Text(
        label=_("What exactly is counted"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is in, what is not, and where it is read from."),
    )  # fmt: skip


class _Number(forms.Form):
    source = forms.ChoiceField(label=_("Where values come from"), choices=BY_HAND)
    kind = forms.ChoiceField(label=_("Sort of number"), choices=Indicator.Kind.choices)
    measured_in = forms.CharField(
        label=_("Unit of measure"), max_length=40, required=False,
        help_text=_("Such as “%”, “days” or “visits per 1,000 inhabitants”."),
    )  # fmt: skip
    per = forms.IntegerField(
        label=_("Per how many"), min_value=1, max_value=1_000_000, initial=1, required=False,
        help_text=_("For a rate: 1,000 for “per 1,000 inhabitants”."),
    )  # fmt: skip
    decimals = forms.IntegerField(label=_("Decimals shown"), min_value=0, max_value=4, initial=1)
    direction = forms.ChoiceField(
        label=_("Which way is better"), choices=Indicator.Direction.choices
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Indicator.Frequency.choices,
        initial=Indicator.Frequency.QUARTER,
    )
    level = forms.ChoiceField(
        label=_("What it is a figure for"), choices=Indicator.Level.choices,
        initial=Indicator.Level.OUTCOME,
    )  # fmt: skip

    def clean_per(self) -> int:
        return self.cleaned_data.get("per") or 1


class _Path(forms.Form):
    baseline = number_field(_("Baseline"), help_text=_("How it was before."))
    baseline_on = forms.DateField(label=_("Baseline of"), required=False, widget=forms.DateInput)
    tolerance = number_field(
        _("Tolerance"),
        min_value=0,
        help_text=_("So far from the target path still counts as on it."),
    )


class NewIndicatorForm(NewForm, _Offering, _Public, _Belongs, _Place, _Path, _Number, _Words):
    """Makes an indicator whose values are entered or imported."""


class NewComputedForm(NewForm, _Offering, _Public, _Belongs, _Place, _Path):
    """Makes an indicator that Pejl computes: the measure says the rest."""

    title = forms.CharField(label=_("Title"), max_length=200)
    field_order = ["title", "objectives", "initiatives", "unit", "owner"]


class EditComputedForm(EditForm, _Offering, _Public, _Belongs, _Place, _Path, _Words):
    """What can be changed of an indicator that Pejl computes."""


class EditIndicatorForm(EditForm, _Offering, _Public, _Belongs, _Place, _Path, _Number, _Words):
    """What an indicator says. Its values are corrected where they stand."""


class CompareForm(EditForm):
    """With which municipalities the indicator is compared."""

    shared_key = forms.SlugField(
        label=_("Shared definition"), max_length=60, required=False,
        help_text=_(
            "Agree on a short key, such as “sygefravaer-dage”. Public indicators with the same key, unit of "
            "measure and frequency can be compared."
        ),
    )  # fmt: skip
    compared_with = forms.MultipleChoiceField(
        label=_("Compare with"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, indicator: Indicator) -> None:
        self.fields["compared_with"].choices = [  # type: ignore[attr-defined]
            (one.slug, one.name) for one in peers(indicator)
        ]


class EndForm(EditForm):
    """Ends the series."""

    ended_on = forms.DateField(label=_("Ended on"), widget=forms.DateInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class IndicatorFilter(forms.Form):
    """What the list is narrowed by; it stands in the address."""

    ord = forms.CharField(label=_("Words"), max_length=100, required=False)
    kilde = forms.ChoiceField(label=_("Source"), required=False)
    center = forms.ChoiceField(label=_("Centre"), required=False)
    fokus = forms.ChoiceField(label=_("Focus area"), required=False)

    def __init__(self, *args: Any, units: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kilde", Indicator.Source.choices)
        self._offer("center", [(unit.slug, unit.name) for unit in units])
        self._offer(
            "fokus",
            [(f"{one.strategy.slug}.{one.number}", f"{one.number}. {one.label}") for one in areas],
        )

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]
