"""Conditional answers for visitors: a public page that cannot have changed is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition

from pejl import __version__
from pejl.history.queries import data_version

View = Callable[..., HttpResponse]


def _tag(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
    """What a visitor's page depends on: the data, the day, the language, the program.

    None for who is signed in, and for a page with a message on it, which is to be read once. The day counts
    because roles begin and end on days; the token against forged requests stands in the page's forms.
    """
    for_one_reader = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    if for_one_reader & request.COOKIES.keys() or request.method not in {"GET", "HEAD"}:
        return None
    municipality = getattr(request, "municipality", None)
    version = data_version(municipality.id if municipality else None)
    parts = (
        version,
        timezone.localdate(),
        getattr(request, "LANGUAGE_CODE", ""),
        __version__,
        request.headers.get("HX-Request", ""),
        request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def public_page(view: View) -> View:
    """Answers 304 when a visitor's copy is current, and never lets a shared cache keep a page."""
    answered = condition(etag_func=_tag)(view)

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = answered(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    return shown
