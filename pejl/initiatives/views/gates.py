"""Take a decision about a prejekt: first which, then why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pejl.initiatives import actions, queries
from pejl.initiatives.forms import gates as forms
from pejl.initiatives.refusals import GateIsDecided
from pejl.initiatives.views.finding import address, found, show, trail
from pejl.initiatives.views.prejekter import found_prejekt
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require

if TYPE_CHECKING:
    from pejl.initiatives.models import Initiative

KINDS = {"start": "start", "midtvejs": "midway", "krystallisering": "crystallise"}
"""Gates by the word in their address."""


def gate(request: PejlRequest, number: int, gate: str) -> HttpResponse:
    """A decision at a gate: ``?beslutning=`` says which one, the form why."""
    if gate not in KINDS:
        raise Http404
    kind, initiative = KINDS[gate], found_prejekt(request, number)
    require(request.actor, "initiatives.decide_gate", initiative)
    page = queries.prejekt_page(request.actor, initiative)
    outcomes = queries.outcomes_at(kind)
    outcome = request.GET.get("beslutning", "")
    back = address(request, "initiative", number)
    if request.method == "GET" and kind not in page.open_gates:
        messages.info(request, _("This decision is not open. See what was decided."))
        return done(request, f"{back}#beslutninger")
    if outcome not in outcomes:
        return _choose(request, page, outcomes, back)
    form = _form(request, page, kind, outcome)
    if request.method == "POST":
        action = partial(
            _decide, request=request, initiative=initiative, kind=kind, outcome=outcome, form=form
        )
        if attempt(form, action):
            messages.success(request, _("Decided. Everyone who follows it is told."))
            return done(request, f"{back}#beslutninger")
        page = _page_now(request, page, form)
    return show(
        request,
        form,
        permission="initiatives.decide_gate",
        thing=initiative,
        heading=outcomes[outcome],
        lead=forms.MEANS[outcome],
        back=f"{request.path}",
        template="initiatives/prejekt_gate.html",
        save=_("Decide"),
        trail=trail(
            request,
            (_("Prejekter"), address(request, "prejekter")),
            (initiative.label, back),
            (outcomes[outcome], ""),
        ),
        page=page,
        decided=getattr(form, "decided", None),
    )


def _choose(
    request: PejlRequest, page: queries.PrejektPage, outcomes: dict[str, Any], back: str
) -> HttpResponse:
    """Which decisions can be taken here, and what each means."""
    context = {
        "page": page,
        "initiative": page.initiative,
        "choices": [(one, label, forms.MEANS[one]) for one, label in outcomes.items()],
        "back": back,
        "trail": trail(
            request,
            (_("Prejekter"), address(request, "prejekter")),
            (page.initiative.label, back),
            (_("Decision"), ""),
        ),
    }
    return render(request, "initiatives/prejekt_choices.html", context)


def _form(request: PejlRequest, page: queries.PrejektPage, kind: str, outcome: str) -> Any:
    initiative = page.initiative
    initial = {
        "version": initiative.version,
        "id": uuid4(),
        "seen": len(page.gates),
        "title": initiative.title,
        "owner": initiative.owner_id,
        "question_after": page.prejekt.question,
        "ends_on": initiative.ends_on if outcome in {"start", "go_on", "reword"} else None,
    }
    form = forms.GateForm(request.POST or None, kind=kind, outcome=outcome, initial=initial)
    form.offer(initiative)
    return form


def _decide(*, request: PejlRequest, initiative: Initiative, form: Any, **values: Any) -> Any:
    try:
        return actions.decide_gate(by=request.actor, initiative=initiative, **values)
    except GateIsDecided:
        form.was_decided = True
        raise


def _page_now(request: PejlRequest, page: queries.PrejektPage, form: Any) -> queries.PrejektPage:
    """After somebody else decided first: what they decided is shown, the text stays in the form, and sending it
    again is a deliberate choice on top of what is now read."""
    if not getattr(form, "was_decided", False):
        return page
    fresh = found(queries.initiative_by_number(request.actor, page.initiative.number))
    page = queries.prejekt_page(request.actor, fresh)
    form.decided = page.gates[-1] if page.gates else None
    form.data = dict(form.data.items()) | {
        "version": str(fresh.version),
        "seen": str(len(page.gates)),
    }
    return page


def wake(request: PejlRequest, number: int) -> HttpResponse:
    """Take up a parked prejekt again."""
    initiative = found_prejekt(request, number)
    back = address(request, "initiative", number)
    form = forms.WakeForm(request.POST or None, initial={"version": initiative.version})
    action = partial(actions.wake_prejekt, by=request.actor, initiative=initiative)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Taken up again. Everyone who follows it is told."))
        return done(request, back)
    return show(
        request,
        form,
        permission="initiatives.decide_gate",
        thing=initiative,
        heading=_("Take it up again"),
        lead=initiative.title,
        back=back,
        save=_("Take it up again"),
    )
