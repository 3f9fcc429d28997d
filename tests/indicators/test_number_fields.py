"""Fields for numbers: their units, their size, and how they look on a phone and when they are corrected."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.urls import reverse
from django.utils import translation

from pejl.effects.models import Expectation
from pejl.indicators import actions
from pejl.indicators.forms.indicators import NumberField
from pejl.indicators.models import Indicator, Target, Value
from pejl.indicators.refusals import NotAFigure
from tests import build
from tests.effects.made import an_expectation, begin
from tests.indicators.made import an_indicator, with_values
from tests.initiatives.undertaken import a_project
from tests.overview.reader import reader

pytestmark = pytest.mark.django_db

AHEAD = "2060-12-31"
"""A day by which something may still be expected, and not too far off to be aimed at."""


@pytest.fixture
def hours():
    return an_indicator(measured_in="timer")


def office(indicator, language="en"):
    return reader(build.an_actor("strategy_office", indicator.municipality).person, language)


def at(indicator, more):
    return f"/{indicator.municipality.slug}/indikatorer/{indicator.number}/{more}"


def post(indicator, more, **sent: Any):
    return office(indicator).post(at(indicator, more), sent).content.decode()


def refused(written, unit, measured_in="timer"):
    return f"“{written}” is in {unit}, but the indicator is measured in {measured_in}."


def enter(indicator, amount, **more):
    return post(indicator, "vaerdier/ny/", day="2014-02-10", amount=amount, **more)


# Another unit of measure


@pytest.mark.parametrize(
    ("written", "unit"), [("50 %", "%"), ("1.234,5 dage", "dage"), ("7 t.", "t.")]
)
def test_a_value_in_another_unit_is_refused_with_both_units_named(hours, written, unit):
    assert refused(written, unit) in enter(hours, written)
    assert not Value.objects.exists()


@pytest.mark.parametrize("written", ["50", "50 timer", "50 Timer", "50,0timer"])
def test_a_value_without_a_unit_or_with_the_indicators_own_is_entered(hours, written):
    enter(hours, written)
    assert Value.objects.get().amount == 50


def test_an_abbreviation_of_the_unit_is_the_same_unit_and_where_none_is_known_any_will_do():
    enter(an_indicator(measured_in="procent"), "50 pct.")
    enter(an_indicator(), "50 stk.")
    assert [one.amount for one in Value.objects.all()] == [50, 50]


def test_how_many_count_need_not_be_in_the_unit_of_the_share():
    enter(an_indicator(kind="share", measured_in="%"), "", numerator="5 børn", denominator="8 børn")
    assert Value.objects.get().amount == Decimal("62.5")


def test_a_correction_in_another_unit_is_refused(hours):
    value = with_values(hours, 145).values.get()
    sent = {"amount": "50 %", "reason": "Talt om"}
    assert refused("50 %", "%") in post(hours, f"vaerdier/{value.pk}/ret/", **sent)
    assert Value.objects.get().amount == 145


def test_a_target_in_another_unit_is_neither_set_nor_moved_to(hours):
    target = actions.set_target(
        by=build.the_operator(hours.municipality), indicator=hours, due_on=date(2030, 12, 31),
        value=Decimal(40),
    )  # fmt: skip
    sent = {"id": uuid4(), "due_on": "2031-12-31", "value": "50 %", "version": 1}
    assert refused("50 %", "%") in post(hours, "maal/nyt/", **sent)
    assert refused("50 %", "%") in post(hours, f"maal/{target.pk}/", **sent)
    assert Target.objects.get().value == 40


def test_baseline_and_tolerance_are_in_the_unit_that_the_same_form_says(hours):
    details = {
        "title": "Andel", "source": "entered", "kind": "number", "decimals": 1, "direction": "higher",
        "frequency": "year", "level": "outcome", "version": 1, "baseline_on": "2013-12-31",
    }  # fmt: skip
    both = {"baseline": "50 timer", "tolerance": "2 timer"}
    shown = post(hours, "rediger/", **details, **both, measured_in="dage")
    assert refused("50 timer", "timer", "dage") in shown
    assert refused("2 timer", "timer", "dage") in shown
    post(hours, "rediger/", **details, **both, measured_in="timer")
    hours.refresh_from_db()
    assert (hours.baseline, hours.tolerance) == (50, 2)


def test_the_baseline_of_what_pejl_counts_is_in_the_unit_it_counts_in():
    indicator = an_indicator(measured_in="dage")
    Indicator.objects.update(source="computed", measure="x")
    sent = {"title": "Andel", "baseline": "5 %", "baseline_on": "2013-12-31", "version": 1}
    assert refused("5 %", "%", "dage") in post(indicator, "rediger/", **sent)


@pytest.fixture
def project():
    return a_project()


def expect(project, address, **sent):
    sent = {"id": uuid4(), "due_on": AHEAD, "version": 1, "reason": "Fordi"} | sent
    return office(project).post(address, sent).content.decode()


def addresses(project, expected):
    here = [project.municipality.slug, project.number]
    return (
        reverse("effects:write_expectation", args=here),
        reverse("effects:edit_expectation", args=[*here, expected.pk]),
    )


def test_an_expectation_in_another_unit_is_neither_written_reworded_nor_changed(project):
    indicator = an_indicator(project.municipality, measured_in="timer")
    expected = an_expectation(project, indicator)
    write, edit = addresses(project, expected)
    sent = {"indicator": indicator.pk, "change": "50 %"}
    assert refused("50 %", "%") in expect(project, write, **sent)
    assert refused("50 %", "%") in expect(project, edit, **sent)
    begin(project)
    assert refused("50 %", "%") in expect(project, edit, change="50 %")
    assert Expectation.objects.get().change == -5
    expect(project, edit, change="-4 timer")
    assert Expectation.objects.get(replaces=expected).change == -4


@pytest.mark.parametrize("written", ["-5 %", "-5 procentpoint", "−5 %-point"])
def test_percentages_change_by_percentage_points(project, written):
    indicator = an_indicator(project.municipality, measured_in="%")
    expected = an_expectation(project, indicator, change=Decimal(-1))
    _write, edit = addresses(project, expected)
    expect(project, edit, indicator=indicator.pk, change=written)
    assert Expectation.objects.get().change == -5


# What is too large, and what a number looks like


@pytest.mark.parametrize("written", ["99999999999999999999", "inf", "123456789012345", "0,1234567"])
def test_a_number_that_pejl_has_no_room_for_is_refused_with_what_there_is_room_for(written):
    with translation.override("da"):
        with pytest.raises(forms.ValidationError) as refusal:
            NumberField().clean(written)
        assert refusal.value.messages == [str(NotAFigure.sentence)]


@pytest.mark.parametrize(
    ("language", "shown"), [("da", "1234,5"), ("en", "1234.5")], ids=["Danish", "English"]
)
def test_what_is_corrected_stands_in_the_form_without_zeros_in_the_readers_own_mark(
    language, shown
):
    indicator = with_values(an_indicator(), "1234.5", 1200)
    for value, written in zip(indicator.values.order_by("starts_on"), (shown, "1200"), strict=True):
        page = office(indicator, language).get(at(indicator, f"vaerdier/{value.pk}/ret/"))
        assert f'name="amount" value="{written}"' in page.content.decode()


def test_what_was_expected_stands_in_the_form_without_zeros(project):
    expected = an_expectation(project, change=Decimal("-50.000000"))
    _write, edit = addresses(project, expected)
    assert 'name="change" value="-50"' in office(project).get(edit).content.decode()


def control(page, name):
    return re.search(f'<input[^>]* name="{name}"[^>]*>', page)[0]  # type: ignore[index]


def test_a_phone_shows_digits_and_a_minus_where_one_is_usual(hours, project):
    page = office(hours).get(at(hours, "vaerdier/ny/")).content.decode()
    assert 'inputmode="decimal"' in control(page, "amount")
    write, _edit = addresses(project, an_expectation(project))
    page = office(project).get(write).content.decode()
    assert "inputmode" not in control(page, "change"), "an iPhone's digits have no minus"


@pytest.mark.parametrize(("kind", "is_optional"), [("number", False), ("share", True)])
def test_the_value_is_optional_only_where_it_can_be_reckoned_from_two(kind, is_optional):
    indicator = an_indicator(kind=kind)
    page = office(indicator).get(at(indicator, "vaerdier/ny/")).content.decode()
    label = page.partition('for="id_amount">')[2].partition("</label>")[0]
    assert ("(optional)" in label) is is_optional
    assert ("required" in control(page, "amount")) is not is_optional
    assert "Write a value." in enter(indicator, "")
    assert "Write a value." in enter(indicator, "..")
    assert not Value.objects.exists()
