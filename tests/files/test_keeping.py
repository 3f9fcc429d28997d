"""Kept under their digest, scanned by the installation's scanner, and sent without being able to do harm."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory

from pejl.files import refusals, scanner
from pejl.files.checking import CheckedFile, check
from pejl.files.sending import send
from pejl.files.storage import open_stored, store
from tests.files import make

pytestmark = pytest.mark.django_db  # an answer that is closed closes old connections


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    engine = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": engine, "OPTIONS": {"location": str(tmp_path)}}
    }


def _kept(name: str = "brev.pdf", content: bytes = make.PDF) -> tuple[CheckedFile, str]:
    checked = check(content, name)
    return checked, store(checked, uuid4())


def _sent(checked: CheckedFile, stored_as: str, **headers: str) -> Any:
    request = RequestFactory().get("/", headers=headers)
    return send(request, stored_as, checked.name, checked.content_type, checked.is_picture)


def test_a_file_is_kept_once_a_municipality_under_its_digest(tmp_path: Path) -> None:
    checked = check(make.PDF, "../../a.pdf")
    here, there = uuid4(), uuid4()
    first, again, elsewhere = store(checked, here), store(checked, here), store(checked, there)
    assert first == again == f"{here}/{checked.digest[:2]}/{checked.digest}"
    assert elsewhere != first
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    with open_stored(first) as kept:
        assert kept.read() == make.PDF


def test_a_file_whose_writing_broke_off_is_written_anew(tmp_path: Path) -> None:
    checked, here = check(make.PDF, "a.pdf"), uuid4()
    stored_as = store(checked, here)
    (tmp_path / stored_as).write_bytes(b"half")
    assert store(checked, here) == stored_as
    assert (tmp_path / stored_as).read_bytes() == make.PDF


@pytest.mark.parametrize(
    "name", ["../settings.py", "/etc/passwd", "", "a/b/c", f"{uuid4()}/aa/{'z' * 64}"]
)
def test_nothing_is_opened_by_another_name(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        open_stored(name)
    with pytest.raises(Http404):
        _sent(CheckedFile("a.pdf", "application/pdf", b""), name)


def test_a_document_is_sent_as_a_download_that_may_run_nothing() -> None:
    answer = _sent(*_kept("Årsplan “2014”.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%85rsplan")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"
    assert b"".join(answer.streaming_content) == make.PDF


def test_a_picture_is_shown_with_its_own_type() -> None:
    answer = _sent(*_kept("foto.jpg", make.picture("JPEG")))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline;")
    answer.close()


@pytest.mark.parametrize("content_type", ["image/svg+xml", "text/html", "image/gif", "a/b\r\nX: 1"])
def test_what_is_not_one_of_our_pictures_is_never_shown(content_type: str) -> None:
    _checked, stored_as = _kept()
    answer = _sent(CheckedFile("a", content_type, b"", is_picture=True), stored_as)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    answer.close()


def test_a_text_is_sent_as_utf8() -> None:
    answer = _sent(*_kept("a.csv", b"a;b\n"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    answer.close()


def test_what_the_browser_has_is_not_sent_again() -> None:
    checked, stored_as = _kept()
    first = _sent(checked, stored_as)
    first.close()
    again = _sent(checked, stored_as, if_none_match=first["ETag"])
    assert again.status_code == 304
    assert again["Cache-Control"] == "private, no-cache"


def _scanner(settings: Any, program: str) -> None:
    settings.PEJL_VIRUS_SCANNER = f"{sys.executable} -c '{program}'"


def test_the_scanner_is_given_the_whole_file(settings: Any) -> None:
    _scanner(settings, f"import sys; sys.exit(len(sys.stdin.buffer.read()) != {len(make.PDF)})")
    check(make.PDF, "a.pdf")
    with pytest.raises(refusals.FileIsInfected):
        check(make.PDF + b"\n", "a.pdf")


@pytest.mark.parametrize(
    "program", ["import sys; sys.exit(2)", "import os; os.kill(os.getpid(), 9)"]
)
def test_what_the_scanner_cannot_check_is_not_accepted(settings: Any, program: str) -> None:
    _scanner(settings, program)
    with pytest.raises(refusals.FileCannotBeScanned):
        check(make.PDF, "a.pdf")


def test_a_scanner_that_is_not_there_accepts_nothing(settings: Any) -> None:
    settings.PEJL_VIRUS_SCANNER = "/no/such/scanner -"
    with pytest.raises(refusals.FileCannotBeScanned):
        check(make.PDF, "a.pdf")


def test_a_scanner_that_never_answers_accepts_nothing(settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(scanner, "SECONDS", 0.3)
    _scanner(settings, "import time; time.sleep(60)")
    with pytest.raises(refusals.FileCannotBeScanned):
        check(make.PDF, "a.pdf")


def test_a_refusal_stands_at_the_file() -> None:
    with pytest.raises(refusals.FileRefusal) as refused:
        check(b"", "a")
    assert refused.value.field == "file"
    assert not default_storage.exists("a")
