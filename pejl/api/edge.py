"""What every answer of the API gets on its way out: a language, an ETag, and the headers of open data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from pejl.api.problems import no_such_method, not_found

View = Callable[..., HttpResponseBase]

LANGUAGES = ("da", "en")
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def language_of(request: HttpRequest) -> str:
    """The first of Danish and English that the request prefers; Danish when it says nothing."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if wanted[:2] in LANGUAGES:
            return wanted[:2]
    return LANGUAGES[0]


def version_tag(data: Any, content: bytes) -> str:
    """An ETag: the version of the thing, where the answer is one thing, and a digest of the whole answer.

    The number is what ``If-Match`` is compared by. The digest lets ``If-None-Match`` notice what no version
    counts, such as a responsible chief's new name or another reader's rights.
    """
    digest = hashlib.sha256(content).hexdigest()[:16]
    version = data.get("version") if isinstance(data, dict) else None
    return f'"{version}-{digest}"' if version is not None else f'"{digest}"'


def _open_data(request: HttpRequest, response: HttpResponseBase) -> None:
    """What needs no token may be read by the pages of every site, without anybody's credentials."""
    if request.method in {"GET", "HEAD", "OPTIONS"} and "Authorization" not in request.headers:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"


def _answer(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return not_found(request)
    if isinstance(response, HttpResponseNotAllowed):
        return no_such_method(response.headers["Allow"])
    return response


def _conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 when the reader's copy is current."""
    if request.method != "GET" or response.status_code != 200:
        return response
    whole = cast(HttpResponse, response)
    tag = whole.headers.get("ETag") or version_tag(None, whole.content)
    whole.headers["ETag"] = tag
    request.META.pop("HTTP_IF_MATCH", None)  # names what is to be changed; here nothing is
    return get_conditional_response(request, etag=tag, response=whole) or whole


def _by_method(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    """HEAD is answered as GET without its body, OPTIONS with what the pages of other sites may do."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method != "HEAD":
        return _conditional(request, _answer(view, request, args, kwargs))
    request.method = "GET"
    response = cast(HttpResponse, _conditional(request, _answer(view, request, args, kwargs)))
    request.method = "HEAD"
    response.headers["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def at_the_edge(view: View) -> View:
    """A view of the API as it is answered: in the request's language, conditional, readable across sites."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            response = _by_method(view, request, args, kwargs)
        response.headers["Content-Language"] = language
        response.headers["Cache-Control"] = (
            "private, no-cache" if "Authorization" in request.headers else "no-cache"
        )
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        _open_data(request, response)
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is taken for an identity here
    return answered
