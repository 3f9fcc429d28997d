"""Forms with which figures are handed in, and with which one says which column is what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejl.indicators.reading.cells import Role
from pejl.indicators.reading.preview import Preview
from pejl.organisation.editing import EditForm, NewForm, Text

ROLES = [
    (Role.IGNORED, _("Leave out")),
    (Role.PERIOD, _("Period")),
    (Role.VALUE, _("Value")),
    (Role.PERIODS_VALUE, _("Value of the period in the heading")),
    (Role.NUMERATOR, _("How many count")),
    (Role.DENOMINATOR, _("Out of how many")),
    (Role.UNIT, _("Unit of the organisation")),
    (Role.DIMENSION, _("Background dimension")),
    (Role.COMMENT, _("Comment")),
]
MARKS = [("", _("As the numbers say")), (",", _("Comma: 1.234,5")), (".", _("Point: 1,234.5"))]
LONGEST_PASTE = 2_000_000


class FileForm(NewForm):
    """Hands in a file of figures."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx), CSV or JSON-stat. The file is kept with the numbers."),
    )


class PasteForm(NewForm):
    """Pastes cells from a spreadsheet."""

    text = Text(
        label=_("Cells"), max_length=LONGEST_PASTE, strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Copy the cells in Excel with their headings, and paste them here."),
    )  # fmt: skip


class StatBankForm(NewForm):
    """Asks Statistics Denmark."""

    table = forms.CharField(label=_("Table"), max_length=20, help_text=_("Such as AED06."))
    variables = Text(
        label=_("Variables"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, with the values wanted: OMRÅDE=253 or Tid=*"),
    )  # fmt: skip


class ColumnsForm(EditForm):
    """Says which column of a table is what."""

    decimal = forms.ChoiceField(label=_("Decimal mark"), choices=MARKS, required=False)
    measured_in = forms.CharField(label=_("Unit of measure"), max_length=40, required=False)
    reason = forms.CharField(
        label=_("Why values are corrected"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Asked for when the file has other values than those that stand there."),
    )  # fmt: skip

    def __init__(self, *args: Any, found: Preview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.fields["sheet"] = forms.CharField(
            required=False,
            max_length=100,
            strip=False,
            widget=forms.HiddenInput,
            initial=found.table.sheet,
        )
        for place, heading in enumerate(found.table.headings):
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label=heading or _("Column %(number)d") % {"number": place + 1},
                choices=ROLES,
                initial=found.mapping.roles[place],
            )
        kept = dict(found.mapping.filters)
        for place, kinds in found.kinds.items():
            self.fields[f"only_{place}"] = forms.MultipleChoiceField(
                label=_("Only these of %(heading)s") % {"heading": found.table.headings[place]},
                choices=[(kind, kind) for kind in kinds],
                required=False,
                initial=kept.get(place, ()),
                help_text=_("None chosen: all of them."),
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def roles(self) -> list[forms.BoundField]:
        """The fields that name the columns, in the order of the table."""
        return [self[f"role_{place}"] for place in range(len(self.found.table.headings))]

    @property
    def only(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("only_")]

    def clean(self) -> dict[str, Any]:
        """What was chosen as one mapping, which is what the action takes."""
        cleaned = super().clean() or {}
        width = len(self.found.table.headings)
        filters = {
            name.removeprefix("only_"): cleaned.pop(name)
            for name in list(cleaned)
            if name.startswith("only_")
        }
        cleaned["mapping"] = {
            "roles": [cleaned.pop(f"role_{place}", Role.IGNORED) for place in range(width)],
            "decimal": cleaned.pop("decimal", ""),
            "filters": {place: chosen for place, chosen in filters.items() if chosen},
            "measured_in": cleaned.pop("measured_in", ""),
            "sheet": cleaned.pop("sheet", ""),
        }
        return cleaned
