"""Addresses that lead out of the house: whether one may be asked, and how it is asked without being led astray."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import urllib.request
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pejl.indicators.reading.refusals import AddressIsUnusable

NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Carries an address of version 4 in itself, which may be one of the house; Python takes it for public."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An answer that points elsewhere is an answer, and not the way there."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


class _PinnedConnection(http.client.HTTPSConnection):
    """Goes to the address that was checked, whatever the name server says next; the certificate is the name's."""

    def __init__(self, host: str, *, address: str, context: ssl.SSLContext, **more: Any) -> None:
        super().__init__(host, context=context, **more)
        self._address, self._checks = address, context

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._checks.wrap_socket(self.sock, server_hostname=self.host)


class _PinnedHandler(urllib.request.HTTPSHandler):
    def __init__(self, address: str, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._address, self._checks = address, context

    def https_open(self, request: urllib.request.Request) -> Any:
        def connection(host: str, **more: Any) -> _PinnedConnection:
            return _PinnedConnection(host, address=self._address, context=self._checks, **more)

        return self.do_open(connection, request)


def opener_for(url: str, *, is_configured: bool) -> urllib.request.OpenerDirector:
    """What opens an address, following no redirect and checking certificates.

    An address that the operator configured may lie in the house, or behind its proxy. Any other must be https and
    resolve to the open internet alone; the connection goes to just that address.
    """
    parts = parted(url)
    context = ssl.create_default_context()
    if is_configured:
        return urllib.request.build_opener(
            _NoRedirect, urllib.request.HTTPSHandler(context=context)
        )
    if parts.scheme != "https":
        raise AddressIsUnusable()
    address = public_address(str(parts.hostname), parts.port or 443)
    return urllib.request.build_opener(
        _NoRedirect, urllib.request.ProxyHandler({}), _PinnedHandler(address, context)
    )


def public_address(host: str, port: int) -> str:
    """The address of a host, all of whose addresses lie on the open internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise AddressIsUnusable() from fault
    addresses = [str(place[4][0]) for place in found]
    if not addresses or not all(map(is_public, addresses)):
        raise AddressIsUnusable()
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also where it wraps one of version 4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64 or ip.sixtofour or ip.teredo:
            return False
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast


def parted(url: str) -> SplitResult:
    """The parts of an address of the web; without a name and a password, which would end up in logs."""
    try:
        parts = urlsplit(url)
        is_plain = parts.port != 0 and not (parts.username or parts.password or parts.fragment)
    except ValueError as fault:
        raise AddressIsUnusable() from fault
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise AddressIsUnusable()
    return parts
