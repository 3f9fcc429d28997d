"""Files of figures through the API: handed in, looked at, read, stopped and fetched again."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from pejl.indicators.models import Value
from pejl.jobs.worker import work_off
from tests import build
from tests.api.calling import program_of, visitor
from tests.api.test_writing import done, refused
from tests.indicators.handed_in import stored_in
from tests.indicators.made import an_indicator
from tests.indicators.reading.test_statbank import answering, serve

__all__ = ["serve"]

pytestmark = pytest.mark.django_db

SHEET = "Kvartal;Køn;Andel\r\n2014K1;Mænd på Ø;62,5\r\n2014K2;Kvinder;63\r\n"
WINDOWS = SHEET.encode("cp1252")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": stored_in(tmp_path)}
    cache.clear()


@pytest.fixture
def indicator():
    return an_indicator(is_public=True)


@pytest.fixture
def office(indicator):
    return program_of("strategy_office", indicator.municipality)


def handed_in(office, indicator, content=WINDOWS):
    path = f"/indicators/{indicator.id}/imports"
    return done(office.hand_in(path, ("tal.csv", content)), 201)


def chosen(office, told, *roles, **more):
    body = {"roles": roles or ("period", "dimension", "value")} | more
    return done(office.call("PUT", f"/imports/{told['id']}/columns", body, told["version"]))


def test_a_file_is_handed_in_looked_at_read_and_fetched_again(indicator, office):
    told = handed_in(office, indicator)
    assert (told["state"], told["file_name"], told["columns"]) == ("draft", "tal.csv", {})
    path = f"/imports/{told['id']}"
    looked = office.read(f"{path}/columns")
    assert [one["role"] for one in looked["columns"]] == ["period", "dimension", "value"]
    assert looked["columns"][1]["kinds"] == ["Mænd på Ø", "Kvinder"]
    assert (looked["rows"][0], looked["lines"], looked["problem"]) == (
        ["2014K1", "Mænd på Ø", "62,5"], 2, "",
    )  # fmt: skip
    refused(office.call("POST", f"{path}/start", version=1), 409, "mapping-is-incomplete")

    ready = chosen(office, told)
    assert ready["rows_known"] == 2
    read = done(office.call("POST", f"{path}/start", version=ready["version"]))

    assert (read["state"], read["added"], read["faults"]) == ("done", 2, [])
    assert Value.objects.count() == 2
    values = office.read(f"/indicators/{indicator.id}/values")["items"]
    assert [one["internal"]["import_id"] for one in values] == [told["id"]] * 2
    fetched = office.get(f"{path}/content")
    assert fetched.content == WINDOWS
    assert "attachment" in fetched.headers["Content-Disposition"]
    listed = office.read(f"/indicators/{indicator.id}/imports")["items"]
    assert [one["id"] for one in listed] == [told["id"]]
    for place in (path, f"{path}/content", f"{path}/columns"):
        refused(visitor(indicator.municipality).get(place), 404, "not-found")


def test_faults_are_told_by_line_and_it_is_tried_again_without_them(indicator, office):
    told = handed_in(office, indicator, b"Kvartal;Antal\n2014K1;mange\n2014K2;2\n")
    path = f"/imports/{told['id']}"
    ready = chosen(office, told, "period", "value")
    failed = done(office.call("POST", f"{path}/start", version=ready["version"]))
    assert (failed["state"], failed["fault_count"]) == ("failed", 1)
    assert (failed["faults"][0]["line"], failed["faults"][0]["column"]) == (2, "Antal")
    assert not Value.objects.exists()
    wanted = {"filters": [{"column": 0, "only": ["2014K2"]}]}
    again = chosen(office, failed, "period", "value", **wanted)
    assert (again["state"], again["faults"]) == ("draft", [])
    assert done(office.call("POST", f"{path}/start", version=again["version"]))["added"] == 1


def test_a_long_file_waits_for_a_worker_and_can_be_stopped(indicator, office, monkeypatch):
    monkeypatch.setattr("pejl.indicators.import_jobs.READ_AT_ONCE", 0)
    for stops in (True, False):
        told = chosen(office, handed_in(office, indicator))
        path = f"/imports/{told['id']}"
        waiting = done(office.call("POST", f"{path}/start", version=told["version"]))
        assert waiting["state"] == "waiting"
        if stops:
            assert done(office.call("POST", f"{path}/stop"))["state"] == "stopped"
        work_off()
        assert office.read(path)["state"] == ("stopped" if stops else "done")
        assert Value.objects.count() == (0 if stops else 2)
    assert done(office.call("POST", f"{path}/stop"))["state"] == "done"


def test_only_who_may_enter_values_hands_in(indicator, office):
    told = handed_in(office, indicator)
    employee = program_of("employee", indicator.municipality)
    sent = employee.hand_in(f"/indicators/{indicator.id}/imports", ("x.csv", b"a;b\n1;2\n"))
    refused(sent, 403, "not-allowed")
    body = {"roles": ["period", "dimension", "value"]}
    path = f"/imports/{told['id']}"
    refused(employee.call("PUT", f"{path}/columns", body, version=1), 403, "not-allowed")
    refused(employee.call("POST", f"{path}/stop"), 403, "not-allowed")
    refused(office.call("PUT", f"{path}/columns", body, version=7), 412, "edited-meanwhile")
    other = program_of("strategy_office", build.a_municipality())
    refused(other.get(path), 404, "not-found")
    bad = office.hand_in(f"/indicators/{indicator.id}/imports", ("x.csv", b"bare tekst"))
    refused(bad, 409, "not-a-figure-file")


def test_statistics_denmark_is_asked(indicator, office, serve, settings):
    question = {
        "table": "anbaar1",
        "variables": [{"code": "OMRÅDE", "values": ["253"]}, {"code": "Tid", "values": ["*"]}],
    }
    path = f"/indicators/{indicator.id}/imports/statbank"
    settings.PEJL_STATBANK_ADDRESS = ""
    refused(office.call("POST", path, question), 409, "stat-bank-is-off")
    server = serve(answering(200, "OMRÅDE;TID;INDHOLD\r\nGreve;2014K1;31,5\r\n".encode()))
    settings.PEJL_STATBANK_ADDRESS = server.address
    told = done(office.call("POST", path, question), 201)
    assert (told["origin"], told["query"]["table"]) == ("statbank", "ANBAAR1")
    assert server.asked[0][1]["variables"] == question["variables"]
    ready = chosen(office, told, "ignored", "period", "value")
    read = done(office.call("POST", f"/imports/{told['id']}/start", version=ready["version"]))
    assert (read["state"], read["added"]) == ("done", 1)
