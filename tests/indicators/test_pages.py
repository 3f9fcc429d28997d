"""Pages of indicators: what a reader sees, what an owner does, and how few questions they cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client

from pejl.indicators import actions
from pejl.indicators.models import Indicator, Value
from tests import build
from tests.indicators.made import an_indicator, new_values, with_values

pytestmark = pytest.mark.django_db

SERIES = (61, 62, 60, 63, 62, 61, 64, 62, 63, 61, 62, 64, 70, 71)


@pytest.fixture
def objective():
    return build.an_objective()


def signed_in(role: str, municipality) -> Client:
    client = Client()
    client.force_login(build.a_person(role, municipality))
    return client


def page_of(indicator: Indicator, more: str = "") -> str:
    return f"/{indicator.municipality.slug}/indikatorer/{indicator.number}/{more}"


def test_a_visitor_reads_a_public_indicator_with_chart_and_table_and_not_an_internal_one(objective):
    public = with_values(
        an_indicator(objective=objective, is_public=True, measured_in="%"), *SERIES
    )
    internal = with_values(an_indicator(objective=objective), *SERIES)

    page = Client().get(page_of(public)).content.decode()

    assert "71,0 %" in page
    assert "<svg" in page
    assert "<table" in page
    assert Client().get(page_of(internal)).status_code == 404
    assert "Bag tallet" not in page


def test_the_list_tells_how_each_stands_with_as_many_questions_for_few_as_for_many(
    objective, django_assert_max_num_queries
):
    office = signed_in("strategy_office", objective.municipality)
    address = f"/{objective.municipality.slug}/indikatorer/"
    for _number in range(2):
        with_values(an_indicator(objective=objective), *SERIES)
    office.get(address)
    cache.clear()
    with django_assert_max_num_queries(15):
        office.get(address)
    for _number in range(20):
        with_values(an_indicator(objective=objective), *SERIES)
    cache.clear()
    with django_assert_max_num_queries(15):
        assert office.get(address).content.decode().count("I1") > 1


def test_the_page_of_an_indicator_costs_the_same_however_many_values(
    objective, django_assert_max_num_queries
):
    office = signed_in("strategy_office", objective.municipality)
    small = with_values(an_indicator(objective=objective), 1)
    large = with_values(an_indicator(objective=objective, frequency="month"), *range(90))
    office.get(page_of(small))
    for one in (small, large):
        cache.clear()
        with django_assert_max_num_queries(20):
            assert office.get(page_of(one)).status_code == 200


def test_the_owner_enters_a_value_in_danish_and_corrects_it_with_a_reason(objective):
    owner = build.a_person("employee", objective.municipality)
    indicator = an_indicator(objective=objective, owner=owner)
    client = Client()
    client.force_login(owner)

    answer = client.post(
        page_of(indicator, "vaerdier/ny/"), {"day": "2014-02-10", "amount": "1.234,5"}
    )

    assert answer.status_code == 302
    value = Value.objects.get()
    assert (value.starts_on, value.ends_on, value.amount) == (
        date(2014, 1, 1), date(2014, 3, 31), Decimal("1234.5"),
    )  # fmt: skip
    without_reason = client.post(
        page_of(indicator, f"vaerdier/{value.pk}/ret/"), {"amount": "1200", "reason": ""}
    )
    assert without_reason.status_code == 200
    client.post(
        page_of(indicator, f"vaerdier/{value.pk}/ret/"), {"amount": "1200", "reason": "Talt om"}
    )
    assert Value.objects.current().get().amount == 1200


def test_an_employee_who_does_not_own_it_may_not_enter_values(objective):
    indicator = an_indicator(objective=objective)
    stranger = signed_in("employee", objective.municipality)
    sent = stranger.post(page_of(indicator, "vaerdier/ny/"), {"day": "2014-02-10", "amount": "1"})
    assert sent.status_code == 403
    assert not Value.objects.exists()


def test_an_indicator_is_made_and_edited_by_the_strategy_office(objective):
    office = signed_in("strategy_office", objective.municipality)
    address = f"/{objective.municipality.slug}/indikatorer/ny/"
    assert office.get(address).status_code == 200
    details = {
        "id": "5c1d2b7e-7b0e-4c7c-9a53-0d2f6a0f3a11", "title": "Ventetid i borgerservice",
        "kind": "mean", "source": "entered", "measured_in": "minutter", "per": "1", "decimals": "1",
        "direction": "lower", "frequency": "month", "level": "outcome",
        "objectives": [str(objective.pk)],
    }  # fmt: skip
    for _click in range(2):
        assert office.post(address, details).status_code == 302
    indicator = Indicator.objects.get()
    assert list(indicator.objectives.all()) == [objective]
    changed = details | {"version": "1", "title": "Ventetid"}
    assert office.post(page_of(indicator, "rediger/"), changed).status_code == 302
    indicator.refresh_from_db()
    assert indicator.title == "Ventetid"
    both = office.post(page_of(indicator, "rediger/"), changed | {"title": "Kø"}).content.decode()
    assert "Ventetid" in both
    assert "Kø" in both


def test_a_target_is_set_moved_and_removed(objective):
    office = signed_in("strategy_office", objective.municipality)
    indicator = with_values(an_indicator(objective=objective), *SERIES)
    new = {"id": "0c1d2b7e-7b0e-4c7c-9a53-0d2f6a0f3a11", "due_on": "2018-12-31", "value": "75,5"}
    assert office.post(page_of(indicator, "maal/nyt/"), new).status_code == 302
    target = indicator.targets.get()
    assert target.value == Decimal("75.5")
    moved = {"version": "1", "due_on": "2018-12-31", "value": "70"}
    assert office.post(page_of(indicator, f"maal/{target.pk}/"), moved).status_code == 302
    removed = office.post(page_of(indicator, f"maal/{target.pk}/fjern/"), {"version": "2"})
    assert removed.status_code == 302
    assert not indicator.targets.exists()


def test_pejl_proposes_a_step_and_a_named_person_accepts_it(objective):
    office = signed_in("strategy_office", objective.municipality)
    indicator = with_values(
        an_indicator(objective=objective), *SERIES[:12], 70, 71, 70, 72, 71, 70, 71, 70, 71
    )
    page = office.get(page_of(indicator)).content.decode()
    assert "trin/nyt/?fra=2017-01-01" in page
    sent = {
        "id": "1c1d2b7e-7b0e-4c7c-9a53-0d2f6a0f3a11",
        "starts_on": "2017-01-01",
        "reason": "Ny praksis",
    }
    assert office.post(page_of(indicator, "trin/nyt/"), sent).status_code == 302
    step = indicator.stepchanges.get()
    assert step.accepted_by
    assert "trin/nyt/?fra=" not in office.get(page_of(indicator)).content.decode()


def test_figures_leave_as_a_sheet_that_calculates_nothing(objective):
    indicator = with_values(an_indicator(objective=objective, is_public=True), -2, 3)
    actions.enter_values(
        by=build.the_operator(objective.municipality),
        indicator=indicator,
        values=new_values(1, dimension="=køn", category="@kvinder"),
    )
    sheet = Client().get(page_of(indicator, "tal.csv")).content.decode("utf-8-sig")
    assert ";-2;" in sheet
    assert ";'=køn;" in sheet
    assert ";'@kvinder;" in sheet


def test_what_is_behind_a_number_is_for_those_who_work_here(objective):
    indicator = with_values(an_indicator(objective=objective, is_public=True), 5)
    address = page_of(indicator, "bag/2014-01-01_2014-03-31/")
    assert Client().get(address).status_code == 403
    page = signed_in("employee", objective.municipality).get(address)
    assert page.status_code == 200
    assert "5" in page.content.decode()
    assert (
        signed_in("employee", objective.municipality)
        .get(page_of(indicator, "bag/x_y/"))
        .status_code
        == 404
    )


@pytest.mark.parametrize("htmx", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_a_faulty_value_comes_back_with_what_is_wrong(objective, htmx):
    owner = build.a_person("employee", objective.municipality)
    indicator = an_indicator(objective=objective, owner=owner)
    client = Client()
    client.force_login(owner)
    answer = client.post(
        page_of(indicator, "vaerdier/ny/"), {"day": "2014-02-10", "amount": "mange"}, **htmx
    )
    assert answer.status_code == 200
    assert "mange" in answer.content.decode()


def test_the_leader_of_a_unit_makes_an_indicator_for_it_and_for_no_other(objective):
    here = objective.municipality
    own, other = build.a_unit(here), build.a_unit(here)
    leader = Client()
    leader.force_login(build.a_person("unit_leader", here, own))
    address = f"/{here.slug}/indikatorer/ny/"
    assert f'<a class="button button-primary" href="{address}"' in (
        leader.get(f"/{here.slug}/indikatorer/").content.decode()
    )
    shown = leader.get(address).content.decode()
    assert str(own.pk) in shown
    assert str(other.pk) not in shown
    details = {
        "id": "5c1d2b7e-7b0e-4c7c-9a53-0d2f6a0f3a12", "title": "Ventetid", "kind": "mean",
        "source": "entered", "decimals": "1", "direction": "lower", "frequency": "month",
        "level": "outcome",
    }  # fmt: skip
    for unit, status in ((other, 200), (own, 302)):
        assert leader.post(address, details | {"unit": str(unit.pk)}).status_code == status
    assert Indicator.objects.get().unit == own


@pytest.mark.parametrize("day", ["2199-01-01", "9999-12-31"])
def test_a_day_that_lies_ahead_is_told_at_its_field(objective, day):
    owner = build.a_person("employee", objective.municipality)
    client = Client()
    client.force_login(owner)
    for frequency in ("month", "week"):
        indicator = an_indicator(objective=objective, owner=owner, frequency=frequency)
        sent = client.post(page_of(indicator, "vaerdier/ny/"), {"day": day, "amount": "1"})
        assert sent.status_code == 200
        assert "ikke begyndt endnu" in sent.content.decode()
    computed = an_indicator(objective=objective, source="computed", measure="ideas.handed_in")
    assert client.get(page_of(computed, f"bag/{day}_{day}/")).status_code == 404
