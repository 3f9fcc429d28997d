"""Units and background dimensions beside each other: who is compared, in which period, in which order, and why."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from pejl.effects.models import EvaluationResult, Expectation
from pejl.exchange.actions import import_folder
from pejl.indicators import actions, queries
from pejl.indicators.actions.values import keep_computed
from pejl.indicators.models import Indicator, Value
from pejl.indicators.queries.comparing import breakdowns, in_order
from pejl.indicators.told import NewValue
from pejl.organisation.models import Municipality
from tests import build
from tests.exchange.build import GREVE
from tests.indicators.made import an_indicator, new_values

pytestmark = pytest.mark.django_db

MOVED_ON = (date(2014, 4, 1), date(2014, 6, 30))
BEFORE = (date(2014, 1, 1), date(2014, 3, 31))


@pytest.fixture
def here():
    return build.a_municipality()


@pytest.fixture
def centres(here):
    """A direction with three centres, the first of which has a team."""
    top = build.a_unit(here, "Direktionen", kind="direction")
    found = [build.a_unit(here, name, parent=top) for name in ("Skole", "Ældre", "Borger")]
    return [top, *found, build.a_unit(here, "Hjemmeplejen", kind="team", parent=found[0])]


def told(indicator: Indicator, unit=None, *amounts: float, first=BEFORE[0], **part: str) -> None:
    actions.enter_values(
        by=build.the_operator(indicator.municipality),
        indicator=indicator,
        values=new_values(*amounts, first=first, unit_id=unit and unit.id, **part),
    )


def compared(indicator: Indicator) -> list[str]:
    (found,) = breakdowns(indicator, build.the_operator(indicator.municipality))
    return [part.name for part in found.parts]


def counted(here, units) -> Indicator:
    """An indicator that Pejl counts, with a figure for each unit."""
    indicator = an_indicator(
        here, source="computed", measure="ideas.answered_in_time", is_public=True
    )
    values = [
        NewValue(*BEFORE, Decimal(50), Decimal(5), Decimal(10), unit_id=unit and unit.id)
        for unit in (None, *units)
    ]
    keep_computed(by=build.the_operator(here), indicator=indicator, values=values)
    return indicator


def test_a_unit_that_contains_the_others_is_not_drawn_among_them(here, centres):
    indicator = an_indicator(here)
    for unit in centres:
        told(indicator, unit, 5)

    assert compared(indicator) == ["Borger", "Skole", "Ældre"]


def test_without_two_units_on_a_level_the_one_furthest_down_is_shown(here, centres):
    top, school, _old, _citizens, team = centres
    indicator = an_indicator(here)
    told(indicator, top, 9)
    told(indicator, school, 5)
    assert compared(indicator) == ["Skole"]
    told(indicator, team, 3)
    assert compared(indicator) == ["Hjemmeplejen"]


def test_units_of_several_branches_are_compared_on_the_level_that_they_share(here, centres):
    top, school, old, _citizens, team = centres
    other = build.a_unit(here, "Plejehjemmet", kind="institution", parent=old)
    indicator = an_indicator(here)
    for unit in (top, school, team, other):
        told(indicator, unit, 5)
    assert compared(indicator) == ["Hjemmeplejen", "Plejehjemmet"]


def test_a_closed_unit_stays_on_the_level_where_it_stood(here, centres):
    top, school, old, *_others = centres
    indicator = an_indicator(here)
    for unit in (top, school, old):
        told(indicator, unit, 5)
    old.closed_on = date(2014, 6, 1)
    old.save()
    assert compared(indicator) == ["Skole", "Ældre"]


def test_the_page_says_that_units_of_one_level_are_compared_only_where_others_were_left_out(
    here, centres
):
    top, *others = centres
    indicator = an_indicator(here, is_public=True)
    for unit in others[:3]:
        told(indicator, unit, 5)
    address = f"/{here.slug}/indikatorer/{indicator.number}/"
    with translation.override("da"):
        sentence = gettext(
            "Only units on the same level are compared: a unit that contains others would count them twice."
        )
    assert sentence not in Client().get(address).content.decode()
    told(indicator, top, 15)
    assert sentence in Client().get(address).content.decode()


def test_the_level_costs_one_question_and_none_where_all_belong_under_the_same(
    here, centres, django_assert_num_queries
):
    top, *others = centres
    indicator = an_indicator(here)
    reader = build.the_operator(here)
    for unit in others[:3]:
        told(indicator, unit, 5)
    with django_assert_num_queries(1):
        breakdowns(indicator, reader)
    told(indicator, top, 15)
    with django_assert_num_queries(2):
        breakdowns(indicator, reader)


def test_one_unit_that_is_early_does_not_hide_the_others(here, centres):
    _top, school, old, citizens, _team = centres
    indicator = an_indicator(here)
    for unit in (school, old, citizens):
        told(indicator, unit, 5)
    told(indicator, school, 6, first=MOVED_ON[0])

    (found,) = breakdowns(indicator, build.the_operator(here))
    assert (found.first, found.last) == BEFORE
    assert len(found.parts) == 3

    told(indicator, old, 6, first=MOVED_ON[0])
    (found,) = breakdowns(indicator, build.the_operator(here))
    assert (found.first, found.last) == MOVED_ON
    assert len(found.parts) == 2


def test_units_that_were_last_heard_from_long_ago_are_not_waited_for(here, centres):
    _top, school, old, citizens, _team = centres
    indicator = an_indicator(here)
    for unit in (old, citizens):
        told(indicator, unit, 5)
    told(indicator, school, 1, 2, 3, 4, 5)
    assert compared(indicator) == ["Skole"]


def test_a_period_without_numbers_hides_no_period_that_has_some(here, centres):
    _top, school, old, *_others = centres
    indicator = an_indicator(here)
    for unit in (school, old):
        told(indicator, unit, 5, None)
    (found,) = breakdowns(indicator, build.the_operator(here))
    assert (found.first, found.last) == BEFORE


def test_parts_stand_in_danish_order_and_ages_by_age(here):
    indicator = an_indicator(here)
    names = ["10–14 år", "Ålderdom", "Øvrige", "5–9 år", "Ældre", "100 år og derover", "Zoneterapi"]
    for name in names:
        told(indicator, None, 5, dimension="alder", category=name)
    assert compared(indicator) == [
        "5–9 år", "10–14 år", "100 år og derover", "Zoneterapi", "Ældre", "Øvrige", "Ålderdom",
    ]  # fmt: skip


def test_numbers_inside_names_count_by_their_size_too():
    assert sorted(["Distrikt 10", "Distrikt 9", "Aarup", "Zoo"], key=in_order) == [
        "Distrikt 9", "Distrikt 10", "Zoo", "Aarup",
    ]  # fmt: skip


def test_municipalities_to_compare_with_stand_in_danish_order():
    own = an_indicator(build.a_municipality("Greve"), shared_key="fald", is_public=True)
    for name in ("Ålborg", "Ærø", "Ørsted", "Randers"):
        an_indicator(build.a_municipality(name), shared_key="fald", is_public=True)
    assert [one.name for one in queries.peers(own)] == ["Randers", "Ærø", "Ørsted", "Ålborg"]


def rows_of(indicator: Indicator, unit) -> str:
    first, last = BEFORE
    here = indicator.municipality.slug
    return f"/{here}/indikatorer/{indicator.number}/bag/{first}_{last}/?enhed={unit.slug}"


@pytest.mark.parametrize("number", [2, 3], ids=["bars", "funnel"])
def test_each_figure_of_a_unit_that_pejl_counts_leads_to_its_rows(here, centres, number):
    units = centres[1 : 1 + number]
    indicator = counted(here, units)
    client = Client()
    client.force_login(build.a_person("employee", here))
    page = client.get(f"/{here.slug}/indikatorer/{indicator.number}/").content.decode()
    for unit in units:
        address = rows_of(indicator, unit)
        assert f'<a href="{address}">' in page
        assert client.get(address).status_code == 200


def test_a_visitor_gets_no_link_to_rows_also_right_after_a_colleague(here, centres):
    indicator = counted(here, centres[1:4])
    address = f"/{here.slug}/indikatorer/{indicator.number}/"
    colleague = Client()
    colleague.force_login(build.a_person("employee", here))
    cache.clear()
    for _again in range(2):
        assert "?enhed=" in colleague.get(address).content.decode()
        assert "?enhed=" not in Client().get(address).content.decode()


def test_what_was_entered_by_hand_has_no_rows_to_lead_to(here, centres):
    indicator = an_indicator(here)
    for unit in centres[1:4]:
        told(indicator, unit, 5)
    reader = build.an_actor("strategy_office", here)
    (found,) = breakdowns(indicator, reader)
    assert [part.url for part in found.parts] == ["", "", ""]


# The example


@pytest.fixture
def example(db):
    assert import_folder(by=build.the_operator(), path=GREVE, with_demo_people=True) == []
    return Municipality.objects.get()


def test_in_the_example_units_and_ages_come_to_the_total_in_every_period(example):
    entered = Value.objects.current().filter(
        indicator__municipality=example, denominator__isnull=False
    ).exclude(indicator__source="computed")  # fmt: skip
    found = defaultdict(list)
    for value in entered.select_related("unit"):
        part = "units" if value.unit_id else value.dimension
        found[value.indicator_id, value.ends_on, part].append(value)
    broken = [slot for slot in found if slot[2]]
    assert {slot[2] for slot in broken} == {"units", "alder"}
    for indicator, day, part in broken:
        (whole,) = found[indicator, day, ""]
        parts = found[indicator, day, part]
        assert sum(one.denominator for one in parts) == whole.denominator
        assert abs(sum(one.numerator for one in parts) - whole.numerator) < 1


def test_in_the_example_evaluations_agree_with_their_figures_and_initiatives_and_show_every_outcome(
    example,
):
    results = EvaluationResult.objects.filter(municipality=example).order_by("evaluation__number")
    assert [(one.grade, one.refused) for one in results] == [
        ("moderate", ""), ("moderate", ""), ("none", "too_few_after"),
    ]  # fmt: skip
    for result in results:
        asked = result.evaluation
        assert result.ran_at.date() >= asked.indicator.values.latest("ends_on").ends_on
        assert asked.initiative is None or asked.initiative.starts_on == asked.begins_on
        for learned in asked.learnings.all():
            assert learned.found_on >= result.ran_at.date()
    for expectation in Expectation.objects.select_related("initiative"):
        assert expectation.written_on <= expectation.initiative.starts_on
