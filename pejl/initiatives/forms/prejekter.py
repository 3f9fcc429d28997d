"""Forms about prejekter. Small ones, the writing first; their fields are the arguments of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.forms.ideas import AimField
from pejl.initiatives.models import Activity, Initiative, Known, Option, Participant, Unknown
from pejl.initiatives.models.prejekter import LONGEST_NOTE
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.editing import EditForm, NewForm, Text
from pejl.organisation.models import Municipality
from pejl.strategy import queries as strategy_room


class Line(Text):
    """One sentence, with room to see it; written over several lines it still is one."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def note(label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "") -> Text:
    """Room for a few sentences."""
    return Text(
        label=label, required=required, max_length=LONGEST_NOTE, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class Aims(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Objectives by the number that people say aloud."""

    label_from_instance = AimField.label_from_instance


class _MatterFields(forms.Form):
    question = Line(
        label=_("The question to explore"), max_length=300,
        help_text=_("One open question, such as “How can we …?”"),
    )  # fmt: skip
    occasion = note(_("Occasion"), help_text=_("What makes us ask now?"))
    affected = note(_("Who is affected"), rows=2)


class _FrameFields(forms.Form):
    title = forms.CharField(label=_("Short title"), max_length=200)
    unit: Any = forms.ModelChoiceField(label=_("Centre"), queryset=None, empty_label=_("Choose"))
    sponsor: Any = forms.ModelChoiceField(
        label=_("Sponsor in the executive group"), queryset=None, empty_label=_("Choose"),
        help_text=_("Stands behind the question and takes it to the executive group."),
    )  # fmt: skip
    owner: Any = forms.ModelChoiceField(
        label=_("Owner"), queryset=None, required=False, empty_label=_("Nobody yet"),
        help_text=_("Leads the exploration from day to day."),
    )  # fmt: skip
    ends_on = forms.DateField(
        label=_("Time box: explores until"), required=False, widget=forms.DateInput,
        help_text=_("Past this day it asks for a decision. It is no deadline."),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=_("Budget of attention, hours"), required=False, min_value=0, max_value=100_000
    )
    objectives = Aims(
        label=_("Objectives it serves"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def offer(self, municipality: Municipality, actor: Actor) -> None:
        """Centres, people and objectives to choose among. Whoever is named now can stay named."""
        shown: Any = self.fields
        shown["unit"].queryset = organisation.open_units(municipality)
        shown["sponsor"].queryset = organisation.executives(municipality)
        shown["owner"].queryset = organisation.members(municipality)
        shown["objectives"].queryset = strategy_room.objectives_in_force(actor)


class NewPrejektForm(NewForm, _FrameFields, _MatterFields):
    """Proposes a prejekt: the question first, then who and until when."""

    field_order = (
        "id", "question", "title", "occasion", "affected", "unit", "sponsor", "owner", "ends_on",
        "hours", "objectives",
    )  # fmt: skip


class MatterForm(EditForm, _MatterFields):
    """Says better what is explored and why. A running prejekt's question is reworded at a gate."""

    def __init__(self, *args: Any, may_reword: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_reword:
            del self.fields["question"]


class FrameForm(EditForm, _FrameFields):
    """Who carries it, until when, with how much attention, and who may read it."""

    summary = Text(
        label=_("Summary"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Shown in the catalogue."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Begins"), required=False, widget=forms.DateInput)
    amount = forms.DecimalField(
        label=_("Budget, kr."), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    is_public = forms.BooleanField(
        label=_("Everyone can read it in the public catalogue"), required=False,
        help_text=_("Title, summary, question, state, decisions and learning; no names, no notes."),
    )  # fmt: skip
    internal_note = Text(
        label=_("Internal note"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    field_order = (
        "version", "title", "summary", "unit", "sponsor", "owner", "starts_on", "ends_on", "hours",
        "amount", "objectives", "is_public", "internal_note",
    )  # fmt: skip

    def values_of(self, element: Any) -> dict[str, Any]:
        values = super().values_of(element)
        values.pop("objectives", None)
        return values


class _KnownFields(forms.Form):
    text = note(_("What we know"), required=True)
    source = forms.CharField(label=_("From where"), required=False, max_length=300)
    confidence = forms.ChoiceField(
        label=_("How sure"), choices=Known.Confidence, initial=Known.Confidence.MEDIUM
    )


class NewKnownForm(NewForm, _KnownFields):
    """Writes down something known."""


class KnownForm(EditForm, _KnownFields):
    """Words something known better."""


class _UnknownFields(forms.Form):
    question = Line(label=_("What we do not know"), max_length=400)
    matters_because = note(_("Why it matters"), rows=2)
    find_out_by = note(_("How to find out"), rows=2)
    is_critical = forms.BooleanField(
        label=_("Critical: without it we cannot choose"), required=False
    )


class NewUnknownForm(NewForm, _UnknownFields):
    """Writes down something not known."""


class UnknownForm(EditForm, _UnknownFields):
    """Words something not known better, or says that it is being examined."""

    state = forms.ChoiceField(label=_("State"), choices=Unknown.State)
    answer = note(_("What we found"), rows=2)


class SettleForm(EditForm):
    """Answers what was not known, or gives it up; the answer can stand among the known at once."""

    answer = note(_("What we found"))
    state = forms.ChoiceField(
        label=_("What became of it"), widget=forms.RadioSelect, initial=Unknown.State.ANSWERED,
        choices=[
            (Unknown.State.ANSWERED, _("We know it now")),
            (Unknown.State.EXAMINED, _("We are examining it")),
            (Unknown.State.GIVEN_UP, _("We give it up")),
        ],
    )  # fmt: skip
    makes_known = forms.BooleanField(
        label=_("Write it under “What we know” too"), required=False, initial=True
    )
    source = forms.CharField(label=_("From where"), required=False, max_length=300)
    confidence = forms.ChoiceField(
        label=_("How sure"), choices=Known.Confidence, initial=Known.Confidence.MEDIUM
    )


class _ActivityFields(forms.Form):
    title = Line(label=_("What was done"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Activity.Kind)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput)
    taking_part = forms.IntegerField(
        label=_("How many took part"), required=False, min_value=0, max_value=100_000
    )
    hours = forms.IntegerField(
        label=_("Hours of attention"), required=False, min_value=0, max_value=100_000
    )
    learned = note(_("What we learned"))


class NewActivityForm(NewForm, _ActivityFields):
    """Writes down something done to find out."""


class ActivityForm(EditForm, _ActivityFields):
    """Says more about something done."""


class _OptionFields(forms.Form):
    title = Line(label=_("What one could do"), max_length=200)
    description = note(_("Description"), rows=2)
    pro = note(_("For"))
    contra = note(_("Against"))
    evidence = note(_("Evidence"), rows=2)
    verdict = forms.ChoiceField(label=_("Verdict"), choices=Option.Verdict)


class NewOptionForm(NewForm, _OptionFields):
    """Writes down an option for action."""


class OptionForm(EditForm, _OptionFields):
    """Says more about an option."""


class _LearningFields(forms.Form):
    text = note(_("What we learned"), required=True)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput)
    known: Any = forms.ModelChoiceField(
        label=_("About something known"), queryset=None, required=False, empty_label=_("None")
    )
    unknown: Any = forms.ModelChoiceField(
        label=_("About something not known"), queryset=None, required=False, empty_label=_("None")
    )
    activity: Any = forms.ModelChoiceField(
        label=_("From an activity"), queryset=None, required=False, empty_label=_("None")
    )

    def offer(self, initiative: Initiative) -> None:
        """The prejekt's own lines to tie the learning to."""
        shown: Any = self.fields
        shown["known"].queryset = initiative.knowns.all()
        shown["unknown"].queryset = initiative.unknowns.all()
        shown["activity"].queryset = initiative.activitys.all()


class NewLearningForm(NewForm, _LearningFields):
    """Adds a line to the log of learning."""


class LearningForm(EditForm, _LearningFields):
    """Corrects a line of the log."""


class _ParticipantFields(forms.Form):
    person: Any = forms.ModelChoiceField(
        label=_("Somebody who works here"), queryset=None, required=False, empty_label=_("Nobody")
    )
    described_as = forms.CharField(
        label=_("Or who, when not from here"), required=False, max_length=120,
        help_text=_("A role or group, such as “two relatives”; no names."),
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Role"), choices=Participant.Role,
        help_text=_(
            "Gardener, midwife, jester and conceptualiser are four roles for the early phase, after "
            "Lotte Darsø. Use them if they help."
        ),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=_("Hours set aside"), required=False, min_value=0, max_value=100_000
    )

    def offer(self, initiative: Initiative) -> None:
        shown: Any = self.fields
        shown["person"].queryset = organisation.members(initiative.municipality)


class NewParticipantForm(NewForm, _ParticipantFields):
    """Names somebody who takes part."""

    role = forms.ChoiceField(
        label=_("Role"), choices=Participant.Role, initial=Participant.Role.MEMBER,
        help_text=_ParticipantFields.base_fields["role"].help_text,
    )  # fmt: skip


class ParticipantForm(EditForm, _ParticipantFields):
    """Says anew who takes part, or as what."""


class PrejektFilter(forms.Form):
    """Narrows the list of prejekter; what is chosen stands in the address."""

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    center = forms.ChoiceField(label=_("Centre"), required=False)
    fokus = forms.ChoiceField(label=_("Focus area"), required=False)
    staar = forms.ChoiceField(
        label=_("Where it stands"), required=False,
        choices=[
            ("", _("All")),
            ("gate", _("Waits for a decision")),
            ("running", _("Explores")),
            ("parked", _("Parked")),
            ("ended", _("Ended with learning")),
        ],
    )  # fmt: skip
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, units: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields
        shown["center"].choices = [
            ("", _("All centres")),
            *((unit.slug, unit.name) for unit in units),
        ]
        shown["fokus"].choices = [
            ("", _("All focus areas")),
            *((f"{one.strategy.slug}.{one.number}", f"{one.number}. {one.title}") for one in areas),
        ]
