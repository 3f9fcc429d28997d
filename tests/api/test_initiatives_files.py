"""Photos and files through the API: checked as on the pages, and fetched by who may see what they belong to."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from pejl.history.models import Entry
from pejl.initiatives.models import Attachment, Initiative
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import done, refused
from tests.initiatives.undertaken import a_project, an_idea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    stored = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = configured.STORAGES | {"default": stored}


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def nurse(project):
    return program_of("employee", project.municipality)


def files_of(thing):
    place = "ideas" if thing._meta.model_name == "idea" else "initiatives"
    return f"/{place}/{thing.id}/files"


def a_photo(name="tavlen.png"):
    return name, build.a_picture()


def test_a_photo_is_handed_in_listed_fetched_and_taken_away(project, nurse):
    told = done(nurse.hand_in(files_of(project), a_photo("æble/../tavle.png")), 201)
    assert (told["content_type"], told["is_picture"]) == ("image/png", True)
    assert told["initiative_id"] == str(project.id)
    assert "/" not in told["name"]
    path = f"/files/{told['id']}"
    assert nurse.read(files_of(project))["items"] == [told]
    assert nurse.read(path) == told
    fetched = nurse.get(f"{path}/content")
    assert (fetched.status_code, fetched.headers["Content-Type"]) == (200, "image/png")
    assert len(fetched.content) == told["size"]
    assert "sandbox" in fetched.headers["Content-Security-Policy"]
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"
    done(nurse.call("DELETE", path, version=told["version"]), 204)
    assert nurse.get(path).status_code == nurse.get(f"{path}/content").status_code == 404
    assert nurse.read(files_of(project))["total"] == 0
    assert Entry.objects.of_subject("initiatives.attachment", told["id"]).count() == 2


def test_what_is_no_picture_is_sent_to_be_saved(project, nurse):
    told = done(nurse.hand_in(files_of(project), ("Referat.txt", "Blåbær".encode())), 201)
    fetched = nurse.get(f"/files/{told['id']}/content")
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert fetched.content.decode() == "Blåbær"


def test_a_file_is_not_sent_again_and_names_no_version_to_change(project, nurse):
    told = done(nurse.hand_in(files_of(project), a_photo()), 201)
    path = f"/files/{told['id']}/content"
    first = nurse.get(path)
    again = nurse.get(path, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert nurse.get(path, **{"If-Match": '"1"'}).status_code == 200
    head = nurse.call("HEAD", path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(told["size"])


def test_the_same_file_twice_is_there_once(project, nurse):
    first = done(nurse.hand_in(files_of(project), a_photo()), 201)
    assert done(nurse.hand_in(files_of(project), a_photo("andet navn.png")), 201) == first
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file-is-of-unknown-kind"),
        ("x.png", b"<!doctype html>", "file-is-of-unknown-kind"),
        ("tom.txt", b"", "file-is-empty"),
        ("halv.pdf", b"%PDF-1.7 og ikke mere", "file-is-damaged"),
    ],
)
def test_what_is_not_accepted_is_told_at_its_field_and_not_kept(
    project, nurse, name, content, fault
):
    told = refused(nurse.hand_in(files_of(project), (name, content)), 409, fault)
    assert [one["field"] for one in told["errors"]] == ["file"]
    assert not Attachment.objects.exists()


def test_size_and_viruses_are_checked_as_on_the_pages(project, nurse, settings):
    settings.PEJL_VIRUS_SCANNER = "false"  # a command that answers 1: infected
    sent = nurse.hand_in(files_of(project), a_photo())
    refused(sent, 409, "file-is-infected")
    settings.PEJL_VIRUS_SCANNER, settings.PEJL_LARGEST_FILE_MB = "", 0
    refused(nurse.hand_in(files_of(project), a_photo()), 409, "file-is-too-large")
    assert not Attachment.objects.exists()


def _sent(program, path, body, content_type=MULTIPART_CONTENT):
    headers, address = program.headers, f"{program.here}{path}"
    return program.client.generic("POST", address, body, content_type, headers=headers)


def test_a_body_without_a_file_is_told_what_is_missing(project, nurse):
    for answer in (
        nurse.hand_in(files_of(project)),
        nurse.call("POST", files_of(project), {"file": "tavlen.png"}),
    ):
        told = refused(answer, 422, "unusable-values")
        assert [one["field"] for one in told["errors"]] == ["file"]


def test_a_second_file_or_another_field_is_an_error_and_not_dropped(project, nurse):
    two = nurse.hand_in(files_of(project), a_photo(), a_photo("andet.png"))
    assert refused(two, 422, "unusable-values")["errors"][0]["field"] == "file"
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile(*a_photo()), "titel": "Tavlen"})
    told = refused(_sent(nurse, files_of(project), body), 422, "unusable-values")
    assert [one["field"] for one in told["errors"]] == ["titel"]
    assert not Attachment.objects.exists()


def test_a_body_that_cannot_be_taken_apart_is_refused(project, nurse, settings):
    path = files_of(project)
    refused(_sent(nurse, path, b"x", "multipart/form-data"), 400, "not-json")
    too_many = nurse.hand_in(path, *(a_photo(f"{number}.png") for number in range(101)))
    refused(too_many, 400, "not-json")
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    part = b'--BoUnDaRyStRiNg\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n'
    refused(_sent(nurse, path, 3 * part + b"--BoUnDaRyStRiNg--\r\n"), 400, "not-json")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1
    refused(_sent(nurse, path, part + b"--BoUnDaRyStRiNg--\r\n"), 413, "too-large")
    assert not Attachment.objects.exists()


def test_outsiders_find_no_files_and_what_is_public_is_no_exception(project, nurse):
    told = done(nurse.hand_in(files_of(project), a_photo()), 201)
    Initiative.objects.filter(pk=project.pk).update(is_public=True)
    paths = [files_of(project), f"/files/{told['id']}", f"/files/{told['id']}/content"]
    guest = program_of("guest", project.municipality)
    foreign = program_of("strategy_office", build.a_municipality())
    for program in (visitor(project.municipality), guest, foreign):
        assert [program.get(path).status_code for path in paths] == [404, 404, 404]
    for answer, status, name in (
        (visitor(project.municipality).hand_in(paths[0], a_photo()), 401, "token-needed"),
        (guest.hand_in(paths[0], a_photo()), 403, "not-allowed"),
        (foreign.hand_in(paths[0], a_photo()), 404, "not-found"),
        (foreign.call("DELETE", paths[1], version=1), 404, "not-found"),
    ):
        refused(answer, status, name)
    assert Attachment.objects.count() == 1


def test_a_guest_hands_in_with_their_own_idea_and_sees_no_others(project):
    here = project.municipality
    actor = build.an_actor("guest", here)
    guest = Program(here, token_for(actor, here))
    own, other = an_idea(here, by=actor), an_idea(here)
    told = done(guest.hand_in(files_of(own), a_photo()), 201)
    assert guest.read(files_of(own))["items"] == [told]
    assert guest.get(f"/files/{told['id']}/content").status_code == 200
    assert guest.get(files_of(other)).status_code == 404
    assert guest.hand_in(files_of(other), a_photo()).status_code == 404


def test_a_file_is_taken_away_by_who_handed_it_in_or_the_office(project, nurse):
    told = done(nurse.hand_in(files_of(project), a_photo()), 201)
    path = f"/files/{told['id']}"
    other = program_of("employee", project.municipality)
    refused(other.call("DELETE", path, version=1), 403, "not-allowed")
    refused(nurse.call("DELETE", path), 428, "version-not-named")
    refused(nurse.call("DELETE", path, version=7), 412, "edited-meanwhile")
    office = program_of("strategy_office", project.municipality)
    done(office.call("DELETE", path, version=1), 204)


def test_a_token_that_only_reads_hands_nothing_in(project):
    reading = program_of("employee", project.municipality, scope="read")
    refused(reading.hand_in(files_of(project), a_photo()), 403, "not-allowed")
    assert reading.read(files_of(project))["total"] == 0
