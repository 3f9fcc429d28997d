"""Photos and files: handed in once, fetched by those who may see what they belong to, taken away for good."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pejl.history.refusals import NotAllowed
from pejl.initiatives.actions.attachments import attach_file, remove_file
from pejl.initiatives.models import Attachment, Initiative
from tests import build
from tests.initiatives.undertaken import a_project, an_idea
from tests.overview.reader import reader, reader_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


def a_photo(name="billede.png"):
    return SimpleUploadedFile(name, build.a_picture())


def at(thing, name, *args):
    return reverse(f"initiatives:{name}", args=[thing.municipality.slug, *args])


def words(answer):
    return answer.content.decode()


def test_a_photo_is_handed_in_and_fetched(settings):
    idea = an_idea()
    client = reader(idea.submitter, "en")
    answer = client.post(at(idea, "attach", idea.number), {"file": a_photo("æble/../x.png")})
    assert answer.status_code == 302
    kept = Attachment.objects.get()
    assert "/" not in kept.name
    fetched = client.get(at(idea, "attachment", kept.pk))
    assert (fetched.status_code, fetched["Content-Type"]) == (200, "image/png")
    assert "sandbox" in fetched["Content-Security-Policy"]


def test_the_same_file_twice_is_there_once():
    project = a_project()
    by = build.an_actor("employee", project.municipality)
    first = attach_file(by=by, file=a_photo(), initiative=project)
    assert attach_file(by=by, file=a_photo("andet navn.png"), initiative=project) == first
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("x.html", b"<!doctype html>"),
        ("tom.txt", b""),
    ],
)
def test_what_is_not_accepted_is_said_at_the_field(name, content):
    project = a_project()
    client = reader(build.an_actor("employee", project.municipality).person, "en")
    sent = {"file": SimpleUploadedFile(name, content)}
    answer = client.post(at(project, "attach_to_initiative", project.number), sent)
    assert answer.status_code == 200
    assert 'href="#id_file"' in words(answer)
    assert not Attachment.objects.exists()


def test_a_form_without_a_file_asks_for_one():
    idea = an_idea()
    answer = reader(idea.submitter, "en").post(at(idea, "attach", idea.number), {})
    assert 'href="#id_file"' in words(answer)


def test_others_do_not_fetch_it_and_what_is_public_is_no_exception():
    project = a_project()
    Initiative.objects.filter(pk=project.pk).update(is_public=True)
    by = build.an_actor("employee", project.municipality)
    kept = attach_file(by=by, file=a_photo(), initiative=project)
    url = at(project, "attachment", kept.pk)
    for role in ("visitor", "guest"):
        assert reader_with(role, project.municipality).get(url).status_code == 404
    elsewhere = build.a_municipality()
    theirs = reverse("initiatives:attachment", args=[elsewhere.slug, kept.pk])
    assert reader_with("employee", elsewhere).get(theirs).status_code == 404


def test_whoever_handed_it_in_takes_it_away_and_then_nobody_fetches_it():
    project = a_project()
    by = build.an_actor("employee", project.municipality)
    kept = attach_file(by=by, file=a_photo(), initiative=project)
    with pytest.raises(NotAllowed):
        remove_file(by=build.an_actor("employee", project.municipality), attachment=kept, version=1)
    client = reader(by.person, "en")
    assert client.post(at(project, "remove_attachment", kept.pk), {"version": 1}).status_code == 302
    assert client.get(at(project, "attachment", kept.pk)).status_code == 404
