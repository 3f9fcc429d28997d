"""Pages on which figures are handed in, looked at before they are read, and followed while they are read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.files.sending import send
from pejl.indicators import actions, import_jobs
from pejl.indicators.forms import imports as forms
from pejl.indicators.queries.imports import import_by_id, preview_of
from pejl.indicators.reading.preview import Preview
from pejl.indicators.reading.refusals import SheetIsMissing
from pejl.indicators.views.finding import address, found, found_indicator, page_of, show, trail
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.indicators.models import Import, Indicator


def new_import(request: PejlRequest, number: int) -> HttpResponse:
    """Hand in a file; with ``?maade=`` paste cells (``indsaet``) or ask Statistics Denmark (``statistikbank``)."""
    indicator = found_indicator(request, number)
    way = request.GET.get("maade", "")
    form_class, action = _way(request, indicator, way)
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and (batch := attempt(form, action)):
        return done(request, address(request, "import", number, batch.pk))
    return show(
        request,
        form,
        permission="indicators.enter_values",
        thing=indicator,
        heading=_("Read values from a file"),
        back=page_of(request, indicator),
        template="indicators/import_new.html",
        indicator=indicator,
        way=way,
        has_statbank=bool(settings.PEJL_STATBANK_ADDRESS),
        save=_("Look at the figures"),
    )


def _way(request: PejlRequest, indicator: Indicator, way: str) -> tuple[Any, Any]:
    with_indicator: dict[str, Any] = {"by": request.actor, "indicator": indicator}
    if way == "indsaet":
        return forms.PasteForm, partial(actions.begin_import, **with_indicator)
    if way == "statistikbank":
        return forms.StatBankForm, partial(actions.ask_statbank, **with_indicator)
    return forms.FileForm, partial(actions.begin_import, **with_indicator)


def _found_import(request: PejlRequest, number: int, key: UUID) -> Import:
    indicator = found_indicator(request, number)
    require(request.actor, "indicators.see_rows", indicator)
    return found(import_by_id(indicator, key))


def import_page(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """An import: what the file holds and which column is what; later how far it has come, and what came of it.

    With ``?igen=1`` one that nothing was read in of is tried again, with other columns or a reason.
    """
    batch = _found_import(request, number, key)
    may_enter = may(request.actor, "indicators.enter_values", batch)
    may_try_again = may_enter and batch.state in actions.CHOOSABLE
    if may_try_again and (
        batch.state == "draft" or request.GET.get("igen") or request.method == "POST"
    ):
        return _columns(request, batch)
    context = {
        "batch": batch,
        "indicator": batch.indicator,
        "is_open": batch.state in batch.OPEN,
        "may_stop": may_enter and batch.state in batch.OPEN,
        "may_try_again": may_try_again,
        "back": page_of(request, batch.indicator),
        "trail": _trail(request, batch),
    }
    return render(request, "indicators/import.html", context)


def _trail(request: PejlRequest, batch: Import) -> list[tuple[str, str]]:
    return trail(
        request,
        (_("Indicators"), address(request, "indicators")),
        (batch.indicator.label, page_of(request, batch.indicator)),
        (str(batch), ""),
    )


def _columns(request: PejlRequest, batch: Import) -> HttpResponse:
    """The first lines of the file, and a choice for each column."""
    looked = _looked_at(request, batch)
    initial = {
        "version": batch.version,
        "measured_in": looked.mapping.measured_in,
        "decimal": looked.mapping.decimal or "",
        "reason": batch.reason,
    }
    form = forms.ColumnsForm(request.POST or None, initial=initial, found=looked)
    action = partial(actions.choose_columns, by=request.actor, batch=batch)
    if request.method == "POST" and attempt(form, action):
        return _go_on(request, batch)
    return show(
        request,
        form,
        permission="indicators.enter_values",
        thing=batch.indicator,
        heading=_("Which column is what?"),
        back=page_of(request, batch.indicator),
        template="indicators/import_columns.html",
        batch=batch,
        indicator=batch.indicator,
        looked=looked,
        stop_url=address(request, "stop_import", batch.indicator.number, batch.pk),
        save=_("Read the figures in"),
    )


def _looked_at(request: PejlRequest, batch: Import) -> Preview:
    """The sheet that is asked for, or the one that was chosen; the workbook's own where there is no such sheet."""
    sheet = request.POST.get("sheet") or request.GET.get("ark", "")
    try:
        return preview_of(batch, sheet=sheet)
    except SheetIsMissing:
        return preview_of(batch)


def _go_on(request: PejlRequest, batch: Import) -> HttpResponse:
    """Look once more with what was chosen, or read the figures in."""
    if not request.POST.get("look"):
        import_jobs.start(by=request.actor, batch=batch, version=batch.version)
    return done(request, address(request, "import", batch.indicator.number, batch.pk))


@require_POST
def stop_import(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    """Stop reading. Nothing of the file is kept as values, unless all of it was read already."""
    batch = _found_import(request, number, key)
    if actions.stop_import(by=request.actor, batch=batch):
        messages.success(request, _("Stopped. Nothing was read in."))
    return done(request, address(request, "import", number, batch.pk))


def file_of(request: PejlRequest, number: int, key: UUID) -> HttpResponseBase:
    """The file as it was handed in, as a download."""
    batch = _found_import(request, number, key)
    return send(request, batch.stored_as, batch.file_name, batch.content_type, False)
