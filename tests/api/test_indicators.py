"""Indicators through the API: what everyone reads, what a role does, and what numbers rest on."""

from __future__ import annotations

from datetime import date

import pytest

from pejl.indicators import actions
from pejl.indicators.models import Indicator, Value
from tests import build
from tests.api.calling import Program, program_of, token_for, visitor
from tests.api.test_writing import done, refused
from tests.indicators.made import an_indicator, new_values, with_values
from tests.initiatives.undertaken import an_idea

pytestmark = pytest.mark.django_db

ID = "b1f0c7d2-0000-4000-8000-000000000007"
SERIES = (61, 62, 60, 63, 62, 61, 64, 62, 63, 61, 62, 64, 70, 71)
BY_HAND = {
    "title": "Ventetid i borgerservice", "kind": "mean", "measured_in": "minutter",
    "direction": "lower", "frequency": "month", "baseline": "12.5", "baseline_on": "2014-01-01",
}  # fmt: skip


@pytest.fixture
def objective():
    strategy = build.adopted(build.a_strategy())
    return build.an_objective(build.a_focus_area(strategy))


@pytest.fixture
def here(objective):
    return objective.municipality


@pytest.fixture
def office(here):
    return program_of("strategy_office", here)


def at(indicator, more=""):
    key = indicator["id"] if isinstance(indicator, dict) else indicator.id
    return f"/indicators/{key}{more}"


def test_an_indicator_is_made_changed_ended_and_never_twice(objective, office):
    unit = build.a_unit(objective.municipality)
    owner = build.a_person("employee", objective.municipality)
    body = BY_HAND | {
        "id": ID, "unit_id": str(unit.id), "owner_id": str(owner.id),
        "objective_ids": [str(objective.id)], "is_public": True,
    }  # fmt: skip
    told = done(office.call("POST", "/indicators", body), 201)
    assert (told["id"], told["label"], told["owner"]["name"]) == (ID, "I1", owner.name)
    assert (told["baseline"], told["objective_ids"]) == ("12.5", [str(objective.id)])
    assert (told["latest"], told["state"], told["version"]) == (None, "no_data", 1)
    assert done(office.call("POST", "/indicators", body), 201)["id"] == ID
    assert Indicator.objects.count() == 1

    refused(office.call("PATCH", at(told), {"title": "Kø"}), 428, "version-not-named")
    changed = done(office.call("PATCH", at(told), {"title": "Kø", "tolerance": "0.5"}, version=1))
    assert (changed["title"], changed["tolerance"], changed["unit_id"]) == (
        "Kø", "0.5", str(unit.id),
    )  # fmt: skip
    late = office.call("PATCH", at(told), {"title": "Andet"}, version=1)
    assert refused(late, 412, "edited-meanwhile")["current"]["title"] == "Kø"

    ended = done(office.call("POST", at(told, "/end"), {"reason": "Erstattet"}, version=2))
    assert ended["ended_on"]
    entered = office.call("POST", at(told, "/values"), {"day": "2014-02-10", "amount": "1"})
    refused(entered, 409, "indicator-has-ended")
    assert office.read("/indicators")["total"] == 0
    assert office.read("/indicators?ended=true")["total"] == 1
    done(office.call("DELETE", at(told), version=3), 204)
    assert not Indicator.objects.exists()


def test_what_belongs_elsewhere_is_refused_at_its_field(office, here):
    other = build.a_municipality()
    elsewhere = {
        "unit_id": (build.a_unit(other).id, "unit-is-elsewhere"),
        "owner_id": (build.a_person("employee", other).id, "person-is-not-member"),
    }
    for field, (key, name) in elsewhere.items():
        told = refused(office.call("POST", "/indicators", BY_HAND | {field: str(key)}), 409, name)
        assert told["errors"][0]["field"] == field
    aims = {"objective_ids": [str(build.an_objective().id)]}
    refused(office.call("POST", "/indicators", BY_HAND | aims), 409, "objective-is-elsewhere")
    half = {"baseline": "3", "baseline_on": None}
    refused(office.call("POST", "/indicators", BY_HAND | half), 409, "baseline-needs-both")


def test_everyone_reads_what_is_public_and_no_names(here, objective):
    owner = build.an_actor("employee", here)
    public = an_indicator(objective=objective, is_public=True, owner=owner.person)
    actions.enter_value(
        by=owner, indicator=public, starts_on=date(2014, 1, 1), ends_on=date(2014, 3, 31),
        amount=new_values(62.5)[0].amount, comment="Fra rapporten",
    )  # fmt: skip
    an_indicator(objective=objective)
    program = visitor(here)

    (listed,) = program.read("/indicators")["items"]
    assert (listed["id"], listed["owner"]) == (str(public.id), None)
    assert listed["latest"] == {
        "starts_on": "2014-01-01", "ends_on": "2014-03-31", "amount": 62.5,
    }  # fmt: skip
    (value,) = program.read(at(public, "/values"))["items"]
    assert (value["amount"], value["internal"], value["holds"]) == ("62.5", None, True)
    mine = Program(here, token_for(owner, here)).read(f"/values/{value['id']}")["internal"]
    assert (mine["recorded_by"]["name"], mine["comment"]) == (owner.person.name, "Fra rapporten")
    behind = "/behind?starts_on=2014-01-01&ends_on=2014-03-31"
    refused(program.get(at(public, behind)), 404, "not-found")
    refused(program.get(at(public, "/imports")), 404, "not-found")


def test_the_list_is_narrowed(here, objective, office):
    unit = build.a_unit(here)
    here_too = an_indicator(objective=objective, unit=unit, title="Sygefravær", source="imported")
    an_indicator(here, title="Andet")
    for query in (
        f"unit_id={unit.id}", f"objective_id={objective.id}", "q=fravær", "source=imported",
        f"number={here_too.number}",
    ):  # fmt: skip
        found = office.read(f"/indicators?{query}")
        assert [one["title"] for one in found["items"]] == ["Sygefravær"], query
    assert [one["title"] for one in office.read("/indicators")["items"]] == ["Andet", "Sygefravær"]


def test_a_value_is_entered_once_and_corrected_with_a_reason(here):
    owner = build.an_actor("employee", here)
    indicator = an_indicator(here, kind="share", owner=owner.person)
    program = Program(here, token_for(owner, here))
    sent = {"day": "2014-02-10", "numerator": "81", "denominator": "263"}
    told = done(program.call("POST", at(indicator, "/values"), sent), 201)
    assert (told["starts_on"], told["ends_on"], told["amount"]) == (
        "2014-01-01", "2014-03-31", "30.798479",
    )  # fmt: skip
    assert done(program.call("POST", at(indicator, "/values"), sent), 201)["id"] == told["id"]
    again = {"day": "2014-02-10", "amount": "31"}
    refused(program.call("POST", at(indicator, "/values"), again), 409, "value-is-there")
    path = f"/values/{told['id']}/corrections"
    refused(program.call("POST", path, {"amount": "31"}), 422, "unusable-values")
    right = {"amount": "31", "reason": "Talt om"}
    corrected = done(program.call("POST", path, right), 201)
    assert (corrected["amount"], corrected["internal"]["reason"]) == ("31", "Talt om")
    refused(program.call("POST", path, right), 409, "value-was-corrected")
    assert program.read(at(indicator, "/values"))["total"] == 1
    both = program.read(at(indicator, "/values?corrected=true"))["items"]
    assert [one["holds"] for one in both] == [False, True]
    other = program_of("employee", here)
    refused(other.call("POST", at(indicator, "/values"), again), 403, "not-allowed")


def test_many_values_are_written_at_once_or_not_at_all(here, office):
    unit = build.a_unit(here)
    indicator = an_indicator(here, frequency="month")
    months = [{"day": f"2014-{month:02}-01", "amount": f"{month}.5"} for month in range(1, 13)]
    months += [{"day": "2014-01-01", "amount": None, "unit_id": str(unit.id)}]
    months += [{"day": "2014-01-01", "amount": "3", "dimension": "køn", "category": "kvinder"}]
    path = at(indicator, "/values/many")

    written = {"added": 14, "corrected": 0, "unchanged": 0}
    assert done(office.call("POST", path, {"values": months})) == written
    assert done(office.call("POST", path, {"values": months}))["unchanged"] == 14

    refusals = (
        ([{"day": "2014-01-01", "amount": "9"}], "correction-needs-reason", "reason"),
        ([*months, months[0]], "values-are-twice", "values"),
        ([months[0], {"day": "2199-01-01", "amount": "9"}], "period-lies-ahead", "values.1.day"),
        ([{"day": "9999-12-31", "amount": "9"}], "period-lies-ahead", "values.0.day"),
        ([{"day": "2015-01-01", "dimension": "køn"}], "part-needs-both", "values.0.category"),
        ([{"day": "2015-01-01", "unit_id": ID}], "unit-is-elsewhere", "values.0.unit_id"),
    )
    for values, name, field in refusals:
        told = refused(office.call("POST", path, {"values": values}), 409, name)
        assert told["errors"][0]["field"] == field
    assert Value.objects.count() == 14
    corrected = {"values": [{"day": "2014-01-01", "amount": "9"}], "reason": "Ny opgørelse"}
    assert done(office.call("POST", path, corrected))["corrected"] == 1
    narrowed = at(indicator, "/values?whole=true&since=2014-11-01&until=2014-11-30")
    assert [one["amount"] for one in office.read(narrowed)["items"]] == ["11.5"]
    parts = at(indicator, "/values?dimension=køn&category=kvinder")
    assert [one["amount"] for one in office.read(parts)["items"]] == ["3"]


@pytest.mark.parametrize("amount", ["1e5", "NaN", "Infinity", "1,5", "", "1.1234567", "9" * 15])
def test_what_is_no_figure_is_told(here, office, amount):
    sent = {"day": "2014-02-10", "amount": amount}
    path = at(an_indicator(here), "/values")
    refused(office.call("POST", path, sent), 422, "unusable-values")


def test_a_target_is_set_moved_and_removed(here, office):
    indicator = with_values(an_indicator(here), *SERIES)
    new = {"id": ID, "due_on": "2018-12-31", "value": "75.5"}
    target = done(office.call("POST", at(indicator, "/targets"), new), 201)
    assert (target["value"], target["set_by"]["name"][:6]) == ("75.5", "Person")
    path = f"/targets/{target['id']}"
    moved = done(office.call("PATCH", path, {"value": "70"}, version=1))
    assert (moved["value"], moved["due_on"]) == ("70", "2018-12-31")
    assert office.read(at(indicator))["targets"] == [moved]
    owner = Program(here, token_for(build.an_actor("employee", here), here))
    refused(owner.call("PATCH", path, {"value": "1"}, version=2), 403, "not-allowed")
    refused(office.call("DELETE", path, version=1), 412, "changed-meanwhile")
    done(office.call("DELETE", path, version=2), 204)
    assert office.read(at(indicator))["targets"] == []


def test_an_analysis_tells_signals_limits_and_reach(here, office):
    indicator = with_values(an_indicator(here, measured_in="%"), *SERIES[:12], *[70, 71] * 5)
    target = {"due_on": "2020-06-30", "value": "40"}
    done(office.call("POST", at(indicator, "/targets"), target), 201)

    found = office.read(at(indicator, "/analysis"))

    assert len(found["points"]) == 22
    assert found["points"][-1]["signal"] == {"rule": "outside", "is_better": True}
    assert (found["variation"], found["assurance"]) == ("improving", "met")
    assert found["stretches"][0]["low"] < found["stretches"][0]["mean"]
    assert found["ahead"]["reach"] == "likely"
    assert found["standing"]["state"] == "stale"
    assert found["sentence"].startswith("Steget fra 70,0")
    english = office.get(at(indicator, "/analysis"), **{"Accept-Language": "en"}).json()
    assert english["sentence"].startswith("Risen from")

    step = found["proposed_step"]["day"]
    accepted = {"starts_on": step, "reason": "Ny praksis"}
    told = done(office.call("POST", at(indicator, "/step-changes"), accepted), 201)
    assert told["accepted_by"]
    after = office.read(at(indicator, "/analysis"))
    assert (after["proposed_step"], len(after["stretches"])) == (None, 2)
    done(office.call("DELETE", f"/step-changes/{told['id']}", version=1), 204)
    assert office.read(at(indicator, "/analysis"))["proposed_step"]["day"] == step


def test_units_beside_each_other_are_told_with_the_limits_they_stand_outside(here, office):
    indicator = an_indicator(here, kind="share", is_public=True)
    units = [build.a_unit(here, name=f"Center {letter}") for letter in "ABCD"]
    by = build.the_operator(here)
    for unit, count in zip(units, (50, 51, 49, 80), strict=True):
        actions.enter_value(
            by=by, indicator=indicator, unit=unit, numerator=new_values(count)[0].amount,
            denominator=new_values(100)[0].amount, starts_on=date(2014, 1, 1),
            ends_on=date(2014, 3, 31),
        )  # fmt: skip
    (found,) = visitor(here).read(at(indicator, "/breakdowns"))
    assert [(one["name"], one["outside"]) for one in found["parts"]] == [
        ("Center A", ""),
        ("Center B", ""),
        ("Center C", ""),
        ("Center D", "99.8"),
    ]
    assert found["mean"] == pytest.approx(57.5)


def test_what_pejl_counts_is_made_counted_and_traced_to_its_rows(here, office):
    idea = an_idea(here)
    measures = {one["key"]: one for one in visitor(here).read("/measures")}
    key = next(key for key, one in measures.items() if "idea" in key and one["kind"] == "number")
    body = {"title": measures[key]["title"], "source": "computed", "measure": key}
    refused(
        office.call("POST", "/indicators", body | {"direction": "lower"}), 422, "unusable-values"
    )
    told = done(office.call("POST", "/indicators", body), 201)
    assert (told["measure"], told["kind"]) == (key, measures[key]["kind"])

    counted = done(office.call("POST", at(told, "/compute")))
    assert set(counted) == {"added", "corrected", "unchanged"}
    (value,) = office.read(at(told, "/values?whole=true"))["items"][-1:]
    query = f"/behind?starts_on={value['starts_on']}&ends_on={value['ends_on']}"
    behind = office.read(at(told, query))
    assert behind["source"] == "computed"
    assert behind["said"][0]["id"] == value["id"]
    assert behind["counted"]["total"] == 1
    assert behind["counted"]["rows"][0]["title"] == str(idea)
    entered = {"day": "2014-02-10", "amount": "1"}
    refused(office.call("POST", at(told, "/values"), entered), 409, "values-are-computed")
    refused(
        office.call("PATCH", at(told), {"source": "entered"}, version=1), 422, "unusable-values"
    )
    by_hand = an_indicator(here)
    refused(office.call("POST", at(by_hand, "/compute")), 409, "measure-is-unknown")
    missing = {"title": "Uden", "source": "computed", "measure": "findes-ikke"}
    refused(office.call("POST", "/indicators", missing), 409, "measure-is-unknown")


def test_municipalities_that_publish_the_same_are_peers(here, office):
    same = {"shared_key": "sygefravaer", "is_public": True, "measured_in": "dage"}
    indicator = an_indicator(here, **same)
    other = an_indicator(**same).municipality
    done(office.call("PATCH", at(indicator), {"compared_with": [other.slug]}, version=1))
    assert visitor(here).read(at(indicator, "/peers")) == [
        {"slug": other.slug, "name": other.name, "is_chosen": True}
    ]
    unknown = {"compared_with": ["findes-ikke"]}
    refused(office.call("PATCH", at(indicator), unknown, version=2), 409, "comparison-is-unknown")


def test_the_bearings_of_a_strategys_objectives_are_told_in_reading_order(here, objective):
    with_values(an_indicator(objective=objective, is_public=True), *SERIES)
    other = build.an_objective(objective.focus_area)
    told = visitor(here).read(f"/strategies/{objective.strategy_id}/bearings")[-2:]
    assert [one["objective_id"] for one in told] == [str(objective.id), str(other.id)]
    assert (told[0]["effect"], told[1]["effect"]) == ("no_target", "no_data")
    assert told[0]["work"]["state"] == "no_data"
    assert told[0]["readings"][0]["sentence"].startswith("Steget fra")
    assert told[1]["certainty"]
