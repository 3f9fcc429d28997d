"""Forms of the strategy room. Their fields are the arguments of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from pejl.organisation import queries as organisation
from pejl.organisation.editing import EditForm, NewForm, Text
from pejl.organisation.models import Municipality
from pejl.strategy.models import (
    LONGEST_TEXT,
    CentreStrategy,
    Contribution,
    Driver,
    FocusArea,
    Objective,
    Question,
    Strategy,
)

_capital = lazy(lambda words: str(words)[:1].upper() + str(words)[1:], str)


def _label(model: Any, name: str) -> Any:
    """The model's own word for a field, as a label: one wording for form, trail and import."""
    return _capital(model._meta.get_field(name).verbose_name)


def _line(model: Any, name: str, *, required: bool = True, **more: Any) -> forms.CharField:
    field = model._meta.get_field(name)
    return forms.CharField(
        label=_label(model, name),
        required=required,
        max_length=field.max_length,
        help_text=more.pop("help_text", field.help_text),
        **more,
    )


def _text(model: Any, name: str, rows: int = 8) -> Text:
    return Text(
        label=_label(model, name),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=_("You can use **bold**, lists and links (Markdown)."),
    )


def _day(model: Any, name: str) -> forms.DateField:
    return forms.DateField(label=_label(model, name), widget=forms.DateInput)


def _choice(model: Any, name: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_label(model, name),
        choices=model._meta.get_field(name).choices,
        widget=forms.RadioSelect,
    )


class Responsible(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who answers for it: somebody who leads here."""

    def __init__(self, model: Any) -> None:
        super().__init__(
            queryset=None, required=False, label=_label(model, "responsible"),
            empty_label=_("Nobody yet"),
        )  # fmt: skip

    now: Any = None

    def to_python(self, value: Any) -> Any:
        """Whoever is named already is known and needs no look-up."""
        if self.now is not None and str(value) == str(self.now.pk):
            return self.now
        return super().to_python(value)

    def offer(self, municipality: Municipality, now: Any = None) -> None:
        """Whoever is named now stays a choice, also after having left: saving a text must not drop a name."""
        self.now = now
        self.queryset = organisation.responsible_candidates(municipality, besides=now)


class _NamesResponsible:
    """A form that is told whose leaders can be chosen."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("responsible")
        if isinstance(field, Responsible):
            field.offer(municipality, kwargs.get("initial", {}).get("responsible"))


class _StrategyFields(forms.Form):
    title = _line(Strategy, "title")
    starts_on = _day(Strategy, "starts_on")
    ends_on = _day(Strategy, "ends_on")
    theme = _line(Strategy, "theme", required=False)
    responsible_body = _line(Strategy, "responsible_body", required=False)


class NewStrategyForm(NewForm, _StrategyFields):
    """Begins a strategy with its title, period and theme; the texts follow."""

    slug = forms.SlugField(
        label=_label(Strategy, "slug"),
        max_length=40,
        help_text=Strategy._meta.get_field("slug").help_text,
    )
    predecessor: Any = forms.ModelChoiceField(
        queryset=None, required=False, label=_label(Strategy, "predecessor"),
        empty_label=_("None"),
    )  # fmt: skip

    field_order = ("id", "title", "slug", "starts_on", "ends_on", "theme", "responsible_body")

    def __init__(self, *args: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["predecessor"].queryset = earlier  # type: ignore[attr-defined]


class StrategyForm(EditForm, _StrategyFields):
    """Edits a strategy's own texts."""

    theme_text = _text(Strategy, "theme_text")
    introduction = _text(Strategy, "introduction", rows=12)


class AdoptForm(EditForm):
    """The day on which the executive group adopted the strategy."""

    adopted_on = forms.DateField(
        label=_label(Strategy, "adopted_on"), widget=forms.DateInput, initial=timezone.localdate
    )


class CloseForm(EditForm):
    """Nothing to fill in: closing only asks whether it is meant."""


class _FocusAreaFields(forms.Form):
    title = _line(FocusArea, "title")
    short_title = _line(FocusArea, "short_title", required=False)
    text = _text(FocusArea, "text", rows=12)
    responsible = Responsible(FocusArea)


class NewFocusAreaForm(_NamesResponsible, NewForm, _FocusAreaFields):
    pass


class FocusAreaForm(_NamesResponsible, EditForm, _FocusAreaFields):
    pass


class _ObjectiveFields(forms.Form):
    title = _line(Objective, "title")
    text = _text(Objective, "text")
    rationale = _text(Objective, "rationale")
    responsible = Responsible(Objective)


class NewObjectiveForm(_NamesResponsible, NewForm, _ObjectiveFields):
    pass


class ObjectiveForm(_NamesResponsible, EditForm, _ObjectiveFields):
    pass


class _QuestionFields(forms.Form):
    text = _line(Question, "text")


class NewQuestionForm(NewForm, _QuestionFields):
    pass


class QuestionForm(EditForm, _QuestionFields):
    pass


class _DriverFields(forms.Form):
    title = _line(Driver, "title")
    kind = _choice(Driver, "kind")
    text = _text(Driver, "text")
    stance = _choice(Driver, "stance")
    response = _text(Driver, "response")


class NewDriverForm(NewForm, _DriverFields):
    pass


class DriverForm(EditForm, _DriverFields):
    pass


class CentreStrategyForm(EditForm):
    """The introduction of a centre's strategy."""

    introduction = _text(CentreStrategy, "introduction")


class ContributionForm(EditForm):
    """What a centre does for one focus area."""

    text = _text(Contribution, "text", rows=12)


class MoveForm(forms.Form):
    """One step up or down, for a part as somebody saw it."""

    steps = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)
    version = forms.IntegerField(min_value=0, required=False)


class VersionForm(forms.Form):
    """The version that somebody saw when pressing a lone button."""

    version = forms.IntegerField(min_value=0)
