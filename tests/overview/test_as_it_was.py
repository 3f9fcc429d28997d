"""The strategy as it was on a day, at an address that can be shared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from pejl.strategy import actions
from pejl.strategy.models import Objective
from tests import build
from tests.overview.reader import reader, reader_with

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2014, 6, day, hour, tzinfo=UTC)


@pytest.fixture
def told():
    with time_machine.travel(at(1), tick=False):
        strategy = build.a_strategy()
        objective = build.an_objective(build.a_focus_area(strategy), "Kladdens ord")
        by = build.an_actor("executive", strategy.municipality)
    with time_machine.travel(at(4), tick=False):
        actions.edit_objective(by=by, objective=objective, version=1, title="Vedtagne ord")
    with time_machine.travel(at(5), tick=False):
        actions.adopt_strategy(by=by, strategy=strategy, version=1, adopted_on=at(5).date())
    with time_machine.travel(at(9, 21), tick=False):  # 23.00 in Denmark
        actions.edit_objective(
            by=by, objective=Objective.objects.get(), version=2, title="Senere ord"
        )
    return strategy


def read(client, strategy, day):
    address = reverse("overview:as_it_was", args=[strategy.municipality.slug, strategy.slug, day])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_each_day_shows_what_stood_at_its_end(told):
    staff = reader_with("employee", told.municipality)
    assert "Kladdens ord" in read(staff, told, "2014-06-02")
    assert "Vedtagne ord" in read(staff, told, "2014-06-08")
    assert "Senere ord" in read(staff, told, "2014-06-09")


def test_the_public_never_reads_the_draft_s_wording(told):
    for day in ("2013-01-01", "2014-06-01", "2014-06-04"):
        words = read(reader(), told, day)
        assert "Kladdens ord" not in words
        assert "Vedtagne ord" not in words
    assert "Vedtagne ord" in read(reader(), told, "2014-06-05")
    assert "Senere ord" in read(reader(), told, "2014-06-09")


@pytest.mark.parametrize(
    "day",
    ["2014-13-01", "2014-02-30", "0000-01-01", "0001-01-01", "9999-12-31", "2014-6-1", "i-gaar",
     "٢٠١٤-٠١-٠١", "2014-06-01x"],
)  # fmt: skip
def test_what_is_no_day_is_no_address(told, day):
    here = told.municipality.slug
    assert reader().get(f"/{here}/strategi/{told.slug}/pr/{day}/").status_code == 404


def test_the_date_field_leads_to_the_address_of_the_day(told):
    where = [told.municipality.slug, told.slug]
    sent = reader().get(reverse("overview:choose_day", args=where), {"dag": "2014-06-08"})
    assert sent["Location"] == reverse("overview:as_it_was", args=[*where, "2014-06-08"])


@pytest.mark.parametrize("day", ["", "i går", "2014-02-30", "<script>", "\x00", "9" * 5000])
def test_what_is_no_day_leads_back_to_the_trail(told, day):
    where = [told.municipality.slug, told.slug]
    sent = reader().get(reverse("overview:choose_day", args=where), {"dag": day})
    assert sent["Location"] == reverse("overview:trail", args=where)


def test_the_trail_shows_old_beside_new_and_who(told):
    address = reverse("overview:trail", args=[told.municipality.slug, told.slug])
    words = reader().get(address).content.decode()
    assert "Vedtagne ord" in words
    assert "Senere ord" in words
    assert "Kladdens ord" not in words, "the public reads no draft wording in the trail either"
    assert (
        "Kladdens ord" in reader_with("employee", told.municipality).get(address).content.decode()
    )
    only_after = reader().get(address, {"efter": "vedtagelsen"}).content.decode()
    assert "Senere ord" in only_after


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "\x00", "9" * 400])
def test_a_page_of_the_trail_that_is_not_there_gives_one_that_is(told, page):
    address = reverse("overview:trail", args=[told.municipality.slug, told.slug])
    assert reader().get(address, {"side": page}).status_code == 200
