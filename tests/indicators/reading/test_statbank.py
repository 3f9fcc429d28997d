"""Statistics Denmark's StatBank: its tables, its questions, and a server that answers, hangs and misleads."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pejl.indicators.reading import addresses, asking, refusals
from pejl.indicators.reading.asking import fetch
from pejl.indicators.reading.cells import Role
from pejl.indicators.reading.mapping import Mapping
from pejl.indicators.reading.statbank import Query, open_answer
from pejl.indicators.reading.tables import open_table
from pejl.indicators.reading.values import read_values

DANISH = "\ufeffOMRÅDE;KØN;TID;INDHOLD\r\nGreve;Mænd;2014K1;12,345\r\nGreve;Kvinder;2014K1;..\r\n"
QUERY = Query("FOLK1A", (("OMRÅDE", ("253",)), ("KØN", ("M", "K")), ("Tid", ("*",))))


def test_a_statbank_table_says_itself_what_its_columns_are() -> None:
    table = open_table(DANISH.encode())
    assert table.kind == "statbank"
    assert table.roles == (Role.IGNORED, Role.DIMENSION, Role.PERIOD, Role.VALUE)
    first, second = read_values(table, Mapping(table.roles))
    assert (first.value, first.dimensions) == (Decimal("12.345"), {"KØN": "Mænd"})
    assert second.value is None


def test_in_a_statbank_table_every_mark_is_a_decimal_mark() -> None:
    for text, mark in [("12,345", ","), ("12.345", "."), ("12345", ",")]:
        table = open_table(f"TID;INDHOLD\n2013;..\n2014;{text}\n")
        assert table.decimal == mark
    assert open_table("TID;Antal\n2014;12.345\n").decimal is None


def test_an_answer_is_read_in_the_language_that_was_asked_for() -> None:
    for lang, text in (("da", "12,345"), ("en", "12.345")):
        query = Query("FOLK1A", QUERY.variables, lang=lang)
        table = open_answer(f"OMRÅDE;TID;INDHOLD\nGreve;2014;{text}\n".encode(), query)
        assert table.roles is not None
        assert next(iter(read_values(table, Mapping(table.roles)))).value == Decimal("12.345")


def test_a_query_is_kept_as_its_own_body_and_comes_back() -> None:
    body = json.loads(QUERY.body())
    assert body["table"] == "FOLK1A"
    assert body["variables"][0] == {"code": "OMRÅDE", "values": ["253"]}
    assert (body["format"], body["delimiter"], body["lang"]) == ("CSV", "Semicolon", "da")
    assert Query.from_data(body) == QUERY
    assert Query.from_text("folk1a ", QUERY.as_text()) == QUERY
    assert Query.from_text("FOLK1A", "OMRÅDE=253\n\n KØN = M,K \nTid=*") == QUERY


def test_a_query_can_be_opened_as_a_link() -> None:
    link = urlsplit(QUERY.link("https://statbank.example/v1/"))
    assert link.path == "/v1/data/FOLK1A/CSV"
    asked = parse_qs(link.query)
    assert (asked["OMRÅDE"], asked["KØN"], asked["Tid"]) == (["253"], ["M,K"], ["*"])


def test_the_key_of_an_answer_is_that_of_its_question() -> None:
    turned = Query("FOLK1A", tuple(reversed(QUERY.variables)))
    assert turned.cache_key() == QUERY.cache_key()
    others = [
        Query("FOLK1AM", QUERY.variables), Query("FOLK1A", QUERY.variables[1:]),
        Query("FOLK1A", QUERY.variables, lang="en"),
    ]  # fmt: skip
    assert len({one.cache_key() for one in [QUERY, *others]}) == 4
    assert QUERY.cache_key().isascii()
    assert len(QUERY.cache_key()) < 200


@pytest.mark.parametrize(
    "make",
    [
        lambda: Query("", QUERY.variables), lambda: Query("../x", QUERY.variables), lambda: Query("FOLK1A", ()),
        lambda: Query("FOLK1A", (("Tid", ()),)), lambda: Query("FOLK1A", (("Tid&x", ("*",)),)),
        lambda: Query("FOLK1A", (("Tid", ("a\nb",)),)), lambda: Query("FOLK1A", (("Tid", ("*",)),), lang="fr"),
        lambda: Query("FOLK1A", (("Tid", ("1",) * 5_001),)),
        lambda: Query("FOLK1A", (("Tid", ("*",)),), format="PNG"),
        lambda: Query.from_text("FOLK1A", "OMRÅDE 253"), lambda: Query.from_data({}),
        lambda: Query.from_data({"table": "A", "variables": [1]}),
        lambda: Query.from_data({"table": "A", "variables": 7}),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_asked_is_refused(make: Callable[[], Query]) -> None:
    with pytest.raises(refusals.QueryIsUnusable):
        make()


class Server(ThreadingHTTPServer):
    """Answers as the test says, and remembers what was asked."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.answer, self.asked = answer, []
        self.released = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body)))
        self.server.answer(self)

    def do_GET(self) -> None:
        self.server.asked.append((self.path, None))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing on the terminal."""


def answering(
    status: int, body: bytes, said: int | None = None, **headers: str
) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) if said is None else said))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture(autouse=True)
def no_proxy_to_ourselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Any], None]], Server]]:
    servers: list[Server] = []

    def start(answer: Callable[[Any], None]) -> Server:
        server = Server(answer)
        servers.append(server)
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return server

    yield start
    for server in servers:
        server.released.set()
        server.shutdown()
        server.server_close()


def test_the_answer_to_a_query_becomes_values(serve: Any) -> None:
    server = serve(answering(200, DANISH.encode()))
    table = open_answer(fetch(QUERY, server.address), QUERY)
    assert server.asked == [("/v1/data", QUERY.as_data())]
    assert table.roles is not None
    assert [one.value for one in read_values(table, Mapping(table.roles))] == [
        Decimal("12.345"),
        None,
    ]


def test_nobody_is_asked_where_no_address_is_configured() -> None:
    with pytest.raises(refusals.StatBankIsOff):
        fetch(QUERY, "")


@pytest.mark.parametrize("status", [200, 400, 404, 500])
def test_an_error_is_told_in_its_own_words(serve: Any, status: int) -> None:
    body = json.dumps(
        {"errorTypeCode": "X", "message": "Tabellen\nFOLK9 findes ikke" + "!" * 9_000}
    )
    server = serve(answering(status, body.encode()))
    with pytest.raises(refusals.StatBankRefuses, match="Tabellen FOLK9 findes ikke") as refused:
        fetch(QUERY, server.address)
    assert len(str(refused.value)) < 400


def test_an_error_without_words_is_told_by_its_number(serve: Any) -> None:
    server = serve(answering(403, b"<html>nej</html>"))
    with pytest.raises(refusals.StatBankRefuses, match="403"):
        fetch(QUERY, server.address)


@pytest.mark.parametrize(
    "answer",
    [
        answering(503, b"<html>lukket</html>"),
        answering(200, b"OMR", said=4_000),
        lambda handler: handler.wfile.write(b"nej\r\n\r\n"),
        lambda handler: handler.server.released.wait(20),
    ],
    ids=["closed", "cut short", "no HTTP", "hangs"],
)
def test_a_server_that_does_not_answer_properly_does_not_answer(serve: Any, answer: Any) -> None:
    server = serve(answer)
    with pytest.raises(refusals.StatBankDoesNotAnswer):
        fetch(QUERY, server.address, timeout=0.5)


def test_a_server_that_trickles_is_given_up(serve: Any) -> None:
    def trickle(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not handler.server.released.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    with pytest.raises(refusals.StatBankDoesNotAnswer):
        fetch(QUERY, serve(trickle).address, timeout=0.5)


def test_a_closed_door_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(refusals.StatBankDoesNotAnswer):
            fetch(QUERY, f"http://127.0.0.1:{taken.getsockname()[1]}", timeout=2)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(serve: Any, status: int) -> None:
    elsewhere = serve(answering(200, DANISH.encode()))
    server = serve(answering(status, b"", Location=f"{elsewhere.address}/data"))
    with pytest.raises(refusals.StatBankPointsElsewhere):
        fetch(QUERY, server.address)
    assert elsewhere.asked == []


def test_an_answer_that_is_too_large_is_given_up(
    serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LARGEST", 100_000)
    sent = b"x" * 1_000_000
    with pytest.raises(refusals.StatBankAnswersTooMuch):
        fetch(QUERY, serve(answering(200, sent)).address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://statbank.example/", "file:///etc/hostname", "statbank.example", "https://", "http://[::1",
        "https://navn:kode@statbank.example/", "https://statbank.example:99999/", "https://statbank.example/#a",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(refusals.AddressIsUnusable):
        fetch(QUERY, url)


def test_only_the_operator_can_name_an_address_of_the_house(serve: Any) -> None:
    server = serve(answering(200, DANISH.encode()))
    for url in (
        server.address,
        f"https://127.0.0.1:{server.server_port}/",
        "https://localhost/",
        "https://[::1]/",
    ):
        with pytest.raises(refusals.AddressIsUnusable):
            fetch(QUERY, url, is_configured=False)
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("192.0.43.8", True), ("2600::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("::1", False), ("::ffff:10.0.0.1", False), ("::ffff:192.0.43.8", True), ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False), ("fe80::1%eth0", False), ("fd00::1", False),
    ],
)  # fmt: skip
def test_an_address_is_public_only_when_no_house_hides_behind_it(
    address: str, is_public: bool
) -> None:
    assert addresses.is_public(address) is is_public


def test_one_inner_address_among_a_hosts_is_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*found: str) -> None:
        places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in found]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: places)

    told("192.0.43.8")
    assert addresses.public_address("statbank.example", 443) == "192.0.43.8"
    told("192.0.43.8", "10.0.0.1")
    with pytest.raises(refusals.AddressIsUnusable):
        addresses.public_address("statbank.example", 443)


def test_a_name_that_leads_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*args: object, **more: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(refusals.AddressIsUnusable):
        fetch(QUERY, "https://statbank.example/v1", is_configured=False)


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the name resolves to the second time."""
    went_to: list[tuple[str, int]] = []

    def connect(place: tuple[str, int], *more: object) -> socket.socket:
        went_to.append(place)
        raise ConnectionRefusedError

    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.43.8", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: places)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(refusals.StatBankDoesNotAnswer):
        fetch(QUERY, "https://statbank.example/v1", is_configured=False)
    assert went_to == [("192.0.43.8", 443)]


def certificate(path: Path, name: str) -> Path:
    """A key and a certificate for a host, signed by nobody but itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed.public_bytes(pem))
    return path


@pytest.mark.parametrize("is_configured", [True, False], ids=["configured", "any other"])
@pytest.mark.parametrize(
    ("name", "is_trusted", "answers"),
    [("localhost", True, True), ("localhost", False, False), ("andet.example", True, False)],
    ids=["known", "unknown", "another's"],
)
def test_only_a_server_with_a_certificate_of_its_own_name_is_asked(
    serve: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    is_trusted: bool,
    answers: bool,
    is_configured: bool,
) -> None:
    file = certificate(tmp_path / "server.pem", name)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(file)
    server = serve(answering(200, DANISH.encode()))
    server.socket = secured.wrap_socket(server.socket, server_side=True)
    monkeypatch.setattr(addresses, "is_public", lambda address: True)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))

    def ask() -> bytes:
        url = f"https://localhost:{server.server_port}/v1"
        return fetch(QUERY, url, timeout=5, is_configured=is_configured)

    if answers:
        assert ask() == DANISH.encode()
    else:
        with pytest.raises(refusals.StatBankDoesNotAnswer):
            ask()
        assert server.asked == []
