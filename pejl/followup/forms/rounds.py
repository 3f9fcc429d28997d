"""Forms of a round for the strategy office, of deputies, and the filter of the overview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.organisation import queries as organisation
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import Strategy

MOST_REMINDERS = 6
FURTHEST_REMINDER = 60


class DaysField(forms.CharField):
    """Whole numbers of days with commas between: “3, 0, -2”."""

    default_error_messages = {
        "days": _("Write whole numbers with commas between, such as “3, 0, -2”."),
        "many": _("Six reminders are enough."),
    }

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(one) for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = [one.strip() for one in str(super().to_python(value) or "").split(",")]
        try:
            days = [int(one) for one in words if one]
        except ValueError as fault:
            raise forms.ValidationError(self.error_messages["days"]) from fault
        if any(abs(one) > FURTHEST_REMINDER for one in days):
            raise forms.ValidationError(self.error_messages["days"])
        if len(set(days)) > MOST_REMINDERS:
            raise forms.ValidationError(self.error_messages["many"])
        return sorted(set(days), reverse=True)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput, **more)


def _address() -> forms.SlugField:
    return forms.SlugField(
        label=_("Address"), max_length=40, help_text=_("Such as “2014-1”. It stands in links.")
    )


class _Plan(ActionForm):
    """The days of a round, its letter, and what it asks for."""

    title = forms.CharField(label=_("Title"), max_length=120)
    starts_on = _day(_("Reports on the time from"))
    ends_on = _day(_("Until"))
    initiatives_due_on = _day(_("Initiatives report by"))
    objectives_due_on = _day(_("Objectives report by"))
    focus_areas_due_on = _day(_("Focus areas report by"))
    grace_days = forms.IntegerField(label=_("Days of grace"), min_value=0, max_value=30)
    remind_days = DaysField(
        label=_("Reminders: days before each deadline"),
        required=False,
        help_text=_("Such as “3, 0, -2”: three days before, on the day, two days after."),
    )
    escalate_days = forms.IntegerField(
        label=_("Days after deadline and grace until the unit's leader is told"),
        min_value=0,
        max_value=60,
    )
    stale_after_days = forms.IntegerField(
        label=_("Days until a status is stale"), min_value=1, max_value=1000
    )
    asks_forecast = forms.BooleanField(label=_("Ask for a forecast date"), required=False)
    asks_milestone = forms.BooleanField(label=_("Ask for the next milestone"), required=False)
    asks_decision = forms.BooleanField(label=_("Ask for decisions wanted"), required=False)
    message = Text(
        label=_("Message in the letter"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("Everyone can read the public version once the round is signed"), required=False
    )


class NewRoundForm(NewForm, _Plan):
    """Prepares a round of a strategy that is in force."""

    strategy = forms.ModelChoiceField(label=_("Strategy"), queryset=Strategy.objects.none())
    slug = _address()
    field_order = ["strategy", "title", "slug"]

    def offer(self, strategies: Any) -> None:
        self.fields["strategy"].queryset = strategies  # type: ignore[attr-defined]
        self.fields["strategy"].empty_label = None  # type: ignore[attr-defined]


class RoundForm(EditForm, _Plan):
    """Changes a round that has not been opened."""

    slug = _address()
    field_order = ["title", "slug"]


class ReopenForm(EditForm):
    """Lets reports be changed again, and says why."""

    reason = Text(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history of the round."),
    )  # fmt: skip


class DeputyForm(NewForm):
    """Names somebody who reports in one's own place, or in another's."""

    person = forms.ModelChoiceField(
        label=_("In whose place"), queryset=Person.objects.none(), required=False,
        empty_label=_("In my own"),
    )  # fmt: skip
    deputy = forms.ModelChoiceField(label=_("Who stands in"), queryset=Person.objects.none())
    since_on = _day(_("From"), required=False)
    until_on = _day(
        _("Until"), required=False, help_text=_("Leave it empty until somebody says otherwise.")
    )

    def offer(self, municipality: Municipality, *, for_others: bool) -> None:
        working = organisation.members(municipality)
        self.fields["deputy"].queryset = working  # type: ignore[attr-defined]
        if for_others:
            self.fields["person"].queryset = working  # type: ignore[attr-defined]
        else:
            del self.fields["person"]


class EndDeputyForm(EditForm):
    """Says until when somebody stands in."""

    until_on = _day(_("Until"))


class LettersForm(forms.Form):
    """Chooses among the letters that could not be sent."""

    letters = forms.MultipleChoiceField(
        label=_("Which letters"), widget=forms.CheckboxSelectMultiple, choices=()
    )

    def offer(self, letters: Iterable[tuple[Any, str]]) -> None:
        """Letters with the names of those they go to; all of them are chosen at first."""
        nowhere = _("no address")
        words = {
            str(one.pk): " · ".join(
                (f"{name} ({one.email or nowhere})", one.subject, str(one.get_state_display()))
            )
            for one, name in letters
        }
        self.fields["letters"].choices = list(words.items())  # type: ignore[attr-defined]
        self.initial["letters"] = list(words)


class ReadyForm(ActionForm):
    """A unit's leader says that its reports are as they should be."""

    note = forms.CharField(label=_("Note to the strategy office"), max_length=400, required=False)
