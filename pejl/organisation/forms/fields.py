"""Fields that several of the room's forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.organisation import queries
from pejl.organisation.models import Municipality, Unit


def field_of(model: Any, name: str, **more: Any) -> forms.Field:
    """The form field of a model's field, with its label, hint, limit and checks."""
    field = model._meta.get_field(name)
    found: forms.Field = field.formfield(**more)
    # Django leaves these to model forms.
    found.validators += [check for check in field.validators if check not in found.validators]
    return found


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # cannot be written at run time
    """The municipality's open units, indented as they stand in the organisation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **kwargs)

    def offer(self, municipality: Municipality) -> None:
        nodes = queries.flat(queries.unit_tree(municipality))
        self.queryset = Unit.objects.filter(municipality=municipality, closed_on__isnull=True)
        self.choices = [
            ("", _("(none)")),
            *((node.unit.pk, f"{'– ' * node.depth}{node.unit.name}") for node in nodes),
        ]
