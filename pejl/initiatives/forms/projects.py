"""Forms about projects and initiatives of operation. Their fields are the arguments of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.initiatives.models import Initiative, Milestone, NewsChoice, Participant, Risk
from pejl.initiatives.queries.projects import KINDS, dependable
from pejl.organisation import queries as organisation
from pejl.organisation.actors import Actor
from pejl.organisation.editing import ActionForm, EditForm, NewForm, Text
from pejl.organisation.models import Municipality, Person, Unit
from pejl.strategy import queries as strategy_room
from pejl.strategy.models import FocusArea, Objective

NOTE = 4000


def _text(label: Any, *, rows: int = 4, longest: int = NOTE, **more: Any) -> Text:
    return Text(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


class AimsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Objectives by the numbers that people say aloud."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


class FocusAreasField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Focus areas by number and title."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.title}"


class InitiativeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An initiative by the number that people say aloud."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} {obj.title}"


class _Offering(ActionForm):
    """A form whose lists hold what this municipality has and this reader may see."""

    def offer(self, municipality: Municipality, actor: Actor) -> None:
        offered = {
            "unit": lambda: organisation.open_units(municipality),
            "owner": lambda: organisation.members(municipality),
            "person": lambda: organisation.members(municipality),
            "sponsor": lambda: organisation.executives(municipality),
            "objectives": lambda: strategy_room.objectives_in_force(actor),
            "focus_areas": lambda: strategy_room.focus_areas_in_force(actor),
        }
        for name in self.fields.keys() & offered.keys():
            self.fields[name].queryset = offered[name]()  # type: ignore[attr-defined]
        self._keep_who_left()

    def _keep_who_left(self) -> None:
        """Whoever was named and has left, or a centre closed since, stays a choice until another is made."""
        for name in ("unit", "owner", "sponsor", "person"):
            field, now = self.fields.get(name), self.initial.get(name)
            if field is not None and now is not None:
                known = field.queryset.model._default_manager  # type: ignore[attr-defined]
                key = getattr(now, "pk", now)
                field.queryset = field.queryset | known.filter(pk=key)  # type: ignore[attr-defined]


class _Title(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)


class _Place(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Centre"), queryset=Unit.objects.none(), empty_label=_("Choose")
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody yet"),
        help_text=_("Who carries it from day to day."),
    )  # fmt: skip


class _Sponsor(forms.Form):
    sponsor = forms.ModelChoiceField(
        label=_("Sponsor in the executive group"), queryset=Person.objects.none(), required=False,
        empty_label=_("Nobody yet"),
    )  # fmt: skip


class _Period(forms.Form):
    starts_on = forms.DateField(label=_("Begins"), required=False, widget=forms.DateInput)
    ends_on = forms.DateField(label=_("Ends"), required=False, widget=forms.DateInput)


class _Budget(forms.Form):
    hours = forms.IntegerField(label=_("Hours"), required=False, min_value=0, max_value=1_000_000)
    amount = forms.DecimalField(
        label=_("Budget, kr."), required=False, min_value=0, max_digits=12, decimal_places=2,
        localize=True,
    )  # fmt: skip


class _Goal(forms.Form):
    goal = _text(_("Goal"), help_text=_("What is different when the project is done?"))
    outside = _text(_("What it does not include"), rows=3)


class _Benefit(forms.Form):
    first_benefit = _text(
        _("First benefit"), rows=3,
        help_text=_("The first thing that somebody notices, and when."),
    )  # fmt: skip
    expected_effect = _text(_("Expected effect"), rows=3)


class _Aims(forms.Form):
    objectives = AimsField(
        label=_("Objectives it serves"), queryset=Objective.objects.none(), required=False
    )
    focus_areas = FocusAreasField(
        label=_("Other focus areas"), queryset=FocusArea.objects.none(), required=False,
        help_text=_("The focus areas of the objectives come along by themselves."),
    )  # fmt: skip


class NewProjectForm(NewForm, _Offering, _Aims, _Benefit, _Period, _Sponsor, _Place, _Goal, _Title):
    """Proposes a project. Only title and centre are asked for; the rest can wait."""


class NewOperationForm(NewForm, _Offering, _Place, _Title):
    """Something simply done: what, where, by whom and by when."""

    ends_on = forms.DateField(label=_("To be done by"), required=False, widget=forms.DateInput)


class CatalogueTextForm(EditForm, _Offering, _Title):
    """What the catalogue says of it, and what stays inside."""

    summary = _text(_("Summary"), longest=2000, help_text=_("Shown in the catalogue."))
    internal_note = _text(
        _("Internal note"), longest=20_000, help_text=_("Never shown to the public.")
    )
    is_public = forms.BooleanField(
        label=_("Public"), required=False,
        help_text=_("Everyone can read title and summary in the public catalogue."),
    )  # fmt: skip


class GoalForm(EditForm, _Goal):
    """What the project is to reach, and what is outside it."""


class BenefitForm(EditForm, _Benefit):
    """What it is expected to give."""


class BudgetForm(EditForm, _Budget):
    """What it may cost."""


class PlaceForm(EditForm, _Offering, _Sponsor, _Place):
    """Who carries it, and where."""


class PeriodForm(EditForm, _Period):
    """From when to when."""


class OperationForm(EditForm, _Offering, _Place, _Title):
    """All there is to say about something simply done."""

    summary = _text(_("Summary"), longest=2000, rows=3)
    ends_on = forms.DateField(label=_("To be done by"), required=False, widget=forms.DateInput)
    is_public = forms.BooleanField(label=_("Public"), required=False)


class AimsForm(EditForm, _Offering, _Aims):
    """Which objectives and focus areas it serves."""


class StartForm(EditForm):
    """Begins, or takes up again."""

    starts_on = forms.DateField(
        label=_("Begins"), widget=forms.DateInput,
        help_text=_("What is expected of its effect is locked from then on; later changes show."),
    )  # fmt: skip
    reason = _text(_("Reason"), rows=3, longest=2000)


class FinishForm(EditForm):
    """Sets in operation."""

    learning = _text(_("What we learned"), help_text=_("What would you tell the next to try it?"))


class ParkForm(EditForm):
    """Lets it rest until a day."""

    reason = _text(_("Reason"), rows=3, longest=2000)
    review_on = forms.DateField(
        label=_("Looked at again on"), required=False, widget=forms.DateInput
    )
    wakes_when = forms.CharField(
        label=_("What would wake it sooner"), required=False, max_length=400
    )


class StopForm(EditForm):
    """Stops, and leaves what was learned."""

    reason = _text(_("Reason"), rows=3, longest=2000)
    learning = _text(_("What we learned"), help_text=_("This is what stopping leaves to others."))


class _MilestoneFields(forms.Form):
    title = forms.CharField(label=_("Milestone"), max_length=200)
    due_on = forms.DateField(label=_("By"), widget=forms.DateInput)
    note = forms.CharField(label=_("Note"), required=False, max_length=400)


class NewMilestoneForm(NewForm, _MilestoneFields):
    """A day by which something is to be reached."""


class MilestoneForm(EditForm, _MilestoneFields):
    """A milestone, and where it stands."""

    state = forms.ChoiceField(label=_("State"), choices=Milestone.State)
    reached_on = forms.DateField(label=_("Reached on"), required=False, widget=forms.DateInput)


class NewDeliverableForm(NewForm):
    """Something to hand over."""

    title = forms.CharField(label=_("Deliverable"), max_length=200)


class DeliverableForm(EditForm):
    """Something to hand over, or handed over."""

    title = forms.CharField(label=_("Deliverable"), max_length=200)
    is_delivered = forms.BooleanField(label=_("Delivered"), required=False)


class NewDependencyForm(NewForm):
    """What it cannot go on without."""

    needs = InitiativeField(
        label=_("Depends on"), queryset=Initiative.objects.none(), empty_label=_("Choose")
    )
    note = forms.CharField(label=_("For what"), required=False, max_length=300)

    def offer_others(self, initiative: Initiative) -> None:
        self.fields["needs"].queryset = dependable(initiative.municipality, initiative)  # type: ignore[attr-defined]


class DependencyForm(EditForm):
    """For what it cannot go on without the other."""

    note = forms.CharField(label=_("For what"), required=False, max_length=300)


class _RiskFields(forms.Form):
    text = forms.CharField(label=_("What may go wrong"), max_length=400)
    likelihood = forms.ChoiceField(
        label=_("Likelihood"), choices=Risk.Level, initial=Risk.Level.MEDIUM
    )
    consequence = forms.ChoiceField(
        label=_("Consequence"), choices=Risk.Level, initial=Risk.Level.MEDIUM
    )
    response = _text(_("What we do about it"), rows=3)


class NewRiskForm(NewForm, _RiskFields):
    """Something that may go wrong."""


class RiskForm(EditForm, _RiskFields):
    """A risk, until it is closed."""

    is_closed = forms.BooleanField(label=_("Closed: it no longer threatens"), required=False)


class _ParticipantFields(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Somebody from outside"),
    )
    described_as = forms.CharField(
        label=_("Who, when not from here"), required=False, max_length=120,
        help_text=_("A role or group, such as “two relatives”; no names."),
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Role"), choices=Participant.Role, initial=Participant.Role.MEMBER
    )
    hours = forms.IntegerField(label=_("Hours"), required=False, min_value=0, max_value=1_000_000)


class NewParticipantForm(NewForm, _Offering, _ParticipantFields):
    """Somebody who takes part."""


class ParticipantForm(EditForm, _Offering, _ParticipantFields):
    """Somebody who takes part: in what role, and for how long."""


class MoveForm(EditForm):
    """Where a milestone stands now."""

    state = forms.ChoiceField(choices=Milestone.State)


class TickForm(EditForm):
    """Whether something was handed over."""

    is_delivered = forms.BooleanField(required=False)


class NewsForm(ActionForm):
    """How one wants to hear of what one follows."""

    wanted = forms.ChoiceField(
        label=_("Letters about what I follow"), choices=NewsChoice.Wanted, widget=forms.RadioSelect,
        help_text=_("Whoever names you in a comment always reaches you at once, unless you want no letters."),
    )  # fmt: skip


class ProjectFilter(forms.Form):
    """Narrows the list of projects; what is chosen stands in the address."""

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    slags = forms.ChoiceField(label=_("Kind"), required=False)
    tilstand = forms.ChoiceField(label=_("State"), required=False)
    center = forms.ChoiceField(label=_("Centre"), required=False)
    mine = forms.BooleanField(label=_("Only those I have a part in or follow"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in KINDS]
        self.fields["slags"].choices = [("", _("All kinds")), *kinds]  # type: ignore[attr-defined]
        states = [one for one in Initiative.State.choices if one[0] != "crystallised"]
        self.fields["tilstand"].choices = [("", _("All states")), *states]  # type: ignore[attr-defined]
        self.fields["center"].choices = [  # type: ignore[attr-defined]
            ("", _("All centres")),
            *((unit.slug, unit.name) for unit in units),
        ]
