"""A visitor's page that cannot have changed is not sent again; one that can have changed is."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from pejl.strategy import actions
from tests import build
from tests.overview.reader import pages, reader, reader_with, whole_strategy

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopted():
    strategy, unit = whole_strategy()
    build.adopted(strategy)
    return strategy, unit


def tag(client, address):
    client.get(address)  # the first answer also hands out the token that forms need
    return client.get(address)["ETag"]


def again(client, address, known, **headers):
    return client.get(address, headers={"if-none-match": known} | headers)


def test_every_public_page_answers_304_to_a_visitor_who_has_it(adopted):
    for name, address in pages(*adopted).items() | {("installation", "/"), ("about", "/om/")}:
        client = reader()
        answer = again(client, address, tag(client, address))
        assert (name, answer.status_code, answer.content) == (name, 304, b"")


def test_after_any_change_here_the_page_is_sent_anew(adopted):
    strategy, unit = adopted
    address, client = pages(strategy, unit)["objective"], reader()
    known = tag(client, address)
    by, objective = build.the_operator(strategy.municipality), strategy.objectives.get()
    actions.edit_objective(by=by, objective=objective, version=1, title="Nyt navn")
    answer = again(client, address, known)
    assert answer.status_code == 200
    assert "Nyt navn" in answer.content.decode()


def test_a_change_in_another_municipality_leaves_the_copy_good(adopted):
    address, client = pages(*adopted)["strategy"], reader()
    known = tag(client, address)
    build.adopted()
    assert again(client, address, known).status_code == 304


def test_a_new_municipality_shows_on_the_installation_s_front_page():
    client = reader()
    known = tag(client, "/")
    build.a_municipality("Nyborg Kommune")
    answer = again(client, "/", known)
    assert answer.status_code == 200
    assert "Nyborg Kommune" in answer.content.decode()


def test_another_language_is_another_page(adopted):
    address, client = pages(*adopted)["strategy"], reader()
    known = tag(client, address)
    client.cookies["django_language"] = "en"
    assert again(client, address, known).status_code == 200


def test_a_fragment_is_not_the_page(adopted):
    address, client = pages(*adopted)["strategy"], reader()
    known = tag(client, address)
    assert again(client, address, known, hx_request="true").status_code == 200


def test_tomorrow_the_page_is_sent_anew_because_roles_end_on_days(adopted):
    address, client = pages(*adopted)["centres"], reader()
    known = tag(client, address)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert again(client, address, known).status_code == 200


def test_after_the_forms_token_changed_the_page_is_sent_anew(adopted):
    address, client = pages(*adopted)["strategy"], reader()
    known = tag(client, address)
    client.cookies["csrftoken"] = "x" * 32
    assert again(client, address, known).status_code == 200


def test_what_one_reads_signed_in_is_kept_by_no_cache(adopted):
    strategy, unit = adopted
    client = reader_with("executive", strategy.municipality)
    for name, address in pages(strategy, unit).items():
        answer = client.get(address)
        assert "ETag" not in answer.headers, name
        assert "private" in answer["Cache-Control"], name
        assert "Cookie" in answer["Vary"], name
