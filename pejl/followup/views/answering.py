"""The one page with everything that somebody owes: reached from the letter without signing in, or signed in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pejl.followup import refusals
from pejl.followup.actions import links, reports
from pejl.followup.forms.reports import ReportForm
from pejl.followup.letters import digest_of
from pejl.followup.queries import answering as queries
from pejl.history.refusals import Refusal
from pejl.organisation import queries as organisation
from pejl.organisation.editing import attempt
from pejl.organisation.middleware import PejlRequest
from pejl.organisation.rules import require
from pejl.organisation.views.pages import found, trail

if TYPE_CHECKING:
    from pejl.followup.models import MailLink, Report, Round
    from pejl.organisation.actors import Actor

COOKIE = "pejl-link"
"""Keeps the secret of the browser that first acted through a link."""


@never_cache
def answer(request: PejlRequest, secret: str) -> HttpResponse:
    """The page behind the link in a letter. Opening it only shows; what is sent acts, and keeps the link here."""
    link = queries.link_by_secret(request.municipality, secret)
    if link is None:
        return _closed_door(request, refusals.LinkIsUnknown(), None, secret)
    try:
        _require_usable(request, link)
    except Refusal as refusal:
        return _closed_door(request, refusal, link, secret)
    actor = organisation.actor_for(request.municipality, link.person)
    if request.method != "POST":
        return _page(request, actor, link.round, secret)
    browser = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    is_own = request.actor.person_id == link.person_id
    # A link is for what its person owes. What else their role lets them do, they do signed in.
    permission = "followup.report" if is_own else "followup.report_by_link"
    _meant(request, actor, link.round, permission)  # refused before the link holds in this browser
    links.bind_link(by=actor, link=link, browser=digest_of(browser), is_own=is_own)
    page = partial(_page, request, actor, link.round, secret)
    response = acted(request, actor, link.round, page, permission=permission)
    response.set_cookie(
        COOKIE, browser, max_age=90 * 24 * 3600, httponly=True, samesite="Lax",
        secure=settings.PEJL_HTTPS, path=f"/{request.municipality.slug}/opfoelgning/svar/",
    )  # fmt: skip
    return response


def _require_usable(request: PejlRequest, link: MailLink) -> None:
    """The link has not ended; it is in the browser that it holds in, or its own person is signed in."""
    if link.revoked_at or link.expires_at < timezone.now():
        raise refusals.LinkHasExpired()
    if not organisation.member(request.municipality, link.person_id):
        raise refusals.LinkHasExpired()
    is_own = request.actor.person_id == link.person_id
    browser = request.COOKIES.get(COOKIE, "")
    if link.browser and not is_own and digest_of(browser) != link.browser:
        raise refusals.LinkBelongsToAnotherBrowser()


def _closed_door(
    request: PejlRequest, refusal: Refusal, link: MailLink | None, secret: str
) -> HttpResponse:
    """Why the link leads no further, and the two ways on: a new link, or signing in."""
    context = {
        "sentence": refusal.sentence,
        "may_ask": link is not None,
        "secret": secret,
        "sign_in": reverse("account_login")
        + "?next="
        + reverse("followup:mine", args=[request.municipality.slug]),
        "trail": trail(request, (_("Follow-up"), "")),
    }
    return render(request, "followup/closed_door.html", context, status=refusal.status)


@require_POST
def new_link(request: PejlRequest, secret: str) -> HttpResponse:
    """Send a new link to the address that the old one was sent to; says the same whatever the secret."""
    link = queries.link_by_secret(request.municipality, secret)
    if link is not None:
        actor = organisation.actor_for(request.municipality, link.person)
        if actor.is_member:
            links.ask_for_another(by=actor, link=link)
    messages.success(request, _("If the link was yours, a new one is on its way to your e-mail."))
    return redirect("overview:municipality", request.municipality.slug)


@never_cache
def mine(request: PejlRequest) -> HttpResponse:
    """The same page for somebody who is signed in: all they owe in the open rounds."""
    if request.actor.person is None:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    rounds = list(queries.open_rounds(request.actor))
    asked = request.GET.get("runde", "")
    round = next((one for one in rounds if one.slug == asked), rounds[0] if rounds else None)
    if (
        request.method == "POST"
    ):  # what was written for a round that has closed meanwhile is not lost
        round = queries.round_of_report(request.actor, request.POST.get("report", "")) or round
    if round is None:
        require(request.actor, "followup.read_round", request.municipality)
        context = {"trail": trail(request, (_("Follow-up"), ""))}
        return render(request, "followup/nothing_open.html", context)
    require(request.actor, "followup.read_round", round)
    round.municipality = request.municipality
    if request.method == "POST":
        return acted(
            request, request.actor, round, partial(_page, request, request.actor, round, "")
        )
    return _page(request, request.actor, round, "")


def _page(
    request: PejlRequest,
    actor: Actor,
    round: Round,
    secret: str,
    sent: ReportForm | None = None,
    about: UUID | None = None,
) -> HttpResponse:
    owed = queries.owed_by(actor, round)
    items = [
        (
            one,
            sent
            if sent is not None and one.report.pk == about
            else ReportForm.for_report(one.report),
        )
        for one in owed
    ]
    context = {
        "round": round,
        "person": actor.person,
        "items": items,
        "left": sum(not one.report.is_confirmed for one in owed),
        "is_by_link": bool(secret),
        "trail": trail(request, (_("Follow-up"), ""), (round.title, "")),
    }
    return render(request, "followup/answer.html", context)


def acted(
    request: PejlRequest,
    actor: Actor,
    round: Round,
    page: Callable[[ReportForm | None, UUID], HttpResponse],
    *,
    permission: str = "followup.report",
) -> HttpResponse:
    """Keep or confirm one report, and show ``page``: anew, or with the form that was sent where it was refused.

    htmx takes from it the item, and what the page says of all of them.
    """
    report = _meant(request, actor, round, permission)
    form = ReportForm.for_report(report, request.POST)
    action = reports.save_report if request.POST.get("keep") else reports.confirm_report
    done = attempt(form, partial(action, by=actor, report=report))
    if request.htmx and request.POST.get("keep"):
        context = {"form": form, "report": report, "is_kept": bool(done)}
        return render(request, "followup/parts/kept.html", context)
    if done and not request.htmx:
        return redirect(f"{request.get_full_path()}#r{report.pk.hex[:8]}")
    return page(None if done else form, report.pk)


def _meant(request: PejlRequest, actor: Actor, round: Round, permission: str) -> Report:
    """The report that was sent, when it is one that this person may report on."""
    try:
        key = UUID(request.POST.get("report", ""))
    except ValueError as fault:
        raise Http404 from fault
    report = found(queries.report_by_id(round, key))
    require(actor, permission, report)
    return report
