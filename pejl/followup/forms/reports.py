"""The form in which somebody says how a thing stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.followup.models import Report, Round, Status
from pejl.followup.models.rounds import LONGEST_NOTE
from pejl.organisation import queries as organisation
from pejl.organisation.editing import EditForm, Text
from pejl.organisation.models import Municipality, Person


def _text(label: Any, longest: int = LONGEST_NOTE, **more: Any) -> Text:
    return Text(
        label=label, required=False, max_length=longest,
        widget=forms.Textarea(attrs={"rows": 2}), **more,
    )  # fmt: skip


class ReportForm(EditForm):
    """How something stands, and why where that is asked for."""

    marks_no_optional = True  # what must be said depends on how it stands

    status = forms.ChoiceField(
        label=_("How does it stand?"), choices=Status.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    fact = _text(_("What is the case?"))
    cause = _text(_("Why?"))
    remedy = _text(_("What do you do about it?"))
    disagreement = _text(_("Why do you judge it otherwise than the figures suggest?"), longest=2000)
    forecast_on = forms.DateField(
        label=_("Expected to be done on"), required=False, widget=forms.DateInput
    )
    next_milestone = forms.CharField(label=_("Next milestone"), max_length=300, required=False)
    decision_wanted = _text(
        _("Decision you want from the executive group"), longest=2000,
        help_text=_("It is put on their agenda."),
    )  # fmt: skip

    @classmethod
    def for_report(cls, report: Report, data: Any = None) -> ReportForm:
        """The form as the report reads now, asking for what the round asks for."""
        initial = report.written | {"version": report.version}
        prefix = f"r{report.pk.hex[:8]}"
        if data and data.get("over"):
            # Somebody saw both texts, and chose their own over the version that they name.
            data = data.copy()
            data[f"{prefix}-version"] = data["over"]
        form = cls(data, initial=initial, prefix=prefix)
        form.fit(report.round)
        return form

    def values_of(self, element: Any) -> dict[str, Any]:
        """What the other has written, also where it is not confirmed yet."""
        return {name: value for name, value in element.written.items() if name in self.fields}

    def fit(self, round: Round) -> None:
        asks = {
            "forecast_on": round.asks_forecast,
            "next_milestone": round.asks_milestone,
            "decision_wanted": round.asks_decision,
        }
        for name, is_asked in asks.items():
            if not is_asked:
                del self.fields[name]

    when_to_keep = "click, input delay:1500ms from:closest form"
    """A draft is kept at a press, and by itself whenever one pauses while writing."""

    @property
    def kept_place(self) -> str:
        return f"#kept-{self.prefix}"

    @property
    def opens(self) -> bool:
        """What is asked for stands open when it is missing, or when there is trouble to explain."""
        return self.is_bound or self.initial.get("status") in ("needs_attention", "off_course")

    @property
    def reasons(self) -> list[forms.BoundField]:
        """What is asked for when it is not on course."""
        return [self[name] for name in ("fact", "cause", "remedy")]

    @property
    def ahead(self) -> list[forms.BoundField]:
        """What lies ahead, as far as the round asks."""
        names = ("forecast_on", "next_milestone", "decision_wanted")
        return [self[name] for name in names if name in self.fields]


class HandOverForm(EditForm):
    """Lets somebody else owe a report."""

    owner = forms.ModelChoiceField(label=_("Who reports"), queryset=Person.objects.none())

    def offer(self, municipality: Municipality) -> None:
        self.fields["owner"].queryset = organisation.members(municipality)  # type: ignore[attr-defined]
