"""Pages of the record: signing a round, what was signed, what was added, the public version, two compared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pejl.followup import chain
from pejl.followup.actions import records as actions
from pejl.followup.afresh import is_fresh, ways
from pejl.followup.forms import records as forms
from pejl.followup.queries import records as queries
from pejl.followup.views.finding import address, below_round, found, found_round
from pejl.organisation.editing import attempt, done
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import may, require

if TYPE_CHECKING:
    from pejl.followup.models import Record, Round


def _address(request: PejlRequest, name: str, round: Round, *args: Any) -> str:
    return address(request, name, round.slug, *args)


def _trail(request: PejlRequest, round: Round, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way over the rounds, this round and its records to here."""
    records_page = _address(request, "records", round) if steps else ""
    return below_round(request, round, (_("Record"), records_page), *steps)


@never_cache
def sign_round(request: PejlRequest, round: str) -> HttpResponse:
    """Shows what will be frozen; signs it when the sign-in is fresh and the box is ticked."""
    one = found_round(request, round)
    if one.is_signed:
        return redirect(_address(request, "records", one))
    require(request.actor, "followup.sign", one)
    fresh, is_sent = is_fresh(request), request.method == "POST"
    form = forms.SignForm(request.POST if fresh and is_sent else None)
    sign = partial(actions.sign_round, by=request.actor, round=one)
    if form.is_bound and (record := attempt(form, sign)):
        messages.success(request, _("The round is signed, and its record is frozen."))
        return done(request, _address(request, "record", one, record.number))
    preview = queries.preview(request.actor, one)
    form.stands_for(one.version, preview.seen)
    context = {
        "round": one,
        "content": preview.content,
        "form": form,
        "is_closed": one.state == "closed",
        "ways": None if fresh else ways(request),
        "here": request.path,
        "trail": _trail(request, one, (_("Sign"), "")),
    }
    status = 403 if is_sent and not fresh else 200
    return render(request, "followup/record_sign.html", context, status=status)


@require_safe
def records(request: PejlRequest, round: str) -> HttpResponse:
    """The records of a round, and the whole chain with a check mark at each that holds."""
    one = found_round(request, round)
    if not request.actor.is_member:
        return redirect(_address(request, "public_record", one))
    found_list = queries.record_list(request.actor, request.municipality)
    context = {
        "round": one,
        "list": found_list,
        "own": [listed for listed in found_list.records if listed.record.round_id == one.pk],
        "may_sign": may(request.actor, "followup.sign", one) and one.state == "closed",
        "may_add": may(request.actor, "followup.add_to_record", one) and one.is_signed,
        "comparable": queries.comparable(request.actor, one) if one.is_signed else [],
        "trail": _trail(request, one),
    }
    return render(request, "followup/records.html", context)


@require_safe
def record(request: PejlRequest, round: str, number: int) -> HttpResponse:
    """A record as it was signed, or an addition to one."""
    one = found_round(request, round)
    if not request.actor.is_member:
        return redirect(_address(request, "public_record", one))
    meant = found(queries.record_by_number(request.actor, one, number))
    context = {
        "round": one,
        "record": meant,
        "page": queries.record_page(meant),
        "may_add": may(request.actor, "followup.add_to_record", one),
        "trail": _trail(request, one, (_number(meant), "")),
    }
    name = "record_addition" if meant.is_addition else "record"
    return render(request, f"followup/{name}.html", context)


def _number(record: Record) -> str:
    return _("No. %(number)d") % {"number": record.number}


@require_safe
def public_record(request: PejlRequest, round: str) -> HttpResponse:
    """What everyone may read of a signed round."""
    one = found_round(request, round)
    page = found(queries.public_page(request.actor, one))
    steps = below_round(request, one, (_("The public version"), ""))
    context = {"round": one, "page": page, "record": page.record, "trail": steps}
    return render(request, "followup/record_public.html", context)


@require_safe
def export(request: PejlRequest, round: str, number: int) -> HttpResponse:
    """A record as a file that can be checked without Pejl. Byte for byte what stands in the database."""
    one = found_round(request, round)
    meant = found(queries.record_by_number(request.actor, one, number))
    response = HttpResponse(chain.envelope(meant), content_type="application/json; charset=utf-8")
    name = f"{request.municipality.slug}-{one.slug}-{number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def add_to_record(request: PejlRequest, round: str) -> HttpResponse:
    """Say what is to be known of a record. What was signed stays as it is."""
    one = found_round(request, round)
    require(request.actor, "followup.add_to_record", one)
    form = forms.AdditionForm(request.POST or None, initial={"about": request.GET.get("om", "")})
    form.offer(queries.parts(one))
    add = partial(actions.add_to_record, by=request.actor, round=one)
    if request.method == "POST" and (made := attempt(form, add)):
        messages.success(request, _("The addition stands in the record."))
        return done(request, _address(request, "record", one, made.number))
    context = {
        "round": one,
        "form": form,
        "back": _address(request, "records", one),
        "trail": _trail(request, one, (_("Add"), "")),
    }
    return render(request, "followup/record_add.html", context)


@require_safe
def compare(request: PejlRequest, round: str) -> HttpResponse:
    """Two signed rounds beside each other; ``?med=`` names the other."""
    one = found_round(request, round)
    if not (request.actor.is_member and one.is_signed):
        raise Http404
    others = queries.comparable(request.actor, one)
    chosen = [other for other in others if other.slug == request.GET.get("med")] or others[:1]
    slug = chosen[0].slug if chosen else ""
    context = {
        "round": one,
        "others": others,
        "form": forms.CompareForm(initial={"med": slug}, rounds=others),
        "comparison": queries.comparison(request.actor, one, chosen[0]) if chosen else None,
        "trail": _trail(request, one, (_("Compare"), "")),
    }
    return render(request, "followup/record_compare.html", context)
