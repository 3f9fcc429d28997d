"""The installation's own key, with which records are signed (Ed25519).

The private half is a file that ``PEJL_SIGNING_KEY`` names: never in the database, so that whoever can change the
records cannot sign them anew, and never in the repository. The public half stands in every record that was
signed with it, so that old records can be checked after the key has been exchanged. docs/records.md tells how.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from pejl.followup.refusals import KeyIsMissing

log = logging.getLogger(__name__)


def sign(digest: str) -> tuple[str, str]:
    """The signature of a digest, and the public key to check it with; all as hexadecimal digits.

    Raises ``KeyIsMissing`` where a deployment has no key. A demo makes one when it first needs it.
    """
    key = _private_key()
    return key.sign(bytes.fromhex(digest)).hex(), _public(key)


def is_signed(digest: str, signature: str, key: str) -> bool:
    """Whether a signature is that of a digest by a public key. What is no key or no signature is not."""
    if not (_is_hex(digest, 32) and _is_hex(signature, 64) and _is_hex(key, 32)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), bytes.fromhex(digest)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_hex(text: object, size: int) -> bool:
    """So many bytes, written in the one way that Pejl writes them: a capital or a space is a change too."""
    return isinstance(text, str) and bool(re.fullmatch(rf"[0-9a-f]{{{2 * size}}}", text))


def own_key() -> str:
    """The public half of this installation's key; empty where it has none."""
    path: Path = settings.PEJL_SIGNING_KEY
    try:
        return _public(_read(path)) if path.exists() else ""
    except KeyIsMissing:
        return ""


def make_key(path: Path) -> str:
    """Write a new private key, readable by its owner alone, and return the public half.

    Never over another: raises ``FileExistsError``. The file is written beside and then linked into place, so that
    nobody reads half of it and of two who make one at the same moment only one does.
    """
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        os.link(unfinished, path)
    finally:
        unfinished.unlink()
    return _public(key)


def _private_key() -> Ed25519PrivateKey:
    path: Path = settings.PEJL_SIGNING_KEY
    if settings.PEJL_DEMO and not path.exists():
        try:
            make_key(path)
        except FileExistsError:
            log.info("Somebody else made the demo's signing key in the same moment.")
    return _read(path)


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, TypeError, ValueError) as fault:
        log.warning("The signing key that PEJL_SIGNING_KEY names cannot be read: %s", fault)
        raise KeyIsMissing() from fault
    if not isinstance(key, Ed25519PrivateKey):
        log.warning("The signing key that PEJL_SIGNING_KEY names is no Ed25519 key.")
        raise KeyIsMissing()
    return key


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()
