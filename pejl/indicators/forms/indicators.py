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
from pejl.indicators.reading.cells import Number
from pejl.indicators.reading.numbers import read_number, same_unit
from pejl.indicators.reading.refusals import CellRefusal, NumberIsNotFinite, quoted
from pejl.indicators.refusals import NotAFigure
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text
from pejl.organisation.models import Municipality, Person, Unit
from pejl.organisation.rules import may
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import Objective

BY_HAND = [choice for choice in Indicator.Source.choices if choice[0] != Indicator.Source.COMPUTED]


POINTS = {
    "procentpoint", "procent-point", "pct.point", "pct.-point", "pct. point", "%-point", "%point",
    "% point", "pp", "p.p.", "percentage point", "percentage points", "percent points",
}  # fmt: skip
"""How a difference between two percentages is written."""


class NumberField(forms.DecimalField):
    """A number as people write it: in Danish “1.234,5”, and “62.5” where that can mean nothing else."""

    default_error_messages = dict.fromkeys(
        ("infinite", "max_digits", "max_decimal_places", "max_whole_digits"), NotAFigure.sentence
    )

    def __init__(self, *, often_negative: bool = False, **more: Any) -> None:
        self.often_negative = often_negative
        digits = {"max_digits": DIGITS, "decimal_places": DECIMALS, "localize": True}
        super().__init__(**{**digits, **more})

    def widget_attrs(self, widget: Any) -> Any:
        """A phone shows its digits. Those of an iPhone have no minus, so not where one is usual."""
        keys = {} if self.often_negative else {"inputmode": "decimal"}
        return super().widget_attrs(widget) | keys

    def read(self, written: str) -> Number | None:
        """The number with the unit that was written behind it; nothing where it says that there is none."""
        own = formats.get_format("DECIMAL_SEPARATOR")
        for mark in (own, "." if own == "," else ","):
            try:
                return read_number(written, decimal=mark)
            except NumberIsNotFinite as refusal:
                sentence = self.error_messages["infinite"]
                raise forms.ValidationError(sentence, code="infinite") from refusal
            except CellRefusal:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        number = self.read(value)
        return super().to_python(None if number is None else number.value)

    def prepare_value(self, value: Any) -> Any:
        """Without the zeros that only tell how many decimals are kept, and with the reader's own mark."""
        if not isinstance(value, Decimal):
            return value
        is_whole = value == value.to_integral_value()
        return formats.localize_input(value.quantize(Decimal(1)) if is_whole else value.normalize())


def refuse_other_units(
    form: forms.Form, measured_in: str, *names: str, are_differences: bool = False
) -> None:
    """Refuse a number in another unit than the indicator's, as reading a file does: 50 % are not 50 hours.

    A number without a unit is taken to be in the indicator's, and where that is not known any unit will do.
    Percentages differ by percentage points.
    """
    for name in names:
        field, written = form.fields[name], form[name].data
        if form.cleaned_data.get(name) is None or not isinstance(written, str):
            continue
        number = field.read(written)  # type: ignore[attr-defined]
        if number is None or _fits(number.unit, measured_in, are_differences):
            continue
        words = {"cell": quoted(written), "written": number.unit, "unit": measured_in}
        sentence = _("“%(cell)s” is in %(written)s, but the indicator is measured in %(unit)s.")
        form.add_error(name, str(sentence % words))


def _fits(unit: str, measured_in: str, is_difference: bool) -> bool:
    if not unit or not measured_in or same_unit(unit, measured_in):
        return True
    return is_difference and same_unit(measured_in, "%") and unit.casefold() in POINTS


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

    known_unit = ""
    """The unit of measure, for a form that does not ask for it."""

    def offer(
        self, municipality: Municipality, actor: Actor, indicator: Indicator | None = None
    ) -> None:
        self.known_unit = indicator.measured_in if indicator else ""
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


class _Path(_Offering):
    baseline = number_field(_("Baseline"), help_text=_("How it was before."))
    baseline_on = forms.DateField(label=_("Baseline of"), required=False, widget=forms.DateInput)
    tolerance = number_field(
        _("Tolerance"),
        min_value=0,
        help_text=_("So far from the target path still counts as on it."),
    )

    def clean(self) -> dict[str, Any]:
        """Both are in the unit of measure that stands in the form, or that Pejl counts in."""
        cleaned = super().clean() or {}
        unit = cleaned.get("measured_in", self.known_unit)
        refuse_other_units(self, unit, "baseline")
        refuse_other_units(self, unit, "tolerance", are_differences=True)
        return cleaned


class NewIndicatorForm(NewForm, _Public, _Belongs, _Place, _Path, _Number, _Words):
    """Makes an indicator whose values are entered or imported."""


class NewComputedForm(NewForm, _Public, _Belongs, _Place, _Path):
    """Makes an indicator that Pejl computes: the measure says the rest."""

    title = forms.CharField(label=_("Title"), max_length=200)
    field_order = ["title", "objectives", "initiatives", "unit", "owner"]


class EditComputedForm(EditForm, _Public, _Belongs, _Place, _Path, _Words):
    """What can be changed of an indicator that Pejl computes."""


class EditIndicatorForm(EditForm, _Public, _Belongs, _Place, _Path, _Number, _Words):
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
        choices = [(one.slug, one.name) for one in peers(indicator)]
        self.fields["compared_with"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            self.fields["compared_with"].help_text = _(
                "No other municipality on this installation shares this definition."
            )


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
