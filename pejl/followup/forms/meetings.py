"""Forms of meetings and decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.followup.models import AgendaItem, Decision
from pejl.followup.models.rounds import LONGEST_NOTE
from pejl.organisation import queries as organisation
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text
from pejl.organisation.models import Municipality, Person

ENDS = [
    (Decision.State.DONE.value, _("It is done")),
    (Decision.State.DROPPED.value, _("It is given up")),
]
STATES = [("", _("All")), *Decision.State.choices, ("overdue", _("Past its day"))]


def _text(label: Any, rows: int, longest: int, **more: Any) -> Text:
    return Text(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class _Meeting(ActionForm):
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("The round's, when empty.")
    )


class NewMeetingForm(NewForm, _Meeting):
    """Plans a meeting."""


class MeetingForm(EditForm, _Meeting):
    """Moves a meeting, or names it otherwise."""


class _Point(ActionForm):
    title = forms.CharField(label=_("Point"), max_length=300)
    details = _text(_("About it"), 4, LONGEST_NOTE, required=False)


class NewPointForm(NewForm, _Point):
    """Puts a point of one's own on the agenda."""


class PointForm(EditForm, _Point):
    """Words a point of one's own otherwise."""


class MinutesForm(EditForm):
    """What was said to a point. Kept by itself a moment after one stops writing."""

    marks_no_optional = True  # a point may be passed over in silence

    minutes = _text(_("Minutes"), 3, LONGEST_NOTE, required=False)

    @classmethod
    def for_point(cls, point: AgendaItem, data: Any = None) -> MinutesForm:
        initial = {"version": point.version, "minutes": point.minutes}
        return cls(data, initial=initial, prefix=f"p{point.pk.hex[:8]}")

    @property
    def over(self) -> int | None:
        """The version on top of which the writer may deliberately put their own text."""
        return int(self.data[self.add_prefix("version")]) if self.conflict else None


class _Decide(ActionForm):
    text = _text(_("Decision"), 3, 2000)
    reason = _text(_("Why"), 2, 2000, required=False)
    responsible = forms.ModelChoiceField(
        label=_("Who does it"), queryset=Person.objects.none(), required=False,
        empty_label=_("Nobody in particular"),
    )  # fmt: skip
    due_on = forms.DateField(label=_("By"), required=False, widget=forms.DateInput)

    def offer(self, municipality: Municipality) -> None:
        field: Any = self.fields["responsible"]
        field.queryset = organisation.members(municipality)


class DecideForm(NewForm, _Decide):
    """Records a decision at a point of a meeting."""

    about = forms.CharField(
        label=_("What it is about"), max_length=20, required=False,
        help_text=_("P12 for an initiative, 2.3 for an objective, 2 for a focus area."),
    )  # fmt: skip
    field_order = ["text", "reason", "responsible", "due_on", "about"]


class ReplaceForm(NewForm, EditForm, _Decide):
    """Decides otherwise: the new decision takes the place of the old."""


class EndForm(EditForm):
    """Says what became of a decision."""

    state = forms.ChoiceField(label=_("What became of it?"), choices=ENDS, widget=forms.RadioSelect)
    outcome = _text(_("Tell in a sentence"), 3, 2000, required=False)
    ended_on = forms.DateField(label=_("On"), required=False, widget=forms.DateInput)


class DecisionFilter(forms.Form):
    """Narrows the list of decisions; what is chosen stands in the address."""

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    tilstand = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    ansvarlig = forms.ChoiceField(label=_("Who does it"), required=False)
    om = forms.CharField(
        label=_("About"), required=False, max_length=20, help_text=_("Such as P12, 2.3 or 2.")
    )

    def offer(self, people: Any) -> None:
        choices = [("", _("Everybody")), *((str(one.id), one.name) for one in people)]
        self.fields["ansvarlig"].choices = choices  # type: ignore[attr-defined]
