"""Forms of learning: what was found, what is changed, whether it helped; and the filter of the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.effects.models import Evaluation, Learning
from pejl.effects.models.learning import LONGEST_NOTE
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text
from pejl.organisation.models import Municipality, Person, Unit
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import Objective


class NumberedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Something by the number that people say aloud."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


class _Offering(ActionForm):
    """A form whose lists hold what this municipality has and this reader may see."""

    def offer(self, municipality: Municipality, actor: Actor) -> None:
        offered: dict[str, Any] = {
            "unit": lambda: organisation.open_units(municipality),
            "responsible": lambda: organisation.members(municipality),
            "objective": lambda: strategy_room.objectives_in_force(actor),
            "evaluation": lambda: Evaluation.objects.visible_to(actor).order_by("-number"),
            "indicator": lambda: Indicator.objects.visible_to(actor).order_by("-number"),
            "initiative": lambda: Initiative.objects.visible_to(actor).order_by("-number"),
        }
        for name in self.fields.keys() & offered.keys():
            field: Any = self.fields[name]
            field.queryset = offered[name]()
            self._keep(name, field)

    def _keep(self, name: str, field: Any) -> None:
        """Whoever was named and has left stays a choice, and so does an objective of another year."""
        now = self.initial.get(name)
        if now is not None and name in {"unit", "responsible", "objective"}:
            known = field.queryset.model._default_manager
            field.queryset = field.queryset | known.filter(pk=getattr(now, "pk", now))


class _Finding(forms.Form):
    finding = forms.CharField(
        label=_("What we found"), max_length=300, help_text=_("One sentence is enough.")
    )
    details = Text(
        label=_("More about it"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class _Place(forms.Form):
    objective = NumberedField(
        label=_("Objective"), queryset=Objective.objects.none(), required=False,
        empty_label=_("None in particular"),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("Where it is changed"), queryset=Unit.objects.none(), required=False,
        empty_label=_("Not decided"),
    )  # fmt: skip


class NewLearningForm(NewForm, _Offering, _Place, _Finding):
    """Writes what was found, and where it was learned."""

    evaluation = NumberedField(
        label=_("From which evaluation"), queryset=Evaluation.objects.none(), required=False,
        empty_label=_("None"),
    )  # fmt: skip
    initiative = NumberedField(
        label=_("From which initiative"), queryset=Initiative.objects.none(), required=False,
        empty_label=_("None"),
    )  # fmt: skip
    indicator = NumberedField(
        label=_("From which indicator"), queryset=Indicator.objects.none(), required=False,
        empty_label=_("None"),
    )  # fmt: skip
    other_source = forms.CharField(
        label=_("From elsewhere"), required=False, max_length=300,
        help_text=_("Such as a report, a visit or a talk with citizens. No names."),
    )  # fmt: skip
    field_order = [
        "finding", "details", "evaluation", "initiative", "indicator", "other_source", "objective",
        "unit",
    ]  # fmt: skip


class LearningForm(EditForm, _Offering, _Place, _Finding):
    """Words the finding better, or places it."""

    field_order = ["finding", "details", "objective", "unit"]


class DecideForm(EditForm, _Offering):
    """Decides a change: what, who and by when."""

    change = Text(
        label=_("What we change"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    responsible = forms.ModelChoiceField(
        label=_("Who does it"), queryset=Person.objects.none(), required=False,
        empty_label=_("Choose"),
    )  # fmt: skip
    due_on = forms.DateField(label=_("By"), required=False, widget=forms.DateInput)
    unit = forms.ModelChoiceField(
        label=_("Where it is changed"), queryset=Unit.objects.none(), required=False,
        empty_label=_("Not decided"),
    )  # fmt: skip


class NoChangeForm(EditForm):
    """Says why it leads to no change."""

    reason = Text(
        label=_("Why it leads to no change"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ChangedForm(EditForm):
    """Says that it was changed."""

    changed_on = forms.DateField(label=_("Changed on"), widget=forms.DateInput)


class HelpedForm(EditForm):
    """Says whether it helped."""

    helped = forms.ChoiceField(
        label=_("Did it help?"), choices=Learning.Helped.choices, widget=forms.RadioSelect
    )
    helped_note = Text(
        label=_("How we know"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class LearningFilter(forms.Form):
    """Narrows the register; what is chosen stands in the address."""

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    tilstand = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *Learning.State.choices]
    )
    hjalp = forms.ChoiceField(
        label=_("Did it help?"), required=False, choices=[("", _("All")), *Learning.Helped.choices]
    )
    center = forms.ChoiceField(label=_("Centre"), required=False)
    maal = forms.ChoiceField(label=_("Objective"), required=False)
    ansvarlig = forms.ChoiceField(label=_("Who does it"), required=False)
    over = forms.BooleanField(label=_("Only those past their day"), required=False)

    def __init__(self, *args: Any, units: Any, objectives: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("center", _("All centres"), ((one.slug, one.name) for one in units))
        self._choose(
            "maal",
            _("All objectives"),
            (
                (f"{one.strategy.slug}/{one.label}", f"{one.label} {one.title}")
                for one in objectives
            ),
        )
        if people is None:
            del self.fields["ansvarlig"]
        else:
            self._choose("ansvarlig", _("Everyone"), ((str(one.pk), one.name) for one in people))

    def _choose(self, name: str, all_of_them: Any, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", all_of_them), *choices]
