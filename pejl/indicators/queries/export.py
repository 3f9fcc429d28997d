"""The values of an indicator as rows of a sheet, so that others can reckon with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from pejl.indicators.models import Indicator, Value
from pejl.indicators.periods import label_of


def rows_of(indicator: Indicator) -> Iterator[Sequence[str]]:
    """A head, then each value that holds now, the oldest first. One SQL query."""
    yield [
        _("Period"), _("From"), _("To"), _("Unit"), _("Dimension"), _("Part"), _("Value"),
        _("How many count"), _("Out of how many"), _("Unit of measure"),
    ]  # fmt: skip
    values = Value.objects.current().filter(indicator=indicator).select_related("unit")
    for value in values.order_by("ends_on", "unit__name", "dimension", "category").iterator():
        yield [
            label_of(value.starts_on, value.ends_on),
            value.starts_on.isoformat(),
            value.ends_on.isoformat(),
            value.unit.name if value.unit else "",
            value.dimension,
            value.category,
            _danish(value.amount),
            _danish(value.numerator),
            _danish(value.denominator),
            indicator.measured_in,
        ]


def _danish(number: Decimal | None) -> str:
    """As a Danish spreadsheet reads it: comma, no grouping, no needless noughts."""
    return "" if number is None else f"{number.normalize():f}".replace(".", ",")
