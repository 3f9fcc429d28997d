"""Reading indicators with their values, what is behind a number, and what a series says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from pejl.indicators import queries
from pejl.indicators.api.analysis import AnalysisOut, BehindFilter, BehindOut, BrokenDownOut
from pejl.indicators.api.schemas import (
    IndicatorFilter,
    IndicatorOut,
    MeasureOut,
    PeerOut,
    StepChangeOut,
    TargetOut,
    ValueFilter,
    ValueOut,
    WholeIndicatorOut,
)
from pejl.indicators.api.wire import ValueId
from pejl.indicators.measuring import Row, measures
from pejl.indicators.queries import by_id
from pejl.indicators.queries.comparing import breakdowns
from pejl.indicators.queries.indicators import Filter
from pejl.indicators.queries.page import pictured
from pejl.indicators.queries.rows import rows_behind
from pejl.organisation import queries as organisation
from pejl.organisation.api.door import READING, Visit, found, visit
from pejl.organisation.api.wire import Id, Page, Slug, paged
from pejl.organisation.rules import may

router = Router(auth=READING)


def seen(here: Visit, indicator_id: UUID) -> Any:
    """The indicator, as far as the reader may see it."""
    return found(queries.indicator_by_id(here.actor, indicator_id))


def internal(here: Visit, indicator_id: UUID) -> Any:
    """The indicator, for those who may see what its numbers rest on."""
    indicator = seen(here, indicator_id)
    return found(indicator if may(here.actor, "indicators.see_rows", indicator) else None)


@router.get(
    "/{slug}/indicators",
    response=Page[IndicatorOut],
    operation_id="indicators_list_indicators",
    summary="The indicators of a municipality",
)
def list_indicators(request: HttpRequest, slug: Slug, part: Query[IndicatorFilter]) -> Any:
    """By title, each with its latest value and how it stands. Everyone is told of what is public."""
    actor = visit(request, slug).actor
    chosen = Filter(words=part.q, source=part.source or "", ended=part.ended)
    listed = by_id.narrowed(
        queries.indicators(actor, chosen),
        objective_id=part.objective_id,
        initiative_id=part.initiative_id,
        unit_id=part.unit_id,
        number=part.number,
    )
    page = paged(request, listed, part)
    return page | {"items": by_id.shown(actor, page["items"])}


@router.get(
    "/{slug}/indicators/{indicator_id}",
    response=WholeIndicatorOut,
    operation_id="indicators_read_indicator",
    summary="An indicator with its targets",
)
def read_indicator(request: HttpRequest, slug: Slug, indicator_id: Id) -> Any:
    """Who owns it is told to those who work there."""
    return found(by_id.whole_indicator(visit(request, slug).actor, indicator_id))


@router.get(
    "/{slug}/indicators/{indicator_id}/values",
    response=Page[ValueOut],
    operation_id="indicators_list_values",
    summary="The values of an indicator",
)
def list_values(
    request: HttpRequest, slug: Slug, indicator_id: Id, part: Query[ValueFilter]
) -> Any:
    """Oldest first: of the whole, of units, and of the parts of background dimensions."""
    here = visit(request, slug)
    rows = by_id.values(seen(here, indicator_id), with_corrected=part.corrected)
    listed = by_id.values_of(
        rows,
        whole=part.whole,
        unit_id=part.unit_id,
        dimension=part.dimension,
        category=part.category,
        since=part.since,
        until=part.until,
    )
    page = paged(request, listed, part)
    return page | {"items": by_id.seen_by(here.actor, page["items"])}


@router.get(
    "/{slug}/values/{value_id}",
    response=ValueOut,
    operation_id="indicators_read_value",
    summary="A value",
)
def read_value(request: HttpRequest, slug: Slug, value_id: ValueId) -> Any:
    """Also one that was corrected since; `holds` says so."""
    return found(by_id.value(visit(request, slug).actor, value_id))


@router.get(
    "/{slug}/targets/{target_id}",
    response=TargetOut,
    operation_id="indicators_read_target",
    summary="A target",
)
def read_target(request: HttpRequest, slug: Slug, target_id: Id) -> Any:
    """For who may see its indicator."""
    return found(by_id.target(visit(request, slug).actor, target_id))


@router.get(
    "/{slug}/step-changes/{step_change_id}",
    response=StepChangeOut,
    operation_id="indicators_read_step_change",
    summary="A step that was accepted",
)
def read_step_change(request: HttpRequest, slug: Slug, step_change_id: Id) -> Any:
    """For who may see its indicator."""
    return found(by_id.step_change(visit(request, slug).actor, step_change_id))


@router.get(
    "/{slug}/indicators/{indicator_id}/analysis",
    response=AnalysisOut,
    operation_id="indicators_read_analysis",
    summary="What a series says",
)
def read_analysis(request: HttpRequest, slug: Slug, indicator_id: Id) -> Any:
    """Process limits and signals, whether the target is within reach, how it stands; and all of it in words."""
    (reading,) = queries.readings([seen(visit(request, slug), indicator_id)])
    return AnalysisOut.of(reading)


@router.get(
    "/{slug}/indicators/{indicator_id}/breakdowns",
    response=list[BrokenDownOut],
    operation_id="indicators_list_breakdowns",
    summary="An indicator by unit and by background dimension",
)
def list_breakdowns(request: HttpRequest, slug: Slug, indicator_id: Id) -> Any:
    """The latest period that is broken down. Of a share or a rate it says which units stand apart from others."""
    here = visit(request, slug)
    indicator = seen(here, indicator_id)
    return [BrokenDownOut.of(pictured(indicator, one)) for one in breakdowns(indicator, here.actor)]


@router.get(
    "/{slug}/indicators/{indicator_id}/behind",
    response=BehindOut,
    operation_id="indicators_read_behind",
    summary="What is behind a number",
)
def read_behind(
    request: HttpRequest, slug: Slug, indicator_id: Id, part: Query[BehindFilter]
) -> Any:
    """Who or which file it came from, what stood there before, and for what Pejl counts the rows, 50 a page."""
    here = visit(request, slug)
    indicator = internal(here, indicator_id)
    unit = None
    if part.unit_id:
        unit = found(organisation.unit_by_id(here.municipality, part.unit_id))
    behind = rows_behind(
        here.actor, indicator, part.starts_on, part.ends_on, unit,
        dimension=part.dimension, category=part.category, page=part.page,
    )  # fmt: skip
    told = found(behind)
    by_id.seen_by(here.actor, (one.value for one in told.said))
    return BehindOut.of(told, lambda row: _url_of(slug, row))


def _url_of(slug: str, row: Row) -> str:
    return (
        reverse(row.url_name, kwargs={"municipality": slug, **row.url_args}) if row.url_name else ""
    )


@router.get(
    "/{slug}/indicators/{indicator_id}/peers",
    response=list[PeerOut],
    operation_id="indicators_list_peers",
    summary="Municipalities that publish the same indicator",
)
def list_peers(request: HttpRequest, slug: Slug, indicator_id: Id) -> Any:
    """Those that share definition, unit of measure and frequency. Their values are read from their own lists."""
    indicator = seen(visit(request, slug), indicator_id)
    return [
        {"slug": one.slug, "name": one.name, "is_chosen": one.slug in indicator.compared_with}
        for one in queries.peers(indicator)
    ]


@router.get(
    "/{slug}/measures",
    response=list[MeasureOut],
    operation_id="indicators_list_measures",
    summary="What Pejl can count",
)
def list_measures(request: HttpRequest, slug: Slug) -> Any:
    """The same everywhere: an indicator that names one is computed."""
    visit(request, slug)
    return [
        {name: getattr(one, name) for name in MeasureOut.model_fields}
        | {"title": str(one.title), "definition": str(one.definition)}
        for one in measures().values()
    ]
