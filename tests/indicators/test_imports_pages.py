"""Pages on which figures are handed in, looked at, read, followed and fetched again; and how they leave."""

from __future__ import annotations

import time
from itertools import count
from threading import Thread
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import translation

from pejl.indicators import actions
from pejl.indicators.models import Import, Value
from pejl.indicators.queries.imports import preview_of
from pejl.indicators.reading.refusals import SheetIsMissing
from pejl.jobs.models import Job
from pejl.jobs.worker import work_off
from tests import build
from tests.indicators.handed_in import chosen, handed_in, read, stored_in, waiting
from tests.indicators.made import an_indicator, new_values, with_values
from tests.indicators.reading import make
from tests.indicators.reading.test_statbank import answering, serve
from tests.strategy.conftest import shared_database

__all__ = ["serve", "shared_database"]

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
QUARTERS = "Kvartal;Andel\r\n2014K1;62,5\r\n2014K2;63\r\n"
WINDOWS = "År;Køn;Værdi\r\n2013;Mænd på Østerbro;1,5\r\n".encode("cp1252")
STATBANK = "OMRÅDE;TID;INDHOLD\r\nGreve;2013;31,5\r\nGreve;2014;..\r\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}
    cache.clear()


@pytest.fixture
def indicator():
    return an_indicator(frequency="quarter", kind="number")


@pytest.fixture
def office(indicator):
    return signed_in("strategy_office", indicator.municipality)


def signed_in(role, municipality):
    client = Client()
    client.force_login(build.a_person(role, municipality))
    return client


def page(indicator, more=""):
    return f"/{indicator.municipality.slug}/indikatorer/{indicator.number}/import/{more}"


_keys = count(1)


def hand_in(client, indicator, content=QUARTERS, **more):
    """Where the page leads to after a file was handed in, and the import."""
    content = content.encode() if isinstance(content, str) else content
    sent = {"id": str(UUID(int=next(_keys))), "file": SimpleUploadedFile("tal.csv", content)}
    answer = client.post(page(indicator, "ny/"), sent, **more)
    return answer, Import.objects.get(pk=sent["id"])


def columns(batch, **more):
    """What the form on the columns' page sends."""
    roles = {f"role_{place}": role for place, role in enumerate(preview_of(batch).mapping.roles)}
    return {"version": batch.version, "decimal": "", "measured_in": "", "reason": ""} | roles | more


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_file_is_handed_in_looked_at_and_read(indicator, office, headers):
    assert office.get(page(indicator, "ny/")).status_code == 200
    answer, batch = hand_in(office, indicator, headers=headers)
    where = answer.headers.get("Location") or answer.headers["HX-Redirect"]
    assert where == page(indicator, f"{batch.pk}/")
    looked = office.get(where).content.decode()
    assert "2014K1" in looked
    assert "62,5" in looked
    assert not Value.objects.exists()

    answer = office.post(where, columns(batch), headers=headers)

    assert answer.status_code == (200 if headers else 302)
    batch.refresh_from_db()
    assert (batch.state, batch.added) == ("done", 2)
    assert "2 nye værdier" in office.get(where).content.decode()
    assert work_off() == 1
    assert Value.objects.count() == 2


def test_the_choices_can_be_looked_at_again_before_anything_is_read(indicator, office):
    _answer, batch = hand_in(office, indicator, "Kvartal;Værdi\n2014K1;12.345\n")
    assert "kan læses på to måder" in office.get(page(indicator, f"{batch.pk}/")).content.decode()

    office.post(page(indicator, f"{batch.pk}/"), columns(batch, decimal=".", look="1"))

    batch.refresh_from_db()
    assert (batch.state, batch.mapping["decimal"]) == ("draft", ".")
    looked = office.get(page(indicator, f"{batch.pk}/")).content.decode()
    assert "kan læses på to måder" not in looked


def test_another_sheet_of_a_workbook_is_chosen_and_remembered(indicator, office):
    book = make.workbook(
        [["Kvartal", "Andel"], ["2014K1", 1]],
        Brugere=[["Kvartal", "Note", "Andel"], ["2014K1", "", 7], ["2014K2", "", 8]],
    )
    _answer, batch = hand_in(office, indicator, book)
    where = page(indicator, f"{batch.pk}/")
    assert "ark=Brugere" in office.get(where).content.decode()
    assert "ark=Tal" not in office.get(where).content.decode()
    shown = office.get(f"{where}?ark=Brugere").content.decode()
    assert "Note" in shown
    assert office.get(f"{where}?ark=Findes%20ikke").status_code == 200
    roles = {"role_0": "period", "role_1": "ignored", "role_2": "value"}
    sent = {
        "version": batch.version,
        "decimal": "",
        "measured_in": "",
        "reason": "",
        "sheet": "Brugere",
    }

    office.post(where, sent | roles | {"look": "1"})
    assert "Note" in office.get(where).content.decode()
    batch.refresh_from_db()
    office.post(where, sent | roles | {"version": batch.version})

    assert [one.amount for one in Value.objects.order_by("starts_on")] == [7, 8]


def test_a_sheet_that_is_not_there_is_refused_to_programs_as_to_people(indicator, office):
    book = make.workbook(
        [["Kvartal", "Andel"], ["2014K1", 1]], Mere=[["Kvartal", "A"], ["2014K2", 2]]
    )
    _answer, batch = hand_in(office, indicator, book)
    with pytest.raises(SheetIsMissing):
        actions.choose_columns(
            by=build.the_operator(indicator.municipality), batch=batch, version=batch.version,
            mapping={"roles": ["period", "value"], "sheet": "Andet"},
        )  # fmt: skip


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_two_columns_with_one_role_come_back_with_what_is_wrong(indicator, office, headers):
    _answer, batch = hand_in(office, indicator)
    answer = office.post(
        page(indicator, f"{batch.pk}/"), columns(batch, role_0="value"), headers=headers
    )
    assert answer.status_code == 200
    assert "To kolonner har samme rolle" in answer.content.decode()


def test_what_is_no_table_comes_back_and_nothing_is_kept(indicator, office):
    sent = {"id": str(UUID(int=1)), "file": SimpleUploadedFile("x.csv", b"bare tekst")}
    answer = office.post(page(indicator, "ny/"), sent)
    assert answer.status_code == 200
    assert "ikke en tabel" in answer.content.decode()
    assert not Import.objects.exists()


def test_cells_are_pasted_and_a_faulty_line_is_told_by_its_number(indicator, office):
    sent = {"id": str(UUID(int=1)), "text": "Kvartal\tVærdi\r\n2014K1\t1\r\n2014K2\tmange\r\n"}
    office.post(page(indicator, "ny/?maade=indsaet"), sent)
    batch = Import.objects.get()
    where = page(indicator, f"{batch.pk}/")
    office.post(where, columns(batch, role_1="value"))

    told = office.get(where).content.decode()

    assert "Linje 3, Værdi" in told
    assert "”mange”" in told
    assert not Value.objects.exists()
    assert office.get(f"{where}?igen=1").status_code == 200
    assert 'name="role_1"' in office.get(f"{where}?igen=1").content.decode()


def test_a_correction_is_tried_again_with_its_reason_without_handing_in_the_file(indicator, office):
    read(handed_in(indicator, QUARTERS))
    _answer, batch = hand_in(office, indicator, QUARTERS.replace("63", "64"))
    where = page(indicator, f"{batch.pk}/")
    office.post(where, columns(batch))
    assert f"{where}?igen=1" in office.get(where).content.decode()

    batch.refresh_from_db()
    office.post(where, columns(batch, reason="Talt om"))

    batch.refresh_from_db()
    assert (batch.state, batch.corrected, batch.unchanged) == ("done", 1, 1)


def test_a_long_file_is_left_to_a_worker_and_its_progress_is_shown(indicator, office, monkeypatch):
    monkeypatch.setattr("pejl.indicators.import_jobs.READ_AT_ONCE", 3)
    _answer, batch = hand_in(office, indicator)
    where = page(indicator, f"{batch.pk}/")

    office.post(where, columns(batch))

    waits = office.get(where).content.decode()
    assert 'id="fremdrift" hx-get=' in waits
    assert "Venter" in waits
    Import.objects.filter(pk=batch.pk).update(state="reading", rows_read=1)
    office.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    part = office.get(where, headers=HTMX).content.decode()
    assert "1 line read of 2" in " ".join(part.split())
    assert not Value.objects.exists()
    assert work_off() == 1
    shown = office.get(where).content.decode()
    assert "hx-get" not in shown.partition('id="fremdrift"')[2][:200]
    assert Value.objects.count() == 2


def test_two_clicks_let_one_worker_read(indicator, office, monkeypatch):
    monkeypatch.setattr("pejl.indicators.import_jobs.READ_AT_ONCE", 0)
    _answer, batch = hand_in(office, indicator)
    sent = columns(batch)
    for _click in range(2):
        office.post(page(indicator, f"{batch.pk}/"), sent)
    assert Job.objects.count() == 1


def test_a_waiting_file_is_stopped_by_a_button_and_nothing_is_read(indicator, office):
    batch = waiting(handed_in(indicator, QUARTERS))
    where = page(indicator, f"{batch.pk}/")
    assert f"{where}stop/" in office.get(where).content.decode()
    assert office.get(f"{where}stop/").status_code == 405

    answer = office.post(f"{where}stop/")

    assert (answer.status_code, answer.headers["Location"]) == (302, where)
    batch.refresh_from_db()
    assert batch.state == "stopped"
    assert f"{where}stop/" not in office.get(where).content.decode()


def test_a_long_import_is_stopped_from_elsewhere_while_it_is_read(shared_database):
    indicator = an_indicator(frequency="month")
    months = [f"{year}M{month:02}" for year in range(1925, 2025) for month in range(1, 13)]
    lines = [f"{month};Gruppe {group};{group}" for group in range(60) for month in months]
    batch = waiting(
        handed_in(indicator, "Måned;Gruppe;Antal\n" + "\n".join(lines)),
        "period", "dimension", "value",
    )  # fmt: skip
    by = build.the_operator(indicator.municipality)

    def work():
        mine = Import.objects.select_related("indicator", "municipality").get(pk=batch.pk)
        actions.read_in(by=by, batch=mine)
        connections["default"].close()

    worker = Thread(target=work)
    worker.start()
    while not Import.objects.filter(pk=batch.pk, rows_read__gt=0).exists():
        assert worker.is_alive()
        time.sleep(0.005)
    assert actions.stop_import(by=by, batch=batch)
    worker.join(60)

    batch.refresh_from_db()
    assert batch.state == "stopped"
    assert 0 < batch.rows_read < len(lines)
    assert not Value.objects.exists()


def test_the_file_is_fetched_again_byte_for_byte_by_those_who_work_here(indicator, office):
    indicator.is_public = True
    indicator.save()
    _answer, batch = hand_in(office, indicator, WINDOWS)
    where = page(indicator, f"{batch.pk}/fil/")

    answer = signed_in("employee", indicator.municipality).get(where)

    assert b"".join(answer) == WINDOWS
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for other in (Client(), signed_in("guest", indicator.municipality)):
        assert other.get(where).status_code in {302, 403}
        assert other.get(page(indicator, f"{batch.pk}/")).status_code in {302, 403}


def test_only_who_may_enter_values_hands_files_in(indicator):
    employee = signed_in("employee", indicator.municipality)
    assert employee.get(page(indicator, "ny/")).status_code == 403
    batch = chosen(handed_in(indicator, QUARTERS))
    where = page(indicator, f"{batch.pk}/")
    assert "role_0" not in employee.get(where).content.decode()
    employee.post(where, columns(batch))
    batch.refresh_from_db()
    assert batch.state == "draft"
    assert employee.post(f"{where}stop/").status_code == 403


def test_statistics_denmark_is_asked_once_and_the_question_stays_with_the_figures(
    indicator, office, serve, settings
):
    server = serve(answering(200, STATBANK.encode()))
    settings.PEJL_STATBANK_ADDRESS = server.address
    indicator = an_indicator(indicator.municipality, frequency="year")
    asked = {"table": "anbaar1", "variables": "OMRÅDE=253\r\nTid=*"}
    where = page(indicator, "ny/?maade=statistikbank")
    assert office.get(where).status_code == 200

    for key in (1, 2):
        office.post(where, asked | {"id": str(UUID(int=key))})

    assert len(server.asked) == 1
    batch = Import.objects.get(pk=UUID(int=1))
    assert (batch.origin, batch.file_name) == ("statbank", "ANBAAR1.csv")
    assert batch.query["variables"][0] == {"code": "OMRÅDE", "values": ["253"]}
    office.post(page(indicator, f"{batch.pk}/"), columns(batch))
    assert [one.amount for one in Value.objects.all()] == [31.5, None]
    assert "ANBAAR1" in office.get(page(indicator, f"{batch.pk}/")).content.decode()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answering(503, b"<html>lukket</html>"), "svarer ikke"),
        (answering(400, b'{"message": "Tabellen findes ikke"}'), "Tabellen findes ikke"),
    ],
    ids=["closed", "no such table"],
)
def test_what_statistics_denmark_cannot_answer_is_told_on_the_form(
    indicator, office, serve, settings, answer, words
):
    settings.PEJL_STATBANK_ADDRESS = serve(answer).address
    sent = {"id": str(UUID(int=1)), "table": "FOLK9", "variables": "Tid=*"}
    told = office.post(page(indicator, "ny/?maade=statistikbank"), sent)
    assert told.status_code == 200
    assert words in told.content.decode()
    assert not Import.objects.exists()


def test_where_nobody_is_asked_the_form_is_not_offered(indicator, office, settings):
    settings.PEJL_STATBANK_ADDRESS = ""
    assert "statistikbank" not in office.get(page(indicator, "ny/")).content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_sheet_comes_back_as_it_left_and_nothing_in_it_calculates(language):
    municipality = build.a_municipality()
    centre = build.a_unit(municipality, name="=Center Nord")
    details = {"frequency": "month", "kind": "rate", "per": 1000, "measured_in": "pr. 1.000"}
    indicator = with_values(an_indicator(municipality, **details, is_public=True), -2, 12.345, None)
    by = build.the_operator(municipality)
    for more in (
        {"dimension": "=køn", "category": "@kvinder"},
        {"dimension": "Alder", "category": "+Ældre", "unit_id": centre.id},
        {"unit_id": centre.id},
    ):
        actions.enter_values(
            by=by, indicator=indicator, values=new_values(1.5, 7, frequency="month", **more)
        )
    visitor = Client()
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    sheet = visitor.get(f"/{municipality.slug}/indikatorer/{indicator.number}/tal.csv").content
    assert sheet.decode("utf-8-sig").startswith("Periode" if language == "da" else "Period;")
    for cell in sheet.decode("utf-8-sig").replace("\r\n", ";").split(";"):
        assert cell == "-2" or cell[:1] not in {"=", "+", "-", "@"}, cell
    other = an_indicator(municipality, **details)

    with translation.override(language):
        batch = read(handed_in(other, sheet))

    assert batch.state == "done", batch.faults
    assert _values(other) == _values(indicator)


def _values(indicator):
    names = ("starts_on", "ends_on", "unit", "dimension", "category", "amount")
    return sorted(Value.objects.filter(indicator=indicator).values_list(*names), key=str)
