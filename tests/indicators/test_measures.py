"""Measures: each is documented, runs on nothing, leads to its rows, and counts what can be counted on fingers."""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal

import pytest
from django.test.utils import modify_settings
from django.urls import reverse

import pejl
from pejl.indicators import measuring
from pejl.indicators.actions import compute_indicator
from pejl.indicators.measuring import Row, measures
from pejl.indicators.models import Indicator, Value
from pejl.indicators.periods import MONTHS_IN, period_around
from pejl.initiatives import actions
from pejl.initiatives.actions import projects
from pejl.initiatives.models import Idea, Unknown
from pejl.organisation import actions as organisation
from pejl.organisation.models import Membership
from pejl.strategy import actions as strategy
from pejl.strategy.models import Objective
from tests import build
from tests.house.source import ROOT
from tests.indicators.lived_in import SPRING, amount, counted, lived_in, on
from tests.indicators.made import an_indicator
from tests.initiatives.exploring import a_world, decided

pytestmark = pytest.mark.django_db

ALL = [pytest.param(one, id=key) for key, one in measures().items()]
NAMELESS = "people.take_part"
"""Its rows are people, who are counted and never shown."""
LINE = re.compile(r"^\| `([a-z0-9_.]+)` \| ([^|]+) \| (\w+) \| (yes|no) \|$", re.MULTILINE)


# What holds for each of them


def test_every_measure_is_documented_with_its_level_and_whether_it_is_counted_per_unit():
    text = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    told = {key: (level, unit == "yes") for key, _what, level, unit in LINE.findall(text)}
    assert told == {key: (one.level, one.by_unit) for key, one in measures().items()}


@pytest.mark.parametrize("measure", ALL)
def test_a_measure_says_how_an_indicator_of_it_reads(measure):
    assert measure.kind in Indicator.Kind.values
    assert measure.level in Indicator.Level.values
    assert measure.direction in Indicator.Direction.values
    assert measure.frequency in {*MONTHS_IN, "week"}
    assert len(measure.key) <= Indicator._meta.get_field("measure").max_length
    assert 0 < len(measure.measured_in) <= Indicator._meta.get_field("measured_in").max_length
    assert measure.title
    assert str(measure.definition).endswith(".")


def test_nothing_is_counted_where_there_is_nothing():
    municipality = build.a_municipality()
    for key, measure in measures().items():
        told = counted(key, municipality, SPRING)
        assert not told.amount, key
        assert told.counted.count() == 0, key
        assert measure.seen_by(told.rows, build.the_operator(municipality)).count() == 0, key


def test_a_figure_agrees_with_its_rows(django_assert_max_num_queries):
    world = lived_in()
    with on("03-31"):
        for key, measure, period, unit in _each(world):
            with django_assert_max_num_queries(4 if unit else 3):  # one finds the units below
                told = counted(key, world.municipality, period, unit)
            assert told.amount is not None, key
            assert told.counted.count() > 0, key
            if told.numerator is not None and measure.kind != "mean":
                assert told.numerator == told.counted.count(), key
            if measure.kind in {"share", "mean"}:
                assert told.denominator == told.rows.count(), key


def test_the_rows_of_a_figure_have_an_order_and_are_for_those_who_work_there():
    world, elsewhere = lived_in(), a_world()
    with on("03-31"):
        for key, measure, period, unit in _each(world):
            told = counted(key, world.municipality, period, unit)
            assert told.rows.ordered, key
            assert not measure.seen_by(told.rows, elsewhere.leader).exists(), key
            if key == NAMELESS:
                assert not measure.seen_by(told.rows, world.leader).exists()
            else:
                assert set(measure.seen_by(told.rows, world.leader)) == set(told.rows), key
                assert all(measure.row(one).title for one in told.rows), key


def test_a_row_leads_to_a_page_that_exists():
    world = lived_in()
    with on("03-31"):
        for key, measure, period, unit in _each(world):
            told = counted(key, world.municipality, period, unit)
            for row in (measure.row(one) for one in told.rows if key != NAMELESS):
                place = {"municipality": world.municipality.slug, **row.url_args}
                assert reverse(row.url_name, kwargs=place), key


def test_another_municipality_adds_nothing_to_a_figure():
    world = lived_in()
    with on("03-31"):
        before = _figures(world)
        lived_in()
        assert _figures(world) == before


def test_march_is_not_another_because_of_june():
    """A figure that can look back stays, whatever is done after the period; the others count today alone."""
    world = lived_in()
    with on("06-10"):
        before = _figures(world)
        _much_happens(world)
        after = _figures(world)
    for (key, unit), figure in before.items():
        if not measures()[key].only_now:
            assert figure, key
            assert after[key, unit] == figure, key


def _each(world):
    """Each measure for March, or the quarter with it; for the whole, and for a centre where it can be."""
    for key, measure in measures().items():
        period = period_around(date(2014, 3, 31), measure.frequency)
        for unit in (None, world.unit) if measure.by_unit else (None,):
            yield key, measure, period, unit


def _figures(world):
    return {
        (key, unit): amount(key, world.municipality, period, unit)
        for key, _measure, period, unit in _each(world)
    }


def _much_happens(world):
    """Everything is answered, handed over, decided, ended, changed and left."""
    other = build.a_unit(world.municipality)
    by = build.the_operator(world.municipality)
    for idea in Idea.objects.filter(municipality=world.municipality):
        actions.answer_idea(
            by=by, idea=idea, version=idea.version, outcome="mature", reason="Det modnes."
        )
        actions.hand_over_idea(
            by=by, idea=idea, version=idea.version, to_unit=other, reason="Det er jeres."
        )
        actions.comment(by=world.leader, idea=idea, text="Godt.")
    for unknown in Unknown.objects.filter(
        municipality=world.municipality, state="open", initiative__state="running"
    ):
        actions.settle_unknown(
            by=by, unknown=unknown, version=1, state="answered", answer="Fru Hansen."
        )
    for one in world.unit.initiatives.filter(state="running"):
        if one.kind == "prejekt":
            decided(world, one, "crystallise", "stop", learning="Nok nu.")
        else:
            projects.finish_initiative(by=by, initiative=one, version=one.version)
    for objective in Objective.objects.filter(municipality=world.municipality):
        strategy.edit_objective(
            by=by, objective=objective, version=objective.version, title="Rolig aften"
        )
    for membership in Membership.objects.filter(municipality=world.municipality, role="employee"):
        organisation.end_role(by=by, membership=membership, version=membership.version)


# A measure of another room


@pytest.fixture
def a_room_to_come(tmp_path, monkeypatch):
    """A room that nobody has heard of, with a measure of its own, installed as rooms are."""
    room = tmp_path / "latercome"
    room.mkdir()
    (room / "__init__.py").write_text("")
    (room / "measures.py").write_text(
        "from pejl.indicators.measuring import Row, count_of, measure\n"
        "from pejl.organisation.models import Unit\n"
        "@measure(key='latercome.units', title='Enheder', definition='Alle enheder.',\n"
        "         row=lambda unit: Row(title=unit.name), measured_in='enheder', by_unit=False)\n"
        "def units(scope, period):\n"
        "    return count_of(Unit.objects.filter(municipality=scope.municipality).order_by('name'))\n"
    )
    monkeypatch.setattr(pejl, "__path__", [*pejl.__path__, str(tmp_path)])
    monkeypatch.setattr(measuring, "_found", dict(measuring._found))
    measures.cache_clear()
    with modify_settings(INSTALLED_APPS={"append": "pejl.latercome"}):
        yield
    measures.cache_clear()
    for name in ("pejl.latercome.measures", "pejl.latercome"):
        sys.modules.pop(name, None)


def test_a_measure_of_a_room_to_come_is_found_by_its_name(a_room_to_come):
    municipality = build.a_municipality()
    build.a_unit(municipality)
    build.a_unit(municipality)

    indicator = an_indicator(municipality, source="computed", measure="latercome.units")
    compute_indicator(by=build.the_operator(municipality), indicator=indicator)

    assert indicator.measured_in == "enheder"
    assert {one.amount for one in Value.objects.filter(indicator=indicator)} == {Decimal(2)}


def test_two_measures_of_one_name_are_a_mistake_that_shows_at_once():
    with pytest.raises(LookupError):
        measuring.measure(
            key="ideas.handed_in", title="", definition="", row=lambda one: Row(title="")
        )(lambda scope, period: None)
