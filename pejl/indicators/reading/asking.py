"""Asks Statistics Denmark over HTTP, where the installation has an address for it.

Answers are not kept here: whoever asks keeps them by the query's ``cache_key``.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from time import monotonic
from typing import Any

from pejl.history.refusals import Refusal
from pejl.indicators.reading.addresses import opener_for, parted
from pejl.indicators.reading.cells import LARGEST
from pejl.indicators.reading.refusals import (
    StatBankAnswersTooMuch,
    StatBankDoesNotAnswer,
    StatBankIsOff,
    StatBankPointsElsewhere,
    StatBankRefuses,
)
from pejl.indicators.reading.statbank import Query

SECONDS = 20.0
CHUNK = 64 * 1024
LONGEST_COMPLAINT = 64 * 1024


def fetch(
    query: Query,
    base_url: str,
    timeout: float = SECONDS,
    *,
    is_configured: bool = True,
    opener: urllib.request.OpenerDirector | None = None,
) -> bytes:
    """The answer to a query, as it came: at most 32 MB, within ``timeout`` seconds in all.

    ``base_url`` is empty where the installation asks nobody. ``is_configured`` is false for an address that
    comes from anyone but the operator.
    """
    if not base_url:
        raise StatBankIsOff()
    parted(base_url)
    opener = opener or opener_for(base_url, is_configured=is_configured)
    question = urllib.request.Request(  # noqa: S310  (``parted`` has checked the scheme)
        f"{base_url.rstrip('/')}/data",
        data=query.body(),
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "Pejl"},
        method="POST",
    )
    until = monotonic() + timeout
    try:
        with opener.open(question, timeout=timeout) as answer:
            content = _content(answer, until)
    except urllib.error.HTTPError as fault:
        with fault:
            raise _complaint(fault) from fault
    except (OSError, HTTPException, ValueError) as fault:
        raise StatBankDoesNotAnswer() from fault
    if message := _message(content[:LONGEST_COMPLAINT]):
        raise StatBankRefuses(message)
    return content


def _content(answer: Any, until: float) -> bytes:
    """What is answered, as it trickles in; one that trickles on beyond its time does not answer."""
    content = bytearray()
    while part := answer.read1(CHUNK):
        content += part
        if len(content) > LARGEST:
            raise StatBankAnswersTooMuch()
        if monotonic() > until:
            raise StatBankDoesNotAnswer()
    if answer.length:  # fewer bytes came than were promised
        raise StatBankDoesNotAnswer()
    return bytes(content)


def _complaint(fault: urllib.error.HTTPError) -> Refusal:
    """What an answer other than 200 means to whoever asked."""
    if 300 <= fault.code < 400:
        return StatBankPointsElsewhere()
    try:
        message = _message(fault.read(LONGEST_COMPLAINT))
    except (OSError, HTTPException):
        message = ""
    if fault.code >= 500 and not message:
        return StatBankDoesNotAnswer()
    return StatBankRefuses(message or f"HTTP {fault.code}")


def _message(content: bytes) -> str:
    """The message of an answer that is an error; empty for figures."""
    if not content.lstrip().startswith(b"{"):
        return ""
    try:
        return str(json.loads(content).get("message") or "")
    except (ValueError, RecursionError):
        return ""
