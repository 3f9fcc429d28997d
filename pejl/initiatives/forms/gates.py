"""The form of a gate: it asks only for what the chosen decision needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.history.refusals import Refusal
from pejl.initiatives import refusals
from pejl.initiatives.criteria import CRITERIA, LONGEST_WORDS
from pejl.initiatives.forms.prejekter import Line, note
from pejl.initiatives.models import Gate, Initiative
from pejl.organisation import queries as organisation
from pejl.organisation.editing import EditForm

ASKS: dict[str, tuple[str, ...]] = {
    "start": ("reason", "ends_on"),
    "go_on": ("reason", "ends_on"),
    "reword": ("question_after", "reason", "ends_on"),
    "project": ("reason", "title", "owner", "first_benefit"),
    "do_now": ("reason", "title", "owner", "ends_on"),
    "new_prejekt": ("question_after", "reason", "title", "ends_on"),
    "park": ("reason", "review_on", "wakes_when"),
    "stop": ("learning", "reason"),
}
"""What each decision asks for, the writing first."""

MEANS: dict[str, Any] = {
    "start": _("The question is worth exploring. It has a sponsor and a time box."),
    "go_on": _("The question is still the right one."),
    "reword": _("We have learned that another question is the right one."),
    "project": _(
        "We know enough to promise a result. What we still do not know goes along as risks."
    ),
    "do_now": _("It is so simple that it just needs an owner and a day."),
    "new_prejekt": _("What we learned opens another question."),
    "park": _("Not now. We look at it again on a day that we choose here."),
    "stop": _("We now know why not. The learning is kept for others: that is a result."),
}
"""What each decision means, said to whoever chooses."""

NEEDS = {
    "reason": refusals.DecisionNeedsAReason,
    "learning": refusals.LearningIsMissing,
    "owner": refusals.OwnerIsMissing,
    "first_benefit": refusals.BenefitIsMissing,
    "review_on": refusals.ReviewDayIsMissing,
    "wakes_when": refusals.WakingIsMissing,
    "question_after": refusals.QuestionIsNoQuestion,
}
"""What is not left out once it is asked for, and the sentence that says so."""

NEEDS_A_DAY = {"start": refusals.TimeBoxIsMissing, "do_now": refusals.DayIsMissing}
"""Decisions that need a day; the others may leave the time box as it is."""

ENDS_ON = {
    "do_now": _("Done by"),
    "start": _("Time box: explores until"),
    "go_on": _("Time box: explores until"),
    "reword": _("Time box: explores until"),
    "new_prejekt": _("Time box: explores until"),
}


class GateForm(EditForm):
    """One decision at one gate."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    question_after = Line(
        label=_("The question anew"), max_length=300, required=False,
        help_text=_("The question as it was stays in the row of decisions."),
    )  # fmt: skip
    learning = note(
        _("What we learned"), rows=5,
        help_text=_("So that somebody in another centre can use it. Why not, and what would change that?"),
    )  # fmt: skip
    reason = note(_("Reason"), rows=3)
    title = forms.CharField(label=_("What it is called"), max_length=200, required=False)
    owner: Any = forms.ModelChoiceField(
        label=_("Owner"), queryset=None, required=False, empty_label=_("Choose")
    )
    first_benefit = note(
        _("First benefit expected"), rows=2, help_text=_("For whom, what and when.")
    )
    ends_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput)
    review_on = forms.DateField(
        label=_("Looked at again on"), required=False, widget=forms.DateInput
    )
    wakes_when = forms.CharField(
        label=_("What would wake it sooner"), required=False, max_length=400
    )

    def __init__(self, *args: Any, kind: str, outcome: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = ("version", "id", "seen", *ASKS[outcome])
        self.fields = {name: self.fields[name] for name in asked}
        if "ends_on" in self.fields:
            self.fields["ends_on"].label = ENDS_ON[outcome]
        for name in set(asked) & set(NEEDS):
            self._demand(name, NEEDS[name])
        if outcome in NEEDS_A_DAY:
            self._demand("ends_on", NEEDS_A_DAY[outcome])
        if kind == Gate.Kind.CRYSTALLISE:
            self._ask_for_criteria()

    def _demand(self, name: str, refusal: type[Refusal]) -> None:
        self.fields[name].required = True
        self.fields[name].error_messages["required"] = refusal.sentence

    def _ask_for_criteria(self) -> None:
        for one in CRITERIA:
            self.fields[one.value] = forms.ChoiceField(
                label=one.label, choices=one.choices, required=False
            )
            self.fields[f"{one.value}_words"] = forms.CharField(
                label=_("In words"), required=False, max_length=LONGEST_WORDS
            )

    def offer(self, initiative: Initiative) -> None:
        """People who work here, to choose an owner among."""
        if "owner" in self.fields:
            self.fields["owner"].queryset = organisation.members(initiative.municipality)  # type: ignore[attr-defined]

    @property
    def first_fields(self) -> list[Any]:
        """What the decision itself asks for."""
        criteria = {name for one in CRITERIA for name in (one.value, f"{one.value}_words")}
        return [self[name] for name in self.fields if name not in criteria]

    @property
    def criteria(self) -> list[tuple[Any, Any]]:
        """Each criterion with the field for its words."""
        return [
            (self[one.value], self[f"{one.value}_words"])
            for one in CRITERIA
            if one.value in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        """The criteria gathered as the action takes them."""
        values = super().clean() or self.cleaned_data
        scores: dict[str, dict[str, object]] = {}
        for one in CRITERIA:
            score, words = values.pop(one.value, ""), values.pop(f"{one.value}_words", "")
            if score:
                scores[one.value] = {"score": int(score), "words": words}
        values["scores"] = scores
        return values

    def values_of(self, element: Any) -> dict[str, Any]:
        """A gate is decided on top of nobody's text, so there is none to set beside one's own."""
        return {}


class WakeForm(EditForm):
    """Takes up a parked prejekt again."""

    reason = note(_("Why now"))
    ends_on = forms.DateField(
        label=_("Time box: explores until"), required=False, widget=forms.DateInput
    )

    def values_of(self, element: Any) -> dict[str, Any]:
        return {}
