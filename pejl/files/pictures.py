"""Pictures, painted anew: what is kept is what one sees, and nothing that came with it."""

from __future__ import annotations

import io
import threading
import warnings

from PIL import Image, ImageOps

from pejl.files.refusals import FileRefusal, PictureIsTooLarge, PictureIsUnusable

MOST_PIXELS = 20_000_000
LONGEST_SIDE = 2_000
BEGINNINGS = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"))

# One at a time: a picture of the largest size takes 80 MB, and what Python warns of is
# set for all threads together.
_one_at_a_time = threading.Lock()


def kind_of_picture(content: bytes) -> str | None:
    """PNG, JPEG, GIF or WEBP by the first bytes."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for start, kind in BEGINNINGS if content.startswith(start)), None)


def painted_anew(content: bytes, kind: str) -> tuple[bytes, str]:
    """The picture and its type: upright, at most 2,000 pixels a side, without anything the camera wrote.

    A JPEG, and a WebP that nothing shines through, becomes JPEG; all else PNG. Of a moving picture the first
    moment is kept. Reading stops at whatever the reader finds odd.
    """
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("error")
            return _written(_bare(content, kind), kind)
    except FileRefusal:
        raise
    except Exception as fault:  # whatever a hostile file makes a decoder do, it is the file's fault
        raise PictureIsUnusable() from fault


def _bare(content: bytes, kind: str) -> Image.Image:
    """The pixels alone."""
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureIsTooLarge()
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        painted = ImageOps.exif_transpose(picture)
    painted = painted.convert("RGBA" if painted.has_transparency_data else "RGB")
    painted.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(painted.mode, painted.size)
    bare.paste(painted)
    return bare


def _written(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    written = io.BytesIO()
    if kind in {"JPEG", "WEBP"} and picture.mode == "RGB":
        picture.save(written, format="JPEG", quality=85, optimize=True)
        return written.getvalue(), "image/jpeg"
    picture.save(written, format="PNG")
    return written.getvalue(), "image/png"
