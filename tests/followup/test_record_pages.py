"""The pages of a record: what was signed, what was added, what everyone reads, two compared."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from pejl.followup.actions.records import add_to_record
from pejl.followup.models import Record, Round
from pejl.indicators.models import Indicator
from pejl.initiatives.models import Initiative
from pejl.organisation.models import Municipality, Person
from pejl.strategy.models import FocusArea, Objective
from tests import build
from tests.followup.frozen_rounds import (
    a_closed_round,
    a_strategy,
    forge,
    signed,
    with_initiatives,
)
from tests.followup.record_browsers import a_browser, address, as_role, full_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.PEJL_SIGNING_KEY = tmp_path / "key.pem"


# What was signed


def everything_changes(round: Round) -> None:
    """Every live text that the page could read in place of the record."""
    Round.objects.update(title="ÆNDRET", message="ÆNDRET")
    round.reports.update(fact="ÆNDRET", status="off_course", cause="ÆNDRET")
    Objective.objects.update(title="ÆNDRET")
    FocusArea.objects.update(title="ÆNDRET")
    Initiative.objects.update(title="ÆNDRET", state="stopped")
    Person.objects.update(name="ÆNDRET", title="ÆNDRET")
    Indicator.objects.update(title="ÆNDRET", decimals=4, measured_in="ÆNDRET")
    round.decisions.update(text="ÆNDRET", state="done", outcome="ÆNDRET")
    round.agendaitems.update(title="ÆNDRET", minutes="ÆNDRET")
    Municipality.objects.update(
        vocabulary={"da": {"focus_area": {"singular": "ÆNDRET", "plural": "ÆNDRET"}}}
    )
    Indicator.objects.first().values.update(amount=1)  # type: ignore[union-attr]


def body(text: str) -> str:
    """What a page says, without its frame and the token of its forms."""
    main = re.search(r"<main.*?</main>", text, re.DOTALL)
    assert main
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main[0])


@pytest.mark.parametrize("public", [False, True])
def test_a_live_text_that_is_changed_does_not_change_the_record_s_page(public: bool) -> None:
    round = full_round(is_public=True)
    Indicator.objects.update(is_public=True)
    Initiative.objects.update(is_public=True)
    record = signed(round)
    client = as_role("employee", round)
    url = address("public_record", round) if public else address("record", round, record.number)
    before = body(client.get(url).text)
    everything_changes(round)
    after = client.get(url)
    assert after.status_code == 200
    assert body(after.text) == before
    assert "ÆNDRET" not in before


def test_the_page_has_all_that_the_record_says() -> None:
    round = full_round(message="Tak for svar")
    record = signed(round)
    text = as_role("employee", round).get(address("record", round, record.number)).text
    for words in (
        "Målsætning nr. 1 på æøå", "Det går som det skal 🧭", "Tallene er fra før sommer.",
        "Ole Ejer", "71,5 %", "Andel tilfredse", "Tryg hjemme", "Internt om indsatsen.",
        "Mål ude af kurs", "Rådhuset", "Vi drøftede det længe.", "Det hjælper.", "Kommunaldirektør",
        "pejl-chart", record.digest_words,
    ):  # fmt: skip
        assert words in text, words


def test_a_record_that_was_changed_is_not_shown_as_if_it_held() -> None:
    round = full_round(is_public=True)
    record = signed(round)
    forge(record, "content", record.content.replace("Det går", "Alt går"))
    client = as_role("employee", round)
    for url in (address("record", round, record.number), address("public_record", round)):
        text = client.get(url).text
        assert 'role="alert"' in text
        assert "Alt går" not in text
    for content in ("{}", "ikke json", '{"number":1}'):
        forge(record, "content", content)
        for name, *args in (
            ("record", record.number), ("public_record",), ("records",), ("compare_rounds",),
            ("export_record", record.number),
        ):  # fmt: skip
            assert client.get(address(name, round, *args)).status_code == 200, (content, name)
        office = as_role("strategy_office", round)
        assert office.get(address("add_to_record", round)).status_code == 200


def test_a_record_is_asked_for_in_few_questions_however_large_it_is(
    django_assert_max_num_queries: Any,
) -> None:
    round = full_round()
    record = signed(round)
    client = as_role("employee", round)
    for name, *args in (("record", record.number), ("records",), ("export_record", record.number)):
        with django_assert_max_num_queries(12):
            client.get(address(name, round, *args))


def test_the_list_shows_the_digest_of_every_record_and_whether_it_holds() -> None:
    strategy = a_strategy()
    first, second = (signed(a_closed_round(strategy)) for _one in "12")
    client = as_role("employee", first.round)
    page = client.get(address("records", second.round))
    assert first.digest_words in page.text
    assert second.digest_words in page.text
    assert [one.holds for one in page.context["list"].records] == [True, True]
    forge(first, "signature", "00" * 64)
    page = client.get(address("records", second.round))
    assert [one.holds for one in page.context["list"].records] == [True, False]
    assert 'role="alert"' in page.text


def test_a_record_of_another_round_or_municipality_is_not_found() -> None:
    record, other = signed(a_closed_round()), signed(a_closed_round())
    client = as_role("employee", record.round)
    assert client.get(address("record", record.round, 2)).status_code == 404
    foreign = reverse("followup:record", args=[record.municipality.slug, other.round.slug, 1])
    assert client.get(foreign).status_code == 404
    assert client.get(address("record", other.round, 1)).status_code in {302, 404}
    assert client.get(address("export_record", other.round, 1)).status_code == 404


def test_the_file_is_byte_for_byte_what_was_signed() -> None:
    record = signed(full_round())
    response = as_role("employee", record.round).get(address("export_record", record.round, 1))
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment")
    told = json.loads(response.content)
    names = ("content", "previous_digest", "digest", "signature", "key", "number")
    assert {name: told[name] for name in names} == {name: getattr(record, name) for name in names}


# Additions


def test_an_addition_stands_beside_the_record_and_has_a_page_of_its_own() -> None:
    round = full_round()
    record = signed(round)
    client = as_role("strategy_office", round)
    form = client.get(address("add_to_record", round) + "?om=1.2")
    assert 'value="1.2" selected' in form.text
    sent = {"about": "1.2", "text": "Tallet var fra *2013*."}
    response = client.post(address("add_to_record", round), sent)
    assert response.headers["Location"] == address("record", round, 2)
    assert "Tallet var fra <em>2013</em>." in client.get(response.headers["Location"]).text
    page = client.get(address("record", round, record.number))
    assert "Tallet var fra <em>2013</em>." in page.text
    assert "1.2 Målsætning nr. 2 på æøå" in page.text


@pytest.mark.parametrize("role", ["employee", "unit_leader"])
def test_others_are_told_before_they_write_that_they_may_not_add(role: str) -> None:
    round = a_closed_round()
    signed(round)
    assert as_role(role, round).get(address("add_to_record", round)).status_code == 403


def test_an_addition_to_a_round_that_is_not_signed_is_refused_in_the_form() -> None:
    round = a_closed_round()
    page = as_role("strategy_office", round).post(address("add_to_record", round), {"text": "x"})
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert Record.objects.count() == 0


# The public version

SECRET = (
    "Karen Chef", "Ole Ejer", "Direktør", "Tallene er fra før", "Vi ringer", "Vi drøftede",
    "Rådhuset", "Det hjælper", "Mål ude af kurs", "HEMMELIG", "Kontoret retter",
)  # fmt: skip


def a_public_round() -> Round:
    """One indicator and one initiative are public, one of each is not."""
    round = full_round(is_public=True, message="HEMMELIG besked")
    shown, hidden = Indicator.objects.order_by("number")
    Indicator.objects.filter(pk=shown.pk).update(is_public=True, title="Åben andel")
    Indicator.objects.filter(pk=hidden.pk).update(title="HEMMELIG andel")
    open_one, closed_one = Initiative.objects.order_by("number")
    Initiative.objects.filter(pk=open_one.pk).update(is_public=True, title="Åben indsats")
    Initiative.objects.filter(pk=closed_one.pk).update(title="HEMMELIG indsats")
    round.reports.filter(initiative=open_one).update(fact="Den åbne går godt.")
    round.reports.filter(initiative=closed_one).update(fact="HEMMELIG tilstand")
    round.reports.filter(kind="focus_area").update(fact="HEMMELIG om området")
    round.reports.update(
        cause="HEMMELIG grund", remedy="HEMMELIG handling", decision_wanted="HEMMELIG",
        next_milestone="HEMMELIG milepæl",
    )  # fmt: skip
    return round


def test_everyone_reads_the_public_version_and_nothing_else_of_it() -> None:
    round = a_public_round()
    record = signed(round)
    office = build.an_actor("strategy_office", round.municipality)
    add_to_record(by=office, round=round, text="Kontoret retter HEMMELIG")
    for client in (a_browser(), as_role("guest", round), as_role("employee", round)):
        page = client.get(address("public_record", round))
        assert page.status_code == 200
        for words in (
            "Målsætning nr. 1 på æøå", "Det går som det skal", "Åben andel", "71,5", "pejl-chart",
            "Åben indsats", "Den åbne går godt.", record.digest_words,
        ):  # fmt: skip
            assert words in page.text, words
        main = body(page.text)
        assert [words for words in SECRET if words in main] == []


@pytest.mark.parametrize("role", ["visitor", "guest"])
def test_the_record_itself_is_for_those_who_work_here(role: str) -> None:
    round = a_public_round()
    record = signed(round)
    client = as_role(role, round)
    public = address("public_record", round)
    for name, *args in (("records",), ("record", record.number)):
        assert client.get(address(name, round, *args)).headers["Location"] == public
    for name, *args in (("export_record", record.number), ("compare_rounds",)):
        assert client.get(address(name, round, *args)).status_code == 404
    assert client.get(address("add_to_record", round)).status_code == 403


@pytest.mark.parametrize("details", [{"is_public": False}, {"is_public": True, "state": "closed"}])
def test_what_is_not_public_or_not_signed_is_not_found(details: dict[str, Any]) -> None:
    round = a_closed_round(**details)
    if not round.is_public:
        signed(round)
    for name, *args in (("public_record",), ("records",), ("record", 1), ("export_record", 1)):
        assert a_browser().get(address(name, round, *args)).status_code == 404


# Two rounds beside each other


def test_two_rounds_are_compared_by_what_stands_otherwise() -> None:
    then = full_round()
    objective = then.strategy.objectives.order_by("number").first()
    assert objective
    signed(then)
    today = timezone.localdate()
    now = a_closed_round(
        then.strategy, starts_on=today - timedelta(days=29), ends_on=today - timedelta(days=1)
    )
    now.reports.filter(objective=objective).update(
        status="off_course", fact="Det går ikke som det skal 🧭", cause="Vi mangler folk."
    )
    with_initiatives(now, 1, title="Noget nyt")
    Indicator.objects.all().update(data_version=99)
    for indicator in Indicator.objects.all():
        values = indicator.values.order_by("ends_on")
        values.filter(pk=values.last().pk).update(amount=55)  # type: ignore[union-attr]
    signed(now)

    client = as_role("employee", now)
    for one, other in ((now, then), (then, now)):
        page = client.get(address("compare_rounds", one) + f"?med={other.slug}")
        found = page.context["comparison"]
        assert found.then["round"]["slug"] == then.slug, "the older one stands first"
        (changed,) = found.changed
        assert (changed.label, changed.then, changed.now) == ("1.1", "on_course", "off_course")
        assert [(text.then, text.now) for text in changed.texts] == [
            ("Det går som det skal 🧭", "Det går ikke som det skal 🧭"), ("", "Vi mangler folk.")
        ]  # fmt: skip
        assert found.unchanged == 2
        assert [one["title"] for one in found.came] == ["Noget nyt"]
        assert len(found.went) == 2
        assert {(figure.then, figure.now) for figure in found.figures} == {("71,5 %", "55,0 %")}
        assert "<ins>" in page.text
        assert "Noget nyt" in page.text


def test_with_one_signed_round_there_is_nothing_to_compare_with() -> None:
    record = signed(a_closed_round())
    page = as_role("employee", record.round).get(address("compare_rounds", record.round))
    assert page.status_code == 200
    assert page.context["comparison"] is None


def test_an_unknown_round_to_compare_with_gives_the_nearest() -> None:
    strategy = a_strategy()
    one, other = (signed(a_closed_round(strategy)).round for _n in "12")
    client = as_role("employee", one)
    page = client.get(address("compare_rounds", one) + "?med=findes-ikke")
    assert page.context["form"].initial["med"] == other.slug
    assert page.context["comparison"]
