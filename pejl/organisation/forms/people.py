"""Forms about who holds which role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.organisation.editing import EditForm, NewForm
from pejl.organisation.forms.fields import UnitChoice
from pejl.organisation.models import Membership, Municipality


class GrantRoleForm(NewForm):
    """Give somebody a role."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Used only when the person is new here; otherwise they keep their own name."),
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    unit = UnitChoice(label=_("Unit"), required=False)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(municipality)  # type: ignore[attr-defined]


class EndRoleForm(EditForm):
    """End a role, as it stood when the page was shown."""


class FindPeopleForm(forms.Form):
    """Which people to show. It stands in the address, so its names are Danish; nothing in it can be wrong."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"id": "people-words", "type": "search"}),
    )
    rolle = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("All roles")), *Membership.Role.choices],
        widget=forms.Select(attrs={"id": "people-role"}),
    )
