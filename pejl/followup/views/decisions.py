"""Pages of decisions: recorded on what they are about, found again, ended with what became of them, replaced."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pejl.followup import refusals
from pejl.followup.actions import decisions as actions
from pejl.followup.forms import meetings as forms
from pejl.followup.queries import decisions as queries
from pejl.followup.queries.rounds import latest_round
from pejl.followup.views.finding import address, found, found_meeting, found_point, show, trail
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require
from pejl.strategy.queries import in_force, strategies

if TYPE_CHECKING:
    from pejl.followup.models import Decision
    from pejl.strategy.models import Strategy

ON_A_PAGE = 25
NAMES = ("ord", "tilstand", "ansvarlig", "om")


def decisions(request: PejlRequest) -> HttpResponse:
    """What was decided and what became of it; the filter stands in the address."""
    require(request.actor, "followup.read_internal", request.municipality)
    chosen = {name: request.GET.get(name, "")[:100] for name in NAMES}
    asked = queries.Filter(
        state=chosen["tilstand"],
        responsible=chosen["ansvarlig"],
        about=chosen["om"],
        words=chosen["ord"],
    )
    listed = queries.chosen_decisions(request.actor, asked, _strategy(request))
    filters = forms.DecisionFilter(initial=chosen)
    filters.offer(queries.responsible_people(request.actor))
    context = {
        "page": Paginator(listed, ON_A_PAGE).get_page(request.GET.get("side")),
        "filters": filters,
        "may_decide": may(request.actor, "followup.decide", request.municipality),
        "trail": trail(request, (_("Follow-up"), address(request, "rounds")), (_("Decisions"), "")),
    }
    return render(request, "followup/decisions.html", context)


def _strategy(request: PejlRequest) -> Strategy | None:
    """The strategy whose numbers people say now: that of the newest round, or the one in force."""
    newest = latest_round(request.actor)
    return newest.strategy if newest else in_force(strategies(request.actor))


def _found(request: PejlRequest, number: int) -> Decision:
    return found(queries.decision_by_number(request.actor, number))


def decision(request: PejlRequest, number: int) -> HttpResponse:
    """One decision: what, why, who by when, on what, and what became of it."""
    one = _found(request, number)
    stands = one.state == "open"
    context = {
        "decision": one,
        "replaced_by": getattr(one, "replaced_by", None),
        "may_end": stands and may(request.actor, "followup.end_decision", one),
        "may_replace": stands and may(request.actor, "followup.decide", one),
        "trail": trail(
            request,
            (_("Follow-up"), address(request, "rounds")),
            (_("Decisions"), address(request, "decisions")),
            (one.label, ""),
        ),
    }
    return render(request, "followup/decision.html", context)


def _about(
    request: PejlRequest, strategy: Strategy | None, action: Callable[..., Any]
) -> Callable[..., Any]:
    """The action, told what a decision is about by the number that people say."""

    def decide(*, about: str = "", **fields: Any) -> Any:
        named = queries.thing_named(request.actor, about, strategy)
        if about.strip() and not named:
            raise refusals.NothingIsNamedSo()
        return action(**named, **fields)

    return decide


def record_decision(request: PejlRequest) -> HttpResponse:
    """Record what was decided outside a meeting; ``?om=`` says about what."""
    form = forms.DecideForm(request.POST or None, initial={"about": request.GET.get("om", "")[:20]})
    form.offer(request.municipality)
    record = partial(actions.record_decision, by=request.actor, municipality=request.municipality)
    action = _about(request, _strategy(request), record)
    if request.method == "POST" and (made := attempt(form, action)):
        messages.success(request, _("Decided. Whoever is responsible gets a letter."))
        return done(request, address(request, "decision", made.number))
    return show(
        request,
        form,
        permission="followup.decide",
        thing=request.municipality,
        heading=_("Record a decision"),
        back=address(request, "decisions"),
        save=_("Record the decision"),
    )


def decide(request: PejlRequest, round: str, key: UUID, point: UUID) -> HttpResponse:
    """Record what was decided at a point, as it is spoken."""
    one = found_point(request, round, key, point)
    meeting = found_meeting(request, round, key)
    form = forms.DecideForm(request.POST or None)
    form.offer(request.municipality)
    record = partial(
        actions.record_decision, by=request.actor, municipality=request.municipality, point=one
    )
    action = _about(request, meeting.round.strategy, record)
    back = address(request, "meeting", round, key) + f"#p{one.pk.hex[:8]}"
    if request.method == "POST" and attempt(form, action):
        return done(request, back)
    return show(
        request,
        form,
        permission="followup.decide",
        thing=one,
        heading=_("Decision on: %(point)s") % {"point": one},
        back=back,
        part=f"beslut-{one.pk.hex[:8]}",
        save=_("Record the decision"),
    )


def end_decision(request: PejlRequest, number: int) -> HttpResponse:
    """Say that it is done or given up, and what became of it."""
    one = _found(request, number)
    initial = {"version": one.version, "ended_on": timezone.localdate(), "state": "done"}
    form = forms.EndForm(request.POST or None, initial=initial)
    action = partial(actions.end_decision, by=request.actor, decision=one)
    back = address(request, "decision", number)
    if request.method == "POST" and attempt(form, action):
        messages.success(request, _("Noted. The next meeting hears of it."))
        return done(request, back)
    return show(
        request,
        form,
        permission="followup.end_decision",
        thing=one,
        heading=_("What became of %(label)s?") % {"label": one.label},
        lead=one.text,
        back=back,
        save=_("Note it"),
    )


def replace_decision(request: PejlRequest, number: int) -> HttpResponse:
    """Decide otherwise. The old decision stays as it was worded, and leads to the new."""
    one = _found(request, number)
    initial = {
        "version": one.version, "text": one.text, "responsible": one.responsible_id,
        "due_on": one.due_on,
    }  # fmt: skip
    form = forms.ReplaceForm(request.POST or None, initial=initial)
    form.offer(request.municipality)
    action = partial(actions.replace_decision, by=request.actor, decision=one)
    if request.method == "POST" and (made := attempt(form, action)):
        messages.success(request, _("Decided. The old decision leads to this one."))
        return done(request, address(request, "decision", made.number))
    return show(
        request,
        form,
        permission="followup.decide",
        thing=one,
        heading=_("Replace %(label)s by another decision") % {"label": one.label},
        lead=one.text,
        back=address(request, "decision", number),
        save=_("Replace it"),
    )
