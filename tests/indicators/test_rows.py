"""What is behind a number: its rows, or who entered it, or its file, and what was said before."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import QuerySet

from pejl.history import actions as history
from pejl.indicators import actions, measuring
from pejl.indicators.models import Import
from pejl.indicators.queries.rows import ON_A_PAGE, rows_behind
from pejl.initiatives import actions as initiatives
from pejl.organisation import queries as organisation
from tests import build
from tests.indicators.lived_in import MARCH, SPRING, an_idea, answer, employees, on
from tests.indicators.made import an_indicator, new_values
from tests.initiatives.exploring import a_world
from tests.initiatives.undertaken import a_milestone, a_project, running

pytestmark = pytest.mark.django_db

MARCH_DAYS = (MARCH.first, MARCH.last)
SPRING_DAYS = (SPRING.first, SPRING.last)


@pytest.fixture
def world():
    with on("01-02"):
        return a_world()


def a_computed(world, measure="ideas.answered_in_time", day="04-20", **details):
    with on(day):
        indicator = an_indicator(world.municipality, source="computed", measure=measure, **details)
        actions.compute_indicator(by=build.the_operator(world.municipality), indicator=indicator)
    return indicator


def titles(behind):
    return {(one.row.title, one.counts) for one in behind.rows.found}


# What Pejl counted


def test_a_share_leads_to_its_rows_and_says_which_of_them_count(world):
    in_time, late = (an_idea("03-03", world.municipality, unit=world.unit) for _one in range(2))
    answer("03-05", in_time)
    elsewhere = an_idea("03-03", world.municipality)
    for number, idea in enumerate((in_time, late, elsewhere)):
        initiatives.edit_idea(
            by=build.the_operator(world.municipality), idea=idea, version=idea.version,
            title=f"Idé {number}",
        )  # fmt: skip
    indicator = a_computed(world)

    with on("04-20"):
        whole = rows_behind(world.leader, indicator, *MARCH_DAYS)
        centre = rows_behind(world.leader, indicator, *MARCH_DAYS, world.unit)

    assert titles(whole) == {("Idé 0", True), ("Idé 1", False), ("Idé 2", False)}
    assert titles(centre) == {("Idé 0", True), ("Idé 1", False)}
    assert (whole.holding.value.numerator, whole.holding.value.denominator) == (1, 3)
    assert (whole.rows.counted.numerator, whole.rows.total, whole.rows.hidden) == (1, 3, 0)
    assert (whole.source, whole.differs, whole.corrected) == ("computed", False, [])
    assert whole.holding.by == ""
    row = next(one.row for one in whole.rows.found if one.counts)
    assert (row.url_name, row.url_args) == ("initiatives:idea", {"number": in_time.number})


def test_when_the_rows_give_another_number_now_both_are_told(world):
    idea = an_idea("03-03", world.municipality)
    indicator = a_computed(world, "ideas.handed_in")
    an_idea("03-04", world.municipality)
    with on("04-21"):
        behind = rows_behind(world.leader, indicator, *MARCH_DAYS)
        assert (behind.holding.value.amount, behind.rows.counted.amount) == (1, 2)
        assert behind.differs

        actions.compute_indicator(by=world.executive, indicator=indicator)
        again = rows_behind(world.leader, indicator, *MARCH_DAYS)
    assert not again.differs
    assert [one.value.amount for one in again.said] == [2, 1]
    assert [one.value.amount for one in again.corrected] == [1]
    assert idea.title in {one.row.title for one in again.rows.found}


def test_a_figure_that_stood_in_states_says_that_its_rows_are_of_today(world):
    with on("03-03"):
        milestone = a_milestone(running(a_project(world.municipality, unit=world.unit)), days=5)
    indicator = a_computed(world, "initiatives.overdue", day="03-31")
    with on("03-31"):
        assert not rows_behind(world.leader, indicator, *MARCH_DAYS).rows.is_as_it_stands
    with on("06-10"):
        initiatives.edit_part(
            by=world.executive, part=milestone, version=1, due_on=date(2014, 9, 1)
        )
        behind = rows_behind(world.leader, indicator, *MARCH_DAYS)
    assert behind.rows.is_as_it_stands
    assert (behind.holding.value.amount, behind.rows.counted.amount) == (100, 0)
    assert [one.counts for one in behind.rows.found] == [False]


def test_many_rows_come_page_by_page_with_the_same_few_queries(world, django_assert_num_queries):
    for _one in range(ON_A_PAGE + 2):
        an_idea("03-03", world.municipality, unit=world.unit)
    indicator = a_computed(world)
    with on("04-20"):
        reader = world.leader
        with django_assert_num_queries(8):
            first = rows_behind(reader, indicator, *MARCH_DAYS, world.unit)
        second = rows_behind(reader, indicator, *MARCH_DAYS, world.unit, page="2")
        beyond = rows_behind(reader, indicator, *MARCH_DAYS, world.unit, page="99")

    assert (len(first.rows.found), first.rows.page.has_next()) == (ON_A_PAGE, True)
    assert (len(second.rows.found), second.rows.page.number) == (2, 2)
    assert beyond.rows.page.number == 2


def test_rows_that_the_reader_may_not_see_are_counted_and_not_shown(world, monkeypatch):
    for _one in range(3):
        an_idea("03-03", world.municipality)
    indicator = a_computed(world, "ideas.handed_in")
    measure = measuring.measures()["ideas.handed_in"]

    def only_the_newest(rows: QuerySet, actor):
        return rows.filter(number=3)

    monkeypatch.setitem(
        measuring.measures(), measure.key, dataclasses.replace(measure, seen_by=only_the_newest)
    )
    with on("04-20"):
        behind = rows_behind(world.leader, indicator, *MARCH_DAYS)
    assert (behind.rows.total, behind.rows.hidden, len(behind.rows.found)) == (3, 2, 1)


def test_who_took_part_is_never_shown(world):
    with on("03-01"):
        people = employees(world.municipality, 6)
    for person in people:
        an_idea("03-03", world.municipality, by=person)
    indicator = a_computed(world, "people.take_part")
    with on("04-20"):
        behind = rows_behind(world.executive, indicator, *SPRING_DAYS)
    assert behind.holding.value.numerator == 6
    assert (behind.rows.found, behind.rows.hidden) == ([], 9)


def test_whoever_does_not_work_here_sees_the_number_and_neither_rows_nor_names(world):
    an_idea("03-03", world.municipality)
    indicator = a_computed(world, "ideas.handed_in", is_public=True)
    visitor = organisation.actor_for(world.municipality, None)
    with on("04-20"):
        for actor in (visitor, a_world().leader):
            behind = rows_behind(actor, indicator, *MARCH_DAYS)
            assert behind.holding.value.amount == 1
            assert behind.rows is None


def test_there_is_nothing_behind_a_period_that_is_none(world):
    an_idea("03-03", world.municipality)
    indicator = a_computed(world, "ideas.handed_in")
    with on("04-20"):
        for days in ((date(2014, 3, 2), date(2014, 3, 31)), (date(2014, 5, 1), date(2014, 5, 31))):
            assert rows_behind(world.leader, indicator, *days) is None
        assert rows_behind(world.leader, indicator, MARCH.last, MARCH.first) is None
        uncounted = rows_behind(world.leader, indicator, date(2014, 2, 1), date(2014, 2, 28))
    assert (uncounted.holding, uncounted.rows.total, uncounted.source) == (None, 0, "computed")


# What was entered or imported


def test_an_entered_value_says_who_when_and_on_what_grounds_and_what_stood_before(world):
    indicator = an_indicator(world.municipality, owner=world.chief)
    with on("04-02"):
        value = actions.enter_value(
            by=world.leader, indicator=indicator, starts_on=SPRING.first, ends_on=SPRING.last,
            amount=Decimal(62), comment="Ældre Sagens måling", evidence_url="https://example.dk/m",
        )  # fmt: skip
    with on("04-09"):
        actions.correct_value(
            by=world.executive, value=value, amount=Decimal(61), reason="Talt to gange"
        )

    behind = rows_behind(world.leader, indicator, *SPRING_DAYS)

    now, before = behind.said
    assert (now.value.amount, now.value.reason, now.by) == (61, "Talt to gange", world.sponsor.name)
    assert (before.value.comment, before.by) == ("Ældre Sagens måling", world.chief.name)
    assert before.value.evidence_url == "https://example.dk/m"
    assert before.value.superseded_at == now.value.recorded_at
    assert (behind.holding, behind.corrected) == (now, [before])
    assert (behind.source, behind.rows) == ("entered", None)
    stranger = rows_behind(
        organisation.actor_for(world.municipality, None), indicator, *SPRING_DAYS
    )
    assert [one.by for one in stranger.said] == ["", ""]


def test_an_imported_value_leads_to_its_file(world):
    indicator = an_indicator(world.municipality, source="imported")
    batch = Import(
        municipality=world.municipality, indicator=indicator, file_name="tal.csv", digest="ab" * 32,
        state="done", handed_in_by=world.chief,
    )  # fmt: skip
    history.create(by=world.leader, element=batch)
    actions.enter_values(by=world.executive, indicator=indicator, values=new_values(7), batch=batch)

    behind = rows_behind(world.leader, indicator, *SPRING_DAYS)

    assert behind.source == "imported"
    assert (behind.holding.file.file_name, behind.holding.file.digest) == ("tal.csv", "ab" * 32)
    visitor = organisation.actor_for(world.municipality, None)
    assert rows_behind(visitor, indicator, *SPRING_DAYS).holding.file is None


def test_a_part_of_a_background_dimension_has_its_own_values(world):
    indicator = an_indicator(world.municipality)
    for values in (new_values(7), new_values(3, dimension="køn", category="kvinder")):
        actions.enter_values(by=world.executive, indicator=indicator, values=values)

    whole = rows_behind(world.leader, indicator, *SPRING_DAYS)
    women = rows_behind(world.leader, indicator, *SPRING_DAYS, dimension="køn", category="kvinder")
    assert ([one.value.amount for one in whole.said], women.holding.value.amount) == ([7], 3)
