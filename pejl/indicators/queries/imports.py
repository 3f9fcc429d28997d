"""What pages and the reading itself ask about imports."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max, Min

from pejl.files.storage import open_stored
from pejl.indicators.models import Import, Indicator
from pejl.indicators.reading.cells import Table
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.preview import Preview, preview
from pejl.indicators.reading.statbank import Query, open_answer
from pejl.indicators.reading.tables import open_table
from pejl.organisation import queries as organisation
from pejl.organisation.models import Municipality


def import_by_id(indicator: Indicator, key: UUID) -> Import | None:
    """An import of the indicator, with the indicator at hand."""
    batch = indicator.imports.select_related("handed_in_by").filter(pk=key).first()
    if batch is not None:
        batch.indicator = indicator
    return batch


def table_of(batch: Import) -> Table:
    """The table in the file that was handed in."""
    with open_stored(batch.stored_as) as kept:
        content = bytes(kept.read())
    return (
        open_answer(content, Query.from_data(batch.query)) if batch.query else open_table(content)
    )


def preview_of(batch: Import) -> Preview:
    """The first lines, what the columns seem to be, and faults so far."""
    chosen = Mapping.from_data(batch.mapping) if batch.mapping else None
    return preview(
        table_of(batch),
        chosen,
        units=units_by_name(batch.municipality),
        within=within_strategies(batch.indicator),
        measured_in=batch.indicator.measured_in,
    )


def units_by_name(municipality: Municipality) -> dict[str, UUID]:
    """Each unit by what a file may call it: its name, or its short name in addresses. One SQL query."""
    units = organisation.flat(organisation.unit_tree(municipality, with_closed=True))
    by_slug = {node.unit.slug: node.unit.id for node in units}
    return by_slug | {node.unit.name: node.unit.id for node in units}


def within_strategies(indicator: Indicator) -> tuple[date, date] | None:
    """The time of the strategies that the indicator serves; outside it a value is worth a second look."""
    span = indicator.objectives.aggregate(
        first=Min("strategy__starts_on"), last=Max("strategy__ends_on")
    )
    return (span["first"], span["last"]) if span["first"] else None
