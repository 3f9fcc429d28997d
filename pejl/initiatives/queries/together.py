"""Lines of several sorts that belong to one initiative, read in one SQL query.

A page of an initiative shows many sorts of lines with a few rows each, so that asking for sort after sort would
cost more than all that they say.
"""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from pejl.initiatives.models import Initiative


def lines_together(initiative: Initiative, *sorts: QuerySet[Any]) -> list[list[Any]]:
    """What belongs to the initiative of each sort, in that sort's own order. One SQL query.

    The tables have different columns, so each row comes as JSON and becomes again the object that it is.
    """
    first, *others = (
        _as_json(place, sort.filter(initiative=initiative)) for place, sort in enumerate(sorts)
    )
    found: list[list[Any]] = [[] for _sort in sorts]
    for place, row in first.union(*others, all=True):
        found[place].append(_line(sorts[place].model, row, initiative))
    return [
        _in_order(lines, sort.model._meta.ordering)
        for lines, sort in zip(found, sorts, strict=True)
    ]


def _as_json(place: int, sort: QuerySet[Any]) -> QuerySet[Any, tuple[int, dict[str, Any]]]:
    """Each row as JSON, with the place of its sort among those that are asked for."""
    columns = {field.attname: field.attname for field in sort.model._meta.concrete_fields}
    return sort.order_by().values_list(Value(place), JSONObject(**columns))


def _line(model: Any, row: dict[str, Any], initiative: Initiative) -> Any:
    fields = model._meta.concrete_fields
    line = model.from_db(
        initiative._state.db,
        [field.attname for field in fields],
        [_value(field, row[field.attname]) for field in fields],
    )
    line.initiative = initiative
    return line


def _value(field: Any, written: Any) -> Any:
    """A value as the field holds it. SQLite keeps moments in UTC and does not say so.

    JSON has no exact decimals; a line has none either, for money stands in the prejekt or the project.
    """
    value = field.to_python(written)
    if isinstance(value, datetime) and timezone.is_naive(value):
        return value.replace(tzinfo=UTC)
    return value


def _in_order(lines: list[Any], names: Any) -> list[Any]:
    """Sorted as the model says: by the first name, within it by the second."""
    for name in reversed(names):
        lines.sort(key=attrgetter(name.removeprefix("-")), reverse=name.startswith("-"))
    return lines
