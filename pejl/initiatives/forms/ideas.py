"""Forms about ideas. Their fields are the arguments of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.models import Idea
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.editing import EditForm, NewForm, Text
from pejl.organisation.models import Municipality
from pejl.strategy import queries as strategy_room


class AimField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An objective by the number that people say aloud."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


class _IdeaFields(forms.Form):
    title = forms.CharField(
        label=_("What if…"), max_length=200, help_text=_("One sentence is enough."),
    )  # fmt: skip
    why = Text(
        label=_("Why"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    values = forms.MultipleChoiceField(
        label=_("What it could be good for"), required=False, choices=Idea.Value,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    novelty = forms.ChoiceField(
        label=_("How new"),
        required=False,
        choices=[("", _("I do not know")), *Idea.Novelty.choices],
    )
    borrowed_from = forms.CharField(label=_("Borrowed from"), required=False, max_length=200)
    unit: Any = forms.ModelChoiceField(
        label=_("Centre"), queryset=None, required=False, empty_label=_("I do not know")
    )
    objective: Any = AimField(
        label=_("Objective"), queryset=None, required=False, empty_label=_("I do not know")
    )

    def offer(self, municipality: Municipality, actor: Actor) -> None:
        """Centres and objectives to choose among; neither is demanded."""
        self.fields["unit"].queryset = organisation.open_units(municipality)  # type: ignore[attr-defined]
        self.fields["objective"].queryset = strategy_room.objectives_in_force(actor)  # type: ignore[attr-defined]


class NewIdeaForm(NewForm, _IdeaFields):
    """Hands in an idea in under a minute: only the first line is asked for."""


class IdeaForm(EditForm, _IdeaFields):
    """Words an idea better."""


class AnswerForm(EditForm):
    """Answers an idea. What is asked for beside the reason depends on the answer."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Answer"), choices=Idea.Outcome, widget=forms.RadioSelect)
    reason = Text(
        label=_("Reason"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever had the idea reads this. Write as you would say it."),
    )  # fmt: skip
    unit: Any = forms.ModelChoiceField(
        label=_("Centre that carries it"), queryset=None, required=False, empty_label=_("As now")
    )
    question = forms.CharField(
        label=_("Exploration question, for a prejekt"), required=False, max_length=300,
        help_text=_("One open question, such as “How can we …?”"),
    )  # fmt: skip
    sponsor: Any = forms.ModelChoiceField(
        label=_("Sponsor in the executive group, for a prejekt"), queryset=None, required=False,
        empty_label=_("Nobody yet"),
    )  # fmt: skip
    owner: Any = forms.ModelChoiceField(
        label=_("Owner, when it is to be done or explored"), queryset=None, required=False,
        empty_label=_("Nobody yet"),
    )  # fmt: skip
    ends_on = forms.DateField(
        label=_("To be done or explored by"), required=False, widget=forms.DateInput
    )
    review_on = forms.DateField(
        label=_("Parked: looked at again on"), required=False, widget=forms.DateInput
    )
    wakes_when = forms.CharField(
        label=_("Parked: what would wake it sooner"), required=False, max_length=400
    )

    def offer(self, municipality: Municipality) -> None:
        self.fields["unit"].queryset = organisation.open_units(municipality)  # type: ignore[attr-defined]
        self.fields["sponsor"].queryset = organisation.executives(municipality)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = organisation.members(municipality)  # type: ignore[attr-defined]


class HandOverForm(EditForm):
    """Gives an idea to another centre."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    to_unit: Any = forms.ModelChoiceField(
        label=_("Hand over to"), queryset=None, empty_label=_("Choose")
    )
    reason = Text(
        label=_("Reason"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def offer(self, municipality: Municipality) -> None:
        self.fields["to_unit"].queryset = organisation.open_units(municipality)  # type: ignore[attr-defined]


class CommentForm(NewForm):
    """Says something."""

    text = Text(
        label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write @ and somebody's e-mail address to tell them."),
    )  # fmt: skip


class FileForm(forms.Form):
    """Hands in a photo or a file."""

    file = forms.FileField(
        label=_("Photo or file"), help_text=_("Picture, PDF, Word, Excel or text, at most 10 MB.")
    )


class IdeaFilter(forms.Form):
    """Narrows the list of ideas; what is chosen stands in the address."""

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    center = forms.ChoiceField(label=_("Centre"), required=False)
    svar = forms.ChoiceField(label=_("Answer"), required=False)
    mine = forms.BooleanField(label=_("Only those I had or follow"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["center"].choices = [  # type: ignore[attr-defined]
            ("", _("All centres")),
            *((unit.slug, unit.name) for unit in units),
        ]
        self.fields["svar"].choices = [  # type: ignore[attr-defined]
            ("", _("All answers")),
            ("open", _("Waits for an answer")),
            *Idea.Outcome.choices,
        ]
