"""Forms about oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pejl.organisation.editing import ActionForm
from pejl.organisation.models import PersonalToken


class ProfileForm(ActionForm):
    """One's own name, title and language."""

    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("language", (get_language() or "da")[:2])


class TokenForm(ActionForm):
    """Make a token for one's own programs."""

    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("Such as “Spreadsheet of the year”.")
    )
    scope = forms.ChoiceField(
        label=_("Scope"),
        choices=PersonalToken.Scope.choices,
        initial=PersonalToken.Scope.READ,
        widget=forms.RadioSelect,
    )
    expires_on = forms.DateField(
        label=_("Expires on"),
        required=False,
        widget=forms.DateInput,
        help_text=_("The last day on which it works. Left empty, it works until it is revoked."),
    )

    def clean_expires_on(self) -> Any:
        day = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Choose a day that has not passed."))
        return day
