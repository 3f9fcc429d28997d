"""Documents that are really archives: Word, Excel, PowerPoint and OpenDocument.

Looked into before anything else opens them, because a few kilobytes can unpack to gigabytes, and because a
document may carry programs. Nothing is ever written out under a name from the archive.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from pejl.files.refusals import (
    FileHasMacros,
    FileIsDamaged,
    FileIsLocked,
    FileIsOfUnknownKind,
    FileUnpacksTooLarge,
)

BEGINNING = b"PK\x03\x04"
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PER_PACKED_BYTE = 100
MOST_PARTS = 5_000
LONGEST_LIST = 1024 * 1024
"""The list of what is in a document is never longer than this."""
CHUNK = 256 * 1024

_LIST = "[Content_Types].xml"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_XML = {
    f"{_OPEN_XML}wordprocessingml.document": ".docx",
    f"{_OPEN_XML}spreadsheetml.sheet": ".xlsx",
    f"{_OPEN_XML}presentationml.presentation": ".pptx",
}
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_PROGRAMS = ("vbaproject", "vbadata", "macrosheets/", "activex/", "basic/", "scripts/")
_ENCRYPTED = 0x1


def kind_of_document(content: bytes) -> tuple[str, str]:
    """The content type and the file ending of a document; refuses every other archive."""
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise FileUnpacksTooLarge()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_through(archive, len(content))
            return _kind(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as fault:
        raise FileIsDamaged() from fault
    except (NotImplementedError, RuntimeError) as fault:  # packed in a way no office program uses
        raise FileIsOfUnknownKind() from fault


def _look_through(archive: zipfile.ZipFile, packed_size: int) -> None:
    """What the archive says of itself first, then whether that is true."""
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise FileIsLocked()
    most = min(MOST_UNPACKED, MOST_PER_PACKED_BYTE * packed_size)
    if sum(part.file_size for part in parts) > most:
        raise FileUnpacksTooLarge()
    if sum(part.compress_size for part in parts) > packed_size:
        raise FileIsDamaged()  # parts that overlap unpack the same bytes again and again
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise FileIsDamaged()  # two parts of one name: each program would open another
    if any(_leads_out(part.filename) for part in parts):
        raise FileIsDamaged()
    if any(mark in part.filename.lower() for part in parts for mark in _PROGRAMS):
        raise FileHasMacros()
    _unpack_once(archive, parts)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def _unpack_once(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Every part holds what it says, to its last byte; unpacking stops at the size that it gave."""
    for part in parts:
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise FileIsOfUnknownKind()
        with archive.open(part) as unpacked:
            while unpacked.read(CHUNK):
                pass


def _kind(archive: zipfile.ZipFile) -> tuple[str, str]:
    names = set(archive.namelist())
    if _LIST in names:
        return _open_xml(_begins(archive, _LIST))
    if "mimetype" in names:
        said = _begins(archive, "mimetype").decode("ascii", "replace").strip()
        if said in OPEN_DOCUMENT and "content.xml" in names:
            return said, OPEN_DOCUMENT[said]
    raise FileIsOfUnknownKind()


def _begins(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LONGEST_LIST)


def _open_xml(listed: bytes) -> tuple[str, str]:
    """By the list of what is in the document: its main part has one of three types, and none is a program."""
    if b"<!" in listed.replace(b"<!--", b""):
        raise FileIsDamaged()  # such a list has no declarations, and entities are a way to hide
    try:
        entries = ElementTree.fromstring(listed)  # noqa: S314  (no declarations, at most 1 MB)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise FileIsDamaged() from fault
    types = {entry.get("ContentType", "").strip().lower() for entry in entries}
    if any("macro" in one or "vba" in one or "activex" in one for one in types):
        raise FileHasMacros()
    for content_type, ending in OPEN_XML.items():
        if f"{content_type}.main+xml" in types:
            return content_type, ending
    raise FileIsOfUnknownKind()
