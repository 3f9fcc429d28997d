"""The values of an indicator as rows of a sheet: for others to reckon with, and for Pejl to read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from pejl.files.sheet import number
from pejl.indicators.models import Indicator, Value
from pejl.indicators.periods import Period, period_around

NUMBERS = ("amount", "numerator", "denominator")


def rows_of(indicator: Indicator) -> Iterator[Sequence[str]]:
    """A head, then each value that holds now, the oldest first. At most three SQL queries.

    Units have a column where there are values of units, and so has each background dimension, by its name.
    """
    values = Value.objects.current().filter(indicator=indicator)
    dimensions = list(
        values.exclude(dimension="")
        .order_by("dimension")
        .values_list("dimension", flat=True)
        .distinct()
    )
    has_units = values.filter(unit__isnull=False).exists()
    yield [
        _("Period"), _("From"), _("To"), *([_("Unit")] if has_units else []), *dimensions,
        _heading(indicator), _("Numerator"), _("Denominator"),
    ]  # fmt: skip
    ordered = values.select_related("unit").order_by(
        "ends_on", "unit__name", "dimension", "category"
    )
    for value in ordered.iterator():
        yield [
            period_code(value.starts_on, value.ends_on),
            value.starts_on.isoformat(),
            value.ends_on.isoformat(),
            *([value.unit.name if value.unit else for_the_whole()] if has_units else []),
            *(value.category if value.dimension == one else "" for one in dimensions),
            *(number(getattr(value, name)) for name in NUMBERS),
        ]


def for_the_whole() -> str:
    """What stands in the place of a unit's name where the value is not for one unit."""
    return _("All that the indicator is about")


def _heading(indicator: Indicator) -> str:
    """The value's heading, with the unit of measure."""
    word = _("Value")
    return f"{word} ({indicator.measured_in})" if indicator.measured_in else word


def period_code(first: date, last: date) -> str:
    """A period as Statistics Denmark writes it, alike in Danish and English: 2014, 2014K1, 2014M03."""
    year, week = first.year, first.isocalendar()
    codes = {
        "year": f"{year}",
        "half": f"{year}H{(first.month + 5) // 6}",
        "quarter": f"{year}K{(first.month + 2) // 3}",
        "month": f"{year}M{first.month:02}",
        "week": f"{week.year}U{week.week:02}",
        "irregular": first.isoformat(),
    }
    for frequency, code in codes.items():
        if period_around(first, frequency) == Period(first, last):
            return code
    is_school_year = (first.month, first.day, last.month, last.day) == (8, 1, 7, 31)
    return f"{year}{'/' if is_school_year else ':'}{last.year}"
