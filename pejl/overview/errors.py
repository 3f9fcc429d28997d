"""Error pages: what happened, what to do, and that nothing is lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pejl.history.refusals import NotAllowed, Refusal


def _page(request: HttpRequest, status: int, **texts: Any) -> HttpResponse:
    return render(request, "design/error.html", {"status": status, **texts}, status=status)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """An action was refused outside a form, or a page is not for this reader."""
    if isinstance(refusal, NotAllowed):
        return not_allowed(request, refusal)
    return _page(request, refusal.status, happened=refusal.sentence)


def _is_stranger(request: HttpRequest) -> bool:
    """Signed in, but with no role in the municipality that the address names."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.municipality is None or not actor.is_signed_in:
        return False
    return not (actor.roles or actor.is_installation_admin)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reader may know of it, but may not do it. A visitor is offered to sign in.

    To somebody of another municipality it looks like missing: what goes on inside is not theirs to know.
    """
    if _is_stranger(request):
        return not_found(request)
    if request.user.is_authenticated:
        return _page(request, 403)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    return _page(
        request,
        403,
        heading=_("Sign in to go on"),
        happened=_("This page is not open to everyone."),
        remedy=_("Sign in with an account that has the right role."),
        sign_in_url=sign_in,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for what exists but is not for this reader, so that nothing is given away."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)
