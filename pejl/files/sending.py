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
    try:
        content = open_stored(stored_as)
    except FileNotFoundError as fault:
        raise Http404 from fault
    shown = is_picture and content_type in SHOWN
    response = FileResponse(
        content,
        as_attachment=not shown,
        filename=name,
        content_type=_stated(content_type),
        headers=HEADERS,
    )
    etag = f'"{stored_as.rpartition("/")[2]}"'
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is not response:
        response.close()
    return answer or response


def _stated(content_type: str) -> str:
    """Only types that were given by ``check``; text is UTF-8, or it would not have been accepted."""
    if content_type not in DOWNLOADED:
        return "application/octet-stream"
    return f"{content_type}; charset=utf-8" if content_type.startswith("text/") else content_type
