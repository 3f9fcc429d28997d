"""Files to hand in, good and bad, made when a test asks: nothing hostile lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
WORD, EXCEL, SHOW = (
    "wordprocessingml.document",
    "spreadsheetml.sheet",
    "presentationml.presentation",
)


def archive(parts: Mapping[str, bytes | str], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packed) as into:
        for name, content in parts.items():
            into.writestr(name, content)
    return written.getvalue()


def listing(*types: str) -> str:
    entries = "".join(
        f'<Override PartName="/a{at}" ContentType="{one}"/>' for at, one in enumerate(types)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{entries}</Types>'
    )


def document(kind: str = WORD, **parts: bytes | str) -> bytes:
    """A Word document, a spreadsheet or a show; parts are named with ``__`` for a slash."""
    more = {name.replace("__", "/"): content for name, content in parts.items()}
    return archive({"[Content_Types].xml": listing(MAIN.format(kind)), "a/main.xml": "<a/>"} | more)


def open_document(kind: str = "text") -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}"
    return archive({"mimetype": said, "content.xml": "<a/>"}, zipfile.ZIP_STORED)


def picture(
    kind: str = "PNG", size: tuple[int, int] = (60, 20), mode: str = "RGB", **how: object
) -> bytes:
    written = io.BytesIO()
    colour = "#12436D" if mode in {"RGB", "CMYK"} else 0
    Image.new(mode, size, colour).save(written, kind, **how)  # type: ignore[arg-type]
    return written.getvalue()


def photo_with_place(turned: int = 1) -> bytes:
    """A JPEG as a telephone takes it: turned, with camera, comment and position."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "Kamerafabrikken"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 35.0, 1.0), 3: "E", 4: (12.0, 18.0, 2.0)})
    return picture("JPEG", exif=exif, comment=b"hemmelig", icc_profile=b"hemmelig profil")


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of that size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def with_size_said(content: bytes, said: int) -> bytes:
    """An archive whose last part says it unpacks to another size than it does, in both its places."""
    changed = bytearray(content)
    listed = content.rindex(b"PK\x01\x02")
    local = content.rindex(b"PK\x03\x04")
    struct.pack_into("<I", changed, listed + 24, said)
    struct.pack_into("<I", changed, local + 22, said)
    return bytes(changed)
