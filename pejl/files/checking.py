"""Whether a file that somebody hands in is accepted, and what of it is kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings

from pejl.files import office, pictures
from pejl.files.names import safe_name
from pejl.files.refusals import (
    FileIsDamaged,
    FileIsEmpty,
    FileIsOfUnknownKind,
    FileIsTooLarge,
)
from pejl.files.scanner import require_clean

PDF = b"%PDF-"
_END_OF_PDF = b"%%EOF"
_ENDS_WITHIN = 2048
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*(?:<[!?a-z]|\{\\rtf|MIME-Version:|From )", re.I)
"""HTML, SVG and XML are texts too, and so are mails with attachments: none of them is a plain text."""
_PICTURE_ENDINGS = re.compile(r"\.(?:png|jpe?g|gif|webp)$", re.I)


class Readable(Protocol):
    """A file that is read from, such as Django's ``UploadedFile``."""

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class CheckedFile:
    """A file that is accepted, as it is kept."""

    name: str
    content_type: str
    content: bytes = field(repr=False)
    is_picture: bool = False

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def digest(self) -> str:
        """SHA-256 of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def check(handed_in: bytes | Readable, name: str) -> CheckedFile:
    """The file as it can be kept; raises a ``FileRefusal`` when it cannot. The name decides nothing."""
    content = _within_limit(handed_in)
    if not content:
        raise FileIsEmpty()
    require_clean(content)
    if kind := pictures.kind_of_picture(content):
        return _picture(content, name, kind)
    content_type, endings = _kind(content, name)
    return CheckedFile(safe_name(name, endings), content_type, content)


def _within_limit(handed_in: bytes | Readable) -> bytes:
    most = settings.PEJL_LARGEST_FILE_MB
    limit = most * 1024 * 1024
    content = handed_in if isinstance(handed_in, bytes) else handed_in.read(limit + 1)
    if len(content) > limit:
        raise FileIsTooLarge(most)
    return content


def _picture(content: bytes, name: str, kind: str) -> CheckedFile:
    painted, content_type = pictures.painted_anew(content, kind)
    endings = (".png",) if content_type == "image/png" else (".jpg", ".jpeg")
    if not name.lower().endswith(endings):
        name = _PICTURE_ENDINGS.sub("", name)
    return CheckedFile(safe_name(name, endings), content_type, painted, is_picture=True)


def _kind(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Content type and file endings of what is no picture."""
    if content.startswith(PDF):
        if _END_OF_PDF not in content[-_ENDS_WITHIN:]:
            raise FileIsDamaged()
        return "application/pdf", (".pdf",)
    if content.startswith(office.BEGINNING):
        content_type, ending = office.kind_of_document(content)
        return content_type, (ending,)
    if _is_plain_text(content):
        is_table = name.lower().endswith(".csv")
        return ("text/csv", (".csv",)) if is_table else ("text/plain", (".txt", ".md"))
    raise FileIsOfUnknownKind()


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not _NO_TEXT.search(text) and not _MARKUP.match(text)
