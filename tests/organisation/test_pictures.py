"""Logos: whatever is handed in, only a small PNG of our own making is kept."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from pejl.organisation.pictures import LARGEST_FILE, as_logo_png
from pejl.organisation.refusals import PictureIsUnusable
from tests.build import a_picture


def a_png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def an_svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


HOSTILE = {
    "nothing": b"",
    "text": b"ikke et billede",
    "svg": an_svg(),
    "html": b"<!doctype html><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n",
    "gif": a_picture("GIF"),
    "tiff": a_picture("TIFF"),
    "half": a_picture("PNG")[:40],
    "too large a file": a_picture("PNG") + b"\0" * LARGEST_FILE,
    "a bomb of pixels": a_png_that_claims(20_000, 20_000),
    "more pixels than can be": a_png_that_claims(2**31 - 1, 2**31 - 1),
    "no pixels": a_png_that_claims(0, 0),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_plain_picture_is_refused(content):
    with pytest.raises(PictureIsUnusable):
        as_logo_png(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_written_anew_and_no_larger_than_it_is_shown(kind):
    written = as_logo_png(a_picture(kind, (2000, 1000)))
    with Image.open(io.BytesIO(written)) as picture:
        assert picture.format == "PNG"
        assert picture.width <= 480
        assert picture.height <= 160


def test_nothing_but_the_pixels_survives():
    with_html = a_picture("PNG") + b"<script>alert(1)</script>"
    assert b"script" not in as_logo_png(with_html)
