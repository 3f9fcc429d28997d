"""Handing in files of figures, choosing their columns, and following how they are read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from pejl.files.sending import send
from pejl.indicators import actions, import_jobs
from pejl.indicators.api.reading import internal, router, seen
from pejl.indicators.api.schemas import ImportOut, LookOut
from pejl.indicators.api.submissions import Columns, Question
from pejl.indicators.api.wire import SheetName
from pejl.indicators.queries import by_id
from pejl.indicators.queries.imports import preview_of
from pejl.indicators.reading.cells import shown
from pejl.initiatives.api.files import FETCHED, NOTHING_ELSE, HandedIn
from pejl.organisation.api.door import (
    WRITING,
    IfMatch,
    Visit,
    found,
    version_in,
    visit,
    writing_visit,
)
from pejl.organisation.api.wire import Id, Page, Part, Slug, paged

FIRST_ROWS = 20


def _batch(here: Visit, import_id: UUID) -> Any:
    return found(by_id.import_seen(here.actor, import_id))


@router.get(
    "/{slug}/indicators/{indicator_id}/imports",
    response=Page[ImportOut],
    operation_id="indicators_list_imports",
    summary="The files that an indicator's values came from",
)
def list_imports(request: HttpRequest, slug: Slug, indicator_id: Id, part: Part) -> Any:
    """Newest first, also those that were not read in. For those who work there."""
    indicator = internal(visit(request, slug), indicator_id)
    return paged(request, indicator.imports.select_related("handed_in_by"), part)


@router.post(
    "/{slug}/indicators/{indicator_id}/imports",
    auth=WRITING,
    response={201: ImportOut},
    operation_id="indicators_hand_in_figures",
    summary="Hand in a file of figures",
    openapi_extra=NOTHING_ELSE,
)
def hand_in_figures(request: HttpRequest, slug: Slug, indicator_id: Id, file: HandedIn) -> Any:
    """CSV, Excel (.xlsx) or JSON-stat, as `multipart/form-data`. For who may enter values. Nothing is read in
    before its columns are chosen and it is started."""
    here = writing_visit(request, slug)
    return Status(
        201,
        actions.begin_import(by=here.actor, indicator=seen(here, indicator_id), file=file),
    )


@router.post(
    "/{slug}/indicators/{indicator_id}/imports/statbank",
    auth=WRITING,
    response={201: ImportOut},
    operation_id="indicators_ask_statbank",
    summary="Ask Statistics Denmark",
)
def ask_statbank(request: HttpRequest, slug: Slug, indicator_id: Id, question: Question) -> Any:
    """Its answer is kept like a file, with the question. 409 where this installation asks nobody, or nobody
    answers."""
    here = writing_visit(request, slug)
    batch = actions.ask_statbank(
        by=here.actor, indicator=seen(here, indicator_id), table=question.table,
        variables=question.text(), lang=question.lang or "da", id=question.id,
    )  # fmt: skip
    return Status(201, batch)


@router.get(
    "/{slug}/imports/{import_id}",
    response=ImportOut,
    operation_id="indicators_read_import",
    summary="A file of figures, and how far its reading has come",
)
def read_import(request: HttpRequest, slug: Slug, import_id: Id) -> Any:
    """For those who work there. Ask again until its state is `done`, `failed` or `stopped`."""
    return _batch(visit(request, slug), import_id)


@router.get(
    "/{slug}/imports/{import_id}/content",
    operation_id="indicators_fetch_import",
    summary="The file as it was handed in",
    openapi_extra=FETCHED,
)
def fetch_import(request: HttpRequest, slug: Slug, import_id: Id) -> Any:
    """Byte for byte, for those who work there."""
    batch = _batch(visit(request, slug), import_id)
    request.META.pop("HTTP_IF_MATCH", None)  # names what is to be changed; here nothing is
    answer: Any = send(request, batch.stored_as, batch.file_name, batch.content_type, False)
    if not answer.streaming:
        return answer
    return HttpResponse(b"".join(answer), headers=dict(answer.headers))


@router.get(
    "/{slug}/imports/{import_id}/columns",
    response=LookOut,
    operation_id="indicators_look_at_import",
    summary="What a file of figures holds",
)
def look_at_import(request: HttpRequest, slug: Slug, import_id: Id, sheet: SheetName = "") -> Any:
    """Its columns as chosen, or as they seem to be; the first lines; faults so far. For those who work there."""
    looked = preview_of(_batch(visit(request, slug), import_id), sheet=sheet)
    headings = looked.table.headings
    return {
        "columns": [
            {
                "heading": heading, "role": str(looked.mapping.roles[place]),
                "kinds": list(looked.kinds.get(place, ())),
            }
            for place, heading in enumerate(headings)
        ],
        "decimal": looked.mapping.decimal or looked.mark.mark,
        "measured_in": looked.mapping.measured_in,
        "sheet": looked.table.sheet,
        "sheets": list(looked.table.sheets),
        "rows": [[shown(cell) for cell in line.cells] for line in looked.rows[:FIRST_ROWS]],
        "lines": looked.count,
        "problem": looked.problem,
        "faults": [asdict(fault) for fault in looked.faults],
        "warnings": [asdict(fault) for fault in looked.warnings],
        "looked_at": looked.looked_at,
    }  # fmt: skip


@router.put(
    "/{slug}/imports/{import_id}/columns",
    auth=WRITING,
    response=ImportOut,
    operation_id="indicators_choose_columns",
    summary="Say which column is what",
)
def choose_columns(
    request: HttpRequest, slug: Slug, import_id: Id, columns: Columns, if_match: IfMatch
) -> Any:
    """For who may enter values. Also after nothing was read in: it can be started again then."""
    here = writing_visit(request, slug)
    batch = _batch(here, import_id)
    actions.choose_columns(
        by=here.actor, batch=batch, version=version_in(if_match), mapping=columns.mapping(),
        reason=columns.reason or "",
    )  # fmt: skip
    return batch


@router.post(
    "/{slug}/imports/{import_id}/start",
    auth=WRITING,
    response=ImportOut,
    operation_id="indicators_start_import",
    summary="Let a file be read in",
)
def start_import(request: HttpRequest, slug: Slug, import_id: Id, if_match: IfMatch) -> Any:
    """For who may enter values. A short one is read at once; a long one `waiting` for a worker."""
    here = writing_visit(request, slug)
    batch = _batch(here, import_id)
    import_jobs.start(by=here.actor, batch=batch, version=version_in(if_match))
    return _batch(here, import_id)


@router.post(
    "/{slug}/imports/{import_id}/stop",
    auth=WRITING,
    response=ImportOut,
    operation_id="indicators_stop_import",
    summary="Stop a file from being read in",
)
def stop_import(request: HttpRequest, slug: Slug, import_id: Id) -> Any:
    """For who may enter values. Nothing of it is kept as values; one that has been read in stays so."""
    here = writing_visit(request, slug)
    actions.stop_import(by=here.actor, batch=_batch(here, import_id))
    return _batch(here, import_id)
