"""What a visit costs over the wire: a real server, and a client that fetches what a browser would.

It asks for packed answers, follows the styles, scripts and pictures of a page and those that its styles name,
keeps cookies and copies, and asks again only for what may have changed. Every byte that the server sends is
counted, headers included; fonts are left out.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPResponse
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from bench import data
from bench.figures import Figure

HOST = "127.0.0.1"
FIRST_VISIT, NEXT_VISIT = 120_000, 25_000
STRATEGY = f"/{data.TEMPLATE.lower()}/strategi/{data.CURRENT}/"
OBJECTIVE = f"{STRATEGY}maalsaetninger/1.1/"
FONTS = (".woff", ".woff2", ".ttf", ".otf", ".eot")
PATIENCE = 60
A_DAY = 24 * 60 * 60
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def figures() -> Iterator[Figure]:
    with serving() as port:
        first, again, onwards = _visits(port, STRATEGY, OBJECTIVE)
        first_objective, again_objective, _ = _visits(port, OBJECTIVE, STRATEGY)
    yield Figure("strategy.first_visit_bytes", first, "bytes", FIRST_VISIT)
    yield Figure("strategy.next_visit_bytes", again, "bytes", NEXT_VISIT, "the same page again")
    yield Figure("strategy.next_page_bytes", onwards, "bytes", NEXT_VISIT, "on to an objective")
    yield Figure("strategy.objective_first_visit_bytes", first_objective, "bytes", FIRST_VISIT)
    yield Figure("strategy.objective_next_visit_bytes", again_objective, "bytes", NEXT_VISIT)


def _visits(port: int, page: str, another: str) -> tuple[int, int, int]:
    """The bytes of a first visit, of the same page again, and of another page after it."""
    browser = Browser(port)
    return browser.visit(page), browser.visit(page), browser.visit(another)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving() -> Iterator[int]:
    """The product's own server for as long as it is needed; gives its port."""
    port = free_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "pejl.settings"}
    command = [sys.executable, "-m", "pejl", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=data.ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for_page(port, server, PATIENCE)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for_page(port: int, server: subprocess.Popen[bytes], patience: float) -> None:
    """Return as soon as the front page is answered."""
    given_up = time.monotonic() + patience
    while time.monotonic() < given_up:
        if server.poll() is not None:
            raise SystemExit(f"The server stopped with {server.returncode} before it answered.")
        try:
            if Browser(port).ask("/").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"The server did not answer within {patience} s.")


@dataclass(frozen=True)
class Received:
    """One answer: what came over the wire, and what it says."""

    size: int
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Browser:
    """Keeps what a browser keeps between two pages."""

    port: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    copies: dict[str, Received] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def visit(self, page: str) -> int:
        """Show a page, and tell how many bytes that took."""
        size, seen, waiting = 0, set[str](), [page]
        while waiting:
            path = waiting.pop()
            if path not in seen:
                seen.add(path)
                size += self._bring_up_to_date(path)
                waiting += _named_in(path, self.copies[path], self.texts[path])
        return size

    def _bring_up_to_date(self, path: str) -> int:
        """Fetch what is not here, ask about what may have changed, and leave alone what cannot have."""
        copy = self.copies.get(path)
        if copy and _is_fresh(copy):
            return 0
        received = self.ask(path, _conditions(copy) | {"Accept-Encoding": "gzip, br"})
        if received.status == 304:
            return received.size
        if received.status != 200:
            raise SystemExit(f"{path} answered {received.status}.")
        self.copies[path] = received
        self.texts[path] = self.ask(path).body.decode(errors="replace")  # unpacked, not counted
        return received.size

    def ask(self, path: str, headers: dict[str, str] | None = None) -> Received:
        """One question on a connection of its own, every byte of the answer kept."""
        sent = {"Host": f"{HOST}:{self.port}", "Connection": "close"} | (headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        with socket.create_connection((HOST, self.port), timeout=PATIENCE) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            raw = b"".join(iter(lambda: connection.recv(65_536), b""))
        return self._understood(raw)

    def _understood(self, raw: bytes) -> Received:
        response = HTTPResponse(_Recording(raw))  # type: ignore[arg-type] # only makefile is called
        response.begin()
        for value in response.headers.get_all("Set-Cookie", []):
            self.cookies.load(value)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Received(len(raw), response.status, headers, response.read())


@dataclass
class _Recording:
    """What was received, where Python's own reader of answers expects a connection."""

    raw: bytes

    def makefile(self, mode: str) -> BytesIO:
        return BytesIO(self.raw)


def _is_fresh(copy: Received) -> bool:
    """Whether a browser uses its copy without asking, when the next visit is on the next day."""
    rules = copy.headers.get("cache-control", "")
    age = re.search(r"max-age=(\d+)", rules)
    return "no-cache" not in rules and bool(age and int(age[1]) > A_DAY)


def _conditions(copy: Received | None) -> dict[str, str]:
    """What a browser says about the copy that it has."""
    if copy is None:
        return {}
    said = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {name: copy.headers[of] for name, of in said.items() if of in copy.headers}


class _Links(HTMLParser):
    """What a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag in {"script", "img"} and has.get("src"):
            self.found.append(has["src"] or "")
        fetched = {"stylesheet", "icon", "preload", "modulepreload"}
        if tag == "link" and fetched & set((has.get("rel") or "").split()):
            self.found.append(has.get("href") or "")
        if tag == "use":  # a drawing from another file
            self.found.append((has.get("href") or has.get("xlink:href") or "").partition("#")[0])


def _named_in(path: str, copy: Received, text: str) -> list[str]:
    """The files of this server that a page or a style sheet names, fonts left out."""
    kind = copy.headers.get("content-type", "")
    found: list[str] = []
    if "html" in kind:
        links = _Links()
        links.feed(text)
        found = links.found
    elif "css" in kind:
        found = [first or second for first, second in _IN_STYLES.findall(text)]
    local = [urlsplit(urljoin(path, name)) for name in found if name and not name.startswith("#")]
    return [
        one.path + (f"?{one.query}" if one.query else "")
        for one in local
        if not one.scheme and not one.netloc and not one.path.endswith(FONTS)
    ]
