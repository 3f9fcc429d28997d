"""What pages and the reading itself ask about imports."""

from __future__ import annotations

from datetime import date
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Min
from django.utils import translation

from pejl.files.storage import open_stored
from pejl.indicators import refusals
from pejl.indicators.models import Import, Indicator
from pejl.indicators.queries.export import for_the_whole
from pejl.indicators.reading.cells import Table
from pejl.indicators.reading.mapping import OF_TWO_COUNTS, Mapping
from pejl.indicators.reading.preview import Preview, preview
from pejl.indicators.reading.statbank import Query, open_answer
from pejl.indicators.reading.tables import open_table
from pejl.organisation import queries as organisation
from pejl.organisation.models import Municipality

COUNTED = 2_000
"""Lines of a workbook that are counted; of a longer one it is believed what it says, or nothing is known."""


def import_by_id(indicator: Indicator, key: UUID) -> Import | None:
    """An import of the indicator, with the indicator at hand."""
    batch = indicator.imports.select_related("handed_in_by").filter(pk=key).first()
    if batch is not None:
        batch.indicator = indicator
    return batch


def table_of(batch: Import, *, sheet: str = "") -> Table:
    """The table in the file that was handed in; of a workbook the sheet that is named, or that was chosen."""
    try:
        with open_stored(batch.stored_as) as kept:
            content = bytes(kept.read())
    except FileNotFoundError as fault:
        raise refusals.FileIsGone() from fault
    if batch.query:
        return open_answer(content, Query.from_data(batch.query))
    return open_table(content, sheet=sheet or (batch.mapping or {}).get("sheet", ""))


def lines_in(table: Table) -> int:
    """How many lines a table has; 0 where only reading all of a long workbook would tell."""
    if table.kind != "xlsx":
        return sum(1 for _line in table.lines())
    counted = sum(1 for _line in islice(table.lines(), COUNTED))
    return counted if counted < COUNTED else table.stated_lines or 0


def preview_of(batch: Import, *, sheet: str = "") -> Preview:
    """The first lines, what the columns seem to be, and faults so far.

    What was chosen for one sheet of a workbook says nothing of another.
    """
    table = table_of(batch, sheet=sheet)
    chosen = Mapping.from_data(batch.mapping) if batch.mapping else None
    if chosen and chosen.sheet and chosen.sheet != table.sheet:
        chosen = None
    return preview(
        table,
        chosen,
        units=names_of_units(batch.municipality),
        within=within_strategies(batch.indicator),
        measured_in=batch.indicator.measured_in,
        from_two=batch.indicator.kind in OF_TWO_COUNTS,
    )


def names_of_units(municipality: Municipality) -> list[tuple[str, UUID | None]]:
    """What a file may call each unit: its name, or its short name in addresses; and what it may call the whole.

    Two units of one name are both there, so that the reading can tell. One SQL query.
    """
    found: list[tuple[str, UUID | None]] = []
    for node in organisation.flat(organisation.unit_tree(municipality, with_closed=True)):
        found += [(node.unit.name, node.unit.id), (node.unit.slug, node.unit.id)]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append((for_the_whole(), None))
    return found


def lies_outside(indicator: Indicator, day: date) -> bool:
    """Whether a day is worth a second look: a year is easily written wrong. One SQL query."""
    within = within_strategies(indicator)
    return within is not None and not within[0] <= day <= within[1]


def within_strategies(indicator: Indicator) -> tuple[date, date] | None:
    """The time of the strategies that the indicator serves; outside it a value is worth a second look."""
    span = indicator.objectives.aggregate(
        first=Min("strategy__starts_on"), last=Max("strategy__ends_on")
    )
    return (span["first"], span["last"]) if span["first"] else None
