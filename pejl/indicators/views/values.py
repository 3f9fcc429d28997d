"""Pages on which values, targets and accepted steps are written, and where a number's rows are seen."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejl.files.sheet import as_csv
from pejl.indicators import actions
from pejl.indicators.forms import values as forms
from pejl.indicators.measuring import Row
from pejl.indicators.periods import label_of
from pejl.indicators.queries.export import rows_of
from pejl.indicators.queries.imports import lies_outside
from pejl.indicators.queries.page import value_by_id
from pejl.indicators.queries.parts import step_by_id, target_by_id
from pejl.indicators.queries.rows import rows_behind
from pejl.indicators.views.finding import address, found, found_indicator, page_of, show, trail
from pejl.organisation import queries as organisation
from pejl.organisation.editing import EditForm, attempt, done, starting_values
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require


def enter_value(request: PejlRequest, number: int) -> HttpResponse:
    """Enter one value for the period around a day."""
    indicator = found_indicator(request, number)
    form = forms.ValueForm(request.POST or None, initial={"day": timezone.localdate()})
    form.fit(indicator)
    action = partial(actions.enter_value, by=request.actor, indicator=indicator)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("The value is entered."))
        if lies_outside(indicator, form.cleaned_data["starts_on"]):
            messages.warning(
                request,
                _(
                    "Its period lies outside the strategies that it serves. A slip is corrected to an empty value."
                ),
            )
        return done(request, page_of(request, indicator))
    return show(
        request,
        form,
        permission="indicators.enter_values",
        thing=indicator,
        heading=_("Enter a value"),
        back=page_of(request, indicator),
        template="indicators/enter.html",
        indicator=indicator,
        save=_("Enter the value"),
    )


def correct_value(request: PejlRequest, number: int, key: int) -> HttpResponse:
    """Put another value in the place of one that was wrong."""
    indicator = found_indicator(request, number)
    value = found(value_by_id(indicator, key))
    initial = starting_values(value, forms.CorrectionForm) | {"reason": ""}
    if value.denominator is not None:
        initial["amount"] = (
            None  # reckoned from the two; beside other ones it would contradict them
        )
    form = forms.CorrectionForm(request.POST or None, initial=initial)
    form.fit(indicator)
    action = partial(actions.correct_value, by=request.actor, value=value)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Corrected. The old value stays in the history."))
        return done(request, page_of(request, indicator))
    return show(
        request,
        form,
        permission="indicators.enter_values",
        thing=indicator,
        heading=_("Correct a value"),
        back=page_of(request, indicator),
        lead=_("The value for %(period)s.") % {"period": label_of(value.starts_on, value.ends_on)},
        save=_("Correct the value"),
    )


def set_target(request: PejlRequest, number: int) -> HttpResponse:
    indicator = found_indicator(request, number)
    form = forms.NewTargetForm(request.POST or None)
    form.fit(indicator)
    action = partial(actions.set_target, by=request.actor, indicator=indicator)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("The target is set."))
        return done(request, f"{page_of(request, indicator)}#maal")
    return show(
        request,
        form,
        permission="indicators.set_target",
        thing=indicator,
        heading=_("Set a target"),
        back=page_of(request, indicator),
        save=_("Set the target"),
        public=indicator.is_public,
    )


def edit_target(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    indicator = found_indicator(request, number)
    target = found(target_by_id(indicator, key))
    form = forms.TargetForm(request.POST or None, initial=starting_values(target, forms.TargetForm))
    form.fit(indicator)
    action = partial(actions.edit_target, by=request.actor, target=target)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Saved."))
        return done(request, f"{page_of(request, indicator)}#maal")
    return show(
        request,
        form,
        permission="indicators.set_target",
        thing=target,
        heading=_("Edit the target"),
        back=page_of(request, indicator),
        meant=target.pk,
    )


def _version(request: PejlRequest) -> int:
    """What a lone button sent; a page that is too old or was tampered with has nothing to say."""
    sent = EditForm(request.POST)
    if not sent.is_valid():
        raise Http404
    return int(sent.cleaned_data["version"])


@require_POST
def remove_target(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    indicator = found_indicator(request, number)
    target = found(target_by_id(indicator, key))
    actions.remove_target(by=request.actor, target=target, version=_version(request))
    messages.success(request, _("Removed."))
    return done(request, f"{page_of(request, indicator)}#maal")


def accept_step(request: PejlRequest, number: int) -> HttpResponse:
    """Accept that the process is another from a day on; ``?fra=`` is the day that Pejl proposes."""
    indicator = found_indicator(request, number)
    form = forms.StepForm(
        request.POST or None, initial={"starts_on": _day(request.GET.get("fra", ""))}
    )
    action = partial(actions.accept_step, by=request.actor, indicator=indicator)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Accepted. Limits are reckoned anew from that day."))
        return done(request, page_of(request, indicator))
    return show(
        request,
        form,
        permission="indicators.edit",
        thing=indicator,
        heading=_("Accept a step change"),
        back=page_of(request, indicator),
        lead=_(
            "Do so when you know what changed, and expect it to last. Your name stands beside it."
        ),
        save=_("Accept the step"),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@require_POST
def withdraw_step(request: PejlRequest, number: int, key: UUID) -> HttpResponse:
    indicator = found_indicator(request, number)
    step = found(step_by_id(indicator, key))
    actions.withdraw_step(by=request.actor, step=step, version=_version(request))
    messages.success(request, _("Withdrawn. That it was accepted stays in the history."))
    return done(request, page_of(request, indicator))


def rows(request: PejlRequest, number: int, period: str) -> HttpResponse:
    """What a number was counted from: the rows, the person or the file, and what stood there before."""
    indicator = found_indicator(request, number)
    require(request.actor, "indicators.see_rows", indicator)
    first, _line, last = period.partition("_")
    days = [_day(first), _day(last)]
    if days[0] is None or days[1] is None:
        raise Http404
    unit = None
    if slug := request.GET.get("enhed", "")[:60]:
        unit = found(organisation.unit_by_slug(request.municipality, slug))
    behind = found(
        rows_behind(
            request.actor, indicator, days[0], days[1], unit, page=request.GET.get("side", "1")
        )
    )
    context = {
        "indicator": indicator,
        "behind": behind,
        "found": [(one, url_of(request, one.row)) for one in behind.rows.found]
        if behind.rows
        else [],
        "unit": unit,
        "back": page_of(request, indicator),
        "trail": trail(
            request,
            (_("Indicators"), address(request, "indicators")),
            (indicator.label, page_of(request, indicator)),
            (_("What is behind the number"), ""),
        ),
    }
    return render(request, "indicators/rows.html", context)


def url_of(request: PejlRequest, row: Row) -> str:
    """Where a row is read; empty for a row that has no page."""
    if not row.url_name:
        return ""
    return reverse(row.url_name, kwargs={"municipality": request.municipality.slug, **row.url_args})


def figures(request: PejlRequest, number: int) -> HttpResponse:
    """All values of an indicator that hold now, as a sheet."""
    indicator = found_indicator(request, number)
    response = HttpResponse(as_csv(rows_of(indicator)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{indicator.label}.csv"'
    return response
