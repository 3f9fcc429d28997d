"""The chain of a municipality's records: how each is sealed to the one before, and what does not hold.

A record's digest is SHA-256 over ``PREFIX``, the digest of the record before it in the same municipality (64
hexadecimal digits in lower case, or nothing for the first), a line feed, and the content as UTF-8. The signature
is the installation's Ed25519 signature of the 32 bytes of that digest. Nothing else goes in; docs/records.md says
the same to those who check a record without Pejl.

Whoever changes a record breaks its seal, and whoever removes one breaks the chain. Only a cut tail leaves a whole
chain: therefore the last record of each municipality is noted in an *anchor*, kept outside the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from pejl.followup import keys
from pejl.followup.canonical import canonical, read
from pejl.history.refusals import Refusal

PREFIX = "pejl record 1\n"
ANCHOR_PREFIX = "pejl anchor 1\n"
"""Another beginning for another purpose, so that a signed anchor can never pass for a signed record."""
ENVELOPE_FORMAT = 1
FIRST = ""
"""What stands for the digest before the first record."""


class NotAnAnchor(Refusal):
    sentence = _("This file is not an anchor that Pejl wrote, or it was changed since.")


class Link(Protocol):
    """A record as far as the chain is concerned."""

    number: int
    content: str
    previous_digest: str
    digest: str
    signature: str
    key: str


@dataclass(frozen=True)
class Seal:
    """What a content gets when it is put at the end of a chain; the fields are those of a record."""

    content: str
    previous_digest: str
    digest: str
    signature: str
    key: str


@dataclass(frozen=True)
class Head:
    """The last record of a municipality: where its chain ends."""

    municipality: str
    """The municipality's address, such as “greve”."""
    number: int
    digest: str


@dataclass(frozen=True)
class Anchor:
    """Where every chain ended when it was written, and by whose key that is signed."""

    heads: tuple[Head, ...]
    key: str


def digest_of(previous: str, content: str) -> str:
    return sha256(f"{PREFIX}{previous}\n{content}".encode()).hexdigest()


def seal(content: Any, previous: str) -> Seal:
    """Write the content in the one way there is, and close it to the record before."""
    text = canonical(content)
    digest = digest_of(previous, text)
    return Seal(text, previous, digest, *keys.sign(digest))


def faults(link: Link, before: Link | None, known_keys: Iterable[str]) -> list[str]:
    """What does not hold of one record's seal, as codes; nothing where all of it does.

    ``before`` is the record that stands before it, or nothing for the first or where that one is missing.
    """
    found = [fault] if (fault := _broken_seal(link, before, known_keys)) else []
    follows = "previous" in found or _follows(link, before)
    return found if follows else [*found, "other_before"]


def _follows(link: Link, before: Link | None) -> bool:
    """Closes to the record before; of what follows a gap that cannot be told."""
    if before is None:
        return link.number != 1 or link.previous_digest == FIRST
    return link.previous_digest == _sealed_as(before)


def _broken_seal(link: Link, before: Link | None, known_keys: Iterable[str]) -> str:
    """Which of the five does not belong to the others, as far as that can be told."""
    expected = digest_of(link.previous_digest, link.content)
    if link.digest != expected:
        if keys.is_signed(expected, link.signature, link.key):
            return "digest"
        previous = FIRST if before is None else before.digest
        return "previous" if link.digest == digest_of(previous, link.content) else "content"
    if keys.is_signed(link.digest, link.signature, link.key):
        return ""
    others = any(keys.is_signed(link.digest, link.signature, key) for key in known_keys)
    return "key" if others else "signature"


def _sealed_as(link: Link) -> str:
    """The digest that was signed, also where the one that is written down was changed."""
    expected = digest_of(link.previous_digest, link.content)
    return expected if keys.is_signed(expected, link.signature, link.key) else link.digest


def envelope(link: Link) -> str:
    """A record as a file of its own, with all that it takes to check it without Pejl."""
    told = {
        "pejl_record": ENVELOPE_FORMAT,
        "number": link.number,
        "previous_digest": link.previous_digest,
        "digest": link.digest,
        "signature": link.signature,
        "key": link.key,
        "content": link.content,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def anchor(heads: Iterable[Head], made_at: str) -> str:
    """Where every chain ends, signed: to be kept where whoever changes the database cannot reach."""
    content = canonical({"made_at": made_at, "heads": [asdict(head) for head in heads]})
    digest = _anchor_digest(content)
    signature, key = keys.sign(digest)
    told = {"pejl_anchor": 1, "signature": signature, "key": key, "content": content}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_anchor(text: str) -> Anchor:
    """The heads that an anchor notes. Raises ``NotAnAnchor`` unless it is whole and signed by its key."""
    try:
        told = json.loads(text)
        content, signature, key = told["content"], told["signature"], told["key"]
        heads = tuple(Head(**head) for head in read(content)["heads"])
        is_whole = keys.is_signed(_anchor_digest(content), signature, key)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise NotAnAnchor() from fault
    if not is_whole:
        raise NotAnAnchor()
    return Anchor(heads, key)


def _anchor_digest(content: str) -> str:
    return sha256(f"{ANCHOR_PREFIX}{content}".encode()).hexdigest()
