"""The application as a server calls it, without a server: one question, one answer, nothing in between."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import data
from pejl.organisation import queries

_application = get_wsgi_application()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def unpacked(self) -> bytes:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    @property
    def text(self) -> str:
        return self.unpacked.decode()


class Reader:
    """Somebody with a browser: a visitor, or a person who is signed in."""

    def __init__(self, municipality: str, local_part: str = "") -> None:
        self.municipality = municipality
        self.who = local_part or "visitor"
        self.cookies: SimpleCookie = SimpleCookie()
        self.asked = 0
        """How many questions this reader has put to the server."""
        if local_part:
            self._sign_in(data.email(local_part, municipality))

    def _sign_in(self, address: str) -> None:
        person = queries.person_by_email(address)
        if person is None:
            raise LookupError(f"The generated data has nobody with the address {address}.")
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        name = settings.SESSION_COOKIE_NAME
        self.cookies[name] = client.cookies[name].value

    def get(self, path: str, *, expected: int = 200) -> Answer:
        return self._ask(path, {"REQUEST_METHOD": "GET"}, b"", expected)

    def may_read(self, path: str) -> bool:
        """Whether the page is shown to this reader."""
        return self._answered(path, {"REQUEST_METHOD": "GET"}, b"").status == 200

    def post(
        self, path: str, fields: dict[str, str], *, expected: int = 302, by_script: bool = False
    ) -> Answer:
        """Send a form; ``by_script`` as a page does that then shows what changed and is not left."""
        body = urlencode(fields).encode()
        about = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
        if by_script:
            about["HTTP_HX_REQUEST"] = "true"
        return self._ask(path, about, body, expected)

    def _ask(self, path: str, about: dict[str, Any], body: bytes, expected: int) -> Answer:
        answer = self._answered(path, about, body)
        if answer.status != expected:
            asked = f"{about['REQUEST_METHOD']} {path} in {self.municipality} as {self.who}"
            raise LookupError(f"{asked} answered {answer.status} in place of {expected}.")
        return answer

    def _answered(self, path: str, about: dict[str, Any], body: bytes) -> Answer:
        address, _, query = path.partition("?")
        environ: dict[str, Any] = about | {
            "PATH_INFO": f"/{self.municipality}/{address}",
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_COOKIE": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items()),
            "wsgi.input": BytesIO(body),
        }
        setup_testing_defaults(environ)
        self.asked += 1
        return self._answer(environ)

    def _answer(self, environ: dict[str, Any]) -> Answer:
        said: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_fault: Any) -> Any:
            said.extend((status, headers))

        parts = _application(environ, start_response)
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        status, headers = said
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies.load(value)
        return Answer(int(status.split()[0]), dict(headers), body)


TICKED = {"checkbox", "radio"}


class _Forms(HTMLParser):
    """What the forms of a page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._text_of = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "form":
            self.found.append({})
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in has and self._select:
            self.found[-1][self._select] = value
        elif tag == "textarea":
            self.found[-1][name], self._text_of = "", name
        elif tag == "input" and name and (has.get("type") not in TICKED or "checked" in has):
            self.found[-1][name] = value

    def handle_data(self, data: str) -> None:
        if self._text_of:
            self.found[-1][self._text_of] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text_of = ""


def fields_of_form(answer: Answer, name: str = "version") -> dict[str, str]:
    """The fields of the page's form that has a field of this name, as the page fills them in."""
    parser = _Forms()
    parser.feed(answer.text)
    return next(form for form in parser.found if name in form)


def sql_of(work: Callable[[], object]) -> int:
    """How many statements the database gets while the work is done, transactions included."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)
