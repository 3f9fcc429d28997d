"""One number, one sentence, one way to its rows: what two pages say of a figure is the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from pejl.design.charts.writing import written
from pejl.design.rounding import rounded
from pejl.design.tags.text import number
from pejl.indicators import actions, refusals
from pejl.indicators.analysis import Facts, Point, Standing, analyse, standing
from pejl.indicators.measuring import counted_as
from pejl.indicators.queries.series import readings
from pejl.indicators.queries.standings import standings_of_objectives
from pejl.indicators.wording import Figure, reason, sentence
from tests import build
from tests.indicators.made import an_indicator, with_values
from tests.overview.reader import reader

STEADY = (61, 62, 60, 63, 62, 61, 64, 62, 63, 61, 62, 64)


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (Decimal("6.666667"), 0, "7"),
        (Decimal("66.666667"), 1, "66,7"),
        (1.25, 1, "1,3"),
        (2.5, 0, "3"),
        (-0.04, 1, "0,0"),
        (1234.5, 0, "1.235"),
    ],
)
def test_a_number_is_rounded_alike_in_tables_charts_and_sentences(value, decimals, said):
    with translation.override("da"):
        assert Figure(decimals, "")(float(value)) == said
        assert written(float(value), decimals).replace("\u2212", "-") == said
        assert f">{said}<" in number(value, decimals)
    assert str(rounded(-2.5, 0)) == "-3"


def a_series(*amounts):
    return tuple(
        Point(date(2010 + place // 12, place % 12 + 1, 1), date(2010 + place // 12, place % 12 + 1, 28), amount)
        for place, amount in enumerate(amounts)
    )  # fmt: skip


def test_the_sentence_does_not_call_the_last_move_what_the_series_is():
    """Lower is better; all the last values lie far below, and the very last rose a little."""
    facts = Facts(
        a_series(*[9.0, 9.2, 8.9, 9.1] * 4, *[5.0, 5.1, 4.9, 5.0, 5.1, 4.8, 4.9, 5.2]),
        "lower",
        "month",
    )
    found = analyse(facts)
    with translation.override("da"):
        said = sentence(found, Standing("no_target"), Figure(1, "dage"))
    assert "Steget" in said
    assert "Serien viser mere end tilfældig variation, til det bedre." in said
    assert "Det er" not in said


@pytest.mark.parametrize(
    ("amounts", "state", "said"),
    [
        ((19.6, 21.1), "done", "Inden for tolerancen er målet nået"),
        ((20.1, 21.1), "done", "Målet er nået og holdt ved to målinger."),
        ((18.0, 19.7), "on_course", "ligger på målstien, inden for tolerancen."),
        ((18.0, 20.0), "on_course", "Den seneste værdi ligger på målstien."),
    ],
)
def test_what_is_reached_within_the_tolerance_says_so(amounts, state, said):
    facts = Facts(
        a_series(*amounts), "higher", "month", targets=((date(2010, 2, 28), 20.0),), tolerance=0.5
    )
    found = analyse(facts)
    stands = standing(found, facts, date(2010, 3, 1))
    assert stands.state == state
    with translation.override("da"):
        assert said in sentence(found, stands, Figure(1, ""))
        assert all(reason(code) for code in stands.reasons)


def test_a_blanked_value_long_before_the_others_is_no_beginning():
    known = a_series(1.0, 2.0, 3.0)
    blanked = Point(date(1890, 1, 1), date(1890, 1, 31), None)
    assert analyse(Facts((blanked, *known), "higher", "month")).points == known


@pytest.mark.django_db
def test_the_numbers_of_an_objective_lead_to_their_rows_for_those_who_work_there_only():
    objective = build.an_objective(build.a_focus_area(build.adopted(build.a_strategy())))
    indicator = with_values(an_indicator(objective=objective, is_public=True), *STEADY)
    here = objective.municipality
    pages = (
        reverse("overview:objective", args=[here.slug, objective.strategy.slug, objective.label]),
        reverse("indicators:indicator", args=[here.slug, indicator.number]),
    )
    for page in pages:
        for who, leads in ((build.a_person("employee", here), True), (None, False)):
            told = reader(who).get(page)
            assert told.status_code == 200
            assert ("/bag/2014-01-01_2014-03-31" in told.content.decode()) is leads, (page, who)


@pytest.mark.django_db
def test_a_past_day_knows_no_quarter_that_had_not_ended(django_assert_num_queries):
    objective = build.an_objective()
    indicator = with_values(an_indicator(objective=objective), 61, 62, 63)
    (told,) = readings([indicator], day=date(2014, 5, 15))
    assert told.latest.amount == 61
    (told,) = readings([indicator], day=date(2014, 6, 30))
    assert told.latest.amount == 62
    office = build.an_actor("strategy_office", objective.municipality)
    with django_assert_num_queries(1):
        standings_of_objectives(office, [objective.pk], date(2014, 9, 30))


@pytest.mark.django_db
def test_a_value_far_from_its_strategy_asks_for_a_second_look():
    objective = build.an_objective()
    indicator = an_indicator(objective=objective)
    page = reverse("indicators:enter_value", args=[indicator.municipality.slug, indicator.number])
    browser = reader(build.a_person("strategy_office", indicator.municipality))
    for day, asks in (("2014-02-01", False), ("1890-01-01", True)):
        told = browser.post(page, {"day": day, "amount": "5"}, follow=True).content.decode()
        assert "Værdien er indtastet" in told
        assert ("uden for de strategier" in told) is asks


@pytest.mark.django_db
def test_a_computed_indicator_says_what_it_counts():
    here = build.a_municipality()
    indicator = an_indicator(
        here, source="computed", measure="ideas.handed_in", definition="", is_public=True
    )
    page = reverse("indicators:indicator", args=[here.slug, indicator.number])
    told = reader(None).get(page).content.decode()
    with translation.override("da"):
        assert counted_as(indicator)
        assert counted_as(indicator)[:40] in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value", "day", "refusal"),
    [
        ("share", 120, date(2014, 12, 31), refusals.TargetIsImpossible),
        ("share", -1, date(2014, 12, 31), refusals.TargetIsImpossible),
        ("rate", -2, date(2014, 12, 31), refusals.TargetIsImpossible),
        ("number", -2, date(1900, 1, 1), refusals.TargetIsTooFarOff),
    ],
)
def test_a_target_that_cannot_be_is_refused(kind, value, day, refusal):
    indicator = an_indicator(kind=kind)
    by = build.the_operator(indicator.municipality)
    with pytest.raises(refusal):
        actions.set_target(by=by, indicator=indicator, due_on=day, value=Decimal(value))
    target = actions.set_target(
        by=by, indicator=indicator, due_on=date(2014, 12, 31), value=Decimal(50)
    )
    with pytest.raises(refusal):
        actions.edit_target(by=by, target=target, version=1, due_on=day, value=Decimal(value))
