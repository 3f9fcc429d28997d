"""Pages of prejekter: who sees what, writing in place, gates, and how often they ask the database."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejl.initiatives import actions
from pejl.initiatives.models import Initiative
from tests import build
from tests.initiatives import exploring
from tests.initiatives.exploring import decided, in_days
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db

MOST = 15
"""Of somebody who leads a unit, whose page also reads which units are below it."""
MANY = 50
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world():
    return exploring.a_world()


@pytest.fixture
def prejekt(world):
    return exploring.a_running_prejekt(world)


def url(prejekt, name="initiative", *args):
    return reverse(f"initiatives:{name}", args=[prejekt.municipality.slug, prejekt.number, *args])


def here(prejekt):
    """As htmx asks from the prejekt's own page."""
    return {"headers": HTMX | {"HX-Current-URL": f"http://testserver{url(prejekt)}#viden"}}


def page_of(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_question_is_the_heading(world, prejekt):
    page = page_of(reader(world.chief), url(prejekt))
    assert exploring.QUESTION in re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]


def test_a_line_is_written_in_place_and_the_counts_follow(world, prejekt):
    client = reader(world.chief, "en")
    address = url(prejekt, "add_prejekt_line", "viden")
    form = page_of(client, address, headers=HTMX)
    assert 'id="part-ny-viden"' in form
    answer = client.post(
        address, {"id": uuid4(), "text": "Ni km", "confidence": "low"}, **here(prejekt)
    )
    assert answer.headers["HX-Retarget"] == answer.headers["HX-Reselect"] == "#prejekt"
    text = answer.content.decode()
    assert "Ni km" in text
    assert "we know 1 thing" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("viden", {"text": "Ny", "confidence": "low"}),
        ("ikke-viden", {"question": "Ny"}),
        ("aktiviteter", {"title": "Ny", "kind": "interview", "on": "2014-03-01"}),
        ("handlemuligheder", {"title": "Ny", "verdict": "open"}),
        ("laering", {"text": "Ny", "on": "2014-03-01"}),
        ("deltagere", {"described_as": "Ny", "role": "citizen"}),
    ],
)
def test_every_kind_of_line_is_added_edited_and_removed_without_javascript(
    world, prejekt, what, values
):
    client = reader(world.chief)
    sent = {"id": str(uuid4())} | values
    answer = client.post(url(prejekt, "add_prejekt_line", what), sent)
    assert answer.headers["Location"] == f"{url(prejekt)}#{what}"
    edit = url(prejekt, "edit_prejekt_line", what, sent["id"])
    assert "Ny" in page_of(client, edit)
    named = {name: "Nyere" if value == "Ny" else value for name, value in values.items()}
    more = {"version": "1", "state": "open"} | named
    assert client.post(edit, more).status_code == 302
    assert "Nyere" in page_of(client, url(prejekt))
    removed = client.post(url(prejekt, "remove_prejekt_line", what, sent["id"]), {"version": "2"})
    assert removed.status_code == 302
    assert client.get(edit).status_code == 404


def test_an_answer_is_written_where_the_question_is_read(world, prejekt):
    unknown = actions.note_unknown(by=world.leader, initiative=prejekt, question="Hvor langt?")
    client = reader(world.chief, "en")
    answer = client.post(
        url(prejekt, "settle", unknown.pk),
        {
            "version": 1,
            "state": "answered",
            "answer": "Ni km",
            "makes_known": "on",
            "confidence": "high",
        },
        **here(prejekt),
    )
    text = answer.content.decode()
    assert "Answers: Hvor langt?" in text
    assert "1 question answered or given up" in text


def test_two_who_edit_the_same_line_are_shown_both_texts(world, prejekt):
    known = actions.note_known(by=world.leader, initiative=prejekt, text="Før")
    client = reader(world.chief)
    address = url(prejekt, "edit_prejekt_line", "viden", known.pk)
    client.post(address, {"version": 1, "text": "Deres", "confidence": "low"})
    answer = client.post(
        address, {"version": 1, "text": "Min", "confidence": "low"}, headers=HTMX
    ).content.decode()
    assert "Deres" in answer
    assert "Min" in answer


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_visitor_reads_the_public_version_and_nothing_internal(world, language):
    prejekt = exploring.a_running_prejekt(
        world, is_public=True, summary="Om aftenen", internal_note="Hemmelig note"
    )
    actions.note_known(by=world.leader, initiative=prejekt, text="Intern viden")
    decided(
        world, prejekt, "crystallise", "stop", reason="Intern grund", learning="Alle må lære det"
    )
    page = page_of(reader(language=language), url(prejekt))
    for shown in (exploring.QUESTION, "Om aftenen", "Alle må lære det", "Sundhed &amp; Pleje"):
        assert shown in page
    for hidden in (
        "Hemmelig note", "Intern viden", "Intern grund", world.chief.name, world.sponsor.name,
    ):  # fmt: skip
        assert hidden not in page
    listed = page_of(reader(language=language), f"/{world.municipality.slug}/prejekter/")
    assert exploring.QUESTION in listed
    assert world.sponsor.name not in listed


def test_a_visitor_does_not_find_what_is_not_public(world, prejekt):
    assert reader().get(url(prejekt)).status_code == 404
    assert exploring.QUESTION not in page_of(reader(), f"/{world.municipality.slug}/prejekter/")


def test_a_visitor_writes_and_decides_nothing(world):
    prejekt = exploring.a_running_prejekt(world, is_public=True)
    addresses = [
        url(prejekt, "add_prejekt_line", "viden"), url(prejekt, "edit_matter"),
        url(prejekt, "edit_frame"), url(prejekt, "gate", "midtvejs"), url(prejekt, "wake"),
    ]  # fmt: skip
    for address in addresses:
        assert reader().get(address).status_code in {302, 403}, address
        assert reader().post(address).status_code in {302, 403}, address


def test_an_employee_reads_all_and_is_offered_no_pen(world, prejekt):
    person = build.a_person("employee", world.municipality)
    page = page_of(reader(person), url(prejekt))
    assert "/viden/ny/" not in page
    assert "/beslutning/" not in page
    assert reader(person).get(url(prejekt, "gate", "midtvejs")).status_code == 403


def test_what_stands_in_another_municipality_is_not_found(world, prejekt):
    other = exploring.a_world()
    assert reader(other.chief).get(url(prejekt)).status_code == 404


def test_past_its_time_box_the_page_asks_for_a_decision_without_alarm(world, prejekt):
    Initiative.objects.filter(pk=prejekt.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    page = page_of(reader(world.chief, "en"), url(prejekt))
    assert "The time box has ended: what do we choose?" in page
    assert "alert-info" in page
    assert "alert-error" not in page
    assert "alert-warning" not in page


def test_a_stopped_prejekt_is_a_success(world, prejekt):
    decided(world, prejekt, "crystallise", "stop", learning="Lyset vækker.")
    page = page_of(reader(world.chief, "en"), url(prejekt))
    assert "alert-success" in page
    assert "off_course" not in page


def test_the_page_asks_for_another_sponsor_when_the_first_has_left(world, prejekt):
    world.sponsor.memberships.update(role="employee")
    page = page_of(reader(world.chief, "en"), url(prejekt))
    assert f"{world.sponsor.name} no longer sits in the executive group" in page


def gate_form(client, address):
    """What a browser would send back unseen."""
    page = page_of(client, address)
    return dict(re.findall(r'type="hidden" name="(version|id|seen)" value="([^"]+)"', page))


def test_a_decision_is_chosen_and_then_given_its_reason(world, prejekt):
    client = reader(world.sponsor, "en")
    gate = url(prejekt, "gate", "krystallisering")
    assert "?beslutning=stop" in page_of(client, gate)
    sent = gate_form(client, f"{gate}?beslutning=stop")
    wanting = client.post(f"{gate}?beslutning=stop", sent)
    assert "what a stopped prejekt leaves to others" in wanting.content.decode()
    answer = client.post(
        f"{gate}?beslutning=stop",
        sent | {"reason": "Nej.", "learning": "Lyset.", "need": "3", "need_words": "Spurgt"},
    )
    assert answer.status_code == 302
    page = page_of(client, url(prejekt))
    assert "Documented with those it concerns" in page
    assert "Lyset." in page


def test_the_second_of_two_deciders_keeps_the_text_and_reads_what_was_decided(world, prejekt):
    address = url(prejekt, "gate", "midtvejs") + "?beslutning=go_on"
    client = reader(world.chief, "en")
    mine = gate_form(client, address) | {"reason": "Min lange grund"}
    decided(world, prejekt, "midway", "go_on", reason="Deres grund")
    for more in ({}, {"headers": HTMX}):
        text = client.post(address, mine, **more).content.decode()
        assert "Min lange grund" in text
        assert "Deres grund" in text
    assert prejekt.gates.count() == 2
    again = dict(re.findall(r'type="hidden" name="(version|id|seen)" value="([^"]+)"', text))
    assert client.post(address, mine | again).status_code == 302
    assert prejekt.gates.count() == 3


def test_a_gate_that_is_not_open_leads_back_to_the_decisions(world, prejekt):
    answer = reader(world.sponsor).get(url(prejekt, "gate", "start"))
    assert answer.headers["Location"] == f"{url(prejekt)}#beslutninger"
    assert reader(world.sponsor).get(url(prejekt, "gate", "aldrig")).status_code == 404


def test_a_prejekt_is_proposed_with_a_question_and_a_sponsor(world):
    client = reader(world.chief)
    address = reverse("initiatives:new_prejekt", args=[world.municipality.slug])
    sent = {
        "id": uuid4(), "question": "Hvordan\nkan vi?", "title": "Aften", "unit": world.unit.pk,
        "sponsor": world.sponsor.pk, "owner": world.chief.pk, "hours": 20,
    }  # fmt: skip
    assert client.post(address, sent | {"id": uuid4(), "question": "Vi gør det"}).status_code == 200
    assert client.post(address, sent).status_code == 302
    assert Initiative.objects.get().prejekt.question == "Hvordan kan vi?"


def test_the_frame_and_the_matter_are_edited_each_by_itself(world, prejekt):
    client = reader(world.chief)
    sent = {
        "version": prejekt.version, "title": "Ny titel", "unit": world.unit.pk,
        "sponsor": world.sponsor.pk, "hours": 9, "is_public": "on", "ends_on": in_days(60),
    }  # fmt: skip
    assert client.post(url(prejekt, "edit_frame"), sent).status_code == 302
    prejekt.refresh_from_db()
    assert (prejekt.title, prejekt.is_public, prejekt.prejekt.hours) == ("Ny titel", True, 9)
    sent = {"version": prejekt.version, "occasion": "Klager"}
    answer = client.post(url(prejekt, "edit_matter"), sent, **here(prejekt))
    assert "Klager" in answer.content.decode()


def test_the_list_is_filtered_by_its_address(world, prejekt):
    exploring.a_prejekt(world, title="Mad", question="Hvordan smager det?")
    client, address = reader(world.chief), f"/{world.municipality.slug}/prejekter/"
    assert "smager" not in page_of(client, f"{address}?staar=running")
    assert exploring.QUESTION not in page_of(client, f"{address}?ord=smager")
    assert "smager" in page_of(client, f"{address}?ord=smager&center={world.unit.slug}&mine=on")
    assert "smager" not in page_of(client, f"{address}?fokus=ingen.x")


def asked(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured.captured_queries]


def test_a_page_asks_as_often_for_fifty_lines_as_for_one(world):
    client, counts = reader(world.chief), []
    for rows in (1, MANY):
        prejekt = exploring.grown(world, rows)
        counts.append(asked(client, url(prejekt)))
    one, many = counts
    assert len(many) <= len(one), "\n".join(many[len(one) :])
    assert len(many) <= MOST, "\n".join(many)


def test_the_list_asks_as_often_for_fifty_prejekter_as_for_one(world):
    client, counts = reader(world.sponsor), []
    for rows in (1, MANY):
        for _row in range(rows):
            exploring.a_prejekt(world)
        counts.append(asked(client, f"/{world.municipality.slug}/prejekter/"))
    assert len(counts[1]) <= len(counts[0])
    assert len(counts[1]) <= 12, "\n".join(counts[1])
