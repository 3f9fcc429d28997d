"""The way to the municipality's own provider and back."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from pejl.organisation.provider import PROVIDER_ID, Conversation, turned_away
from pejl.organisation.refusals import SignInFailed


def _conversation(request: HttpRequest) -> Conversation:
    if not settings.PEJL_OIDC_ISSUER:
        raise Http404
    return Conversation(request, PROVIDER_ID)


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider.

    By a page that goes on by itself and not by a redirect: the content policy lets forms lead to our own
    origin alone, and would stop the browser at whatever origin the provider sends it on to.
    """
    provider = _conversation(request).get_provider()
    try:
        onward = provider.redirect(request, AuthProcess.LOGIN, get_next_redirect_url(request))
    except RequestException:
        return turned_away(request, SignInFailed())
    if "Location" not in onward.headers:
        return onward
    return render(request, "organisation/onward.html", {"url": onward.headers["Location"]})


@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponseBase:
    """The browser comes back with what the provider said."""
    view = OAuth2CallbackView.adapter_view(_conversation(request))
    try:
        response: HttpResponseBase = view(request)
    except RequestException:
        return turned_away(request, SignInFailed())
    return response
