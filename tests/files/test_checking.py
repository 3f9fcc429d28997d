"""A file is known by what is in it, and only harmless kinds are kept."""

from __future__ import annotations

import contextlib
import io
import resource
import time
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pejl.files import refusals
from pejl.files.checking import check
from tests.files import make


@pytest.mark.parametrize(
    ("content", "name", "content_type", "kept_as"),
    [
        (make.PDF, "Referat.PDF", "application/pdf", "Referat.pdf"),
        (make.document(make.WORD), "brev.docx", None, "brev.docx"),
        (make.document(make.EXCEL), "tal.xlsx", None, "tal.xlsx"),
        (make.document(make.SHOW), "vis.pptx", None, "vis.pptx"),
        (make.open_document(), "brev.odt", None, "brev.odt"),
        (make.open_document("spreadsheet"), "tal.ods", None, "tal.ods"),
        ("Ældrepleje på Ærø".encode(), "note.txt", "text/plain", "note.txt"),
        (b"\xef\xbb\xbfnavn;antal\r\n", "tal.CSV", "text/csv", "tal.csv"),
    ],
)
def test_documents_and_texts_are_kept_as_they_came(
    content: bytes, name: str, content_type: str | None, kept_as: str
) -> None:
    kept = check(content, name)
    assert (kept.content, kept.name, kept.is_picture) == (content, kept_as, False)
    assert content_type is None or kept.content_type == content_type


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (make.PDF, "faktura.exe", "faktura.exe.pdf"),
        (make.document(make.EXCEL), "tal.docx", "tal.docx.xlsx"),
        (b"rem slet alt", "start.bat", "start.bat.txt"),
        (make.picture("JPEG"), "foto.png", "foto.jpg"),
        (make.picture("GIF"), "foto.gif", "foto.png"),
    ],
)
def test_the_name_says_what_the_content_is(content: bytes, name: str, kept_as: str) -> None:
    assert check(content, name).name == kept_as


MARKUP = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    "content",
    [
        MARKUP, SVG, b"\xef\xbb\xbf\n " + SVG, b"<!DOCTYPE html>x", b"<?xml version='1.0'?><svg/>",
        b"MZ\x90\x00program", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"{\\rtf1 x}",
        "Blåbær".encode("cp1252"), "Blåbær".encode("utf-16"), b"text\x00", b"\x1b[2J",
        make.archive({"a.txt": "a"}), make.archive({"mimetype": "application/epub+zip"}),
        b"BM" + b"\0" * 40, b"II*\0" + b"\0" * 40, b"\x1f\x8b\x08",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.txt"])
def test_other_kinds_are_refused_whatever_they_are_called(content: bytes, name: str) -> None:
    with pytest.raises(refusals.FileIsOfUnknownKind):
        check(content, name)


def test_a_file_that_is_pdf_and_web_page_too_is_only_a_download() -> None:
    kept = check(make.PDF.replace(b"endobj", MARKUP), "side.html")
    assert (kept.content_type, kept.is_picture, kept.name) == (
        "application/pdf", False, "side.html.pdf",
    )  # fmt: skip


def test_a_picture_that_is_web_page_and_archive_too_becomes_a_picture_alone() -> None:
    hidden = make.archive({"ond.html": MARKUP.decode()}, zipfile.ZIP_STORED)
    kept = check(make.picture("JPEG", comment=MARKUP) + MARKUP + hidden, "foto.jpg")
    assert kept.is_picture
    assert b"script" not in kept.content
    assert b"PK" not in kept.content[-200:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    whole = make.picture(kind, (300, 300))
    with pytest.raises(refusals.FileRefusal):
        check(whole[: len(whole) // 2], "foto.png")


@pytest.mark.parametrize("content", [make.PDF[:40], make.document()[:-30], make.document()[:60]])
def test_a_document_cut_short_is_refused(content: bytes) -> None:
    with pytest.raises(refusals.FileIsDamaged):
        check(content, "brev.docx")


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken() -> None:
    taken = make.photo_with_place(turned=6)
    assert b"Kamerafabrikken" in taken
    kept = check(taken, "foto.jpg")
    painted = Image.open(io.BytesIO(kept.content))
    assert painted.size == (20, 60)
    assert not painted.getexif()
    assert not {"exif", "icc_profile", "comment"} & painted.info.keys()
    assert b"hemmelig" not in kept.content
    assert b"Kamerafabrikken" not in kept.content


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_a_png_or_webp_tells_beside_the_picture_is_left_out(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kamerafabrikken"
    how: dict[str, Any] = {"exif": exif, "icc_profile": b"hemmelig"}
    kept = check(make.picture(kind, **how), "foto.png")
    assert b"Kamerafabrikken" not in kept.content
    assert b"hemmelig" not in kept.content


@pytest.mark.parametrize(
    ("kind", "mode", "content_type"),
    [
        ("JPEG", "RGB", "image/jpeg"), ("JPEG", "CMYK", "image/jpeg"), ("JPEG", "L", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"), ("WEBP", "RGBA", "image/png"), ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"), ("PNG", "1", "image/png"), ("GIF", "P", "image/png"),
    ],
)  # fmt: skip
def test_every_picture_becomes_jpeg_or_png(kind: str, mode: str, content_type: str) -> None:
    kept = check(make.picture(kind, mode=mode), "foto")
    assert kept.content_type == content_type
    assert Image.open(io.BytesIO(kept.content)).get_format_mimetype() == content_type


def test_a_large_picture_is_made_smaller() -> None:
    kept = check(make.picture("JPEG", (4000, 3000)), "foto.jpg")
    assert Image.open(io.BytesIO(kept.content)).size == (2000, 1500)


@pytest.mark.parametrize(
    "size", [(50_000, 50_000), (4_473, 4_473), (2**31 - 1, 1), (20_000_001, 1)]
)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read(size: tuple[int, int]) -> None:
    with pytest.raises(refusals.FileRefusal):
        check(make.png_that_claims(*size), "foto.png")


def test_a_moving_picture_of_many_moments_costs_what_one_costs() -> None:
    moments = [Image.new("P", (500, 500), at) for at in range(250)]
    written = io.BytesIO()
    moments[0].save(written, "GIF", save_all=True, append_images=moments[1:])
    kept = check(written.getvalue(), "sjov.gif")
    assert getattr(Image.open(io.BytesIO(kept.content)), "n_frames", 1) == 1


ZEROS = b"\0" * (20 * 1024 * 1024)


@pytest.mark.parametrize(
    "parts",
    [{"a/a.xml": ZEROS}, {f"a/{at}.xml": ZEROS for at in range(3)}],
    ids=["ratio", "sum"],
)
def test_a_document_that_unpacks_to_a_bomb_is_refused(parts: dict[str, bytes]) -> None:
    listed = {"[Content_Types].xml": make.listing(make.MAIN.format(make.EXCEL))}
    with pytest.raises(refusals.FileUnpacksTooLarge):
        check(make.archive(listed | parts), "tal.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    listed = {"[Content_Types].xml": make.listing(make.MAIN.format(make.EXCEL))}
    bomb = make.archive(listed | {"a/a.xml": ZEROS})
    with pytest.raises(refusals.FileIsDamaged):
        check(make.with_size_said(bomb, 1000), "tal.xlsx")


def test_a_document_of_very_many_parts_is_refused() -> None:
    many = make.archive({f"{at}": b"" for at in range(6000)})
    with pytest.raises(refusals.FileUnpacksTooLarge):
        check(many, "tal.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        make.document(word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"),
        make.document(xl__macrosheets__a="x"),
        make.document(word__activeX__a="x"),
        make.archive({"[Content_Types].xml": make.listing(
            "application/vnd.ms-word.document.macroEnabled.main+xml")}),
        make.archive({"[Content_Types].xml": make.listing(
            make.MAIN.format(make.WORD), "application/vnd.ms-office.vbaProject")}),
        make.archive({"[Content_Types].xml": make.listing(
            make.MAIN.format(make.WORD), "application/vnd.ms-word.macro&#69;nabled")}),
        make.archive({"mimetype": "application/vnd.oasis.opendocument.text",
                      "content.xml": "<a/>", "Basic/Standard/a.xml": "x"}),
    ],
)  # fmt: skip
def test_a_document_with_a_program_in_it_is_refused(content: bytes) -> None:
    with pytest.raises(refusals.FileHasMacros):
        check(content, "brev.docx")


@pytest.mark.parametrize("part", ["../../etc/passwd", "/etc/passwd", "a\\b", "C:evil"])
def test_a_document_whose_parts_lead_out_of_it_is_refused(part: str) -> None:
    with pytest.raises(refusals.FileIsDamaged):
        check(make.document(**{part: "x"}), "brev.docx")


def test_a_document_with_declarations_in_its_list_is_refused() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "haha">]><Types><Override ContentType="&b;"/></Types>'
    with pytest.raises(refusals.FileIsDamaged):
        check(make.archive({"[Content_Types].xml": laughs}), "brev.docx")


def test_a_locked_document_is_refused() -> None:
    locked = bytearray(make.document())
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(refusals.FileIsLocked):
        check(bytes(locked), "brev.docx")


def test_an_empty_file_and_a_large_one_are_refused(settings: Any) -> None:
    with pytest.raises(refusals.FileIsEmpty):
        check(b"", "a.txt")
    settings.PEJL_LARGEST_FILE_MB = 1
    check(b"a" * 1024 * 1024, "a.txt")
    with pytest.raises(refusals.FileIsTooLarge, match="1 MB"):
        check(b"a" * (1024 * 1024 + 1), "a.txt")


def test_of_a_file_without_end_no_more_is_read_than_is_allowed() -> None:
    class Endless:
        asked = 0

        def read(self, size: int = -1, /) -> bytes:
            Endless.asked += size
            return b"a" * size

    with pytest.raises(refusals.FileIsTooLarge):
        check(Endless(), "a.txt")
    assert Endless.asked == 10 * 1024 * 1024 + 1


SOMETHING = [
    make.PDF, make.document(), make.open_document(), make.picture("PNG"), make.photo_with_place(),
    make.picture("WEBP"), make.picture("GIF", mode="P"), b"navn;antal\n",
]  # fmt: skip


@given(st.sampled_from(SOMETHING), st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_is_changed_in_a_file_it_is_kept_or_refused(whole: bytes, data: Any) -> None:
    """Nothing but a named refusal comes out, and what is kept is never more than a picture or a download."""
    content = bytearray(whole)
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)))
    ):
        content[at] = value
    cut = data.draw(st.integers(1, len(whole)))
    try:
        kept = check(bytes(content[:cut]), data.draw(st.text(max_size=20)))
    except refusals.FileRefusal:
        return
    assert kept.is_picture == (kept.content_type in {"image/png", "image/jpeg"})


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"GIF89a", b"\xff\xd8\xff"]),
)
@settings(max_examples=300, deadline=None)
def test_noise_is_kept_or_refused(noise: bytes, beginning: bytes) -> None:
    with contextlib.suppress(refusals.FileRefusal):
        check(beginning + noise, "a")


@pytest.mark.slow
def test_the_worst_files_take_little_time_and_memory() -> None:
    """Each is at a limit: pixels, parts, unpacked size. Bounds are wide, for slow machines."""
    worst = [
        make.picture("PNG", (4_000, 5_000)),
        make.picture("WEBP", (4_000, 5_000)),
        make.archive({f"{at}": b"" for at in range(4_900)}),
        make.document(a__a=ZEROS[: 16 * 1024 * 1024]),
        b"a" * (10 * 1024 * 1024),
        b"PK\x03\x04" + b"PK\x01\x02" * 2_000_000,
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in worst:
        begun = time.process_time()
        with contextlib.suppress(refusals.FileRefusal):
            check(content, "a")
        assert time.process_time() - begun < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
