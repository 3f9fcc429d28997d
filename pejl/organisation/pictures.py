"""Pictures that people hand in: read as pictures and written anew, never served as they came."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image, UnidentifiedImageError

from pejl.organisation.refusals import PictureIsUnusable

LARGEST_FILE = 1_000_000
LARGEST_PIXELS = 20_000_000
FAULTS = (
    Image.DecompressionBombError,
    UnidentifiedImageError,
    EOFError,
    OSError,
    SyntaxError,
    ValueError,
    Warning,
    struct.error,
    zlib.error,
)
"""What reading a broken or hostile picture can raise."""


def as_logo_png(content: bytes) -> bytes:
    """The picture as a PNG of at most 480 × 160 pixels; refuses anything that is no plain picture."""
    if len(content) > LARGEST_FILE:
        raise PictureIsUnusable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
                if picture.width * picture.height > LARGEST_PIXELS:
                    raise PictureIsUnusable()
                picture.thumbnail((480, 160))
                written = io.BytesIO()
                picture.convert("RGBA").save(written, format="PNG", optimize=True)
    except FAULTS as fault:
        raise PictureIsUnusable() from fault
    return written.getvalue()
