"""Pages on which a strategy is written: the same with and without htmx, and nothing written is ever lost."""

from __future__ import annotations

import pytest

from pejl.history.models import Entry
from pejl.strategy.models import Driver, FocusArea, Objective, Strategy
from tests import build
from tests.overview.reader import reader
from tests.strategy.forms import (
    EDIT_PAGES,
    NEW_PAGES,
    PAGES,
    a_whole_draft,
    filled,
    names,
    the_office,
)

pytestmark = pytest.mark.django_db

HTMX = {"hx-request": "true"}
WAYS = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
LINES = "Første linje\r\n\r\nAnden linje"


@pytest.fixture
def strategy():
    return a_whole_draft()


def _at_work(strategy):
    """The strategy office's browser, and how many lines the history has now that it is there."""
    client = the_office(strategy)
    return client, Entry.objects.count()


@WAYS
@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_the_form_is_shown(strategy, form, headers):
    answer = the_office(strategy).get(form.address(strategy), headers=headers)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert all(f'name="{name}"' in words for name in form.texts)
    assert "csrfmiddlewaretoken" in words


@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_saved_without_javascript_one_is_sent_on_and_told(strategy, form):
    client, before = _at_work(strategy)
    answer = client.post(form.address(strategy), filled(form))
    assert answer.status_code == 302, answer.content.decode()
    assert Entry.objects.count() == before + 1
    assert 'role="' in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_saved_with_htmx_the_page_is_told_where_to_go(strategy, form):
    client, before = _at_work(strategy)
    answer = client.post(form.address(strategy), filled(form), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"][:1]) == (200, "/")
    assert Entry.objects.count() == before + 1


def test_saved_in_place_the_page_one_is_on_is_loaded_anew(strategy):
    form = EDIT_PAGES[2]
    address = form.address(strategy)
    page = f"http://testserver{address.removesuffix('rediger/')}"
    answer = the_office(strategy).post(
        address, filled(form), headers=HTMX | {"hx-current-url": f"{page}#bidrag"}
    )
    assert answer["HX-Refresh"] == "true", "a new #place on the same page would leave the form open"


@pytest.mark.parametrize("form", NEW_PAGES, ids=names(NEW_PAGES))
def test_the_same_form_sent_twice_saves_once(strategy, form):
    client, sent = the_office(strategy), filled(form)
    first = client.post(form.address(strategy), sent)
    lines = Entry.objects.count()
    second = client.post(form.address(strategy), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Entry.objects.count() == lines


@WAYS
@pytest.mark.parametrize("form", NEW_PAGES, ids=names(NEW_PAGES))
def test_an_id_of_another_municipality_is_refused_in_the_form(strategy, form, headers):
    other = a_whole_draft()
    models = {"new": Strategy, "add_focus_area": FocusArea, "add_objective": Objective}
    model = models.get(form.name, Driver)
    if form.name == "add_question":
        taken = other.questions.get()
    elif model is Strategy:
        taken = other
    else:
        taken = model.objects.filter(strategy=other).first()
    client, before = _at_work(strategy)
    answer = client.post(form.address(strategy), filled(form, id=str(taken.pk)), headers=headers)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert Entry.objects.count() == before


@WAYS
@pytest.mark.parametrize("form", EDIT_PAGES, ids=names(EDIT_PAGES))
def test_whoever_saves_second_sees_both_texts_and_can_then_choose(strategy, form, headers):
    client, address, name = the_office(strategy), form.address(strategy), form.texts[0]
    client.post(address, filled(form, **{name: "Den førstes ord"}))
    before = Entry.objects.count()
    late = client.post(address, filled(form, **{name: "Den andens ord"}), headers=headers)
    words = late.content.decode()
    assert late.status_code == 200
    assert "Den førstes ord" in words
    assert words.count("Den andens ord") >= 2, "kept in the form, and shown beside the other"
    assert Entry.objects.count() == before
    assert 'name="version" value="2"' in words
    chosen = client.post(address, filled(form, version=2, **{name: "Begges ord"}))
    assert chosen.status_code == 302
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_what_is_too_long_is_said_at_the_field_and_kept(strategy, form):
    client, before = _at_work(strategy)
    for name in form.texts:
        answer = client.post(form.address(strategy), filled(form, **{name: "å" * 20_001}))
        words = answer.content.decode()
        assert answer.status_code == 200
        assert f'href="#id_{name}"' in words, "the summary leads to the field"
        assert "å" * 20_001 in words
    assert Entry.objects.count() == before


@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_a_null_byte_is_refused_at_the_field(strategy, form):
    client, before = _at_work(strategy)
    for name in form.texts:
        answer = client.post(form.address(strategy), filled(form, **{name: "a\x00b"}))
        assert answer.status_code == 200
        assert f'href="#id_{name}"' in answer.content.decode()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_nothing_and_nonsense_never_break_the_page(strategy, form):
    client, before = _at_work(strategy)
    nonsense = {
        "id": "x", "version": "9" * 40, "part": "x", "title": " ", "slug": "æ /", "kind": "x",
        "stance": "\x00", "responsible": "0" * 36, "starts_on": "31-31-31", "predecessor": "x",
        "introduction": "Ny", "text": "\x00",
    }  # fmt: skip
    for sent in ({}, nonsense, {"version": "-1"}, filled(form, version="x") | {"id": ""}):
        answer = client.post(form.address(strategy), sent)
        assert answer.status_code in {200, 404}, answer.content.decode()
    assert Entry.objects.count() == before


def test_a_text_keeps_its_lines_and_saving_it_again_changes_nothing(strategy):
    client, form = the_office(strategy), EDIT_PAGES[2]
    client.post(form.address(strategy), filled(form, text=LINES))
    assert strategy.objectives.get().text == "Første linje\n\nAnden linje"
    before = Entry.objects.count()
    client.post(form.address(strategy), filled(form, version=2, text=LINES))
    assert Entry.objects.count() == before


@pytest.mark.parametrize("form", PAGES, ids=names(PAGES))
def test_whoever_may_not_write_is_told_before_writing(strategy, form):
    build.adopted(strategy)
    client = reader(build.a_person("employee", strategy.municipality))
    before = Entry.objects.count()
    assert client.get(form.address(strategy)).status_code == 403
    assert client.post(form.address(strategy), filled(form)).status_code == 403
    assert Entry.objects.count() == before


def test_a_responsible_of_another_municipality_is_no_choice(strategy):
    stranger = build.a_person("executive", build.a_municipality())
    form = EDIT_PAGES[2]
    answer = the_office(strategy).post(
        form.address(strategy), filled(form, responsible=str(stranger.pk))
    )
    assert answer.status_code == 200
    assert strategy.objectives.get().responsible is None


def test_a_change_costs_at_most_twenty_questions(strategy, django_assert_max_num_queries):
    client, form = the_office(strategy), EDIT_PAGES[2]
    with django_assert_max_num_queries(20):
        client.post(form.address(strategy), filled(form, text="Nyt"))
