"""The municipality and the actor of a request, found once, from the address and the sign-in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from pejl.organisation import queries
from pejl.organisation.actors import Actor
from pejl.organisation.models import Municipality, Person
from pejl.organisation.sessions import SEEN_AT, session_is_over

GetResponse = Callable[[HttpRequest], HttpResponse]


class PejlRequest(HttpRequest):
    """A request as Pejl's views get it: with its municipality and its actor."""

    municipality: Municipality
    actor: Actor
    htmx: Any


class LanguageMiddleware:
    """Danish, unless this browser has chosen another language here.

    The browser's own preference is not asked: a municipality's page is Danish until its reader says otherwise.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _name in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SessionLimitMiddleware:
    """Ends a session that has lasted too long or lain still too long; the reader goes on as a visitor.

    When it was last used is noted every few minutes only, so that reading costs no writing.
    """

    NOTED_EVERY = 5 * 60

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            now = int(time.time())
            if session_is_over(request.session, now):
                logout(request)
                messages.info(request, _("You were signed out after a while. Sign in to go on."))
            elif now - request.session.get(SEEN_AT, now) > self.NOTED_EVERY:
                request.session[SEEN_AT] = now
        return self.get_response(request)


def _signed_in(request: HttpRequest) -> Person | None:
    user = request.user
    return user if user.is_authenticated else None


class MunicipalityMiddleware:
    """Resolves the municipality that an address begins with, once, and takes it out of the view's arguments."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._let_act(request, None)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        if "municipality" not in kwargs:
            return
        municipality = queries.municipality_by_slug(kwargs.pop("municipality"))
        if municipality is None:
            raise Http404
        self._let_act(request, municipality)

    @staticmethod
    def _let_act(request: Any, municipality: Municipality | None) -> None:
        """The actor is found when first asked for, so that static answers cost no query."""
        request.municipality = municipality
        request.actor = SimpleLazyObject(
            lambda: queries.actor_for(municipality, _signed_in(request))
        )
