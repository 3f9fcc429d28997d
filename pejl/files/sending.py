"""How a kept file leaves: pictures to be looked at, everything else as a download."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from pejl.files import office
from pejl.files.storage import open_stored

SHOWN = {"image/png", "image/jpeg"}
DOWNLOADED = {
    *SHOWN, *office.OPEN_XML, *office.OPEN_DOCUMENT, "application/pdf", "text/plain", "text/csv",
}  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # A file that is a web page too (a PDF can be both) may run nothing and reach nobody.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Kept by the reader's own browser, but asked for each time: the right to read may have ended.
    "Cache-Control": "private, no-cache",
}


def send(
    request: HttpRequest, stored_as: str, name: str, content_type: str, is_picture: bool
) -> HttpResponseBase:
    """The answer that carries a file. The caller has asked whether this reader may have it."""
    etag = f'"{stored_as.rpartition("/")[2]}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = _with_content(stored_as, name, content_type, is_picture)
    for header, value in HEADERS.items():
        answer.headers[header] = value
    answer.headers["ETag"] = etag
    return answer


def _with_content(stored_as: str, name: str, content_type: str, is_picture: bool) -> FileResponse:
    shown = is_picture and content_type in SHOWN
    try:
        content = open_stored(stored_as)
    except FileNotFoundError as fault:
        raise Http404 from fault
    return FileResponse(
        content, as_attachment=not shown, filename=name, content_type=_stated(content_type)
    )


def _stated(content_type: str) -> str:
    """Only types that were given by ``check``; text is UTF-8, or it would not have been accepted."""
    if content_type not in DOWNLOADED:
        return "application/octet-stream"
    return f"{content_type}; charset=utf-8" if content_type.startswith("text/") else content_type
